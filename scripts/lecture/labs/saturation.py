"""Saturation through depth: the gradient on its way through thirty layers, and what such networks learn."""

import numpy as np

from nnref import CROSS_ENTROPY, RELU, SIGMOID, TANH, Dense, mlp, saturated, sgd
from scripts.lecture import style
from scripts.lecture.catalog import AFTER, LECTURE
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy, beyond_chance

DEPTH, WIDTH, EXAMPLES, SEEDS = 30, 64, 50, 10
XAVIER, HE = 1, 2  # the weights' variance, times the number of inputs, where layers are of equal width
GAINS = [2.0**power for power in range(-2, 9)]
KEPT = 128  # the gain that keeps the sigmoid's gradient
MIDDLE = 16, 32  # gains at which thirty sigmoid layers learn, if they are centered
CONTROLS = XAVIER, HE, *MIDDLE, KEPT

DEPTHS, HIDDEN, STEPS, BATCH, MOMENTUM = (3, 10, 30), 32, 120, 50, 0.9
RATES, TRIALS, RUNS = (0.003, 0.01, 0.03, 0.1, 0.3), range(100, 103), range(10)
TRIALS_AGAIN, RUNS_AGAIN = range(200, 203), range(20, 30)  # a second draw, for what the verdict rests on
STARTS = {  # name: record, gain, centered
    "sigmoid, Xavier": (SIGMOID, XAVIER, False),
    "sigmoid, He": (SIGMOID, HE, False),
    "sigmoid, gradient kept": (SIGMOID, KEPT, False),
    "sigmoid, 16 and centered": (SIGMOID, 16, True),
    "tanh, Xavier": (TANH, XAVIER, False),
    "tanh, He": (TANH, HE, False),
    "ReLU, Xavier": (RELU, XAVIER, False),
    "ReLU, He": (RELU, HE, False),
}


def start(sizes, kind, gain, rng, centered=False):
    """A network whose weights have variance gain / inputs; centered:
    biases take the half out of what sigmoids put out."""
    net = mlp(sizes, kind, rng, gain=np.sqrt(gain))
    if centered:
        for dense in net.layers[2::2]:
            dense.b -= dense.W.sum(axis=0) / 2  # pyright: ignore[reportAttributeAccessIssue]
    return net


def shares(net, x, g):
    """Root mean square of the gradient at the output of each activation layer, divided by the last one's."""
    net.forward(x)
    norms = []
    for layer in net.layers[::-1]:
        if not isinstance(layer, Dense):
            norms.append(np.sqrt((g * g).mean()))
        g = layer.backward(g)
    return np.array(norms[::-1]) / norms[0]


def one_run(kind, gain, seed, centered=False):
    """In an untrained network: the share of the gradient that reaches each layer,
    and of the units that are saturated there."""
    rng = np.random.default_rng(seed)
    net = start((WIDTH,) * (DEPTH + 2), kind, gain, rng, centered)
    x, g = rng.standard_normal((2, EXAMPLES, WIDTH))
    return shares(net, x, g), [layer.mean() for layer in saturated(net, x)] or [0.0]  # maxout is nowhere flat


def factor(reaching):
    """What one layer leaves of the gradient: the mean over all of them."""
    return reaching[0] ** (1 / (DEPTH - 1))


def kept_by(kind, runs):
    """The gain at which a layer leaves the gradient as large as it was, to a thousandth, and the share of saturated
    units there, from each start. `runs` has those of all GAINS, between two of which it lies."""
    above = next(i for i, of_gain in enumerate(runs) if grows(of_gain))
    low, high = GAINS[above - 1], GAINS[above]
    while high > 1.001 * low:
        gain = np.sqrt(low * high)
        there = [one_run(kind, gain, seed) for seed in range(SEEDS)]
        low, high = (low, gain) if grows(there) else (gain, high)
    there = [one_run(kind, high, seed) for seed in range(SEEDS)]
    return {"gain": float(high), "saturated": [np.mean(units) for _, units in there]}


def grows(runs):
    """Whether a layer leaves more of the gradient than comes, in the mean over the starts."""
    return np.mean([np.log(factor(reaching)) for reaching, _ in runs]) > 0


def flow(kind):
    """For each gain and start the factor of a layer; the share of saturated units; the whole way at two gains; and the
    gain that keeps the gradient."""
    runs = [[one_run(kind, gain, seed) for seed in range(SEEDS)] for gain in GAINS]
    result = {
        "factor": [[factor(reaching) for reaching, _ in of_gain] for of_gain in runs],
        "saturated": [[np.mean(units) for _, units in of_gain] for of_gain in runs],
    }
    for name, gain in ("Xavier", XAVIER), ("He", HE):
        result[name] = [reaching for reaching, _ in runs[GAINS.index(gain)]]
    return result | {"kept": kept_by(kind, runs)}


