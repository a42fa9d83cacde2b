"""The lab that compares all activations: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import RELU, TANH, mlp
from scripts.lecture.catalog import CATALOG, RECORDS, SIGMOIDS
from scripts.lecture.digits import digits
from scripts.lecture.labs.which_one import (
    CHOOSING,
    EPOCHS,
    OTHERS,
    RATES,
    RECTIFIERS,
    SEEDS,
    SIZES,
    SMOOTH,
    TRIALS,
    gain,
    one_run,
    verdict,
)
from scripts.lecture.measurements import measured


@pytest.fixture
def found():
    parts = (measured(f"which_one_{part}") for part in ("sigmoids", "rectifiers", "others", "smooth"))
    return copy.deepcopy({name: run for part in parts for name, run in part.items()})


def test_all_activations_take_part(found):
    assert found.keys() <= CATALOG.keys()  # one that is new may not have been measured yet
    groups = SIGMOIDS, RECTIFIERS, OTHERS, SMOOTH
    assert sorted(record.name for group in groups for record in group) == sorted(RECORDS)


def test_every_activation_gets_the_same_budget_and_reports_every_start(found):
    assert not set(TRIALS) & set(SEEDS) and len(SEEDS) == 20
    for run in found.values():
        assert len(run["tried"]) == len(RATES) and len(run["final"]) == len(SEEDS)
        assert run["lr"] == RATES[np.argmax(run["tried"])]


def test_no_best_rate_lies_at_an_end_of_the_grid(found):
    assert all(min(RATES) < run["lr"] < max(RATES) for run in found.values())


def test_the_verdict_holds_on_what_was_measured(found):
    verdict(found, {}, {}, {})


@pytest.mark.parametrize(
    "name, change, sentence",
    [
        ("elu", 0.03, "elu should end within one percentage point"),
        ("sigmoid", -0.03, "sigmoid should end within one percentage point"),
        ("tanh", -0.0085, "tanh should do no worse"),
        ("softplus", 0.02, "softplus should have the lowest median"),
    ],
)
def test_the_verdict_fails_when_an_activation_does_better_or_worse(found, name, change, sentence):
    found[name]["final"] = [accuracy + change for accuracy in found[name]["final"]]
    with pytest.raises(AssertionError, match=sentence):
        verdict(found, {}, {}, {})


def test_the_verdict_stands_two_networks_that_are_lost(found):
    found["prelu"]["final"][:2] = 0.0, 0.0
    verdict(found, {}, {}, {})


def test_the_verdict_fails_when_the_relu_gives_away_more_than_one_percentage_point(found):
    found["relu"]["final"] = np.sort(found["relu"]["final"]) - np.repeat([0.1, 0], [9, 11])  # the median stays
    with pytest.raises(AssertionError, match="none should be ahead of ReLU"):
        verdict(found, {}, {}, {})


def test_the_verdict_fails_when_the_sigmoid_learns_as_fast_as_the_others(found):
    found["sigmoid"]["held_out"]["median"] = found["tanh"]["held_out"]["median"]
    with pytest.raises(AssertionError, match="the sigmoid should be the last"):
        verdict(found, {}, {}, {})


def test_the_verdict_fails_when_the_rate_does_not_matter(found):
    found["relu"]["tried"] = [max(found["relu"]["tried"])] * len(RATES)
    with pytest.raises(AssertionError, match="at twice its best rate"):
        verdict(found, {}, {}, {})


def test_a_gain_compares_start_by_start(found):
    found["elu"]["final"] = list(np.array(found["relu"]["final"]) + np.tile([0.01, 0.03], 10))
    assert gain(found, "elu") == pytest.approx((2, np.sqrt(20 / 19) / np.sqrt(20)))


@pytest.mark.parametrize(
    "kind, n_params", [(RELU, 3466), ("prelu", 3466 + 64), ("maxout", 2 * (64 * 32 + 32 + 32 * 32 + 32) + 32 * 10 + 10)]
)
def test_the_networks_have_the_same_size_but_for_slopes_and_pieces(kind, n_params):
    assert mlp(SIZES, kind, np.random.default_rng(0)).n_params == n_params
    assert SIZES == (64, 32, 32, 10)


def test_one_run_again_gives_what_was_measured(found):
    x, t, x_held, t_held = digits()
    accuracy = one_run(TANH, found["tanh"]["lr"], 0, (x, t), (x_held, t_held))
    assert accuracy.shape == (2, EPOCHS)
    assert accuracy[1, -1] == pytest.approx(found["tanh"]["final"][0], abs=2 / len(x_held))  # two digits


def test_the_rate_is_chosen_on_digits_that_were_not_trained_on(monkeypatch):
    seen = []

    def noted(kind, lr, seed, train, new):
        seen.append((seed, train[0], new[0]))
        return np.zeros((2, EPOCHS))

    monkeypatch.setattr("scripts.lecture.labs.which_one.one_run", noted)
    from scripts.lecture.labs.which_one import tuned

    tuned(RELU)
    x, _, x_held, _ = digits()
    for seed, train, new in seen:
        if seed in TRIALS:
            np.testing.assert_array_equal(np.concatenate([train, new]), x)
            assert len(new) == CHOOSING
        else:
            assert train is x and new is x_held


def test_a_network_that_is_lost_gets_nothing_right():
    x, t, x_held, t_held = digits()
    assert one_run("prelu", 1000.0, 0, (x, t), (x_held, t_held))[1, -1] == 0
