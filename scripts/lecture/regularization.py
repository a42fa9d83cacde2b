"""Twenty hidden neurons under L2, dropout and input noise, each with several strengths, on the lecture's points."""

from functools import partial

import numpy as np

from scripts.lecture import regions, style


def measure_l2():
    """L2 regularization: a larger lambda draws a shorter boundary."""
    return _sweep(
        {str(lam): (partial(regions.plain, regions.HIDDEN), lam) for lam in (0.0001, 0.001, 0.01, 0.03, 0.1)},
        ("0.0001", "0.001", "0.01"),
    )


def measure_dropout():
    """Dropout of hidden neurons: a larger probability of dropping draws a shorter boundary."""
    return _sweep(
        {str(p): (partial(regions.with_dropout, p), 0.0) for p in (0.1, 0.3, 0.5, 0.7)}, ("0.1", "0.3", "0.5")
    )


def measure_noise():
    """Input noise: a larger standard deviation draws a shorter boundary."""
    return _sweep(
        {str(std): (partial(regions.with_noise, std), 0.0) for std in (0.2, 0.4, 0.8, 1.6)}, ("0.2", "0.4", "0.8")
    )


def _sweep(settings, shown):
    result = regions.sweep(settings, shown)
    weak, middle, strong = (result[name] for name in shown)
    assert weak["length"]["median"] > middle["length"]["median"] > strong["length"]["median"], (
        f"the boundary should be shorter with {shown[1]} than with {shown[0]}, and shorter still with {shown[2]}"
    )
    assert weak["train"]["median"] >= middle["train"]["median"] > strong["train"]["median"], (
        f"{shown[1]} should fit no more of the training points than {shown[0]}, and {shown[2]} fewer"
    )
    assert middle["held_out"]["low"] > weak["held_out"]["median"], (
        f"{shown[1]} should do better on held-out points than {shown[0]}"
    )
    return result | {"strengths": [float(name) for name in settings], "shown": list(shown)}


def draw_l2(regularization_l2):
    """Decision regions of 20 hidden neurons with L2 regularization of three strengths."""
    return regions.side_by_side(regularization_l2, {name: f"λ = {name}" for name in regularization_l2["shown"]})


def draw_dropout(regularization_dropout):
    """Decision regions of 20 hidden neurons trained with dropout of three probabilities."""
    return regions.side_by_side(
        regularization_dropout, {name: f"p = {name}" for name in regularization_dropout["shown"]}
    )


def draw_noise(regularization_noise):
    """Decision regions of 20 hidden neurons trained with input noise of three strengths."""
    return regions.side_by_side(
        regularization_noise, {name: f"deviation {name}" for name in regularization_noise["shown"]}
    )


def draw_strengths(capacity, regularization_l2, regularization_dropout, regularization_noise):
    """Training and held-out accuracy of 20 hidden neurons against the strength of each regularizer."""
    fig, axes = style.panels(1, 3, height=180, sharey=True)
    sweeps = (
        (regularization_l2, "L2", "λ"),
        (regularization_dropout, "dropout", "p"),
        (regularization_noise, "input noise", "deviation"),
    )
    for ax, (sweep, title, xlabel) in zip(axes, sweeps):
        settings = [capacity["20"], *(sweep[str(strength)] for strength in sweep["strengths"])]
        for name, color, line in ("train", style.QUIET, "--"), ("held_out", style.ACCENT, "-"):
            medians, lows, highs = (np.array([s[name][part] for s in settings]) for part in ("median", "low", "high"))
            ax.fill_between(range(len(settings)), lows, highs, color=color, alpha=0.18, linewidth=0)
            ax.plot(medians, color=color, linestyle=line, marker="o", markersize=3)
        ax.set(title=title, xlabel=xlabel, ylim=(0.65, 1.02))
        style.ticks(ax, [0, 2, 4], [0.7, 0.8, 0.9, 1])
        ax.set_xticklabels(["0", f"{sweep['strengths'][1]:g}", f"{sweep['strengths'][3]:g}"])
    style.label(axes[0], 2.3, 0.985, "training", color=style.QUIET, fontsize=9)
    style.label(axes[0], 0.1, 0.675, "held out", color=style.ACCENT, fontsize=9)
    axes[0].set_ylabel("accuracy")
    return fig
