"""Figures of the lab on the factor of six."""

import numpy as np

from scripts import style
from scripts.labs.six_times import GOALS, LIMIT, RATES, SHAPES, ratios, verdict


def lab_six_times(lab_six_times_relu, lab_six_times_leaky_relu, lab_six_times_tanh, lab_six_times_sigmoid_two, lab_six_times_sigmoid_four):
    """How many times the ReLU's epochs leaky ReLU, tanh and sigmoid need, start by start"""
    sigmoid = lab_six_times_sigmoid_two | lab_six_times_sigmoid_four
    found = {"relu": lab_six_times_relu, "leaky_relu": lab_six_times_leaky_relu, "tanh": lab_six_times_tanh, "sigmoid": sigmoid}
    verdict(found)
    fig, axes = style.panels(2, 1, height=330, sharex=True)
    for ax, shape in zip(axes, SHAPES):
        rows = [(name, goal) for goal in GOALS for name in ("leaky_relu", "tanh", "sigmoid")]
        for row, (name, goal) in enumerate(rows):
            values, color = ratios(found, name, shape, goal), style.of(name)["color"]
            ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.4, markersize=4.5, markeredgewidth=0)
            ax.plot([np.median(values)] * 2, [-row - 0.35, -row + 0.35], color=color, linewidth=2)
        for at, color in (1, style.QUIET), (6, style.ACCENT):
            ax.axvline(at, color=color, linewidth=0.9, zorder=0.5)
        ax.axhline(-2.5, color=style.FAINT, linewidth=0.8)
        ax.set(title=shape, xscale="log", xlim=(0.2, 10), ylim=(-5.6, 0.6))
        ax.minorticks_off()
        ax.set_yticks(range(0, -6, -1), [f"{style.spelled(name)}, {100 * goal:.0f} %" for name, goal in rows])
        ax.set_xticks([0.25, 0.5, 1, 2, 4, 6], ["¼", "½", "1", "2", "4", "6"])
    axes[1].set_xlabel("epochs, as a multiple of the ReLU's")
    return fig


def lab_six_times_rates(lab_six_times_relu, lab_six_times_tanh, lab_six_times_sigmoid_two, lab_six_times_sigmoid_four):
    """Epochs to a training error of two percent against the learning rate, five trial starts each"""
    found = {"relu": lab_six_times_relu, "tanh": lab_six_times_tanh, "sigmoid": lab_six_times_sigmoid_two | lab_six_times_sigmoid_four}
    fig, axes = style.panels(1, 2, height=190, sharey=True)
    places = {"two layers": {"relu": (1.7, 31), "tanh": (0.13, 12), "sigmoid": (2.1, 21)},
              "four layers": {"relu": (0.3, 25), "tanh": (0.13, 3.5), "sigmoid": (1.1, 16)}}  # fmt: skip
    for ax, shape in zip(axes, SHAPES):
        for name, by_shape in found.items():
            ax.plot(RATES, by_shape[shape]["tried"][-1], **style.of(name))
            style.label(ax, *places[shape][name], style.spelled(name), style.of(name)["color"])
        ax.set(title=shape, xscale="log", xlabel="learning rate", ylim=(0, LIMIT + 2))
        ax.minorticks_off()
        style.ticks(ax, [0.125, 0.5, 2, 8], [0, 10, 20, 30, LIMIT])
    axes[0].set_ylabel("epochs to 2 %")
    return fig
