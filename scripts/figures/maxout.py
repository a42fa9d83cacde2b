"""Figure of the maxout page beside the special cases: learning rates at which it still learns."""

from scripts import style
from scripts.style import QUIET


def maxout_rate(maxout_rates):
    """Share of silent units and accuracy after fifty steps, maxout against ReLU."""
    fig, axes = style.panels(1, 2, height=190, sharex=True)
    rates = maxout_rates["rates"]
    for name in "relu", "maxout":
        run, look = maxout_rates[name], style.of(name)
        axes[0].plot(rates, run["silent"], **look)
        axes[1].fill_between(rates, run["low"], run["high"], color=look["color"], alpha=0.18, linewidth=0)
        axes[1].plot(rates, run["accuracy"], **look)
        place = {"relu": (2.9, 0.385, "right"), "maxout": (0.12, 0.015, "left")}[name]
        style.label(axes[0], *place[:2], style.spelled(name), look["color"], ha=place[2], va="bottom")
    axes[1].axhline(0.5, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    axes[0].set(title="silent units", ylim=(0, 0.5))
    axes[1].set(title="accuracy", ylim=(0.3, 1))
    for ax, ys in zip(axes, ([0, 0.2, 0.4], [0.5, 0.75, 1])):
        ax.set(xscale="log", xlim=(0.1, 3), xlabel="learning rate")
        ax.minorticks_off()
        style.ticks(ax, [0.1, 0.3, 1, 3], ys)
    return fig
