"""Figures of the leaky ReLU and the PReLU beside the curves themselves."""

import numpy as np

from scripts import style
from scripts.style import FAINT, INK, QUIET


def prelu_learning(prelu_slopes):
    """The slopes of PReLU units while they are learned."""
    fig, (left, right) = style.panels(1, 2, height=196, sharex=True)
    steps = np.arange(len(prelu_slopes["one"])) * prelu_slopes["every"]
    line = style.of("prelu")
    left.plot(steps, prelu_slopes["one"], **line | {"linewidth": 0.9, "alpha": 0.75})
    right.plot(steps, np.transpose(prelu_slopes["means"]), **line | {"linewidth": 1.2})
    left.set(title="20 units, one start", ylim=(-0.75, 0.6), ylabel="slope α")
    right.set(title="means, ten starts", ylim=(0, 0.28))
    style.ticks(left, [0, 500, 1000], [-0.5, 0, 0.25, 0.5])
    style.ticks(right, [0, 500, 1000], [0, 0.1, 0.2, 0.25])
    for ax in left, right:
        ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        ax.set(xlim=(0, 1000), xlabel="step")
    return fig


def leaky_differences(leaky_results):
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU, one dot for each start."""
    fig, axes = style.panels(1, 2, height=190, sharex=True, sharey=True)
    names = list(leaky_results["sets"])
    for ax, activation in zip(axes, ("leaky_relu", "prelu")):
        color = style.of(activation)["color"]
        ax.axvline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        for row, name in enumerate(names):
            entry = leaky_results["sets"][name][activation]
            spread = np.linspace(-0.22, 0.22, len(entry["differences"]))
            ax.plot(100 * np.array(entry["differences"]), row + spread, "o", color=color, markersize=3, alpha=0.6, markeredgewidth=0)
            ax.plot([100 * entry["mean"]] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=1.6)
        ax.set(title=style.spelled(activation), ylim=(len(names) - 0.5, -0.5), xlim=(-14.5, 5.5))
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", length=0)
        ax.set_xticks([-10, -5, 0, 5], ["−10", "−5", "0", "5"])
        ax.grid(axis="x", color=FAINT)
        ax.set_axisbelow(True)
    fig.supxlabel("points of accuracy against the ReLU", color=QUIET, fontsize=10)
    return fig
