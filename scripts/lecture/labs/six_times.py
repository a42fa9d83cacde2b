"""Six times faster? One training, the tuning of its learning rate, and what the ratios decide."""

import numpy as np

from nnref import CROSS_ENTROPY, LEAKY_RELU, RELU, SIGMOID, TANH, mlp, sgd_steps
from scripts.lecture import style
from scripts.lecture.digits import digits
from scripts.lecture.explorable import choice, scale
from scripts.lecture.small_lab import described, source
from scripts.lecture.statistics import accuracy

SHAPES = {"two layers": (64, 32, 10), "four layers": (64, 32, 32, 32, 10)}
RATES = (0.125, 0.25, 0.5, 1, 2, 4, 8)
GOALS = (0.25, 0.02)  # training errors
BATCH, LIMIT, CHECK = 50, 40, 4  # examples in a step, epochs at most, steps from one look at the error to the next
TRIALS, SEEDS = range(100, 105), range(30)


def one_run(record, sizes, lr, seed, last=min(GOALS)):
    """The epochs until the training error has come down to each goal, up to the last; the limit where it never does."""
    x, t, _, _ = digits()
    rng = np.random.default_rng(seed)
    net = mlp(sizes, record, rng)
    epochs = [LIMIT] * len(GOALS)
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may lose the network
        for step, loss in enumerate(
            sgd_steps(net, x, t, CROSS_ENTROPY, lr=lr, batch=BATCH, rng=rng, steps=LIMIT * len(x) // BATCH), 1
        ):
            if not np.isfinite(loss):
                break
            if step % CHECK == 0:
                right = accuracy(net, x, t)
                epochs = [
                    step * BATCH / len(x) if epoch == LIMIT and right >= 1 - goal else epoch
                    for epoch, goal in zip(epochs, GOALS)
                ]
                if right >= 1 - last:
                    break
    return epochs


def tuned(record, sizes):
    """For each goal the rate that needs the fewest epochs on average from the trial starts,
    then those of all other starts."""
    tried = np.array([[one_run(record, sizes, lr, seed) for seed in TRIALS] for lr in RATES]).mean(axis=1)
    best = [RATES[place] for place in tried.argmin(axis=0)]
    epochs = [
        [one_run(record, sizes, lr, seed, goal)[place] for seed in SEEDS]
        for place, (lr, goal) in enumerate(zip(best, GOALS))
    ]
    return {"tried": tried.T, "lr": best, "epochs": epochs}


def together(relu, leaky_relu, tanh, sigmoid_two, sigmoid_four):
    """{activation: what tuned gives at each depth}."""
    return {"relu": relu, "leaky_relu": leaky_relu, "tanh": tanh, "sigmoid": sigmoid_two | sigmoid_four}


def ratios(found, name, shape, goal):
    """How many times the ReLU's epochs another activation needs, start by start (same weights,
    same order of examples)."""
    place = GOALS.index(goal)
    return np.divide(found[name][shape]["epochs"][place], found["relu"][shape]["epochs"][place])


def measure_relu():
    """ReLU, at both depths."""
    return {name: tuned(RELU, sizes) for name, sizes in SHAPES.items()}


def measure_leaky_relu():
    """Leaky ReLU with slope 0.01, at both depths."""
    return {name: tuned(LEAKY_RELU, sizes) for name, sizes in SHAPES.items()}


def measure_tanh():
    """Tanh, at both depths."""
    return {name: tuned(TANH, sizes) for name, sizes in SHAPES.items()}


def measure_sigmoid_two():
    """The sigmoid, which takes longest, in two layers."""
    return {"two layers": tuned(SIGMOID, SHAPES["two layers"])}


def measure_sigmoid_four():
    """The sigmoid in four layers."""
    return {"four layers": tuned(SIGMOID, SHAPES["four layers"])}


def verdict(six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four):
    """What the lab says, or an AssertionError with the sentence that fails."""
    found = together(
        six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four
    )
    for name, shapes in found.items():
        for shape, run in shapes.items():
            assert min(RATES) < min(run["lr"]) and max(run["lr"]) < max(RATES), (
                f"{name}, {shape}: the best rate should lie inside the grid"
            )
            assert np.max(run["epochs"]) < LIMIT, f"{name}, {shape}: every start should reach the goal within the limit"
    for shape in SHAPES:
        for goal in GOALS:
            leaky, tanh, sigmoid = (ratios(found, name, shape, goal) for name in ("leaky_relu", "tanh", "sigmoid"))
            assert 0.8 < np.median(leaky) < 1.25, f"{shape}, {goal:.0%}: leaky ReLU should be as fast as ReLU"
            assert np.median(tanh) < 1, f"{shape}, {goal:.0%}: tanh should need fewer epochs than ReLU"
            assert np.max(tanh) < 2, f"{shape}, {goal:.0%}: from no start should ReLU be twice as fast as tanh"
            assert np.median(sigmoid) < 6, f"{shape}, {goal:.0%}: the factor to the sigmoid should stay below six"
            if shape == "four layers":
                assert np.median(sigmoid) > 2, f"{shape}, {goal:.0%}: ReLU should be more than twice as fast as sigmoid"
            else:
                assert np.median(sigmoid) < 2, f"{shape}, {goal:.0%}: ReLU should not be twice as fast as sigmoid"


def table(found, cost):
    """Best rate, median epochs, and how many times the ReLU's they are: median and range, and the median in time."""
    lines = []
    for shape in SHAPES:
        for place, goal in enumerate(GOALS):
            lines += [f"{shape}, {100 * goal:.0f} %", "            rate  epochs  ratio  (range)      in time"]
            for name, run in found.items():
                lr, epochs, ratio = (
                    run[shape]["lr"][place],
                    run[shape]["epochs"][place],
                    ratios(found, name, shape, goal),
                )
                lines.append(
                    f"{name:10} {lr:5} {np.median(epochs):7.1f} {np.median(ratio):6.2f}  "
                    f"({min(ratio):.2f}–{max(ratio):.2f})"
                    f"  {np.median(ratio) * cost[shape][name]['ratio'][1]:6.2f}"
                )
            lines.append("")
    return "\n".join(lines[:-1])


def draw(six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four):
    """How many times the ReLU's epochs leaky ReLU, tanh and sigmoid need, start by start"""
    found = together(
        six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four
    )
    fig, axes = style.panels(2, 1, height=330, sharex=True)
    for ax, shape in zip(axes, SHAPES):
        rows = [(name, goal) for goal in GOALS for name in ("leaky_relu", "tanh", "sigmoid")]
        for row, (name, goal) in enumerate(rows):
            values, color = ratios(found, name, shape, goal), style.of(name)["color"]
            ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.4, markersize=4.5, markeredgewidth=0)
            ax.plot([np.median(values)] * 2, [-row - 0.35, -row + 0.35], color=color, linewidth=2)
        for at, color in (1, style.QUIET), (6, style.ACCENT):
            ax.axvline(at, color=color, linewidth=0.9, zorder=0.5)
        ax.axhline(-2.5, color=style.FAINT, linewidth=0.8)
        ax.set(title=shape, xscale="log", xlim=(0.2, 10), ylim=(-5.6, 0.6))
        ax.minorticks_off()
        ax.set_yticks(range(0, -6, -1), [f"{style.spelled(name)}, {100 * goal:.0f} %" for name, goal in rows])
        ax.set_xticks([0.25, 0.5, 1, 2, 4, 6], ["¼", "½", "1", "2", "4", "6"])
    axes[1].set_xlabel("epochs, as a multiple of the ReLU's")
    return fig


