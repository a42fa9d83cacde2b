"""How ReLU units die, how many at which learning rate, and which units come back.

All of it on the point set of the capacity figures, in networks with one hidden layer of 20 units, each step
on all points. A unit is silent if its input is positive for no point. It is the same question for every
activation; dead is the silent ReLU unit, because only its gradient is zero.
"""

import numpy as np

from nnref import CROSS_ENTROPY, ELU, LEAKY_RELU, RELU, SELU, lecture_points, mlp, sgd
from scripts.lecture import style
from scripts.lecture.catalog import AFTER
from scripts.lecture.statistics import accuracy, mean_and_error
from scripts.lecture.style import ACCENT, AREA_B, PAPER, QUIET

WIDTH, LARGE_STEPS = 20, 50
GENTLE = {
    "large": 3.0,
    "large_steps": LARGE_STEPS,
    "gentle": 0.3,
    "steps": 1000,
    "every": 50,
    "seeds": 20,
    "draws": (0, 100, 200),  # of the starts: the first seed of each
    "units": WIDTH,
}


def measure_dead_unit():
    """One network at too large a learning rate: a unit that stays active and one that dies, before and after."""
    x, t, _, _ = lecture_points()
    net = mlp((2, WIDTH, 2), RELU, np.random.default_rng(1))
    hidden, rate = net.layers[0], 3.0
    start, silent = hidden.W.copy(), []
    for _ in range(LARGE_STEPS):
        sgd(net, x, t, CROSS_ENTROPY, lr=rate, steps=1)
        silent.append(_silent(net, x))
    distance = np.where(silent[-1], np.abs(hidden.b) / np.hypot(*hidden.W), np.inf)
    share = (x @ hidden.W + hidden.b > 0).mean(axis=0)
    result = {"rate": rate, "steps": LARGE_STEPS, "units": WIDTH, "dead_units": silent[-1].sum()}
    for name, unit in ("active", np.abs(share - 0.5).argmin()), ("dead", distance.argmin()):
        result[name] = {
            "start": start[:, unit],
            "share_at_start": (x @ start[:, unit] > 0).mean(),
            "w": hidden.W[:, unit],
            "b": hidden.b[unit],
            "share": share[unit],
        }
    result["died_at"] = 1 + [step[distance.argmin()] for step in silent].index(True)
    assert result["active"]["share"] > 0 and result["dead"]["share"] == 0, (
        "of the two units, one should be dead and one active"
    )
    return result


def measure_dead_fraction():
    """Share of silent hidden units after 50 steps, for learning rates from gentle to absurd, over 30 starts."""
    x, t, _, _ = lecture_points()
    rates = [0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0]
    result = {"rates": rates, "steps": LARGE_STEPS, "seeds": 30, "units": WIDTH, "points": len(x)}
    for record in RELU, LEAKY_RELU, ELU:
        runs = np.array([[_trained(record, x, t, rate, seed) for seed in range(result["seeds"])] for rate in rates])
        share, early, right = runs.transpose(2, 0, 1)
        result[record.name] = {
            "mean": share.mean(axis=1),
            "low": np.quantile(share, 0.1, axis=1),
            "high": np.quantile(share, 0.9, axis=1),
            "worst": share.max(axis=1),
            "accuracy": right.mean(axis=1),
            "early": early[rates.index(3.0)].sum() / share[rates.index(3.0)].sum(),
            "reaches_40": float(np.interp(0.4, share.mean(axis=1), rates)),
        }
    relu, leaky, elu = (result[record.name] for record in (RELU, LEAKY_RELU, ELU))
    gentle = rates.index(0.5)
    assert max(relu["worst"][:gentle]) == 0, "below a learning rate of 0.5 no ReLU unit should die from any start"
    assert relu["mean"][-1] > 0.4 > relu["mean"][0], (
        "forty percent dead should be reached within the learning rates that are tried"
    )
    assert min(leaky["mean"][-1], elu["mean"][-1]) > 0.4, "leaky ReLU and ELU units should fall silent as well"
    return result


