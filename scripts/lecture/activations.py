"""The activation functions and their derivatives, drawn from the records."""

import numpy as np

from nnref import LEAKY_RELU, leaky_relu
from scripts.lecture import maxout, style
from scripts.lecture.catalog import CATALOG, RECORDS, SIX
from scripts.lecture.style import ACCENT, FAINT

# The values of alpha that are drawn; the default among them is the thick line.
ALPHAS = {"leaky_relu": (0.01, 0.1), "prelu": (0.1, 0.25, 0.5), "elu": (0.5, 1.0, 2.0)}


def draw(record):
    """{} and its derivative."""
    fig, (left, right) = style.panels(1, 2, height=196)
    bounded = np.isfinite(record.range).all()
    reach = max([4, *(2 * abs(kink) for kink in record.kinks)])
    low, high = record.range if bounded else (-2, 4)
    x = style.sample(reach, record.kinks)
    color = style.listed(record).light
    left.plot(x, record.f(x), color=color)
    style.plot_broken(right, x, record.df(x), record.kinks, color=color)
    for limit, attained in zip(record.range, record.attained, strict=True):
        if limit not in (0, -np.inf, np.inf) and not attained:
            left.axhline(limit, color=FAINT, linewidth=1, zorder=0.4)
    edges = _alphas(record, left, right, x[x < 0]) if record.name in ALPHAS else (-reach, -reach)
    _tangent(record, left, right, 1 if bounded else 2.5)
    margin = 0.13 * (high - low)
    left.set(title="$f\\,(x)$", xlim=(edges[0], reach), ylim=(low - margin, high + margin))
    right.set(title="$f\\,′(x)$", xlim=(edges[1], reach), ylim=left.get_ylim())
    style.ticks(left, [-reach, 0, reach], sorted({low, 0, (low + high) / 2 if bounded else 2, high}))
    style.ticks(right, [-reach, 0, reach], [0, 1] if record.df(x).max() > 0.3 else [0, 0.25])
    for ax in left, right:
        style.origin(ax)
    return fig


def _tangent(record, left, right, x):
    """One step to the right along the tangent goes up by the height of the derivative: the same bar in both panels."""
    y, slope = record.f(float(x)), record.df(float(x))
    left.plot([x - 1, x + 1, x + 1, x], [y - slope, y + slope, y, y], color=ACCENT, linewidth=1, zorder=1.5)
    for ax, at, bottom in (left, x + 1, y), (right, x, 0):
        ax.plot([at, at], [bottom, bottom + slope], color=ACCENT, linewidth=2.6, solid_capstyle="butt", zorder=1.5)


def _alphas(record, left, right, x):
    """Add the curves of other alphas for x < 0, and name all; return the left edges of the panels."""
    color = style.listed(record).light
    at_zero = record.name == "elu"  # whose derivatives part only there
    alphas = ALPHAS[record.name]
    for place, alpha in enumerate(alphas):
        y, d = record.f(x, alpha=alpha), record.df(x, alpha=alpha)
        if alpha != record.defaults["alpha"]:
            left.plot(x, y, color=color, linewidth=1.1)
            style.plot_broken(right, x, d, [0], color=color, linewidth=1.1)
        on_axis = abs(y[0]) < 0.1
        look = {"text": f"α = {alpha:g}", "color": color, "fontsize": 9.5}
        style.label(left, x[0] - 0.1, y[0] + 0.15 * on_axis, ha="right", va="bottom" if on_axis else "center", **look)
        if at_zero:
            style.label(right, 0.25, alpha + 0.25 * (alpha == 1), ha="left", va="center", **look)
        else:
            among = 0.6 * (place - (len(alphas) - 1) / 2)  # one above the other, where the lines are too close
            style.label(right, x[0] - 0.1, np.mean(alphas) + among, ha="right", va="center", **look)
    return (-7, -4) if at_zero else (-7, -7.4)


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
        style.plot_broken(ax, x, d, kinks, color=style.listed(name).light)
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
        ax.plot(x, y, color=style.listed(name).light)
        ax.set(title=style.spelled(name), xlim=(-3, 3), ylim=(-1.5, 3))
        style.ticks(ax, [], [])
        style.origin(ax)
