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
        (organization.draw_3_4_2, (3, 4, 2), "20 weights + 6 biases = 26 parameters"),
        (organization.draw_3_4_4_1, (3, 4, 4, 1), "32 weights + 9 biases = 41 parameters"),
    ],
    ids=["3-4-2", "3-4-4-1"],
)
def test_a_graph_has_a_circle_for_each_node_and_a_line_for_each_weight(draw, sizes, total):
    fig = draw()
    net = mlp(sizes, TANH, np.random.default_rng(0))
    assert len(fig.axes[0].patches) == sum(sizes) and len(fig.axes[0].lines) == net.n_weights
    assert {total, f"{net.n_layers} layers, {net.n_neurons} neurons"} <= set(texts(fig))


def test_a_graph_follows_its_network():
    fig = organization.graph(mlp((2, 5), TANH, np.random.default_rng(0)))
    assert len(fig.axes[0].patches) == 7 and "10 weights + 5 biases = 15 parameters" in texts(fig)


def test_no_text_of_a_graph_has_two_lines_since_they_would_be_set_by_a_font_that_a_reader_may_not_have():
    assert not [text for text in texts(organization.draw_3_4_2()) + texts(organization.draw_forward()) if "\n" in text]


def test_the_figure_shows_what_passes_through_the_network_of_the_example():
    fig = organization.draw_forward()
    shown = set(texts(fig))
    assert {"u = (−1)(1) + (2)(2) + (1)(−1) + 1 = 3", "shape (1, 4)"} <= shown
    assert organization.worked().forward([[1.0, 2.0, -1.0]]).tolist() == [[2, 1]]


# Depth and width


def pieces(net):
    """On the line from 0 to 1, whose 145 points hold all kinks of both networks."""
    y = net.forward(np.linspace(0, 1, 145)[:, None])[:, 0]
    return 1 + int((np.abs(np.diff(y, 2)) > 1e-9).sum())


def test_with_as_many_parameters_the_deep_network_draws_more_pieces():
    wide, deep = organization.wide(), organization.deep()
    assert wide.n_params == deep.n_params == 25
    assert pieces(wide) == 8 + 1 and pieces(deep) == 2**4
