"""What the leaky ReLU and the PReLU change: slopes while they are learned, and accuracy against the ReLU."""

import numpy as np

from nnref import (
    CROSS_ENTROPY, LEAKY_RELU, MLP, RELU, Dense, PReLU, circles, lecture_points, mlp, moons, sgd, spirals,
)  # fmt: skip

WIDTH = 20


def prelu_slopes():
    """The slopes of 20 PReLU units while they are learned, from ten starts, on the point set of the capacity figures."""
    x, t, _, _ = lecture_points()
    result = {"width": WIDTH, "rate": 0.1, "steps": 1000, "every": 25, "seeds": 10}
    runs = []
    for seed in range(result["seeds"]):
        net = _prelu_net((2, WIDTH, 2), seed)
        alpha, run = net.layers[1].alpha, []
        for _ in range(result["steps"] // result["every"]):
            run.append(alpha.copy())
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["every"])
        runs.append(run + [alpha.copy()])
    runs = np.array(runs)
    last = runs[:, -1]
    result |= {"one": runs[0], "means": runs.mean(axis=2), "mean": last.mean(), "lowest": last.min(), "highest": last.max(),
               "negative": (last < 0).mean(), "above_one": (last > 1).mean(), "units": last.size}
    assert (result["means"][:, -1] < 0.25).all(), "from every start, the mean slope should end below where it began"
    assert result["above_one"] == 0, "no slope should be learned that is larger than one"
    return result


def prelu_depth():
    """The mean slope of each of three hidden PReLU layers after training, on three point sets, from eight starts."""
    result = {"width": WIDTH, "rate": 0.1, "steps": 500, "seeds": 8, "sets": {}}
    for name, (x, t, _, _) in _point_sets().items():
        means = []
        for seed in range(result["seeds"]):
            net = _prelu_net((2, WIDTH, WIDTH, WIDTH, 2), seed)
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
            means.append([layer.alpha.mean() for layer in net.layers[1::2]])
        means = np.array(means)
        result["sets"][name] = {"mean": means.mean(axis=0), "low": means.min(axis=0), "high": means.max(axis=0),
                                "falls": ((np.diff(means, axis=1) < 0).all(axis=1)).sum()}
    return result


def leaky_results():
    """Held-out accuracy of leaky ReLU and PReLU minus that of the ReLU from the same start, on four point sets."""
    result = {"width": WIDTH, "rate": 0.3, "steps": 400, "seeds": 16, "sets": {}}
    for name, (x, t, held_x, held_t) in _point_sets().items():
        accuracy = {"relu": [], "leaky_relu": [], "prelu": []}
        for seed in range(result["seeds"]):
            nets = {"relu": mlp((2, WIDTH, 2), RELU, np.random.default_rng(seed)),
                    "leaky_relu": mlp((2, WIDTH, 2), LEAKY_RELU, np.random.default_rng(seed)),
                    "prelu": _prelu_net((2, WIDTH, 2), seed)}
            for key, net in nets.items():
                sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
                accuracy[key].append((net.predict(held_x) == held_t).mean())
        relu = np.array(accuracy.pop("relu"))
        result["sets"][name] = {"relu": relu.mean()} | {
            key: {"differences": values - relu, "mean": (values - relu).mean(), "better": (values > relu).sum(), "worse": (values < relu).sum()}
            for key, values in accuracy.items()}  # fmt: skip
    means = [entry["prelu"]["mean"] for entry in result["sets"].values()]
    assert min(means) < 0 < max(means), "the PReLU should be better than the ReLU on one point set and worse on another"
    return result


def _prelu_net(sizes, seed):
    """What mlp gives for the same seed, with PReLU layers between the dense ones."""
    rng = np.random.default_rng(seed)
    layers = [Dense(sizes[0], sizes[1], rng)]
    for n_in, n_out in zip(sizes[1:], sizes[2:]):
        layers += [PReLU(n_in), Dense(n_in, n_out, rng)]
    return MLP(*layers)


def _point_sets():
    """x, t and held-out x, t: the point set of the capacity figures, and three that nnref.data draws."""
    rng = np.random.default_rng(1)
    return {"lecture points": lecture_points()} | {
        make.__name__: (*make(150, rng, noise), *make(1000, rng, noise))
        for make, noise in ((circles, 0.15), (moons, 0.15), (spirals, 0.05))}  # fmt: skip
