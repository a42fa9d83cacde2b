"""What the pages say about the activations that came after the lecture."""

import numpy as np
import pytest

from nnref import ELU, GELU, LEAKY_RELU, MISH, RELU, SELU, SELU_SCALE, SILU, SOFTPLUS
from scripts.lecture.measurements import measured

NAMED = SOFTPLUS, SILU, GELU, SELU, MISH  # those of which the page says something
DIPPED = SILU, GELU, MISH
LEFT = np.linspace(-20, 0, 200001)
LAYERS, REVIVAL = measured("selu_layers"), measured("relu_revival_after")
by_name = {"ids": lambda record: record.name}


@pytest.mark.parametrize("record", NAMED, **by_name)
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
    fades = {record: LEFT[np.abs(record.df(LEFT)) >= LEAKY_RELU.defaults["alpha"]][0] for record in (ELU, *NAMED)}
    order = sorted(fades, key=fades.get)
    assert order[-1] is GELU and set(order[:2]) == {SILU, MISH}


def test_all_the_same_units_of_the_gelu_come_back_and_no_fewer_than_the_silus():
    shares = {name: REVIVAL[name]["back"] / REVIVAL[name]["silenced"] for name in ("silu", "gelu", "mish")}
    assert shares["gelu"] > 0.15 and abs(shares["gelu"] - shares["silu"]) < 0.05


def test_the_three_with_a_dip_lose_fewer_units_than_relu_leaky_relu_and_elu():
    before = measured("relu_revival")
    others = [before[name]["silenced"] for name in ("relu", "leaky_relu", "elu")]
    assert max(REVIVAL[record.name]["silenced"] for record in DIPPED) < min(others)
