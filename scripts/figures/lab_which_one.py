"""Figures of the lab that compares all activations on the digits."""

import numpy as np

from scripts import style
from scripts.labs.which_one import EPOCHS, verdict


def lab_which_one(lab_which_one_sigmoids, lab_which_one_rectifiers, lab_which_one_others, lab_which_one_smooth):
    """Accuracy of every activation on held-out digits after twenty epochs, twenty starts each"""
    found = lab_which_one_sigmoids | lab_which_one_rectifiers | lab_which_one_others | lab_which_one_smooth
    verdict(found)
    names = [name for name in style.NAMES[1:] + style.NAMES[:1] if name in found]
    fig, ax = style.panels(height=320)
    for row, name in enumerate(names):
        values, color = np.array(found[name]["final"]), style.of(name)["color"]
        ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.45, markersize=4.5, markeredgewidth=0)
        ax.plot([values.mean()] * 2, [-row - 0.35, -row + 0.35], color=color, linewidth=2)
    ax.axvline(np.mean(found["relu"]["final"]), color=style.QUIET, linewidth=0.8, zorder=0.5)
    ax.set(xlabel="held-out accuracy", ylim=(-len(names) + 0.4, 0.6))
    ax.set_yticks(range(0, -len(names), -1), [style.spelled(name) for name in names])
    return fig


def lab_which_one_curves(lab_which_one_sigmoids, lab_which_one_rectifiers, lab_which_one_others, lab_which_one_smooth):
    """Share of held-out digits that are wrong after each epoch, for every activation, twenty starts each"""
    found = lab_which_one_sigmoids | lab_which_one_rectifiers | lab_which_one_others | lab_which_one_smooth
    names = [name for name in style.NAMES[1:] + style.NAMES[:1] if name in found]
    fig, axes = style.panels(4, 3, height=430, sharex=True, sharey=True)
    epochs = np.arange(1, EPOCHS + 1)
    relu = 100 - 100 * np.array(found["relu"]["held_out"]["median"])
    for ax, name in zip(axes.flat, names, strict=True):
        median, low, high = (100 - 100 * np.array(found[name]["held_out"][key]) for key in ("median", "high", "low"))
        color = style.of(name)["color"]
        ax.plot(epochs, relu, color=style.QUIET, linewidth=0.8)
        ax.fill_between(epochs, low, high, color=color, alpha=0.25, linewidth=0)
        ax.plot(epochs, median, color=color, linewidth=1.6)
        ax.set(title=style.spelled(name), yscale="log", ylim=(1.5, 100))
        ax.minorticks_off()
        style.ticks(ax, [1, 10, 20], [2, 5, 10, 20, 50, 100])
    for ax in axes[-1]:
        ax.set_xlabel("epochs")
    for ax in axes[:, 0]:
        ax.set_ylabel("wrong, %")
    return fig
