"""Figures of the lab on the zig-zag."""

import numpy as np

from scripts import style
from scripts.labs.zigzag import BATCHES, NET_BATCHES, verdict_network, verdict_neuron

COLUMNS = {"never negative": ("positive", "sigmoid", "ReLU"), "centered": ("centered", "sigmoid, centered", "ReLU, centered", "tanh")}
ROWS = {"agreement": "one sign", "length": "length", "steps": "steps"}


def lab_zigzag_neuron(lab_zigzag_neuron):
    """Signs, length of the way and steps to the goal, against the size of the batch, for inputs without and with both signs"""
    verdict_neuron(lab_zigzag_neuron)
    fig, axes = style.panels(3, 2, height=450, sharex=True, sharey="row")
    for column, (title, kinds) in zip(axes.T, COLUMNS.items()):
        column[0].set_title(title)
        for ax, (name, text) in zip(column, ROWS.items()):
            for kind in kinds:
                runs, look = np.array(lab_zigzag_neuron[kind][name]), _look(kind)
                ax.plot(BATCHES, np.median(runs, axis=1), **look)
                ax.fill_between(BATCHES, *np.quantile(runs, [0.1, 0.9], axis=1), color=look["color"], alpha=0.13, linewidth=0)
            ax.set(xscale="log", xlim=(0.9, 145))
            ax.minorticks_off()
        column[2].set_xticks([1, 8, 128], ["1", "8", "128"])
        column[2].set_xlabel("examples in the batch")
    for ax, (name, text) in zip(axes[:, 0], ROWS.items()):
        ax.set_ylabel(text)
    axes[0, 0].set(ylim=(0.5, 1.03), yticks=[0.5, 0.75, 1])
    axes[1, 0].set(ylim=(0, 19), yticks=[1, 5, 10, 15])
    axes[2, 0].set(yscale="log", ylim=(1.6, 700))
    axes[2, 0].set_yticks([2, 10, 50, 250], ["2", "10", "50", "250"])
    axes[2, 0].minorticks_off()
    for ax, kind, x, y in ((axes[2, 0], "positive", 1.1, 68), (axes[2, 0], "sigmoid", 30, 215), (axes[2, 0], "ReLU", 1.1, 32), (axes[2, 1], "sigmoid, centered", 1.7, 130),
                           (axes[2, 1], "ReLU, centered", 50, 42), (axes[2, 1], "centered", 1.1, 16), (axes[2, 1], "tanh", 90, 4.4)):  # fmt: skip
        text = {"positive": "uniform", "centered": "uniform"}.get(kind, kind.split(",")[0])
        style.label(ax, x, y, text, _look(kind)["color"], va="center", ha="left" if x < 5 else "center")
    return fig


def _look(kind):
    return {"color": style.INK, "linestyle": "solid"} if kind in ("positive", "centered") else style.of(kind.split(",")[0].lower())


def lab_zigzag_network(lab_zigzag_sigmoid, lab_zigzag_relu):
    """Steps of a network on the digits, against the size of the batch, with inputs and outputs centered or not"""
    networks = {"sigmoid": lab_zigzag_sigmoid, "ReLU": lab_zigzag_relu}
    verdict_network(networks)
    fig, axes = style.panels(1, 2, height=240, sharey=True)
    shades = {"neither": style.INK, "outputs": style.SERIES[0], "inputs": style.SERIES[2], "both": style.ACCENT}
    for ax, (title, found) in zip(axes, networks.items()):
        for what, color in shades.items():
            steps = np.array(found[what]["steps"])
            ax.plot(range(len(NET_BATCHES)), np.median(steps, axis=1), color=color, marker="o", linewidth=1.6)
            ax.fill_between(range(len(NET_BATCHES)), steps.min(axis=1), steps.max(axis=1), color=color, alpha=0.13, linewidth=0)
        ax.set(yscale="log", ylim=(4, 1500), xlim=(-0.3, 4.4), title=title)
        ax.minorticks_off()
        ax.set_xticks(range(len(NET_BATCHES)), [str(batch) for batch in NET_BATCHES])
    axes[0].set(ylabel="steps")
    axes[0].set_yticks([5, 20, 100, 500], ["5", "20", "100", "500"])
    axes[0].minorticks_off()
    for what, y in (("neither", 55), ("outputs", 34), ("inputs", 20), ("both", 9.5)):
        style.label(axes[0], 3.2, y, "as it is" if what == "neither" else what, shades[what], va="center")
    fig.supxlabel("examples in the batch", fontsize=10, color=style.QUIET)
    return fig
