"""Zig-zag: the way of one linear neuron to its goal for seven kinds of inputs,
and what centering is worth in a network."""

from dataclasses import replace

import numpy as np

from nnref import CROSS_ENTROPY, RELU, SIGMOID, TANH, mlp, sgd_steps, sign_agreement
from scripts.lecture import style
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy, times

UNITS, EXAMPLES, NEAR, LIMIT = 10, 128, 0.1, 1000
FIRST = 5  # steps in which the way with all examples at once is looked at more closely
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)
RATES = tuple(2.0**power for power in range(-1, 5))  # in units of 1 / (mean square length of an example)
TRIALS, SEEDS = range(100, 120), range(20)
KINDS = ("positive", "centered", "sigmoid", "sigmoid, centered", "ReLU", "ReLU, centered", "tanh")


def inputs(kind, rng):
    """128 examples for a neuron with ten inputs: uniform numbers,
    or the outputs of ten hidden units without and with their mean."""
    if kind == "positive":
        return rng.uniform(0, 1, (EXAMPLES, UNITS))
    if kind == "centered":
        return rng.uniform(-1, 1, (EXAMPLES, UNITS))
    record = {"sigmoid": SIGMOID, "ReLU": RELU, "tanh": TANH}[kind.split(",")[0]]
    h = mlp((2 * UNITS, UNITS), record, rng).forward(rng.standard_normal((EXAMPLES, 2 * UNITS)))
    h = record.f(h)
    return h - h.mean(axis=0) if kind.endswith("centered") else h


def one_run(kind, batch, rate, seed):
    """The way from 0 to within a tenth of the goal: steps, length over the direct way,
    mean agreement of the gradient's signs."""
    rng = np.random.default_rng(seed)
    x, goal, w = inputs(kind, rng), rng.standard_normal(UNITS), np.zeros(UNITS)
    lr = rate / (x * x).sum(axis=1).mean()
    length, agreement = 0.0, []
    while len(agreement) < LIMIT:
        order = rng.permutation(EXAMPLES)
        for start in range(0, EXAMPLES, batch):
            chosen = x[order[start : start + batch]]
            g = chosen.T @ (chosen @ (w - goal)) / batch
            w = w - lr * g
            length += lr * np.linalg.norm(g)
            agreement.append(g)
            left = np.linalg.norm(w - goal) / np.linalg.norm(goal)
            if left < NEAR or left > 100 or len(agreement) == LIMIT:
                steps = len(agreement) if left < NEAR else LIMIT
                return steps, length / np.linalg.norm(goal), sign_agreement(agreement).mean()


def steepest(kind, rate, seed):
    """The way with all examples at once: the learning rate times the largest curvature, the share of steps at which
    what is left in that direction changes its sign, and the agreement of the gradient's signs in the first steps."""
    rng = np.random.default_rng(seed)
    x, goal, w = inputs(kind, rng), rng.standard_normal(UNITS), np.zeros(UNITS)
    lr = rate / (x * x).sum(axis=1).mean()
    curvatures, directions = np.linalg.eigh(x.T @ x / EXAMPLES)
    left, gradients = [], []
    while np.linalg.norm(w - goal) >= NEAR * np.linalg.norm(goal) and len(left) < LIMIT:
        left.append(directions[:, -1] @ (w - goal))
        gradients.append(x.T @ (x @ (w - goal)) / EXAMPLES)
        w = w - lr * gradients[-1]
    flips = np.diff(np.sign(left)) != 0
    return lr * curvatures[-1], flips[: FIRST - 1].mean(), sign_agreement(gradients[:FIRST]).mean()


def tuned(kind):
    """For each batch: the rate that takes the fewest steps in the worst of the trials,
    and what comes of all other starts with it."""
    result = {"rate": [], "steps": [], "length": [], "agreement": []}
    for batch in BATCHES:
        tried = [np.max([one_run(kind, batch, rate, seed)[0] for seed in TRIALS]) for rate in RATES]
        result["rate"].append(RATES[np.argmin(tried)])
        runs = np.transpose([one_run(kind, batch, result["rate"][-1], seed) for seed in SEEDS])  # pyright: ignore[reportCallIssue]
        for name, values in zip(("steps", "length", "agreement"), runs):
            result[name].append(values)
    steep = np.transpose([steepest(kind, result["rate"][-1], seed) for seed in SEEDS])
    return result | dict(zip(("steep", "flips", "first agreement"), steep))


