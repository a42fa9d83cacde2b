"""Figures of the lab on dead ReLUs."""

import numpy as np

from scripts import style
from scripts.labs.dead import LR, WIDTHS, verdict


def lab_dead_by_rate(lab_dead_by_rate):
    """Silent units and accuracy against the learning rate, for ReLU, leaky ReLU and ELU"""
    fig, axes = style.panels(2, 3, height=300, sharex=True, sharey="row")
    rates = lab_dead_by_rate["rates"]
    for column, name in zip(axes.T, ("relu", "leaky_relu", "elu")):
        for ax, key in zip(column, ("dead", "accuracy")):
            runs, look = np.array([run[key] for run in lab_dead_by_rate[name]]), style.of(name)
            ax.plot(rates, runs.mean(axis=1), **look)
            ax.fill_between(rates, runs.min(axis=1), runs.max(axis=1), color=look["color"], alpha=0.18, linewidth=0)
            ax.set(xscale="log", xlim=(0.028, 3.2), ylim=(-0.02, 1.03))
            ax.minorticks_off()
        column[0].axhline(0.4, color=style.QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
        column[0].set_title(style.spelled(name))
        column[1].set_xticks([0.03, 0.3, 3], ["0.03", "0.3", "3"])
    axes[0, 0].set(ylabel="silent on all", yticks=[0, 0.4, 1])
    axes[1, 0].set(ylabel="accuracy", yticks=[0, 0.5, 1])
    axes[1, 1].set_xlabel("learning rate")
    return fig


def lab_dead_other_causes(lab_dead_by_bias, lab_dead_by_depth):
    """Share of dead ReLU units against their first bias, and against the depth of the network"""
    fig, axes = style.panels(1, 2, height=205, sharey=True)
    look, biases = style.of("relu"), lab_dead_by_bias["biases"]
    runs = np.array([run["dead"] for run in lab_dead_by_bias["runs"]])
    axes[0].plot(biases, runs.mean(axis=1), **look)
    axes[0].fill_between(biases, runs.min(axis=1), runs.max(axis=1), color=look["color"], alpha=0.18, linewidth=0)
    style.ticks(axes[0], [-2, -1, 0, 1], [0, 0.4, 1])
    axes[0].set(xlabel="bias at the start", ylabel="share dead", ylim=(-0.02, 1.03))
    depths = lab_dead_by_depth["depths"]
    for width, color, lift in zip(WIDTHS, (style.SERIES[0], style.SERIES[2], style.SERIES[4]), (0.05, 0.03, -0.05)):
        runs = np.array(lab_dead_by_depth[str(width)])
        axes[1].plot(depths, runs.mean(axis=1), color=color)
        axes[1].fill_between(depths, *np.quantile(runs, [0.1, 0.9], axis=1), color=color, alpha=0.18, linewidth=0)
        style.label(axes[1], 30.7, runs[-1].mean() + lift, f"{width} wide", color, va="center")
    axes[1].set(xlabel="hidden layers", xlim=(0, 43))
    style.ticks(axes[1], [1, 10, 20, 30], [0, 0.4, 1])
    for ax in axes:
        ax.axhline(0.4, color=style.QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    return fig


def lab_dead_revival(lab_dead_by_rate, lab_dead_by_bias, lab_dead_by_depth, lab_dead_revival, lab_dead_revival_deep):
    """Of the units that are silent before training, those still silent after each pass over the digits"""
    verdict(lab_dead_by_rate, lab_dead_by_bias, lab_dead_by_depth, lab_dead_revival, lab_dead_revival_deep)
    fig, axes = style.panels(1, 2, height=215, sharey=True)
    for name, runs in lab_dead_revival.items():
        look = style.of(name.split(",")[0]) | {"linewidth": 1.1 if "," in name else 1.9}
        _line(axes[0], np.array(runs), **look)
    for place, color in enumerate((style.SERIES[0], style.SERIES[2], style.SERIES[4])):
        runs = np.array(lab_dead_revival_deep)[:, :, place]
        _line(axes[1], runs, color=color)
        left = runs.sum(axis=0) / runs[:, 0].sum()
        style.label(axes[1], 41, left[-1], ("first", "second", "third")[place], color, va="center")
    for name, y in ("relu", 1.05), ("leaky_relu", 0.94), ("leaky_relu, 0.1", 0.83), ("elu", 0.26):
        text = "slope 0.1" if "," in name else style.spelled(name)
        style.label(axes[0], 41, y, text, style.of(name.split(",")[0])["color"], va="center")
    for ax, right in zip(axes, (70, 62)):
        ax.set(xlim=(0, right), ylim=(0, 1.1))
        style.ticks(ax, [0, 20, 40], [0, 0.5, 1])
    axes[0].set(title="one hidden layer", ylabel="still silent")
    axes[1].set_title("ReLUs in three layers")
    fig.supxlabel(f"passes over the digits at a rate of {LR}", fontsize=10, color=style.QUIET)
    return fig


def _line(ax, runs, **look):
    """The share over all starts, and the middle eight tenths of the starts' own shares."""
    passes = np.arange(runs.shape[1])
    ax.plot(passes, runs.sum(axis=0) / runs[:, 0].sum(), **look)
    own = runs / np.maximum(runs[:, :1], 1)
    ax.fill_between(passes, *np.quantile(own, [0.1, 0.9], axis=0), color=look["color"], alpha=0.13, linewidth=0)
