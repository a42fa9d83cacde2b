"""Losses from logits, their derivatives, and the L2 penalty."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY,
    SQUARED_ERROR,
    TANH,
    cross_entropy,
    d_cross_entropy,
    d_squared_error,
    l2,
    mlp,
    numerical_gradient,
    softmax,
    squared_error,
)

Z, T = np.random.default_rng(0).standard_normal((6, 3)), np.array([0, 1, 2, 2, 1, 0])


def test_cross_entropy_is_the_mean_negative_log_of_the_softmax():
    p = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    assert cross_entropy(Z, T) == pytest.approx(-np.log(p[np.arange(6), T]).mean())


def test_softmax_is_the_share_of_each_exponential_in_its_row():
    p = softmax(Z)
    np.testing.assert_allclose(p, np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True), rtol=1e-15)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-15)


def test_softmax_of_huge_logits_is_finite_and_silent():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert softmax([[1e300, -1e300], [1e300, 1e300]]).tolist() == [[1, 0], [0.5, 0.5]]


def test_squared_error_is_half_the_squared_distance_averaged_over_examples():
    assert squared_error([[1.0, 2.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 4.0]]) == (2.5 + 8) / 2


@pytest.mark.parametrize("loss, t", [(CROSS_ENTROPY, T), (SQUARED_ERROR, Z[::-1].copy())], ids=["ce", "se"])
def test_the_derivative_is_the_gradient_of_the_loss(loss, t):
    np.testing.assert_allclose(loss.df(Z, t), numerical_gradient(lambda z: loss.f(z, t), Z.copy()), atol=1e-9)


@pytest.mark.parametrize("loss, t", [(CROSS_ENTROPY, T), (SQUARED_ERROR, Z[::-1].copy())], ids=["ce", "se"])
def test_training_sees_the_same_value_and_gradient_in_one_pass(loss, t):
    value, g = loss.value_and_gradient(Z, t)
    assert value == loss.f(Z, t) and (g == loss.df(Z, t)).all()


def test_the_gradient_with_respect_to_the_logits_sums_to_zero_on_each_row():
    np.testing.assert_allclose(d_cross_entropy(Z, T).sum(axis=1), 0, atol=1e-16)


def test_cross_entropy_of_huge_logits_is_finite_and_silent():
    z = np.array([[1e4, -1e4], [1e300, -1e300]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert cross_entropy(z, [1, 0]) == 1e4 and np.isfinite(d_cross_entropy(z, [1, 0])).all()


def test_l2_counts_weights_and_not_biases():
    net = mlp((2, 3, 1), TANH, np.random.default_rng(0))
    before = l2(net, 0.1)
    assert before == pytest.approx(0.05 * sum((W**2).sum() for W in net.weights))
    for b in net.biases:
        b += 5
    assert l2(net, 0.1) == before


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: cross_entropy([[0.0, 1.0]], [2]), r"integers from 0 to 1, got int64 \{2\}"),
        (lambda: cross_entropy([[0.0, 1.0]], [-1]), r"int64 \{-1\}"),
        (lambda: cross_entropy([[0.0, 1.0]], [0.5]), "float64"),
        (lambda: cross_entropy([0.0, 1.0], [0]), r"logits z \(n, k\) and targets t \(n,\), got \(2,\) and \(1,\)"),
        (lambda: d_cross_entropy(np.ones((0, 2)), np.ones(0, int)), r"got \(0, 2\)"),
        (lambda: squared_error([[1.0]], [[1.0, 2.0]]), r"one shape \(n, k\), got \(1, 1\) and \(1, 2\)"),
        (lambda: d_squared_error([1.0], [1.0]), r"one shape \(n, k\), got \(1,\) and \(1,\)"),
        (lambda: l2(mlp((1, 1), TANH, np.random.default_rng(0)), -1), r"lam must be in \[0, inf\), got -1"),
    ],
)
def test_wrong_input_says_what_was_given_and_what_was_expected(make, message):
    with pytest.raises(ValueError, match=message):
        make()
