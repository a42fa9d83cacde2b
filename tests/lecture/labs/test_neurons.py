"""The lab on the number of neurons: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import lecture_points
from scripts.lecture.labs.neurons import LAMBDA, SEEDS, SIZES, gains, one_run, six_settings, verdict, verdict_on_sets
from scripts.lecture.measurements import measured


@pytest.fixture
def found():
    return copy.deepcopy({n: measured(f"neurons_{n}") for n in SIZES})


@pytest.fixture
def sets():
    return copy.deepcopy(six_settings(measured("capacity_size_or_lambda"), measured("neurons_sets")))


def judge(sets):
    """The verdict on sets that are named as six_settings names them."""
    named = {"3": "3 plain", "20": "20 plain", "3 with lambda": "3 regularized", "20 with lambda": "20 regularized"}
    sized = {name: {"held_out": sets[setting]} for name, setting in named.items()}
    verdict_on_sets(sized, {how: sets[f"6 {how}"] for how in ("plain", "regularized")})


def test_there_are_a_hundred_starts_for_each_size_without_and_with_l2(found):
    assert SEEDS == 100
    for runs in found.values():
        for how in "plain", "regularized":
            assert {len(values) for values in runs[how].values()} == {SEEDS}


def test_the_verdict_holds_on_what_was_measured(found, sets):
    verdict(*found.values())
    judge(sets)


@pytest.mark.parametrize(
    "small, large, how, name, sentence",
    [
        (3, 20, "plain", "loss", "smaller networks should end at a worse loss"),
        (3, 20, "plain", "held_out", "the smaller network should do better"),
        (3, 20, "regularized", "loss", "the same loss from every start"),
    ],
)
def test_the_verdict_fails_when_two_sizes_change_places(found, small, large, how, name, sentence):
    found[small][how][name], found[large][how][name] = found[large][how][name], found[small][how][name]
    with pytest.raises(AssertionError, match=sentence):
        verdict(*found.values())


def test_the_verdict_fails_when_large_networks_scatter_as_small_ones_do(found):
    found[20]["plain"]["loss"] = list(np.linspace(0, 0.05, SEEDS))
    with pytest.raises(AssertionError, match="should be more scattered"):
        verdict(*found.values())


def test_the_verdict_fails_when_regularization_does_not_beat_the_choice_of_a_size(found):
    found[6]["regularized"]["held_out"] = found[6]["plain"]["held_out"]
    with pytest.raises(AssertionError, match="every size should do better than the best without"):
        verdict(*found.values())


def test_the_verdict_fails_when_the_size_matters_with_regularization_too(found):
    found[20]["regularized"]["held_out"] = [held_out + 0.05 for held_out in found[20]["regularized"]["held_out"]]
    with pytest.raises(AssertionError, match="the size should matter less than a third"):
        verdict(*found.values())


def test_the_verdict_fails_when_l2_leaves_the_scatter(found):
    found[6]["regularized"]["loss"] = found[3]["plain"]["loss"]
    with pytest.raises(AssertionError, match="hardly depend on the start"):
        verdict(*found.values())


@pytest.mark.parametrize("name", ["3 plain", "6 regularized"])
def test_the_verdict_on_new_sets_fails_when_another_setting_is_as_good(sets, name):
    sets[name] = sets["20 regularized"][::-1]
    with pytest.raises(AssertionError, match=f"better than {name}"):
        judge(sets)


def test_a_gain_is_the_mean_of_the_differences_with_its_standard_error(sets):
    sets["6 plain"] = list(np.array(sets["20 regularized"]) - np.tile([0.01, 0.03], 10))
    gain, error, wins = gains(sets)["6 plain"]
    assert gain == pytest.approx(0.02) and error == pytest.approx(0.01 * np.sqrt(20 / 19) / np.sqrt(20)) and wins == 20


@pytest.mark.parametrize("how, lam", [("plain", 0.0), ("regularized", LAMBDA)])
def test_one_run_again_gives_what_was_measured(found, how, lam):
    loss, train, held_out = one_run(3, lam, 0)
    assert loss == pytest.approx(found[3][how]["loss"][0], rel=1e-4)
    assert (train, held_out) == pytest.approx((found[3][how]["train"][0], found[3][how]["held_out"][0]))


def test_the_accuracies_are_shares_of_the_lectures_points(found):
    x, _, x_held, _ = lecture_points()
    for name, n in (("train", len(x)), ("held_out", len(x_held))):
        counts = n * np.array(found[6]["plain"][name])
        np.testing.assert_allclose(counts, counts.round(), atol=1e-3)
