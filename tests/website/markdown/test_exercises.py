"""Exercises as HTML: what is there without a script, and by which names it is found."""

import json

import markdown
import pytest
from bs4 import BeautifulSoup

from scripts.prose import exercises, pages
from scripts.website.markdown import exercises as html
from tests.prose import test_exercises as sources

EXTENSIONS = [
    "attr_list",
    "toc",
    "pymdownx.superfences",
    "pymdownx.blocks.caption",
    "scripts.website.markdown.exercises",
]
KINDS = {
    "number": sources.NUMBER,
    "choose": sources.CHOOSE,
    "order": sources.ORDER,
    "mark": sources.MARK,
    "code": sources.PROGRAM,
}


def rendered(source):
    text = "\n".join(line.removeprefix("    ") for line in source.split("\n"))
    found = {block.id: exercises.evaluate(block, pages.namespace()) for block in exercises.parse(text)}
    settings = {"scripts.website.markdown.exercises": {"found": found}}
    return BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS, extension_configs=settings), "html.parser")


@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_is_a_section_with_the_fixed_names(kind):
    (section,) = rendered(KINDS[kind]).select("section.nn-exercise")
    assert section["data-kind"] == kind and json.loads(section["data-exercise"])
    assert section.h3.a["href"] == f"#{section['id']}"
    assert [button.get_text() for button in section.find_all("button")] == ["Check", "Solution", "Start again"]
    assert len(section.select("[role=status]")) == 1
    assert section.select_one("details.nn-solution > summary").get_text() == "Solution"
    assert not section.select("[data-part]")


def test_a_number_is_an_input_with_a_label():
    page = rendered(sources.NUMBER)
    assert page.find("label", {"for": page.find("input")["id"]}).get_text() == "Your answer"


def test_choices_are_radio_buttons_in_a_fieldset_and_check_boxes_where_several_are_right():
    assert [box["type"] for box in rendered(sources.CHOOSE).select("fieldset:has(> legend) input")] == ["radio"] * 2
    both = sources.CHOOSE.replace("wrong | tanh", "right | ELU").replace("is: tanh(-1) == 0", "is: elu(0) == 0")
    assert [box["type"] for box in rendered(both).select("fieldset input")] == ["checkbox"] * 2


def test_the_numbers_beside_a_curve_fit_into_its_margin():
    labels = [text.get_text() for text in rendered(sources.MARK).select(".nn-beside")]
    assert labels == ["−0.964", "0", "0.964"]
    width = {".": 0.28} | dict.fromkeys("0123456789−", 0.6)  # of a character, in its font size of 12
    assert max(12 * sum(width[c] for c in label) for label in labels) <= html.LEFT - 6


def test_the_wrong_answers_and_what_is_said_of_them_are_the_teachers_key():
    (key,) = rendered(sources.NUMBER).select(".nn-key")
    assert key.get_text().strip() == "Why." and key.has_attr("hidden") and key.has_attr("data-search-exclude")


def test_a_prediction_has_what_it_shows_at_its_end():
    (section,) = rendered(sources.PREDICT).select("section.nn-predict")
    assert [button.get_text() for button in section.find_all("button")] == ["This is my guess", "Just show me"]
    assert section.find_all("div", recursive=False)[-1]["class"] == ["nn-then"]


def test_a_prediction_to_draw_has_axes_with_their_names_and_no_curve():
    svg = rendered(sources.DRAW).select_one("section.nn-predict[data-kind=draw] svg")
    assert [text.get_text() for text in svg.find_all("text")] == ["−6", "0", "6", "0", "1", "x", "slope"]
    assert svg.find_all("polyline") == [] and len(json.loads(svg["data-across"])) == 13


def test_a_curve_is_drawn_without_a_script():
    assert len(rendered(sources.MARK).select_one("svg polyline")["points"].split()) == exercises.DRAWN
