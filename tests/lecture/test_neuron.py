"""What the lecture says about the neuron, as the page states it."""

import numpy as np
import pytest

from nnref import sigmoid, tanh
from scripts.lecture import neuron

# L2


def test_the_slides_two_figures_give_about_a_thousand_to_about_ten_thousand_connections_a_neuron():
    low, high = 1e14 / 86e9, 1e15 / 86e9
    assert 1_000 < low < 1_300 and 11_000 < high < 12_500


# L3


def test_a_neuron_is_an_activation_function_of_a_weighted_sum_and_a_bias():
    rng = np.random.default_rng(0)
    w, x, b = rng.standard_normal(3), rng.standard_normal(3), 0.3
    by_hand = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b)))
    assert sigmoid(w @ x + b) == pytest.approx(by_hand, rel=1e-12)


def test_layers_without_activation_functions_are_one_layer_and_with_one_they_are_not():
    rng = np.random.default_rng(0)
    A, B, x = rng.standard_normal((3, 4)), rng.standard_normal((4, 2)), rng.standard_normal((50, 3))
    np.testing.assert_allclose((x @ A) @ B, x @ (A @ B))
    best = np.linalg.lstsq(x, tanh(x @ A) @ B, rcond=None)[0]
    assert abs(tanh(x @ A) @ B - x @ best).max() > 0.1


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in [ax.title, *ax.texts] if text.get_text()]


def test_the_neuron_shows_inputs_weights_bias_sum_and_activation():
    shown = texts(neuron.draw())
    assert {"$x_1$", "$w_1$", "$x_n$", "$w_n$", "$b$", "$\\Sigma$", "$f$", "$f\\,(\\Sigma_i\\, w_i x_i + b)$"} <= set(
        shown
    )
