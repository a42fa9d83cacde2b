"""More hidden neurons fit more; whether a small network or a regularized large one does better on new points."""

from functools import partial

import numpy as np

from nnref import CROSS_ENTROPY, cross_entropy, lecture_points, sgd, sigmoid
from nnref import l2 as penalty
from scripts.lecture import regions, style
from scripts.lecture.points import rows
from scripts.lecture.statistics import mean_and_error


def measure():
    """Networks with 3, 6 and 20 hidden neurons, and with 6 and 6, not regularized, on the lecture's points."""
    sizes = (3,), (6,), (20,), (6, 6)
    result = regions.sweep(
        {"-".join(map(str, hidden)): (partial(regions.plain, hidden), 0.0) for hidden in sizes}, ("3", "6", "20")
    )
    small, middle, large, deep = (result[n] for n in ("3", "6", "20", "6-6"))
    assert small["train"]["median"] < middle["train"]["median"] < large["train"]["median"], (
        "more hidden neurons should fit more of the training points"
    )
    assert large["train"]["low"] == 1, "twenty hidden neurons should fit every training point from every start"
    assert large["loss"]["high"] < middle["loss"]["low"] and middle["loss"]["median"] < small["loss"]["low"], (
        "more hidden neurons should reach a lower training loss"
    )
    assert large["held_out"]["median"] < middle["held_out"]["median"] < small["held_out"]["median"], (
        "without regularization, more hidden neurons should do worse on held-out points"
    )
    assert small["length"]["median"] < middle["length"]["median"] < large["length"]["median"], (
        "more hidden neurons should draw a longer boundary"
    )
    assert 10 * _spread(large) < min(_spread(small), _spread(middle)), (
        "the training loss of twenty hidden neurons should depend far less on the start than that of three or six"
    )
    assert deep["train"]["median"] > middle["train"]["median"] and deep["loss"]["median"] < middle["loss"]["median"], (
        "a second hidden layer should fit more of the training points"
    )
    return result | {"seeds": regions.SEEDS, "steps": regions.STEPS, "checkpoints": regions.CHECKPOINTS}


def _spread(setting):
    return setting["loss"]["high"] - setting["loss"]["low"]


def measure_as_many():
    """One hidden layer of 14, which has nearly as many parameters as two of six."""
    return regions.sweep({"14": (partial(regions.plain, (14,)), 0.0)}, ())


def measure_ends():
    """Where three units with L2 end: the training loss without the penalty and with it. On the lecture's points, and
    from two starts on a set drawn anew."""
    x, t, *_ = lecture_points()
    new = rows(np.random.default_rng([4, 1]), 80, 0)
    sets = {"lecture": (x, t, [0]), "new": (new[:, :2], new[:, 2].astype(int), [0, 2])}
    return {
        name: dict(zip(("loss", "penalized"), np.transpose([_end(x, t, seed) for seed in seeds])))
        for name, (x, t, seeds) in sets.items()
    }


def _end(x, t, seed):
    net, lam = regions.plain((3,), np.random.default_rng(seed)), 0.01
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.9, l2=lam, steps=regions.STEPS)
    loss = cross_entropy(net.forward(x), t)
    return loss, loss + penalty(net, lam)


def measure_size_or_lambda():
    """3 and 20 hidden neurons, without and with regularization, on point sets drawn anew by the same recipe."""
    result = {"sets": 20, "lambda": 0.01}
    for n in 3, 20:
        for l2 in 0.0, result["lambda"]:
            runs = [on_new_points(n, l2, seed) for seed in range(result["sets"])]
            result[f"{n}{' with lambda' if l2 else ''}"] = dict(zip(("half_way", "held_out"), np.transpose(runs)))
    best, *others = (result[name]["held_out"] for name in ("20 with lambda", "20", "3", "3 with lambda"))
    result["wins"] = [(best > other).sum() for other in others]
    result["gains"] = [(best - other).mean() for other in others]
    result["errors"] = [mean_and_error(best - other)[1] for other in others]
    assert all(gain > 2 * error for gain, error in zip(result["gains"], result["errors"])), (
        "on new points, twenty regularized neurons should do better than twenty or three without, and than three with"
    )
    return result


def on_new_points(n, l2, seed):
    """Held-out accuracy half way and at the end, on 80 points for training and 400 held out."""
    rng = np.random.default_rng([seed, 1])
    train, held = rows(rng, 80, 0), rows(rng, 400, 1)
    points = train[:, :2], train[:, 2].astype(int), held[:, :2], held[:, 2].astype(int)
    _, accuracies = regions.train(regions.plain((n,), np.random.default_rng(seed)), points, l2)
    return [held_out for _, held_out in accuracies[1:]]


def draw(capacity):
    """Decision regions of 3, 6 and 20 hidden units on the same points, and of the last with points held out."""
    fig, axes = style.sheet(4, 2, 216)
    for ax, n in zip(axes, ("3", "6", "20")):
        regions.panel(ax, f"{n} hidden units", capacity[n])
    x_held, t_held = lecture_points()[2:]
    regions.show(axes[-1], "20, held-out points", capacity["20"], x_held[:80], t_held[:80], hollow=True)
    style.note(axes[-1], "80 of the held-out points", fontsize=11)
    return fig


