"""What the lecture says about the sigmoid, and about inputs of one sign, as the page states it."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY,
    RELU,
    SIGMOID,
    SQUARED_ERROR,
    TANH,
    cross_entropy,
    d_sigmoid,
    lecture_points,
    mlp,
    numerical_gradient,
    sgd,
    sigmoid,
    sign_agreement,
    squared_error,
)
from scripts.lecture.measurements import measured

X = np.linspace(-30, 30, 6001)
FLOW, DEEP, LARGE, ZIGZAG, GOALS, SIGNS = (
    measured(name)
    for name in (
        "sigmoid_gradient_by_layer",
        "sigmoid_deep",
        "sigmoid_large_weights",
        "sigmoid_zigzag_paths",
        "sigmoid_zigzag_goals",
        "sigmoid_sign_patterns",
    )
)


def median(name, key):
    return np.median(ZIGZAG[name][key])


# L5


def test_the_sigmoid_is_one_over_one_plus_e_to_the_minus_x():
    np.testing.assert_allclose(sigmoid(X), 1 / (1 + np.exp(-X)), rtol=1e-14)


def test_the_sigmoid_stays_inside_the_open_interval_until_rounding_reaches_its_ends():
    assert 0 < sigmoid(X).min() and sigmoid(X).max() < 1
    assert SIGMOID.range == (0, 1) and SIGMOID.attained == (False, False)
    assert sigmoid(36.0) < 1 == sigmoid(37.0) and sigmoid(-745.0) > 0 == sigmoid(-746.0)


# L6


def test_the_sigmoids_slope_is_at_most_one_quarter_and_that_at_zero():
    assert d_sigmoid(0.0) == 0.25 and d_sigmoid(X).argmax() == len(X) // 2


def test_the_sigmoid_is_saturated_from_five_on_and_not_yet_at_four():
    assert d_sigmoid(5.0) < 0.01 < d_sigmoid(4.0) and d_sigmoid(-5.0) < 0.01 < d_sigmoid(-4.0)


def test_ten_sigmoid_layers_leave_less_than_a_ten_thousandth_of_the_gradient_tanh_and_relu_most_of_it():
    assert FLOW["sigmoid"]["high"][0] < 1e-4
    assert min(FLOW["tanh"]["low"] + FLOW["relu"]["low"]) > 0.5


def test_a_sigmoid_layer_keeps_less_than_a_quarter_times_what_the_weights_give_back():
    kept = np.exp(-np.diff(np.log(FLOW["sigmoid"]["mean"])))
    assert (kept < np.sqrt(2) / 4).all() and kept.max() / kept.min() < 1.05, (
        "the line on the logarithmic scale should be straight"
    )


def test_ten_sigmoid_layers_do_not_learn_at_any_rate_but_do_from_where_tanh_starts():
    assert DEEP["lowest"] > 0.69 and max(DEEP["final"]["disguised"]) < 0.5


def test_the_disguised_network_computes_what_the_tanh_network_computes_before_training():
    start = [[losses[0] for losses in DEEP[kind]] for kind in ("disguised", "tanh")]
    np.testing.assert_allclose(*start, rtol=1e-4)


def test_first_weights_that_are_too_large_saturate_units_at_once_and_do_worse_after_training():
    share, loss, new = (np.median(LARGE[key], axis=1) for key in ("share", "loss", "held_out"))
    assert (np.diff(share) > 0).all() and share[LARGE["factors"].index(30)] > 0.9
    assert loss[3] > 2 * loss[0] and (np.diff(new) < 0).all()


def test_somewhat_larger_weights_fit_better_all_the_same():
    loss = np.median(LARGE["loss"], axis=1)
    assert loss[LARGE["factors"].index(3)] < loss[0]


# L8


def example(rng):
    return rng.standard_normal(4), rng.standard_normal(), rng.uniform(0.01, 1, 4), rng.uniform()


def test_the_slides_gradient_is_that_of_half_the_squared_error():
    rng = np.random.default_rng(0)
    for _ in range(20):
        w, b, x, t = example(rng)
        o = sigmoid(w @ x + b)
        slope = numerical_gradient(lambda w: squared_error([[sigmoid(w @ x + b)]], [[t]]), w)
        np.testing.assert_allclose(slope, -(t - o) * o * (1 - o) * x, rtol=1e-6, atol=1e-10)


def test_with_cross_entropy_the_factors_o_and_one_minus_o_are_not_there():
    w, b, x, _ = example(np.random.default_rng(0))
    o = sigmoid(w @ x + b)
    slope = numerical_gradient(lambda w: cross_entropy([[0.0, w @ x + b]], np.array([1])), w)
    np.testing.assert_allclose(slope, -(1 - o) * x, rtol=1e-6)


@pytest.mark.parametrize("record", [SIGMOID, RELU], ids=lambda record: record.name)
def test_behind_positive_units_the_gradient_of_one_example_has_one_sign_and_behind_tanh_units_it_has_not(record):
    def one_example(record):
        rng = np.random.default_rng(1)
        net = mlp((3, 30, 1), record, rng)
        net.backward(SQUARED_ERROR.df(net.forward(rng.standard_normal((1, 3))), np.zeros((1, 1))))
        return sign_agreement(net.layers[2].grads[0][:, 0])

    assert one_example(record) == 1 > one_example(TANH)


def test_a_batch_can_mix_the_signs_and_only_that_of_all_examples_does_so_like_coin_tosses():
    trained, untrained = SIGNS["sigmoid"]["trained"]["mean"], SIGNS["sigmoid"]["untrained"]["mean"]
    twenty = SIGNS["sizes"].index(20)
    assert trained[0] == 1 and 0.75 < trained[twenty] < 0.9 and trained[-1] < 0.65
    assert untrained[-1] > 0.85, "before training even the batch of all examples should hardly mix signs"
    assert max(SIGNS["tanh"]["trained"]["mean"]) < 0.65


def test_positive_inputs_make_the_path_zigzag_and_four_times_as_long_in_steps():
    assert min(ZIGZAG["positive_one"]["together"]) == 1 and max(ZIGZAG["centered_one"]["together"]) < 0.75
    assert median("positive_one", "length") > 1.5 * median("centered_one", "length")
    assert median("positive_one", "steps") / median("centered_one", "steps") == pytest.approx(4, abs=1)


def test_a_batch_straightens_the_path_and_takes_as_many_steps():
    assert max(ZIGZAG["positive_all"]["length"]) < 1
    assert median("positive_all", "steps") == pytest.approx(median("positive_one", "steps"), rel=0.1)
    assert median("positive_all", "best_steps") >= 4 * median("centered_all", "best_steps")


def test_the_valley_of_positive_inputs_is_seven_times_steeper_across_than_along():
    x = np.random.default_rng(0).uniform(0, 1, (200_000, 2))
    low, high = np.linalg.eigvalsh(x.T @ x / len(x))
    assert high / low == pytest.approx(7, rel=0.02) and 1 / 3 / low == pytest.approx(4, rel=0.02)


def test_sigmoid_networks_with_one_hidden_layer_learn():
    """So it is depth that stops them, on the page."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((100, 2))
    net = mlp((2, 20, 2), SIGMOID, rng)
    history = sgd(net, x, (x[:, 0] > 0).astype(int), CROSS_ENTROPY, lr=1.0, steps=300)
    assert history.loss[-1] < 0.2


