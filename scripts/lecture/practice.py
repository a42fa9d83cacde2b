"""Every activation on one task, each with the learning rate at which it learns fastest."""

import numpy as np

from nnref import (
    CROSS_ENTROPY,
    GELU,
    LEAKY_RELU,
    MLP,
    RELU,
    SIGMOID,
    TANH,
    Dense,
    Elementwise,
    Layer,
    dead_units,
    mlp,
    sgd_steps,
    spirals,
)
from scripts.lecture import style
from scripts.lecture.catalog import AFTER, CATALOG, LECTURE, SIGMOIDS, kinds
from scripts.lecture.statistics import accuracy

SETTING = {
    "sizes": (2, 16, 16, 2),
    "points": 200,
    "new_points": 1000,
    "noise": 0.05,
    "momentum": 0.9,
    "steps": 600,
    "rates": [0.1, 0.14, 0.2, 0.28, 0.4, 0.56, 0.8, 1.1, 1.6, 2.2],  # each about the root of two times the last
    "trials": 10,
    "seeds": 10,
    "again": 20,  # further starts, a second draw
    "learned": 0.1,
}


PARTS = "practice_sigmoids", "practice_rectifiers", "practice_since"
RECTIFIERS = tuple(record for record in LECTURE if record not in SIGMOIDS)
SINCE = tuple(record for record in AFTER if record not in SIGMOIDS)


def measure_sigmoids():
    """The sigmoid, its rescaled form tanh and its integral softplus, on two spirals."""
    found = _compare(**kinds(SIGMOIDS))
    assert min(found["sigmoid"]["first"]) > max(found["tanh"]["first"]), (
        "the sigmoid should learn more slowly than tanh, from every start"
    )
    return SETTING | found


def measure_rectifiers():
    """The lecture's others; maxout has two pieces and as many units, so nearly twice the parameters."""
    return _compare(**kinds(RECTIFIERS), maxout="maxout")


def measure_since():
    """What came after the lecture, on the same spirals."""
    return _compare(**kinds(SINCE))


def _compare(**kinds):
    """Choose the rate with the fewest steps on some starts and point sets; report two draws of others."""
    result = {}
    for name, kind in kinds.items():
        tried = [
            np.mean([_run(kind, lr, 100 + seed)[0] for seed in range(SETTING["trials"])]) for lr in SETTING["rates"]
        ]
        lr = SETTING["rates"][np.argmin(tried)]
        first, new = zip(*[_run(kind, lr, seed) for seed in range(SETTING["seeds"])])
        again, new_again = zip(*[_run(kind, lr, 200 + seed) for seed in range(SETTING["again"])])
        n_params = mlp(SETTING["sizes"], kind, np.random.default_rng(0)).n_params
        result[name] = {
            "lr": lr,
            "tried": tried,
            "first": first,
            "again": again,
            "median": np.median(first + again),
            "new": new,
            "new_again": new_again,
            "n_params": n_params,
        }
    return result


def _run(kind, lr, seed):
    """Steps until the loss is below a tenth, at most six hundred, and then the accuracy on new points."""
    rng = np.random.default_rng(seed)
    x, t, x_new, t_new = points(rng)
    net = mlp(SETTING["sizes"], kind, rng)
    steps = steps_to_learn(net, x, t, lr)
    with np.errstate(over="ignore", invalid="ignore"):  # it may be lost
        return steps, accuracy(net, x_new, t_new)


def points(rng):
    """Spirals to learn, and new ones."""
    (x, t), (x_new, t_new) = (spirals(SETTING[n], rng, SETTING["noise"]) for n in ("points", "new_points"))
    return x, t, x_new, t_new


def steps_to_learn(net, x, t, lr):
    """Steps until the loss is below a tenth; the six hundred that are allowed, where it never is."""
    run = sgd_steps(net, x, t, CROSS_ENTROPY, lr=lr, momentum=SETTING["momentum"], steps=SETTING["steps"])
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        for step, loss in enumerate(run):
            if not loss >= SETTING["learned"]:
                return step if loss < SETTING["learned"] else SETTING["steps"]  # NaN: lost
    return SETTING["steps"]


def measure_rates():
    """ReLU and leaky ReLU at the same rates, on both draws of starts: the steps, and how many units are dead then."""
    result = {}
    for record, rates in (RELU, (0.4, 0.56, 0.8, 1.1)), (LEAKY_RELU, (0.4, 0.56)):
        for lr in rates:
            steps, dead = zip(*[_steps_and_dead(record, lr, seed) for seed in starts()])
            result[f"{record.name}, {lr}"] = {"steps": steps, "dead": dead}
    return result


