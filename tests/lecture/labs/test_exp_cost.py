"""The lab on the cost of exp: its verdict holds on the recorded times, and on none that say otherwise."""

import copy

import numpy as np
import pytest

from nnref import ACTIVATIONS, leaky_relu, relu, sigmoid, tanh
from scripts.lecture.labs.exp_cost import LECTURE, NETWORKS, Watched, calls, verdict
from scripts.lecture.measurements import measured
from scripts.tools.bench import costs as bench


@pytest.fixture
def costs():
    return copy.deepcopy(measured("benchmarks")["costs"])


def test_every_activation_was_timed_in_every_network_with_and_without_wide_registers(costs):
    for registers in "wide", "narrow":
        steps = costs[registers]["steps"]
        assert list(steps) == list(NETWORKS) and all(
            set(row) <= {a.name for a in ACTIVATIONS} for row in steps.values()
        )
        assert set(LECTURE) <= set(steps["2-20-2"])
        assert set(costs[registers]["elements"]) == {"float64", "float32"}


def test_the_record_says_where_and_when(costs):
    assert {"date", "processor", "cores", "python", "libraries", "load"} <= set(costs["machine"])


def test_the_verdict_holds_on_the_recorded_times(costs):
    verdict({"costs": costs})


def plant(costs, path, value):
    for key in path[:-1]:
        costs = costs[key]
    costs[path[-1]] = value


@pytest.mark.parametrize(
    "path, value, sentence",
    [
        (("wide", "elements", "float64", "exp", "ratio"), [0.9, 1.1, 1.2], "exp should take longer than max"),
        (
            ("narrow", "elements", "float64", "exp", "time"),
            1.0,
            "without wide registers exp should take more than three times",
        ),
        (("wide", "elements", "float64", "heaviside", "time"), 0.5, "heaviside, a comparison, should take longer"),
        (("wide", "steps", "64-32-10", "sigmoid", "ratio"), [1.4, 1.5, 1.6], "less than half as long again"),
        (
            ("narrow", "steps", "64-32-10", "tanh", "ratio"),
            [1.0, 1.1, 1.2],
            "without wide registers tanh should cost more",
        ),
        (
            ("wide", "steps", "64-256-256-10", "sigmoid", "ratio"),
            [1.3, 1.35, 1.4],
            "in wide layers the activation should matter less",
        ),
        (("wide", "steps", "2-20-2", "leaky_relu", "ratio"), [0.9, 1.0, 1.1], "leaky ReLU should cost more than ReLU"),
        (
            ("wide", "steps", "2-20-2", "leaky_relu", "ratio"),
            [1.3, 1.4, 1.5],
            "leaky ReLU should cost about as much as tanh",
        ),
    ],
)
def test_the_verdict_fails_for_times_that_say_otherwise(costs, path, value, sentence):
    plant(costs, path, value)
    with pytest.raises(AssertionError, match=sentence):
        verdict({"costs": costs})


def test_the_passes_of_an_activation_are_counted():
    assert calls(relu) == ["maximum"] and calls(tanh) == ["tanh"]
    assert calls(leaky_relu) == ["maximum", "minimum", "multiply", "add"]
    assert calls(sigmoid).count("exp") == 2 and len(calls(sigmoid)) == 6
    assert calls(lambda x: 1 / (1 + np.exp(-x))) == ["negative", "exp", "add", "divide"]


def test_a_watched_array_has_the_values_of_a_plain_one():
    x = np.linspace(-3, 3, 7)
    for record in ACTIVATIONS:
        np.testing.assert_array_equal(record.f(Watched(x, [])).x, record.f(x))


def test_what_is_compared_takes_turns_and_the_first_is_once_its_own_time():
    result = bench.compare({"a": lambda n: sum(range(2000 * n)), "b": lambda n: sum(range(6000 * n))}, "a", 1e6, 0.0005)
    assert result["a"]["ratio"] == [1, 1, 1] and result["b"]["ratio"][1] > 1.5
    low, median, high = result["b"]["ratio"]
    assert low <= median <= high
