"""What the leaky ReLU and the PReLU change: accuracy against the ReLU."""

import numpy as np

from nnref import CROSS_ENTROPY, LEAKY_RELU, RELU, mlp, sgd
from scripts.lecture import style
from scripts.lecture.prelu import WIDTH, network, point_sets
from scripts.lecture.style import FAINT, INK, QUIET


def measure_results():
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU from the same start, on four point sets."""
    result = {"width": WIDTH, "rate": 0.3, "steps": 400, "seeds": 16, "sets": {}}
    for name, (x, t, held_x, held_t) in point_sets().items():
        accuracy = {"relu": [], "leaky_relu": [], "prelu": []}
        for seed in range(result["seeds"]):
            nets = {
                "relu": mlp((2, WIDTH, 2), RELU, np.random.default_rng(seed)),
                "leaky_relu": mlp((2, WIDTH, 2), LEAKY_RELU, np.random.default_rng(seed)),
                "prelu": network((2, WIDTH, 2), seed),
            }
            for key, net in nets.items():
                sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
                accuracy[key].append((net.predict(held_x) == held_t).mean())
        relu = np.array(accuracy.pop("relu"))
        result["sets"][name] = {"relu": relu.mean()} | {
            key: {
                "differences": values - relu,
                "mean": (values - relu).mean(),
                "better": (values > relu).sum(),
                "worse": (values < relu).sum(),
            }
            for key, values in accuracy.items()
        }
    means = [entry["prelu"]["mean"] for entry in result["sets"].values()]
    assert min(means) < 0 < max(means), "the PReLU should be better than the ReLU on one point set and worse on another"
    return result


def draw_differences(leaky_relu_results):
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU, one dot for each start."""
    fig, axes = style.panels(1, 2, height=190, sharex=True, sharey=True)
    names = list(leaky_relu_results["sets"])
    for ax, activation in zip(axes, ("leaky_relu", "prelu")):
        color = style.of(activation)["color"]
        ax.axvline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        for row, name in enumerate(names):
            entry = leaky_relu_results["sets"][name][activation]
            spread = np.linspace(-0.22, 0.22, len(entry["differences"]))
            ax.plot(
                100 * np.array(entry["differences"]),
                row + spread,
                "o",
                color=color,
                markersize=3,
                alpha=0.6,
                markeredgewidth=0,
            )
            ax.plot([100 * entry["mean"]] * 2, [row - 0.36, row + 0.36], color=INK, linewidth=1.6)
        ax.set(title=style.spelled(activation), ylim=(len(names) - 0.5, -0.5), xlim=(-14.5, 5.5))
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", length=0)
        ax.set_xticks([-10, -5, 0, 5], ["−10", "−5", "0", "5"])
        ax.grid(axis="x", color=FAINT)
        ax.set_axisbelow(True)
    fig.supxlabel("points of accuracy against the ReLU", color=QUIET, fontsize=10)
    return fig
