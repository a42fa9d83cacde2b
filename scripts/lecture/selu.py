"""Mean and variance of the outputs of twenty untrained layers: does the SELU hold them at 0 and 1?"""

import numpy as np

from nnref import ELU, RELU, SELU, Dense
from scripts.lecture import style

DEPTH, WIDTH = 20, 128


def measure_layers():
    """Mean and variance after each of twenty layers of 128 units, over ten starts.

    gain is the variance of the initial weights times the number of inputs: 1 is the start that the SELU is
    made for, 2 the one that the ReLU is made for (He et al. 2015), which Dense draws.
    """
    runs = {"selu": (SELU, 1), "elu": (ELU, 1), "relu": (RELU, 2), "selu_he": (SELU, 2)}
    result = {
        "depth": DEPTH,
        "width": WIDTH,
        "seeds": 10,
        "examples": 200,
        "gain": {name: gain for name, (_, gain) in runs.items()},
    }
    for name, (record, gain) in runs.items():
        result[name] = _spread(
            np.array([_moments(record, gain, result["examples"], seed) for seed in range(result["seeds"])])
        )
    far = np.array([_moments(SELU, 1, result["examples"], seed, mean=1.0, std=2.0) for seed in range(result["seeds"])])
    result["selu_far"] = _spread(far)
    assert max(map(abs, result["selu"]["mean"])) < 0.05, "the SELU should keep the mean of every layer near 0"
    assert 0.9 < min(result["selu"]["variance"]) and max(result["selu"]["variance"]) < 1.1, (
        "the SELU should keep the variance of every layer near 1"
    )
    assert result["selu_he"]["variance"][-1] > 10, "with weights drawn for the ReLU, the SELU's variance should grow"
    return result


def _spread(runs):
    """The average over the starts of the two moments, and their smallest and largest."""
    return {
        f"{moment}{suffix}": of(runs[:, :, k], axis=0)
        for k, moment in enumerate(("mean", "variance"))
        for suffix, of in (("", np.mean), ("_low", np.min), ("_high", np.max))
    }


def _moments(record, gain, examples, seed, mean=0.0, std=1.0):
    """(mean, variance) of the outputs of each layer, for normal inputs with this mean and standard deviation."""
    rng = np.random.default_rng(seed)
    x, moments = mean + std * rng.standard_normal((examples, WIDTH)), []
    for _ in range(DEPTH):
        x = record.f(Dense(WIDTH, WIDTH, rng, np.sqrt(gain)).forward(x))
        moments.append((x.mean(), x.var()))
    return np.array(moments)


def draw_depth(selu_layers):
    """Mean and variance of the outputs of twenty layers: SELU, ELU and ReLU."""
    fig, (left, right) = style.panels(1, 2, height=206, sharex=True)
    layers = np.arange(1, selu_layers["depth"] + 1)
    for name in "relu", "elu", "selu":
        run, look = selu_layers[name], style.of(name)
        for ax, moment in (left, "mean"), (right, "variance"):
            ax.fill_between(
                layers, run[f"{moment}_low"], run[f"{moment}_high"], color=look["color"], alpha=0.18, linewidth=0
            )
            ax.plot(layers, run[moment], **look)
            lift = {"elu": 0.05, "selu": -0.04}.get(name, 0) if moment == "mean" else 0
            style.label(ax, 20.6, run[moment][-1] + lift, style.spelled(name), look["color"], va="center", fontsize=9.5)
    left.set(title="mean", ylim=(-0.1, 1))
    right.set(title="variance", yscale="log", ylim=(0.008, 6))
    right.minorticks_off()
    style.ticks(left, [1, 10, 20], [0, 0.5, 1])
    style.ticks(right, [1, 10, 20], [0.01, 0.1, 1])
    for ax in left, right:
        ax.set(xlim=(1, 27), xlabel="layer")
    return fig
