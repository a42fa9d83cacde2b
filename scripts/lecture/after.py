"""The figure of the page on what came after the lecture."""

import numpy as np

from nnref import GELU, MISH, RELU, SELU, SILU, SOFTPLUS
from scripts.lecture import style
from scripts.lecture.style import QUIET


def draw_curves():
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
