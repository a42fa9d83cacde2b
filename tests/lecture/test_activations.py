"""The figures of the activations."""

import numpy as np
import pytest

from nnref import ACTIVATIONS, ELU, LEAKY_RELU, RELU
from scripts.lecture import activations, style
from scripts.lecture.catalog import CATALOG, SIX
from scripts.website import build

RECORDS = pytest.mark.parametrize("record", ACTIVATIONS, ids=lambda record: record.name)
_, FIGURES, _ = build.targets()


def lines(ax, color):
    """The curves of a color, without the circles at kinks."""
    return [line for line in ax.lines if line.get_color() == color and line.get_marker() == "None"]


def circles(ax):
    return [tuple(point) for line in ax.lines if line.get_marker() == "o" for point in line.get_xydata()]


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in [ax.title, *ax.texts] if text.get_text()]


@RECORDS
def test_the_figure_of_an_activation_shows_f_and_its_derivative(record):
    left, right = activations.draw(record).axes
    color = style.of(record)["color"]
    whole = [line for line in lines(left, color) if line.get_xdata().max() > 1]
    assert len(whole) == 1 and np.array_equal(whole[0].get_ydata(), record.f(whole[0].get_xdata()))
    for line in lines(right, color):
        if line.get_xdata().max() > 1:
            assert np.array_equal(line.get_ydata(), record.df(line.get_xdata()))


@RECORDS
def test_a_derivative_is_left_open_at_its_kinks_and_there_alone(record):
    _, right = activations.draw(record).axes
    ends = circles(right)
    for kink in record.kinks:
        for side in (-1e-9, 1e-9):
            assert any(np.allclose(end, (kink, record.df(kink + side)), atol=1e-6) for end in ends)
    if not record.kinks and not record.defaults:
        assert not ends


def test_relu_jumps_from_0_to_1_at_0():
    assert circles(activations.draw(RELU).axes[1]) == [(0, 0), (0, 1)]


def test_leaky_relu_cannot_be_taken_for_relu():
    left, _ = activations.draw(LEAKY_RELU).axes
    lowest = min(line.get_ydata().min() for line in lines(left, style.of(LEAKY_RELU)["color"]))
    bottom, top = left.get_ylim()
    assert -lowest > 0.05 * (top - bottom) and "α = 0.1" in texts(left.figure)


def test_elu_has_no_kink_for_alpha_1_and_one_for_others():
    _, right = activations.draw(ELU).axes
    assert circles(right) == [(0, pytest.approx(0.5)), (0, pytest.approx(2))]


def test_the_sheets_show_all_that_they_promise():
    six = [style.spelled(name) for name in SIX]
    assert [ax.get_title() for ax in activations.draw_six().axes] == six
    assert [ax.get_title() for ax in activations.draw_overview().axes] == six
    every = [one.spelling for one in CATALOG.values()]
    assert [ax.get_title() for ax in activations.draw_derivatives().axes] == every
