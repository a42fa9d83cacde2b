"""The six activation functions of the lecture as small curves that lead to their pages, for the home page."""

import numpy as np

from scripts.lecture.activations import six
from scripts.lecture.style import STYLE, spelled
from scripts.website import files
from scripts.website.files import FRAGMENTS

X = np.linspace(-3, 3, 49)
TOLD = {  # what the page tells
    "sigmoid": "saturates, and is not zero-centered",
    "tanh": "is the sigmoid, rescaled until it is",
    "relu": "keeps gradients alive, and kills units",
    "leaky_relu": "keeps a small slope on the left",
    "elu": "bends towards a floor",
    "maxout": "learns its shape",
}


def write():
    """Write the fragment; return its path in a list."""
    curves = {getattr(activation, "name", activation): y for activation, y in six(X)}
    tiles = "\n".join(
        f"- [{drawing(name, y)} {spelled(name)}](activations/{name}.md)<br>{TOLD[name]}" for name, y in curves.items()
    )
    return [files.write(FRAGMENTS / "curves.md", f'<div class="home-curves" markdown>\n\n{tiles}\n\n</div>\n')]


def drawing(name, y):
    """The curve as a picture inside the page, in the activation's color and line."""
    points = " ".join(f"{16 * (u + 3):.4g},{16 * (3 - v):.4g}" for u, v in zip(X, y))
    line = STYLE[name][2]
    dashes = (
        "" if isinstance(line, str) else f' stroke-dasharray="{" ".join(f"{2.5 * length:g}" for length in line[1])}"'
    )
    return (
        f'<svg viewBox="-2 -2 100 74" aria-hidden="true"><path class="axes" d="M0 48H96M48 0V72" />'
        f'<polyline points="{points}" style="stroke: var(--nn-{name})"{dashes} /></svg>'
    )
