"""What the lecture says about ReLU, leaky ReLU and PReLU, as the pages state it."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY, ELU, LEAKY_RELU, MLP, PRELU, RELU, SIGMOID, Dense, PReLU, d_elu, d_leaky_relu, d_prelu,
    d_relu, dead_units, l2, leaky_relu, lecture_points, mlp, numerical_derivative, numerical_gradient, prelu, relu, sgd, sign_agreement,
)  # fmt: skip
from scripts.measured import measured

X = np.linspace(-8, 8, 1601)
SHARE, REVIVAL, SLOPES, RESULTS = (measured(name) for name in ("dead_fraction", "revival", "prelu_slopes", "leaky_results"))
DEPTH = measured("prelu_depth")["sets"]


def at_rate(rate):
    return SHARE["rates"].index(rate)


# L10


def test_the_relu_is_the_larger_of_zero_and_its_input():
    np.testing.assert_array_equal(relu(X), [max(0.0, x) for x in X])


def test_the_range_of_the_relu_holds_zero_and_has_no_largest_number():
    assert RELU.range == (0.0, np.inf) and RELU.attained and relu(-1.0) == 0
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
    story = measured("dead_unit")
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


# L13


def test_the_leaky_relu_keeps_a_hundredth_of_a_negative_input():
    assert LEAKY_RELU.defaults == {"alpha": 0.01}
    np.testing.assert_allclose(leaky_relu(X), np.where(X > 0, X, 0.01 * X), rtol=1e-15)


@pytest.mark.parametrize("f", [leaky_relu, prelu])
def test_the_maximum_of_the_slide_is_the_leaky_form_only_while_the_slope_is_at_most_one(f):
    for alpha in -0.5, 0.01, 0.25, 1.0:
        np.testing.assert_allclose(f(X, alpha), np.maximum(alpha * X, X), rtol=1e-15)
    assert not np.allclose(f(X, 3.0), np.maximum(3.0 * X, X))


@pytest.mark.parametrize("record", [LEAKY_RELU, PRELU], ids=lambda record: record.name)
def test_the_leaky_forms_reach_every_number_and_saturate_nowhere(record):
    assert record.range == (-np.inf, np.inf) and record.saturates == (False, False)
    assert record.f(-1e100) < -1e97


def test_a_leaky_relus_slope_never_fades_and_the_elus_does():
    assert d_leaky_relu(-1e6) == d_leaky_relu(-1e-6) == 0.01
    assert d_elu(-4.5) > d_leaky_relu(-4.5) and d_elu(-4.7) < d_leaky_relu(-4.7)


def test_silenced_leaky_units_come_back_but_few_and_dead_relu_units_do_not():
    assert REVIVAL["relu"]["back"] == 0 < REVIVAL["relu"]["silenced"]
    for name in "leaky_relu", "elu":
        assert 0 < REVIVAL[name]["back"] < 0.2 * REVIVAL[name]["silenced"]


def test_the_mean_output_of_the_leaky_relu_is_hardly_nearer_to_zero_than_the_relus():
    assert 0 < RELU.mean - LEAKY_RELU.mean < 0.005 and ELU.mean < LEAKY_RELU.mean / 2


def test_leaky_relu_against_relu_the_results_are_small_and_of_both_signs():
    means = [entry["leaky_relu"]["mean"] for entry in RESULTS["sets"].values()]
    assert min(means) < 0 < max(means) and np.abs(means).max() < 0.002


def test_prelu_against_relu_the_results_are_of_both_signs_and_one_is_large():
    means = [entry["prelu"]["mean"] for entry in RESULTS["sets"].values()]
    assert max(means) > 0 and min(means) < -0.03


def test_the_prelus_slope_learns_from_negative_inputs_alone():
    layer, x = PReLU(2), np.array([[-3.0, 1.0], [2.0, 4.0]])
    layer.forward(x)
    layer.backward(np.ones_like(x))
    np.testing.assert_array_equal(layer.grads[0], [-3.0, 0.0])
    np.testing.assert_allclose(numerical_gradient(lambda alpha: layer.forward(x).sum(), layer.alpha), [-3.0, 0.0], atol=1e-8)


def test_the_derivative_of_the_prelu_in_x_is_the_leaky_relus():
    x = X[X != 0]
    np.testing.assert_array_equal(d_prelu(x, 0.3), d_leaky_relu(x, 0.3))
    np.testing.assert_allclose(d_prelu(2.0), numerical_derivative(prelu, 2.0), rtol=1e-9)


def test_learned_slopes_start_at_a_quarter_go_down_on_average_and_some_become_negative():
    assert (np.array(SLOPES["one"][0]) == 0.25).all()
    assert (np.array(SLOPES["means"])[:, -1] < 0.25).all() and 0.1 < SLOPES["negative"] < 0.4


def test_no_learned_slope_is_larger_than_one():
    assert SLOPES["above_one"] == 0 and SLOPES["highest"] < 1


def test_whether_deeper_slopes_are_smaller_depends_on_the_data():
    first_to_third = {name: entry["mean"][2] - entry["mean"][0] for name, entry in DEPTH.items()}
    assert first_to_third["lecture points"] < 0 < first_to_third["moons"]


def test_the_l2_penalty_leaves_slopes_alone():
    rng = np.random.default_rng(0)
    net = MLP(Dense(2, 3, rng), PReLU(3), Dense(3, 1, rng))
    before = l2(net, 0.1)
    net.layers[1].alpha[:] = 5
    assert l2(net, 0.1) == before


