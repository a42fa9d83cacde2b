"""Figures of the tanh page beside the curve itself."""

import numpy as np

from nnref import SIGMOID, TANH
from scripts import style


def tanh_slopes():
    """The derivatives of tanh and sigmoid on one scale: higher in the middle, lower outside."""
    fig, ax = style.panels(height=180, width=300)
    x = np.linspace(-5, 5, 241)
    for record, at in (TANH, 0.72), (SIGMOID, 2.1):
        line = style.of(record)
        ax.plot(x, record.df(x), **line)
        style.label(ax, at + 0.2, record.df(at) + 0.03, style.spelled(record), line["color"])
    ax.set(xlim=(-5, 5), ylim=(-0.05, 1.06))
    style.ticks(ax, [-5, 0, 5], [0, 0.25, 1])
    style.origin(ax)
    return fig


def tanh_saturated(tanh_saturation):
    """Share of saturated units after fifty steps, against the learning rate: tanh and sigmoid."""
    fig, ax = style.panels(height=196)
    rates = tanh_saturation["rates"]
    for name, at in ("tanh", 3), ("sigmoid", 4):
        run, line = tanh_saturation[name], style.of(name)
        ax.semilogx(rates, run["mean"], **line)
        ax.fill_between(rates, run["low"], run["high"], color=line["color"], alpha=0.15, linewidth=0)
        style.label(ax, rates[at] * 0.85, run["mean"][at] + 0.03, name, line["color"], ha="right", va="bottom")
    ax.set(xlabel="learning rate", ylabel="share saturated", xlim=(0.1, 30), ylim=(0, 1.02), yticks=[0, 0.5, 1])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.minorticks_off()
    return fig
