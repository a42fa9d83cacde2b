"""What the lecture says about architectures, as the pages state it."""

import numpy as np
import pytest

from nnref import CROSS_ENTROPY, SQUARED_ERROR, TANH, Dense, Dropout, MLP, Noise, l2, lecture_points, mlp, sgd
from scripts import regions
from scripts.figures import capacity as capacity_figures
from scripts.figures import regularization as regularization_figures
from scripts.measured import measured

CAPACITY, L2, DROPOUT, NOISE = (measured(name) for name in ("capacity", "l2_sweep", "dropout_sweep", "noise_sweep"))
SWEEPS = pytest.mark.parametrize("sweep", [L2, DROPOUT, NOISE], ids=["l2", "dropout", "noise"])


def every(setting, name):
    """The value from each start."""
    return np.array(setting[name]["all"])


def shown(sweep):
    """The three settings of the sweep that the figure shows, the weakest first."""
    return [sweep[name] for name in sweep["shown"]]


# L17


@pytest.mark.parametrize("sizes, counts", [((3, 4, 2), (2, 6, 20, 6, 26)), ((3, 4, 4, 1), (3, 9, 32, 9, 41))])
def test_a_network_is_counted_as_the_lecture_counts_it(sizes, counts):
    net = mlp(sizes, TANH, np.random.default_rng(0))
    assert (net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params) == counts


def test_the_input_is_not_a_layer_so_a_linear_classifier_has_one():
    assert mlp((3, 2), TANH, np.random.default_rng(0)).n_layers == 1


def test_the_output_layer_has_no_activation():
    net = mlp((3, 4, 2), TANH, np.random.default_rng(0))
    assert isinstance(net.layers[-1], Dense)
    assert np.abs(net.forward(100 * np.random.default_rng(1).standard_normal((50, 3)))).max() > 1


def test_two_layers_without_an_activation_between_them_are_one():
    rng = np.random.default_rng(0)
    two, one, x = MLP(Dense(3, 4, rng), Dense(4, 2, rng)), MLP(Dense(3, 2, rng)), rng.standard_normal((5, 3))
    one.layers[0].W[:] = two.weights[0] @ two.weights[1]
    np.testing.assert_allclose(one.forward(x), two.forward(x), rtol=1e-12)


# L18


def test_all_networks_are_trained_on_the_same_80_points_and_measured_on_the_same_400():
    x, t, x_held, t_held = lecture_points()
    assert len(x) == len(t) == 80 and len(x_held) == len(t_held) == 400
    assert np.abs(x).max() < regions.AXIS.max(), "the figures should show every training point"


def test_more_neurons_and_more_layers_fit_more():
    small, middle, large, deep = (CAPACITY[name] for name in ("3", "6", "20", "6-6"))
    assert small["train"]["median"] < middle["train"]["median"] < large["train"]["median"] == 1
    assert (every(large, "loss") < every(middle, "loss")).all() and (every(middle, "loss") < every(small, "loss")).all()
    assert deep["train"]["median"] == 1 and (every(deep, "loss") < every(middle, "loss")).all()


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
    new = measured("size_or_lambda")
    for name in "half_way", "held_out":
        assert np.median(new["3"][name]) > np.median(new["20"][name])


@pytest.mark.parametrize("name", ["half_way", "held_out"])
@pytest.mark.parametrize("other", ["3", "20", "3 with lambda"])
def test_a_large_regularized_network_is_the_best_of_four_on_new_points(name, other):
    new = measured("size_or_lambda")
    gains = np.subtract(new["20 with lambda"][name], new[other][name])
    assert gains.mean() > 2 * gains.std(ddof=1) / np.sqrt(len(gains)), f"the gain over {other} could be chance"
    assert (gains > 0).sum() > len(gains) / 2


@SWEEPS
def test_each_regularizer_helps_on_held_out_points_from_every_start_and_can_be_overdone(sweep):
    middle, unregularized = shown(sweep)[1], CAPACITY["20"]
    assert (every(middle, "held_out") > every(unregularized, "held_out")).all()
    medians = [sweep[str(strength)]["held_out"]["median"] for strength in sweep["strengths"]]
    assert medians[-1] < max(medians)


# L20


@SWEEPS
def test_stronger_regularization_draws_a_smoother_boundary(sweep):
    weak, middle, strong = (setting["length"]["median"] for setting in shown(sweep))
    assert CAPACITY["20"]["length"]["median"] > weak > middle > strong


@pytest.mark.parametrize("sweep", [L2, NOISE], ids=["l2", "noise"])
def test_with_l2_and_with_noise_the_boundary_is_smoother_from_every_start(sweep):
    weak, middle, strong = (every(setting, "length") for setting in shown(sweep))
    assert (weak > middle).all() and (middle > strong).all()


def test_the_lambdas_are_those_of_the_lecture_and_the_largest_is_too_large():
    assert L2["shown"] == ["0.001", "0.01", "0.1"]
    assert (every(L2["0.1"], "train") < every(L2["0.01"], "train")).all()
    assert L2["0.1"]["held_out"]["median"] < L2["0.01"]["held_out"]["median"]


