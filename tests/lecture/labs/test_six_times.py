"""The lab on the factor of six: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import RELU, SIGMOID, TANH
from scripts.lecture.digits import digits
from scripts.lecture.labs.six_times import (
    BATCH,
    CHECK,
    GOALS,
    LIMIT,
    RATES,
    SEEDS,
    SHAPES,
    TRIALS,
    one_run,
    ratios,
    verdict,
)
from scripts.lecture.measurements import measured

NAMES = ("relu", "leaky_relu", "tanh", "sigmoid")


@pytest.fixture
def found():
    sigmoid = measured("six_times_sigmoid_two") | measured("six_times_sigmoid_four")
    return copy.deepcopy({name: measured(f"six_times_{name}") for name in NAMES[:-1]} | {"sigmoid": sigmoid})


def test_the_digits_are_split_once_into_1200_and_597_and_none_is_lost():
    from sklearn.datasets import load_digits

    x, t, x_held, t_held = digits()
    all_x, all_t = load_digits(return_X_y=True)
    assert (len(x), len(t), len(x_held), len(t_held)) == (1200, 1200, 597, 597)
    rows = np.c_[16 * np.r_[x, x_held], np.r_[t, t_held]]
    assert sorted(map(tuple, rows)) == sorted(map(tuple, np.c_[all_x, all_t]))
    assert x.min() == 0 and x.max() == 1 and set(t) == set(t_held) == set(range(10))


def test_the_rates_are_tuned_on_other_starts_than_those_reported():
    assert not set(TRIALS) & set(SEEDS) and len(SEEDS) >= 20


def test_every_activation_gets_the_same_budget_and_reports_every_start(found):
    for shapes in found.values():
        assert list(shapes) == list(SHAPES)
        for run in shapes.values():
            assert np.shape(run["tried"]) == (len(GOALS), len(RATES)) and np.shape(run["epochs"]) == (
                len(GOALS),
                len(SEEDS),
            )
            assert run["lr"] == [RATES[place] for place in np.argmin(run["tried"], axis=1)]


def test_the_verdict_holds_on_what_was_measured(found):
    verdict(*found.values(), {})


@pytest.mark.parametrize(
    "name, shape, factor, sentence",
    [
        ("tanh", "two layers", 6, "tanh should need fewer epochs than ReLU"),
        ("leaky_relu", "two layers", 1.5, "leaky ReLU should be as fast as ReLU"),
        ("sigmoid", "two layers", 2, "not be twice as fast as sigmoid"),
        ("sigmoid", "four layers", 0.4, "more than twice as fast as sigmoid"),
        ("sigmoid", "four layers", 2.5, "factor to the sigmoid should stay below six"),
    ],
)
def test_the_verdict_fails_when_an_activation_is_faster_or_slower(found, name, shape, factor, sentence):
    found[name][shape]["epochs"] = np.minimum(factor * np.array(found[name][shape]["epochs"]), LIMIT - 1)
    with pytest.raises(AssertionError, match=sentence):
        verdict(*found.values(), {})


def test_the_verdict_fails_when_relu_is_twice_as_fast_as_tanh_from_one_start(found):
    epochs = np.array(found["tanh"]["two layers"]["epochs"])
    epochs[1, 7] = 2 * found["relu"]["two layers"]["epochs"][1][7]
    found["tanh"]["two layers"]["epochs"] = epochs
    with pytest.raises(AssertionError, match="from no start"):
        verdict(*found.values(), {})


def test_the_verdict_fails_when_a_start_does_not_get_there(found):
    found["sigmoid"]["four layers"]["epochs"][1][0] = LIMIT
    with pytest.raises(AssertionError, match="every start should reach the goal"):
        verdict(*found.values(), {})


def test_the_verdict_fails_when_the_best_rate_is_at_the_end_of_the_grid(found):
    found["sigmoid"]["two layers"]["lr"][0] = max(RATES)
    with pytest.raises(AssertionError, match="inside the grid"):
        verdict(*found.values(), {})


def test_a_ratio_compares_the_same_start(found):
    found["tanh"]["two layers"]["epochs"][0] = [2 * epochs for epochs in found["relu"]["two layers"]["epochs"][0]]
    np.testing.assert_allclose(ratios(found, "tanh", "two layers", 0.25), 2)


@pytest.mark.parametrize("record", [RELU, TANH])
def test_one_run_again_gives_what_was_measured(found, record):
    run = found[record.name]["two layers"]
    epochs = one_run(record, SHAPES["two layers"], run["lr"][1], 0)[1]
    assert epochs == pytest.approx(run["epochs"][1][0], abs=2 * CHECK * BATCH / 1200)  # two looks at the error


def test_a_run_that_is_lost_counts_as_the_limit():
    assert one_run(RELU, SHAPES["four layers"], 1000.0, 0) == [LIMIT] * len(GOALS)


def test_one_run_without_time_to_learn_does_not_reach_the_goal(monkeypatch):
    monkeypatch.setattr("scripts.lecture.labs.six_times.LIMIT", 1)
    assert one_run(SIGMOID, SHAPES["four layers"], 0.125, 0) == [1, 1]


def test_the_times_kept_are_of_the_networks_of_the_lab():
    kept = measured("benchmarks")["six_times"]
    for shape in SHAPES:
        assert set(kept[shape]) == set(NAMES) and kept[shape]["relu"]["ratio"] == [1, 1, 1]
