"""Figures of the page on size and capacity."""

import numpy as np

from scripts import regions, style


def capacity(capacity):
    """Decision regions of networks with 3, 6 and 20 hidden neurons on the same points."""
    return regions.draw(capacity, {n: f"{n} neurons" for n in ("3", "6", "20")})


def capacity_starts(capacity):
    """Training loss and held-out accuracy from each start, for 3, 6 and 20 hidden neurons."""
    fig, axes = style.panels(1, 2, height=170)
    for ax, name, title in zip(axes, ("loss", "held_out"), ("training loss", "held-out accuracy")):
        for place, n in enumerate(("3", "6", "20")):
            values = capacity[n][name]
            ax.plot(np.full(len(values["all"]), place), values["all"], "o", color=style.SERIES[2], alpha=0.5, markersize=5)
            ax.plot([place - 0.25, place + 0.25], 2 * [values["median"]], color=style.INK, linewidth=1.4)
        ax.set(title=title, xlabel="hidden neurons", xlim=(-0.6, 2.6))
    style.ticks(axes[0], range(3), [0, 0.2, 0.4])
    style.ticks(axes[1], range(3), [0.65, 0.7, 0.75, 0.8])
    for ax in axes:
        ax.set_xticklabels(["3", "6", "20"])
    return fig


def size_or_lambda(size_or_lambda):
    """Held-out accuracy on twenty new point sets: 3 and 20 hidden neurons, without and with L2."""
    fig, ax = style.panels(height=210)
    names = ["3", "20", "3 with lambda", "20 with lambda"]
    values = np.array([size_or_lambda[name]["held_out"] for name in names])
    ax.plot(values, color=style.QUIET, alpha=0.3, linewidth=0.8)
    for place, row in enumerate(values):
        ax.plot(np.full(len(row), place), row, "o", color=style.SERIES[2], alpha=0.6, markersize=4.5)
        ax.plot([place - 0.2, place + 0.2], 2 * [np.median(row)], color=style.INK, linewidth=2)
    ax.set(ylabel="held-out accuracy", xlim=(-0.5, 3.5))
    style.ticks(ax, range(4), [0.7, 0.8, 0.9])
    ax.set_xticklabels(["3 neurons\nno L2", "20 neurons\nno L2", "3 neurons\nwith L2", "20 neurons\nwith L2"])
    return fig
