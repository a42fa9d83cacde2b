"""The lab on ELU's promises: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import ELU, RELU
from scripts.lecture.labs import elu_promises
from scripts.lecture.labs.elu_promises import (
    NOISE,
    RATES,
    SEEDS,
    STRONG,
    cost,
    digits,
    kept,
    one_run,
    outputs,
    trained,
    verdict,
)
from scripts.lecture.measurements import measured
from scripts.lecture.statistics import mean_and_error

NAMES = ("relu", "leaky_relu", "elu", "tanh")


@pytest.fixture
def found():
    return copy.deepcopy(
        {"two": measured("elu_promises_two"), "six": {name: measured(f"elu_promises_six_{name}") for name in NAMES}}
    )


def test_every_activation_was_trained_at_every_rate_from_all_starts(found):
    for layers, runs in zip(elu_promises.DEPTHS, found.values()):
        for name in NAMES:
            assert np.shape(runs[name]["held_out"]) == (len(RATES), len(SEEDS), len(NOISE))
            assert np.shape(runs[name]["mean"]) == (len(RATES), len(SEEDS), layers)


def test_the_verdict_holds_on_what_was_measured(found):
    verdict(found["two"], *found["six"].values())


@pytest.mark.parametrize("depth", ["two", "six"])
@pytest.mark.parametrize(
    "name, like, sentence",
    [("elu", "relu", "nearer zero with the ELU than with relu"), ("tanh", "elu", "nearer still with tanh")],
)
def test_the_verdict_fails_when_one_activation_has_the_mean_of_another(found, depth, name, like, sentence):
    found[depth][name]["mean"] = found[depth][like]["mean"]
    with pytest.raises(AssertionError, match=sentence):
        verdict(found["two"], *found["six"].values())


@pytest.mark.parametrize("depth", ["two", "six"])
@pytest.mark.parametrize("points", [-3, 3])
def test_the_verdict_fails_when_noise_costs_the_elu_less_or_more(found, depth, points):
    held_out = np.array(found[depth]["elu"]["held_out"])
    held_out[0, :, STRONG] += points / 100
    found[depth]["elu"]["held_out"] = held_out
    with pytest.raises(AssertionError, match="noise should cost ELU and"):
        verdict(found["two"], *found["six"].values())


def test_the_verdict_fails_when_the_rate_does_not_matter(found):
    for name in NAMES:
        held_out = np.array(found["six"][name]["held_out"])
        held_out[:3, :, STRONG] = held_out[:3, :, 0] - 0.2
        found["six"][name]["held_out"] = held_out
    with pytest.raises(AssertionError, match="a larger rate should save more"):
        verdict(found["two"], *found["six"].values())


def test_the_verdict_fails_when_networks_are_lost_at_most_rates(found):
    found["six"]["relu"]["held_out"][0][0][0] = 0.0
    with pytest.raises(AssertionError, match="at least three should lose no network"):
        verdict(found["two"], *found["six"].values())


def test_the_verdict_fails_when_the_elu_is_not_ahead_without_noise(found):
    for run in (found["six"]["elu"], found["six"]["relu"]):
        run["held_out"] = found["six"]["leaky_relu"]["held_out"]
    with pytest.raises(AssertionError, match="six layers of ELUs should do better"):
        verdict(found["two"], *found["six"].values())


def test_a_rate_at_which_one_network_is_lost_is_left_out(found):
    assert list(kept(found["two"])) == [0, 1, 2, 3, 4]
    found["two"]["relu"]["held_out"][1][0][0] = 0.0
    assert list(kept(found["two"])) == [0, 2, 3, 4]


def test_one_run_again_gives_what_was_measured(found):
    held_out, mean, fitted = one_run(ELU, 2, RATES[2], 0)
    run = found["two"]["elu"]
    assert held_out[0] == pytest.approx(run["held_out"][2][0][0], abs=0.02)
    assert fitted == pytest.approx(run["fitted"][2][0], abs=0.02)
    np.testing.assert_allclose(mean, run["mean"][2][0], atol=0.05)


def test_what_is_called_the_outputs_of_layers_is_what_their_activation_puts_out():
    x, t, _, _ = digits()
    net = trained(RELU, 2, 0.1, 0, x[:100], t[:100])
    first, second = outputs(net, x)
    np.testing.assert_array_equal(first, RELU.f(net.layers[0].forward(x)))
    assert second.min() == 0 and second.shape == (len(x), elu_promises.WIDTH)


def test_a_network_whose_rate_is_too_large_counts_as_lost():
    assert trained(ELU, 6, 2.0, 0, *digits()[:2]) is None
    assert one_run(ELU, 6, 2.0, 0) == ([0.0] * len(NOISE), [0.0] * 6, 0.0)


def test_the_error_of_a_mean_shrinks_with_the_root_of_the_number_of_starts():
    mean, error = mean_and_error([[1.0, 3.0], [2.0, 2.0]])
    np.testing.assert_allclose(mean, [2, 2])
    np.testing.assert_allclose(error, [1, 0])


def test_cost_is_counted_in_percentage_points(found):
    assert cost(found["two"]["elu"])[0, 0] == pytest.approx(
        100 * (found["two"]["elu"]["held_out"][0][0][0] - found["two"]["elu"]["held_out"][0][0][STRONG])
    )
