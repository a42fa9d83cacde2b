"""Each page, each lab and the README: nothing bare, nothing broken, no unknown key. What they compute, Sybil runs:
see scripts/prose/pages.py."""

import pytest

from scripts.lecture.measurements import ROOT
from scripts.prose import bibliography, pages, statements

PAGES = pages.files()
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_everything_on_the_page_is_computed_or_cited(page):
    text = pages.read(page)
    found = sorted(statements.problems(text) + bibliography.problems(text))
    assert not found, "\n" + "\n".join(f"{page.relative_to(ROOT)}:{line}: {message}" for line, message in found)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_page_is_run(page):
    assert pages.sybil.should_parse(page)


def test_what_is_generated_is_not_run():
    assert not pages.sybil.should_parse(ROOT / "docs/fragments/elu.md")
