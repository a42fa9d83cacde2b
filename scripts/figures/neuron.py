"""The mathematical neuron, and networks as graphs."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch

from nnref import TANH, mlp, sigmoid
from scripts import style
from scripts.style import INK, PAPER, QUIET


def neuron():
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


def network_3_4_2():
    """A network of two layers: three inputs, four hidden neurons, two outputs."""
    return _graph(mlp((3, 4, 2), TANH, np.random.default_rng(0)))


def network_3_4_4_1():
    """A network of three layers: three inputs, four and four hidden neurons, one output."""
    return _graph(mlp((3, 4, 4, 1), TANH, np.random.default_rng(0)))


def _graph(net):
    """A network as circles and lines, each matrix of weights counted above it, each layer below."""
    sizes = [net.weights[0].shape[0]] + [W.shape[1] for W in net.weights]
    fig, ax = style.panels(height=236)
    style.bare(ax)
    ax.set(xlim=(0, 36), ylim=(-5.2, 18.4))
    columns = np.linspace(4, 32, len(sizes))
    rows = [9 + 3.9 * (np.arange(n) - (n - 1) / 2) for n in sizes]
    for x0, x1, starts, ends, W in zip(columns, columns[1:], rows, rows[1:], net.weights):
        for start in starts:
            for end in ends:
                ax.plot([x0, x1], [start, end], color=QUIET, linewidth=0.7, zorder=0.9)
        n, m = W.shape
        ax.text((x0 + x1) / 2, 18.2, f"{n} × {m} = {W.size}\nweights", ha="center", va="top", color=INK, fontsize=9.5)
    names = ["input"] + (len(sizes) - 2) * ["hidden layer"] + ["output layer"]
    biases = [0] + [b.size for b in net.biases]
    for x, ys, name, n, n_biases in zip(columns, rows, names, sizes, biases):
        for y in ys:
            ax.add_patch(Circle((x, y), 1.25, facecolor=PAPER, edgecolor=INK if n_biases else QUIET, linewidth=1.1))
        counts = f"{n} neuron{'s' * (n > 1)}\n{n_biases} bias{'es' * (n_biases > 1)}" if n_biases else f"{n} numbers"
        ax.text(x, 1, f"{name}\n", ha="center", va="top", fontsize=9.5)
        ax.text(x, -0.4, counts, ha="center", va="top", color=QUIET, fontsize=9, linespacing=1.15)
    totals = f"{net.n_layers} layers, {net.n_neurons} neurons, {net.n_weights} weights + {net.n_biases} biases = {net.n_params} parameters"
    ax.text(18, -5, totals, ha="center", va="bottom", color=INK, fontsize=9.5)
    return fig


def _circle(ax, center, radius, text, fontsize=11):
    ax.add_patch(Circle(center, radius, facecolor=PAPER, edgecolor=INK, linewidth=1.1))
    ax.text(*center, text, ha="center", va="center", fontsize=fontsize)


def _arrow(ax, start, gap, end, end_gap):
    """A straight arrow between two circles, this far from their centers."""
    start, end = np.array(start, float), np.array(end, float)
    along = (end - start) / np.hypot(*(end - start))
    look = {"arrowstyle": "-|>,head_width=1.8,head_length=4", "shrinkA": 0, "shrinkB": 0, "linewidth": 1, "color": QUIET}
    ax.add_patch(FancyArrowPatch(start + gap * along, end - end_gap * along, **look))
