"""The lecture's advice, against the comparison on its page; the neuron and the overview."""

import numpy as np
import pytest

from nnref import SELU, TANH, Dense, elu, leaky_relu, maxout, numerical_gradient, relu, sigmoid, tanh
from scripts.lecture.catalog import CATALOG, LECTURE
from scripts.lecture.measurements import measured
from scripts.lecture.practice import Block, Normalize
from scripts.lecture.statistics import against, settled

PARTS = [measured(name) for name in ("practice_sigmoids", "practice_rectifiers", "practice_since")]
RATES = measured("practice_rates")
SETTING, RUNS = PARTS[0], {name: run for part in PARTS for name, run in part.items() if isinstance(run, dict)}
NEW = {name: np.median(run["new"] + run["new_again"]) for name, run in RUNS.items()}
NEVER = {name: (run["first"] + run["again"]).count(SETTING["steps"]) for name, run in RUNS.items()}


def sign(name, other="relu"):
    """1 for more steps than the other, -1 for fewer, 0 if no difference counts."""
    return against(RUNS, name, other)[3]


# L4


def test_the_six_formulas_of_the_slide_are_the_functions_of_this_site():
    x = np.linspace(-4, 4, 801)
    slide = {
        "sigmoid": (1 / (1 + np.exp(-x)), sigmoid(x)),
        "leaky ReLU": (np.maximum(0.1 * x, x), leaky_relu(x, alpha=0.1)),
        "tanh": ((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)), tanh(x)),
        "maxout": (np.maximum(2 * x + 1, -x), maxout(x[:, None], [[[2.0]], [[-1.0]]], [[1.0], [0.0]])[:, 0]),
        "ReLU": (np.maximum(0, x), relu(x)),
        "ELU": (np.where(x >= 0, x, 1.5 * (np.exp(x) - 1)), elu(x, alpha=1.5)),
    }
    for name, (printed, ours) in slide.items():
        np.testing.assert_allclose(ours, printed, atol=1e-12, err_msg=name)


def test_of_the_lecture_only_tanh_is_zero_centered_and_after_it_the_selu_is():
    assert [record for record in LECTURE if record.zero_centered] == [TANH] and SELU.zero_centered


# L16


def test_every_activation_is_compared_with_the_same_budget():
    assert RUNS.keys() <= CATALOG.keys()  # one that is new may not have been measured yet
    assert {(len(run["tried"]), len(run["first"]), len(run["again"])) for run in RUNS.values()} == {
        (len(SETTING["rates"]), SETTING["seeds"], SETTING["again"])
    }


def test_no_best_learning_rate_is_the_smallest_or_the_largest_that_was_tried():
    assert all(run["lr"] in SETTING["rates"][1:-1] for run in RUNS.values())


def test_the_sigmoid_takes_several_times_as_many_steps_as_the_relu():
    assert against(RUNS, "sigmoid")[1] > 5 and NEVER["sigmoid"] > 0


def test_softplus_is_no_faster_than_the_sigmoid():
    assert sign("softplus", "sigmoid") >= 0


def test_tanh_is_a_little_slower_than_the_relu_here_and_no_worse_on_new_points():
    assert sign("tanh") == 1 and against(RUNS, "tanh")[0] < 1.3 and NEW["tanh"] >= NEW["relu"]


def test_prelu_and_elu_are_slower_than_the_relu_and_for_maxout_no_difference_is_found():
    assert [sign(name) for name in ("prelu", "elu", "maxout")] == [1, 1, 0]


@pytest.mark.parametrize("lr", [0.4, 0.56])
def test_at_equal_rates_no_difference_is_found_between_leaky_relu_and_relu(lr):
    logs = np.log(np.divide(*[RATES[f"{name}, {lr}"]["steps"] for name in ("leaky_relu", "relu")]))
    assert settled(logs[: SETTING["seeds"]], logs[SETTING["seeds"] :]) == 0


def test_on_new_points_the_medians_hardly_differ_but_for_softplus():
    medians = [NEW[name] for name in NEW if name != "softplus"]
    assert min(medians) > NEW["softplus"] and max(medians) - min(medians) < 0.03


def test_gelu_is_faster_than_the_relu_and_for_mish_and_silu_no_difference_is_found():
    assert [sign(name) for name in ("gelu", "mish", "silu")] == [-1, 0, 0]
    assert RUNS["gelu"]["lr"] > RUNS["relu"]["lr"]


def test_the_larger_the_rate_the_more_relu_networks_are_lost_and_in_these_most_units_are_dead():
    lost = {lr: np.equal(RATES[f"relu, {lr}"]["steps"], SETTING["steps"]) for lr in (0.56, 0.8, 1.1)}
    assert 0 == lost[0.56].sum() < lost[0.8].sum() < lost[1.1].sum()
    for lr in 0.8, 1.1:
        dead = np.array(RATES[f"relu, {lr}"]["dead"])
        assert dead[lost[lr]].mean() > 0.5 > dead[~lost[lr]].mean()


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("skips", [False, True])
def test_the_gradient_through_normalization_and_a_connection_that_skips_it_is_that_by_differences(axis, skips):
    rng = np.random.default_rng(0)
    block = Block(Dense(3, 3, rng), Normalize(axis), skips=skips)
    x, g = rng.standard_normal((2, 4, 3))
    block.forward(x)
    slope = numerical_gradient(lambda x: (g * block.forward(x)).sum(), x.copy())
    block.forward(x)
    np.testing.assert_allclose(block.backward(g), slope, atol=1e-8)