def measure_revival():
    """Networks whose units a large learning rate has silenced, trained on at a gentle one: how many come back?"""
    result = dict(GENTLE) | {record.name: _revive(record) for record in (RELU, LEAKY_RELU, ELU)}
    assert np.sum(result["relu"]["back"]) == 0, "no dead ReLU unit of a first layer can come back"
    assert np.min([np.sum(result[name]["back"], axis=1) for name in ("leaky_relu", "elu")]) > 0, (
        "some leaky ReLU and ELU units should come back, in each draw"
    )
    return result


SMOOTH_AFTER = tuple(record for record in AFTER if not record.kinks)


def measure_revival_after():
    """The same for what came after the lecture without a kink; the SELU's exact counts hang on rounding errors."""
    result = dict(GENTLE) | {record.name: _revive(record) for record in SMOOTH_AFTER}
    assert np.min([np.sum(result[record.name]["back"], axis=1) for record in SMOOTH_AFTER]) > 0, (
        "some units of each should come back, in each draw"
    )
    selu, units = _revive(SELU), WIDTH * GENTLE["seeds"]
    silenced, back = (np.sum(selu[count], axis=1) for count in ("silenced", "back"))
    assert (silenced > units / 2).all() and (back < silenced / 10).all(), (
        "in each draw the SELU should lose more than half of its units, and less than a tenth of those should come back"
    )
    return result


def measure_revival_controls():
    """Why most silenced leaky units stay silent: how many return while all other weights are held still, and how many
    while all learn and the steps of silent units are a hundred times as long, which undoes the small slope."""
    result = {"seeds": 10, "draws": GENTLE["draws"], "times": 100}
    for name, others, times in ("held", 0, 1), ("long", 1, result["times"]):
        runs = np.array(
            [[_returned(draw + seed, others, times) for seed in range(result["seeds"])] for draw in result["draws"]]
        )
        silenced, back = runs.sum(axis=1).T
        result[name] = {"silenced": silenced, "shares": back / silenced, "share": back.sum() / silenced.sum()}
    return result


def _returned(seed, others, times):
    """How many leaky units the large steps silence, and how many of them are active after gentle steps, which are as
    many times as long for the weights of silent units and for all others."""
    x, t, _, _ = lecture_points()
    net = mlp((2, WIDTH, 2), LEAKY_RELU, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=GENTLE["large"], steps=LARGE_STEPS)
    silenced = _silent(net, x)
    for _ in range(GENTLE["steps"]):
        net.backward(CROSS_ENTROPY.df(net.forward(x), t))
        rates = GENTLE["gentle"] * np.where(silenced & _silent(net, x), times, others)
        for p, g in zip(net.params, net.grads):
            p -= (rates if p.shape[-1] == WIDTH else GENTLE["gentle"] * others) * g
    return silenced.sum(), (silenced & ~_silent(net, x)).sum()


def _revive(record):
    """For each draw and start the units silenced and those of them that came back, as shares of each draw and of all
    with its standard error over the starts; and the share still silent every so many gentle steps, over all starts."""
    runs = np.array(
        [[_left_silent(record, draw + seed) for seed in range(GENTLE["seeds"])] for draw in GENTLE["draws"]]
    )
    total, silenced, back = runs.sum(axis=(0, 1)), runs[:, :, 0], runs[:, :, 0] - runs[:, :, -1]
    share = back.sum() / silenced.sum()
    _, error = mean_and_error(np.ravel(back - share * silenced))  # a start's units are not independent
    return {
        "silent": total / total[0],
        "silenced": silenced,
        "back": back,
        "shares": back.sum(axis=1) / silenced.sum(axis=1),
        "share": share,
        "error": error / silenced.mean(),
    }


