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


@pytest.mark.parametrize(
    "figure, experiment, names",
    [
        (capacity.draw, CAPACITY, ["3", "6", "20"]),
        (regularization.draw_l2, L2, L2["shown"]),
        (regularization.draw_dropout, DROPOUT, DROPOUT["shown"]),
        (regularization.draw_noise, NOISE, NOISE["shown"]),
    ],
    ids=["capacity", "l2", "dropout", "input_noise"],
)
def test_a_panel_prints_the_accuracies_of_the_start_it_draws(figure, experiment, names):
    axes = figure(experiment).axes
    assert len(axes) == len(names) == 3
    assert len({(*ax.get_xlim(), *ax.get_ylim()) for ax in axes}) == 1, "the panels should have one scale"
    for ax, name in zip(axes, names):
        look = experiment[name]["shown"]
        assert name in ax.get_title()
        assert (
            ax.texts[0].get_text() == f"training {100 * look['train']:.0f} %\nheld out {100 * look['held_out']:.0f} %"
        )
        length, _ = regions.boundary(np.array(look["score"]))
        assert length == pytest.approx(
            look["length"], rel=0.01
        )  # the scores are rounded to a ten-thousandth of the largest
        assert look["length"] == pytest.approx(experiment[name]["length"]["median"], rel=1e-5)


def test_the_boundary_of_a_circle_is_as_long_as_the_circle():
    x, y = np.meshgrid(regions.AXIS, regions.AXIS)
    length, areas = regions.boundary(np.hypot(x, y) - 2.6)
    assert length == pytest.approx(2 * np.pi * 2.6, rel=0.01) and areas == 2


def test_training_again_gives_what_was_measured():
    loss, accuracies = regions.train(regions.plain((3,), np.random.default_rng(0)), lecture_points())
    assert loss == pytest.approx(CAPACITY["3"]["loss"]["all"][0], rel=1e-4)
    assert accuracies[-1] == pytest.approx((CAPACITY["3"]["train"]["all"][0], CAPACITY["3"]["held_out"]["all"][0]))