DIGITS, GOAL, SIZES = 400, 0.05, (64, 32, 10)
NET_BATCHES = {1: 2000, 10: 400, 100: 150, 400: 120}  # and the steps at most
NET_RATES = tuple(2.0**power for power in range(-5, 5))
NET_TRIALS, NET_SEEDS = range(100, 102), range(12)
CENTERED = "neither", "outputs", "inputs", "both"


def less_its_means(record, x, seed):
    """An activation less what each hidden unit of the network from this seed puts out on average at the start."""
    means = record.f(mlp(SIZES, record, np.random.default_rng(seed)).layers[0].forward(x)).mean(axis=0)
    return replace(record, f=lambda h: record.f(h) - means)


def steps_to_goal(record, centered, batch, lr, seed):
    """Steps of a network on 400 digits until at most one in twenty is wrong; less their means, at the start,
    are the pixels ("inputs"), what the hidden units put out ("outputs"), "both" or "neither"."""
    x, t = (a[:DIGITS] for a in digits()[:2])
    x = x - x.mean(axis=0) if centered in ("inputs", "both") else x
    rng, limit, look = np.random.default_rng(seed), NET_BATCHES[batch], max(1, 20 // batch)
    net = mlp(SIZES, less_its_means(record, x, seed) if centered in ("outputs", "both") else record, rng)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        for step, loss in enumerate(sgd_steps(net, x, t, CROSS_ENTROPY, lr=lr, batch=batch, rng=rng, steps=limit), 1):
            if not np.isfinite(loss):
                return limit
            if step % look == 0 and accuracy(net, x, t) >= 1 - GOAL:
                return step
    return limit


def tuned_network(record, centered):
    """For each batch: the rate that takes the fewest steps on average from the trial starts,
    and the steps from all others."""
    result = {"lr": [], "steps": []}
    for batch in NET_BATCHES:
        tried = [np.mean([steps_to_goal(record, centered, batch, lr, seed) for seed in NET_TRIALS]) for lr in NET_RATES]
        result["lr"].append(NET_RATES[np.argmin(tried)])
        result["steps"].append([steps_to_goal(record, centered, batch, result["lr"][-1], seed) for seed in NET_SEEDS])
    return result


PAIR = {
    "uniform": ("positive", "centered"),
    "sigmoid": ("sigmoid", "sigmoid, centered"),
    "ReLU": ("ReLU", "ReLU, centered"),
}


def saved_by_neuron(neuron):
    """{kind of inputs: for each batch how many times as many steps it takes where they are not centered}."""
    return {
        name: [times(*steps) for steps in zip(neuron[plain]["steps"], neuron[centered]["steps"])]
        for name, (plain, centered) in PAIR.items()
    }


def saved_by_network(networks):
    """{(activation, what is centered): the same, against the network as it is}."""
    return {
        (name, what): [times(*steps) for steps in zip(found["neither"]["steps"], found[what]["steps"])]
        for name, found in networks.items()
        for what in CENTERED[1:]
    }


def measure_neuron():
    """Signs, length and steps for each size of batch."""
    return {kind: tuned(kind) for kind in KINDS}


def measure_sigmoid():
    """A network with sigmoids."""
    return _four(SIGMOID)


def measure_relu():
    """A network with ReLUs."""
    return _four(RELU)


def _four(record):
    return {centered: tuned_network(record, centered) for centered in CENTERED}


def verdict_neuron(zigzag_neuron):
    """What the lab says of {kind: tuned}, one neuron, or an AssertionError with the sentence that fails."""
    one = {kind: np.asarray(run["agreement"][0]) for kind, run in zigzag_neuron.items()}
    assert min(one[kind].min() for kind in ("positive", "sigmoid", "ReLU")) == 1, (
        "one example at a time, all components of the gradient should agree in sign where no input is negative"
    )
    assert max(one[kind].max() for kind in ("centered", "sigmoid, centered", "ReLU, centered", "tanh")) < 0.85, (
        "and not where inputs have both signs"
    )
    for kind, centered in PAIR["uniform"], PAIR["sigmoid"]:
        every = {name: zigzag_neuron[kind][name][-1] for name in ("agreement", "length")}
        assert min(zigzag_neuron[kind]["flips"]) == 1, (
            f"at the best rate for {kind} inputs, with all examples at once, each of the first steps should overshoot"
        )
        assert np.mean(every["agreement"]) < 0.7, (
            f"with all examples at once, the signs for {kind} inputs should be mixed"
        )
        assert np.mean(every["length"]) < 0.5 * np.mean(zigzag_neuron[kind]["length"][0]), (
            f"and the way for {kind} inputs less than half as long"
        )
        one, every = (
            times(zigzag_neuron[kind]["steps"][place], zigzag_neuron[centered]["steps"][place])[0] for place in (0, -1)
        )
        assert every > 1.5 * one > 1.5, (
            f"yet centering should save {kind} inputs a greater share of the steps than one example at a time"
        )


def verdict_network(zigzag_sigmoid, zigzag_relu):
    """What the lab says of {activation: {what is centered: tuned_network}}."""
    networks = {"sigmoid": zigzag_sigmoid, "ReLU": zigzag_relu}
    for name, found in networks.items():
        saved = {
            what: [times(slow, fast) for slow, fast in zip(found["neither"]["steps"], run["steps"])]
            for what, run in found.items()
        }
        assert saved["outputs"][0][0] < 1.4, (
            f"one example at a time, centered outputs should save the {name} network less than three steps in ten"
        )
        assert saved["both"][-1][1] > 1.5 * saved["both"][0][2], (
            f"centering both should save the {name} network more in the batch of all than for one example"
        )
        assert min(inputs[1] - outputs[2] for inputs, outputs in zip(saved["inputs"], saved["outputs"])) > 0, (
            f"in the {name} network, centering the inputs should save more than centering the outputs, for "
            "each size of batch"
        )


def table(saved, batches, all_batches):
    """What centering saves in the steps, for some of the batches."""
    lines = [
        "centering saves a factor of, in steps (± one standard error)",
        "batch           " + "".join(f"{batch:>13}" for batch in batches),
    ]
    for name, factors in saved.items():
        name = name if isinstance(name, str) else f"{name[0]}, {name[1]}"
        cells = (factors[list(all_batches).index(batch)] for batch in batches)
        lines.append(
            f"{name:16}" + "".join(f"{mean:6.2f} ± {(high - low) / 2:.2f}".rjust(13) for mean, low, high in cells)
        )
    return "\n".join(lines)


COLUMNS = {
    "never negative": ("positive", "sigmoid", "ReLU"),
    "centered": ("centered", "sigmoid, centered", "ReLU, centered", "tanh"),
}
ROWS = {"agreement": "one sign", "length": "length", "steps": "steps"}


def draw_neuron(zigzag_neuron):
    """Signs, length of the way and steps to the goal, against the size of the batch,
    for inputs without and with both signs"""
    fig, axes = style.panels(3, 2, height=450, sharex=True, sharey="row")
    for column, (title, kinds) in zip(axes.T, COLUMNS.items()):
        column[0].set_title(title)
        for ax, name in zip(column, ROWS):
            for kind in kinds:
                runs, look = np.array(zigzag_neuron[kind][name]), _look(kind)
                ax.plot(BATCHES, np.median(runs, axis=1), **look)
                ax.fill_between(
                    BATCHES, *np.quantile(runs, [0.1, 0.9], axis=1), color=look["color"], alpha=0.13, linewidth=0
                )
            ax.set(xscale="log", xlim=(0.9, 145))
            ax.minorticks_off()
        column[2].set_xticks([1, 8, 128], ["1", "8", "128"])
        column[2].set_xlabel("examples in the batch")
    for ax, text in zip(axes[:, 0], ROWS.values()):
        ax.set_ylabel(text)
    axes[0, 0].set(ylim=(0.5, 1.03), yticks=[0.5, 0.75, 1])
    axes[1, 0].set(ylim=(0, 19), yticks=[1, 5, 10, 15])
    axes[2, 0].set(yscale="log", ylim=(1.6, 700))
    axes[2, 0].set_yticks([2, 10, 50, 250], ["2", "10", "50", "250"])
    axes[2, 0].minorticks_off()
    for ax, kind, x, y in (
        (axes[2, 0], "positive", 1.1, 68),
        (axes[2, 0], "sigmoid", 30, 215),
        (axes[2, 0], "ReLU", 1.1, 32),
        (axes[2, 1], "sigmoid, centered", 1.7, 130),
        (axes[2, 1], "ReLU, centered", 50, 42),
        (axes[2, 1], "centered", 1.1, 16),
        (axes[2, 1], "tanh", 90, 4.4),
    ):
        text = {"positive": "uniform", "centered": "uniform"}.get(kind, kind.split(",")[0])
        style.label(ax, x, y, text, _look(kind)["color"], va="center", ha="left" if x < 5 else "center")
    return fig


def _look(kind):
    return (
        {"color": style.INK, "linestyle": "solid"}
        if kind in ("positive", "centered")
        else style.of(kind.split(",")[0].lower())
    )


def draw_network(zigzag_sigmoid, zigzag_relu):
    """Steps of a network on the digits, against the size of the batch, with inputs and outputs centered or not"""
    networks = {"sigmoid": zigzag_sigmoid, "ReLU": zigzag_relu}
    fig, axes = style.panels(1, 2, height=240, sharey=True)
    shades = {"neither": style.INK, "outputs": style.SERIES[0], "inputs": style.SERIES[2], "both": style.ACCENT}
    for ax, (title, found) in zip(axes, networks.items()):
        for what, color in shades.items():
            steps = np.array(found[what]["steps"])
            ax.plot(range(len(NET_BATCHES)), np.median(steps, axis=1), color=color, marker="o", linewidth=1.6)
            ax.fill_between(
                range(len(NET_BATCHES)), steps.min(axis=1), steps.max(axis=1), color=color, alpha=0.13, linewidth=0
            )
        ax.set(yscale="log", ylim=(4, 1500), xlim=(-0.3, 4.4), title=title)
        ax.minorticks_off()
        ax.set_xticks(range(len(NET_BATCHES)), [str(batch) for batch in NET_BATCHES])
    axes[0].set(ylabel="steps")
    axes[0].set_yticks([5, 20, 100, 500], ["5", "20", "100", "500"])
    axes[0].minorticks_off()
    for what, y in (("neither", 55), ("outputs", 34), ("inputs", 20), ("both", 9.5)):
        style.label(axes[0], 3.2, y, "as it is" if what == "neither" else what, shades[what], va="center")
    fig.supxlabel("examples in the batch", fontsize=10, color=style.QUIET)
    return fig


def trial(zigzag_neuron):
    """Other inputs, batches and rates."""
    kinds = ("positive", "centered", "sigmoid", "sigmoid, centered", "ReLU", "tanh")
    return described(
        what="steps to the goal",
        log=True,
        inputs=[
            choice("kind", "Inputs", {kind: kind for kind in kinds}, "positive"),
            scale("batch", "Batch", BATCHES, 1),
            scale("rate", "Learning rate", RATES, 1),
        ],
        recorded={
            (kind, batch, rate): steps
            for kind in kinds
            for batch, rate, steps in zip(BATCHES, zigzag_neuron[kind]["rate"], zigzag_neuron[kind]["steps"])
        },
        call="one_run('{kind}', {batch}, {rate}, {seed})[0]",
        code=source(f"UNITS, EXAMPLES, NEAR, LIMIT = {UNITS}, {EXAMPLES}, {NEAR}, {LIMIT}\n\n", inputs, one_run),
        task="Find the rate that takes the fewest steps with positive inputs, then with centered ones, "
        "one example at a time and with all 128 at once.",
    )
