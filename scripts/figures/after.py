"""Figures of the pages on what came after the lecture."""

import math

import numpy as np

from nnref import GELU, MISH, RELU, SELU, SILU, SOFTPLUS, gelu
from scripts import style
from scripts.style import QUIET


def after_curves():
    """The five activations after the lecture, each over the ReLU, and three dips from nearby."""
    fig, axes = style.panels(2, 3, height=272)
    x = np.linspace(-7, 3, 401)
    for ax, record in zip(axes.flat, (SOFTPLUS, SILU, GELU, SELU, MISH)):
        ax.plot(x, RELU.f(x), color=QUIET, linewidth=0.9, zorder=1)
        ax.plot(x, record.f(x), **style.of(record))
        ax.set(title=style.spelled(record), xlim=(-4, 3), ylim=(-1.9, 3.1))
        style.ticks(ax, [-4, 0, 3], [-1, 0, 1, 3])
    near = axes[1, 2]
    for record, place in (SILU, (-6.9, -0.085)), (GELU, (-3.6, 0.02)), (MISH, (-2.3, -0.345)):
        near.plot(x, record.f(x), **style.of(record))
        style.label(near, *place, style.spelled(record), style.of(record)["color"], fontsize=9.5)
    near.set(title="the dips", xlim=(-7, 0.6), ylim=(-0.39, 0.1))
    style.ticks(near, [-6, -3, 0], [-0.3, 0])
    for ax in axes.flat:
        style.origin(ax)
    return fig


def gelu_distance():
    """The tanh form of the GELU minus the exact one."""
    fig, ax = style.panels(1, 1, height=170)
    x = np.linspace(-6, 6, 481)
    exact = x * np.array([math.erfc(-value / math.sqrt(2)) / 2 for value in x])
    ax.plot(x, 1e4 * (gelu(x) - exact), **style.of(GELU))
    ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
    ax.set(xlim=(-6, 6), ylim=(-5.5, 5.5), xlabel="x", ylabel="difference × 10⁴")
    style.ticks(ax, [-6, -3, 0, 3, 6], [-4, -2, 0, 2, 4])
    return fig


def selu_depth(selu_layers):
    """Mean and variance of the outputs of twenty layers: SELU, ELU and ReLU."""
    fig, (left, right) = style.panels(1, 2, height=206, sharex=True)
    layers = np.arange(1, selu_layers["depth"] + 1)
    for name in "relu", "elu", "selu":
        run, look = selu_layers[name], style.of(name)
        for ax, moment in (left, "mean"), (right, "variance"):
            ax.fill_between(layers, run[f"{moment}_low"], run[f"{moment}_high"], color=look["color"], alpha=0.18, linewidth=0)
            ax.plot(layers, run[moment], **look)
            lift = {"elu": 0.05, "selu": -0.04}.get(name, 0) if moment == "mean" else 0
            style.label(ax, 20.6, run[moment][-1] + lift, style.spelled(name), look["color"], va="center", fontsize=9.5)
    left.set(title="mean", ylim=(-0.1, 1))
    right.set(title="variance", yscale="log", ylim=(0.008, 6))
    right.minorticks_off()
    style.ticks(left, [1, 10, 20], [0, 0.5, 1])
    style.ticks(right, [1, 10, 20], [0.01, 0.1, 1])
    for ax in left, right:
        ax.set(xlim=(1, 27), xlabel="layer")
    return fig
