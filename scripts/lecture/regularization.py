"""Twenty hidden neurons under L2, dropout and input noise, each with several strengths, on the lecture's points."""

from functools import partial

import numpy as np
from matplotlib.patches import Circle

from nnref import Dropout
from scripts.lecture import regions, style


def measure_l2():
    """L2 regularization: a larger lambda draws a shorter boundary."""
    return _sweep(
        {str(lam): (partial(regions.plain, regions.HIDDEN), lam) for lam in (0.0001, 0.001, 0.01, 0.03, 0.1)},
        ("0.0001", "0.001", "0.01"),
    )


def measure_dropout():
    """Dropout of hidden neurons: a larger probability of dropping draws a shorter boundary."""
    return _sweep(
        {str(p): (partial(regions.with_dropout, p), 0.0) for p in (0.1, 0.3, 0.5, 0.7)}, ("0.1", "0.3", "0.5")
    )


def measure_noise():
    """Input noise: a larger standard deviation draws a shorter boundary."""
    return _sweep(
        {str(std): (partial(regions.with_noise, std), 0.0) for std in (0.2, 0.4, 0.8, 1.6)}, ("0.2", "0.4", "0.8")
    )


def _sweep(settings, shown):
    result = regions.sweep(settings, shown)
    weak, middle, strong = (result[name] for name in shown)
    assert weak["length"]["median"] > middle["length"]["median"] > strong["length"]["median"], (
        f"the boundary should be shorter with {shown[1]} than with {shown[0]}, and shorter still with {shown[2]}"
    )
    assert weak["train"]["median"] >= middle["train"]["median"] > strong["train"]["median"], (
        f"{shown[1]} should fit no more of the training points than {shown[0]}, and {shown[2]} fewer"
    )
    assert middle["held_out"]["low"] > weak["held_out"]["median"], (
        f"{shown[1]} should do better on held-out points than {shown[0]}"
    )
    return result | {"strengths": [float(name) for name in settings], "shown": list(shown)}


def draw_l2(capacity, regularization_l2):
    """Decision regions of 20 hidden units without L2 regularization and with three strengths of it."""
    return _panels(capacity, regularization_l2, "λ")


def draw_dropout(capacity, regularization_dropout):
    """Decision regions of 20 hidden units trained without dropout and with three probabilities of it."""
    return _panels(capacity, regularization_dropout, "p")


def draw_noise(capacity, regularization_noise):
    """Decision regions of 20 hidden units trained without input noise and with three strengths of it."""
    return _panels(capacity, regularization_noise, "deviation")


def _panels(capacity, sweep, name):
    fig, axes = style.sheet(4, 2, 216)
    settings = {"0": capacity["20"]} | {strength: sweep[strength] for strength in sweep["shown"]}
    for ax, (strength, setting) in zip(axes, settings.items()):
        regions.panel(ax, f"{name} = {strength}", setting)
    return fig


def draw_thinned():
    """A network, and four that dropout made of it: a dropped unit is crossed out, and its connections are gone."""
    fig, axes = style.panels(2, 3, height=232)
    grid = axes[0, 0].get_gridspec()
    for ax in axes[:, 0]:
        ax.remove()
    thinned = [*axes[0, 1:], *axes[1, 1:]]
    masks = Dropout(0.5, np.random.default_rng(6)).forward(np.ones((4, 4)), train=True) > 0
    _network(fig.add_subplot(grid[:, 0]), np.ones(4, bool), "full network")
    for number, (ax, kept) in enumerate(zip(thinned, masks), 1):
        _network(ax, kept, f"example {number}")
    return fig


def _network(ax, kept, title):
    """Two inputs, four hidden units, two outputs."""
    style.bare(ax)
    ax.set(xlim=(-0.4, 4.4), ylim=(-2.1, 2.1))
    ax.set_title(title, fontsize=11)
    ends = 0.6, -0.6
    columns = [[(0, y) for y in ends], [(2, y) for y in (1.65, 0.55, -0.55, -1.65)], [(4, y) for y in ends]]
    for unit, alive in zip(columns[1], kept):
        for other in (*columns[0], *columns[2]) if alive else ():
            ax.plot(*zip(unit, other), color=style.QUIET, linewidth=0.8, zorder=0.9)
    for column, alive in zip(columns, ([True] * 2, kept, [True] * 2)):
        for (x, y), here in zip(column, alive):
            edge = style.INK if here else style.QUIET
            ax.add_patch(Circle((x, y), 0.36, facecolor=style.PAPER, edgecolor=edge, linewidth=1.1))
            if not here:
                for side in -1, 1:
                    ax.plot([x - 0.3, x + 0.3], [y - 0.3 * side, y + 0.3 * side], color=style.ACCENT, linewidth=1.8)


def draw_strengths(capacity, regularization_l2, regularization_dropout, regularization_noise):
    """Training and held-out accuracy of 20 hidden units against the strength of each regularizer."""
    fig, axes = style.panels(3, 1, height=390, sharey=True)
    sweeps = (
        (regularization_l2, "L2", "λ"),
        (regularization_dropout, "dropout", "p"),
        (regularization_noise, "input noise", "deviation"),
    )
    for ax, (sweep, title, xlabel) in zip(axes, sweeps):
        settings = [capacity["20"], *(sweep[str(strength)] for strength in sweep["strengths"])]
        for name, color, line in ("train", style.INK, "-"), ("held_out", style.ACCENT, style.DASHED):
            medians, lows, highs = (np.array([s[name][part] for s in settings]) for part in ("median", "low", "high"))
            ax.fill_between(range(len(settings)), lows, highs, color=color, alpha=0.18, linewidth=0)
            ax.plot(medians, color=color, linestyle=line, marker="o", markersize=3.5)
        ax.set_title(title, fontsize=11.5)
        ax.set_xlabel(xlabel, fontsize=11)
        ax.set_ylim(0.65, 1.02)
        strengths = [0, *sweep["strengths"]]
        style.ticks(ax, range(len(strengths)), [0.7, 0.8, 0.9, 1])
        ax.set_xticklabels([f"{strength:g}" for strength in strengths])
        ax.tick_params(labelsize=11)
    style.label(axes[0], 2.75, 0.945, "— training", fontsize=11)
    style.label(axes[0], 0.1, 0.755, "- - held out", color=style.ACCENT, fontsize=11)
    axes[1].set_ylabel("accuracy", fontsize=11)
    return fig
