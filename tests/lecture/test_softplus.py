"""The softplus, as its page states it."""

import math

import numpy as np
import pytest

from nnref import RELU, SOFTPLUS, relu, sigmoid, softplus
from scripts.lecture.catalog import AFTER

LEFT = np.linspace(-20, 0, 200001)


# softplus


def test_the_slope_of_softplus_is_the_sigmoid():
    np.testing.assert_array_equal(SOFTPLUS.df(LEFT), sigmoid(LEFT))


def test_softplus_is_the_relu_plus_at_most_ln_two():
    gap = softplus(LEFT) - relu(LEFT)
    assert gap.max() == gap[-1] == pytest.approx(math.log(2), rel=1e-15) and (gap > 0).all()


def test_a_hundred_stepped_sigmoids_are_nearly_a_softplus():
    x = np.linspace(-5, 20, 251)
    assert np.abs(sum(sigmoid(x - i + 0.5) for i in range(1, 101)) - softplus(x)).max() < 0.015


def test_softplus_is_the_least_zero_centered_of_those_after_the_lecture():
    assert max(AFTER, key=lambda record: abs(record.mean)) is SOFTPLUS and SOFTPLUS.mean > 2 * RELU.mean
