"""The lab on dead ReLUs: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import LEAKY_RELU, RELU, dead_units
from scripts.lecture.labs import dead
from scripts.lecture.labs.dead import (
    BIASES,
    LR,
    RATES,
    SEEDS,
    come_back,
    counts,
    digits,
    network,
    one_run,
    reaches,
    verdict,
)
from scripts.lecture.measurements import measured


@pytest.fixture
def found():
    return copy.deepcopy(
        {name: measured(f"dead_{name}") for name in ("by_rate", "by_bias", "by_depth", "revival")}
        | {"deep": measured("dead_revival_deep")}
    )


def test_every_rate_bias_and_depth_was_tried_from_all_starts(found):
    assert {len(run["dead"]) for name in ("relu", "leaky_relu", "elu") for run in found["by_rate"][name]} == {
        len(SEEDS)
    }
    assert len(found["by_rate"]["relu"]) == len(RATES) and len(found["by_bias"]["runs"]) == len(BIASES)
    assert all(np.shape(found["by_depth"][str(width)]) == (len(dead.DEPTHS), len(SEEDS)) for width in dead.WIDTHS)


def test_the_verdict_holds_on_what_was_measured(found):
    verdict(*found.values())


def test_the_verdict_fails_when_silent_and_dead_are_the_same(found):
    found["by_rate"]["relu"][0]["dead before"] = found["by_rate"]["relu"][0]["silent before"]
    with pytest.raises(AssertionError, match="silent on one digit, and less than a tenth on all"):
        verdict(*found.values())


def test_the_verdict_fails_when_units_are_dead_at_the_best_rate(found):
    runs = found["by_rate"]["relu"]
    runs[dead.best(runs)]["dead"] = runs[-1]["dead"]
    with pytest.raises(AssertionError, match="at the best learning rate less than a fifth"):
        verdict(*found.values())


def test_the_verdict_fails_when_networks_learn_with_all_units_dead(found):
    for run in found["by_rate"]["relu"]:
        run["accuracy"] = [1.0] * len(SEEDS)
    with pytest.raises(AssertionError, match="the networks should be lost"):
        verdict(*found.values())


def test_the_verdict_fails_when_a_gentle_rate_kills_forty_percent(found):
    found["by_rate"]["relu"][0]["dead"] = [0.5] * len(SEEDS)
    with pytest.raises(AssertionError, match="should take more than the best rate"):
        verdict(*found.values())


def test_the_verdict_fails_when_other_units_are_silent_at_first(found):
    found["revival"]["elu"][0][0] += 1
    with pytest.raises(AssertionError, match="begin with the same units silent"):
        verdict(*found.values())


def test_the_verdict_fails_when_no_bias_kills(found):
    for run in found["by_bias"]["runs"]:
        run["dead"] = [0.1] * len(SEEDS)
    with pytest.raises(AssertionError, match="a bias should do as well"):
        verdict(*found.values())


def test_the_verdict_fails_when_depth_kills_no_more_in_narrower_layers(found):
    found["by_depth"]["8"] = found["by_depth"]["16"]
    with pytest.raises(AssertionError, match="in narrower layers it should kill more"):
        verdict(*found.values())


@pytest.mark.parametrize("share", [0.05, 0.6])
def test_the_verdict_fails_when_depth_kills_nothing_or_most(found, share):
    found["by_depth"]["32"][-1] = [share] * len(SEEDS)
    with pytest.raises(AssertionError, match="depth should kill units, but fewer than forty percent"):
        verdict(*found.values())


@pytest.mark.parametrize(
    "name, like, sentence",
    [
        ("relu", "elu", "no dead ReLU unit"),
        ("leaky_relu", "elu", "silent leaky ReLU units"),
        ("leaky_relu", "relu", "silent leaky ReLU units"),
        ("elu", "leaky_relu", "silent ELU units"),
    ],
)
def test_the_verdict_fails_when_one_activation_comes_back_as_another(found, name, like, sentence):
    found["revival"][name] = found["revival"][like]
    with pytest.raises(AssertionError, match=sentence):
        verdict(*found.values())


def test_the_verdict_fails_when_the_first_layer_comes_back_or_the_third_does_not(found):
    deep = np.array(found["deep"])
    for layers, sentence in ((2, 1, 2), "none of the first"), ((0, 1, 0), "in the layers above it"):
        found["deep"] = deep[:, :, layers]
        with pytest.raises(AssertionError, match=sentence):
            verdict(*found.values())


def test_one_run_again_gives_what_was_measured(found):
    run = found["by_rate"]["relu"][RATES.index(LR)]
    before = counts(network(RELU, 1)[0], digits()[0])
    assert before == pytest.approx((run["silent before"][1], run["dead before"][1]), rel=1e-5)
    assert one_run(RELU, LR, 1)[-1] == pytest.approx(run["accuracy"][1], abs=0.01)


def test_dead_is_counted_as_nnref_counts_it():
    net, _ = network(RELU, 0, bias=-1.0, depth=2)
    x = digits()[0]
    assert counts(net, x)[1] == pytest.approx(np.mean([units.mean() for units in dead_units(net, x)]))


def test_the_same_units_are_silenced_for_each_activation_and_slope():
    first = [
        come_back(record, 0, epochs=1, bias=-1.0, **params)[0]
        for record, params in ((RELU, {}), (LEAKY_RELU, {"alpha": 0.1}))
    ]
    assert first[0] == first[1] and sum(first[0]) > 0


def test_where_forty_percent_are_reached_is_found_rising_or_falling():
    assert reaches([1, 2, 3], [[0.0], [0.2], [0.6]]) == pytest.approx(2.5)
    assert reaches([1, 2], [[0.8], [0.0]]) == pytest.approx(1.5)
    assert reaches([1, 2], [[0.1], [0.2]]) is None
