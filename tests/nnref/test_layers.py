"""Layers: their outputs, their gradients against differences, and the errors they raise."""

import numpy as np
import pytest

from nnref import (
    ACTIVATIONS,
    LEAKY_RELU,
    PRELU,
    RELU,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    Maxout,
    Noise,
    PReLU,
    numerical_gradient,
)


def rng(seed=0):
    return np.random.default_rng(seed)


LAYERS = {
    "dense": lambda: Dense(3, 3, rng()),
    "prelu": lambda: PReLU(3),
    "maxout": lambda: Maxout(3, 3, rng(), pieces=3),
    "leaky with alpha": lambda: Elementwise(LEAKY_RELU, alpha=0.3),
    **{a.name: (lambda a=a: Elementwise(a)) for a in ACTIVATIONS},
}


@pytest.mark.parametrize("name", LAYERS)
def test_backward_gives_the_gradient_of_the_input_and_of_every_parameter(name):
    layer, x, g = LAYERS[name](), rng(1).standard_normal((5, 3)), rng(2).standard_normal((5, 3))

    def total(_=None):
        return float((layer.forward(x) * g).sum())

    layer.forward(x)
    to_input = layer.backward(g)
    np.testing.assert_allclose(to_input, numerical_gradient(total, x), rtol=1e-7, atol=1e-8)
    for p, grad in zip(layer.params, list(layer.grads), strict=True):
        np.testing.assert_allclose(grad, numerical_gradient(total, p), rtol=1e-7, atol=1e-8)


def test_dense_is_x_w_plus_b():
    layer, x = Dense(3, 2, rng()), rng(1).standard_normal((4, 3))
    layer.b[:] = 1, 2
    np.testing.assert_allclose(layer.forward(x), x @ layer.W + [1, 2])


def test_dense_starts_with_variance_two_over_n_in_and_no_bias():
    layer = Dense(200, 500, rng())
    assert layer.W.var() == pytest.approx(2 / 200, rel=0.02) and not layer.b.any()


def test_prelu_starts_at_a_quarter_and_learns_its_slope():
    layer = PReLU(2)
    layer.forward(np.array([[-3.0, 5.0]]))
    layer.backward(np.ones((1, 2)))
    assert layer.alpha.tolist() == [0.25, 0.25] and layer.grads[0].tolist() == [-3, 0]
    assert PRELU.defaults["alpha"] == layer.alpha[0]


def test_dropout_keeps_the_expectation_and_drops_the_share_p():
    y = Dropout(0.3, rng()).forward(np.ones((200, 500)), train=True)
    assert (y == 0).mean() == pytest.approx(0.3, abs=0.005) and y.mean() == pytest.approx(1, abs=0.01)
    assert set(np.unique(y)) == {0, 1 / 0.7}


def test_dropout_and_noise_pass_their_input_outside_training():
    x = rng(1).standard_normal((4, 3))
    assert (Dropout(0.5, rng()).forward(x) == x).all() and (Noise(0.5, rng()).forward(x) == x).all()


def test_dropout_sends_the_gradient_only_through_what_it_kept():
    layer = Dropout(0.5, rng())
    y = layer.forward(np.ones((4, 3)), train=True)
    assert (layer.backward(np.ones((4, 3))) == y).all()


def test_noise_has_the_standard_deviation_it_was_given():
    y = Noise(0.2, rng()).forward(np.zeros((300, 300)), train=True)
    assert y.std() == pytest.approx(0.2, rel=0.01) and y.mean() == pytest.approx(0, abs=0.003)


def test_the_same_rng_gives_the_same_layer():
    assert (Dense(3, 2, rng(5)).W == Dense(3, 2, rng(5)).W).all()
    assert (Maxout(3, 2, rng(5)).W == Maxout(3, 2, rng(5)).W).all()


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Dense(0, 2, rng()), "n_in must be a whole number of at least 1, got 0"),
        (lambda: Dense(2, 1.5, rng()), "n_out must be a whole number of at least 1, got 1.5"),
        (lambda: Maxout(2, 2, rng(), pieces=0), "pieces must be a whole number of at least 1, got 0"),
        (lambda: PReLU(-1), "n must be a whole number of at least 1, got -1"),
        (lambda: Dropout(1.0, rng()), r"p must be in \[0, 1\), got 1.0"),
        (lambda: Dropout(float("nan"), rng()), r"must be in \[0, 1\), got nan"),
        (lambda: Noise(-0.1, rng()), r"std must be in \[0, inf\), got -0.1"),
        (lambda: Elementwise(RELU, alpha=0.1), r"relu takes \[\], got \['alpha'\]"),
        (lambda: Dense(2, 2, rng()).forward(np.ones((4, 3))), r"Dense expects x of shape \(n, 2\), got \(4, 3\)"),
        (lambda: Maxout(2, 2, rng()).forward(np.ones(2)), r"Maxout expects x of shape \(n, 2\), got \(2,\)"),
        (lambda: PReLU(2).forward(np.ones((4, 1))), r"PReLU expects x of shape \(n, 2\), got \(4, 1\)"),
    ],
)
def test_wrong_input_says_what_was_given_and_what_was_expected(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_elementwise_runs_the_record():
    x = np.linspace(-2, 2, 5)[None]
    assert (Elementwise(TANH).forward(x) == np.tanh(x)).all()
