"""The SiLU, as its page states it."""

import numpy as np

from nnref import ELU, RELU, SILU, sigmoid, silu

LEFT = np.linspace(-20, 0, 200001)


# SiLU


def test_the_silu_is_its_input_times_a_sigmoid_gate():
    np.testing.assert_allclose(silu(LEFT), LEFT * sigmoid(LEFT), rtol=1e-14)


def test_the_mean_output_of_the_silu_lies_between_elu_and_relu():
    assert ELU.mean < SILU.mean < RELU.mean
