"""What the leaky ReLU and the PReLU change: accuracy against the ReLU."""

import numpy as np

from nnref import CROSS_ENTROPY, LEAKY_RELU, PRELU, RELU, circles, mlp, moons, sgd, spirals
from scripts.lecture import style
from scripts.lecture.prelu import WIDTH, point_sets
from scripts.lecture.statistics import accuracy, mean_and_error, settled
from scripts.lecture.style import FAINT, INK, QUIET

DRAWS = {"first": range(16), "again": range(100, 130)}  # of the starts
TRAINING = {"width": WIDTH, "rate": 0.3, "steps": 400}


def measure_results():
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU from the same start, on four point sets, for
    two draws of the starts."""
    result = TRAINING | {"sets": {}}
    for name, points in point_sets().items():
        runs = {
            draw: np.array([_accuracies(points, LEAKY_RELU, seed, [TRAINING["steps"]]) for seed in seeds])
            for draw, seeds in DRAWS.items()
        }
        result["sets"][name] = {
            key: _compared(*(accuracies[:, place, 0] - accuracies[:, 0, 0] for accuracies in runs.values()))
            for place, key in ((1, "leaky_relu"), (2, "prelu"))
        }
    return result


def _compared(first, again):
    """The differences of the two draws, their mean and its standard error, and its sign if it counts."""
    both = np.concatenate([first, again])
    mean, error = mean_and_error(both)
    return {
        "first": first,
        "again": again,
        "mean": mean,
        "error": error,
        "counts": settled(first, again),
        "better": (both > 0).sum(),
        "worse": (both < 0).sum(),
    }


def _accuracies(points, fixed, seed, stops):
    """Held-out accuracies of ReLU, an activation with a fixed slope and PReLU from one start, after each of these
    numbers of steps."""
    x, t, held_x, held_t = points

    def run(kind):
        net = mlp((2, WIDTH, 2), kind, np.random.default_rng(seed))
        for steps in np.diff(stops, prepend=0):
            sgd(net, x, t, CROSS_ENTROPY, lr=TRAINING["rate"], steps=int(steps))
            yield accuracy(net, held_x, held_t)

    return [[*run(kind)] for kind in (RELU, fixed, "prelu")]


def measure_quarter():
    """The control of the PReLU: held-out accuracy minus the ReLU's of a leaky ReLU that keeps the slope with which the
    PReLU starts, and of the PReLU; and of the PReLU minus that of the fixed slope. From new draws of the points, after
    the steps of the comparison and after more."""
    result = {"draws": 12, "seeds": 3, "steps": (TRAINING["steps"], 1000), "sets": {}}
    draws = {"first": range(10, 16), "again": range(110, 116)}
    for make, noise in (circles, 0.15), (moons, 0.15), (spirals, 0.05):
        runs = {
            name: np.array([_drawn(make, noise, draw, result["seeds"], result["steps"]) for draw in some])
            for name, some in draws.items()
        }
        pairs = {"fixed": (1, 0), "prelu": (2, 0), "learned": (2, 1)}
        result["sets"][make.__name__] = [
            {
                key: _compared(*(run[:, one, at] - run[:, other, at] for run in runs.values()))
                for key, (one, other) in pairs.items()
            }
            for at in range(len(result["steps"]))
        ]
    return result


def _drawn(make, noise, draw, seeds, stops):
    """The mean accuracies of ReLU, slope of a quarter and PReLU on one draw of the points, over so many starts, after
    each of these numbers of steps."""
    rng = np.random.default_rng(draw)
    points = *make(150, rng, noise), *make(1000, rng, noise)
    return np.mean([_accuracies(points, PRELU, 100 * draw + seed, stops) for seed in range(seeds)], axis=0)


def draw_differences(leaky_relu_results):
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU, one dot for each start."""
    fig, axes = style.panels(1, 2, height=190, sharex=True, sharey=True)
    names = list(leaky_relu_results["sets"])
    for ax, activation in zip(axes, ("leaky_relu", "prelu")):
        color = style.of(activation)["color"]
        ax.axvline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        for row, name in enumerate(names):
            entry = leaky_relu_results["sets"][name][activation]
            values = 100 * np.concatenate([entry["first"], entry["again"]])
            ax.plot(
                values,
                row + np.linspace(-0.22, 0.22, len(values)),
                "o",
                color=color,
                markersize=3,
                alpha=0.6,
                markeredgewidth=0,
            )
            ax.plot([values.mean()] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=1.6)
        ax.set(title=style.spelled(activation), ylim=(len(names) - 0.5, -0.5), xlim=(-14.5, 5.5))
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", length=0)
        ax.set_xticks([-10, -5, 0, 5], ["−10", "−5", "0", "5"])
        ax.grid(axis="x", color=FAINT)
        ax.set_axisbelow(True)
    fig.supxlabel("points of accuracy against the ReLU", color=QUIET, fontsize=10)
    return fig
