"""The lab on the zig-zag: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import RELU, SIGMOID, mlp
from scripts.lecture.digits import digits
from scripts.lecture.labs import zigzag
from scripts.lecture.labs.zigzag import (
    BATCHES,
    KINDS,
    NET_BATCHES,
    NET_SEEDS,
    SEEDS,
    inputs,
    one_run,
    steepest,
    verdict_network,
    verdict_neuron,
)
from scripts.lecture.measurements import measured


@pytest.fixture
def neuron():
    return copy.deepcopy(measured("zigzag_neuron"))


@pytest.fixture
def networks():
    return copy.deepcopy({"sigmoid": measured("zigzag_sigmoid"), "ReLU": measured("zigzag_relu")})


def test_every_kind_was_run_with_every_batch_from_all_starts(neuron, networks):
    assert set(neuron) == set(KINDS)
    for run in neuron.values():
        assert np.shape(run["steps"]) == np.shape(run["agreement"]) == (len(BATCHES), len(SEEDS))
    for found in networks.values():
        assert {np.shape(run["steps"]) for run in found.values()} == {(len(NET_BATCHES), len(NET_SEEDS))}


def test_the_verdict_holds_on_what_was_measured(neuron, networks):
    verdict_neuron(neuron)
    verdict_network(*networks.values())


@pytest.mark.parametrize(
    "kind, name, like, sentence",
    [
        ("sigmoid", "agreement", "tanh", "should agree in sign where no input is negative"),
        ("tanh", "agreement", "sigmoid", "not where inputs have both signs"),
    ],
)
def test_the_verdict_on_a_neuron_fails_when_signs_are_as_for_other_inputs(neuron, kind, name, like, sentence):
    neuron[kind][name] = neuron[like][name]
    with pytest.raises(AssertionError, match=sentence):
        verdict_neuron(neuron)


@pytest.mark.parametrize(
    "name, sentence",
    [("agreement", "the signs for positive inputs should be mixed"), ("length", "less than half as long")],
)
def test_the_verdict_on_a_neuron_fails_when_the_batch_of_all_is_as_single_examples(neuron, name, sentence):
    neuron["positive"][name][-1] = neuron["positive"][name][0]
    with pytest.raises(AssertionError, match=sentence):
        verdict_neuron(neuron)


def test_the_verdict_on_a_neuron_fails_when_nothing_zig_zags_in_the_batch_of_all(neuron):
    neuron["sigmoid"]["flips"][3] = 0.75
    with pytest.raises(AssertionError, match="each of the first steps should overshoot"):
        verdict_neuron(neuron)


def test_the_verdict_on_a_neuron_fails_when_the_signs_are_the_reason(neuron):
    neuron["positive"]["steps"][-1] = neuron["centered"]["steps"][-1]
    with pytest.raises(AssertionError, match="a greater share of the steps"):
        verdict_neuron(neuron)


@pytest.mark.parametrize(
    "what, like, sentence",
    [
        ("outputs", "both", "should save the sigmoid network less than three steps in ten"),
        ("both", "outputs", "more in the batch of all"),
        ("inputs", "outputs", "centering the inputs should save more"),
    ],
)
def test_the_verdict_on_networks_fails_when_one_centering_is_worth_another(networks, what, like, sentence):
    networks["sigmoid"][what] = networks["sigmoid"][like]
    with pytest.raises(AssertionError, match=sentence):
        verdict_network(*networks.values())


def test_one_run_again_gives_what_was_measured(neuron):
    for place, batch in (0, 1), (7, 128):
        run = neuron["sigmoid"]
        steps, length, agreement = one_run("sigmoid", batch, run["rate"][place], 2)
        assert (steps, length, agreement) == pytest.approx(
            (run["steps"][place][2], run["length"][place][2], run["agreement"][place][2]), rel=1e-4
        )


@pytest.mark.parametrize("kind", KINDS)
def test_inputs_are_never_negative_or_centered_as_their_name_says(kind):
    x = inputs(kind, np.random.default_rng(0))
    if kind in ("positive", "sigmoid", "ReLU"):
        assert x.min() >= 0 and x.mean(axis=0).min() > 0.1
    else:
        assert abs(x.mean()) < 0.05 and x.min() < 0 < x.max()


@pytest.mark.parametrize("record", [SIGMOID, RELU])
def test_centered_outputs_have_no_mean_at_the_start_and_the_same_slopes(record):
    x = digits()[0][: zigzag.DIGITS]
    centered = zigzag.less_its_means(record, x, seed=3)
    h = mlp(zigzag.SIZES, record, np.random.default_rng(3)).layers[0].forward(x)
    assert record.f(h).mean(axis=0).max() > 0.1 and np.abs(centered.f(h).mean(axis=0)).max() < 1e-12
    assert centered.df is record.df


def test_a_network_that_never_gets_there_has_taken_all_steps():
    assert zigzag.steps_to_goal(SIGMOID, "neither", 400, 1e-6, 0) == NET_BATCHES[400]


def test_the_closer_look_at_the_batch_of_all_takes_the_way_that_was_measured():
    steep, flips, _ = steepest("sigmoid", 1.0, 0)
    assert steep < 1 and flips == 0, "below one, nothing overshoots"
    steep, flips, _ = steepest("sigmoid", 2.0, 0)
    assert 1 < steep < 2 and flips == 1