def test_a_larger_lambda_leaves_smaller_weights():
    squares = [every(L2[str(strength)], "squares") for strength in L2["strengths"]]
    assert all((larger < smaller).all() for smaller, larger in zip([every(CAPACITY["20"], "squares"), *squares], squares))


def test_the_penalty_is_added_to_the_mean_loss_and_leaves_biases_alone():
    x, t = lecture_points()[:2]
    plain, decayed = (mlp((2, 20, 2), TANH, np.random.default_rng(0)) for _ in range(2))
    penalty = l2(plain, 0.3)
    before = [W.copy() for W in plain.weights]
    assert penalty == pytest.approx(0.3 / 2 * sum((W**2).sum() for W in before), rel=1e-12)
    sgd(plain, x, t, CROSS_ENTROPY, lr=0.1, steps=1)
    sgd(decayed, x, t, CROSS_ENTROPY, lr=0.1, steps=1, l2=0.3)
    for start, without, with_l2 in zip(before, plain.weights, decayed.weights):
        np.testing.assert_allclose(with_l2, without - 0.1 * 0.3 * start, rtol=1e-12)
    for without, with_l2 in zip(plain.biases, decayed.biases):
        np.testing.assert_array_equal(with_l2, without)


def test_p_is_the_probability_of_dropping_and_the_mean_is_kept():
    out = Dropout(0.2, np.random.default_rng(0)).forward(np.ones((1000, 1000)), train=True)
    assert (out == 0).mean() == pytest.approx(0.2, abs=5 * np.sqrt(0.2 * 0.8) / 1000)  # five standard errors
    assert out.mean() == pytest.approx(1, abs=5 * np.sqrt(0.2 / 0.8) / 1000)
    assert set(np.unique(out)) == {0, 1 / (1 - 0.2)}


def test_dropout_and_noise_do_nothing_after_training():
    x = np.random.default_rng(0).standard_normal((5, 3))
    for layer in Dropout(0.5, np.random.default_rng(0)), Noise(1.0, np.random.default_rng(0)):
        np.testing.assert_array_equal(layer.forward(x), x)
        assert (layer.forward(x, train=True) != x).any()


def test_little_noise_is_a_penalty_on_the_slopes_and_more_noise_is_not():
    rng = np.random.default_rng(0)
    x, t = lecture_points()[:2]
    net = mlp((2, 20, 2), TANH, rng)
    sgd(net, x, np.eye(2)[t], SQUARED_ERROR, lr=0.05, momentum=0.9, steps=500)
    target = net.forward(x)
    slopes = [net.backward(np.eye(2)[np.full(len(x), k)]) for k in (0, 1)]
    squares = sum((slope**2).sum(axis=1).mean() for slope in slopes)

    def ratio(std):
        steps = std * rng.standard_normal((400, *x.shape))
        added = [SQUARED_ERROR.f(net.forward(x + sign * step), target) for step in steps for sign in (1, -1)]
        return np.mean(added) / (std**2 / 2 * squares)

    assert ratio(0.01) == pytest.approx(1, abs=0.05)
    assert ratio(0.8) < 0.9


# The figures of both


@pytest.mark.parametrize("figure, experiment, names", [
    (capacity_figures.capacity, CAPACITY, ["3", "6", "20"]),
    (regularization_figures.l2, L2, L2["shown"]),
    (regularization_figures.dropout, DROPOUT, DROPOUT["shown"]),
    (regularization_figures.input_noise, NOISE, NOISE["shown"]),
], ids=["capacity", "l2", "dropout", "input_noise"])  # fmt: skip
def test_a_panel_prints_the_accuracies_of_the_start_it_draws(figure, experiment, names):
    axes = figure(experiment).axes
    assert len(axes) == len(names) == 3
    assert len({(*ax.get_xlim(), *ax.get_ylim()) for ax in axes}) == 1, "the panels should have one scale"
    for ax, name in zip(axes, names):
        look = experiment[name]["shown"]
        assert name in ax.get_title()
        assert ax.texts[0].get_text() == f"training {100 * look['train']:.0f} %\nheld out {100 * look['held_out']:.0f} %"
        length, _ = regions.boundary(np.array(look["score"]))
        assert length == pytest.approx(look["length"], rel=0.01)  # the scores are rounded to a ten-thousandth of the largest
        assert look["length"] == pytest.approx(experiment[name]["length"]["median"], rel=1e-5)


def test_the_boundary_of_a_circle_is_as_long_as_the_circle():
    x, y = np.meshgrid(regions.AXIS, regions.AXIS)
    length, areas = regions.boundary(np.hypot(x, y) - 2.6)
    assert length == pytest.approx(2 * np.pi * 2.6, rel=0.01) and areas == 2


def test_training_again_gives_what_was_measured():
    loss, accuracies = regions.train(regions.plain((3,), np.random.default_rng(0)), lecture_points())
    assert loss == pytest.approx(CAPACITY["3"]["loss"]["all"][0], rel=1e-4)
    assert accuracies[-1] == pytest.approx((CAPACITY["3"]["train"]["all"][0], CAPACITY["3"]["held_out"]["all"][0]))
