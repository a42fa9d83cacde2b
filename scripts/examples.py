"""What runs a page: Sybil with its examples, its code, and its computed statements, in the order of the page."""

import contextlib
import copy
import io
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from sybil import Document, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from scripts import statements

OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE


def pycon(document):
    """The examples in ```pycon fences."""
    examples = DocTestStringParser(DocTestEvaluator(OPTIONS))
    for fence in FencedCodeBlockLexer("pycon", mapping={"source": "source"})(document):
        for region in examples(fence.lexemes["source"], document.path):
            region.adjust(fence, fence.lexemes["source"])
            yield region


def computed(document):
    """The computed statements, each behind the code above it."""
    for statement in statements.parse(document.text):
        if statement.kind == "computed":
            yield Region(statement.comment, statement.end, statement, evaluate)


def evaluate(example):
    return statements.check(example.parsed, example.namespace)


class Lab(Document):
    def __init__(self, text, path):
        super().__init__(statements.lab(text), path)


pages = Sybil(
    parsers=[pycon, PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser(), computed],
    path=str(statements.ROOT),
    patterns=["docs/*.md", "docs/**/*.md", "docs/labs/*.py", "README.md"],
    document_types={".py": Lab},
    excludes=["docs/fragments/*"],
    setup=lambda namespace: namespace.update(statements.namespace()),
)


def run(path):
    """The examples of a page in order: (example, the namespace before it, what is wrong with it)."""
    document = pages.parse(Path(path))
    pages.setup(document.namespace)
    for example in document.examples():
        before = document.namespace | {"rng": copy.deepcopy(document.namespace["rng"])}
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # a lab prints tables
                example.evaluate()
            yield example, before, None
        except Exception as error:
            yield example, before, getattr(error, "result", None) or f"{type(error).__name__}: {error}"
