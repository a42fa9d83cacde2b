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
    assert REVIVAL["relu"]["back"] == 0 < REVIVAL["relu"]["silenced"]
    for name in "leaky_relu", "elu":
        assert 0 < REVIVAL[name]["back"] < 0.2 * REVIVAL[name]["silenced"]


def test_the_mean_output_of_the_leaky_relu_is_hardly_nearer_to_zero_than_the_relus():
    assert 0 < RELU.mean - LEAKY_RELU.mean < 0.005 and ELU.mean < LEAKY_RELU.mean / 2


def test_leaky_relu_against_relu_the_results_are_small_and_of_both_signs():
    means = [entry["leaky_relu"]["mean"] for entry in RESULTS["sets"].values()]
    assert min(means) < 0 < max(means) and np.abs(means).max() < 0.002
