"""The pages and the README are tests (scripts/prose/pages.py); tests that look at pages get a browser."""

import contextlib
import functools
import os
import re

import pytest
from sybil.example import SybilFailure

from nnref import ACTIVATIONS
from scripts.prose.pages import sybil
from scripts.website import files
from scripts.website.chromium import FLAGS, find


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """A page is nothing else besides: a lab is no module with doctests."""
    others = yield
    return [Page.from_parent(parent, path=file_path)] if sybil.should_parse(file_path) else others


class Page(pytest.File):
    """A page. Each of its examples and statements is a test, wherever it is run and whatever else is."""

    def collect(self):
        for number, example in enumerate(self.read()):
            line, column = re.findall(r"\d+", example.document.line_column(example.start))
            yield Statement.from_parent(self, name=f"line:{line},column:{column}", number=number, example=example)

    def read(self):
        """The examples, none of which has run."""
        document = sybil.parse(self.path)
        sybil.setup(document.namespace)
        self.examples, self.reached = list(document.examples()), 0
        return self.examples

    def run(self, number):
        """Run an example behind all that stand above it. What fails among those is a test of its own."""
        if number < self.reached:
            self.read()
        for example in self.examples[self.reached : number]:
            with contextlib.suppress(Exception):
                example.evaluate()
        self.reached = number + 1
        self.examples[number].evaluate()


class Statement(pytest.Item):
    """An example or a computed statement of a page."""

    def __init__(self, *, number, example, **options):
        super().__init__(**options)
        self.number, self.line = number, example.line
        self.text = example.document.text[example.start : example.end]

    def runtest(self):
        self.parent.run(self.number)

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, SybilFailure):
            return f"{excinfo.value}\n\n{self.path}:{self.line}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, self.line - 1, self.name


def pytest_addoption(parser):
    parser.addoption("--topic", metavar="WORD", help="run only what names this: --topic elu is about ELU, not SELU")
    parser.addoption("--one-in", metavar="N", type=int, help="of the tests marked slow one in N, others at each commit")


def pytest_collection_modifyitems(config, items):
    if topic := config.getoption("topic"):
        keep(config, items, [names(topic, f"{item.nodeid} {getattr(item, 'text', '')}") for item in items])
    if one_in := config.getoption("one_in"):
        commit = files.git("rev-parse", "HEAD")
        keep(config, items, [not item.get_closest_marker("slow") or drawn(commit, item, one_in) for item in items])


def keep(config, items, chosen):
    """Deselect the items that are not chosen."""
    config.hook.pytest_deselected(items=[item for item, yes in zip(items, chosen) if not yes])
    items[:] = [item for item, yes in zip(items, chosen) if yes]


def drawn(commit, item, one_in):
    """Whether a test is among those that are run at this commit, one in so many."""
    return int(files.digest(commit, item.nodeid), 16) % one_in == 0


def names(topic, text):
    """Whether the text has the topic as a word: `d_elu` and `ELU.mean` name elu, `leaky_relu` does not name relu."""
    words = sorted({topic.lower(), *(a.name for a in ACTIVATIONS)}, key=len, reverse=True)
    found = re.findall(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])", text.lower())
    return topic.lower() in found


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright. Where there is none its tests are skipped, but in CI they fail."""
    path = find()
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("this test needs Chromium: install the system's package")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        # What a service worker asks for no test could hold back or count: those of it let it in.
        browser.new_context = functools.partial(browser.new_context, service_workers="block")
        yield browser
        browser.close()
