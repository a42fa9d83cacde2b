"""What the size of the first weights does, as its page states it."""

import numpy as np
import pytest

from nnref import MLP, RELU, SIGMOID, TANH, Dense, d_sigmoid, relu
from scripts.lecture import initialization
from scripts.lecture.initialization import SIZES, signals, size
from scripts.lecture.labs import saturation as lab
from scripts.lecture.measurements import measured

CONTROLS = [measured(name) for name in ("saturation_controls", "saturation_controls_again")]
SMALL, RIGHT, LARGE = (
    [[size(values) for values in of_layers] for of_layers in signals(RELU, g)] for g in SIZES.values()
)


@pytest.mark.parametrize("variance", [1, 2, 4])
def test_a_layer_of_relus_multiplies_the_mean_square_by_n_v_over_two(variance):
    rng, n = np.random.default_rng(0), 400
    x = rng.standard_normal((1000, n))
    weights = np.sqrt(variance / n) * rng.standard_normal((n, n))
    assert np.mean(relu(x @ weights) ** 2) / np.mean(x**2) == pytest.approx(variance / 2, rel=0.05)


def test_the_sizes_of_the_figure_are_variances_of_one_two_and_four_over_n():
    assert [round(gain**2) for gain in SIZES.values()] == [1, 2, 4]
    weights = Dense(1000, 1000, np.random.default_rng(0), gain=2.0).W
    assert weights.var() * 1000 == pytest.approx(4, rel=0.01)


def test_a_variance_of_two_over_n_keeps_outputs_and_gradients_of_relus():
    assert max(map(max, RIGHT)) < 2 * min(map(min, RIGHT))


def test_a_smaller_variance_lets_both_vanish_and_a_larger_one_lets_both_explode():
    outputs, gradients = SMALL
    assert outputs[-1] < 0.1 * outputs[0] and gradients[0] < 0.1 * gradients[-1]
    outputs, gradients = LARGE
    assert outputs[-1] > 10 * outputs[0] and gradients[0] > 10 * gradients[-1]


def test_the_slopes_in_the_figure_are_those_of_the_units_before_training():
    found, _ = initialization.slopes(1.0)
    assert found.max() <= d_sigmoid(0.0) and found.shape == (30, 100, 100)


def test_with_the_usual_weights_no_sigmoid_of_the_figure_is_saturated_and_the_gradient_vanishes():
    found, arrives = initialization.slopes(1.0)
    assert (found < 0.01).mean() < 0.001 and arrives < 1e-12


def test_where_sigmoids_keep_the_gradient_more_than_half_of_them_are_saturated():
    found, arrives = initialization.slopes(lab.KEPT**0.5)
    assert (found < 0.01).mean() > 0.5 and arrives > 0.1


@pytest.mark.parametrize("draw", CONTROLS)
def test_deep_sigmoids_learn_if_they_are_both_larger_and_centered_and_not_otherwise(draw):
    both = [draw["centered"][lab.CONTROLS.index(gain)] for gain in lab.MIDDLE]
    assert np.min(both) > 0.2 > np.max([draw["plain"], [draw["centered"][lab.CONTROLS.index(1)]] * 5])


def test_centered_sigmoids_with_weights_four_times_as_large_are_tanh_units_with_the_usual_weights():
    rng, widths = np.random.default_rng(0), (8, 8, 8, 8)
    sigmoids, tanhs = (lab.start(widths, kind, 1, np.random.default_rng(1)) for kind in (SIGMOID, TANH))
    first, *others = sigmoids.layers[::2]
    first.W = 2 * first.W  # the inputs are no outputs of sigmoids, so here it is twice
    for dense in others:
        dense.W = 4 * dense.W
        dense.b = -dense.W.sum(axis=0) / 2
    x = rng.standard_normal((20, 8))
    hidden = [MLP(*net.layers[:-1]).forward(x) for net in (sigmoids, tanhs)]
    np.testing.assert_allclose(2 * hidden[0] - 1, hidden[1], atol=1e-12)
