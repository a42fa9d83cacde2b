"""The two forms of the GELU."""

import math

import numpy as np

from nnref import GELU, gelu
from scripts.lecture import style
from scripts.lecture.style import QUIET


def draw_distance():
    """The tanh form of the GELU minus the exact one."""
    fig, ax = style.panels(1, 1, height=170)
    x = np.linspace(-6, 6, 481)
    exact = x * np.array([math.erfc(-value / math.sqrt(2)) / 2 for value in x])
    ax.plot(x, 1e4 * (gelu(x) - exact), **style.of(GELU))
    ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
    ax.set(xlim=(-6, 6), ylim=(-5.5, 5.5), xlabel="x", ylabel="difference × 10⁴")
    style.ticks(ax, [-6, -3, 0, 3, 6], [-4, -2, 0, 2, 4])
    return fig
