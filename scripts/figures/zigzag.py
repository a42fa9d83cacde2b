"""Figures of the zig-zag: its path, and the signs behind it."""

import numpy as np
from matplotlib.colors import ListedColormap

from scripts import style
from scripts.style import ACCENT, AREA_A, AREA_B, INK, PAPER, QUIET


def zigzag_path(zigzag_paths):
    """The path of gradient descent in the plane of two weights, for positive and for centered inputs."""
    fig, axes = style.panels(2, 2, height=370, sharex=True, sharey=True)
    for row, (batch, text) in zip(axes, (("one", "one at a time"), ("all", "all at once"))):
        for ax, inputs in zip(row, ("positive", "centered")):
            run = zigzag_paths[f"{inputs}_{batch}"]
            path = np.array(run["path"])
            ax.plot(*zigzag_paths["goal"], "o", color=ACCENT, markersize=9, markerfacecolor=PAPER, markeredgewidth=1.6)
            ax.plot(*path.T, color=INK, linewidth=0.9, marker="o", markersize=2.2)
            ax.set(xlim=(-0.45, 1.25), ylim=(-1.25, 0.45), aspect="equal")
            ax.set_title(f"{inputs} inputs,\n{text}: {len(path) - 1} steps", fontsize=9.5)
            style.ticks(ax, [0, 1], [-1, 0])
    for ax in axes[1]:
        ax.set_xlabel("$w_1$")
    for ax in axes[:, 0]:
        ax.set_ylabel("$w_2$")
    return fig


def sign_pattern(sign_patterns):
    """Signs of the gradient components for ten examples and for the batch, behind sigmoid and behind tanh units."""
    fig, axes = style.panels(1, 2, height=236)
    for ax, name in zip(axes, ("sigmoid", "tanh")):
        single, batch = np.array(sign_patterns[name]["single"]), np.array([sign_patterns[name]["batch"]])
        rows, columns = single.shape
        for signs, top in (single, rows), (batch, -0.7):
            ax.pcolormesh(np.arange(columns + 1), top - np.arange(len(signs) + 1), signs, cmap=ListedColormap([AREA_A, AREA_B]),
                          vmin=-1, vmax=1, edgecolors=PAPER, linewidth=1)  # fmt: skip
            for i, j in np.ndindex(signs.shape):
                ax.text(j + 0.5, top - i - 0.54, "+" if signs[i, j] > 0 else "−", ha="center", va="center", fontsize=9)
        style.bare(ax)
        ax.set(title=f"behind {name} units", xlim=(0, columns), ylim=(-1.75, rows + 0.05))
    axes[0].text(-0.35, rows / 2, "one example", rotation=90, ha="right", va="center", color=QUIET, fontsize=9.5)
    axes[0].text(-0.35, -1.2, "all", ha="right", va="center", color=QUIET, fontsize=9.5)
    return fig


def sign_agreement_by_batch(sign_patterns):
    """Share of the gradient components that agree in sign, against the size of the batch."""
    fig, axes = style.panels(1, 2, height=196, sharey=True)
    sizes = sign_patterns["sizes"]
    titles = {"untrained": "untrained", "trained": f"after {sign_patterns['steps']} steps"}
    for ax, (moment, title) in zip(axes, titles.items()):
        for name in "sigmoid", "relu", "tanh":
            run, line = sign_patterns[name][moment], style.of(name)
            ax.semilogx(sizes, run["mean"], **line)
            ax.fill_between(sizes, run["low"], run["high"], color=line["color"], alpha=0.1, linewidth=0)
        ax.set(title=title, xlabel="examples in the batch", xlim=(0.9, 90), ylim=(0.45, 1.03))
        ax.set_xticks([1, 5, 20, 80], ["1", "5", "20", "80"])
        ax.minorticks_off()
    axes[0].set(ylabel="share of one sign", yticks=[0.5, 0.75, 1])
    for name, x, y in ("sigmoid", 12, 0.95), ("relu", 3, 0.715), ("tanh", 6, 0.625):
        style.label(axes[0], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig
