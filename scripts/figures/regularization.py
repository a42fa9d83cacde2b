"""Figures of the page on regularization."""

import numpy as np

from scripts import regions, style


def l2(l2_sweep):
    """Decision regions of 20 hidden neurons with L2 regularization of three strengths."""
    return regions.draw(l2_sweep, {name: f"λ = {name}" for name in l2_sweep["shown"]})


def dropout(dropout_sweep):
    """Decision regions of 20 hidden neurons trained with dropout of three probabilities."""
    return regions.draw(dropout_sweep, {name: f"p = {name}" for name in dropout_sweep["shown"]})


def input_noise(noise_sweep):
    """Decision regions of 20 hidden neurons trained with input noise of three strengths."""
    return regions.draw(noise_sweep, {name: f"deviation {name}" for name in noise_sweep["shown"]})


def strengths(capacity, l2_sweep, dropout_sweep, noise_sweep):
    """Training and held-out accuracy of 20 hidden neurons against the strength of each regularizer."""
    fig, axes = style.panels(1, 3, height=180, sharey=True)
    sweeps = (l2_sweep, "L2", "λ"), (dropout_sweep, "dropout", "p"), (noise_sweep, "input noise", "deviation")
    for ax, (sweep, title, xlabel) in zip(axes, sweeps):
        settings = [capacity["20"], *(sweep[str(strength)] for strength in sweep["strengths"])]
        for name, color, line in ("train", style.QUIET, "--"), ("held_out", style.ACCENT, "-"):
            medians, lows, highs = (np.array([s[name][part] for s in settings]) for part in ("median", "low", "high"))
            ax.fill_between(range(len(settings)), lows, highs, color=color, alpha=0.18, linewidth=0)
            ax.plot(medians, color=color, linestyle=line, marker="o", markersize=3)
        ax.set(title=title, xlabel=xlabel, ylim=(0.65, 1.02))
        style.ticks(ax, [0, 2, 4], [0.7, 0.8, 0.9, 1])
        ax.set_xticklabels(["0", f"{sweep['strengths'][1]:g}", f"{sweep['strengths'][3]:g}"])
    style.label(axes[0], 1.5, 0.985, "training", color=style.QUIET, fontsize=9)
    style.label(axes[0], 0.1, 0.675, "held out", color=style.ACCENT, fontsize=9)
    axes[0].set_ylabel("accuracy")
    return fig
