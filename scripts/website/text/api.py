"""Griffe extension for the API page: examples become code,
functions link to their lecture page and name their paper."""

import re

import griffe

from nnref import ACTIVATIONS
from scripts.lecture.catalog import CATALOG

PAPERS = {name: record.paper for record in ACTIVATIONS for name in (record.name, "d_" + record.name)}
PAGES = {name: one.page.removesuffix(".md") for one in CATALOG.values() for name in (one.name, f"d_{one.name}")} | {
    "Maxout": "activations/maxout",
    "PReLU": "activations/prelu",
    "Dense": "neuron",
    "MLP": "architectures/organization",
    "mlp": "architectures/organization",
    "l2": "architectures/regularization",
    "Dropout": "architectures/regularization",
    "Noise": "architectures/regularization",
    "dead_units": "activations/relu",
    "saturated": "activations/sigmoid",
    "sign_agreement": "activations/sigmoid",
    "lecture_points": "architectures/capacity",
}
PRIME = re.compile(rf"\b(f|gate|{'|'.join(CATALOG)})'(?=\W|$)")
PLACEHOLDER = re.compile(r"\b\w+<\w+>")  # would be taken for an element
EXAMPLE = re.compile(r"^>>> .*?(?=\n\s*\n|\Z)", re.M | re.S)


class Examples(griffe.Extension):
    """Put the examples of docstrings into fences, and links below the docstrings of what has a page."""

    def on_object(self, *, obj, **kwargs):
        if obj.docstring is None:
            return
        examples = [f"```pycon\n{example[0]}\n```" for example in EXAMPLE.finditer(obj.docstring.value)] + [""]
        text = "".join(
            PLACEHOLDER.sub(r"`\g<0>`", PRIME.sub(r"\1′", prose)) + example
            for prose, example in zip(EXAMPLE.split(obj.docstring.value), examples, strict=True)
        )
        if obj.parent and obj.parent.is_module:
            text += f"\n\nSource of the definition: {PAPERS[obj.name]}." if obj.name in PAPERS else ""
            text += f"\n\n[In the lecture]({PAGES[obj.name]}.md)" if obj.name in PAGES else ""
        obj.docstring.value = text
