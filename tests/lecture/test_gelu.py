"""The GELU, as its page states it."""

import math

import numpy as np
import pytest

from nnref import gelu, tanh

# GELU


def exact(x):
    return x * math.erfc(-x / math.sqrt(2)) / 2


def test_the_tanh_form_of_the_gelu_is_within_five_ten_thousandths_of_the_exact_one():
    x = np.linspace(-8, 8, 3201)
    gap = np.abs(gelu(x) - [exact(value) for value in x])
    assert 4.7e-4 < gap.max() < 4.8e-4 and abs(x[gap.argmax()]) == pytest.approx(2.7, abs=0.05)


def test_gelu_is_the_tanh_form():
    x = np.linspace(-3, 8, 221)
    np.testing.assert_allclose(
        gelu(x), x / 2 * (1 + tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))), rtol=1e-12, atol=1e-15
    )
