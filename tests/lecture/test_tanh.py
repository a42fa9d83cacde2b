"""What the lecture says about tanh, as the page states it."""

import numpy as np

from nnref import SIGMOID, TANH, d_sigmoid, d_tanh, mlp, sigmoid, tanh
from scripts.lecture.measurements import measured
from scripts.lecture.sigmoid import disguise

X = np.linspace(-8, 8, 1601)
LIMITS, SPIRALS, STARTED = (measured(name) for name in ("tanh_saturation", "practice_sigmoids", "tanh_spirals"))


# L9


def test_tanh_is_two_sigmoids_of_twice_the_input_minus_one():
    np.testing.assert_allclose(tanh(X), 2 * sigmoid(2 * X) - 1, atol=1e-15)
    np.testing.assert_allclose(tanh(X), 2 / (1 + np.exp(-2 * X)) - 1, atol=1e-15)


def test_without_the_minus_one_it_is_not_tanh():
    assert abs(tanh(X) - 2 / (1 + np.exp(-2 * X))).min() > 0.99


def test_the_range_of_tanh_is_open_until_rounding_reaches_its_ends():
    assert TANH.range == (-1, 1) and TANH.attained == (False, False)
    assert abs(tanh(X)).max() < 1 == tanh(20.0)


def test_tanh_is_zero_centered_for_symmetric_inputs_and_not_for_others():
    assert TANH.zero_centered and not SIGMOID.zero_centered
    np.testing.assert_array_equal(tanh(-X), -tanh(X))
    z = np.random.default_rng(0).standard_normal(100_000)
    assert abs(tanh(z).mean()) < 0.01 and tanh(z + 1).mean() > 0.5


def test_every_tanh_network_is_a_sigmoid_network_with_other_weights():
    rng = np.random.default_rng(0)
    of_tanh, of_sigmoid = (mlp((3, 6, 5, 2), record, np.random.default_rng(1)) for record in (TANH, SIGMOID))
    for net in of_tanh, of_sigmoid:
        for b, seed in zip(net.biases, range(3)):
            b[:] = np.random.default_rng(seed).standard_normal(len(b))
    disguise(of_sigmoid)
    x = rng.standard_normal((50, 3))
    np.testing.assert_allclose(of_sigmoid.forward(x), of_tanh.forward(x), atol=1e-12)


def test_tanh_saturates_on_both_sides_and_sooner_than_the_sigmoid():
    assert TANH.saturates == (True, True)
    steeper = d_tanh(X) > d_sigmoid(X)
    assert steeper[abs(X) < 1.6].all() and not steeper[abs(X) > 1.7].any()


def test_large_learning_rates_saturate_tanh_units_and_more_of_them_than_sigmoid_units():
    tanh_, sigmoid_ = np.array(LIMITS["tanh"]["mean"]), np.array(LIMITS["sigmoid"]["mean"])
    assert (tanh_ > sigmoid_).all() and tanh_[0] < 0.3 and tanh_[-2] > 0.9
    assert LIMITS["tanh"]["stuck"][LIMITS["rates"].index(3.0)] == 0 < LIMITS["tanh"]["stuck"][-2]


def test_in_hidden_layers_tanh_learns_faster_than_the_sigmoid_from_every_start():
    steps = {name: SPIRALS[name]["first"] + SPIRALS[name]["again"] for name in ("tanh", "sigmoid")}
    assert max(steps["tanh"]) < min(steps["sigmoid"])


def test_where_a_probability_is_wanted_tanh_is_of_no_use():
    assert tanh(X).min() < 0 < sigmoid(X).min()


def test_a_sigmoid_network_that_starts_as_tanh_learns_the_spirals_sooner_than_another_and_later_than_tanh():
    assert 2 * SPIRALS["tanh"]["median"] < np.median(STARTED["steps"]) < SPIRALS["sigmoid"]["median"] / 2
