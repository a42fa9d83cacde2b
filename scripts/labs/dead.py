"""Dead ReLUs on the digits: how many, by learning rate, bias and depth, and which units come back."""

import numpy as np

from nnref import CROSS_ENTROPY, ELU, LEAKY_RELU, RELU, MLP, Elementwise, mlp, sgd
from scripts.digits import digits

WIDTH, BATCH, STEPS, LR = 32, 50, 240, 0.1  # ten passes over the 1,200 digits; a rate at which this network learns well
RATES = (0.03, 0.1, 0.3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
BIASES = (-2.0, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0)
DEPTHS, WIDTHS = (1, 2, 4, 8, 16, 30), (8, 16, 32)
SEEDS = range(20)


def network(record, seed, bias=0.0, depth=1, width=WIDTH, **params):
    """A network for the digits, and the generator that made it; all hidden units start with the same bias."""
    rng = np.random.default_rng(seed)
    net = mlp((64, *[width] * depth, 10), record, rng)
    for dense in net.layers[:-1:2]:
        dense.b += bias
    return MLP(*(Elementwise(record, **params) if hasattr(layer, "slope") else layer for layer in net.layers)), rng


def silent(net, x):
    """For each hidden layer: which units have a negative input on which rows of x."""
    net.forward(x)
    return [layer.x <= 0 for layer in net.layers if hasattr(layer, "slope")]


def counts(net, x):
    """Share of units that are silent on one digit, on average, and share of units that are silent on all of them."""
    layers = silent(net, x)
    return np.mean([units.mean() for units in layers]), np.mean([units.all(axis=0).mean() for units in layers])


def one_run(record, lr, seed, **start):
    """Silent on one digit and on all of them, before training and after it; and the accuracy on the digits trained on."""
    x, t, _, _ = digits()
    net, rng = network(record, seed, **start)
    before = counts(net, x)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        sgd(net, x, t, CROSS_ENTROPY, lr=lr, steps=STEPS, batch=BATCH, rng=rng)
    return *before, *counts(net, x), (net.predict(x) == t).mean()


def come_back(record, seed, epochs=40, **start):
    """Of the units that are silent on all digits before training: how many still are, for each layer after each epoch."""
    x, t, _, _ = digits()
    net, rng = network(record, seed, **start)
    first = [units.all(axis=0) for units in silent(net, x)]
    left = [[units.sum() for units in first]]
    for _ in range(epochs):
        sgd(net, x, t, CROSS_ENTROPY, lr=LR, steps=len(x) // BATCH, batch=BATCH, rng=rng)
        left.append([(units & now.all(axis=0)).sum() for units, now in zip(first, silent(net, x))])
    return left


def reaches(values, runs, share=0.4):
    """Where the mean share of dead units comes up to 40 percent, between the values that were tried; None where it never does."""
    means = [np.mean(run) for run in runs]
    for left, right, low, high in zip(values, values[1:], means, means[1:]):
        if min(low, high) < share <= max(low, high):
            return left + (share - low) / (high - low) * (right - left)
    return None


def best(runs):
    """Which of the rates gives the best accuracy, on average."""
    return int(np.argmax([np.mean(run["accuracy"]) for run in runs]))


def table_by_rate(by_rate):
    """Silent units and accuracy at each rate, in percent."""
    lines = ["        silent on    silent on all, %           accuracy, %", " rate   one, ReLU    ReLU (range)   leaky  ELU   ReLU (range)"]
    for i, lr in enumerate(by_rate["rates"]):
        relu, leaky, elu = (by_rate[name][i] for name in ("relu", "leaky_relu", "elu"))
        lines.append(f"{lr:5} {np.mean(relu['silent']):10.0%} {_range(relu['dead'])} {100 * np.mean(leaky['dead']):7.0f} {100 * np.mean(elu['dead']):5.0f}"
                     f" {_range(relu['accuracy'])}")
    return "\n".join(lines)


def _range(shares):
    return f"{100 * np.mean(shares):7.0f} " + f"({100 * min(shares):.0f}–{100 * max(shares):.0f})".ljust(8)


def table_of_causes(by_bias, by_depth):
    """Dead units by the first bias, after training, and by depth, before it."""
    lines = ["bias at the start   dead before   dead after   accuracy"]
    for bias, run in zip(by_bias["biases"], by_bias["runs"]):
        lines.append(f"{bias:17} {np.mean(run['dead before']):13.0%} {np.mean(run['dead']):12.0%} {np.mean(run['accuracy']):10.0%}")
    lines += ["", "hidden layers" + "".join(f"{depth:6}" for depth in by_depth["depths"])]
    lines += [f"{width:2} units wide" + "".join(f"{np.mean(runs):6.0%}" for runs in by_depth[str(width)]) for width in WIDTHS]
    return "\n".join(lines)


def came_back(revival):
    """{activation: the share of the silent units that came back}."""
    sums = {name: np.sum(runs, axis=0) for name, runs in revival.items()}
    return {name: 1 - run[-1] / run[0] for name, run in sums.items()}


def table_of_returns(revival, deep):
    """How many units were silent at first, how many came back, and from how many of the starts."""
    runs = {name: np.asarray(run) for name, run in revival.items()}
    runs |= {f"relu, {which} layer": run for which, run in zip(("1st", "2nd", "3rd"), np.moveaxis(deep, 2, 0))}
    lines = ["                 silent  back  in starts"]
    for name, run in runs.items():
        first, last = run[:, 0], run[:, -1]
        lines.append(f"{name:16} {first.sum():6} {(first - last).sum():5} {(last < first).sum():6} of {len(run)}")
    return "\n".join(lines)


def verdict(by_rate, by_bias, by_depth, revival, deep):
    """What the lab says, or an AssertionError with the sentence that fails."""
    relu = by_rate["relu"]
    dead = [np.mean(run["dead"]) for run in relu]
    assert np.mean(relu[0]["silent before"]) > 0.4 and np.mean(relu[0]["dead before"]) < 0.1, (
        "about half of the units should be silent on one digit, and less than a tenth on all of them")
    place, right = best(relu), [np.mean(run["accuracy"]) for run in relu]
    assert dead[place] < 0.2, "at the best learning rate less than a fifth of the units should be dead"
    forty = next(i for i, share in enumerate(dead) if share > 0.4)
    assert forty > place, "forty percent should take more than the best rate"
    assert right[forty + 1] < 0.5, "one rate beyond that of forty percent dead, the networks should be lost"
    assert reaches(by_bias["biases"], [run["dead"] for run in by_bias["runs"]]) is not None, "a bias should do as well"
    for width in "16", "32":
        means = [np.mean(of_depth) for of_depth in by_depth[width]]
        assert means[-1] > 2 * means[0] and means[-1] < 0.4, "depth should kill units, but fewer than forty percent by thirty layers"
    assert len({np.sum(runs, axis=0)[0] for runs in revival.values()}) == 1, "each activation should begin with the same units silent"
    back = came_back(revival)
    assert back["relu"] == 0, "no dead ReLU unit of a first layer should come back"
    assert 0 < back["leaky_relu"] < 0.1, "less than a tenth of the silent leaky ReLU units should come back"
    assert back["elu"] > 0.5, "more than half of the silent ELU units should come back"
    first, second, third = np.sum(deep, axis=0).T
    assert first[-1] == first[0], "in three layers, none of the first should come back either"
    assert second[-1] < 0.9 * second[0] and third[-1] < 0.8 * third[0], "but in the layers above it some should"
