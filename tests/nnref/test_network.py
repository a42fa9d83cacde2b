"""The multilayer perceptron: its gradients, its counts, its errors."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY,
    ELU,
    MLP,
    RELU,
    SQUARED_ERROR,
    TANH,
    Dense,
    Elementwise,
    Maxout,
    PReLU,
    mlp,
    numerical_gradient,
)


def rng(seed=0):
    return np.random.default_rng(seed)


def deep():
    r = rng()
    return MLP(Dense(3, 5, r), Elementwise(ELU), Maxout(5, 4, r), PReLU(4), Dense(4, 2, r))


@pytest.mark.parametrize(
    "loss, t",
    [(CROSS_ENTROPY, np.array([0, 1, 1, 0])), (SQUARED_ERROR, rng(9).random((4, 2)))],
    ids=["cross_entropy", "squared_error"],
)
def test_backward_gives_every_gradient_of_the_loss(loss, t):
    net, x = deep(), rng(1).standard_normal((4, 3))

    def value(_=None):
        return loss.f(net.forward(x), t)

    to_input = net.backward(loss.df(net.forward(x), t))
    grads = [g.copy() for g in net.grads]
    np.testing.assert_allclose(to_input, numerical_gradient(value, x), rtol=1e-6, atol=1e-9)
    for p, g in zip(net.params, grads, strict=True):
        np.testing.assert_allclose(g, numerical_gradient(value, p), rtol=1e-6, atol=1e-9)


def test_the_counts_of_a_3_4_2_network():
    net = mlp((3, 4, 2), TANH, rng())
    assert (net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params) == (2, 6, 20, 6, 26)


def test_the_counts_of_a_3_4_4_1_network():
    net = mlp((3, 4, 4, 1), TANH, rng())
    assert (net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params) == (3, 9, 32, 9, 41)


def test_a_word_in_place_of_a_record_makes_layers_that_learn_their_shape():
    assert [type(layer) for layer in mlp((2, 5, 4, 2), "maxout", rng()).layers] == [Maxout, Maxout, Dense]
    assert [type(layer) for layer in mlp((2, 5, 4, 2), "prelu", rng()).layers] == [Dense, PReLU, Dense, PReLU, Dense]
    assert [p.shape for p in mlp((2, 5, 3), "prelu", rng()).params] == [(2, 5), (5,), (5,), (5, 3), (3,)]


@pytest.mark.parametrize("activation", [TANH, "maxout", "prelu"], ids=str)
def test_the_gain_scales_the_weights_of_every_layer(activation):
    one, two = (mlp((2, 5, 4, 2), activation, rng(), gain=gain) for gain in (1.0, 2.0))
    assert len(one.weights) == 3
    assert all((2 * a == b).all() for a, b in zip(one.weights, two.weights, strict=True))


@pytest.mark.parametrize("activation", [TANH, "maxout", "prelu"], ids=str)
def test_the_layers_of_mlp_are_drawn_in_order_from_the_rng(activation):
    net, r = mlp((2, 5, 4, 2), activation, rng()), rng()
    first = (Maxout if activation == "maxout" else Dense)(2, 5, r)
    assert (net.weights[0] == first.W).all()


def test_maxout_with_k_pieces_has_k_times_the_parameters():
    plain = MLP(Dense(3, 4, rng())).n_params
    assert [MLP(Maxout(3, 4, rng(), pieces=k)).n_params / plain for k in (1, 2, 5)] == [1, 2, 5]


def test_prelu_adds_one_parameter_per_unit_that_is_neither_weight_nor_bias():
    net = MLP(Dense(3, 4, rng()), PReLU(4), Dense(4, 2, rng()))
    assert (net.n_weights, net.n_biases, net.n_params) == (20, 6, 30)


def test_mlp_puts_the_activation_between_layers_and_none_on_the_output():
    names = [type(layer).__name__ for layer in mlp((3, 4, 4, 1), RELU, rng()).layers]
    assert names == ["Dense", "Elementwise", "Dense", "Elementwise", "Dense"]


def test_predict_is_the_index_of_the_largest_output():
    net, x = mlp((2, 5, 3), RELU, rng()), rng(1).standard_normal((20, 2))
    assert (net.predict(x) == net.forward(x).argmax(axis=1)).all()
    assert net.predict([[0.0, 1.0]]).shape == (1,)


def test_backward_without_the_input_gradient_sets_the_same_grads():
    net, x = deep(), rng(1).standard_normal((4, 3))
    net.forward(x)
    assert net.backward(np.ones((4, 2))) is not None
    full = [g.copy() for g in net.grads]
    assert net.backward(np.ones((4, 2)), to_input=False) is None
    assert all((a == b).all() for a, b in zip(full, net.grads))


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: MLP(), "at least one layer"),
        (lambda: MLP(Dense(2, 3, rng()), Dense(4, 1, rng())), r"layer 1, Dense.* expects 4 columns.* give 3"),
        (lambda: MLP(Dense(2, 3, rng()), PReLU(2)), r"layer 1, PReLU\(2\), expects 2 columns.* give 3"),
        (lambda: mlp((3,), TANH, rng()), "at least one layer"),
        (lambda: mlp((3, 0, 1), TANH, rng()), r"sizes\[1\] must be a whole number of at least 1, got 0"),
    ],
)
def test_networks_that_do_not_fit_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
