"""What the lecture says about layers, as the page states it."""

import numpy as np
import pytest

from nnref import MLP, TANH, Dense, mlp
from scripts.lecture import organization

# L17


@pytest.mark.parametrize("sizes, counts", [((3, 4, 2), (2, 6, 20, 6, 26)), ((3, 4, 4, 1), (3, 9, 32, 9, 41))])
def test_a_network_is_counted_as_the_lecture_counts_it(sizes, counts):
    net = mlp(sizes, TANH, np.random.default_rng(0))
    assert (net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params) == counts


def test_the_input_is_not_a_layer_so_a_linear_classifier_has_one():
    assert mlp((3, 2), TANH, np.random.default_rng(0)).n_layers == 1


def test_the_output_layer_has_no_activation():
    net = mlp((3, 4, 2), TANH, np.random.default_rng(0))
    assert isinstance(net.layers[-1], Dense)
    assert np.abs(net.forward(100 * np.random.default_rng(1).standard_normal((50, 3)))).max() > 1


def test_two_layers_without_an_activation_between_them_are_one():
    rng = np.random.default_rng(0)
    two, one, x = MLP(Dense(3, 4, rng), Dense(4, 2, rng)), MLP(Dense(3, 2, rng)), rng.standard_normal((5, 3))
    one.layers[0].W[:] = two.weights[0] @ two.weights[1]
    np.testing.assert_allclose(one.forward(x), two.forward(x), rtol=1e-12)


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in [ax.title, *ax.texts] if text.get_text()]


@pytest.mark.parametrize(
    "draw, sizes, total",
    [
        (organization.draw_3_4_2, (3, 4, 2), "2 layers, 6 neurons, 20 weights + 6 biases = 26 parameters"),
        (organization.draw_3_4_4_1, (3, 4, 4, 1), "3 layers, 9 neurons, 32 weights + 9 biases = 41 parameters"),
    ],
    ids=["3-4-2", "3-4-4-1"],
)
def test_a_graph_has_a_circle_for_each_node_and_a_line_for_each_weight(draw, sizes, total):
    fig = draw()
    net = mlp(sizes, TANH, np.random.default_rng(0))
    assert len(fig.axes[0].patches) == sum(sizes) and len(fig.axes[0].lines) == net.n_weights
    assert total in texts(fig)


def test_a_graph_follows_its_network():
    fig = organization.graph(mlp((2, 5), TANH, np.random.default_rng(0)))
    assert len(fig.axes[0].patches) == 7 and "1 layers, 5 neurons, 10 weights + 5 biases = 15 parameters" in texts(fig)
