"""The figure of the page on what came after the lecture."""

import numpy as np

from nnref import RELU
from scripts.lecture import style
from scripts.lecture.catalog import AFTER
from scripts.lecture.style import QUIET

DIPPED = tuple(record for record in AFTER if record.attained[0] and record.range[0] < 0 and not record.kinks)
PLACES = {"silu": (-6.9, -0.085), "gelu": (-3.6, 0.02), "mish": (-2.3, -0.345)}  # of labels; others stand at the dip


def draw_curves():
    """Each activation after the lecture over the ReLU, and the dips of some from nearby."""
    fig, axes = style.sheet(len(AFTER) + 1, 3, row=136)
    x = np.linspace(-7, 3, 401)
    for ax, record in zip(axes, AFTER):
        ax.plot(x, RELU.f(x), color=QUIET, linewidth=0.9, zorder=1)
        ax.plot(x, record.f(x), **style.of(record))
        ax.set(title=style.spelled(record), xlim=(-4, 3), ylim=(-1.9, 3.1))
        style.ticks(ax, [-4, 0, 3], [-1, 0, 1, 3])
    near = axes[-1]
    for record in DIPPED:
        y = record.f(x)
        near.plot(x, y, **style.of(record))
        place = PLACES.get(record.name, (x[y.argmin()], y.min()))
        style.label(near, *place, style.spelled(record), style.of(record)["color"], fontsize=9.5)
    near.set(title="the dips", xlim=(-7, 0.6), ylim=(-0.39, 0.1))
    style.ticks(near, [-6, -3, 0], [-0.3, 0])
    for ax in axes:
        style.origin(ax)
    return fig
