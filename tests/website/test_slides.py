"""The deck: every row of the lecture, two plans, questions of the exercises."""

import re

import pytest

from scripts.website import slides

NOTES = "/// html | aside.notes\n    attrs: {{{}}}\n\nSay it.\n///\n"
DECK = "# Title\n\n" + NOTES.format('data-minutes: "2", data-rows: "L1, L2"')
DECK += "\n## Next\n\n" + NOTES.format('data-minutes: "3", data-long: ""')


def test_each_slide_has_its_minutes_and_its_rows():
    found = slides.plan(DECK)
    assert [slide.title for slide in found] == ["Title", "Next"]
    assert [slide.minutes for slide in found] == [2, 3] and [slide.short for slide in found] == [True, False]
    assert found[0].rows == ("L1", "L2")


def test_a_slide_begins_at_each_heading_of_the_second_level():
    html = slides.sections("<h1>Title</h1><p>a</p><h2>Next</h2>")
    assert re.findall(r"<section>\s*<h(\d)", html) == ["1", "2"]


@pytest.mark.parametrize(
    "deck, why", [("# Bare\n", "'Bare' has no notes"), ("# A\n" + NOTES.format(""), "no data-minutes")]
)
def test_a_slide_without_notes_or_minutes_is_named(deck, why):
    with pytest.raises(ValueError, match=why):
        slides.plan(deck)


def test_a_question_that_no_page_has_is_named():
    with pytest.raises(ValueError, match="asks for the exercise 'nowhere'"):
        slides.with_questions("{{ question nowhere }}")


def test_a_question_brings_its_choices_and_then_the_right_one():
    asked, answer = slides.question("softplus-derivative").split("## Answer")
    assert re.findall(r"\*\*([A-C])\.\*\*", asked) == ["A", "B", "C"] and "**A**" in answer


@pytest.fixture(scope="module")
def plan():
    return slides.plan()


def test_the_deck_teaches_every_row_of_the_lecture(plan):
    assert {row for slide in plan for row in slide.rows} == {f"L{number}" for number in range(1, 23)}


def test_the_deck_takes_ninety_minutes_and_its_short_form_forty_five(plan):
    assert sum(slide.minutes for slide in plan) <= 90
    assert sum(slide.minutes for slide in plan if slide.short) <= 45


def test_there_is_a_question_at_least_every_half_hour(plan):
    waited = longest = 0
    for slide in plan:
        waited = 0 if slide.title.startswith("Answer:") else waited + slide.minutes
        longest = max(longest, waited)
    assert longest <= 34
