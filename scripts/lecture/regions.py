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
HALF_WAY = 4 * (0.4 + 0.9) / 2  # the radius of the circle between the two on which the classes were drawn
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


def off_the_circle(x, t):
    """Which points are on the wrong side of the circle half way between those on which the classes were drawn."""
    return (np.hypot(*x.T) > HALF_WAY) != t


def panel(ax, title, setting):
    """The regions of a setting with the training points, its accuracies, and rings around what a circle gets wrong."""
    x, t = lecture_points()[:2]
    shown = setting["shown"]
    show(ax, title, setting, x, t)
    ax.plot(*x[off_the_circle(x, t)].T, "o", color=style.INK, markerfacecolor="none", markersize=10)
    for place, name, part in (0.25, "training", "train"), (0.75, "held out", "held_out"):
        style.note(ax, f"{name} {100 * shown[part]:.0f} %", x=place, fontsize=11)


def show(ax, title, setting, x, t, hollow=False):
    """The regions of a setting, and points."""
    style.region(ax, AXIS, AXIS, setting["shown"]["score"])
    style.points(ax, x, t, hollow=hollow, size=4.6)
    ax.set_title(title, fontsize=11.5)