def trained(record, gain, centered, depth, lr, seed):
    """Accuracy on the digits a network was trained on, after a few steps; 0 where it was lost."""
    x, t, _, _ = digits()
    x = (x - x.mean()) / x.std()
    rng = np.random.default_rng(seed)
    net = start((64, *[HIDDEN] * depth, 10), record, gain, rng, centered)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        loss = sgd(net, x, t, CROSS_ENTROPY, lr=lr, momentum=MOMENTUM, steps=STEPS, batch=BATCH, rng=rng).loss
        return accuracy(net, x, t) if np.isfinite(loss).all() else 0.0


def tuned(name):
    """For each depth: the rate that is best from the trial starts, and the accuracy from all other starts."""
    lr, accuracy = zip(*[tuned_at(depth, *STARTS[name]) for depth in DEPTHS])
    return {"lr": lr, "accuracy": accuracy}


def tuned_at(depth, record, gain, centered, trials=TRIALS, runs=RUNS):
    """The rate that is best from the trial starts, and the accuracy from each of the others."""
    tried = [np.mean([trained(record, gain, centered, depth, lr, seed) for seed in trials]) for lr in RATES]
    lr = RATES[np.argmax(tried)]
    return lr, [trained(record, gain, centered, depth, lr, seed) for seed in runs]


def controls(trials, runs):
    """Thirty sigmoid layers at five gains, as they are and centered: the accuracy from each start."""
    return {
        how: [tuned_at(DEPTHS[-1], SIGMOID, gain, centered, trials, runs)[1] for gain in CONTROLS]
        for how, centered in (("plain", False), ("centered", True))
    }


def together(*parts):
    """{start: tuned} of all that was measured, in the order of STARTS."""
    found = {name: run for part in parts for name, run in part.items()}
    return {name: found[name] for name in STARTS}


def at(run, gain, key="factor"):
    """The factor of a layer at one of the gains, or the share of saturated units: the mean over the starts."""
    return np.mean(run[key][GAINS.index(gain)])


def measure_flow():
    """The lecture's activations; maxout has two pieces."""
    return {"gains": GAINS} | {record.name: flow(record) for record in LECTURE} | {"maxout": flow("maxout")}


def measure_flow_after():
    """Those after the lecture."""
    return {"gains": GAINS} | {record.name: flow(record) for record in AFTER}


def measure_sigmoid():
    """Deep sigmoid networks, from the usual starts."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("sigmoid, Xavier", "sigmoid, He")}


def measure_rescued():
    """Deep sigmoid networks, from starts that keep the gradient."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("sigmoid, gradient kept", "sigmoid, 16 and centered")}


def measure_controls():
    """What a gain does alone, and what centering does alone."""
    return controls(TRIALS, RUNS)


def measure_controls_again():
    """The same on a second draw of starts."""
    return controls(TRIALS_AGAIN, RUNS_AGAIN)