def step(x, place, steepness=200):
    """A sigmoid with a large weight: from 0 to 1 at a place."""
    return sigmoid(steepness * (x - place))


def bump(x, left, right, steepness=200):
    """The difference of two steps: 1 between two places, and 0 elsewhere."""
    return step(x, left, steepness) - step(x, right, steepness)


def curve(x):
    """Any continuous function would do."""
    return np.sin(np.pi * x) * (0.6 + 0.4 * np.sin(11 * x))


def of_bumps(x, n):
    """A sum of n bumps side by side, each as high as the curve is in its middle: a network of 2n sigmoids."""
    edges = np.linspace(0, 1, n + 1)
    return sum(curve((left + right) / 2) * bump(x, left, right) for left, right in zip(edges, edges[1:]))


def draw_bumps():
    """A step is a steep sigmoid, a bump is two steps, and a curve is many bumps."""
    fig, axes = style.panels(2, 2, height=300, sharex=True, sharey=True)
    x = np.linspace(0, 1, 401)
    for steepness, color in (10, style.SERIES[0]), (30, style.SERIES[1]), (200, style.SERIES[2]):
        axes[0, 0].plot(x, step(x, 0.4, steepness), color=color)
    for place in 0.4, 0.7:
        axes[0, 1].plot(x, step(x, place), color=style.QUIET, linewidth=1.1, linestyle=style.DASHED)
    axes[0, 1].plot(x, bump(x, 0.4, 0.7), color=style.SERIES[2], linewidth=2.2)
    for ax, n in zip(axes[1], (5, 20)):
        ax.plot(x, curve(x), color=style.QUIET, linewidth=1.1, linestyle=style.DASHED)
        ax.plot(x, of_bumps(x, n), color=style.SERIES[2])
    titles = "a weight grows: a step", "two steps: a bump", "5 bumps: 10 sigmoids", "20 bumps: 40 sigmoids"
    for ax, title in zip(axes.flat, titles):
        ax.set_title(title, fontsize=11)
        ax.set(xlim=(0, 1), ylim=(-0.08, 1.12))
        style.ticks(ax, [0, 0.5, 1], [0, 0.5, 1])
        ax.tick_params(labelsize=11)
    style.label(axes[0, 0], 0.06, 0.24, "w = 10", style.SERIES[0], fontsize=11)
    style.label(axes[0, 0], 0.52, 0.8, "30", style.SERIES[1], fontsize=11)
    style.label(axes[0, 0], 0.26, 0.95, "200", style.SERIES[2], fontsize=11)
    return fig


def draw_starts(capacity):
    """Training loss and held-out accuracy from each start, for 3, 6 and 20 hidden neurons."""
    fig, axes = style.panels(1, 2, height=170)
    for ax, name, title in zip(axes, ("loss", "held_out"), ("training loss", "held-out accuracy")):
        for place, n in enumerate(("3", "6", "20")):
            values = capacity[n][name]
            ax.plot(
                np.full(len(values["all"]), place), values["all"], "o", color=style.SERIES[2], alpha=0.5, markersize=5
            )
            ax.plot([place - 0.25, place + 0.25], 2 * [values["median"]], color=style.INK, linewidth=1.4)
        ax.set_title(title, fontsize=11)
        ax.set_xlabel("hidden units", fontsize=11)
        ax.set_xlim(-0.6, 2.6)
    style.ticks(axes[0], range(3), [0, 0.2, 0.4])
    style.ticks(axes[1], range(3), [0.65, 0.7, 0.75, 0.8])
    for ax in axes:
        ax.set_xticklabels(["3", "6", "20"])
        ax.tick_params(labelsize=11)
    return fig


def draw_size_or_lambda(capacity_size_or_lambda):
    """Held-out accuracy on twenty new point sets: 3 and 20 hidden neurons, without and with L2."""
    fig, ax = style.panels(height=210)
    names = ["3", "20", "3 with lambda", "20 with lambda"]
    values = np.array([capacity_size_or_lambda[name]["held_out"] for name in names])
    ax.plot(values, color=style.QUIET, alpha=0.3, linewidth=0.8)
    for place, row in enumerate(values):
        ax.plot(np.full(len(row), place), row, "o", color=style.SERIES[2], alpha=0.6, markersize=4.5)
        ax.plot([place - 0.2, place + 0.2], 2 * [np.median(row)], color=style.INK, linewidth=2)
    ax.set_ylabel("held-out accuracy", fontsize=11)
    ax.set_xlim(-0.5, 3.5)
    style.ticks(ax, range(4), [0.7, 0.8, 0.9])
    ax.set_xticklabels(["3, no L2", "20, no L2", "3, with L2", "20, with L2"])
    ax.tick_params(labelsize=11)
    ax.set_xlabel("hidden units", fontsize=11)
    return fig
