"""How many neurons? One training, and what hundreds of them decide."""

import numpy as np

from nnref import l2, lecture_points
from scripts.lecture import regions, style
from scripts.lecture.capacity import on_new_points
from scripts.lecture.explorable import scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy, mean_and_error

SIZES, SEEDS, LAMBDA = (3, 6, 20), 100, 0.01


def one_run(n, lam, seed):
    """Train n hidden neurons on the lecture's points: what was minimized, training and held-out accuracy at the end."""
    net = regions.plain((n,), np.random.default_rng(seed))
    loss, accuracies = regions.train(net, lecture_points(), lam)
    return loss + l2(net, lam), *accuracies[-1]


def middle_half(values):
    """How far apart the ends of the middle half of the values lie."""
    low, high = np.quantile(values, [0.25, 0.75])
    return high - low


def gains(sets):
    """On new point sets: by how much twenty regularized neurons do better than each other setting,
    with its standard error."""
    best = np.array(sets["20 regularized"])
    differences = {name: best - values for name, values in sets.items() if name != "20 regularized"}
    return {name: (*mean_and_error(d), int((d > 0).sum())) for name, d in differences.items()}


def six_settings(size_or_lambda, neurons_sets):
    """Held-out accuracy on the twenty point sets, for three sizes without and with regularization."""
    return {
        "3 plain": size_or_lambda["3"]["held_out"],
        "6 plain": neurons_sets["plain"],
        "20 plain": size_or_lambda["20"]["held_out"],
        "3 regularized": size_or_lambda["3 with lambda"]["held_out"],
        "6 regularized": neurons_sets["regularized"],
        "20 regularized": size_or_lambda["20 with lambda"]["held_out"],
    }


def measure_3():
    """The smallest."""
    return _plain_and_regularized(3)


def measure_6():
    """The one between."""
    return _plain_and_regularized(6)


def measure_20():
    """The largest."""
    return _plain_and_regularized(20)


def _plain_and_regularized(n):
    return {
        name: dict(zip(("loss", "train", "held_out"), np.transpose([one_run(n, lam, seed) for seed in range(SEEDS)])))
        for name, lam in (("plain", 0.0), ("regularized", LAMBDA))
    }


def measure_sets():
    """The size that size_or_lambda leaves out, on its twenty point sets."""
    return {
        name: [on_new_points(6, lam, seed)[-1] for seed in range(20)]
        for name, lam in (("plain", 0.0), ("regularized", LAMBDA))
    }


def verdict(neurons_3, neurons_6, neurons_20):
    """What the lab says of the lecture's points, or an AssertionError with the sentence that fails."""
    found = neurons_3, neurons_6, neurons_20
    plain, regularized = ([run[name] for run in found] for name in ("plain", "regularized"))
    loss, scatter = ([f(run["loss"]) for run in plain] for f in (np.median, middle_half))
    held, held_regularized = ([np.mean(run["held_out"]) for run in runs] for runs in (plain, regularized))
    assert loss[0] > loss[1] > loss[2], "smaller networks should end at a worse loss"
    assert scatter[0] > scatter[1] > 10 * scatter[2], "the loss of smaller networks should be more scattered"
    assert held[0] > held[1] > held[2], (
        "without regularization, the smaller network should do better on held-out points"
    )
    assert min(held_regularized) > max(held), "with regularization, every size should do better than the best without"
    assert max(held_regularized) - min(held_regularized) < min(b - a for a, b in zip(held, held_regularized)) / 3, (
        "with regularization, the size should matter less than a third of what regularization brings to any size"
    )
    assert max(middle_half(run["loss"]) for run in regularized) < scatter[0] / 10, (
        "with regularization, the loss should hardly depend on the start, even with three neurons"
    )
    assert np.ptp(regularized[0]["loss"]) < 0.0005, (
        "three regularized neurons should end at the same loss from every start"
    )


def verdict_on_sets(capacity_size_or_lambda, neurons_sets):
    """Whether the largest network, regularized, is the best of the six on new point sets."""
    sets = six_settings(capacity_size_or_lambda, neurons_sets)
    for name, (gain, error, _) in gains(sets).items():
        assert gain > 2 * error, f"on new points, twenty regularized neurons should do better than {name}"


