"""Which pieces of maxout units are ever the largest, and what a large learning rate does to maxout and to ReLU."""

import numpy as np

from nnref import CROSS_ENTROPY, MLP, RELU, Dense, Maxout, d_maxout, lecture_points, mlp, sgd

WIDTH = 20


def maxout_pieces():
    """Share of pieces that are the largest at no point, before and after training, for 2 to 5 pieces, over 20 starts."""
    x, t, held_x, held_t = lecture_points()
    result = {"width": WIDTH, "rate": 0.3, "steps": 300, "seeds": 20, "pieces": [2, 3, 4, 5], "before": [], "after": [], "accuracy": [],
              "params": []}
    for pieces in result["pieces"]:
        runs = []
        for seed in range(result["seeds"]):
            net = _maxout_net(pieces, seed)
            before = _idle(net, x)
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
            runs.append((before, _idle(net, x), (net.predict(held_x) == held_t).mean()))
        before, after, accuracy = np.mean(runs, axis=0)
        result["before"].append(before)
        result["after"].append(after)
        result["accuracy"].append(accuracy)
        result["params"].append(net.n_params)
    assert result["before"][0] == 0, "with two pieces, each should be the largest somewhere"
    assert result["before"][-1] > 0.1, "with five pieces, some should be the largest nowhere"
    return result


def maxout_rates():
    """Accuracy on the points and share of silent units after 50 steps, maxout against ReLU, over 20 starts."""
    x, t, _, _ = lecture_points()
    rates = [0.1, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0]
    result = {"width": WIDTH, "rates": rates, "steps": 50, "seeds": 20}
    for name in "relu", "maxout":
        runs = np.array([[_trained(name, x, t, rate, seed, result["steps"]) for seed in range(result["seeds"])] for rate in rates])
        silent, accuracy = runs[:, :, 0], runs[:, :, 1]
        result[name] = {"silent": silent.mean(axis=1), "accuracy": accuracy.mean(axis=1),
                        "low": np.quantile(accuracy, 0.1, axis=1), "high": np.quantile(accuracy, 0.9, axis=1)}
    assert max(result["maxout"]["silent"]) < 0.02 < max(result["relu"]["silent"]), "maxout units should not fall silent where ReLU units do"
    assert result["maxout"]["accuracy"][-2] < result["relu"]["accuracy"][-2], "at a rate of 2, maxout should learn less than the ReLU"
    return result


def _maxout_net(pieces, seed):
    rng = np.random.default_rng(seed)
    return MLP(Maxout(2, WIDTH, rng, pieces), Dense(WIDTH, 2, rng))


def _idle(net, x):
    """Share of all pieces that are the largest of their unit for no row of x."""
    layer = net.layers[0]
    return (d_maxout(x, layer.W, layer.b).sum(axis=1) == 0).mean()


def _trained(name, x, t, rate, seed, steps):
    """The share of units that are silent after training (maxout: one piece does all the work), and the accuracy."""
    net = _maxout_net(2, seed) if name == "maxout" else mlp((2, WIDTH, 2), RELU, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=rate, steps=steps)
    layer = net.layers[0]
    if name == "maxout":
        silent = (d_maxout(x, layer.W, layer.b).sum(axis=1) == 0).any(axis=0)
    else:
        silent = (layer.forward(x) <= 0).all(axis=0)
    return silent.mean(), (net.predict(x) == t).mean()
