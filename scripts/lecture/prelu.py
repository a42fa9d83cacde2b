"""What the PReLU changes: its slopes while they are learned."""

import numpy as np

from nnref import CROSS_ENTROPY, circles, lecture_points, mlp, moons, sgd, spirals
from scripts.lecture import style
from scripts.lecture.style import QUIET

WIDTH = 20


def measure_slopes():
    """The slopes of 20 PReLU units while they are learned, from ten starts,
    on the point set of the capacity figures."""
    x, t, _, _ = lecture_points()
    result = {"width": WIDTH, "rate": 0.1, "steps": 1000, "every": 25, "seeds": 10}
    runs = []
    for seed in range(result["seeds"]):
        net = network((2, WIDTH, 2), seed)
        alpha, run = net.layers[1].alpha, []
        for _ in range(result["steps"] // result["every"]):
            run.append(alpha.copy())
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["every"])
        runs.append(run + [alpha.copy()])
    runs = np.array(runs)
    last = runs[:, -1]
    result |= {
        "one": runs[0],
        "means": runs.mean(axis=2),
        "mean": last.mean(),
        "lowest": last.min(),
        "highest": last.max(),
        "negative": (last < 0).mean(),
        "above_one": (last > 1).mean(),
        "units": last.size,
    }
    assert (result["means"][:, -1] < 0.25).all(), "from every start, the mean slope should end below where it began"
    assert result["above_one"] == 0, "no slope should be learned that is larger than one"
    return result


def measure_depth():
    """The mean slope of each of three hidden PReLU layers after training, on three point sets, from eight starts."""
    result = {"width": WIDTH, "rate": 0.1, "steps": 500, "seeds": 8, "sets": {}}
    for name, (x, t, _, _) in point_sets().items():
        means = []
        for seed in range(result["seeds"]):
            net = network((2, WIDTH, WIDTH, WIDTH, 2), seed)
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
            means.append([layer.alpha.mean() for layer in net.layers[1::2]])
        means = np.array(means)
        result["sets"][name] = {
            "mean": means.mean(axis=0),
            "low": means.min(axis=0),
            "high": means.max(axis=0),
            "falls": ((np.diff(means, axis=1) < 0).all(axis=1)).sum(),
        }
    return result


def network(sizes, seed):
    """A network with PReLU layers between the dense ones."""
    return mlp(sizes, "prelu", np.random.default_rng(seed))


def point_sets():
    """x, t and held-out x, t: the point set of the capacity figures, and three that nnref.data draws."""
    rng = np.random.default_rng(1)
    return {"lecture points": lecture_points()} | {
        make.__name__: (*make(150, rng, noise), *make(1000, rng, noise))
        for make, noise in ((circles, 0.15), (moons, 0.15), (spirals, 0.05))
    }


def draw_learning(prelu_slopes):
    """The slopes of PReLU units while they are learned."""
    fig, (left, right) = style.panels(1, 2, height=196, sharex=True)
    steps = np.arange(len(prelu_slopes["one"])) * prelu_slopes["every"]
    line = style.of("prelu")
    left.plot(steps, prelu_slopes["one"], **line | {"linewidth": 0.9, "alpha": 0.75})
    right.plot(steps, np.transpose(prelu_slopes["means"]), **line | {"linewidth": 1.2})
    left.set(title="20 units, one start", ylim=(-0.75, 0.6), ylabel="slope α")
    right.set(title="means, ten starts", ylim=(0, 0.28))
    style.ticks(left, [0, 500, 1000], [-0.5, 0, 0.25, 0.5])
    style.ticks(right, [0, 500, 1000], [0, 0.1, 0.2, 0.25])
    for ax in left, right:
        ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        ax.set(xlim=(0, 1000), xlabel="step")
    return fig
