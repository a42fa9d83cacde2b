"""How many neurons? One training, and what hundreds of them decide."""

import numpy as np

from nnref import l2, lecture_points
from scripts import regions
from scripts.spread import mean_and_error

SIZES, SEEDS, LAMBDA = (3, 6, 20), 100, 0.01


def one_run(n, lam, seed):
    """Train n hidden neurons on the lecture's points: what was minimized, training and held-out accuracy at the end."""
    net = regions.plain((n,), np.random.default_rng(seed))
    loss, accuracies = regions.train(net, lecture_points(), lam)
    return loss + l2(net, lam), *accuracies[-1]


def middle_half(values):
    """How far apart the ends of the middle half of the values lie."""
    low, high = np.quantile(values, [0.25, 0.75])
    return high - low


def verdict(found):
    """What the lab says about {size: {"plain": ..., "regularized": ...}}, or an AssertionError with the sentence that fails."""
    plain, regularized = ([found[n][name] for n in SIZES] for name in ("plain", "regularized"))
    loss, scatter = ([f(run["loss"]) for run in plain] for f in (np.median, middle_half))
    held, held_regularized = ([np.mean(run["held_out"]) for run in runs] for runs in (plain, regularized))
    assert loss[0] > loss[1] > loss[2], "smaller networks should end at a worse loss"
    assert scatter[0] > scatter[1] > 10 * scatter[2], "the loss of smaller networks should be more scattered"
    assert held[0] > held[1] > held[2], "without regularization, the smaller network should do better on held-out points"
    assert min(held_regularized) > max(held), "with regularization, every size should do better than the best without"
    assert max(held_regularized) - min(held_regularized) < min(b - a for a, b in zip(held, held_regularized)) / 3, (
        "with regularization, the size should matter less than a third of what regularization brings to any size")
    assert max(middle_half(run["loss"]) for run in regularized) < scatter[0] / 10, (
        "with regularization, the loss should hardly depend on the start, even with three neurons")
    assert np.ptp(regularized[0]["loss"]) < 0.0005, "three regularized neurons should end at the same loss from every start"


def gains(sets):
    """On new point sets: by how much twenty regularized neurons do better than each other setting, with its standard error."""
    best = np.array(sets["20 regularized"])
    differences = {name: best - values for name, values in sets.items() if name != "20 regularized"}
    return {name: (*mean_and_error(d), int((d > 0).sum())) for name, d in differences.items()}


def verdict_on_sets(sets):
    """Whether the largest network, regularized, is the best of the six on new point sets."""
    for name, (gain, error, _) in gains(sets).items():
        assert gain > 2 * error, f"on new points, twenty regularized neurons should do better than {name}"


def six_settings(size_or_lambda, lab_neurons_sets):
    """Held-out accuracy on the twenty point sets, for three sizes without and with regularization."""
    return {
        "3 plain": size_or_lambda["3"]["held_out"], "6 plain": lab_neurons_sets["plain"], "20 plain": size_or_lambda["20"]["held_out"],
        "3 regularized": size_or_lambda["3 with lambda"]["held_out"], "6 regularized": lab_neurons_sets["regularized"],
        "20 regularized": size_or_lambda["20 with lambda"]["held_out"],
    }  # fmt: skip


def table(found):
    """Loss and held-out accuracy of every size, without and with L2."""
    lines = ["              loss    middle   held out, %", "             median    half    mean   range"]
    for how in "plain", "regularized":
        for n in SIZES:
            loss, held = found[n][how]["loss"], 100 * np.array(found[n][how]["held_out"])
            lines.append(f"{n:2} {how:11} {np.median(loss):5.3f}  {middle_half(loss):6.4f}"
                         f"  {held.mean():5.0f}   {held.min():2.0f}–{held.max():2.0f}")
    return "\n".join(lines)
