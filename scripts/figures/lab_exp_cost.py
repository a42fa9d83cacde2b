"""Figures of the lab on the cost of exp."""

from scripts import style
from scripts.labs.exp_cost import LECTURE, NETWORKS, ratio, time, verdict

FUNCTIONS = {"multiply": "x · x", "divide": "x / x", "maximum": "max(x, 0)", "exp": "exp", "tanh": "tanh", "heaviside": "heaviside"}


def lab_exp_cost(benchmarks):
    """Nanoseconds for a number of six NumPy functions, with and without registers of 512 bits, float64"""
    costs = benchmarks["costs"]
    verdict(costs)
    fig, ax = style.panels(height=200)
    for row, name in enumerate(FUNCTIONS):
        wide, narrow = time(costs, name), time(costs, name, registers="narrow")
        ax.plot([wide, narrow], [row, row], color=style.QUIET, alpha=0.5, linewidth=1)
        ax.plot(narrow, row, "o", color=style.INK, markerfacecolor=style.PAPER, markersize=6)
        ax.plot(wide, row, "o", color=style.ACCENT, markersize=6)
    ax.set(xlabel="nanoseconds for a number", xlim=(0, None), ylim=(len(FUNCTIONS) - 0.4, -0.6))
    ax.set_yticks(range(len(FUNCTIONS)), FUNCTIONS.values())
    ax.tick_params(axis="y", length=0)
    style.label(ax, time(costs, "exp") + 0.15, 3.42, "with registers of 512 bits", color=style.ACCENT, fontsize=9, va="center")
    style.label(ax, time(costs, "exp", registers="narrow"), 2.5, "without", fontsize=9, ha="center", va="center")
    return fig


def lab_exp_cost_steps(benchmarks):
    """A training step as a multiple of one with the ReLU, for five activations and three networks, with and without registers of 512 bits"""
    costs = benchmarks["costs"]
    verdict(costs)
    fig, axes = style.panels(1, 3, height=190, sharey=True, sharex=True)
    for ax, network in zip(axes, NETWORKS):
        for row, name in enumerate(LECTURE):
            for registers, face in (("narrow", style.PAPER), ("wide", None)):
                low, median, high = ratio(costs, network, name, registers)
                color = style.of(name)["color"]
                ax.plot([low, high], [row, row], color=color, linewidth=1.2)
                ax.plot(median, row, "o", color=color, markerfacecolor=face or color, markersize=5.5)
        ax.axvline(1, color=style.QUIET, linewidth=0.7)
        ax.set_title(network)
        style.ticks(ax, [1, 1.5, 2], range(len(LECTURE)))
    axes[0].set_yticklabels([style.spelled(name) for name in LECTURE])
    axes[0].set_ylim(len(LECTURE) - 0.5, -0.5)
    axes[1].set_xlabel("times a step with the ReLU")
    for ax in axes:
        ax.tick_params(axis="y", length=0)
    return fig
