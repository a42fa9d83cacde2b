"""Figures of the lab on ELU's promises."""

import numpy as np

from scripts import style
from scripts.labs.elu_promises import NOISE, RATES, cost, kept, verdict
from scripts.spread import mean_and_error


def lab_elu_mean(lab_elu_two, lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh):
    """Mean output of each layer of trained networks, as a share of its root mean square"""
    six = _six(lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh)
    verdict(lab_elu_two, six)
    fig, axes = style.panels(1, 2, height=210, sharey=True, width_ratios=[1, 1.6])
    rate = kept(six)[-1]
    for ax, found, title in (axes[0], lab_elu_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            runs, look = np.array(run["mean"][rate]), style.of(name)
            layers = np.arange(1, runs.shape[1] + 1)
            ax.plot(layers, runs.mean(axis=0), **look)
            ax.fill_between(layers, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.15, linewidth=0)
        ax.set(title=title, xlabel="layer", xlim=(0.8, layers[-1] + 0.2), ylim=(-0.15, 0.75))
        style.ticks(ax, layers, [0, 0.2, 0.4, 0.6])
        ax.axhline(0, color=style.QUIET, linewidth=0.7, zorder=0.4)
    axes[0].set_ylabel("mean / root mean square")
    for name, x, y in ("relu", 2.2, 0.43), ("leaky_relu", 4, 0.64), ("elu", 2.6, 0.27), ("tanh", 4, -0.08):
        style.label(axes[1], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def _six(relu, leaky_relu, elu, tanh):
    return {"relu": relu, "leaky_relu": leaky_relu, "elu": elu, "tanh": tanh}


def lab_elu_noise(lab_elu_two, lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh):
    """Held-out accuracy against the noise on the pixels, each activation at the rate that was best in validation"""
    six = _six(lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh)
    fig, axes = style.panels(1, 2, height=225, sharey=True)
    for ax, found, title in (axes[0], lab_elu_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            runs, look = np.array(run["held_out"][run["best"]]), style.of(name)
            ax.plot(NOISE, runs.mean(axis=0), **look)
            ax.fill_between(NOISE, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.12, linewidth=0)
        ax.set(title=title, xlabel="noise", ylim=(0.4, 1.01))
        style.ticks(ax, [0, 0.2, 0.4], [0.5, 0.75, 1])
    axes[0].set_ylabel("held-out accuracy")
    for name, x, y in ("tanh", 0.4, 0.87), ("relu", 0.21, 0.73), ("leaky_relu", 0.17, 0.56), ("elu", 0.45, 0.72):
        style.label(axes[1], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def lab_elu_cost(lab_elu_two, lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh):
    """What noise takes from the held-out accuracy, against the learning rate that the network was trained with"""
    six = _six(lab_elu_six_relu, lab_elu_six_leaky_relu, lab_elu_six_elu, lab_elu_six_tanh)
    fig, axes = style.panels(1, 2, height=225, sharey=True)
    for ax, found, title in (axes[0], lab_elu_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            clean = np.array(run["held_out"])[:, :, 0]
            rates = np.flatnonzero((clean > 0).all(axis=1))
            mean, error = mean_and_error(cost(run)[rates])
            look, x = style.of(name), np.array(RATES)[rates]
            ax.plot(x, mean, **look)
            ax.fill_between(x, mean - 2 * error, mean + 2 * error, color=look["color"], alpha=0.15, linewidth=0)
        ax.set(title=title, xlabel="learning rate", xscale="log", ylim=(0, 28))
        ax.minorticks_off()
        style.ticks(ax, [0.03, 0.12, 0.5], [0, 10, 20])
    axes[0].set_ylabel("points lost to noise")
    for text, x, y, color in ("tanh", 0.25, 18.2, style.of("tanh")["color"]), ("ReLU, leaky ReLU, ELU", 0.1, 13, style.INK):
        style.label(axes[1], x, y, text, color, ha="center", va="center")
    return fig
