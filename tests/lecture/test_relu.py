"""What the lecture says about ReLU, leaky ReLU and PReLU, as the pages state it."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY,
    MLP,
    RELU,
    SIGMOID,
    SQUARED_ERROR,
    Dense,
    Elementwise,
    d_relu,
    dead_units,
    lecture_points,
    mlp,
    relu,
    sgd,
    sign_agreement,
)
from scripts.lecture import relu as one_unit
from scripts.lecture.measurements import measured

X = np.linspace(-8, 8, 1601)
SHARE, REVIVAL, SLOPES, RESULTS = (
    measured(name) for name in ("relu_dead_fraction", "relu_revival", "prelu_slopes", "leaky_relu_results")
)


def at_rate(rate):
    return SHARE["rates"].index(rate)


# L10


def test_the_relu_is_the_larger_of_zero_and_its_input():
    np.testing.assert_array_equal(relu(X), [max(0.0, x) for x in X])


def test_the_range_of_the_relu_holds_zero_and_has_no_largest_number():
    assert RELU.range == (0.0, np.inf) and RELU.attained == (True, False) and relu(-1.0) == 0
    assert relu(1e100) == 1e100


def test_the_relu_does_not_saturate_on_the_right():
    assert (d_relu(np.array([1e-9, 1.0, 1e100])) == 1).all() and not RELU.saturates[1]


def test_a_gradient_passes_ten_active_relus_unchanged_and_less_than_a_millionth_of_it_passes_ten_sigmoids():
    assert d_relu(0.5) ** 10 == 1 and SIGMOID.df(0.0) ** 10 < 1e-6


def test_half_of_the_relus_outputs_are_exactly_zero_for_symmetric_inputs():
    assert (relu(X) == 0).mean() == pytest.approx(0.5, abs=1 / len(X))


def test_the_relu_is_linear_among_examples_that_use_the_same_units():
    net, rng = mlp((4, 30, 2), RELU, np.random.default_rng(0)), np.random.default_rng(1)
    x, step = rng.standard_normal((1, 4)), 1e-3 * rng.standard_normal((1, 4))
    change = net.forward(x + step) - net.forward(x)
    np.testing.assert_allclose(net.forward(x + step / 2) - net.forward(x), change / 2, rtol=1e-9)


# L11


def test_the_relu_is_not_zero_centered_and_one_example_gives_gradients_of_one_sign():
    rng = np.random.default_rng(0)
    hidden, errors = relu(rng.standard_normal((100, 20))), rng.standard_normal((100, 1))
    assert not RELU.zero_centered and RELU.mean > 0.39
    assert (sign_agreement(errors * hidden) == 1).all()
    assert sign_agreement((errors * hidden).sum(axis=0)) < 1, "the gradient of the batch should have both signs"


def test_the_relu_saturates_on_the_left():
    assert RELU.saturates == (True, False) and (d_relu(X[X < 0]) == 0).all()


def test_the_derivative_of_the_relu_at_zero_is_zero_by_convention_and_a_kink_in_truth():
    assert d_relu(0.0) == 0 and RELU.kinks == (0.0,)
    left, right = (relu(0.0) - relu(-1e-6)) / 1e-6, (relu(1e-6) - relu(0.0)) / 1e-6
    assert (left, right) == (0, 1)


# L12


def test_the_unit_that_the_page_steps_by_hand_is_the_one_in_the_picture():
    for rate, after in zip(one_unit.RATES, [(3.7, -2.2), (1.0, -4.0)], strict=True):
        net = MLP(Dense(1, 1, np.random.default_rng(0)), Elementwise(RELU))
        net.layers[0].W[:], net.layers[0].b[:] = one_unit.W, one_unit.B
        sgd(net, one_unit.X[:, None], one_unit.T[:, None], SQUARED_ERROR, lr=rate, steps=1)
        assert one_unit.stepped(rate) == pytest.approx(after) == (net.layers[0].W.item(), net.layers[0].b.item())


def test_a_dead_unit_of_the_first_layer_never_learns_again():
    x, t, _, _ = lecture_points()
    net = mlp((2, 5, 2), RELU, np.random.default_rng(0))
    net.layers[0].b[2] = -100
    before = net.layers[0].W[:, 2].copy()
    sgd(net, x, t, CROSS_ENTROPY, lr=0.3, steps=100)
    assert dead_units(net, x)[0][2] and (net.layers[0].W[:, 2] == before).all() and net.layers[0].b[2] == -100


def test_a_unit_that_is_silent_on_some_examples_is_not_dead():
    x, _, _, _ = lecture_points()
    net = mlp((2, 20, 2), RELU, np.random.default_rng(0))
    silent = (net.layers[0].forward(x) <= 0).mean(axis=0)
    assert ((0 < silent) & (silent < 1)).all() and not dead_units(net, x)[0].any()


def test_one_large_step_can_kill_a_unit():
    story = measured("relu_dead_unit")
    assert story["dead"]["share_at_start"] > 0 == story["dead"]["share"] and story["active"]["share"] > 0
    assert story["died_at"] <= 10


def test_forty_percent_dead_is_reached_when_the_learning_rate_is_large_enough():
    dead = SHARE["relu"]["mean"]
    assert dead[at_rate(2.5)] < 0.4 < dead[at_rate(4.0)] and dead[at_rate(3.0)] == pytest.approx(0.4, abs=0.02)
    assert SHARE["seeds"] >= 30


def test_with_a_proper_learning_rate_hardly_any_unit_dies():
    assert max(SHARE["relu"]["worst"][: at_rate(0.3) + 1]) == 0
    assert SHARE["relu"]["mean"][at_rate(1.0)] < 0.01
    best = np.argmax(SHARE["relu"]["accuracy"])
    assert SHARE["rates"][best] <= 1, "the best learning rate should be one at which hardly any unit dies"


def test_units_die_within_the_first_ten_steps():
    assert SHARE["relu"]["early"] > 0.9


def test_leaky_relu_and_elu_units_fall_silent_about_as_often():
    for name in "leaky_relu", "elu":
        assert SHARE[name]["mean"][at_rate(3.0)] == pytest.approx(SHARE["relu"]["mean"][at_rate(3.0)], abs=0.05)
        assert SHARE[name]["reaches_40"] == pytest.approx(SHARE["relu"]["reaches_40"], abs=0.2)


def test_dead_units_may_not_show_in_the_accuracy():
    accuracy = SHARE["relu"]["accuracy"]
    assert max(accuracy) - accuracy[at_rate(3.0)] < 0.03


def test_deep_relu_networks_have_dead_units_from_the_start_and_more_in_each_layer():
    x, _, _, _ = lecture_points()
    nets = [mlp((2, *[20] * 10, 2), RELU, np.random.default_rng(seed)) for seed in range(50)]
    dead = np.mean([[units.mean() for units in dead_units(net, x)] for net in nets], axis=0)
    assert dead[0] == 0 and (np.diff(dead) > 0).all() and dead[-1] > 0.25
