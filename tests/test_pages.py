"""Each page, each lab and the README: nothing bare, nothing broken, no unknown key. What they compute, Sybil runs: see scripts/examples.py."""

import pytest

from scripts import bibliography, statements
from scripts.examples import pages

PAGES = statements.pages()
NAMES = [page.relative_to(statements.ROOT).as_posix() for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_everything_on_the_page_is_computed_or_cited(page):
    text = statements.read(page)
    found = sorted(statements.problems(text) + bibliography.problems(text))
    assert not found, "\n" + "\n".join(f"{page.relative_to(statements.ROOT)}:{line}: {message}" for line, message in found)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_page_is_run(page):
    assert pages.should_parse(page)


def test_what_is_generated_is_not_run():
    assert not pages.should_parse(statements.ROOT / "docs/fragments/elu.md")
