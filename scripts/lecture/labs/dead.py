"""Dead ReLUs on the digits: how many, by learning rate, bias and depth, and which units come back."""

import numpy as np

from nnref import CROSS_ENTROPY, ELU, LEAKY_RELU, MLP, RELU, Elementwise, mlp, sgd
from scripts.lecture import style
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy

WIDTH, BATCH, STEPS, LR = 32, 50, 240, 0.1  # ten passes over the 1,200 digits; a rate at which this network learns well
RATES = (0.03, 0.1, 0.3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
BIASES = (-2.0, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0)
DEPTHS, WIDTHS = (1, 2, 4, 8, 16, 30, 60), (2, 4, 8, 16, 32)
SEEDS = range(20)


def network(record, seed, bias=0.0, depth=1, width=WIDTH, **params):
    """A network for the digits, and the generator that made it; all hidden units start with the same bias."""
    rng = np.random.default_rng(seed)
    net = mlp((64, *[width] * depth, 10), record, rng)
    for dense in net.layers[:-1:2]:
        dense.b += bias  # pyright: ignore[reportAttributeAccessIssue]
    return MLP(*(Elementwise(record, **params) if hasattr(layer, "slope") else layer for layer in net.layers)), rng


def silent(net, x):
    """For each hidden layer: which units have an input that is not positive, on which rows of x."""
    net.forward(x)
    return [layer.x <= 0 for layer in net.layers if hasattr(layer, "slope")]


def counts(net, x):
    """Share of units that are silent on one digit, on average, and share of units that are silent on all of them."""
    layers = silent(net, x)
    return np.mean([units.mean() for units in layers]), np.mean([units.all(axis=0).mean() for units in layers])


def one_run(record, lr, seed, **start):
    """Silent on one digit and on all of them, before training and after it;
    and the accuracy on the digits trained on."""
    x, t, _, _ = digits()
    net, rng = network(record, seed, **start)
    before = counts(net, x)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        sgd(net, x, t, CROSS_ENTROPY, lr=lr, steps=STEPS, batch=BATCH, rng=rng)
    return *before, *counts(net, x), accuracy(net, x, t)


def come_back(record, seed, epochs=40, **start):
    """Of the units that are silent on all digits before training: how many still are,
    for each layer after each epoch."""
    x, t, _, _ = digits()
    net, rng = network(record, seed, **start)
    first = [units.all(axis=0) for units in silent(net, x)]
    left = [[units.sum() for units in first]]
    for _ in range(epochs):
        sgd(net, x, t, CROSS_ENTROPY, lr=LR, steps=len(x) // BATCH, batch=BATCH, rng=rng)
        left.append([(units & now.all(axis=0)).sum() for units, now in zip(first, silent(net, x))])
    return left


def reaches(values, runs, share=0.4):
    """Where the mean share of dead units comes up to 40 percent, between the values that were tried;
    None where it never does."""
    means = [np.mean(run) for run in runs]
    for left, right, low, high in zip(values, values[1:], means, means[1:]):
        if min(low, high) < share <= max(low, high):
            return left + (share - low) / (high - low) * (right - left)
    return None


def best(runs):
    """Which of the rates gives the best accuracy, on average."""
    return int(np.argmax([np.mean(run["accuracy"]) for run in runs]))


def _range(shares):
    return f"{100 * np.mean(shares):7.0f} " + f"({100 * min(shares):.0f}–{100 * max(shares):.0f})".ljust(8)


def came_back(revival):
    """{activation: the share of the silent units that came back}."""
    sums = {name: np.sum(runs, axis=0) for name, runs in revival.items()}
    return {name: 1 - run[-1] / run[0] for name, run in sums.items()}


def measure_by_rate():
    """Networks with one hidden layer, at eleven rates."""
    return {"rates": RATES} | {record.name: [_runs(record, lr) for lr in RATES] for record in (RELU, LEAKY_RELU, ELU)}


def measure_by_bias():
    """ReLU units that start with a bias."""
    return {"biases": BIASES, "runs": [_runs(RELU, LR, bias=bias) for bias in BIASES]}


def _runs(record, lr, **start):
    names = "silent before", "dead before", "silent", "dead", "accuracy"
    return dict(zip(names, np.transpose([one_run(record, lr, seed, **start) for seed in SEEDS])))  # pyright: ignore


def measure_by_depth():
    """Dead before any training, for five widths."""
    x = digits()[0]
    return {"depths": DEPTHS} | {
        str(width): [
            [counts(network(RELU, seed, depth=depth, width=width)[0], x)[1] for seed in SEEDS] for depth in DEPTHS
        ]
        for width in WIDTHS
    }


def measure_revival():
    """Units that a bias of minus one has silenced before training, the same ones for each activation."""
    kinds = {
        "relu": (RELU, {}),
        "leaky_relu": (LEAKY_RELU, {}),
        "leaky_relu, 0.1": (LEAKY_RELU, {"alpha": 0.1}),
        "elu": (ELU, {}),
    }
    return {
        name: [np.ravel(come_back(record, seed, bias=-1.0, **params)) for seed in SEEDS]
        for name, (record, params) in kinds.items()
    }


def measure_revival_deep():
    """The same in three hidden layers of ReLUs, silenced by a bias of minus one half."""
    return [come_back(RELU, seed, bias=-0.5, depth=3) for seed in SEEDS]


def verdict(dead_by_rate, dead_by_bias, dead_by_depth, dead_revival, dead_revival_deep):
    """What the lab says, or an AssertionError with the sentence that fails."""
    relu = dead_by_rate["relu"]
    dead = [np.mean(run["dead"]) for run in relu]
    assert np.mean(relu[0]["silent before"]) > 0.4 and np.mean(relu[0]["dead before"]) < 0.1, (
        "about half of the units should be silent on one digit, and less than a tenth on all of them"
    )
    place, right = best(relu), [np.mean(run["accuracy"]) for run in relu]
    assert dead[place] < 0.2, "at the best learning rate less than a fifth of the units should be dead"
    forty = next(i for i, share in enumerate(dead) if share > 0.4)
    assert forty > place, "forty percent should take more than the best rate"
    assert right[forty + 1] < 0.5, "one rate beyond that of forty percent dead, the networks should be lost"
    assert reaches(dead_by_bias["biases"], [run["dead"] for run in dead_by_bias["runs"]]) is not None, (
        "a bias should do as well"
    )
    for width in "16", "32":
        means = [np.mean(of_depth) for of_depth in dead_by_depth[width]]
        assert means[-1] > 2 * means[0] and means[-1] < 0.4, (
            "depth should kill units, but fewer than forty percent by sixty layers of 16 units or more"
        )
    for width in "2", "4", "8":
        assert np.mean(dead_by_depth[width][-1]) > 0.4, "in narrower layers it should kill more than forty percent"
    assert len({np.sum(runs, axis=0)[0] for runs in dead_revival.values()}) == 1, (
        "each activation should begin with the same units silent"
    )
    back = came_back(dead_revival)
    assert back["relu"] == 0, "no dead ReLU unit of a first layer should come back"
    assert 0 < back["leaky_relu"] < 0.1, "less than a tenth of the silent leaky ReLU units should come back"
    assert back["elu"] > 0.5, "more than half of the silent ELU units should come back"
    first, second, third = np.sum(dead_revival_deep, axis=0).T
    assert first[-1] == first[0], "in three layers, none of the first should come back either"
    assert second[-1] < 0.9 * second[0] and third[-1] < 0.8 * third[0], "but in the layers above it some should"


def table_by_rate(by_rate):
    """Silent units and accuracy at each rate, in percent."""
    lines = [
        "        silent on    silent on all, %           accuracy, %",
        " rate   one, ReLU    ReLU (range)   leaky  ELU   ReLU (range)",
    ]
    for i, lr in enumerate(by_rate["rates"]):
        relu, leaky, elu = (by_rate[name][i] for name in ("relu", "leaky_relu", "elu"))
        lines.append(
            f"{lr:5} {np.mean(relu['silent']):10.0%} {_range(relu['dead'])} "
            f"{100 * np.mean(leaky['dead']):7.0f} {100 * np.mean(elu['dead']):5.0f}"
            f" {_range(relu['accuracy'])}"
        )
    return "\n".join(lines)


def table_of_causes(by_bias, by_depth):
    """Dead units by the first bias, after training, and by depth, before it."""
    lines = ["bias at the start   dead before   dead after   accuracy"]
    for bias, run in zip(by_bias["biases"], by_bias["runs"]):
        lines.append(
            f"{bias:17} {np.mean(run['dead before']):13.0%} {np.mean(run['dead']):12.0%} "
            f"{np.mean(run['accuracy']):10.0%}"
        )
    lines += ["", "hidden layers" + "".join(f"{depth:6}" for depth in by_depth["depths"])]
    lines += [
        f"{width:2} units wide" + "".join(f"{np.mean(runs):6.0%}" for runs in by_depth[str(width)]) for width in WIDTHS
    ]
    return "\n".join(lines)


def table_of_returns(revival, deep):
    """How many units were silent at first, how many came back, and from how many of the starts."""
    runs = {name: np.asarray(run) for name, run in revival.items()}
    runs |= {f"relu, {which} layer": run for which, run in zip(("1st", "2nd", "3rd"), np.moveaxis(deep, 2, 0))}
    lines = ["                 silent  back  in starts"]
    for name, run in runs.items():
        first, last = run[:, 0], run[:, -1]
        lines.append(f"{name:16} {first.sum():6} {(first - last).sum():5} {(last < first).sum():6} of {len(run)}")
    return "\n".join(lines)


def draw_by_rate(dead_by_rate):
    """Silent units and accuracy against the learning rate, for ReLU, leaky ReLU and ELU"""
    fig, axes = style.panels(2, 3, height=300, sharex=True, sharey="row")
    rates = dead_by_rate["rates"]
    for column, name in zip(axes.T, ("relu", "leaky_relu", "elu")):
        for ax, key in zip(column, ("dead", "accuracy")):
            runs, look = np.array([run[key] for run in dead_by_rate[name]]), style.of(name)
            ax.plot(rates, runs.mean(axis=1), **look)
            ax.fill_between(rates, runs.min(axis=1), runs.max(axis=1), color=look["color"], alpha=0.18, linewidth=0)
            ax.set(xscale="log", xlim=(0.028, 3.2), ylim=(-0.02, 1.03))
            ax.minorticks_off()
        column[0].axhline(0.4, color=style.QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
        column[0].set_title(style.spelled(name))
        column[1].set_xticks([0.03, 0.3, 3], ["0.03", "0.3", "3"])
    axes[0, 0].set(ylabel="silent on all", yticks=[0, 0.4, 1])
    axes[1, 0].set(ylabel="accuracy", yticks=[0, 0.5, 1])
    axes[1, 1].set_xlabel("learning rate")
    return fig


def draw_other_causes(dead_by_bias, dead_by_depth):
    """Share of dead ReLU units against their first bias, and against the depth of the network"""
    fig, axes = style.panels(1, 2, height=205, sharey=True)
    look, biases = style.of("relu"), dead_by_bias["biases"]
    runs = np.array([run["dead"] for run in dead_by_bias["runs"]])
    axes[0].plot(biases, runs.mean(axis=1), **look)
    axes[0].fill_between(biases, runs.min(axis=1), runs.max(axis=1), color=look["color"], alpha=0.18, linewidth=0)
    style.ticks(axes[0], [-2, -1, 0, 1], [0, 0.4, 1])
    axes[0].set(xlabel="bias at the start", ylabel="share dead", ylim=(-0.02, 1.03))
    depths = dead_by_depth["depths"]
    for width, color, lift in zip(WIDTHS, style.SERIES, (0, 0, 0.05, 0, -0.05)):
        runs = np.array(dead_by_depth[str(width)])
        axes[1].plot(depths, runs.mean(axis=1), color=color)
        axes[1].fill_between(depths, *np.quantile(runs, [0.1, 0.9], axis=1), color=color, alpha=0.18, linewidth=0)
        style.label(axes[1], 61, runs[-1].mean() + lift, f"{width} wide", color, va="center")
    axes[1].set(xlabel="hidden layers", xlim=(0, 84))
    style.ticks(axes[1], [1, 16, 30, 60], [0, 0.4, 1])
    for ax in axes:
        ax.axhline(0.4, color=style.QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    return fig


def draw_revival(dead_revival, dead_revival_deep):
    """Of the units that are silent before training, those still silent after each pass over the digits"""
    fig, axes = style.panels(1, 2, height=215, sharey=True)
    for name, runs in dead_revival.items():
        look = style.of(name.split(",")[0]) | {"linewidth": 1.1 if "," in name else 1.9}
        _line(axes[0], np.array(runs), **look)
    for place, color in enumerate((style.SERIES[0], style.SERIES[2], style.SERIES[4])):
        runs = np.array(dead_revival_deep)[:, :, place]
        _line(axes[1], runs, color=color)
        left = runs.sum(axis=0) / runs[:, 0].sum()
        style.label(axes[1], 41, left[-1], ("first", "second", "third")[place], color, va="center")
    for name, y in ("relu", 1.05), ("leaky_relu", 0.94), ("leaky_relu, 0.1", 0.83), ("elu", 0.26):
        text = "slope 0.1" if "," in name else style.spelled(name)
        style.label(axes[0], 41, y, text, style.of(name.split(",")[0])["color"], va="center")
    for ax, right in zip(axes, (70, 62)):
        ax.set(xlim=(0, right), ylim=(0, 1.1))
        style.ticks(ax, [0, 20, 40], [0, 0.5, 1])
    axes[0].set(title="one hidden layer", ylabel="still silent")
    axes[1].set_title("ReLUs in three layers")
    fig.supxlabel(f"passes over the digits at a rate of {LR}", fontsize=10, color=style.QUIET)
    return fig


def _line(ax, runs, **look):
    """The share over all starts, and the middle eight tenths of the starts' own shares."""
    passes = np.arange(runs.shape[1])
    ax.plot(passes, runs.sum(axis=0) / runs[:, 0].sum(), **look)
    own = runs / np.maximum(runs[:, :1], 1)
    ax.fill_between(passes, *np.quantile(own, [0.1, 0.9], axis=0), color=look["color"], alpha=0.13, linewidth=0)


def trial(dead_by_rate):
    """Units that are silent on all digits, at other rates and with other activations."""
    kinds = {"RELU": "ReLU", "LEAKY_RELU": "leaky ReLU", "ELU": "ELU"}
    return described(
        what="share of units that are silent on all digits, after training",
        form="percent",
        inputs=[choice("record", "Activation", kinds, "RELU"), scale("lr", "Learning rate", (*RATES, 4), 1)],
        recorded={
            (kind, rate): run["dead"]
            for kind in kinds
            for rate, run in zip(dead_by_rate["rates"], dead_by_rate[kind.lower()])
        },
        call="one_run({record}, {lr}, {seed})[3]",
        code=source(
            f"WIDTH, BATCH, STEPS = {WIDTH}, {BATCH}, {STEPS}\n\n",
            *(digits, accuracy, network, silent, counts, one_run),
        ),
        task="Find the rate at which about half of the ReLU units die.",
    )
