"""Figures of the lab on lambda, dropout and noise."""

import numpy as np

from scripts import style
from scripts.labs.knobs import gains, verdict

KNOBS = {"L2": ("λ", [0, 0.01, 0.1]), "dropout": ("p", [0, 0.1, 0.3, 0.7]), "input noise": ("deviation", [0, 0.2, 0.6, 1.6])}


def lab_lambda(lab_lambda_l2, lab_lambda_dropout, lab_lambda_noise):
    """Held-out accuracy, length of the boundary and squared weights against L2, dropout and input noise, on twelve point sets"""
    verdict(lab_lambda_l2, lab_lambda_dropout, lab_lambda_noise)
    fig, axes = style.panels(3, 3, height=400, sharex="col", sharey="row")
    for column, (title, result) in zip(axes.T, zip(KNOBS, (lab_lambda_l2, lab_lambda_dropout, lab_lambda_noise))):
        none = {name: [lab_lambda_l2[name][0]] if result is not lab_lambda_l2 else [] for name in result}
        strengths = ([0] if none["train"] else []) + result["strengths"]
        squares = [np.array(none[name] + result[name]) for name in ("squares_in", "squares_out")]
        xlabel, marked = KNOBS[title]
        _lines(column[0], np.array(none["held_out"] + result["held_out"]), style.ACCENT)
        _lines(column[1], np.array(none["length"] + result["length"]), style.INK)
        for values, line, color in zip(squares, ("-", (0, (3, 1.5))), (style.SERIES[4], style.SERIES[2])):
            _lines(column[2], values, color, line)
        column[0].set_title(title)
        column[2].set(yscale="log", xlabel=xlabel)
        column[2].set_xticks([strengths.index(strength) for strength in marked], [f"{strength:g}" for strength in marked])
        column[2].minorticks_off()
    axes[0, 0].set(ylabel="held-out accuracy", yticks=[0.7, 0.8, 0.9])
    axes[1, 0].set(ylabel="boundary", yticks=[20, 30, 40])
    axes[2, 0].set(ylabel="squared weights", yticks=[1, 10, 100])
    axes[2, 0].set_yticklabels(["1", "10", "100"])
    style.label(axes[2, 1], 8, 12, "second\nlayer", color=style.SERIES[2], fontsize=9, ha="right")
    style.label(axes[2, 1], 8, 130, "first layer", color=style.SERIES[4], fontsize=9, ha="right")
    return fig


def _lines(ax, values, color, line="-"):
    """A thin line for each set, and a thick one for their medians."""
    ax.plot(values, color=style.QUIET, alpha=0.28, linewidth=0.6)
    ax.plot(np.median(values, axis=1), color=color, linestyle=line, linewidth=1.9)


def lab_lambda_gain(lab_lambda_l2, lab_lambda_dropout, lab_lambda_noise):
    """What each way of regularizing gains on held-out points, its strength chosen on others, on twelve point sets"""
    verdict(lab_lambda_l2, lab_lambda_dropout, lab_lambda_noise)
    fig, ax = style.panels(height=170)
    gained = np.array([gains(result, lab_lambda_l2) for result in (lab_lambda_l2, lab_lambda_noise, lab_lambda_dropout)])
    ax.axvline(0, color=style.QUIET, linewidth=0.7)
    ax.plot(gained, range(3), color=style.QUIET, alpha=0.3, linewidth=0.7)
    for row, values in enumerate(gained):
        ax.plot(values, np.full(len(values), row), "o", color=style.SERIES[2], alpha=0.6, markersize=5)
        ax.plot(2 * [values.mean()], [row - 0.22, row + 0.22], color=style.ACCENT, linewidth=2)
    ax.set(xlabel="gain on held-out points, percentage points", ylim=(2.5, -0.5))
    ax.set_yticks(range(3), ["L2", "input noise", "dropout"])
    ax.tick_params(axis="y", length=0)
    return fig
