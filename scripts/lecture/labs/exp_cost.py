"""What does exp cost? The calls that a function makes, and the verdict on the times that make bench recorded."""

from time import perf_counter

import numpy as np

from scripts.lecture import style
from scripts.lecture.explorable import choice
from scripts.lecture.small_lab import described, source

NETWORKS = "2-20-2", "64-32-10", "64-256-256-10"
LECTURE = "leaky_relu", "prelu", "tanh", "sigmoid", "elu"


class Watched(np.lib.mixins.NDArrayOperatorsMixin):
    """An array that notes which of NumPy's functions it passes through."""

    def __init__(self, x, calls):
        self.x, self.calls = x, calls

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        self.calls.append(ufunc.__name__)
        return Watched(
            getattr(ufunc, method)(*(i.x if isinstance(i, Watched) else i for i in inputs), **kwargs), self.calls
        )


def calls(f):
    """The names of NumPy's functions that f passes an array through, in order."""
    names = []
    f(Watched(np.linspace(-3, 3, 7), names))
    return names


def ratio(costs, network, name, registers="wide"):
    """How many times as long a training step takes as one with the ReLU: lower quartile, median, upper quartile."""
    return costs[registers]["steps"][network][name]["ratio"]


def time(costs, name, dtype="float64", registers="wide"):
    """Nanoseconds for one number."""
    return costs[registers]["elements"][dtype][name]["time"]


def verdict(benchmarks):
    """What the lab says. Raises AssertionError, in words, where the recorded times do not say it."""
    costs = benchmarks["costs"]
    low, _, _ = costs["wide"]["elements"]["float64"]["exp"]["ratio"]
    assert low > 1, "exp should take longer than max(0, x) for each number"
    assert time(costs, "exp", registers="narrow") > 3 * time(costs, "exp"), (
        "without wide registers exp should take more than three times as long"
    )
    assert time(costs, "heaviside") > time(costs, "exp"), (
        "NumPy's heaviside, a comparison, should take longer than its exp"
    )
    for network in NETWORKS:
        for name in "tanh", "sigmoid":
            _, median, high = ratio(costs, network, name)
            assert high < 1.5, (
                f"a step with {name} should take less than half as long again as one with the ReLU, in {network}"
            )
            assert ratio(costs, network, name, "narrow")[0] > high, (
                f"without wide registers {name} should cost more, in {network}"
            )
    small, _, wide = (ratio(costs, network, "sigmoid") for network in NETWORKS)
    assert wide[2] < small[0], "in wide layers the activation should matter less"
    assert ratio(costs, "2-20-2", "leaky_relu")[0] > 1, "leaky ReLU should cost more than ReLU, without any exp"
    assert abs(ratio(costs, "2-20-2", "leaky_relu")[1] - ratio(costs, "2-20-2", "tanh")[1]) < 0.1, (
        "leaky ReLU should cost about as much as tanh"
    )


def functions_table(costs):
    """The medians of the ratios to max(x, 0), by function, type and registers."""
    lines = [f"{'':12}{'wide registers':^20}{'without':^20}", f"{'':12}" + 2 * f"{'float64':>10}{'float32':>10}"]
    for name in costs["wide"]["elements"]["float64"]:
        cells = (
            costs[registers]["elements"][dtype][name]["ratio"][1]
            for registers in ("wide", "narrow")
            for dtype in ("float64", "float32")
        )
        lines.append(f"{name:12}" + "".join(f"{cell:10.1f}" for cell in cells))
    return "\n".join(lines)


def libraries_table(elementwise):
    """What a function costs as a multiple of the ReLU of the same library."""
    names = "nnref", "PyTorch", "JAX"
    lines = [f"{'':11}" + "".join(f"{library:>9}" for library in names)]
    for name in LECTURE:
        cells = (elementwise[name][library]["ns"] / elementwise["relu"][library]["ns"] for library in names)
        lines.append(f"{name:11}" + "".join(f"{cell:9.1f}" for cell in cells))
    return "\n".join(lines)