def draw_rates(six_times_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four):
    """Epochs to a training error of two percent against the learning rate, five trial starts each"""
    found = {"relu": six_times_relu, "tanh": six_times_tanh, "sigmoid": six_times_sigmoid_two | six_times_sigmoid_four}
    fig, axes = style.panels(1, 2, height=190, sharey=True)
    places = {
        "two layers": {"relu": (1.7, 31), "tanh": (0.13, 12), "sigmoid": (2.1, 21)},
        "four layers": {"relu": (0.3, 25), "tanh": (0.13, 3.5), "sigmoid": (1.1, 16)},
    }
    for ax, shape in zip(axes, SHAPES):
        for name, by_shape in found.items():
            ax.plot(RATES, by_shape[shape]["tried"][-1], **style.of(name))
            style.label(ax, *places[shape][name], style.spelled(name), style.of(name)["color"])  # pyright: ignore[reportCallIssue]
        ax.set(title=shape, xscale="log", xlabel="learning rate", ylim=(0, LIMIT + 2))
        ax.minorticks_off()
        style.ticks(ax, [0.125, 0.5, 2, 8], [0, 10, 20, 30, LIMIT])
    axes[0].set_ylabel("epochs to 2 %")
    return fig


def trial(six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four):
    """Epochs to a training error of a quarter, at other rates."""
    found = together(
        six_times_relu, six_times_leaky_relu, six_times_tanh, six_times_sigmoid_two, six_times_sigmoid_four
    )
    kinds = {"RELU": "ReLU", "LEAKY_RELU": "leaky ReLU", "TANH": "tanh", "SIGMOID": "sigmoid"}
    goal, layers = GOALS[0], {f"{sizes}": name.split()[0] for name, sizes in SHAPES.items()}
    return described(
        what=f"epochs to a training error of {goal:.0%}",
        log=True,
        inputs=[
            choice("record", "Activation", kinds, "RELU"),
            choice("sizes", "Layers", layers, f"{SHAPES['two layers']}"),
            scale("lr", "Learning rate", RATES, 0.5),
        ],
        recorded={
            (kind, sizes, float(run["lr"][0])): run["epochs"][0]
            for kind in kinds
            for name, sizes in SHAPES.items()
            for run in [found[kind.lower()][name]]
        },
        call=f"one_run({{record}}, {{sizes}}, {{lr}}, {{seed}}, {goal})[0]",
        code=source(
            f"GOALS, BATCH, LIMIT, CHECK = {GOALS}, {BATCH}, {LIMIT}, {CHECK}\n\n", *(digits, accuracy, one_run)
        ),
        task="With one rate for both, find one at which the ReLU is about six times as fast as the sigmoid.",
    )
