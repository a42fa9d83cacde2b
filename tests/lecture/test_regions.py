"""Networks trained on the lecture's points: how they are measured, and drawn."""

import numpy as np
import pytest

from nnref import lecture_points
from scripts.lecture import capacity, regions, regularization
from scripts.lecture.measurements import measured

CAPACITY, L2, DROPOUT, NOISE = (
    measured(name) for name in ("capacity", "regularization_l2", "regularization_dropout", "regularization_noise")
)


# L18


def test_all_networks_are_trained_on_the_same_80_points_and_measured_on_the_same_400():
    x, t, x_held, t_held = lecture_points()
    assert len(x) == len(t) == 80 and len(x_held) == len(t_held) == 400
    assert np.abs(x).max() < regions.AXIS.max(), "the figures should show every training point"


# The figures of both


def figure_of(draw, sweep):
    return draw(CAPACITY, sweep), [CAPACITY["20"], *(sweep[name] for name in sweep["shown"])]


FIGURES = {
    "capacity": lambda: (capacity.draw(CAPACITY), [CAPACITY[n] for n in ("3", "6", "20")]),
    "l2": lambda: figure_of(regularization.draw_l2, L2),
    "dropout": lambda: figure_of(regularization.draw_dropout, DROPOUT),
    "input_noise": lambda: figure_of(regularization.draw_noise, NOISE),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_panel_prints_the_accuracies_of_the_start_it_draws(name):
    fig, settings = FIGURES[name]()
    axes = fig.axes
    assert len(axes) == 4 and len({(*ax.get_xlim(), *ax.get_ylim()) for ax in axes}) == 1, "one scale for all panels"
    for ax, setting in zip(axes, settings):
        look = setting["shown"]
        assert [text.get_text() for text in ax.texts] == [
            f"training {100 * look['train']:.0f} %",
            f"held out {100 * look['held_out']:.0f} %",
        ]
        length, _ = regions.boundary(np.array(look["score"]))
        assert length == pytest.approx(
            look["length"], rel=0.01
        )  # the scores are rounded to a ten-thousandth of the largest
        assert look["length"] == pytest.approx(setting["length"]["median"], rel=1e-5)


def test_the_panels_of_a_regularizer_begin_without_it_and_name_their_strengths():
    titles = [ax.get_title() for ax in regularization.draw_l2(CAPACITY, L2).axes]
    assert titles == ["λ = 0", "λ = 0.0001", "λ = 0.001", "λ = 0.01"]


def test_rings_mark_the_training_points_that_the_circle_half_way_gets_wrong():
    x, t = lecture_points()[:2]
    for ax in regularization.draw_l2(CAPACITY, L2).axes:
        (rings,) = [line for line in ax.lines if line.get_markersize() == 10]
        assert len(rings.get_xdata()) == regions.off_the_circle(x, t).sum() == 10


def test_the_last_panel_of_capacity_has_as_many_points_that_were_held_out():
    *trained, last = capacity.draw(CAPACITY).axes
    assert sum(len(line.get_xdata()) for line in last.lines) == len(lecture_points()[0])
    assert all(len(ax.lines) == len(last.lines) + 1 for ax in trained)


def test_the_boundary_of_a_circle_is_as_long_as_the_circle():
    x, y = np.meshgrid(regions.AXIS, regions.AXIS)
    length, areas = regions.boundary(np.hypot(x, y) - 2.6)
    assert length == pytest.approx(2 * np.pi * 2.6, rel=0.01) and areas == 2


def test_training_again_gives_what_was_measured():
    loss, accuracies = regions.train(regions.plain((3,), np.random.default_rng(0)), lecture_points())
    assert loss == pytest.approx(CAPACITY["3"]["loss"]["all"][0], rel=1e-4)
    assert accuracies[-1] == pytest.approx((CAPACITY["3"]["train"]["all"][0], CAPACITY["3"]["held_out"]["all"][0]))
