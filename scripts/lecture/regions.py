"""What the figures of decision regions share: networks trained on the lecture's points, measured, and drawn.

Every network has two inputs, two outputs and tanh, and is trained with the full batch from several random starts.
"""

from itertools import islice

import contourpy
import numpy as np

from nnref import CROSS_ENTROPY, MLP, TANH, Dropout, Noise, lecture_points, mlp, sgd_steps
from scripts.lecture import style
from scripts.lecture.statistics import accuracy

SEEDS, STEPS, LR, MOMENTUM = 13, 2000, 0.1, 0.9  # an odd number of starts: one of them is the median
CHECKPOINTS = (500, 1000, 2000)  # where the accuracies are taken
HIDDEN = (20,)  # the layers of the networks that are regularized
AXIS = np.linspace(-5, 5, 60)  # all training points lie in this square


def plain(hidden, rng):
    """A network with these hidden layers."""
    return mlp((2, *hidden, 2), TANH, rng)


def with_dropout(p, rng):
    """A regularized network that drops hidden neurons with this probability."""
    net = plain(HIDDEN, rng)
    return MLP(*net.layers[:2], Dropout(p, rng), net.layers[2])


def with_noise(std, rng):
    """A regularized network with noise of this standard deviation on its inputs."""
    return MLP(Noise(std, rng), *plain(HIDDEN, rng).layers)


def train(net, points, l2=0.0):
    """Train net on the points; the loss at the end, and (training, held-out) accuracy at each checkpoint."""
    x, t, x_held, t_held = points
    steps = sgd_steps(net, x, t, CROSS_ENTROPY, lr=LR, momentum=MOMENTUM, l2=l2)
    accuracies, done = [], 0
    for step in CHECKPOINTS:
        list(islice(steps, step - done))
        done = step
        accuracies.append((accuracy(net, x, t), accuracy(net, x_held, t_held)))
    return CROSS_ENTROPY.f(net.forward(x), t), accuracies


def score(net):
    """How much more the network is for class 1 than for class 0, on the grid: (rows along y, columns along x)."""
    z = net.forward(np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2))
    return (z[:, 1] - z[:, 0]).reshape(len(AXIS), len(AXIS))


def boundary(grid):
    """The length of the line where the score is zero, inside the square, and the number of areas it makes."""
    lines = contourpy.contour_generator(AXIS, AXIS, grid).lines(0)
    return sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines), len(lines) + 1  # pyright: ignore[reportCallIssue]


def sweep(settings, drawn):
    """Train from every start with each of the settings, {name: (network from an rng, lambda)}.

    For each setting the median over the starts, the least and the greatest; for those to be drawn also one start
    to be looked at, the one whose boundary has the median length.
    """
    return {name: _measure(make, l2, name in drawn) for name, (make, l2) in settings.items()}


def _measure(make, l2, drawn):
    runs, grids = [], []
    for seed in range(SEEDS):
        net = make(np.random.default_rng(seed))
        loss, accuracies = train(net, lecture_points(), l2)
        grids.append(score(net))
        length, areas = boundary(grids[-1])
        squares = sum((W * W).sum() for W in net.weights)
        runs.append([loss, *np.ravel(accuracies), length, areas, squares])
    names = [
        "loss",
        *(f"{part}_{step}" for step in CHECKPOINTS for part in ("train", "held_out")),
        "length",
        "areas",
        "squares",
    ]
    result = {}
    for name, values in zip(names, np.transpose(runs)):
        name = name.removesuffix(f"_{STEPS}")
        result[name] = {"median": np.median(values), "low": values.min(), "high": values.max(), "all": values}
    if not drawn:
        return result
    length = result["length"]
    seed = int(np.flatnonzero(np.isclose(length["all"], length["median"]))[0])  # two starts may end alike
    shown = {name: result[name]["all"][seed] for name in ("train", "held_out", "length")}
    return result | {
        "shown": shown | {"seed": seed, "score": (10000 * grids[seed] / np.abs(grids[seed]).max()).round().astype(int)}
    }


def side_by_side(experiment, titles):
    """The regions of some settings of an experiment side by side, {name: title}, with the training points."""
    fig, axes = style.panels(1, len(titles), height=166)
    x, t = lecture_points()[:2]
    for ax, (name, title) in zip(axes, titles.items()):
        shown = experiment[name]["shown"]
        style.region(ax, AXIS, AXIS, shown["score"])
        style.points(ax, x, t, size=2.8)
        ax.set_title(title)
        style.note(ax, f"training {100 * shown['train']:.0f} %\nheld out {100 * shown['held_out']:.0f} %")
    return fig
