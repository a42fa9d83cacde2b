"""Six times faster? One training, the tuning of its learning rate, and what the ratios decide."""

import numpy as np

from nnref import CROSS_ENTROPY, mlp, sgd_steps
from scripts.digits import digits

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
        for step, loss in enumerate(sgd_steps(net, x, t, CROSS_ENTROPY, lr=lr, batch=BATCH, rng=rng, steps=LIMIT * len(x) // BATCH), 1):
            if not np.isfinite(loss):
                break
            if step % CHECK == 0:
                error = (net.predict(x) != t).mean()
                epochs = [step * BATCH / len(x) if epoch == LIMIT and error <= goal else epoch for epoch, goal in zip(epochs, GOALS)]
                if error <= last:
                    break
    return epochs


def tuned(record, sizes):
    """For each goal the rate that needs the fewest epochs on average from the trial starts, then those of all other starts."""
    tried = np.array([[one_run(record, sizes, lr, seed) for seed in TRIALS] for lr in RATES]).mean(axis=1)
    best = [RATES[place] for place in tried.argmin(axis=0)]
    epochs = [[one_run(record, sizes, lr, seed, goal)[place] for seed in SEEDS] for place, (lr, goal) in enumerate(zip(best, GOALS))]
    return {"tried": tried.T, "lr": best, "epochs": epochs}


def ratios(found, name, shape, goal):
    """How many times the ReLU's epochs another activation needs, start by start (same weights, same order of examples)."""
    place = GOALS.index(goal)
    return np.divide(found[name][shape]["epochs"][place], found["relu"][shape]["epochs"][place])


def verdict(found):
    """What the lab says about {activation: what tuned gives at each depth}, or an AssertionError with the sentence that fails."""
    for name, shapes in found.items():
        for shape, run in shapes.items():
            assert min(RATES) < min(run["lr"]) and max(run["lr"]) < max(RATES), f"{name}, {shape}: the best rate should lie inside the grid"
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
                lr, epochs, ratio = run[shape]["lr"][place], run[shape]["epochs"][place], ratios(found, name, shape, goal)
                lines.append(f"{name:10} {lr:5} {np.median(epochs):7.1f} {np.median(ratio):6.2f}  ({min(ratio):.2f}–{max(ratio):.2f})"
                             f"  {np.median(ratio) * cost[shape][name]['ratio'][1]:6.2f}")
            lines.append("")
    return "\n".join(lines[:-1])
