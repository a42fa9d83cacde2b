"""Figures of the sigmoid page beside the curve itself."""

import numpy as np

from nnref import d_sigmoid, sigmoid
from scripts import style
from scripts.style import FAINT, QUIET


def sigmoid_saturation():
    """The sigmoid and its derivative, with the regions in which the slope is below one hundredth."""
    fig, axes = style.panels(1, 2, height=170)
    edge = np.log(0.5 / 0.01 - 1 + np.sqrt((0.5 / 0.01 - 1) ** 2 - 1))  # where s (1 - s) is 0.01
    x = np.linspace(-9, 9, 361)
    assert np.isclose(d_sigmoid(edge), 0.01), "the shaded regions should begin where the slope is one hundredth"
    for ax, f, top in (axes[0], sigmoid, 1), (axes[1], d_sigmoid, 0.25):
        for side in (-9, -edge), (edge, 9):
            ax.axvspan(*side, color=FAINT, alpha=0.7, linewidth=0, zorder=0.1)
            style.label(ax, sum(side) / 2, 0.5 * top, "saturated", QUIET, ha="center", va="center", rotation=90, fontsize=9.5)
        ax.plot(x, f(x), **style.of("sigmoid"))
        ax.set(xlim=(-9, 9), ylim=(-0.06 * top, 1.06 * top))
    axes[0].set_title("$\\sigma\\,(x)$")
    axes[1].set_title("$\\sigma\\,′(x)$")
    style.ticks(axes[0], [-9, 0, 9], [0, 0.5, 1])
    style.ticks(axes[1], [-9, 0, 9], [0, 0.25])
    for ax in axes:
        style.origin(ax)
    return fig


def sigmoid_depth(gradient_by_layer):
    """The gradient that reaches each of ten layers: sigmoid, tanh and ReLU."""
    fig, ax = style.panels(height=210)
    layers = range(1, gradient_by_layer["depth"] + 1)
    for name, shift in ("relu", 0.55), ("tanh", 1.7), ("sigmoid", 1):
        run, line = gradient_by_layer[name], style.of(name)
        ax.semilogy(layers, run["mean"], **line)
        ax.fill_between(layers, run["low"], run["high"], color=line["color"], alpha=0.18, linewidth=0)
        style.label(ax, 0.75, run["mean"][0] * shift, style.spelled(name), line["color"], ha="right", va="center")
    ax.set(xlabel="layer", ylabel="share of the gradient", xlim=(-0.9, 10.2), ylim=(1e-5, 6))
    ax.set_xticks([1, 4, 7, 10])
    ax.set_yticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
    ax.minorticks_off()
    return fig


def sigmoid_deep(deep_sigmoid):
    """Training ten hidden layers: sigmoid, tanh, and a sigmoid network that starts as the tanh network."""
    fig, ax = style.panels(height=220)
    steps = 5 * np.arange(len(deep_sigmoid["tanh"][0]))
    for kind, text, y in ("sigmoid", "sigmoid", 0.76), ("disguised", "sigmoid that starts as tanh", 0.47), ("tanh", "tanh", 0.06):
        losses, line = np.asarray(deep_sigmoid[kind]), style.of("tanh" if kind == "tanh" else "sigmoid")
        ax.plot(steps, losses.T, color=line["color"], linewidth=0.7, alpha=0.35)
        ax.plot(steps, np.median(losses, axis=0), **line, linewidth=2.2)
        style.label(ax, steps[-1], y, text, line["color"], ha="right", va="center")
    ax.set(xlabel="step", ylabel="loss", xlim=(0, steps[-1] + 5), ylim=(0, 1))
    style.ticks(ax, [0, 100, 200, 300], [0, 0.5, 1])
    return fig


def sigmoid_large_weights(large_weights):
    """First weights multiplied by a factor: saturation at the start, then loss and accuracy after training."""
    fig, axes = style.panels(1, 3, height=176)
    factors, line = large_weights["factors"], style.of("sigmoid")
    for ax, key, title in zip(axes, ("share", "loss", "held_out"), ("saturated", "loss", "new points")):
        values = np.asarray(large_weights[key])
        ax.semilogx(np.repeat(factors, values.shape[1]), values.ravel(), "o", color=line["color"], markersize=2.5, alpha=0.35, markeredgewidth=0)
        ax.plot(factors, np.median(values, axis=1), **line)
        ax.set(title=title, xlabel="weights times", xlim=(0.7, 140))
        ax.set_xticks([1, 10, 100], ["1", "10", "100"])
        ax.minorticks_off()
    axes[0].set(ylim=(0, 1.03), yticks=[0, 0.5, 1])
    axes[1].set(ylim=(0, 0.62), yticks=[0, 0.3, 0.6])
    axes[2].set(ylim=(0.4, 1.02), yticks=[0.5, 0.75, 1])
    return fig
