"""The examples and statements of the pages and of the README are tests: see scripts/statements.py."""

import os
import shutil
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

import pytest
from sybil import Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from scripts import statements


def pycon(document):
    """The examples in ```pycon fences."""
    examples = DocTestStringParser(DocTestEvaluator(ELLIPSIS | NORMALIZE_WHITESPACE))
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


pages = Sybil(
    parsers=[pycon, PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser(), computed],
    patterns=["docs/*.md", "docs/**/*.md", "README.md"],
    excludes=["docs/fragments/*"],
    setup=lambda namespace: namespace.update(statements.namespace()),
)
pytest_collect_file = pages.pytest()


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright. Where there is none its tests are skipped, but in CI they fail."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("this test needs Chromium: install the system's package")
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"])
        yield browser
        browser.close()
