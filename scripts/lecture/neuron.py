"""The mathematical neuron."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch

from nnref import sigmoid
from scripts.lecture import style
from scripts.lecture.style import INK, PAPER, QUIET


def draw():
    """The mathematical neuron: inputs times weights, summed with a bias, through an activation function."""
    fig, ax = style.panels(height=206)
    style.bare(ax)
    ax.set(xlim=(0, 32.6), ylim=(-10, 8.4))
    total, activation = (12.5, 0), (19.5, 0)
    for index, y in ("1", 6.5), ("2", 2), ("n", -6.5):
        _circle(ax, (1.9, y), 1.6, f"$x_{index}$")
        _arrow(ax, (1.9, y), 1.8, total, 2.4)
        style.label(ax, 7.2, y / 2, f"$w_{index}$", INK, ha="center", va="center", fontsize=11)
    for y in (-1.2, -2.2, -3.2):
        ax.plot(1.9, y, "o", color=QUIET, markersize=1.8)
    _circle(ax, (12.5, 6.5), 1.6, "$b$")
    _arrow(ax, (12.5, 6.5), 1.8, total, 2.4)
    _circle(ax, total, 2.2, "$\\Sigma$", fontsize=15)
    _arrow(ax, total, 2.4, activation, 2.4)
    _circle(ax, activation, 2.2, "")
    x = np.linspace(-6, 6, 61)
    ax.plot(19.5 + x / 4, 2.2 * sigmoid(x) - 1.1, color=INK, linewidth=1.6)
    ax.text(19.5, 3.1, "$f$", ha="center", fontsize=12)
    _arrow(ax, activation, 2.4, (25, 0), 0)
    ax.text(25.4, 0, "$f\\,(\\Sigma_i\\, w_i x_i + b)$", va="center", fontsize=11.5)
    for x, text in (1.9, "inputs"), (7.2, "weights"), (12.5, "sum"), (19.5, "activation\nfunction"), (28.8, "output"):
        ax.text(x, -8.7, text, ha="center", va="top", color=QUIET, fontsize=9, linespacing=1.1)
    return fig


def _circle(ax, center, radius, text, fontsize=11):
    ax.add_patch(Circle(center, radius, facecolor=PAPER, edgecolor=INK, linewidth=1.1))
    ax.text(*center, text, ha="center", va="center", fontsize=fontsize)


def _arrow(ax, start, gap, end, end_gap):
    """A straight arrow between two circles, this far from their centers."""
    start, end = np.array(start, float), np.array(end, float)
    along = (end - start) / np.hypot(*(end - start))
    look = {
        "arrowstyle": "-|>,head_width=1.8,head_length=4",
        "shrinkA": 0,
        "shrinkB": 0,
        "linewidth": 1,
        "color": QUIET,
    }
    ax.add_patch(FancyArrowPatch(start + gap * along, end - end_gap * along, **look))
