"""What the lecture says about size and capacity, as the page states it."""

import numpy as np
import pytest

from nnref import SIGMOID, mlp
from scripts.lecture import capacity
from scripts.lecture.measurements import measured
from scripts.lecture.statistics import beyond_chance

CAPACITY, L2, DROPOUT, NOISE = (
    measured(name) for name in ("capacity", "regularization_l2", "regularization_dropout", "regularization_noise")
)


def every(setting, name):
    """The value from each start."""
    return np.array(setting[name]["all"])


def test_more_neurons_and_more_layers_fit_more():
    small, middle, large, deep = (CAPACITY[name] for name in ("3", "6", "20", "6-6"))
    assert small["train"]["median"] < middle["train"]["median"] < large["train"]["median"] == 1
    assert (every(large, "loss") < every(middle, "loss")).all() and (every(middle, "loss") < every(small, "loss")).all()
    assert deep["train"]["median"] == 1 and beyond_chance(every(middle, "loss") - every(deep, "loss"))


def test_more_neurons_overfit_more():
    small, middle, large = (CAPACITY[name] for name in ("3", "6", "20"))
    assert small["held_out"]["median"] > middle["held_out"]["median"] > large["held_out"]["median"]
    assert small["length"]["median"] < middle["length"]["median"] < large["length"]["median"]


@pytest.mark.parametrize("name", ["3", "20"])
def test_training_on_makes_a_network_worse_on_held_out_points(name):
    assert CAPACITY[name]["held_out_1000"]["median"] > CAPACITY[name]["held_out"]["median"]


# L19


def test_the_loss_of_a_large_network_depends_less_on_the_start():
    spread = {name: np.ptp(every(CAPACITY[name], "loss")) for name in ("3", "6", "20")}
    assert 10 * spread["20"] < min(spread["3"], spread["6"])


def test_without_regularization_the_small_network_is_the_better_one_on_new_points():
    new = measured("capacity_size_or_lambda")
    for name in "half_way", "held_out":
        assert np.median(new["3"][name]) > np.median(new["20"][name])


@pytest.mark.parametrize("name", ["half_way", "held_out"])
@pytest.mark.parametrize("other", ["3", "20", "3 with lambda"])
def test_a_large_regularized_network_is_the_best_of_four_on_new_points(name, other):
    new = measured("capacity_size_or_lambda")
    gains = np.subtract(new["20 with lambda"][name], new[other][name])
    assert gains.mean() > 2 * gains.std(ddof=1) / np.sqrt(len(gains)), f"the gain over {other} could be chance"
    assert (gains > 0).sum() > len(gains) / 2


# Universal approximation


@pytest.mark.parametrize("n", [5, 20])
def test_the_sum_of_bumps_is_a_network_with_one_hidden_layer_of_sigmoids(n):
    net = mlp((1, 2 * n, 1), SIGMOID, np.random.default_rng(0))
    edges = np.linspace(0, 1, n + 1)
    places, heights = np.r_[edges[:-1], edges[1:]], capacity.curve((edges[:-1] + edges[1:]) / 2)
    net.layers[0].W, net.layers[0].b = np.full((1, 2 * n), 200.0), -200 * places
    net.layers[2].W = np.r_[heights, -heights][:, None]
    x = np.linspace(0, 1, 101)
    np.testing.assert_allclose(net.forward(x[:, None])[:, 0], capacity.of_bumps(x, n), atol=1e-12)


def test_more_bumps_come_closer():
    x = np.linspace(0, 1, 1001)
    off = [np.abs(capacity.of_bumps(x, n) - capacity.curve(x)).max() for n in (5, 20, 80)]
    assert off[0] > 2 * off[1] > 4 * off[2]