def table(found):
    """Loss and held-out accuracy of every size, without and with L2."""
    lines = ["              loss    middle   held out, %", "             median    half    mean   range"]
    for how in "plain", "regularized":
        for n in SIZES:
            loss, held = found[n][how]["loss"], 100 * np.array(found[n][how]["held_out"])
            lines.append(
                f"{n:2} {how:11} {np.median(loss):5.3f}  {middle_half(loss):6.4f}"
                f"  {held.mean():5.0f}   {held.min():2.0f}–{held.max():2.0f}"
            )
    return "\n".join(lines)


PANELS = {
    "loss": ("what was minimized", [0, 0.2, 0.4]),
    "train": ("training accuracy", [0.7, 0.85, 1]),
    "held_out": ("held-out accuracy", [0.6, 0.7, 0.8]),
}


def draw(neurons_3, neurons_6, neurons_20):
    """Where a hundred starts end, for 3, 6 and 20 hidden neurons, without and with L2"""
    found = dict(zip(SIZES, (neurons_3, neurons_6, neurons_20)))
    fig, axes = style.panels(3, 1, height=440, sharex=True)
    for ax, (name, (title, ticks)) in zip(axes, PANELS.items()):
        runs = [found[n][how][name] for how in ("plain", "regularized") for n in SIZES]
        edges = np.linspace(min(map(min, runs)), max(map(max, runs)), 36)
        for place, values in enumerate(runs):
            _shape(ax, place, values, edges, style.SERIES[1] if place < 3 else style.ACCENT)
        ax.axvline(2.5, color=style.FAINT, linewidth=0.8)
        ax.set_title(title)
        style.ticks(ax, range(6), ticks)
    axes[-1].set_xticklabels([f"{n}\n{how}" for how in ("no L2", "L2") for n in SIZES])
    return fig


def _shape(ax, place, values, edges, color):
    """How often a value falls between two edges, as a width; a bar for the median."""
    counts, _ = np.histogram(values, edges)
    half = np.repeat(0.42 * counts / counts.max(), 2)
    y, any_ = np.repeat(edges, 2)[1:-1], np.repeat(counts > 0, 2)
    ax.fill_betweenx(y, place - half, place + half, where=any_, color=color, alpha=0.6, linewidth=0)
    ax.plot([place - 0.45, place + 0.45], 2 * [np.median(values)], color=style.INK, linewidth=1.2)


def draw_sets(capacity_size_or_lambda, neurons_sets):
    """Held-out accuracy on twenty new point sets, for 3, 6 and 20 hidden neurons, without and with L2"""
    sets = six_settings(capacity_size_or_lambda, neurons_sets)
    fig, ax = style.panels(height=200)
    for place, values in enumerate(sets.values()):
        color = style.SERIES[1] if place < 3 else style.ACCENT
        ax.plot(np.full(len(values), place), values, "o", color=color, alpha=0.5, markersize=4.5, markeredgewidth=0)
        ax.plot([place - 0.3, place + 0.3], 2 * [np.median(values)], color=style.INK, linewidth=1.4)
    ax.axvline(2.5, color=style.FAINT, linewidth=0.8)
    ax.set(ylabel="held-out accuracy", xlim=(-0.5, 5.5))
    style.ticks(ax, range(6), [0.7, 0.8, 0.9])
    ax.set_xticklabels([f"{n}\n{how}" for how in ("no L2", "L2") for n in SIZES])
    return fig


def trial(neurons_3, neurons_6, neurons_20):
    """Where other sizes and strengths end."""
    found = dict(zip(SIZES, (neurons_3, neurons_6, neurons_20)))
    return described(
        what="what was minimized, at the end",
        inputs=[
            scale("n", "Hidden units", (1, 2, 3, 6, 10, 20), 3),
            scale("lam", "λ of L2", (0, 0.0001, 0.001, 0.01, 0.1), 0),
        ],
        recorded={
            (n, lam): runs[how]["loss"]
            for n, runs in found.items()
            for how, lam in (("plain", 0), ("regularized", 0.01))
        },
        call="one_run({n}, {lam}, {seed})[0]",
        code=source(
            f"LR, MOMENTUM, CHECKPOINTS = {regions.LR}, {regions.MOMENTUM}, {regions.CHECKPOINTS}",
            *(accuracy, regions.plain, regions.train, one_run),
            imports="from itertools import islice\n",
        ),
        task="With three units, find the strength from which on all starts end at the same place.",
    )