@pytest.mark.parametrize("batch", ["one", "all"])
def test_centering_alone_saves_no_steps_at_the_same_rate_and_allows_a_larger_one(batch):
    positive, moved = (GOALS["against"][f"{inputs}_{batch}"] for inputs in ("positive", "moved"))
    assert np.median(moved["steps"]) == pytest.approx(np.median(positive["steps"]), rel=0.1)
    assert moved["best_rate"] > positive["best_rate"]
    assert np.median(moved["best_steps"]) < 0.6 * np.median(positive["best_steps"])


@pytest.mark.parametrize("batch", ["one", "all"])
def test_toward_a_goal_across_the_valley_positive_inputs_are_faster(batch):
    positive, moved = (np.median(GOALS["together"][f"{inputs}_{batch}"]["steps"]) for inputs in ("positive", "moved"))
    assert positive < moved / 3


def test_behind_ten_sigmoid_layers_all_examples_look_alike():
    net, values, spread = mlp((2, *[20] * 10, 2), SIGMOID, np.random.default_rng(0)), lecture_points()[0], []
    for layer in net.layers[:-1]:
        values = layer.forward(values)
        spread.append(values.std(axis=0).mean())
    assert (np.diff(spread[1::2]) < 0).all() and spread[-1] < 1e-4 * spread[1]
