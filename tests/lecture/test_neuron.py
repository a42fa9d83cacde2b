"""What the lecture says about the neuron, as the page states and draws it."""

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


def texts(ax):
    return {text.get_text() for text in ax.texts} | {patch.get_label() for patch in ax.patches}


def test_the_figure_names_the_parts_of_a_nerve_cell_and_of_the_formula():
    cell, model = neuron.draw().axes
    assert {"dendrites", "cell body", "axon", "pulses"} <= texts(cell)
    assert {"inputs", "weights", "sum", "activation\nfunction", "output"} <= texts(model)
    assert {"$x_1$", "$w_1$", "$x_n$", "$w_n$", "$b$", "$\\Sigma$", "$u$", "$f$", "$o = f\\,(u)$"} <= texts(model)


@pytest.mark.parametrize("figure", [neuron.draw, neuron.draw_line])
def test_no_letter_with_an_index_depends_on_the_fonts_of_the_reader(figure):
    assert not [text for ax in figure().axes for text in ax.texts if "$" in text.get_text()]


@pytest.mark.parametrize("bias", [-4, -2, 0, 2])
def test_the_line_is_where_the_weighted_sum_is_zero_and_the_weights_stand_at_a_right_angle_to_it(bias):
    ends = np.array([(x, neuron.line(x, bias)) for x in (-1.2, 3.2)])
    np.testing.assert_allclose(ends @ neuron.WEIGHTS + bias, 0, atol=1e-12)
    np.testing.assert_allclose((ends[1] - ends[0]) @ neuron.WEIGHTS, 0, atol=1e-12)


def test_the_points_lie_on_different_sides_of_the_line():
    triangle, dot = neuron.POINTS @ neuron.WEIGHTS + neuron.BIAS
    assert dot < 0 < triangle


def test_the_output_of_the_figure_is_straight_without_a_bend_and_a_hill_with_one():
    x = np.array([-3.0, -1, 0, 1, 2, 3])[:, None]
    np.testing.assert_array_equal(neuron.two_layers(bend=False).forward(x), 3 - x)
    np.testing.assert_array_equal(neuron.two_layers(bend=True).forward(x).ravel(), [0, 0, 1, 2, 1, 0])


def test_every_text_of_the_figures_has_eleven_points_or_more():
    for figure in neuron.draw(), neuron.draw_line(), neuron.draw_bend():
        for ax in figure.axes:
            shown = [ax.title, *ax.texts, *(ax.get_xticklabels() if ax.axison else [])]
            assert all(text.get_fontsize() >= 11 for text in shown if text.get_text())
