"""ELU's promises on the digits: the mean of what layers put out, and how accuracy withstands noise on the inputs."""

import inspect

import numpy as np

from nnref import CROSS_ENTROPY, ELU, LEAKY_RELU, RELU, TANH, d_elu, mlp, sgd
from scripts.lecture import statistics, style
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import mean_and_error

DEPTHS, WIDTH, BATCH, EPOCHS = (2, 6), 32, 50, 20
RATES, TRIALS, SEEDS = (0.03, 0.06, 0.12, 0.25, 0.5), range(100, 103), range(12)
NOISE, STRONG = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5), 3  # STRONG: the place of the noise that single numbers are given for


def trained(record, depth, lr, seed, x, t):
    """A network after twenty epochs; None where the rate was so large that it was lost:
    right on less than half of the digits."""
    rng = np.random.default_rng(seed)
    net = mlp((64, *[WIDTH] * depth, 10), record, rng)
    with np.errstate(over="ignore", invalid="ignore"):
        sgd(net, x, t, CROSS_ENTROPY, lr=lr, steps=EPOCHS * len(x) // BATCH, batch=BATCH, rng=rng)
        return net if statistics.accuracy(net, x, t) > 0.5 else None


def accuracy(net, x, t):
    return statistics.accuracy(net, x, t) if net else 0.0


def outputs(net, x):
    """What each hidden layer puts out."""
    net.forward(x)
    return [layer.x for layer in net.layers[2::2]]


def one_run(record, depth, lr, seed):
    """Accuracy on the held-out digits for each strength of noise, the mean output of each layer over its root mean
    square, and the accuracy on the digits trained on."""
    x, t, x_held, t_held = digits()
    net = trained(record, depth, lr, seed, x, t)
    noise = np.random.default_rng(1000 + seed).standard_normal(x_held.shape)
    held_out = [accuracy(net, x_held + strength * noise, t_held) for strength in NOISE]
    means = [h.mean() / np.sqrt((h * h).mean()) for h in outputs(net, x_held)] if net else [0.0] * depth
    return held_out, means, accuracy(net, x, t)


def validation(record, depth, lr):
    """Accuracy on 200 of the digits for training, which are kept back, as the mean over the trial starts."""
    x, t, _, _ = digits()
    return np.mean(
        [accuracy(trained(record, depth, lr, seed, x[:1000], t[:1000]), x[1000:], t[1000:]) for seed in TRIALS]
    )


def sweep(depth, record):
    """At each rate what was found from each start, and the rate that does best in validation."""
    tried = [validation(record, depth, lr) for lr in RATES]
    runs = [[one_run(record, depth, lr, seed) for seed in SEEDS] for lr in RATES]
    return {
        "validation": tried,
        "best": int(np.argmax(tried)),
        "held_out": [[held for held, *_ in of_rate] for of_rate in runs],
        "mean": [[mean for _, mean, _ in of_rate] for of_rate in runs],
        "fitted": [[fitted for *_, fitted in of_rate] for of_rate in runs],
    }


def cost(run):
    """What the strong noise takes from the accuracy, in percentage points: (rates, starts)."""
    held_out = np.asarray(run["held_out"])
    return 100 * (held_out[:, :, 0] - held_out[:, :, STRONG])


def at_best(run):
    """Accuracy under the strong noise at the rate that was best in validation."""
    return np.mean(run["held_out"][run["best"]], axis=0)[STRONG]


def kept(found):
    """The places of the rates at which no network was lost, of any activation but tanh."""
    clean = np.array([np.asarray(run["held_out"])[:, :, 0] for name, run in found.items() if name != "tanh"])
    return np.flatnonzero((clean > 0).all(axis=(0, 2)))


def far_left(depth, lr, seed):
    """Of the negative inputs of units in a trained ELU network, the share where the ELU's slope is below 0.01; None
    where the network was lost."""
    x, t, x_held, _ = digits()
    net = trained(ELU, depth, lr, seed, x, t)
    if net is None:
        return None
    net.forward(x_held)
    u = np.concatenate([layer.x.ravel() for layer in net.layers[1::2]])
    return (d_elu(u) < 0.01).sum() / (u < 0).sum()


def measure_two():
    """Two hidden layers."""
    return {record.name: sweep(2, record) for record in (RELU, LEAKY_RELU, ELU, TANH)}


def measure_far_left():
    """Where the negative inputs of ELU units lie after training, at both depths and all rates."""
    return {
        layers: [[far_left(depth, lr, seed) for seed in SEEDS] for lr in RATES]
        for layers, depth in zip(("two", "six"), DEPTHS)
    }


def measure_six_relu():
    """Six hidden layers of ReLUs."""
    return sweep(6, RELU)


def measure_six_leaky_relu():
    """Six hidden layers of leaky ReLUs, with a slope of 0.01."""
    return sweep(6, LEAKY_RELU)


def measure_six_elu():
    """Six hidden layers of ELUs."""
    return sweep(6, ELU)


def measure_six_tanh():
    """Six hidden layers of tanh units."""
    return sweep(6, TANH)


def verdict(
    elu_promises_two, elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh
):
    """What the lab says, or an AssertionError with the sentence that fails."""
    six = _six(elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh)
    for layers, found in ("two", elu_promises_two), ("six", six):
        rates = kept(found)
        assert len(rates) >= 3, f"of the rates for {layers} layers, at least three should lose no network"
        mean = {name: np.abs(np.mean(np.asarray(run["mean"])[rates], axis=1)) for name, run in found.items()}
        for other in "relu", "leaky_relu":
            assert (mean["elu"] < mean[other]).all(), (
                f"in each of {layers} layers, at each rate, the mean should be nearer zero with the ELU than "
                f"with {other}"
            )
            gap = np.mean(cost(found["elu"])[rates] - cost(found[other])[rates], axis=1)
            assert abs(gap).max() < 2, (
                f"at the same rate, noise should cost ELU and {other} networks of {layers} layers the same, to "
                "two points"
            )
        assert (mean["tanh"] < mean["elu"]).all(), "and nearer still with tanh"
    slow, *_, fast = kept(six)
    assert np.mean(cost(six["leaky_relu"])[slow] - cost(six["leaky_relu"])[fast]) > 5, (
        "a larger rate should save more than five points"
    )
    for other in "relu", "leaky_relu":
        for rate in kept(six):
            gain, error = mean_and_error(
                np.asarray(six["elu"]["held_out"])[rate, :, 0] - np.asarray(six[other]["held_out"])[rate, :, 0]
            )
            assert gain > 2 * error, (
                f"without noise, six layers of ELUs should do better on held-out digits than {other}, at each rate"
            )


def _table(title, found, cells, last=""):
    """A line for each activation and depth, a column for each rate."""
    lines = [title, " " * 17 + "".join(f"rate {rate:<9}" for rate in RATES) + last]
    for layers, runs in found.items():
        for name, run in runs.items():
            lost = (np.asarray(run["held_out"])[:, :, 0] == 0).any(axis=1)
            texts = ("lost" if gone else cell for cell, gone in zip(cells(run), lost))
            lines.append(
                f"{layers}  {name:12} "
                + "".join(f"{text:14}" for text in texts)
                + (f"{RATES[run['best']]}" if last else "")
            )
    return "\n".join(lines)


def table_of_means(two, six):
    """The mean over all layers and starts."""
    return _table(
        "mean / root mean square, all layers",
        {"two": two, "six": six},
        lambda run: [f"{np.mean(of_rate).round(2) + 0.0:5.2f}" for of_rate in run["mean"]],
    )


def table_of_costs(two, six):
    """What the strong noise takes."""

    def cells(run):
        return [f"{mean:4.1f} ± {2 * error:.1f}" for mean, error in zip(*mean_and_error(cost(run)))]

    return _table(
        f"points lost to noise of {NOISE[STRONG]}, with twice the standard error",
        {"two": two, "six": six},
        cells,
        "best",
    )


def table_of_far_left(found):
    """The share at each rate, mean and range over the starts, in percent."""
    lines = ["of the negative inputs, %", " " * 17 + "".join(f"rate {rate:<9}" for rate in RATES).rstrip()]
    for layers, of_rates in found.items():
        cells = (
            "lost"
            if None in shares
            else f"{100 * np.mean(shares):4.1f} ({100 * min(shares):.1f}–{100 * max(shares):.1f})"
            for shares in of_rates
        )
        lines.append(f"{layers:17}" + "".join(f"{cell:14}" for cell in cells).rstrip())
    return "\n".join(lines)


def table_of_gains(two, six):
    """What the ELU has ahead without noise."""
    lines = [
        "what the ELU has ahead on held-out digits, in points ± standard error",
        " " * 17 + "".join(f"rate {RATES[i]:<9}" for i in kept(six)),
    ]
    for layers, found in ("two", two), ("six", six):
        for name in "relu", "leaky_relu":
            ahead = 100 * (np.array(found["elu"]["held_out"]) - np.array(found[name]["held_out"]))[kept(six), :, 0]
            lines.append(
                f"{layers}  {name:12}"
                + "".join(f"{mean:5.1f} ± {error:.1f}".ljust(14) for mean, error in zip(*mean_and_error(ahead)))
            )
    return "\n".join(lines)


def draw_mean(
    elu_promises_two, elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh
):
    """Mean output of each layer of trained networks, as a share of its root mean square"""
    six = _six(elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh)
    fig, axes = style.panels(1, 2, height=210, sharey=True, width_ratios=[1, 1.6])
    rate = kept(six)[-1]
    for ax, found, title in (axes[0], elu_promises_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            runs, look = np.array(run["mean"][rate]), style.of(name)
            layers = np.arange(1, runs.shape[1] + 1)
            ax.plot(layers, runs.mean(axis=0), **look)
            ax.fill_between(layers, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.15, linewidth=0)
        ax.set(title=title, xlabel="layer", xlim=(0.8, layers[-1] + 0.2), ylim=(-0.15, 0.75))
        style.ticks(ax, layers, [0, 0.2, 0.4, 0.6])
        ax.axhline(0, color=style.QUIET, linewidth=0.7, zorder=0.4)
    axes[0].set_ylabel("mean / root mean square")
    for name, x, y in ("relu", 2.2, 0.43), ("leaky_relu", 4, 0.64), ("elu", 2.6, 0.27), ("tanh", 4, -0.08):
        style.label(axes[1], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def _six(relu, leaky_relu, elu, tanh):
    return {"relu": relu, "leaky_relu": leaky_relu, "elu": elu, "tanh": tanh}


def draw_noise(
    elu_promises_two, elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh
):
    """Held-out accuracy against the noise on the pixels, each activation at the rate that was best in validation"""
    six = _six(elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh)
    fig, axes = style.panels(1, 2, height=225, sharey=True)
    for ax, found, title in (axes[0], elu_promises_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            runs, look = np.array(run["held_out"][run["best"]]), style.of(name)
            ax.plot(NOISE, runs.mean(axis=0), **look)
            ax.fill_between(NOISE, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.12, linewidth=0)
        ax.set(title=title, xlabel="noise", ylim=(0.4, 1.01))
        style.ticks(ax, [0, 0.2, 0.4], [0.5, 0.75, 1])
    axes[0].set_ylabel("held-out accuracy")
    for name, x, y in ("tanh", 0.4, 0.87), ("relu", 0.21, 0.73), ("leaky_relu", 0.17, 0.56), ("elu", 0.45, 0.72):
        style.label(axes[1], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig


def draw_cost(
    elu_promises_two, elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh
):
    """What noise takes from the held-out accuracy, against the learning rate that the network was trained with"""
    six = _six(elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh)
    fig, axes = style.panels(1, 2, height=225, sharey=True)
    for ax, found, title in (axes[0], elu_promises_two, "two hidden layers"), (axes[1], six, "six hidden layers"):
        for name, run in found.items():
            clean = np.array(run["held_out"])[:, :, 0]
            rates = np.flatnonzero((clean > 0).all(axis=1))
            mean, error = mean_and_error(cost(run)[rates])
            look, x = style.of(name), np.array(RATES)[rates]
            ax.plot(x, mean, **look)
            ax.fill_between(x, mean - 2 * error, mean + 2 * error, color=look["color"], alpha=0.15, linewidth=0)
        ax.set(title=title, xlabel="learning rate", xscale="log", ylim=(0, 28))
        ax.minorticks_off()
        style.ticks(ax, [0.03, 0.12, 0.5], [0, 10, 20])
    axes[0].set_ylabel("points lost to noise")
    for text, x, y, color in (
        ("tanh", 0.25, 18.2, style.of("tanh")["color"]),
        ("ReLU, leaky ReLU, ELU", 0.1, 13, style.INK),
    ):
        style.label(axes[1], x, y, text, color, ha="center", va="center")
    return fig


def trial(
    elu_promises_two, elu_promises_six_relu, elu_promises_six_leaky_relu, elu_promises_six_elu, elu_promises_six_tanh
):
    """Accuracy under noise, at each rate and depth."""
    six = {"relu": elu_promises_six_relu, "leaky_relu": elu_promises_six_leaky_relu}
    six |= {"elu": elu_promises_six_elu, "tanh": elu_promises_six_tanh}
    kinds = {"ELU": "ELU", "RELU": "ReLU", "LEAKY_RELU": "leaky ReLU", "TANH": "tanh"}
    return described(
        what="accuracy on held-out digits with noise",
        form="percent",
        inputs=[
            choice("record", "Activation", kinds, "ELU"),
            choice("depth", "Layers", {"2": "two", "6": "six"}, "2"),
            scale("lr", "Learning rate", RATES, 0.12),
            scale("noise", "Noise", NOISE, NOISE[STRONG]),
        ],
        recorded={
            (kind, depth, lr, noise): [held[place] for held in of_rate]
            for depth, found in (("2", elu_promises_two), ("6", six))
            for kind in kinds
            for lr, of_rate in zip(RATES, found[kind.lower()]["held_out"])
            for place, noise in enumerate(NOISE)
        },
        call="one_run({record}, {depth}, {lr}, {seed})[0][NOISE.index({noise})]",
        code=source(
            f"WIDTH, BATCH, EPOCHS, NOISE = {WIDTH}, {BATCH}, {EPOCHS}, {NOISE}\n\n",
            inspect.getsource(statistics.accuracy).replace("def accuracy", "def right"),
            *(inspect.getsource(f).replace("statistics.accuracy", "right") for f in (accuracy, trained)),
            *(digits, outputs, one_run),
        ),
        task="Find a rate and a noise at which two activations differ by more than their starts do.",
    )
