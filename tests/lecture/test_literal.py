"""Figures to take away: colors that stand in the file, letters as outlines, and who made them."""

import base64
import io
import json
import re

import pytest
from PIL import Image

from scripts.lecture import literal, style


@pytest.fixture(scope="module")
def kinds():
    fig, ax = style.panels()
    ax.plot([0, 1], [0, 1], color=style.INK)
    style.label(ax, 0.5, 0.5, "a label", style.ACCENT)
    return json.loads(literal.literal(fig, "A line", "scripts/lecture/some.py: draw_line"))


@pytest.mark.parametrize("kind, scheme", [("light", 0), ("dark", 1)])
def test_an_svg_has_the_colors_of_its_scheme_and_nothing_that_a_reader_has_to_know(kinds, kind, scheme):
    svg = kinds[kind]
    assert not re.search(r"var\(|light-dark|@media|<text|font-family|paint-order", svg)
    assert style.COLORS["ink"][scheme] in svg and style.COLORS["accent"][scheme] in svg
    assert style.COLORS["ink"][1 - scheme] not in svg


def test_the_paper_is_white_or_that_of_the_dark_scheme(kinds):
    assert literal.WHITE in kinds["light"] and style.COLORS["paper"][1] in kinds["dark"]
    assert style.PAPER not in kinds["light"] + kinds["dark"]


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_an_svg_says_who_made_it_from_what_and_under_which_license(kinds, kind):
    for said in "A line", literal.AUTHOR, literal.LICENSE, "scripts/lecture/some.py: draw_line":
        assert said in kinds[kind]


def test_the_size_of_an_svg_is_in_pixels(kinds):
    assert 'width="480" height="200"' in kinds["light"]


def test_a_png_has_1200_pixels_across_white_paper_and_says_the_same(kinds):
    image = Image.open(io.BytesIO(base64.b64decode(kinds["png"])))
    assert image.size == (1200, 500) and image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert image.text == {
        "Title": "A line",
        "Author": literal.AUTHOR,
        "Copyright": literal.LICENSE,
        "Source": "scripts/lecture/some.py: draw_line",
    }


def test_the_same_figure_gives_the_same_bytes(kinds):
    fig, ax = style.panels()
    ax.plot([0, 1], [0, 1], color=style.INK)
    style.label(ax, 0.5, 0.5, "a label", style.ACCENT)
    assert json.loads(literal.literal(fig, "A line", "scripts/lecture/some.py: draw_line")) == kinds
