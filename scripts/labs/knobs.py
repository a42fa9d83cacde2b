"""Lambda, dropout, noise: one training under one knob, the strength one would choose, and the verdict."""

from functools import partial

import numpy as np

from scripts import regions
from scripts.experiments.regularization import HIDDEN, _with_dropout, _with_noise
from scripts.lecture_points import rows
from scripts.spread import mean_and_error

SETS = 12
STRENGTHS = {
    "l2": (0, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1),
    "dropout": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
    "noise": (0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 1.6),
}


def points(seed):
    """New points by the lecture_points' recipe: 80 to train on, 400 to choose a strength by, 2000 to judge it by."""
    rng = np.random.default_rng([seed, 2])
    tables = rows(rng, 80, 0), rows(rng, 400, 1), rows(rng, 2000, 1)
    return [(table[:, :2], table[:, 2].astype(int)) for table in tables]


def one_run(knob, strength, seed):
    """Train 20 hidden neurons on one set of points with one knob at one strength, and measure them."""
    train, choose, judge = points(seed)
    make = {"l2": partial(regions.plain, HIDDEN), "dropout": partial(_with_dropout, strength), "noise": partial(_with_noise, strength)}
    net = make[knob](np.random.default_rng(seed))
    regions.train(net, (*train, *choose), l2=strength if knob == "l2" else 0)
    accuracies = [(net.predict(x) == t).mean() for x, t in (train, choose, judge)]
    length, _ = regions.boundary(regions.score(net))
    return *accuracies, length, *((W * W).sum() for W in net.weights)


NAMES = "train", "choose", "held_out", "length", "squares_in", "squares_out"


def sweep(knob):
    """Every strength on every set: {name: [strength][set]}."""
    runs = [[one_run(knob, strength, seed) for seed in range(SETS)] for strength in STRENGTHS[knob]]
    return {"strengths": STRENGTHS[knob]} | dict(zip(NAMES, np.moveaxis(runs, 2, 0)))


def chosen(result):
    """For each set the strength that is best on the points to choose by, as an index; of equals the weakest."""
    return np.argmax(result["choose"], axis=0)


def at(result, name, index):
    """A measurement on each set, at one strength for all or at one for each."""
    table = np.asarray(result[name])
    return table[index, np.arange(table.shape[1])]


def gains(result, none):
    """What the chosen strength gains on each set over no regularization, in percentage points of held-out accuracy."""
    return 100 * (at(result, "held_out", chosen(result)) - at(none, "held_out", 0))


def beyond_chance(differences):
    """Is their mean more than two standard errors above zero?"""
    mean, error = mean_and_error(differences)
    return mean > 2 * error


def table(runs):
    """No regularization, and each knob at the chosen strengths: mean accuracy and gain, median length and squared weights."""
    none = runs["l2"]
    lines = [f"{'':9}{'strength':13}{'held out':>9}{'gain, points':>15}{'boundary':>10}{'squared weights':>18}"]
    for knob, run, index in [("none", none, 0)] + [(knob, run, chosen(run)) for knob, run in runs.items()]:
        strengths = np.unique(np.take(run["strengths"], index))
        gain = gains(run, none) if knob != "none" else None
        lines.append(f"{knob:9}{' to '.join(f'{end:g}' for end in strengths[[0, -1]][:len(strengths)]):13}"
                     f"{at(run, 'held_out', index).mean():9.1%}{'' if gain is None else '{:.1f} ± {:.1f}'.format(*mean_and_error(gain)):>15}"
                     f"{np.median(at(run, 'length', index)):10.0f}"
                     f"{np.median(at(run, 'squares_in', index)):11.0f} + {np.median(at(run, 'squares_out', index)):3.0f}")
    return "\n".join(lines)


def verdict(l2, dropout, noise):
    """What the lab says. Raises AssertionError, in words, where the measurements do not say it."""
    knobs = {"L2": l2, "dropout": dropout, "noise": noise}
    for name, result in knobs.items():
        best, strongest = chosen(result), len(result["strengths"]) - 1
        assert beyond_chance(gains(result, l2)), (
            f"{name} of a strength chosen on other points should do better on held-out points than no regularization")
        assert (at(result, "length", best) < at(l2, "length", 0)).all(), (
            f"{name} of the chosen strength should draw a shorter boundary on every set")
        assert beyond_chance(at(result, "held_out", best) - at(result, "held_out", strongest)), (
            f"the greatest strength of {name} should be too much")
    light = dropout["strengths"].index(0.1)
    assert np.median(at(dropout, "squares_in", light)) > 0.8 * np.median(at(l2, "squares_in", 0)), (
        "dropout of 0.1 should leave the first layer's weights nearly as large as they are without")
    assert (at(dropout, "length", light) < at(l2, "length", 0)).all(), "dropout of 0.1 should shorten the boundary on every set"
    for name in "dropout", "noise":
        assert beyond_chance(gains(l2, l2) - gains(knobs[name], l2)), (
            f"L2 should do better than {name}, each with its chosen strength")
    weak, middle, strong = (l2["strengths"].index(lam) for lam in (0.001, 0.01, 0.1))
    assert beyond_chance(at(l2, "held_out", middle) - at(l2, "held_out", weak)), "of the lecture's lambdas 0.01 should beat 0.001"
    assert beyond_chance(at(l2, "held_out", middle) - at(l2, "held_out", strong)), "of the lecture's lambdas 0.01 should beat 0.1"
    assert (at(l2, "length", weak) > at(l2, "length", middle)).all(), "from 0.001 to 0.01 the boundary should get shorter on every set"
    assert not (at(l2, "length", middle) > at(l2, "length", strong)).all(), "from 0.01 to 0.1 it should not get shorter on every set"
