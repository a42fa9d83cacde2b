"""Figures of the lab on saturation through depth."""

import numpy as np

from scripts import style
from scripts.labs.saturation import DEPTH, STARTS, verdict


def lab_saturation_profile(lab_saturation_flow):
    """The gradient that reaches each of thirty layers, with weights by Xavier and by He"""
    fig, axes = style.panels(2, 1, height=380, sharex=True)
    layers = np.arange(1, DEPTH + 1)
    below = {"Xavier": {"relu": 0, "tanh": 0, "sigmoid": 0}, "He": {"relu": -0.6, "tanh": 0.9, "sigmoid": 0}}
    for ax, how in zip(axes, below):
        for name, shift in below[how].items():
            runs, look = np.array(lab_saturation_flow[name][how]), style.of(name)
            ax.semilogy(layers, np.exp(np.log(runs).mean(axis=0)), **look)
            ax.fill_between(layers, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.18, linewidth=0)
            first = np.exp(np.log(runs[:, 0]).mean())
            style.label(ax, 0.2, first * 10**shift, style.spelled(name), look["color"], ha="right", va="center")
        ax.set(title=f"weights by {how}", xlim=(-6, DEPTH + 0.5), ylim=(1e-20, 1e4), ylabel="share of the gradient")
        style.ticks(ax, [1, 10, 20, 30], [])
        ax.set_yticks([1e-20, 1e-15, 1e-10, 1e-5, 1], ["$10^{-20}$", "$10^{-15}$", "$10^{-10}$", "$10^{-5}$", "1"])
        ax.minorticks_off()
    axes[1].set_xlabel("layer")
    return fig


def lab_saturation_gain(lab_saturation_flow, lab_saturation_flow_after):
    """What one layer leaves of the gradient, and how many units are saturated, against the size of the weights"""
    fig, axes = style.panels(2, 2, height=370, sharex=True, sharey="row")
    gains = lab_saturation_flow["gains"]
    for column, flows in zip(axes.T, (lab_saturation_flow, lab_saturation_flow_after)):
        for name in flows:
            if name != "gains":
                for ax, values in zip(column, (np.array(flows[name]["factor"]), np.array(flows[name]["saturated"]))):
                    look = style.of(name)
                    ax.plot(gains, values.mean(axis=1), **look, linewidth=1.5)
                    ax.fill_between(gains, values.min(axis=1), values.max(axis=1), color=look["color"], alpha=0.15, linewidth=0)
        column[0].axhline(1, color=style.QUIET, linewidth=0.7, zorder=0.4)
        column[0].set(xscale="log", yscale="log", ylim=(0.1, 12))
        column[1].set(ylim=(-0.02, 1), xlabel="gain")
        for ax in column:
            ax.minorticks_off()
            style.ticks(ax, [1, 2, 16, 128], [])
    axes[0, 0].set(title="in the lecture", ylabel="factor of a layer")
    axes[0, 1].set(title="after it")
    axes[1, 0].set(ylabel="share saturated")
    axes[0, 0].set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    axes[1, 0].set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    for ax, name, x, y in ((axes[0, 0], "sigmoid", 12, 0.27), (axes[0, 0], "relu", 4.5, 4), (axes[0, 0], "tanh", 90, 1.45), (axes[0, 0], "elu", 0.3, 0.75), (axes[0, 0], "maxout", 0.5, 1.35),
                           (axes[1, 0], "sigmoid", 150, 0.2), (axes[1, 0], "tanh", 22, 0.63), (axes[1, 0], "relu", 0.6, 0.52), (axes[1, 0], "elu", 3.6, 0.2),
                           (axes[0, 1], "selu", 0.5, 1.4), (axes[0, 1], "silu", 2.8, 0.55)):  # fmt: skip
        style.label(ax, x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def lab_saturation_learned(lab_saturation_flow, lab_saturation_sigmoid, lab_saturation_rescued, lab_saturation_others):
    """Training accuracy on the digits after a few steps, for networks of three depths and eight starts"""
    learned = {name: run for found in (lab_saturation_sigmoid, lab_saturation_rescued, lab_saturation_others) for name, run in found.items() if name in STARTS}
    verdict(lab_saturation_flow, learned)
    fig, axes = style.panels(1, 3, height=250, sharey=True)
    for ax, depth, column in zip(axes, lab_saturation_others["depths"], range(3)):
        for row, name in enumerate(STARTS):
            values, color = learned[name]["accuracy"][column], style.of(STARTS[name][0])["color"]
            ax.plot(values, np.full(len(values), row), "o", color=color, alpha=0.5, markersize=4.5, markeredgewidth=0)
            ax.plot(2 * [np.mean(values)], [row - 0.32, row + 0.32], color=color, linewidth=1.6)
        ax.axvline(0.1, color=style.QUIET, linewidth=0.7, linestyle=(0, (2, 2)), zorder=0.4)
        ax.set(title=f"{depth} layers", xlim=(0, 1.03), ylim=(len(STARTS) - 0.5, -0.5))
        style.ticks(ax, [0, 0.5, 1], range(len(STARTS)))
    axes[0].set_yticklabels([name.replace(", ", ",\n") if len(name) > 16 else name for name in STARTS])
    axes[1].set_xlabel("training accuracy")
    return fig
