"""What the SVG of a figure is."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from scripts.lecture import style, svg

LIGHT, DARK = 0, 1


# What the SVG is


def drawing(**line):
    fig, ax = style.panels(height=120)
    ax.plot([-1, 0, 1], [-1, 0.123456789, 1], **{"color": style.INK} | line)
    return fig


def test_the_same_figure_gives_the_same_text_twice():
    assert svg.svg(drawing(), "Line") == svg.svg(drawing(), "Line")


def test_a_figure_has_a_title_a_description_and_its_size_in_points():
    root = ElementTree.fromstring(svg.svg(drawing(), "A line", "scripts/lecture/lines.py: line"))
    assert [root[i].text for i in (0, 1)] == ["A line", "scripts/lecture/lines.py: line"]
    assert (root.get("width"), root.get("height")) == ("360pt", "120pt")


def test_every_color_is_a_variable_with_a_light_and_a_dark_value():
    text = svg.svg(drawing(**style.of("relu")), "Line")
    light, dark = re.findall(r":root\{([^}]*)\}", text)
    values = [dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in (light, dark)]
    assert (values[LIGHT]["relu"], values[DARK]["relu"]) == style.COLORS["relu"]
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) <= values[LIGHT].keys() == values[DARK].keys()
    assert "#" not in re.sub(r":root\{[^}]*\}|href=\"#\w+\"|url\(#\w+\)", "", text)


def test_a_color_from_elsewhere_is_an_error():
    with pytest.raises(ValueError, match="the color #ff0000 is not one of scripts.lecture.style"):
        svg.svg(drawing(color="red"), "Line")


def test_black_text_is_an_error():
    fig = drawing()
    fig.axes[0].text(0, 0, "unseen in the dark", color="black")
    with pytest.raises(ValueError, match="black text"):
        svg.svg(fig, "Line")


def test_text_stays_text_with_a_true_minus():
    texts = [e.text for e in ElementTree.fromstring(svg.svg(drawing(), "Line")).iter(svg.SVG + "text")]
    assert "−1" in [text.removesuffix(".0") for text in texts]


def test_coordinates_have_two_decimals_at_most():
    root = ElementTree.fromstring(svg.svg(drawing(), "Line"))
    numbers = re.findall(r"\d+\.\d+", " ".join(e.get(k, "") for e in root.iter() for k in ("d", "x", "y")))
    assert numbers and max(len(number.partition(".")[2]) for number in numbers) <= 2


def test_what_reaches_out_of_the_figure_is_an_error():
    fig = drawing()
    fig.set_layout_engine("none")
    fig.axes[0].text(2, 0, "too far to the right")
    with pytest.raises(ValueError, match="make room"):
        svg.svg(fig, "Line")


def test_a_figure_wider_than_a_phone_can_show_is_an_error():
    with pytest.raises(ValueError, match="the figure is 500 by 100 pt"):
        svg.svg(style.panels(height=100, width=500)[0], "Wide")


def test_a_figure_of_too_many_points_is_an_error():
    fig, ax = style.panels(height=120)
    ax.plot(np.random.default_rng(0).random(4000), "o", color=style.INK)
    with pytest.raises(ValueError, match="at most 80,000 were expected"):
        svg.svg(fig, "Cloud")
