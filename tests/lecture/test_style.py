"""What the look of the figures promises."""

import re

import numpy as np
import pytest

from scripts.lecture import style
from scripts.lecture.colors import contrast
from scripts.website.files import DOCS

LIGHT, DARK = 0, 1
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


@SCHEMES
@pytest.mark.parametrize(
    "name", [name for name in style.COLORS if not name.startswith(("area", "series", "faint", "paper"))]
)
def test_lines_and_their_labels_can_be_read(name, scheme):
    assert contrast(style.COLORS[name][scheme], style.COLORS["paper"][scheme]) > 4.5


@SCHEMES
@pytest.mark.parametrize("number", range(1, 6))
def test_each_shade_of_a_series_stands_out_from_the_page(number, scheme):
    assert contrast(style.COLORS[f"series-{number}"][scheme], style.COLORS["paper"][scheme]) > 3


@SCHEMES
def test_the_shades_of_a_series_are_in_order(scheme):
    found = [contrast(style.COLORS[f"series-{i}"][scheme], style.COLORS["paper"][scheme]) for i in range(1, 6)]
    assert found == sorted(found)


@SCHEMES
@pytest.mark.parametrize("which", "ab")
def test_points_stand_out_from_their_own_and_the_other_area(which, scheme):
    for area in "ab":
        assert contrast(style.COLORS[f"class-{which}"][scheme], style.COLORS[f"area-{area}"][scheme]) > 3


def test_the_page_has_the_colors_of_the_figures_and_none_of_them_twice():
    css = (DOCS / "stylesheets/site.css").read_text()
    assert not [color for pair in style.COLORS.values() for color in pair if color in css]
    named = set(re.findall(r"--\w+: var\(--nn-([\w-]+)\);", css))
    assert {"paper", "ink"} <= named <= style.COLORS.keys()
    assert all(f"--nn-{name}: {color};" in style.stylesheet() for name in named for color in style.COLORS[name])


def test_an_unknown_activation_has_no_style():
    with pytest.raises(ValueError, match="no style for 'relo': one of sigmoid, tanh"):
        style.of("relo")


# The helpers


def test_a_broken_line_has_a_gap_and_two_open_circles_at_its_kink():
    _, ax = style.panels()
    x = np.array([-1, -1e-9, 0, 1e-9, 1])
    style.plot_broken(ax, x, np.sign(x), [0.0], color=style.INK)
    left, right, circles = ax.lines
    assert left.get_xdata().max() < 0 < right.get_xdata().min()
    assert circles.get_ydata().tolist() == [-1, 1] and circles.get_markerfacecolor() == style.PAPER


def test_the_regions_meet_where_the_score_is_zero():
    _, ax = style.panels()
    xs, ys = np.linspace(-1, 1, 21), np.linspace(-1, 1, 11)
    style.region(ax, xs, ys, np.tile(xs - 0.5, (11, 1)))
    area, boundary = [c.get_paths()[0].vertices[:, 0] for c in ax.collections]
    assert boundary == pytest.approx(0.5) and (area.min(), area.max()) == pytest.approx((0.5, 1))


def test_the_classes_of_points_differ_in_shape():
    _, ax = style.panels()
    style.points(ax, [[0, 0], [1, 1], [2, 2]], [0, 1, 0])
    assert [line.get_marker() for line in ax.lines] == ["o", "^"]
    assert [len(line.get_xdata()) for line in ax.lines] == [2, 1]