def _left_silent(record, seed):
    """How many units the large steps silence, and how many of them are still silent every so many gentle steps."""
    x, t, _, _ = lecture_points()
    net = mlp((2, WIDTH, 2), record, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=GENTLE["large"], steps=LARGE_STEPS)
    silenced = _silent(net, x)
    left = [silenced.sum()]
    for _ in range(GENTLE["steps"] // GENTLE["every"]):
        sgd(net, x, t, CROSS_ENTROPY, lr=GENTLE["gentle"], steps=GENTLE["every"])
        left.append((silenced & _silent(net, x)).sum())
    return left


def _trained(record, x, t, rate, seed):
    """The share of silent units after the steps, that of those which were so by the tenth,
    the accuracy on the points."""
    net = mlp((2, WIDTH, 2), record, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=rate, steps=10)
    early = _silent(net, x)
    sgd(net, x, t, CROSS_ENTROPY, lr=rate, steps=LARGE_STEPS - 10)
    return _silent(net, x).mean(), (early & _silent(net, x)).mean(), accuracy(net, x, t)


def _silent(net, x):
    """Which hidden units have a positive input for no row of x."""
    return (net.layers[0].forward(x) <= 0).all(axis=0)


# One unit with one input, by hand: its points and targets, its weight and bias, a gentle and a large rate.
X, T = np.array([-1.0, 0.0, 1.0, 2.0]), np.array([0.0, 0.0, 0.0, 4.0])
W, B = 4.0, -2.0
RATES = (0.2, 2.0)


def stepped(rate):
    """Weight and bias of the unit after one step of gradient descent on half the mean squared error."""
    u = W * X + B
    delta = (RELU.f(u) - T) * RELU.df(u)
    return W - rate * (delta * X).mean(), B - rate * delta.mean()


def draw_one_step():
    """One ReLU unit before a step, after a gentle and after a large one: its line, its output, and the points."""
    fig, axes = style.panels(1, 3, height=216, sharey=True)
    after = [("before", W, B), *((f"after a step\nof rate {rate:g}", *stepped(rate)) for rate in RATES)]
    color = style.of("relu")["color"]
    x = np.linspace(-1.4, 2.4, 191)
    for ax, (title, w, b) in zip(axes, after):
        ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.4)
        ax.plot(x, w * x + b, color=QUIET, linewidth=1.2, linestyle=style.DASHED)
        ax.plot(x, RELU.f(w * x + b), color=color, linewidth=2.2)
        on = w * X + b > 0
        ax.plot(X[on], T[on], "o", color=ACCENT, markersize=6)
        ax.plot(X[~on], T[~on], "o", color=ACCENT, markerfacecolor=PAPER, markersize=6, markeredgewidth=1.3)
        ax.set(xlim=(-1.4, 2.4), ylim=(-6.4, 6.4))
        ax.set_title(title, fontsize=11)
        style.ticks(ax, [-1, 0, 1, 2], [-4, 0, 4])
        ax.tick_params(labelsize=11)
        ax.set_xlabel("x", fontsize=11)
    style.label(axes[0], 0.55, -3.4, "$u$", QUIET, fontsize=12)
    style.label(axes[0], 1.0, 4.3, "$o$", color, fontsize=12)
    return fig


def draw_active_and_dead(relu_dead_unit):
    """An active and a dead ReLU unit over the same cloud of points."""
    fig, axes = style.panels(1, 2, height=206)
    x, t, _, _ = lecture_points()
    reach = 6.6
    for ax, name in zip(axes, ("active", "dead")):
        unit = relu_dead_unit[name]
        w, b, start = np.array(unit["w"]), unit["b"], np.array(unit["start"])
        corners = np.array([[-reach, -reach], [reach, -reach], [reach, reach], [-reach, reach]])
        ax.fill(*_positive(corners, w, b).T, color=AREA_B, linewidth=0)
        ax.plot(*_line(start, 0, reach), color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        ax.plot(*_line(w, b, reach), color=ACCENT, linewidth=1.8)
        style.points(ax, x, t)
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=[], yticks=[], title=f"{name} unit")
        ax.spines[:].set_visible(False)
        style.note(ax, f"active on {round(unit['share'] * len(x))} of {len(x)} points")
    return fig


