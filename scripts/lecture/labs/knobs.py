"""Lambda, dropout, noise: one training under one knob, the strength one would choose, and the verdict."""

import inspect
from functools import partial

import numpy as np

from scripts.lecture import regions, style
from scripts.lecture.explorable import choice, scale
from scripts.lecture.points import rows
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy, beyond_chance, mean_and_error

SETS = 12
STRENGTHS = {
    "l2": (0, 0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1),
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
    make = {
        "l2": partial(regions.plain, regions.HIDDEN),
        "dropout": partial(regions.with_dropout, strength),
        "noise": partial(regions.with_noise, strength),
    }
    net = make[knob](np.random.default_rng(seed))
    regions.train(net, (*train, *choose), l2=strength if knob == "l2" else 0)
    accuracies = [accuracy(net, x, t) for x, t in (train, choose, judge)]
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


def measure_l2():
    """From no regularization to too much."""
    return sweep("l2")


def measure_dropout():
    """Probabilities of dropping."""
    return sweep("dropout")


def measure_noise():
    """Standard deviations of the noise on the inputs."""
    return sweep("noise")


def verdict(knobs_l2, knobs_dropout, knobs_noise):
    """What the lab says. Raises AssertionError, in words, where the measurements do not say it."""
    knobs = {"L2": knobs_l2, "dropout": knobs_dropout, "noise": knobs_noise}
    for name, result in knobs.items():
        best, strongest = chosen(result), len(result["strengths"]) - 1
        assert beyond_chance(gains(result, knobs_l2)), (
            f"{name} of a strength chosen on other points should do better on held-out points than no regularization"
        )
        assert (at(result, "length", best) < at(knobs_l2, "length", 0)).all(), (
            f"{name} of the chosen strength should draw a shorter boundary on every set than no regularization"
        )
        assert beyond_chance(at(result, "held_out", best) - at(result, "held_out", strongest)), (
            f"the greatest strength of {name} should be too much"
        )
    light = knobs_dropout["strengths"].index(0.1)
    assert np.median(at(knobs_dropout, "squares_in", light)) > 0.8 * np.median(at(knobs_l2, "squares_in", 0)), (
        "dropout of 0.1 should leave the first layer's weights nearly as large as they are without"
    )
    assert (at(knobs_dropout, "length", light) < at(knobs_l2, "length", 0)).all(), (
        "dropout of 0.1 should shorten the boundary on every set"
    )
    for name in "dropout", "noise":
        assert beyond_chance(gains(knobs_l2, knobs_l2) - gains(knobs[name], knobs_l2)), (
            f"L2 should do better than {name}, each with its chosen strength"
        )
    here = [knobs_l2["strengths"].index(lam) for lam in (0.001, 0.01, 0.1)]  # the lecture's values as they stand
    there = [knobs_l2["strengths"].index(lam) for lam in (0.0001, 0.001, 0.01)]  # and if they are ConvNetJS's
    for weak, middle in (here[:2], there[:2]):
        assert beyond_chance(at(knobs_l2, "held_out", middle) - at(knobs_l2, "held_out", weak)), (
            "up to 0.01, each tenfold lambda should do better on held-out points than the one before"
        )
        assert (at(knobs_l2, "length", weak) > at(knobs_l2, "length", middle)).all(), (
            "up to 0.01, each tenfold lambda should draw a shorter boundary on every set than the one before"
        )
    _, middle, strong = here
    assert beyond_chance(at(knobs_l2, "held_out", middle) - at(knobs_l2, "held_out", strong)), (
        "0.01 should do better than 0.1"
    )
    assert not (at(knobs_l2, "length", middle) > at(knobs_l2, "length", strong)).all(), (
        "from 0.01 to 0.1 the boundary should not get shorter on every set"
    )


def table(runs):
    """No regularization, and each knob at the chosen strengths: mean accuracy and gain,
    median length and squared weights."""
    none = runs["l2"]
    lines = [f"{'':9}{'strength':13}{'held out':>9}{'gain, points':>15}{'boundary':>10}{'squared weights':>18}"]
    for knob, run, index in [("none", none, 0)] + [(knob, run, chosen(run)) for knob, run in runs.items()]:
        strengths = np.unique(np.take(run["strengths"], index))
        over = "" if knob == "none" else "{:.1f} ± {:.1f}".format(*mean_and_error(gains(run, none)))
        lines.append(
            f"{knob:9}{' to '.join(f'{end:g}' for end in strengths[[0, -1]][: len(strengths)]):13}"
            f"{at(run, 'held_out', index).mean():9.1%}{over:>15}"
            f"{np.median(at(run, 'length', index)):10.0f}"
            f"{np.median(at(run, 'squares_in', index)):11.0f} + {np.median(at(run, 'squares_out', index)):3.0f}"
        )
    return "\n".join(lines)


KNOBS = {
    "L2": ("λ", [0, 0.01, 0.1]),
    "dropout": ("p", [0, 0.1, 0.3, 0.7]),
    "input noise": ("deviation", [0, 0.2, 0.6, 1.6]),
}


def draw(knobs_l2, knobs_dropout, knobs_noise):
    """Held-out accuracy, length of the boundary and squared weights against L2, dropout and input noise,
    on twelve point sets"""
    fig, axes = style.panels(3, 3, height=400, sharex="col", sharey="row")
    for column, (title, result) in zip(axes.T, zip(KNOBS, (knobs_l2, knobs_dropout, knobs_noise))):
        none = {name: [knobs_l2[name][0]] if result is not knobs_l2 else [] for name in result}
        strengths = ([0] if none["train"] else []) + result["strengths"]
        squares = [np.array(none[name] + result[name]) for name in ("squares_in", "squares_out")]
        xlabel, marked = KNOBS[title]
        _lines(column[0], np.array(none["held_out"] + result["held_out"]), style.ACCENT)
        _lines(column[1], np.array(none["length"] + result["length"]), style.INK)
        for values, line, color in zip(squares, ("-", (0, (3, 1.5))), (style.SERIES[4], style.SERIES[2])):
            _lines(column[2], values, color, line)
        column[0].set_title(title)
        column[2].set(yscale="log", xlabel=xlabel)
        column[2].set_xticks(
            [strengths.index(strength) for strength in marked], [f"{strength:g}" for strength in marked]
        )
        column[2].minorticks_off()
    axes[0, 0].set(ylabel="held-out accuracy", yticks=[0.7, 0.8, 0.9])
    axes[1, 0].set(ylabel="boundary", yticks=[20, 30, 40])
    axes[2, 0].set(ylabel="squared weights", yticks=[1, 10, 100])
    axes[2, 0].set_yticklabels(["1", "10", "100"])
    style.label(axes[2, 1], 8, 12, "second\nlayer", color=style.SERIES[2], fontsize=9, ha="right")
    style.label(axes[2, 1], 8, 130, "first layer", color=style.SERIES[4], fontsize=9, ha="right")
    return fig


def _lines(ax, values, color, line="-"):
    """A thin line for each set, and a thick one for their medians."""
    ax.plot(values, color=style.QUIET, alpha=0.28, linewidth=0.6)
    ax.plot(np.median(values, axis=1), color=color, linestyle=line, linewidth=1.9)


def draw_gain(knobs_l2, knobs_dropout, knobs_noise):
    """What each way of regularizing gains on held-out points, its strength chosen on others, on twelve point sets"""
    fig, ax = style.panels(height=170)
    gained = np.array([gains(result, knobs_l2) for result in (knobs_l2, knobs_noise, knobs_dropout)])
    ax.axvline(0, color=style.QUIET, linewidth=0.7)
    ax.plot(gained, range(3), color=style.QUIET, alpha=0.3, linewidth=0.7)
    for row, values in enumerate(gained):
        ax.plot(values, np.full(len(values), row), "o", color=style.SERIES[2], alpha=0.6, markersize=5)
        ax.plot(2 * [values.mean()], [row - 0.22, row + 0.22], color=style.ACCENT, linewidth=2)
    ax.set(xlabel="gain on held-out points, percentage points", ylim=(2.5, -0.5))
    ax.set_yticks(range(3), ["L2", "input noise", "dropout"])
    ax.tick_params(axis="y", length=0)
    return fig


def trial(knobs_l2, knobs_dropout, knobs_noise):
    """Other knobs and strengths, on other point sets."""
    found = {"l2": knobs_l2, "dropout": knobs_dropout, "noise": knobs_noise}
    return described(
        what="accuracy on 2,000 new points",
        form="percent",
        starts="point sets",
        inputs=[
            choice("knob", "Knob", {"l2": "L2", "dropout": "dropout", "noise": "noise"}, "l2"),
            scale("strength", "Strength", (0, 0.001, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8), 0.01),
        ],
        recorded={
            (knob, strength): values
            for knob, run in found.items()
            for strength, values in zip(run["strengths"], run["held_out"])
        },
        call="one_run('{knob}', {strength}, {seed})[2]",
        code=source(
            f"HIDDEN, LR, MOMENTUM = {regions.HIDDEN}, {regions.LR}, {regions.MOMENTUM}",
            f"CHECKPOINTS = {regions.CHECKPOINTS}\n\n",
            *(rows, points, accuracy, regions.plain, regions.with_dropout, regions.with_noise),
            inspect.getsource(regions.train).replace("def train", "def fit"),
            "def score(net):  # the length of the boundary takes a package that is not here\n    return None\n\n",
            "def boundary(grid):\n    return np.nan, 1\n\n",
            inspect.getsource(one_run).replace("regions.train", "fit"),
            imports="from functools import partial\nfrom itertools import islice\n",
        ),
        task="For each knob, find a strength at which it is worse than no regularization (a strength of zero).",
    )
