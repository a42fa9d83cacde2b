"""Figures of the ReLU pages beside the curve itself: units that die, how many, and which come back."""

import numpy as np

from nnref import lecture_points
from scripts import style
from scripts.style import ACCENT, AREA_B, QUIET


def active_and_dead(dead_unit):
    """An active and a dead ReLU unit over the same cloud of points."""
    fig, axes = style.panels(1, 2, height=206)
    x, t, _, _ = lecture_points()
    reach = 6.6
    for ax, name in zip(axes, ("active", "dead")):
        unit = dead_unit[name]
        w, b, start = np.array(unit["w"]), unit["b"], np.array(unit["start"])
        corners = np.array([[-reach, -reach], [reach, -reach], [reach, reach], [-reach, reach]])
        ax.fill(*_positive(corners, w, b).T, color=AREA_B, linewidth=0)
        ax.plot(*_line(start, 0, reach), color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        ax.plot(*_line(w, b, reach), color=ACCENT, linewidth=1.8)
        style.points(ax, x, t)
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=[], yticks=[], title=f"{name} unit")
        ax.spines[:].set_visible(False)
        style.note(ax, f"active on {round(unit['share'] * len(x))} of {len(x)} points")
    return fig


def _line(w, b, reach):
    """Where w.x + b = 0, longer than the panel."""
    foot = -b * w / (w @ w)
    along = np.array([-w[1], w[0]]) / np.hypot(*w) * 3 * reach
    return np.transpose([foot - along, foot + along])


def _positive(corners, w, b):
    """The part of a convex polygon where w.x + b > 0."""
    kept = []
    for here, there in zip(corners, np.roll(corners, -1, axis=0)):
        u, v = here @ w + b, there @ w + b
        if u > 0:
            kept.append(here)
        if u * v < 0:
            kept.append(here + (there - here) * u / (u - v))
    return np.array(kept)


def dead_share(dead_fraction):
    """Share of hidden units that are silent on every point, against the learning rate."""
    fig, axes = style.panels(1, 3, height=178, sharey=True)
    rates = dead_fraction["rates"]
    for ax, name in zip(axes, ("relu", "leaky_relu", "elu")):
        run, look = dead_fraction[name], style.of(name)
        ax.fill_between(rates, run["low"], run["high"], color=look["color"], alpha=0.18, linewidth=0)
        ax.plot(rates, run["mean"], **look)
        ax.axhline(0.4, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
        ax.set(xscale="log", xlim=(0.1, 5), ylim=(0, 1), title=style.spelled(name))
        ax.minorticks_off()
        style.ticks(ax, [0.1, 0.5, 1, 3], [0, 0.4, 1])
    axes[0].set_ylabel("share of units")
    axes[1].set_xlabel("learning rate")
    return fig


def revived(revival):
    """Of the units that a large learning rate silenced, those still silent during gentle training."""
    fig, ax = style.panels(1, 1, height=196)
    steps = np.arange(len(revival["relu"]["silent"])) * revival["every"]
    for name in "relu", "leaky_relu", "elu":
        run, look = revival[name], style.of(name)
        left = run["silent"]
        ax.plot(steps, left, **look)
        lift = {"leaky_relu": 0.015, "elu": -0.045}.get(name, 0.02)
        style.label(ax, steps[-1] * 1.015, left[-1] + lift, style.spelled(name), look["color"], va="center")
    ax.set(xlabel="gentle steps", ylabel="still silent", xlim=(0, 1210), ylim=(0, 1.08))
    style.ticks(ax, [0, 250, 500, 750, 1000], [0, 0.5, 1])
    return fig