def _line(w, b, reach):
    """Where w.x + b = 0, longer than the panel."""
    foot = -b * w / (w @ w)
    along = np.array([-w[1], w[0]]) / np.hypot(*w) * 3 * reach
    return np.transpose([foot - along, foot + along])


def _positive(corners, w, b):
    """The part of a convex polygon where w.x + b > 0."""
    kept = []
    for here, there in zip(corners, np.roll(corners, -1, axis=0)):
        u, v = here @ w + b, there @ w + b
        if u > 0:
            kept.append(here)
        if u * v < 0:
            kept.append(here + (there - here) * u / (u - v))
    return np.array(kept)


def draw_dead_share(relu_dead_fraction):
    """Share of ReLU units that are dead, and of points classified correctly, against the learning rate."""
    fig, (left, right) = style.panels(1, 2, height=196, sharex=True, sharey=True)
    rates, run = relu_dead_fraction["rates"], relu_dead_fraction["relu"]
    _share(left, rates, run, "relu")
    right.plot(rates, run["accuracy"], "o-", color=ACCENT, linewidth=1.6, markersize=3.5, clip_on=False)
    for ax, title in (left, "dead units"), (right, "points classified correctly"):
        ax.set_title(title, fontsize=11)
        ax.set_xlabel("learning rate", fontsize=11)
        ax.tick_params(labelsize=11)
    left.set_yticks([0, 0.4, 1], ["0", "40%", "100%"])
    return fig


def draw_silent_share(relu_dead_fraction):
    """Share of hidden units that are silent on every point, against the learning rate."""
    fig, axes = style.panels(1, 3, height=186, sharey=True)
    for ax, name in zip(axes, ("relu", "leaky_relu", "elu")):
        _share(ax, relu_dead_fraction["rates"], relu_dead_fraction[name], name)
        ax.set_title(style.spelled(name), fontsize=11)
        ax.tick_params(labelsize=11)
    axes[0].set_ylabel("share of units", fontsize=11)
    axes[1].set_xlabel("learning rate", fontsize=11)
    return fig


def _share(ax, rates, run, name):
    color = style.of(name)["color"]
    ax.fill_between(rates, run["low"], run["high"], color=color, alpha=0.18, linewidth=0)
    ax.plot(rates, run["mean"], color=color)
    ax.axhline(0.4, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    ax.set(xscale="log", xlim=(0.1, 5), ylim=(0, 1))
    ax.minorticks_off()
    style.ticks(ax, [0.1, 0.5, 1, 3], [0, 0.4, 1])


def draw_revived(relu_revival):
    """Of the units that a large learning rate silenced, those active again during gentle training."""
    fig, ax = style.panels(1, 1, height=216)
    steps = np.arange(len(relu_revival["relu"]["silent"])) * relu_revival["every"]
    lift = {"relu": 0, "leaky_relu": 0.009, "elu": -0.009}
    for name, up in lift.items():
        run, look = relu_revival[name], style.of(name)
        back = 1 - np.array(run["silent"])
        ax.plot(steps, back, **look, clip_on=False)
        if name != "relu":
            at = np.full(len(run["shares"]), 1035 + 25 * (name == "elu"))
            ax.plot(at, run["shares"], "o", color=look["color"], markersize=4.5, markeredgewidth=0)
        style.label(ax, 1085, back[-1] + up, style.spelled(name), look["color"], va="center", fontsize=11)
    ax.set(xlim=(0, 1300), ylim=(0, 0.25))
    ax.set_xlabel("gentle steps", fontsize=11, x=0.4)
    ax.set_ylabel("share of units active again", fontsize=11)
    style.ticks(ax, [0, 250, 500, 750, 1000], [])
    ax.set_yticks([0, 0.1, 0.2], ["0", "10%", "20%"])
    ax.tick_params(labelsize=11)
    return fig
