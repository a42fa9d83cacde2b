"""The lecture's advice, against the comparison on its page; the neuron and the overview."""

import numpy as np

from nnref import SELU, TANH, elu, leaky_relu, maxout, relu, sigmoid, tanh
from scripts.lecture.catalog import CATALOG, LECTURE
from scripts.lecture.measurements import measured

PARTS = [measured(name) for name in ("practice_sigmoids", "practice_rectifiers", "practice_since")]
SETTING, RUNS = PARTS[0], {name: run for part in PARTS for name, run in part.items() if isinstance(run, dict)}
STEPS = {name: np.median(run["first"]) for name, run in RUNS.items()}
NEW = {name: np.median(run["new"]) for name, run in RUNS.items()}


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
    assert {(len(run["tried"]), len(run["first"])) for run in RUNS.values()} == {
        (len(SETTING["rates"]), SETTING["seeds"])
    }


def test_no_best_learning_rate_is_the_smallest_or_the_largest_that_was_tried():
    assert all(run["lr"] in SETTING["rates"][1:-1] for run in RUNS.values())


def test_the_sigmoid_takes_several_times_as_many_steps_as_the_relu():
    assert STEPS["sigmoid"] > 5 * STEPS["relu"] and max(RUNS["sigmoid"]["first"]) == SETTING["steps"]


def test_softplus_is_no_faster_than_the_sigmoid():
    assert STEPS["softplus"] >= STEPS["sigmoid"]


def test_tanh_is_as_fast_as_the_relu_here_and_no_worse_on_new_points():
    assert STEPS["tanh"] < 1.1 * STEPS["relu"] and NEW["tanh"] >= NEW["relu"]


def test_leaky_relu_and_elu_are_no_faster_than_the_relu_and_maxout_is():
    assert min(STEPS["leaky_relu"], STEPS["elu"]) >= STEPS["relu"] > STEPS["maxout"]


def test_on_new_points_the_medians_hardly_differ_but_sigmoid_and_softplus_have_the_worst_starts():
    medians = [NEW[name] for name in NEW if name != "softplus"]
    assert min(medians) > NEW["softplus"] and max(medians) - min(medians) < 0.03
    worst = sorted(RUNS, key=lambda name: min(RUNS[name]["new"]))
    assert set(worst[:2]) == {"sigmoid", "softplus"}


def test_gelu_mish_and_silu_are_faster_than_the_relu_and_stand_a_larger_rate():
    for name in "gelu", "mish", "silu":
        assert STEPS[name] < STEPS["relu"] and RUNS[name]["lr"] > 3 * RUNS["relu"]["lr"]
    assert STEPS["gelu"] < STEPS["relu"] / 2


def test_a_rate_that_is_too_large_loses_some_relu_networks_and_costs_the_others_nothing():
    tried = dict(zip(SETTING["rates"], RUNS["relu"]["tried"]))
    assert tried[1.0] > 2 * tried[0.3]