def steps_table(costs):
    """Median and quartiles of the ratio of a step to one with the ReLU, by network and registers."""
    lines = []
    for registers, title in ("wide", "wide registers"), ("narrow", "without"):
        lines.append(f"{title:15}" + "".join(f"{network:>20}" for network in NETWORKS))
        for name in LECTURE:
            cells = (
                "{1:.2f} ({0:.2f}–{2:.2f})".format(*ratio(costs, network, name, registers)) for network in NETWORKS
            )
            lines.append(f"{name:15}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)


FUNCTIONS = {
    "multiply": "x · x",
    "divide": "x / x",
    "maximum": "max(x, 0)",
    "exp": "exp",
    "tanh": "tanh",
    "heaviside": "heaviside",
}


def draw(benchmarks):
    """Nanoseconds for a number of six NumPy functions, with and without registers of 512 bits, float64"""
    costs = benchmarks["costs"]
    fig, ax = style.panels(height=200)
    for row, name in enumerate(FUNCTIONS):
        wide, narrow = time(costs, name), time(costs, name, registers="narrow")
        ax.plot([wide, narrow], [row, row], color=style.QUIET, alpha=0.5, linewidth=1)
        ax.plot(narrow, row, "o", color=style.INK, markerfacecolor=style.PAPER, markersize=6)
        ax.plot(wide, row, "o", color=style.ACCENT, markersize=6)
    ax.set(xlabel="nanoseconds for a number", xlim=(0, None), ylim=(len(FUNCTIONS) - 0.4, -0.6))
    ax.set_yticks(range(len(FUNCTIONS)), FUNCTIONS.values())
    ax.tick_params(axis="y", length=0)
    style.label(
        ax, time(costs, "exp") + 0.15, 3.42, "with registers of 512 bits", color=style.ACCENT, fontsize=9, va="center"
    )
    style.label(ax, time(costs, "exp", registers="narrow"), 2.5, "without", fontsize=9, ha="center", va="center")
    return fig


def draw_steps(benchmarks):
    """A training step as a multiple of one with the ReLU, for five activations and three networks,
    with and without registers of 512 bits"""
    costs = benchmarks["costs"]
    fig, axes = style.panels(1, 3, height=190, sharey=True, sharex=True)
    for ax, network in zip(axes, NETWORKS):
        for row, name in enumerate(LECTURE):
            for registers, face in (("narrow", style.PAPER), ("wide", None)):
                low, median, high = ratio(costs, network, name, registers)
                color = style.of(name)["color"]
                ax.plot([low, high], [row, row], color=color, linewidth=1.2)
                ax.plot(median, row, "o", color=color, markerfacecolor=face or color, markersize=5.5)
        ax.axvline(1, color=style.QUIET, linewidth=0.7)
        ax.set_title(network)
        style.ticks(ax, [1, 1.5, 2], range(len(LECTURE)))
    axes[0].set_yticklabels([style.spelled(name) for name in LECTURE])
    axes[0].set_ylim(len(LECTURE) - 0.5, -0.5)
    axes[1].set_xlabel("times a step with the ReLU")
    for ax in axes:
        ax.tick_params(axis="y", length=0)
    return fig


def against_maximum(f, size=10_000, rounds=10, calls=100):
    """How many times as long as max(x, 0) a function of NumPy takes for each number: of some rounds the fastest."""
    x, out = np.random.default_rng(0).standard_normal(size), np.empty(size)
    fastest = {}
    for g, more in ((np.maximum, (0,)), (f, (0.5,) if f.nin == 2 else ())):
        for _ in range(rounds):
            start = perf_counter()
            for _ in range(calls):  # a browser's clock is coarse
                g(x, *more, out=out)
            fastest[g] = min(fastest.get(g, np.inf), perf_counter() - start)
    return fastest[f] / fastest[np.maximum]


def trial(benchmarks):
    """What the functions cost where the page is read."""
    names = {"exp": "exp", "expm1": "expm1", "tanh": "tanh", "heaviside": "heaviside", "multiply": "multiply"}
    return described(
        what="times as long as max(x, 0), for each number",
        log=True,
        starts="timings",
        quartiles=True,
        inputs=[choice("name", "Function", names, "exp")],
        recorded={(name,): benchmarks["costs"]["wide"]["elements"]["float64"][name]["ratio"] for name in names},
        call="against_maximum(np.{name})",
        code=source(against_maximum, imports="from time import perf_counter\n"),
        task="Which of NumPy's functions takes longest here, and which on the processor of the records?",
    )
