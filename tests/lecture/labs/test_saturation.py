"""The lab on saturation: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import RELU, SIGMOID, SILU, TANH
from scripts.lecture.catalog import CATALOG
from scripts.lecture.labs import saturation
from scripts.lecture.labs.saturation import (
    CONTROLS,
    DEPTH,
    EXAMPLES,
    GAINS,
    HE,
    RUNS,
    SEEDS,
    STARTS,
    WIDTH,
    XAVIER,
    factor,
    one_run,
    start,
    verdict,
)
from scripts.lecture.measurements import measured


@pytest.fixture
def flows():
    return copy.deepcopy({name: run for name, run in measured("saturation_flow").items() if name != "gains"})


@pytest.fixture
def learned():
    found = measured("saturation_sigmoid") | measured("saturation_rescued") | measured("saturation_others")
    return copy.deepcopy({name: found[name] for name in STARTS})


@pytest.fixture
def controls():
    return copy.deepcopy([measured("saturation_controls"), measured("saturation_controls_again")])


def test_every_activation_was_tried_at_every_gain_from_several_starts(flows):
    runs = flows | {name: run for name, run in measured("saturation_flow_after").items() if name != "gains"}
    assert runs.keys() <= CATALOG.keys()
    for run in runs.values():
        assert np.shape(run["factor"]) == np.shape(run["saturated"]) == (len(GAINS), SEEDS)
        assert np.shape(run["He"]) == np.shape(run["Xavier"]) == (SEEDS, DEPTH)


def test_the_verdict_holds_on_what_was_measured(flows, learned, controls):
    verdict(flows, learned, {}, {}, *controls)


@pytest.mark.parametrize(
    "name, key, like, sentence",
    [
        ("sigmoid", "He", "tanh", "should leave less than a trillionth"),
        ("relu", "He", "sigmoid", "should leave more than a hundredth"),
        ("sigmoid", "saturated", "relu", "hardly one of their units should be saturated"),
        ("relu", "factor", "tanh", "should keep the gradient by He"),
        ("maxout", "factor", "relu", "a maxout layer should keep the gradient by Xavier"),
    ],
)
def test_the_verdict_fails_when_one_activation_behaves_like_another(
    flows, learned, name, key, like, sentence, controls
):
    flows[name][key] = flows[like][key]
    with pytest.raises(AssertionError, match=sentence):
        verdict(flows, learned, {}, {}, *controls)


def test_the_verdict_fails_when_saturation_goes_with_a_smaller_gradient(flows, learned, controls):
    flows["sigmoid"]["factor"] = flows["sigmoid"]["factor"][::-1]
    with pytest.raises(AssertionError, match="saturate more and pass more"):
        verdict(flows, learned, {}, {}, *controls)


def test_the_verdict_fails_when_sigmoids_keep_the_gradient_unsaturated(flows, learned, controls):
    flows["sigmoid"]["saturated"] = [[0.0] * SEEDS] * len(GAINS)
    with pytest.raises(AssertionError, match="more than four units in ten should be saturated"):
        verdict(flows, learned, {}, {}, *controls)


@pytest.mark.parametrize(
    "name, like, sentence",
    [
        ("sigmoid, gradient kept", "tanh, He", "should learn next to nothing"),
        ("sigmoid, 16 and centered", "sigmoid, He", "start centered should learn"),
        ("ReLU, He", "ReLU, Xavier", "better than by Xavier"),
    ],
)
def test_the_verdict_fails_when_one_start_learns_like_another(flows, learned, name, like, sentence, controls):
    learned[name] = learned[like]
    with pytest.raises(AssertionError, match=sentence):
        verdict(flows, learned, {}, {}, *controls)


def test_the_verdict_fails_when_one_centered_start_learns_no_more_than_the_best_of_the_others(flows, learned, controls):
    learned["sigmoid, gradient kept"]["accuracy"][-1][0] = 0.19
    learned["sigmoid, 16 and centered"]["accuracy"][-1][0] = 0.18
    with pytest.raises(AssertionError, match="more than any that does not start so"):
        verdict(flows, learned, {}, {}, *controls)


@pytest.mark.parametrize("draw", [0, 1])
def test_the_verdict_fails_when_either_draw_finds_that_centering_alone_is_enough(flows, learned, controls, draw):
    controls[draw]["centered"][0] = controls[draw]["centered"][CONTROLS.index(32)]
    with pytest.raises(AssertionError, match="neither a gain alone nor centering"):
        verdict(flows, learned, {}, {}, *controls)


@pytest.mark.parametrize("draw", [0, 1])
def test_the_verdict_fails_when_either_draw_finds_that_both_together_are_not(flows, learned, controls, draw):
    controls[draw]["centered"][CONTROLS.index(32)] = controls[draw]["plain"][0]
    with pytest.raises(AssertionError, match="on either draw of starts"):
        verdict(flows, learned, {}, {}, *controls)


@pytest.mark.parametrize("record, how, gain", [(SIGMOID, "Xavier", XAVIER), (RELU, "He", HE)])
def test_one_run_again_gives_what_was_measured(flows, record, how, gain):
    np.testing.assert_allclose(one_run(record, gain, 3)[0], flows[record.name][how][3], rtol=1e-4)


def test_maxout_units_whose_second_piece_is_zero_have_the_shares_of_relus():
    maxouts, relus = (start((4, 16, 16, 4), kind, 1, np.random.default_rng(0)) for kind in ("maxout", RELU))
    for maxout, dense in zip(maxouts.layers, relus.layers[::2]):
        dense.W[:] = maxout.W[0] if maxout.W.ndim == 3 else maxout.W
    for maxout in maxouts.layers[:-1]:
        maxout.W[1] = 0
    x, g = np.random.default_rng(1).standard_normal((2, 7, 4))
    np.testing.assert_allclose(saturation.shares(maxouts, x, g), saturation.shares(relus, x, g))


def test_the_shares_are_those_of_gradients_multiplied_out_by_hand():
    net = start((4, 4, 4, 4, 4), RELU, 2, np.random.default_rng(0))
    x, g = np.random.default_rng(1).standard_normal((2, 7, 4))
    given = saturation.shares(net, x, g)
    by_layer = []
    for dense, activation in zip(net.layers[-1:1:-2], net.layers[-2::-2]):
        by_layer.append(np.sqrt(np.mean((g @ dense.W.T) ** 2)))
        g = (g @ dense.W.T) * (activation.x > 0)
    np.testing.assert_allclose(given, np.array(by_layer[::-1]) / by_layer[0])


def test_a_centered_sigmoid_network_starts_as_half_a_tanh_network_by_xavier():
    sizes, x = (5, 6, 6, 3), np.random.default_rng(1).standard_normal((10, 5))
    sigmoids, tanhs = (
        start(sizes, record, gain, np.random.default_rng(0), centered)
        for record, gain, centered in ((SIGMOID, 16, True), (TANH, 1, False))
    )
    sigmoids.layers[0].W /= 2  # the inputs are not halved
    np.testing.assert_allclose(sigmoids.forward(x), 2 * tanhs.forward(x))


def test_the_gain_that_keeps_a_gradient_keeps_it_in_a_run_of_its_own(flows):
    few = 3 / (DEPTH * EXAMPLES * WIDTH)  # slopes that lie on the limit, since the gain is kept to six digits
    for record, run in (SIGMOID, flows["sigmoid"]), (SILU, measured("saturation_flow_after")["silu"]):
        found = [one_run(record, run["kept"]["gain"], seed) for seed in range(SEEDS)]
        assert np.mean([np.log(factor(reaching)) for reaching, _ in found]) == pytest.approx(0, abs=0.001)
        assert run["kept"]["saturated"] == [pytest.approx(np.mean(units), abs=few) for _, units in found]


def test_there_are_accuracies_of_all_starts_at_each_depth(learned):
    for run in learned.values():
        assert np.shape(run["accuracy"]) == (len(saturation.DEPTHS), len(RUNS))
