"""What the ELU's negative branch does to the mean output of the layers of a network."""

import numpy as np

from nnref import ELU, LEAKY_RELU, RELU, mlp
from scripts.lecture import style
from scripts.lecture.style import ACCENT, AREA_B, QUIET


def measure_means():
    """Mean output of each layer of untrained ten-layer networks, over twenty starts.

    As a share of the root mean square, because activations differ in how large their outputs get.
    """
    result = {"width": 64, "depth": 10, "seeds": 20, "examples": 500}
    for record in RELU, LEAKY_RELU, ELU:
        runs = np.array([_means(record, result, seed) for seed in range(result["seeds"])])
        raw, share = runs[:, 0], runs[:, 1]
        result[record.name] = {
            "raw": raw.mean(axis=0),
            "share": share.mean(axis=0),
            "low": share.min(axis=0),
            "high": share.max(axis=0),
        }
    assert (result["elu"]["high"] < result["relu"]["low"]).all(), (
        "in every layer, the ELU's mean output should be closer to zero than the ReLU's from every start"
    )
    return result


def _means(record, sizes, seed):
    rng = np.random.default_rng(seed)
    net = mlp((sizes["width"],) * (sizes["depth"] + 2), record, rng)
    x, means = rng.standard_normal((sizes["examples"], sizes["width"])), []
    for dense, activation in zip(net.layers[:-1:2], net.layers[1::2]):
        x = activation.forward(dense.forward(x))
        means.append((x.mean(), x.mean() / np.sqrt((x * x).mean())))
    return np.transpose(means)


def draw_balance():
    """ReLU and ELU for inputs around zero, and the mean of their outputs."""
    fig, axes = style.panels(1, 2, height=206, sharey=True)
    x = style.sample(3)
    for ax, record in zip(axes, (RELU, ELU)):
        color = style.of(record)["color"]
        ax.fill_between(x, -2.2, -2.2 + 0.9 * np.exp(-x * x / 2), color=AREA_B, linewidth=0)
        ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        ax.plot(x, record.f(x), color=color)
        ax.axhline(record.mean, color=ACCENT, linewidth=1.3, linestyle=style.DASHED)
        style.label(ax, -2.9, record.mean + 0.12, f"mean {record.mean:.2f}", ACCENT, fontsize=11, va="bottom")
        ax.set(xlim=(-3, 3), ylim=(-2.2, 3))
        ax.set_title(style.spelled(record), fontsize=11)
        style.ticks(ax, [-3, 0, 3], [-1, 0, 1, 3])
        ax.tick_params(labelsize=11)
        ax.set_xlabel("x", fontsize=11)
    return fig


def draw_mean(elu_means):
    """Mean output of each layer as a share of its root mean square: ReLU, leaky ReLU, ELU."""
    fig, ax = style.panels(1, 1, height=200)
    layers = range(1, elu_means["depth"] + 1)
    for name, text in ("relu", "ReLU"), ("elu", "ELU"):
        run = elu_means[name]
        ax.plot(layers, run["share"], **style.of(name))
        ax.fill_between(layers, run["low"], run["high"], color=style.of(name)["color"], alpha=0.15, linewidth=0)
        style.label(ax, layers[-1] + 0.15, run["share"][-1], text, color=style.of(name)["color"], va="center")
    ax.set(xlabel="layer", ylabel="mean / root mean square", xlim=(1, 11.2), ylim=(0, 0.7))
    style.ticks(ax, [1, 4, 7, 10], [0, 0.2, 0.4, 0.6])
    return fig
