"""Networks as graphs, numbers on their way through one, and what depth can draw."""

import numpy as np
from matplotlib.patches import Circle

from nnref import RELU, TANH, mlp
from scripts.lecture import style
from scripts.lecture.style import ACCENT, INK, PAPER, QUIET


def draw_3_4_2():
    """A network of two layers: three inputs, four hidden neurons, two outputs."""
    return graph(mlp((3, 4, 2), TANH, np.random.default_rng(0)))


def draw_3_4_4_1():
    """A network of three layers: three inputs, four and four hidden neurons, one output."""
    return graph(mlp((3, 4, 4, 1), TANH, np.random.default_rng(0)))


def graph(net):
    """A network as circles and lines, each matrix of weights counted above it, each layer below."""
    sizes = [net.weights[0].shape[0]] + [W.shape[1] for W in net.weights]
    ax, columns, rows = _stage(sizes, height=256, below=-7.2)
    for x0, x1, starts, ends, W in zip(columns, columns[1:], rows, rows[1:], net.weights):
        for start in starts:
            for end in ends:
                ax.plot([x0, x1], [start, end], color=QUIET, linewidth=0.7, zorder=0.9)
        n, m = W.shape
        _lines(ax, (x0 + x1) / 2, 18.2, (f"{n} × {m} = {W.size}", "weights"), INK)
    names = ["input"] + (len(sizes) - 2) * ["hidden layer"] + ["output layer"]
    biases = [0] + [b.size for b in net.biases]
    for x, ys, name, n, n_biases in zip(columns, rows, names, sizes, biases):
        for y in ys:
            ax.add_patch(Circle((x, y), 1.25, facecolor=PAPER, edgecolor=INK if n_biases else QUIET, linewidth=1.1))
        counts = f"{n} neuron{'s' * (n > 1)}", f"{n_biases} bias{'es' * (n_biases > 1)}"
        _lines(ax, x, 1, (name, *counts) if n_biases else (name, f"{n} numbers"), QUIET)
    for y, text in (
        (-5.1, f"{net.n_layers} layers, {net.n_neurons} neurons"),
        (-6.7, f"{net.n_weights} weights + {net.n_biases} biases = {net.n_params} parameters"),
    ):
        ax.text(18, y, text, ha="center", va="baseline", color=INK, fontsize=11)
    return ax.figure


def _stage(sizes, height, below):
    """Where the columns of a network are, and the rows in each, the first on top."""
    fig, ax = style.panels(height=height)
    style.bare(ax)
    ax.set(xlim=(0, 36), ylim=(below, 18.4))
    return ax, np.linspace(4, 32, len(sizes)), [9 - 3.9 * (np.arange(n) - (n - 1) / 2) for n in sizes]


def _lines(ax, x, y, texts, color):
    """Lines of text, each centered by itself: together they would be set by a font that the reader may not have."""
    for number, text in enumerate(texts):
        ax.text(x, y - 1.55 * number, text, ha="center", va="top", color=color, fontsize=11)


def with_numbers(net, weights, biases):
    """The network with these weights and biases, layer by layer."""
    for kept, given in zip([*net.weights, *net.biases], [*weights, *biases]):
        kept[...] = given
    return net


def worked():
    """The 3-4-2 network of the example, with numbers for a pencil."""
    weights = [[1, -1, 0, 2], [0, 2, 1, -1], [-1, 1, 1, 1]], [[1, 0], [0, 1], [1, 1], [-1, 2]]
    return with_numbers(mlp((3, 4, 2), RELU, np.random.default_rng(0)), weights, ([0, 1, -3, 2], [1, -4]))


def draw_forward():
    """One example on its way through a 3-4-2 network: the numbers in the circles, and the sum of one unit."""
    net, x = worked(), np.array([[1.0, 2.0, -1.0]])
    layers = [x, net.layers[1].forward(net.layers[0].forward(x)), net.forward(x)]
    ax, columns, rows = _stage(net_sizes := (3, 4, 2), height=236, below=-5)
    W, unit = net.weights[0], 1
    for layer in range(2):
        for start in range(net_sizes[layer]):
            for end in range(net_sizes[layer + 1]):
                told = (layer, end) == (0, unit)
                ends = [rows[layer][start], rows[layer + 1][end]]
                look = {"color": ACCENT, "linewidth": 1.6} if told else {"color": QUIET, "linewidth": 0.6}
                ax.plot(columns[layer : layer + 2], ends, zorder=0.95 if told else 0.9, **look)
                if told:
                    at = 0.3
                    y = ends[0] + at * (ends[1] - ends[0])
                    style.label(
                        ax, 4 + at * 14, y, _number(W[start, end]), ACCENT, ha="center", va="center", fontsize=12
                    )
    for x0, ys, values in zip(columns, rows, layers):
        for number, (y, value) in enumerate(zip(ys, values[0])):
            edge = ACCENT if x0 == columns[1] and number == unit else INK
            ax.add_patch(Circle((x0, y), 1.5, facecolor=PAPER, edgecolor=edge, linewidth=1.2))
            ax.text(x0, y - 0.08, _number(value), ha="center", va="center", fontsize=12, color=INK)
    for x0, name, values in zip(columns, ("inputs x", "outputs o", "logits z"), layers):
        _lines(ax, x0, 0.4, (name, f"shape {values.shape}"), QUIET)
    u, b = (net.layers[0].forward(x)[0, unit], net.biases[0][unit])
    terms = " + ".join(f"({_number(w)})({_number(v)})" for w, v in zip(W[:, unit], x[0]))
    ax.text(18, -4.4, f"u = {terms} + {_number(b)} = {_number(u)}", ha="center", color=ACCENT, fontsize=11.5)
    return ax.figure


def _number(value):
    return f"{value:g}".replace("-", "−")


def deep():
    """Four hidden layers of two ReLUs. Each folds the line from 0 to 1 once, so the pieces double."""
    net = mlp((1, 2, 2, 2, 2, 1), RELU, np.random.default_rng(0))
    weights = [[1, 1]], *3 * [[[2, 2], [-4, -4]]], [[2], [-4]]
    return with_numbers(net, weights, (*4 * [[0, -0.5]], [0]))


def wide():
    """One hidden layer of eight ReLUs, with eight kinks between 0 and 1."""
    net = mlp((1, 8, 1), RELU, np.random.default_rng(0))
    signs = (-1.0) ** np.arange(8)[:, None]
    return with_numbers(net, (1, np.where(np.arange(8) > 0, 18, 9)[:, None] * signs), (-np.arange(1, 9) / 9, 0))


def draw_depth():
    """Two networks of 25 parameters: a wide one, with a kink for each unit, and a deep one, whose layers double."""
    fig, axes = style.panels(2, 1, height=232, sharex=True)
    x = np.linspace(0, 1, 16 * 9 + 1)[:, None]
    for ax, net, title in zip(axes, (wide(), deep()), ("wide: one hidden layer of 8", "deep: four hidden layers of 2")):
        y = net.forward(x)[:, 0]
        pieces = 1 + int((np.abs(np.diff(y, 2)) > 1e-9).sum())
        ax.plot(x[:, 0], y, color=style.of(RELU)["color"], linewidth=2)
        ax.set_title(f"{title}: {pieces} pieces from {net.n_params} parameters", fontsize=11)
        style.ticks(ax, [0, 0.5, 1], [0, 1])
        ax.tick_params(labelsize=11)
        ax.set(xlim=(0, 1), ylim=(-0.12, 1.12))
    axes[1].set_xlabel("x", fontsize=11)
    axes[0].tick_params(labelbottom=False)
    return fig
