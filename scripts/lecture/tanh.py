"""Tanh still saturates: what a large learning rate does to its units."""

import numpy as np

from nnref import CROSS_ENTROPY, SIGMOID, TANH, lecture_points, mlp, saturated, sgd
from scripts.lecture import style
from scripts.lecture.practice import SETTING, points, starts, steps_to_learn
from scripts.lecture.sigmoid import disguise


def measure_saturation():
    """Share of saturated units after 50 steps, for learning rates from gentle to absurd.

    A unit that is saturated on every point hardly learns any more, as a dead ReLU unit.
    """
    x, t, _, _ = lecture_points()
    result = {"rates": [0.1, 0.3, 1.0, 3.0, 10.0, 30.0], "steps": 50, "seeds": 20, "units": 20, "below": 0.01}
    for record in TANH, SIGMOID:
        runs = np.array(
            [[_trained(record, x, t, lr, result, seed) for seed in range(result["seeds"])] for lr in result["rates"]]
        )
        share, stuck = runs.transpose(2, 0, 1)
        result[record.name] = {
            "mean": share.mean(axis=1),
            "low": share.min(axis=1),
            "high": share.max(axis=1),
            "stuck": stuck.mean(axis=1),
        }
    tanh, sigmoid = result["tanh"], result["sigmoid"]
    assert min(tanh["low"][-2:]) > 0.8, (
        "at a rate of ten, more than eight tenths of the tanh units should be saturated, from every start"
    )
    assert (tanh["mean"] > sigmoid["mean"]).all(), "tanh should be saturated more than the sigmoid, at every rate"
    return result


def _trained(record, x, t, lr, setting, seed):
    """Share of units and points that are saturated, and share of units that are so on every point."""
    net = mlp((2, setting["units"], 2), record, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=lr, steps=setting["steps"])
    share = saturated(net, x, setting["below"])[0]
    return share.mean(), (share == 1).mean()


def measure_spirals():
    """The spirals of In practice, for sigmoid networks that compute at first what tanh networks do."""
    rates, trials = SETTING["rates"][-5:], range(100, 100 + SETTING["trials"])
    tried = [np.mean([_steps(lr, seed) for seed in trials]) for lr in rates]
    lr = rates[np.argmin(tried)]
    return {"rates": rates, "tried": tried, "lr": lr, "steps": [_steps(lr, seed) for seed in starts()]}


def _steps(lr, seed):
    """Steps until the loss is below a tenth, at most six hundred."""
    rng = np.random.default_rng(seed)
    x, t, *_ = points(rng)
    net = mlp(SETTING["sizes"], SIGMOID, rng)
    disguise(net)
    return steps_to_learn(net, x, t, lr)


def draw_slopes():
    """The derivatives of tanh and sigmoid on one scale: higher in the middle, lower outside."""
    fig, ax = style.panels(height=180, width=300)
    x = np.linspace(-5, 5, 241)
    for record, at in (TANH, 0.72), (SIGMOID, 2.1):
        line = style.of(record)
        ax.plot(x, record.df(x), **line)
        style.label(ax, at + 0.2, record.df(at) + 0.03, style.spelled(record), line["color"])
    ax.set(xlim=(-5, 5), ylim=(-0.05, 1.06))
    style.ticks(ax, [-5, 0, 5], [0, 0.25, 1])
    style.origin(ax)
    return fig


def draw_saturated(tanh_saturation):
    """Share of saturated units after fifty steps, against the learning rate: tanh and sigmoid."""
    fig, ax = style.panels(height=196)
    rates = tanh_saturation["rates"]
    for name, at in ("tanh", 3), ("sigmoid", 4):
        run, line = tanh_saturation[name], style.of(name)
        ax.semilogx(rates, run["mean"], **line)
        ax.fill_between(rates, run["low"], run["high"], color=line["color"], alpha=0.15, linewidth=0)
        style.label(ax, rates[at] * 0.85, run["mean"][at] + 0.03, name, line["color"], ha="right", va="bottom")
    ax.set(xlabel="learning rate", ylabel="share saturated", xlim=(0.1, 30), ylim=(0, 1.02), yticks=[0, 0.5, 1])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.minorticks_off()
    return fig
