"""The playground before its network trains: what it starts from, drawn when the site is built."""

from itertools import islice

import numpy as np

from nnref import CROSS_ENTROPY
from scripts.browser.playground.engine import Engine
from scripts.browser.playground.settings import FIRST
from scripts.lecture import style

STEPS = 300


def draw():
    """Decision regions of the playground's first network after 300 steps."""
    first, _ = _trained()
    axis = first.reach * ((np.arange(60) + 0.5) / 30 - 1)
    z = first.net.forward(np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2))
    fig, ax = style.panels(height=270, width=270)
    fig.get_layout_engine().set(w_pad=0, h_pad=0)
    style.region(ax, axis, axis, (z[:, 1] - z[:, 0]).reshape(60, 60))
    style.points(ax, first.x, first.t)
    return fig


def draw_loss():
    """Training loss of the playground's first network over 300 steps, and its held-out loss every tenth step."""
    first, curve = _trained()
    fig, ax = style.panels(height=120, width=270)
    steps, losses, held = np.transpose(curve)
    ax.plot(steps, losses, color=style.INK)
    ax.plot(steps, held, color=style.ACCENT, linestyle=style.DASHED)
    style.label(ax, steps[8], losses[8] + 0.12, "— training", ha="left")
    style.label(ax, steps[-1], held[-1] + 0.06, "- - held out", style.ACCENT, ha="right")
    style.ticks(ax, [0, 100, 200, 300], [0, 0.5])
    ax.set(xlabel="step", ylim=(0, None))
    return fig


def _trained():
    first, curve = Engine(FIRST), []
    for step in range(0, STEPS + 1, 10):
        list(islice(first.run, 10 if step else 0))
        curve.append(
            (
                step,
                CROSS_ENTROPY.f(first.net.forward(first.x), first.t),
                CROSS_ENTROPY.f(first.net.forward(first.x_held), first.t_held),
            )
        )
    return first, curve