def starts():
    """The seeds of both draws of starts."""
    return [*range(SETTING["seeds"]), *range(200, 200 + SETTING["again"])]


def _steps_and_dead(record, lr, seed):
    """Steps until the loss is below a tenth, at most six hundred, and the share of units that are dead then."""
    rng = np.random.default_rng(seed)
    x, t, *_ = points(rng)
    net = mlp(SETTING["sizes"], record, rng)
    return steps_to_learn(net, x, t, lr), np.mean(dead_units(net, x))


class Normalize(Layer):
    """Mean zero and variance one: of each unit over the examples (axis 0), or of each example over the units (1)."""

    def __init__(self, axis):
        self.axis = axis

    def forward(self, x, train=False):
        self.std = x.std(axis=self.axis, keepdims=True)
        self.y = (x - x.mean(axis=self.axis, keepdims=True)) / self.std
        return self.y

    def backward(self, g, to_input=True):
        along = (self.y * g).mean(axis=self.axis, keepdims=True)
        return (g - g.mean(axis=self.axis, keepdims=True) - self.y * along) / self.std


class Block(Layer):
    """Layers one after another and, if it skips, what came in added to what comes out."""

    def __init__(self, *layers, skips):
        self.layers, self.skips = layers, skips

    def forward(self, x, train=False):
        y = x
        for layer in self.layers:
            y = layer.forward(y, train)
        return x + y if self.skips else y

    def backward(self, g, to_input=True):
        self.size, arrived = np.sqrt((g * g).mean()), g
        for layer in self.layers[::-1]:
            g = layer.backward(g)
        return arrived + g if self.skips else g


def measure_depth():
    """The gradient at the first of thirty layers as a multiple of that at the last: with normalization before the
    activations and without, with connections that skip a layer and without, in untrained networks, on two draws."""
    result = {"depth": 30, "width": 64, "examples": 128, "seeds": 5}
    for record in SIGMOID, TANH, RELU, GELU:
        result[record.name] = {
            f"{norm}, {way}": [
                [_first_to_last(record, norm, way == "skips", result, first + seed) for seed in range(result["seeds"])]
                for first in (0, 100)
            ]
            for norm in ("none", "layer", "batch")
            for way in ("plain", "skips")
        }
    return result


def _first_to_last(record, norm, skips, setting, seed):
    rng = np.random.default_rng(seed)
    width, shape = setting["width"], (setting["examples"], setting["width"])
    between = {"none": [], "layer": [1], "batch": [0]}[norm]
    blocks = [
        Block(Dense(width, width, rng), *map(Normalize, between), Elementwise(record), skips=skips)
        for _ in range(setting["depth"])
    ]
    net = MLP(*blocks)
    net.forward(rng.standard_normal(shape))
    net.backward(rng.standard_normal(shape))
    return blocks[0].size / blocks[-1].size


def draw(practice_sigmoids, practice_rectifiers, practice_since):
    """How fast every activation learns two spirals, and how well it then does on new points, thirty starts each."""
    found = practice_sigmoids | practice_rectifiers | practice_since
    names = [name for name in CATALOG if name in found]  # what was not measured yet is left out
    fig, axes = style.panels(1, 2, height=30 + 25 * len(names), sharey=True)
    for row, name in enumerate(names):
        color = style.of(name)["color"]
        for ax, draws, least in zip(axes, (("first", "again"), ("new", "new_again")), (0, 0.6)):
            values = np.maximum(np.concatenate([found[name][draw] for draw in draws]), least)
            ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.35, markersize=4.5, markeredgewidth=0)
            ax.plot([np.median(values)] * 2, [-row - 0.32, -row + 0.32], color=color, linewidth=2)
    for ax, title in zip(axes, ("steps to a loss of 0.1", "accuracy on new points")):
        ax.set_title(title, fontsize=11)
        ax.tick_params(labelsize=11)
    axes[0].set(xscale="log", ylim=(-len(names) + 0.4, 0.6))
    axes[0].set_xticks([30, 100, found["steps"]], ["30", "100", f"≥ {found['steps']}"])
    axes[0].minorticks_off()
    axes[1].set(xlim=(0.59, 1.01))
    axes[1].set_xticks([0.6, 0.8, 1], ["≤ 0.6", "0.8", "1.0"])
    axes[0].set_yticks([-row for row in range(len(names))], [style.spelled(name) for name in names])
    axes[0].tick_params(axis="y", length=0)
    return fig
