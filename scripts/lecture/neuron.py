"""A neuron of the brain and the mathematical one, what weights and bias do, and why there has to be a bend."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch
from matplotlib.path import Path

from nnref import MLP, RELU, Dense, Elementwise, sigmoid
from scripts.lecture import style
from scripts.lecture.style import ACCENT, AREA_A, AREA_B, CLASS_A, CLASS_B, INK, PAPER, QUIET

WEIGHTS, BIAS = np.array([1.0, 2.0]), -2.0  # of the neuron in the plane
POINTS = np.array([[2.0, 1.0], [0.0, 0.0]])  # one on each side of its line


def draw():
    """A neuron of the brain above the mathematical one: dendrites and inputs, cell body and sum, axon and output."""
    fig, (cell, model) = style.panels(2, 1, height=345, gridspec_kw={"height_ratios": [13.2, 18.2]})
    for ax in (cell, model):
        style.bare(ax)
    cell.set(xlim=(0, 32.6), ylim=(-6.6, 6.6))
    model.set(xlim=(0, 32.6), ylim=(-10.4, 8.2))
    _cell(cell)
    _model(model)
    return fig


def _cell(ax):
    """A nerve cell, its parts where the model below has what stands for them."""
    branches = [
        [(11, 1), (8, 3), (6, 3.2), (2.5, 5.6)],
        [(7.2, 3), (5.4, 2.2), (3.8, 2.4), (1.2, 2.6)],
        [(11, 0), (8, 0.2), (6, -0.6), (1.2, -0.4)],
        [(6, -0.3), (4.6, -1.4), (3.4, -1.8), (1.6, -2.8)],
        [(11, -1), (9, -3.2), (7, -3.4), (3, -5.6)],
        [(12, 1.4), (11.6, 4), (9.6, 4.4), (8, 6.2)],
    ]
    axon = [
        [(14, 0), (18, -0.8), (21, 0.8), (26, 0)],
        [(26, 0), (28, 0.4), (29, 2.4), (31, 3.2)],
        [(26, 0), (28, -0.2), (29.4, -0.4), (31.4, -0.2)],
        [(26, 0), (28, -0.6), (29, -2.6), (30.8, -3.6)],
    ]
    for curve, width in [(one, 2.6) for one in branches] + [(axon[0], 3.2)] + [(one, 2) for one in axon[1:]]:
        path = Path(curve, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        ax.add_patch(PathPatch(path, facecolor="none", edgecolor=CLASS_A, linewidth=width, capstyle="round"))
    for *_, end in axon[1:]:
        ax.plot(*end, "o", color=CLASS_A, markersize=5)
    angle = np.linspace(0, 2 * np.pi, 73)[:-1]
    outline = (2.5 + 0.25 * np.cos(5 * angle)) * np.array([np.cos(angle), np.sin(angle)]) + [[12.5], [0]]
    ax.fill(*outline, facecolor=AREA_A, edgecolor=CLASS_A, linewidth=1.6, zorder=3)
    ax.add_patch(Circle((12.5, 0), 0.9, facecolor=CLASS_A, edgecolor="none", zorder=4))
    for x, y, text in (7.4, -6.4, "dendrites"), (14.2, -4.6, "cell body"), (21.4, 1.6, "axon"):
        style.label(ax, x, y, text, CLASS_A, ha="center", va="baseline", fontsize=11.5)
    ax.add_patch(FancyArrowPatch((18.6, -2.2), (24.6, -2.2), **LOOK))
    ax.text(21.6, -4.2, "pulses", ha="center", fontsize=11.5, color=QUIET)


def _model(ax):
    total, activation = (12.5, 0), (19.5, 0)
    for index, y in ("1", 6.4), ("2", 2.1), ("n", -6.4):
        _circle(ax, (1.9, y), 1.7, f"$x_{index}$")
        _arrow(ax, (1.9, y), 1.9, total, 2.4)
        style.formula(ax, 7.0, y / 2 + 0.15, f"$w_{index}$", size=15)
    for y in (-1.1, -2.1, -3.1):
        ax.plot(1.9, y, "o", color=QUIET, markersize=1.8)
    _circle(ax, (12.5, 6.4), 1.7, "$b$")
    _arrow(ax, (12.5, 6.4), 1.9, total, 2.4)
    _circle(ax, total, 2.2, "$\\Sigma$", size=17)
    _arrow(ax, total, 2.4, activation, 2.4)
    style.formula(ax, 16, 1.4, "$u$", size=15)
    _circle(ax, activation, 2.2, "")
    x = np.linspace(-6, 6, 61)
    ax.plot(19.5 + x / 4, 2.2 * sigmoid(x) - 1.1, color=INK, linewidth=1.6)
    style.formula(ax, 19.5, 3.8, "$f$", size=15)
    _arrow(ax, activation, 2.4, (25.4, 0), 0)
    style.formula(ax, 25.9, 0, "$o = f\\,(u)$", size=15, ha="left")
    words = (1.9, "inputs"), (7, "weights"), (12.5, "sum"), (19.5, "activation\nfunction"), (28.6, "output")
    for x, text in words:
        ax.text(x, -8.7, text, ha="center", va="top", color=QUIET, fontsize=11.5, linespacing=1.05)


LOOK = {"arrowstyle": "-|>,head_width=1.8,head_length=4", "shrinkA": 0, "shrinkB": 0, "linewidth": 1, "color": QUIET}


def _circle(ax, center, radius, tex, size=15):
    ax.add_patch(Circle(center, radius, facecolor=PAPER, edgecolor=INK, linewidth=1.1))
    if tex:
        style.formula(ax, center[0], center[1], tex, size=size)


def _arrow(ax, start, gap, end, end_gap, **look):
    """A straight arrow between two circles, this far from their centers."""
    start, end = np.array(start, float), np.array(end, float)
    along = (end - start) / np.hypot(*(end - start))
    ax.add_patch(FancyArrowPatch(start + gap * along, end - end_gap * along, **LOOK | look))


def draw_line():
    """What weights and bias do: the line where the weighted sum is zero, its two sides, and how the bias moves it."""
    fig, (left, right) = style.panels(1, 2, height=206)
    for ax in (left, right):
        style.bare(ax)
        ax.set(xlim=(-1.2, 3.2), ylim=(-1.2, 3.2))
        _arrow(ax, (-1.2, 0), 0, (3.2, 0), 0)
        _arrow(ax, (0, -1.2), 0, (0, 3.2), 0)
        style.formula(ax, 3.0, 0.3, "$x_1$", rim="none")
        style.formula(ax, 0.32, 3.0, "$x_2$", rim="none")
    x = np.array([-1.2, 3.2])
    edge = line(x, BIAS)
    left.fill_between(x, -1.2, edge, color=AREA_A, linewidth=0, zorder=0.1)
    left.fill_between(x, edge, 3.2, color=AREA_B, linewidth=0, zorder=0.1)
    left.plot(x, edge, color=INK, linewidth=1.6)
    foot = np.array([1.0, 0.5])
    _arrow(left, foot, 0, foot + WEIGHTS, 0, color=ACCENT, linewidth=1.8)
    style.formula(left, 2.05, 1.75, "$w$", ACCENT, size=15, rim="none")
    for point, marker, color in zip(POINTS, "^o", (CLASS_B, CLASS_A)):
        left.plot(*point, marker, color=color, markersize=6.5)
    style.formula(left, 0.55, 2.25, "$u > 0$", CLASS_B, rim="none")
    style.formula(left, -0.6, -0.75, "$u < 0$", CLASS_A, rim="none")
    left.set_title("one line, two sides", fontsize=11.5)
    for bias in (-4, -2, 0, 2):
        right.plot(x, line(x, bias), color=INK if bias == BIAS else QUIET, linewidth=1.6 if bias == BIAS else 1)
        style.formula(right, -0.55, line(-0.55, bias) + 0.45, f"$b = {bias}$", QUIET, size=12, rim="none")
    right.set(xlim=(-1.2, 3.2), ylim=(-1.2, 3.2))
    right.set_title("the bias moves the line", fontsize=11.5)
    return fig


def line(x, bias):
    """The second input where the weighted sum is 0."""
    return -(WEIGHTS[0] * x + bias) / WEIGHTS[1]


def two_layers(bend):
    """One input, two units, one output; between the layers the ReLU or nothing."""
    rng = np.random.default_rng(0)
    first, second = Dense(1, 2, rng), Dense(2, 1, rng)
    net = MLP(first, Elementwise(RELU), second) if bend else MLP(first, second)
    net.params = [[1, 1]], [1, -1], [[1], [-2]], [0]
    return net


def draw_bend():
    """Two layers without an activation function give one straight line, with one between them a line with bends."""
    fig, axes = style.panels(1, 2, height=165, sharey=True)
    x = np.linspace(-3, 3, 121)[:, None]
    for ax, bend, title in zip(axes, (False, True), ("two linear layers", "with a bend between")):
        net = two_layers(bend)
        y = net.forward(x)
        for unit in MLP(*net.layers[:-1]).forward(x).T:
            ax.plot(x, unit, color=QUIET, linewidth=0.9)
        ax.plot(x, y, color=ACCENT, linewidth=2.2)
        ax.set(xlim=(-3, 3), ylim=(-4.3, 6.3))
        style.ticks(ax, (-3, 3), ())
        style.origin(ax)
        ax.tick_params(labelsize=11)
        ax.set_title(title, fontsize=11.5)
    style.label(axes[0], -2.9, 4.2, "output", ACCENT, fontsize=11)
    style.label(axes[0], 1.2, 4.4, "the two units", QUIET, fontsize=11, ha="center")
    return fig
