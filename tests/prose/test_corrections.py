"""The ledger of the lecture's slips: every entry has a verdict, a source,
and a page that says it right and links back."""

import re

import pytest
from markdown.extensions.toc import slugify

from scripts.website.files import DOCS

VERDICTS = {"wrong", "imprecise", "conditional", "unsupported", "fine"}
ENTRIES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", (DOCS / "corrections.md").read_text("utf-8"), re.M | re.S))
each = pytest.mark.parametrize("title", ENTRIES)


@each
def test_an_entry_quotes_the_slide_and_gives_a_verdict(title):
    entry = ENTRIES[title]
    assert "@keyvanrad" in entry or re.search("slides? (draws|prints?)", entry)
    assert set(re.findall(r"\*\*(\w+)\*\*", entry)) & VERDICTS


@each
def test_an_entry_is_decided_by_a_check_or_by_a_cited_source(title):
    assert ">>> " in ENTRIES[title] or re.search(r"@(?!keyvanrad|cs231nslides2016)\w+ -->", ENTRIES[title])


@each
def test_the_page_that_says_it_right_links_back(title):
    pages = re.findall(r"\]\(([\w/]+\.(?:md|py))", ENTRIES[title].split("Where the page")[1])
    assert pages
    for page in pages:
        back = f"corrections.md#{slugify(title, '-')}"
        assert back in (DOCS / page).read_text("utf-8"), f"{page} does not link to {back}"


def test_every_verdict_is_explained():
    introduction = (DOCS / "corrections.md").read_text("utf-8").split("\n## ")[0]
    assert VERDICTS <= set(re.findall(r"\*(\w+)\*", introduction))
