"""Which one should I use? One training on the digits, the tuning, and what the comparison decides."""

import numpy as np

from nnref import CROSS_ENTROPY, ELU, GELU, LEAKY_RELU, RELU, SIGMOID, TANH, mlp, sgd_steps
from scripts.lecture import style
from scripts.lecture.catalog import AFTER, CATALOG, LECTURE, SIGMOIDS, kinds
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy, mean_and_error

SIZES = (64, 32, 32, 10)
RATES = (0.0625, 0.125, 0.25, 0.5, 1, 2, 4, 8)
BATCH, EPOCHS, CHOOSING = 50, 20, 300  # examples in a step, passes, and how many of those for training choose the rate
TRIALS, SEEDS = range(100, 104), range(20)


RECTIFIERS = tuple(record for record in LECTURE if record.kinks)
SMOOTH = tuple(record for record in AFTER if not record.kinks and record not in SIGMOIDS)
OTHERS = tuple(record for record in (*LECTURE, *AFTER) if record not in (*SIGMOIDS, *RECTIFIERS, *SMOOTH))


def one_run(kind, lr, seed, train, new):
    """Accuracy after each epoch, on the digits trained on and on new ones; zero from where the network is lost."""
    x, t = train
    rng = np.random.default_rng(seed)
    net = mlp(SIZES, kind, rng)
    accuracies = np.zeros((2, EPOCHS))
    steps = sgd_steps(net, x, t, CROSS_ENTROPY, lr=lr, batch=BATCH, rng=rng)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        for epoch in range(EPOCHS):
            losses = [next(steps) for _ in range(len(x) // BATCH)]
            if not np.isfinite(losses[-1]):
                break
            accuracies[:, epoch] = [accuracy(net, digit, label) for digit, label in (train, new)]
    return accuracies


def tuned(kind):
    """The rate that does best on the last 300 for training, not trained on; then all for training,
    and those held out."""
    x, t, x_held, t_held = digits()
    parts = (x[:-CHOOSING], t[:-CHOOSING]), (x[-CHOOSING:], t[-CHOOSING:])
    tried = [np.mean([one_run(kind, lr, seed, *parts)[1, -1] for seed in TRIALS]) for lr in RATES]
    lr = RATES[np.argmax(tried)]
    runs = np.array([one_run(kind, lr, seed, (x, t), (x_held, t_held)) for seed in SEEDS])
    curves = {
        name: {"median": np.median(part, axis=0), "low": part.min(axis=0), "high": part.max(axis=0)}
        for name, part in (("train", runs[:, 0]), ("held_out", runs[:, 1]))
    }
    n_params = mlp(SIZES, kind, np.random.default_rng(0)).n_params
    return {"tried": tried, "lr": lr, "final": runs[:, 1, -1], "n_params": n_params} | curves


def gain(found, name, over="relu"):
    """Mean difference of the final accuracies, start by start, and its standard error, in percentage points."""
    return mean_and_error(100 * np.subtract(found[name]["final"], found[over]["final"]))


def measure_sigmoids():
    """The sigmoid, its rescaled form tanh and its integral softplus."""
    return {name: tuned(kind) for name, kind in kinds(SIGMOIDS).items()}


def measure_rectifiers():
    """The lecture's that have a kink: the ReLU and those that have a slope on the left."""
    return {name: tuned(kind) for name, kind in kinds(RECTIFIERS).items()}


def measure_others():
    """The lecture's other two, and what came after it with a kink; maxout has two pieces,
    so nearly twice the parameters."""
    return {name: tuned(kind) for name, kind in (kinds(OTHERS) | {"maxout": "maxout"}).items()}


def measure_smooth():
    """What has taken the ReLU's place since."""
    return {name: tuned(kind) for name, kind in kinds(SMOOTH).items()}


def verdict(which_one_sigmoids, which_one_rectifiers, which_one_others, which_one_smooth):
    """What the lab says, or an AssertionError with the sentence that fails."""
    found = which_one_sigmoids | which_one_rectifiers | which_one_others | which_one_smooth
    middle = {name: 100 * np.median(run["final"]) for name, run in found.items()}
    for name in set(found) - {"relu", "softplus"}:
        assert abs(middle[name] - middle["relu"]) < 1, (
            f"{name} should end within one percentage point of ReLU, in the median"
        )
    assert min(middle, key=lambda name: middle[name]) == "softplus", "softplus should have the lowest median"
    assert max(gain(found, name)[0] for name in found) < 1, "none should be ahead of ReLU by one percentage point"
    assert gain(found, "tanh")[0] > 0, "tanh should do no worse than ReLU"
    early = {name: run["held_out"]["median"][4] for name, run in found.items()}
    assert min(early, key=lambda name: early[name]) == "sigmoid" and early["sigmoid"] + 0.1 < early["relu"], (
        "after five epochs the sigmoid should be the last, more than ten points behind ReLU"
    )
    relu = found["relu"]
    assert relu["tried"][RATES.index(2 * relu["lr"])] < 0.6, (
        "at twice its best rate, ReLU should get less than six digits in ten right"
    )


def table(found):
    """Best rate, mean accuracy, its difference to the ReLU's with the standard error,
    and the median after five epochs."""
    means = {name: np.mean(run["final"]) for name, run in found.items()}
    lines = ["             rate   mean   over ReLU  epoch 5", "                       %     (error)        %"]
    for name in sorted(found, key=lambda name: means[name], reverse=True):
        over = "" if name == "relu" else "{:+.1f} ({:.1f})".format(*gain(found, name))
        lines.append(
            f"{name:10} {found[name]['lr']:6}  {100 * means[name]:5.1f}  {over:>10}  "
            f"{100 * found[name]['held_out']['median'][4]:7.0f}"
        )
    return "\n".join(lines)


def draw(which_one_sigmoids, which_one_rectifiers, which_one_others, which_one_smooth):
    """Accuracy of every activation on held-out digits after twenty epochs, twenty starts each"""
    found = which_one_sigmoids | which_one_rectifiers | which_one_others | which_one_smooth
    names = [name for name in CATALOG if name in found]
    fig, ax = style.panels(height=44 + 23 * len(names))
    for row, name in enumerate(names):
        values, color = np.array(found[name]["final"]), style.of(name)["color"]
        ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.45, markersize=4.5, markeredgewidth=0)
        ax.plot([values.mean()] * 2, [-row - 0.35, -row + 0.35], color=color, linewidth=2)
    ax.axvline(np.mean(found["relu"]["final"]), color=style.QUIET, linewidth=0.8, zorder=0.5)
    ax.set(xlabel="held-out accuracy", ylim=(-len(names) + 0.4, 0.6))
    ax.set_yticks(range(0, -len(names), -1), [style.spelled(name) for name in names])
    return fig


def draw_curves(which_one_sigmoids, which_one_rectifiers, which_one_others, which_one_smooth):
    """Share of held-out digits that are wrong after each epoch, for every activation, twenty starts each"""
    found = which_one_sigmoids | which_one_rectifiers | which_one_others | which_one_smooth
    names = [name for name in CATALOG if name in found]
    fig, axes = style.sheet(len(names), 3, row=107.5, sharex=True, sharey=True)
    epochs = np.arange(1, EPOCHS + 1)
    relu = 100 - 100 * np.array(found["relu"]["held_out"]["median"])
    for ax, name in zip(axes, names, strict=True):
        median, low, high = (100 - 100 * np.array(found[name]["held_out"][key]) for key in ("median", "high", "low"))
        color = style.of(name)["color"]
        ax.plot(epochs, relu, color=style.QUIET, linewidth=0.8)
        ax.fill_between(epochs, low, high, color=color, alpha=0.25, linewidth=0)
        ax.plot(epochs, median, color=color, linewidth=1.6)
        ax.set(title=style.spelled(name), yscale="log", ylim=(1.5, 100))
        ax.minorticks_off()
        style.ticks(ax, [1, 10, 20], [2, 5, 10, 20, 50, 100])
    for ax in axes[-3:]:
        ax.set_xlabel("epochs")
    for ax in axes[::3]:
        ax.set_ylabel("wrong, %")
    return fig


def trial(which_one_sigmoids, which_one_rectifiers, which_one_smooth, which_one_others):
    """Held-out accuracy at other rates."""
    found = which_one_sigmoids | which_one_rectifiers | which_one_smooth | which_one_others
    kinds = {
        record.name.upper(): CATALOG[record.name].spelling for record in (RELU, LEAKY_RELU, ELU, TANH, SIGMOID, GELU)
    }
    return described(
        what="accuracy on held-out digits, after twenty passes",
        form="percent",
        inputs=[choice("kind", "Activation", kinds, "RELU"), scale("lr", "Learning rate", RATES, found["relu"]["lr"])],
        recorded={(kind, float(found[kind.lower()]["lr"])): found[kind.lower()]["final"] for kind in kinds},
        call="one_run({kind}, {lr}, {seed}, (x, t), (x_held, t_held))[1, -1]",
        code=source(
            f"SIZES, BATCH, EPOCHS = {SIZES}, {BATCH}, {EPOCHS}\n\n",
            *(digits, accuracy, one_run),
            "x, t, x_held, t_held = digits()\n",
        ),
        task="For each activation, find the largest rate at which no start is lost.",
    )
