"""The instruments: numerical derivatives, dead and saturated units, agreeing signs."""

import numpy as np
import pytest

from nnref import RELU, SIGMOID, dead_units, mlp, numerical_derivative, numerical_gradient, saturated, sign_agreement


def test_numerical_derivative_has_ten_digits_on_smooth_functions():
    x = np.linspace(-2, 2, 41)
    np.testing.assert_allclose(numerical_derivative(np.exp, x), np.exp(x), rtol=1e-10)


def test_numerical_gradient_restores_its_array_exactly():
    a = np.random.default_rng(0).standard_normal((3, 2))
    before = a.copy()
    np.testing.assert_allclose(numerical_gradient(lambda a: (a**3).sum(), a), 3 * before**2, rtol=1e-7)
    assert (a == before).all()


def test_numerical_gradient_refuses_what_it_cannot_perturb():
    with pytest.raises(ValueError, match=r"array of float64 without infinities, got \[1.0\]"):
        numerical_gradient(sum, [1.0])


def test_a_unit_is_dead_only_if_it_is_silent_on_every_row():
    net = mlp((1, 3, 1), RELU, np.random.default_rng(0))
    net.layers[0].W[:], net.layers[0].b[:] = [[1, 1, -1]], [0, -5, -5]
    assert dead_units(net, np.array([[-1.0], [1.0]]))[0].tolist() == [False, True, True]
    assert dead_units(net, np.array([[-1.0], [6.0]]))[0].tolist() == [False, False, True]


def test_saturated_is_the_share_of_rows_with_a_small_slope():
    net = mlp((1, 1, 1), SIGMOID, np.random.default_rng(0))
    net.layers[0].W[:] = 1
    assert saturated(net, np.array([[0.0], [1.0], [10.0], [-10.0]]))[0].tolist() == [0.5]


def test_sign_agreement_counts_the_more_frequent_sign():
    assert sign_agreement([[1, 2, 3, 4], [-1, 2, 0, 0], [0, 0, 0, 0], [-1, -1, -1, 1]]).tolist() == [1, 0.5, 1, 0.75]