def measure_others():
    """Deep tanh and ReLU networks."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("tanh, Xavier", "tanh, He", "ReLU, Xavier", "ReLU, He")}


def verdict(
    saturation_flow,
    saturation_sigmoid,
    saturation_rescued,
    saturation_others,
    saturation_controls,
    saturation_controls_again,
):
    """What the lab says, or an AssertionError with the sentence that fails."""
    flows, learned = saturation_flow, together(saturation_sigmoid, saturation_rescued, saturation_others)
    sigmoid, tanh, relu = (
        {key: np.asarray(value) for key, value in flows[name].items()} for name in ("sigmoid", "tanh", "relu")
    )
    usual = [GAINS.index(gain) for gain in (XAVIER, HE)]
    assert max(sigmoid["Xavier"][:, 0].max(), sigmoid["He"][:, 0].max()) < 1e-12, (
        "thirty sigmoid layers should leave less than a trillionth of the gradient, from every start"
    )
    assert sigmoid["saturated"][usual].max() < 0.001, "and hardly one of their units should be saturated"
    places = [(np.asarray(flow[key])[:, 0]).min() for flow, key in ((tanh, "Xavier"), (relu, "He"))]
    assert min(places) > 0.01, "thirty tanh layers by Xavier, or ReLU layers by He, should leave more than a hundredth"
    assert (np.diff(sigmoid["factor"].mean(axis=1)) > 0).all() and (
        np.diff(sigmoid["saturated"].mean(axis=1)) >= 0
    ).all(), "with larger weights, the sigmoid should saturate more and pass more of the gradient on"
    assert sigmoid["saturated"][sigmoid["factor"].mean(axis=1) >= 1].min() > 0.4, (
        "where sigmoids keep the gradient, more than four units in ten should be saturated"
    )
    assert abs(relu["factor"][usual].mean(axis=1) - [np.sqrt(0.5), 1]).max() < 0.02, (
        "a ReLU layer should keep the gradient by He, and divide it by the root of two by Xavier"
    )
    assert abs(np.mean(flows["maxout"]["factor"], axis=1)[usual] - [1, np.sqrt(2)]).max() < 0.1, (
        "a maxout layer should keep the gradient by Xavier, and multiply it by the root of two by He"
    )
    deepest = {name: np.asarray(run["accuracy"][-1]) for name, run in learned.items()}
    lost = "sigmoid, Xavier", "sigmoid, He", "sigmoid, gradient kept", "ReLU, Xavier"
    for name in lost:
        assert deepest[name].max() < 0.2, f"thirty layers of {name} should learn next to nothing, from every start"
    centered = deepest["sigmoid, 16 and centered"]
    assert centered.min() > 0.15 and centered.mean() > 0.25, (
        "thirty sigmoid layers that start centered should learn, from every start"
    )
    assert centered.min() > max(deepest[name].max() for name in lost), (
        "and from each more than any that does not start so"
    )
    for draw in saturation_controls, saturation_controls_again:
        plain, centered = (dict(zip(CONTROLS, np.asarray(draw[how]))) for how in ("plain", "centered"))
        alone = np.max([*plain.values(), *(centered[gain] for gain in CONTROLS if gain not in MIDDLE)])
        assert alone < 0.2, (
            "neither a gain alone nor centering at the other gains should teach thirty sigmoid layers, from any start"
        )
        for gain in MIDDLE:
            assert centered[gain].min() > alone and beyond_chance(centered[gain] - plain[gain]), (
                "centered and at a gain between, thirty sigmoid layers should learn more, on either draw of starts"
            )
    assert deepest["ReLU, He"].mean() > 2 * deepest["ReLU, Xavier"].mean(), (
        "by He, thirty ReLU layers should do better than by Xavier"
    )


def table_of_factors(flows):
    """The factor by Xavier and by He, the gain that keeps the gradient,
    and how many units are saturated by He and there."""
    lines = [
        "              factor of a layer   gradient kept   units saturated",
        "              Xavier      He         at gain      He    there",
    ]
    for name, run in flows.items():
        kept, there = run["kept"]["gain"], np.mean(run["kept"]["saturated"])
        lines.append(
            f"{name:12} {at(run, XAVIER):7.2f} {at(run, HE):7.2f} {kept:15.1f} "
            f"{at(run, HE, 'saturated'):10.0%} {there:8.0%}"
        )
    return "\n".join(lines)


def table_of_accuracies(learned):
    """Mean and range over the starts, in percent, for each depth."""
    lines = [f"{'accuracy, %':24}" + "".join(f"{depth:>5} layers".ljust(15) for depth in DEPTHS)]
    for name, run in learned.items():
        cells = (
            f"{np.mean(runs):5.0f} ({min(runs):.0f}–{max(runs):.0f})".ljust(15)
            for runs in 100 * np.array(run["accuracy"])
        )
        lines.append(f"{name:24}" + "".join(cells))
    return "\n".join(lines)


def table_of_controls(draws):
    """Mean and range over the starts, in percent: at each gain as it is and centered, for each draw."""
    lines = [
        "accuracy, %, thirty layers of sigmoids",
        "gain   as it is                      centered",
        "       first draw     second draw    first draw     second draw",
    ]
    for place, gain in enumerate(CONTROLS):
        cells = [100 * np.array(draw[how][place]) for how in ("plain", "centered") for draw in draws]
        texts = (f"{runs.mean():3.0f} ({runs.min():.0f}–{runs.max():.0f})".ljust(15) for runs in cells)
        lines.append(f"{gain:4}   " + "".join(texts).rstrip())
    return "\n".join(lines)


def draw_profile(saturation_flow):
    """The gradient that reaches each of thirty layers, with weights by Xavier and by He"""
    fig, axes = style.panels(2, 1, height=380, sharex=True)
    layers = np.arange(1, DEPTH + 1)
    below = {"Xavier": {"relu": 0, "tanh": 0, "sigmoid": 0}, "He": {"relu": -0.6, "tanh": 0.9, "sigmoid": 0}}
    for ax, how in zip(axes, below):
        for name, shift in below[how].items():
            runs, look = np.array(saturation_flow[name][how]), style.of(name)
            ax.semilogy(layers, np.exp(np.log(runs).mean(axis=0)), **look)
            ax.fill_between(layers, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.18, linewidth=0)
            first = np.exp(np.log(runs[:, 0]).mean())
            style.label(ax, 0.2, first * 10**shift, style.spelled(name), look["color"], ha="right", va="center")
        ax.set(title=f"weights by {how}", xlim=(-6, DEPTH + 0.5), ylim=(1e-20, 1e4), ylabel="share of the gradient")
        style.ticks(ax, [1, 10, 20, 30], [])
        ax.set_yticks([1e-20, 1e-15, 1e-10, 1e-5, 1], ["$10^{-20}$", "$10^{-15}$", "$10^{-10}$", "$10^{-5}$", "1"])
        ax.minorticks_off()
    axes[1].set_xlabel("layer")
    return fig


def draw_gain(saturation_flow, saturation_flow_after):
    """What one layer leaves of the gradient, and how many units are saturated, against the size of the weights"""
    fig, axes = style.panels(2, 2, height=370, sharex=True, sharey="row")
    gains = saturation_flow["gains"]
    for column, flows in zip(axes.T, (saturation_flow, saturation_flow_after)):
        for name in flows:
            if name != "gains":
                for ax, values in zip(column, (np.array(flows[name]["factor"]), np.array(flows[name]["saturated"]))):
                    look = style.of(name)
                    ax.plot(gains, values.mean(axis=1), **look, linewidth=1.5)
                    ax.fill_between(
                        gains, values.min(axis=1), values.max(axis=1), color=look["color"], alpha=0.15, linewidth=0
                    )
        column[0].axhline(1, color=style.QUIET, linewidth=0.7, zorder=0.4)
        column[0].set(xscale="log", yscale="log", ylim=(0.1, 12))
        column[1].set(ylim=(-0.02, 1), xlabel="gain")
        for ax in column:
            ax.minorticks_off()
            style.ticks(ax, [1, 2, 16, 128], [])
    axes[0, 0].set(title="in the lecture", ylabel="factor of a layer")
    axes[0, 1].set(title="after it")
    axes[1, 0].set(ylabel="share saturated")
    axes[0, 0].set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    axes[1, 0].set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    for ax, name, x, y in (
        (axes[0, 0], "sigmoid", 12, 0.27),
        (axes[0, 0], "relu", 4.5, 4),
        (axes[0, 0], "tanh", 90, 1.45),
        (axes[0, 0], "elu", 0.3, 0.75),
        (axes[0, 0], "maxout", 0.5, 1.35),
        (axes[1, 0], "sigmoid", 150, 0.2),
        (axes[1, 0], "tanh", 22, 0.63),
        (axes[1, 0], "relu", 0.6, 0.52),
        (axes[1, 0], "elu", 3.6, 0.2),
        (axes[0, 1], "selu", 0.5, 1.4),
        (axes[0, 1], "silu", 2.8, 0.55),
    ):
        style.label(ax, x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def draw_learned(saturation_sigmoid, saturation_rescued, saturation_others):
    """Training accuracy on the digits after a few steps, for networks of three depths and eight starts"""
    learned = together(saturation_sigmoid, saturation_rescued, saturation_others)
    fig, axes = style.panels(1, 3, height=250, sharey=True)
    for ax, depth, column in zip(axes, saturation_others["depths"], range(3)):
        for row, name in enumerate(STARTS):
            values, color = learned[name]["accuracy"][column], style.of(STARTS[name][0])["color"]
            ax.plot(values, np.full(len(values), row), "o", color=color, alpha=0.5, markersize=4.5, markeredgewidth=0)
            ax.plot(2 * [np.mean(values)], [row - 0.32, row + 0.32], color=color, linewidth=1.6)
        ax.axvline(0.1, color=style.QUIET, linewidth=0.7, linestyle=(0, (2, 2)), zorder=0.4)
        ax.set(title=f"{depth} layers", xlim=(0, 1.03), ylim=(len(STARTS) - 0.5, -0.5))
        style.ticks(ax, [0, 0.5, 1], range(len(STARTS)))
    axes[0].set_yticklabels([name.replace(", ", ",\n") if len(name) > 16 else name for name in STARTS])
    axes[1].set_xlabel("training accuracy")
    return fig


def trial(saturation_flow):
    """What one layer leaves of the gradient, for other activations and gains."""
    kinds = {"SIGMOID": "sigmoid", "TANH": "tanh", "RELU": "ReLU"}
    return described(
        what="what one of thirty layers leaves of the gradient",
        log=True,
        inputs=[choice("kind", "Activation", kinds, "SIGMOID"), scale("gain", "Variance × inputs", GAINS, 2)],
        recorded={
            (kind, gain): factors
            for kind in kinds
            for gain, factors in zip(saturation_flow["gains"], saturation_flow[kind.lower()]["factor"])
        },
        call="factor(one_run({kind}, {gain}, {seed})[0])",
        code=source(f"DEPTH, WIDTH, EXAMPLES = {DEPTH}, {WIDTH}, {EXAMPLES}\n\n", start, shares, one_run, factor),
        task="For each activation, find the variance at which a layer leaves the gradient as large as it was: a factor "
        "of one.",
    )
