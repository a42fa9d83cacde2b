"""What the lecture says about regularization, as the page states it."""

import numpy as np
import pytest

from nnref import CROSS_ENTROPY, SQUARED_ERROR, TANH, Dropout, Noise, l2, lecture_points, mlp, sgd
from scripts.lecture import regularization, style
from scripts.lecture.measurements import measured

CAPACITY, L2, DROPOUT, NOISE = (
    measured(name) for name in ("capacity", "regularization_l2", "regularization_dropout", "regularization_noise")
)
SWEEPS = pytest.mark.parametrize("sweep", [L2, DROPOUT, NOISE], ids=["l2", "dropout", "noise"])


def every(setting, name):
    """The value from each start."""
    return np.array(setting[name]["all"])


def shown(sweep):
    """The three settings of the sweep that the figure shows, the weakest first."""
    return [sweep[name] for name in sweep["shown"]]


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


def test_the_lambdas_shown_are_the_lectures_divided_by_ten_and_its_largest_as_it_stands_is_too_large():
    assert [10 * float(lam) for lam in L2["shown"]] == pytest.approx([0.001, 0.01, 0.1])
    assert (every(L2["0.1"], "train") < every(L2["0.01"], "train")).all()
    assert L2["0.1"]["held_out"]["median"] < L2["0.01"]["held_out"]["median"]


def test_a_larger_lambda_leaves_smaller_weights():
    squares = [every(L2[str(strength)], "squares") for strength in L2["strengths"]]
    assert all(
        (larger < smaller).all() for smaller, larger in zip([every(CAPACITY["20"], "squares"), *squares], squares)
    )


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


def test_the_mean_over_all_thinned_networks_is_the_full_one():
    rng = np.random.default_rng(0)
    net, x = mlp((3, 4, 2), TANH, rng), rng.standard_normal((1, 3))
    o = net.layers[1].forward(net.layers[0].forward(x))
    masks = np.array(list(np.ndindex(2, 2, 2, 2)))
    np.testing.assert_allclose(net.layers[2].forward(o * masks / 0.5).mean(axis=0), net.forward(x)[0], rtol=1e-12)


def test_a_thinned_network_has_no_lines_at_a_unit_that_is_crossed_out():
    full, *thinned = sorted(regularization.draw_thinned().axes, key=lambda ax: ax.get_title() != "full network")
    assert len(full.lines) == 4 * 4 and len(thinned) == 4
    dropped = [sum(line.get_color() == style.ACCENT for line in ax.lines) // 2 for ax in thinned]
    assert dropped == [3, 1, 2, 1]
    assert [len(ax.lines) for ax in thinned] == [4 * (4 - n) + 2 * n for n in dropped]


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
