"""The same line in other libraries: on the pages stands what docs/equivalents.md has, whose cells tests/parity runs."""

import pytest

from nnref import ACTIVATIONS
from scripts.lecture.catalog import LECTURE
from scripts.website.files import DOCS
from scripts.website.text import activations, elsewhere

PAGE = (DOCS / "equivalents.md").read_text("utf-8")


def test_each_activation_of_the_lecture_has_a_row():
    assert {record.name for record in LECTURE} <= elsewhere.rows().keys()


@pytest.mark.parametrize(
    "record", [one for one in ACTIVATIONS if one.name in elsewhere.rows()], ids=lambda one: one.name
)
def test_the_card_of_an_activation_is_followed_by_its_row(record):
    row = elsewhere.rows()[record.name]
    line = f"| {' | '.join(row)} |"
    assert len(row) == 4 and line in PAGE and line in activations.card(record)


@pytest.mark.parametrize("part", elsewhere.PARTS)
def test_each_part_has_all_its_rows_and_a_page_that_shows_it(part):
    rows = [line for line in elsewhere.table(elsewhere.PARTS[part]).splitlines() if line.startswith("| `")]
    assert len(rows) == len(elsewhere.PARTS[part]) and all(row in PAGE for row in rows)
    assert sum(f'"{part}.md"' in page.read_text("utf-8") for page in DOCS.rglob("*.md")) == 1


def test_what_the_page_does_not_have_leaves_nothing():
    assert elsewhere.table(["softsign"]) == ""
