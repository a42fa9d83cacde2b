"""What the size of the first weights does to outputs and gradients, layer by layer, and what stops deep sigmoids."""

import numpy as np

from nnref import RELU, SIGMOID, Elementwise, mlp
from scripts.lecture import style
from scripts.lecture.labs import saturation as lab

DEPTH, WIDTH, EXAMPLES = 10, 100, 100
SIZES = {"variance 1/n": 1.0, "variance 2/n": 2**0.5, "variance 4/n": 2.0}  # and the gain


def signals(activation, gain, depth=DEPTH, seed=0):
    """The outputs of each layer of an untrained network for random examples, and the gradients that reach them when
    a random one starts at the end."""
    rng = np.random.default_rng(seed)
    net = mlp((WIDTH,) * (depth + 2), activation, rng, gain=gain)
    x, g = rng.standard_normal((2, EXAMPLES, WIDTH))
    outputs, gradients = [], []
    for layer in net.layers:
        x = layer.forward(x)
        if isinstance(layer, Elementwise):
            outputs.append(x)
    for layer in net.layers[::-1]:
        if isinstance(layer, Elementwise):
            gradients.append(g)
        g = layer.backward(g)
    return outputs, gradients[::-1]


def size(values):
    """Their root mean square."""
    return float(np.sqrt(np.mean(np.square(values))))


def draw_layers():
    """Histograms of outputs and of gradients in ten layers of ReLUs, for first weights of three sizes."""
    fig, axes = style.panels(2, 3, height=300, sharex=True, sharey=True)
    edges = np.linspace(-5, 3, 33)
    middles = (edges[1:] + edges[:-1]) / 2
    for column, (title, gain) in zip(axes.T, SIZES.items()):
        for ax, of_layers in zip(column, signals(RELU, gain)):
            for layer, values in enumerate(of_layers, 1):
                found = np.log10(np.abs(values[values != 0]))
                share = np.histogram(found.clip(edges[0], edges[-1]), edges)[0]
                half, there = 0.46 * share / share.max(), share > 0.005 * share.max()
                color = style.of("relu")["color"]
                ax.fill_betweenx(middles[there], layer - half[there], layer + half[there], color=color, linewidth=0)
            line = [np.log10(size(values)) for values in of_layers]
            ax.plot(range(1, DEPTH + 1), line, color=style.INK, linewidth=1.3)
            style.ticks(ax, [1, 5, 10], [])
            ax.set(xlim=(0.3, DEPTH + 0.7), ylim=(edges[0], edges[-1]))
            ax.set_yticks([-4, -2, 0, 2], ["0.0001", "0.01", "1", "100"])
            ax.tick_params(labelsize=11)
        column[0].set_title(title, fontsize=11)
        column[1].set_xlabel("layer", fontsize=11)
    for ax, word, end in zip(axes[1], ("vanishes", "kept", "explodes"), ("left", "center", "right")):
        ax.text({"left": 1, "center": 5.5, "right": 10}[end], 1.8 if end == "left" else -4.6, word, ha=end, fontsize=11)
    axes[0, 0].set_ylabel("outputs", fontsize=11, color=style.INK)
    axes[1, 0].set_ylabel("gradients", fontsize=11, color=style.INK)
    return fig


def slopes(gain, seed=0):
    """The slopes of all units of thirty layers of sigmoids on all examples, and what reaches the first layer of the
    gradient at the last."""
    outputs, gradients = signals(SIGMOID, gain, lab.DEPTH, seed)
    o = np.array(outputs)
    return o * (1 - o), size(gradients[0]) / size(gradients[-1])


def draw_suspect():
    """Histograms of the slopes in thirty layers of sigmoids: at the usual scale, and where the gradient survives."""
    fig, axes = style.panels(1, 2, height=190, sharey=True)
    edges = np.linspace(0, 0.25, 26)
    for ax, (title, gain) in zip(axes, {"usual weights": 1.0, "11 times as large": lab.KEPT**0.5}.items()):
        found, arrives = slopes(gain)
        share = np.histogram(found, edges)[0] / found.size
        flat = edges[:-1] < 0.0099
        for part, color in (flat, style.ACCENT), (~flat, style.of("sigmoid")["color"]):
            ax.bar(edges[:-1][part], share[part], width=0.0092, align="edge", color=color)
        ax.set_title(title, fontsize=11)
        ax.set_xlabel("slope of a unit", fontsize=11)
        said = "the gradient is kept" if arrives > 0.1 else "the gradient vanishes"
        ax.text(0.125, 0.7, said, ha="center", fontsize=11)
        style.ticks(ax, [0, 0.125, 0.25], [0, 0.5])
        ax.set(xlim=(-0.005, 0.255), ylim=(0, 0.8))
        ax.tick_params(labelsize=11)
    axes[0].set_ylabel("share of units", fontsize=11)
    axes[0].text(0.004, 0.03, "saturated: none", color=style.ACCENT, fontsize=11)
    axes[1].text(0.022, 0.5, "saturated", color=style.ACCENT, fontsize=11)
    return fig


def draw_control(saturation_controls, saturation_controls_again):
    """What thirty layers of sigmoids learn, by the size of their first weights, centered and not."""
    fig, ax = style.panels(height=215)
    for row, place in enumerate(np.argsort(lab.CONTROLS)):
        for how, shift, look in ("plain", -0.17, {"markerfacecolor": style.PAPER}), ("centered", 0.17, {}):
            found = [draw[how][place] for draw in (saturation_controls, saturation_controls_again)]
            ax.plot(
                np.ravel(found),
                np.full(np.size(found), row + shift),
                "o",
                color=style.of("sigmoid")["color"],
                alpha=0.6,
                markersize=5,
                **look,
            )
    ax.axvline(0.1, color=style.QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    style.ticks(ax, [0, 0.25, 0.5, 0.75, 1], [])
    ax.set_yticks(
        range(len(lab.CONTROLS)), ["usual", *(f"{np.sqrt(gain):.2g} times" for gain in sorted(lab.CONTROLS)[1:])]
    )
    ax.set(xlim=(0, 1), ylim=(len(lab.CONTROLS) - 0.5, -0.5))
    ax.tick_params(labelsize=11)
    ax.set_xlabel("accuracy on the training points", fontsize=11)
    ax.set_ylabel("size of the first weights", fontsize=11)
    style.label(ax, 0.14, 1.17, "centered", style.of("sigmoid")["color"], fontsize=11, va="center")
    style.label(ax, 0.14, 0.83, "not centered", style.of("sigmoid")["color"], fontsize=11, va="center")
    style.label(ax, 0.11, -0.42, "guessing", style.QUIET, fontsize=11, va="center")
    return fig
