"""What the lecture says about the leaky ReLU, as the page states it."""

import numpy as np
import pytest

from nnref import ELU, LEAKY_RELU, PRELU, RELU, d_elu, d_leaky_relu, leaky_relu, prelu
from scripts.lecture.measurements import measured

X = np.linspace(-8, 8, 1601)
SHARE, REVIVAL, SLOPES, RESULTS = (
    measured(name) for name in ("relu_dead_fraction", "relu_revival", "prelu_slopes", "leaky_relu_results")
)


# L13


def test_the_leaky_relu_keeps_a_hundredth_of_a_negative_input():
    assert LEAKY_RELU.defaults == {"alpha": 0.01}
    np.testing.assert_allclose(leaky_relu(X), np.where(X > 0, X, 0.01 * X), rtol=1e-15)


@pytest.mark.parametrize("f", [leaky_relu, prelu])
def test_the_maximum_of_the_slide_is_the_leaky_form_only_while_the_slope_is_at_most_one(f):
    for alpha in -0.5, 0.01, 0.25, 1.0:
        np.testing.assert_allclose(f(X, alpha), np.maximum(alpha * X, X), rtol=1e-15)
    assert not np.allclose(f(X, 3.0), np.maximum(3.0 * X, X))


@pytest.mark.parametrize("record", [LEAKY_RELU, PRELU], ids=lambda record: record.name)
def test_the_leaky_forms_reach_every_number_and_saturate_nowhere(record):
    assert record.range == (-np.inf, np.inf) and record.saturates == (False, False)
    assert record.f(-1e100) < -1e97


def test_a_leaky_relus_slope_never_fades_and_the_elus_does():
    assert d_leaky_relu(-1e6) == d_leaky_relu(-1e-6) == 0.01
    assert d_elu(-4.5) > d_leaky_relu(-4.5) and d_elu(-4.7) < d_leaky_relu(-4.7)


def test_silenced_leaky_units_come_back_but_few_and_dead_relu_units_do_not():
    assert REVIVAL["relu"]["share"] == 0 < np.min(np.sum(REVIVAL["relu"]["silenced"], axis=1))
    for name in "leaky_relu", "elu":
        assert 0 < min(REVIVAL[name]["shares"]) and max(REVIVAL[name]["shares"]) < 0.25


def test_the_small_slope_keeps_more_leaky_units_silent_than_what_others_learn_meanwhile():
    held, long = (measured("relu_revival_controls")[name]["shares"] for name in ("held", "long"))
    assert max(held) < 0.5 and min(long) > 0.9


def test_whether_leaky_or_elu_units_come_back_more_often_changes_from_draw_to_draw():
    ahead = np.subtract(REVIVAL["leaky_relu"]["shares"], REVIVAL["elu"]["shares"])
    assert ahead.min() < 0 < ahead.max()


def test_the_mean_output_of_the_leaky_relu_is_hardly_nearer_to_zero_than_the_relus():
    assert 0 < RELU.mean - LEAKY_RELU.mean < 0.005 and ELU.mean < LEAKY_RELU.mean / 2


def test_leaky_relu_against_relu_the_differences_are_tiny_and_none_that_counts_is_a_gain():
    results = [entry["leaky_relu"] for entry in RESULTS["sets"].values()]
    assert max(abs(result["mean"]) for result in results) < 0.0015 and max(result["counts"] for result in results) <= 0
