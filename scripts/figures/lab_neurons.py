"""Figures of the lab on the number of neurons."""

import numpy as np

from scripts import style
from scripts.labs.neurons import SIZES, six_settings, verdict, verdict_on_sets

PANELS = {"loss": ("what was minimized", [0, 0.2, 0.4]), "train": ("training accuracy", [0.7, 0.85, 1]),
          "held_out": ("held-out accuracy", [0.6, 0.7, 0.8])}  # fmt: skip


def lab_neurons(lab_neurons_3, lab_neurons_6, lab_neurons_20):
    """Where a hundred starts end, for 3, 6 and 20 hidden neurons, without and with L2"""
    found = dict(zip(SIZES, (lab_neurons_3, lab_neurons_6, lab_neurons_20)))
    verdict(found)
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


def lab_neurons_sets(size_or_lambda, lab_neurons_sets):
    """Held-out accuracy on twenty new point sets, for 3, 6 and 20 hidden neurons, without and with L2"""
    sets = six_settings(size_or_lambda, lab_neurons_sets)
    verdict_on_sets(sets)
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
