"""Which files are pages, and what runs one: Sybil with its examples, its code and its computed statements, in order."""

import contextlib
import copy
import io
import re
from collections import Counter
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import numpy
from sybil import Document, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

import nnref
from scripts.lecture.measurements import ROOT, measured
from scripts.prose import compare, exercises, statements

OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE


def files():
    """The files that are checked."""
    markdown = sorted(page for page in (ROOT / "docs").rglob("*.md") if "fragments" not in page.parts)
    return [ROOT / "README.md", *markdown, *sorted((ROOT / "docs/labs").glob("*.py"))]


def fragments():
    """The generated texts that pages include."""
    return sorted((ROOT / "docs/fragments").glob("*.md"))


def counts():
    """How many statements of each kind stand on the site's pages and in what they include."""
    site = [page for page in files() if page.exists() and page.name != "README.md"] + fragments()
    return Counter(statement.kind for page in site for statement in statements.parse(read(page)))


def read(page):
    """The text of a page."""
    text = Path(page).read_text("utf-8")
    return lab(text) if Path(page).suffix == ".py" else text


def lab(text):
    """The Markdown of a lab, line by line: what is no text becomes a fence with code, or an empty line."""
    kind, lines = "raw", []
    for line in text.split("\n") + ["# %% [raw]"]:
        if cell := re.match(r"# %%(?: \[(\w+)\])?", line):
            if kind == "code":
                if lines[-1]:
                    raise ValueError(
                        f"line {len(lines)}: an empty line was expected between {lines[-1]!r} and the next cell"
                    )
                lines[-1] = "```"
            kind = cell[1] or "code"
            line = "```python" if kind == "code" else ""
        elif kind != "code":
            line = re.sub("^# ?", "", line) if kind == "markdown" else ""
        lines.append(line)
    return "\n".join(lines[:-1])


def namespace():
    """What the expressions and the code of a page start with."""
    names = {name: getattr(nnref, name) for name in getattr(nnref, "__all__")}
    return compare.HELPERS | {"np": numpy, "rng": numpy.random.default_rng(0), "measured": measured} | names


def pycon(document):
    """The examples in ```pycon fences."""
    examples = DocTestStringParser(DocTestEvaluator(OPTIONS))
    for fence in FencedCodeBlockLexer("pycon", mapping={"source": "source"})(document):
        for region in examples(fence.lexemes["source"], document.path):
            region.adjust(fence, fence.lexemes["source"])
            yield region


def computed(document):
    """The statements that are evaluated, each behind the code above it."""
    for statement in statements.parse(document.text):
        if statement.kind in statements.EVALUATED:
            yield Region(statement.comment, statement.end, statement, evaluate)


def practice(document):
    """The exercises, each behind the code above it."""
    for block in exercises.parse(document.text):
        yield Region(
            block.start, block.start + 3, block, lambda example: exercises.problem(example.parsed, example.namespace)
        )


def evaluate(example):
    return statements.check(example.parsed, example.namespace)


class Lab(Document):
    def __init__(self, text, path):
        super().__init__(lab(text), path)


sybil = Sybil(
    parsers=[pycon, PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser(), computed, practice],
    path=str(ROOT),
    patterns=["docs/*.md", "docs/**/*.md", "docs/labs/*.py", "README.md"],
    document_types={".py": Lab},
    excludes=["docs/fragments/*"],
    setup=lambda names: names.update(namespace()),
)


def run(path):
    """The examples of a page in order: (example, the namespace before it, what is wrong with it)."""
    document = sybil.parse(Path(path))
    sybil.setup(document.namespace)
    for example in document.examples():
        before = document.namespace | {"rng": copy.deepcopy(document.namespace["rng"])}
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # a lab prints tables
                example.evaluate()
            yield example, before, None
        except Exception as error:
            yield example, before, getattr(error, "result", None) or f"{type(error).__name__}: {error}"
