"""What the look of the figures promises."""

import re
from itertools import combinations

import numpy as np
import pytest

from nnref import ACTIVATIONS
from scripts.lecture import style
from scripts.website.files import DOCS

LIGHT, DARK = 0, 1
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira and Fernandes 2009, severity 1: linear RGB as it appears without one kind of cone.
VISION = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
# Ottosson 2020: Oklab, in which equal distances look about equally large.
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]
JUST_NOTICEABLE = 0.02


def linear(color):
    c = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """As WCAG 2 defines it."""
    low, high = sorted(linear(color) @ [0.2126, 0.7152, 0.0722] for color in (a, b))
    return (high + 0.05) / (low + 0.05)


def distance(a, b, vision):
    lab = [TO_LAB @ np.cbrt(TO_CONES @ np.clip(VISION[vision] @ linear(c), 0, 1)) for c in (a, b)]
    return np.hypot.reduce(lab[0] - lab[1])


def test_black_and_white_have_the_contrast_that_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_activation_has_a_color_and_a_line_of_its_own():
    names = {"maxout", *(record.name for record in ACTIVATIONS)}
    assert names == style.STYLE.keys()
    assert len({repr(look) for look in style.STYLE.values()}) == len(names)


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


@SCHEMES
@pytest.mark.parametrize("vision", VISION)
def test_lines_of_one_style_differ_in_color_for_every_eye(vision, scheme):
    for (a, look_a), (b, look_b) in combinations(style.STYLE.items(), 2):
        if look_a[2] == look_b[2]:
            assert distance(look_a[scheme], look_b[scheme], vision) > 4 * JUST_NOTICEABLE, f"{a} and {b} look alike"


@SCHEMES
def test_all_activations_differ_in_color_for_all_cones(scheme):
    for (a, look_a), (b, look_b) in combinations(style.STYLE.items(), 2):
        assert distance(look_a[scheme], look_b[scheme], "all cones") > 3 * JUST_NOTICEABLE, f"{a} and {b} look alike"


def test_the_page_has_the_paper_and_ink_of_the_figures():
    css = (DOCS / "stylesheets/site.css").read_text()
    for name in ("paper", "ink"):
        assert tuple(re.findall(rf"--{name}: (#\w+);", css)) == style.COLORS[name]


def test_the_committed_stylesheet_is_the_one_that_style_writes():
    assert (DOCS / "stylesheets/activations.css").read_text() == style.stylesheet()


def test_an_unknown_activation_has_no_style():
    with pytest.raises(ValueError, match="no style for 'relo': one of maxout, sigmoid"):
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
