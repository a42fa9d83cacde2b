"""The SELU, as its page states it."""

import numpy as np
import pytest

from nnref import SELU_ALPHA, SELU_SCALE, elu, relu, selu
from scripts.lecture.measurements import measured

LEFT = np.linspace(-20, 0, 200001)
LAYERS, REVIVAL = measured("selu_layers"), measured("relu_revival_after")


# SELU


def test_the_selu_is_a_scaled_elu():
    np.testing.assert_allclose(selu(LEFT), SELU_SCALE * elu(LEFT, SELU_ALPHA), rtol=1e-15)


def test_of_relu_elu_and_selu_only_the_selu_keeps_mean_zero_and_mean_square_one():
    z = np.linspace(-12, 12, 24001)
    density = np.exp(-z * z / 2)
    density /= density.sum()
    kept = [
        abs((f(z) * density).sum()) < 1e-6 and abs((f(z) ** 2 * density).sum() - 1) < 1e-6 for f in (relu, elu, selu)
    ]
    assert kept == [False, False, True]


def test_through_twenty_layers_the_selus_moments_stay_and_those_of_elu_and_relu_do_not():
    assert max(np.abs(LAYERS["selu"]["mean_low"] + LAYERS["selu"]["mean_high"])) < 0.05
    assert 0.85 < min(LAYERS["selu"]["variance_low"]) and max(LAYERS["selu"]["variance_high"]) < 1.15
    assert LAYERS["elu"]["variance_high"][-1] < 0.03 and LAYERS["relu"]["mean_low"][-1] > 0.2


def test_the_selu_finds_back_from_a_variance_of_four():
    far = LAYERS["selu_far"]["variance"]
    assert far[0] > 3 and far[-1] == pytest.approx(1, abs=0.05)


def test_with_the_relus_start_the_selus_variance_grows():
    assert LAYERS["selu_he"]["variance_low"][-1] > 10
