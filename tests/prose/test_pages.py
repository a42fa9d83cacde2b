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


def test_the_counts_are_those_of_the_statements_of_the_site_and_of_what_it_includes(tmp_path, monkeypatch):
    page, part, readme = (tmp_path / name for name in ("page.md", "part.md", "README.md"))
    page.write_text(
        "1<!-- = 1 --> and 2<!-- = 2 -->, $x = 1$<!-- not checked: so -->, he<!-- @a -->, `3<!-- = 3 -->`, "
        "4 <!-- = 4 -->\n\nSo it is.<!-- holds: True -->",
        "utf-8",
    )
    part.write_text("5<!-- = 5 -->")
    readme.write_text("6<!-- = 6 -->")
    monkeypatch.setattr(pages, "files", lambda: [readme, page])
    monkeypatch.setattr(pages, "fragments", lambda: [part])
    assert pages.counts() == {"computed": 3, "cited": 1, "not checked": 1, "holds": 1, "fault": 1}
