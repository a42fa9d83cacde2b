"""Networks as graphs."""

import numpy as np
from matplotlib.patches import Circle

from nnref import TANH, mlp
from scripts.lecture import style
from scripts.lecture.style import INK, PAPER, QUIET


def draw_3_4_2():
    """A network of two layers: three inputs, four hidden neurons, two outputs."""
    return graph(mlp((3, 4, 2), TANH, np.random.default_rng(0)))


def draw_3_4_4_1():
    """A network of three layers: three inputs, four and four hidden neurons, one output."""
    return graph(mlp((3, 4, 4, 1), TANH, np.random.default_rng(0)))


def graph(net):
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
    totals = (
        f"{net.n_layers} layers, {net.n_neurons} neurons, {net.n_weights} weights + {net.n_biases} biases "
        f"= {net.n_params} parameters"
    )
    ax.text(18, -5, totals, ha="center", va="bottom", color=INK, fontsize=9.5)
    return fig
