"""The activation functions and their derivatives, drawn from the records."""

import numpy as np

from nnref import LEAKY_RELU, leaky_relu
from scripts.lecture import maxout, style
from scripts.lecture.catalog import CATALOG, RECORDS, SIX
from scripts.lecture.style import FAINT

# The values of alpha that are drawn; the default among them is the thick line.
ALPHAS = {"leaky_relu": (0.01, 0.1), "prelu": (0.1, 0.25, 0.5), "elu": (0.5, 1.0, 2.0)}


def draw(record):
    """{} and its derivative."""
    fig, (left, right) = style.panels(1, 2, height=196)
    bounded = np.isfinite(record.range).all()
    reach = max([6 if bounded else 4, *(2 * abs(kink) for kink in record.kinks)])
    low, high = record.range if bounded else (-2, 4)
    x = style.sample(reach, record.kinks)
    line = style.of(record)
    left.plot(x, record.f(x), **line)
    style.plot_broken(right, x, record.df(x), record.kinks, **line)
    for limit, attained in zip(record.range, record.attained, strict=True):
        if limit not in (0, -np.inf, np.inf) and not attained:
            left.axhline(limit, color=FAINT, linewidth=1, zorder=0.4)
    edges = _alphas(record, left, right, x[x < 0]) if record.name in ALPHAS else (-reach, -reach)
    bottom, top = right.dataLim.y0, right.dataLim.y1
    left.set(title="$f\\,(x)$", xlim=(edges[0], reach), ylim=(1.08 * low - 0.08 * high, 1.08 * high - 0.08 * low))
    right.set(title="$f\\,′(x)$", xlim=(edges[1], reach), ylim=(min(-0.25, 1.1 * bottom), max(1.15, 1.1 * top)))
    style.ticks(left, [-reach, 0, reach], sorted({low, 0, (low + high) / 2 if bounded else 2, high}))
    style.ticks(right, [-reach, 0, reach], [0, 1] if top > 0.3 else [0, 0.25, 1])
    for ax in left, right:
        style.origin(ax)
    return fig


def _alphas(record, left, right, x):
    """Add the curves of other alphas for x < 0, and name all; return the left edges of the panels."""
    line = style.of(record)
    at_zero = record.name == "elu"  # whose derivatives part only there
    for alpha in ALPHAS[record.name]:
        y, d = record.f(x, alpha=alpha), record.df(x, alpha=alpha)
        if alpha != record.defaults["alpha"]:
            left.plot(x, y, **line, linewidth=1.1)
            style.plot_broken(right, x, d, [0], **line, linewidth=1.1)
        on_axis = abs(y[0]) < 0.1
        look = {"text": f"α = {alpha:g}", "color": line["color"], "fontsize": 9.5}
        style.label(left, x[0] - 0.1, y[0] + 0.15 * on_axis, ha="right", va="bottom" if on_axis else "center", **look)
        place = (0.35, alpha + 0.12 * (alpha == 1)) if at_zero else (x[0] - 0.1, d[0] - 0.04 * on_axis)
        style.label(right, *place, ha="left" if at_zero else "right", va="top" if on_axis else "center", **look)
    return (-7, -4) if at_zero else (-7, -7)


def draw_six():
    """The six activation functions of the lecture."""
    fig, axes = style.panels(1, len(SIX), height=84)
    _draw_six(axes)
    for ax in axes:
        ax.set_title(ax.get_title(), fontsize=9)
    return fig


def draw_overview():
    """Sigmoid, tanh, ReLU, leaky ReLU, ELU and maxout on one scale."""
    fig, axes = style.sheet(len(SIX), 3, row=132, sharex=True, sharey=True)
    _draw_six(axes)
    style.ticks(axes[0], [-3, 0, 3], [-1, 0, 1, 3])
    leaky = axes[SIX.index("leaky_relu")]
    style.label(leaky, -3, -0.9, "α = 0.1", style.of(LEAKY_RELU)["color"], fontsize=9.5)
    return fig


def draw_derivatives():
    """The derivative of every activation function, on one scale."""
    fig, axes = style.sheet(len(CATALOG), 3, row=107.5, sharex=True, sharey=True)
    for ax, name in zip(axes, CATALOG, strict=True):
        x, d, kinks = slopes(name, 4)
        style.plot_broken(ax, x, d, kinks, **style.of(name))
        ax.set_title(style.spelled(name))
    drawn = np.concatenate([line.get_ydata() for ax in axes for line in ax.lines])
    for ax in axes:
        ax.set(xlim=(-4, 4), ylim=(min(-0.5, 1.1 * drawn.min()), max(1.9, 1.1 * drawn.max())))
        style.ticks(ax, [-4, 0, 4], [0, 1])
        style.origin(ax)
    return fig


def slopes(name, reach):
    """Inputs, the derivative there, and its kinks; of maxout, for two pieces."""
    if name == "maxout":
        x = style.sample(reach)
        return x, maxout.slope(x, *maxout.TWO_PIECES), [-0.5]
    record = RECORDS[name]
    x = style.sample(reach, record.kinks)
    return x, record.df(x), record.kinks


def six(x):
    """The lecture's six by name, each with its values; leaky ReLU with a slope that can be seen."""
    shown = {"leaky_relu": leaky_relu(x, alpha=0.1), "maxout": maxout.curve(x, *maxout.TWO_PIECES)}
    return {name: shown[name] if name in shown else RECORDS[name].f(x) for name in SIX}


def _draw_six(axes):
    """Each on axes of its own."""
    x = style.sample(3)
    for ax, (name, y) in zip(axes, six(x).items(), strict=True):
        ax.plot(x, y, **style.of(name))
        ax.set(title=style.spelled(name), xlim=(-3, 3), ylim=(-1.5, 3))
        style.ticks(ax, [], [])
        style.origin(ax)
