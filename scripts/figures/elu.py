"""Figures of the ELU page beside the curve itself."""

from scripts import style


def elu_mean(elu_means):
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
