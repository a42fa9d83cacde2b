"""What the pages say about the activations that came after the lecture."""

import math

import numpy as np
import pytest

from nnref import (
    ELU, GELU, LEAKY_RELU, MISH, RELU, SELU, SELU_ALPHA, SELU_SCALE, SIGMOID, SILU, SOFTPLUS, elu, gelu, mish, relu, selu, sigmoid,
    silu, softplus, tanh,
)  # fmt: skip
from scripts.measured import measured

AFTER = SOFTPLUS, SILU, GELU, SELU, MISH
DIPPED = SILU, GELU, MISH
LEFT = np.linspace(-20, 0, 200001)
LAYERS, REVIVAL = measured("selu_layers"), measured("revival_after")
by_name = {"ids": lambda record: record.name}


@pytest.mark.parametrize("record", AFTER, **by_name)
def test_each_is_close_to_a_line_on_the_right_and_keeps_some_slope_on_the_left(record):
    assert record.f(50.0) == pytest.approx(50 * (SELU_SCALE if record is SELU else 1), rel=1e-12)
    assert abs(record.df(-5.0)) > 0 == RELU.df(-5.0)


@pytest.mark.parametrize("record", (SOFTPLUS, SILU, GELU, MISH), **by_name)
def test_four_of_the_five_have_no_corner(record):
    assert record.kinks == () and abs(record.df(1e-7) - record.df(-1e-7)) < 1e-6


def test_the_selu_has_a_corner():
    assert SELU.kinks == (0.0,) and SELU.df(-1e-9) - SELU.df(1e-9) == pytest.approx(0.707, abs=1e-3)


@pytest.mark.parametrize("record", DIPPED, **by_name)
def test_three_of_them_go_down_before_they_go_up(record):
    y = record.f(LEFT)
    lowest = y.argmin()
    assert y[lowest] == pytest.approx(record.range[0], abs=1e-6) and 0 < lowest < len(LEFT) - 1
    assert record.df(LEFT[lowest] - 0.5) < 0 < record.df(LEFT[lowest] + 0.5)


@pytest.mark.parametrize("record", (SOFTPLUS, SELU), **by_name)
def test_two_of_them_only_go_up(record):
    assert (np.diff(record.f(LEFT)) > 0).all()


def test_on_the_left_the_gelus_slope_fades_first_and_those_of_silu_and_mish_last():
    fades = {record: LEFT[np.abs(record.df(LEFT)) >= LEAKY_RELU.params["alpha"]][0] for record in (ELU, *AFTER)}
    order = sorted(fades, key=fades.get)
    assert order[-1] is GELU and set(order[:2]) == {SILU, MISH}


def test_all_the_same_units_of_the_gelu_come_back_and_no_fewer_than_the_silus():
    shares = {name: REVIVAL[name]["back"] / REVIVAL[name]["silenced"] for name in ("silu", "gelu", "mish")}
    assert shares["gelu"] > 0.15 and abs(shares["gelu"] - shares["silu"]) < 0.05


def test_the_three_with_a_dip_lose_fewer_units_than_relu_leaky_relu_and_elu():
    before = measured("revival")
    others = [before[name]["silenced"] for name in ("relu", "leaky_relu", "elu")]
    assert max(REVIVAL[record.name]["silenced"] for record in DIPPED) < min(others)


# softplus


def test_the_slope_of_softplus_is_the_sigmoid():
    np.testing.assert_array_equal(SOFTPLUS.df(LEFT), sigmoid(LEFT))


def test_softplus_is_the_relu_plus_at_most_ln_two():
    gap = softplus(LEFT) - relu(LEFT)
    assert gap.max() == gap[-1] == pytest.approx(math.log(2), rel=1e-15) and (gap > 0).all()


def test_a_hundred_stepped_sigmoids_are_nearly_a_softplus():
    x = np.linspace(-5, 20, 251)
    assert np.abs(sum(sigmoid(x - i + 0.5) for i in range(1, 101)) - softplus(x)).max() < 0.015


def test_softplus_is_the_least_zero_centered_of_the_five():
    assert max(AFTER, key=lambda record: abs(record.mean)) is SOFTPLUS and SOFTPLUS.mean > 2 * RELU.mean


# SiLU


def test_the_silu_is_its_input_times_a_sigmoid_gate():
    np.testing.assert_allclose(silu(LEFT), LEFT * sigmoid(LEFT), rtol=1e-14)


def test_the_mean_output_of_the_silu_lies_between_elu_and_relu():
    assert ELU.mean < SILU.mean < RELU.mean


# GELU


def exact(x):
    return x * math.erfc(-x / math.sqrt(2)) / 2


def test_the_tanh_form_of_the_gelu_is_within_five_ten_thousandths_of_the_exact_one():
    x = np.linspace(-8, 8, 3201)
    gap = np.abs(gelu(x) - [exact(value) for value in x])
    assert 4.7e-4 < gap.max() < 4.8e-4 and abs(x[gap.argmax()]) == pytest.approx(2.7, abs=0.05)


def test_gelu_is_the_tanh_form():
    x = np.linspace(-3, 8, 221)
    np.testing.assert_allclose(gelu(x), x / 2 * (1 + tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))), rtol=1e-12, atol=1e-15)


# SELU


def test_the_selu_is_a_scaled_elu():
    np.testing.assert_allclose(selu(LEFT), SELU_SCALE * elu(LEFT, SELU_ALPHA), rtol=1e-15)


def test_of_relu_elu_and_selu_only_the_selu_keeps_mean_zero_and_mean_square_one():
    z = np.linspace(-12, 12, 24001)
    density = np.exp(-z * z / 2)
    density /= density.sum()
    kept = [abs((f(z) * density).sum()) < 1e-6 and abs((f(z) ** 2 * density).sum() - 1) < 1e-6 for f in (relu, elu, selu)]
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


# Mish


def test_mish_is_its_input_times_the_tanh_of_its_softplus_and_never_far_from_the_silu():
    x = np.linspace(-20, 20, 4001)
    np.testing.assert_allclose(mish(x), x * tanh(softplus(x)), rtol=1e-15)
    assert np.abs(mish(x) - silu(x)).max() < 0.19


def test_the_slope_at_zero_is_larger_for_mish_than_for_silu_and_gelu():
    assert MISH.df(0.0) == pytest.approx(0.6) and SILU.df(0.0) == GELU.df(0.0) == 0.5 and SIGMOID.df(0.0) == 0.25
