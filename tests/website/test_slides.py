"""The deck: every row of the lecture, three plans, questions of the exercises, figures that move."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.website import slides
from scripts.website.text import practice

BLOCKS = {block.id: block for *_, block in practice.every()}
NOTES = "/// html | aside.notes\n    attrs: {{{}}}\n\nSay it.\n///\n"
DECK = "# Title\n\n" + NOTES.format('data-minutes: "2", data-rows: "L1, L2"')
DECK += "\n## Next\n\n" + NOTES.format('data-minutes: "3", data-forms: "whole"')


def test_each_slide_has_its_minutes_and_its_rows():
    found = slides.plan(DECK)
    assert [slide.title for slide in found] == ["Title", "Next"]
    assert [slide.minutes for slide in found] == [2, 3]
    assert [slide.forms for slide in found] == [("whole", "short", "activations"), ("whole",)]
    assert found[0].rows == ("L1", "L2")


def test_a_slide_begins_at_each_heading_of_the_second_level():
    html = slides.sections("<h1>Title</h1><p>a</p><h2>Next</h2>")
    assert re.findall(r"<section>\s*<h(\d)", html) == ["1", "2"]


@pytest.mark.parametrize(
    "deck, why",
    [
        ("# Bare\n", "'Bare' has no notes"),
        ("# A\n" + NOTES.format(""), "no data-minutes"),
        ("# A\n" + NOTES.format('data-minutes: "1", data-forms: "brief"'), "in the form brief; there are whole, short"),
    ],
)
def test_a_slide_without_notes_or_minutes_or_in_an_unknown_form_is_named(deck, why):
    with pytest.raises(ValueError, match=why):
        slides.plan(deck)


def test_a_question_that_no_page_has_is_named():
    with pytest.raises(ValueError, match="asks for the exercise 'nowhere'"):
        slides.with_questions("{{ question nowhere }}")


def test_a_question_brings_its_choices_and_then_the_right_one():
    asked, answer = slides.question(BLOCKS["softplus-derivative"]).split("## Answer")
    assert re.findall(r"^\*\*([A-C])\.\*\*", asked, re.M) == ["A", "B", "C"] and "**A.** the sigmoid" in answer


def test_the_notes_of_a_choice_say_what_each_wrong_one_mistakes():
    asked, _ = slides.question(BLOCKS["relu-off"]).split("## Answer")
    said = asked.partition("aside.notes")[2]
    for part in BLOCKS["relu-off"].of("wrong"):
        assert slides.plain(part.text) in said


def test_a_prediction_is_a_question_whose_answer_is_in_its_notes_and_on_the_next_slide():
    asked = slides.question(BLOCKS["predict-relu-dead"], "whole activations")
    assert "## Answer" not in asked and "The next slide shows it: **B.** hardly any" in asked
    forms = "whole", "activations"
    assert slides.slide(asked.strip()) == slides.Slide(BLOCKS["predict-relu-dead"].title, 1, (), forms, True)


def test_notes_name_the_wrong_numbers_and_the_orders_that_people_give():
    wrong = len(BLOCKS["organization-count"].of("wrong"))
    number = slides.question(BLOCKS["organization-count"], found={"answer": 39.0, "wrong": [[-32.0, 0.0]] * wrong})
    assert number.count("\n−32: ") == wrong
    wrong = len(BLOCKS["sigmoid-steepness"].of("wrong"))
    order = slides.question(BLOCKS["sigmoid-steepness"], found={"right": [1, 2, 3, 0], "wrong": [[0, 3, 2, 1]] * wrong})
    assert order.count("\nA, D, C, B: ") == wrong and "**B, C, D, A**" in order.partition("## Answer")[2]


@pytest.fixture(scope="module")
def plan():
    return slides.plan()


def test_the_deck_teaches_every_row_of_the_lecture(plan):
    assert {row for slide in plan for row in slide.rows} == {f"L{number}" for number in range(1, 23)}


def test_the_form_about_activation_functions_teaches_what_the_lecture_says_of_them(plan):
    taught = {row for slide in plan if "activations" in slide.forms for row in slide.rows}
    assert {f"L{number}" for number in range(4, 17)} <= taught and not taught & {"L17", "L18", "L20"}


@pytest.mark.parametrize("form, minutes", slides.FORMS.items())
def test_each_form_of_the_deck_takes_no_more_than_its_minutes(plan, form, minutes):
    assert sum(slide.minutes for slide in plan if form in slide.forms) <= minutes


@pytest.mark.parametrize("form", slides.FORMS)
def test_never_more_than_about_ten_minutes_of_talk_are_without_a_question(plan, form):
    talk = [0]
    for slide in (slide for slide in plan if form in slide.forms):
        if slide.asks:
            talk.append(0)
        else:
            talk[-1] += slide.minutes
    assert max(talk) <= 10


def test_no_slide_is_counted_from_another_that_its_form_may_leave_out(plan):
    assert [slide.title for slide in plan if re.search("first|second|third", slide.title.lower())] == []


@pytest.mark.parametrize("form", slides.FORMS)
def test_a_pdf_of_a_form_has_its_slides_and_its_goals(plan, form):
    html = "".join(
        f"<section><h2>{slide.title}</h2><aside data-forms='{' '.join(slide.forms)}'></aside></section>"
        for slide in plan
    )
    goals = "<ul><li data-forms='whole short'>Count</li><li data-forms='activations'>Choose</li></ul>"
    soup = BeautifulSoup(slides.of_form(html + goals, form), "html.parser")
    assert [head.text for head in soup.find_all("h2")] == [slide.title for slide in plan if form in slide.forms]
    assert [goal.text for goal in soup.find_all("li")] == ["Choose" if form == "activations" else "Count"]


def parts():
    """The Markdown of each slide that is not a question."""
    return re.split(r"^(?=##? )", slides.SOURCE.read_text("utf-8"), flags=re.M)[1:]


@pytest.mark.parametrize("part", parts()[:-1], ids=lambda part: part.partition("\n")[0].lstrip("# "))
def test_notes_say_what_to_say_and_what_students_believe(part):
    said = re.search(r"attrs: [^\n]*\n\n(.*?)^///$", part, re.M | re.S)[1].strip().split("\n\n")
    assert len(said) == 2 and said[1].startswith("Students believe that ")


def test_figures_move_on_the_slides_that_are_about_what_moves():
    named = re.findall(r"data-explore=(\w+)", slides.SOURCE.read_text("utf-8"))
    assert named == ["line", "rates", "tangent_sigmoid", "layers", "zigzag", "dying", "pieces", "sizes", "strengths"]
