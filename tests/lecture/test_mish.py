"""Mish, as its page states it."""

import numpy as np
import pytest

from nnref import GELU, MISH, SIGMOID, SILU, mish, silu, softplus, tanh

# Mish


def test_mish_is_its_input_times_the_tanh_of_its_softplus_and_never_far_from_the_silu():
    x = np.linspace(-20, 20, 4001)
    np.testing.assert_allclose(mish(x), x * tanh(softplus(x)), rtol=1e-15)
    assert np.abs(mish(x) - silu(x)).max() < 0.19


def test_the_slope_at_zero_is_larger_for_mish_than_for_silu_and_gelu():
    assert MISH.df(0.0) == pytest.approx(0.6) and SILU.df(0.0) == GELU.df(0.0) == 0.5 and SIGMOID.df(0.0) == 0.25
