"""Inputs of one sign: the path of gradient descent in the plane of two weights, and the signs of gradients."""

import numpy as np

from nnref import CROSS_ENTROPY, RELU, SIGMOID, TANH, lecture_points, mlp, sgd, sign_agreement

GOAL = np.array([1.0, -1.0])
INPUTS = {"positive": (0.0, 1.0), "centered": (-1.0, 1.0)}  # uniform; the squares have the same mean, one third


def zigzag_paths():
    """One linear neuron with two weights: the way from (0, 0) to within a tenth of (1, -1).

    E = (t - o)^2 / 2 with targets that the goal meets exactly; one example at a time, and all examples at once.
    """
    result = {"goal": GOAL, "seeds": 20, "examples": 100, "near": 0.1, "lr": 0.5, "rates": [0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]}
    for batch, size in ("one", 1), ("all", result["examples"]):
        for name in INPUTS:
            paths = {lr: [_path(name, size, lr, result, seed) for seed in range(result["seeds"])] for lr in result["rates"]}
            medians = [np.median([_steps(path) for path in paths[lr]]) for lr in result["rates"]]
            moves = [np.diff(path, axis=0) for path in paths[result["lr"]]]
            result[f"{name}_{batch}"] = {
                "path": paths[result["lr"]][0], "steps": [len(move) for move in moves],
                "length": [np.hypot(*move.T).sum() / np.hypot(*GOAL) for move in moves],
                "together": [(move.prod(axis=1) > 0).mean() for move in moves],
                "best_rate": result["rates"][np.argmin(medians)], "best_steps": min(medians)}
    one, centered, all_ = (result[name] for name in ("positive_one", "centered_one", "positive_all"))
    assert min(one["together"]) == 1, "with positive inputs, both weights should move the same way at every step"
    assert min(one["length"]) > max(centered["length"]), "the path of positive inputs should be the longer one, from every start"
    assert min(one["steps"]) > max(centered["steps"]), "the path of positive inputs should take more steps, from every start"
    assert max(all_["length"]) < 1, "the batch's path should be straight"
    assert min(all_["steps"]) > max(result["centered_all"]["steps"]), "and still take more steps than that of centered inputs"
    return result


def _path(name, batch, lr, setting, seed):
    """The weights after each step, at most a thousand of them; a rate that is too large leads away."""
    rng = np.random.default_rng(seed)
    x, w, path = rng.uniform(*INPUTS[name], (setting["examples"], 2)), np.zeros(2), [np.zeros(2)]
    while setting["near"] < np.hypot(*(w - GOAL)) < 100 and len(path) <= 1000:
        chosen = x[rng.permutation(len(x))[:batch]]
        w = w - lr * chosen.T @ (chosen @ (w - GOAL)) / batch
        path.append(w)
    return np.array(path)


def _steps(path):
    return len(path) - 1 if np.hypot(*(path[-1] - GOAL)) < 1 else 1000


def sign_patterns():
    """Signs of the gradients on the weights into one output, for single examples and for batches of every size.

    In networks that are untrained, and in the same ones a few steps later.
    """
    x, t, _, _ = lecture_points()
    result = {"sizes": [1, 2, 5, 10, 20, 40, 80], "hidden": 20, "seeds": 20, "draws": 30, "steps": 20, "lr": 0.1}
    for record in SIGMOID, TANH, RELU:
        result[record.name] = {}
        for moment, steps in ("untrained", 0), ("trained", result["steps"]):
            single = [_single(record, x, t, steps, result, seed) for seed in range(result["seeds"])]
            shares = np.array([_agreement(g, result, seed) for seed, g in enumerate(single)])
            result[record.name][moment] = {"mean": shares.mean(axis=0), "low": shares.min(axis=0), "high": shares.max(axis=0)}
        shown = single[0][:10, :8]
        result[record.name] |= {"single": np.sign(shown).astype(int), "batch": np.sign(single[0].mean(axis=0)[:8]).astype(int)}
    sigmoid, tanh = result["sigmoid"], result["tanh"]
    assert sigmoid["trained"]["low"][0] == result["relu"]["trained"]["low"][0] == 1, (
        "behind sigmoid and ReLU units, all components of one example's gradient should agree in sign")
    assert tanh["trained"]["high"][0] < 0.75, "behind tanh units they should not"
    assert sigmoid["trained"]["mean"][-1] < 0.7 < sigmoid["untrained"]["mean"][-1], (
        "the gradient of all examples should mix signs in a network that has begun to learn, and hardly before")
    return result


def _single(record, x, t, steps, setting, seed):
    """The gradient of each example by itself, (examples, hidden units), on the weights into the first output."""
    net = mlp((2, setting["hidden"], 2), record, np.random.default_rng(seed))
    if steps:
        sgd(net, x, t, CROSS_ENTROPY, lr=setting["lr"], steps=steps)
    g = len(x) * CROSS_ENTROPY.df(net.forward(x), t)
    return g[:, :1] * net.layers[2].x


def _agreement(single, setting, seed):
    """Share of the more frequent sign, for each size of batch the mean over some draws."""
    rng = np.random.default_rng(1000 + seed)
    draws = [[rng.permutation(len(single))[:size] for _ in range(setting["draws"])] for size in setting["sizes"]]
    return [sign_agreement([single[rows].mean(axis=0) for rows in of_size]).mean() for of_size in draws]
