"""What saturation does: to the gradient on its way through ten layers, to deep networks, and to a bad start."""

import numpy as np

from nnref import CROSS_ENTROPY, RELU, SIGMOID, TANH, lecture_points, mlp, saturated, sgd
from scripts.labs.saturation import shares


def gradient_by_layer():
    """The gradient that reaches each of ten layers of untrained networks, as a share of what reaches the last."""
    result = {"depth": 10, "width": 50, "examples": 200, "seeds": 20}
    for record in SIGMOID, TANH, RELU:
        runs = np.array([_shares(record, result, seed) for seed in range(result["seeds"])])
        result[record.name] = {"mean": np.exp(np.log(runs).mean(axis=0)), "low": runs.min(axis=0), "high": runs.max(axis=0)}
    assert result["sigmoid"]["high"][0] < 1e-4, "ten sigmoid layers should leave less than a ten-thousandth, from every start"
    assert min(result["tanh"]["low"][0], result["relu"]["low"][0]) > 0.5, (
        "ten tanh or ReLU layers should leave more than half of the gradient, from every start")
    return result


def _shares(record, sizes, seed):
    """Root mean square of dE/d(output) of each activation layer, first layer first, divided by the last one's."""
    rng = np.random.default_rng(seed)
    net = mlp((sizes["width"],) * (sizes["depth"] + 2), record, rng)
    return shares(net, *rng.standard_normal((2, sizes["examples"], sizes["width"])))


def deep_sigmoid():
    """Ten hidden layers on the lecture's points: sigmoid, tanh, and a sigmoid network that starts as the tanh network."""
    x, t, _, _ = lecture_points()
    result = {"depth": 10, "width": 20, "lr": 0.03, "rates": [0.01, 0.03, 0.1, 0.3, 1.0, 3.0], "seeds": 8, "steps": 300, "momentum": 0.9}
    sizes, starts = (2, *[result["width"]] * result["depth"], 2), range(result["seeds"])
    setting = {"momentum": result["momentum"], "steps": result["steps"]}
    plain = np.array([[_losses("sigmoid", sizes, x, t, seed, lr=lr, **setting) for seed in starts] for lr in result["rates"]])
    runs = {"sigmoid": plain[result["rates"].index(result["lr"])]}
    for kind in "tanh", "disguised":
        runs[kind] = np.array([_losses(kind, sizes, x, t, seed, lr=result["lr"], **setting) for seed in starts])
    assert plain[:, :, -1].min() > 0.69, "ten sigmoid layers should not learn at all, at any rate and from any start"
    assert runs["disguised"][:, -1].max() < 0.5, "ten sigmoid layers that start as a tanh network should learn, from every start"
    return result | {kind: losses[:, ::5] for kind, losses in runs.items()} | {
        "final": {kind: losses[:, -1] for kind, losses in runs.items()}, "lowest": plain[:, :, -1].min()}


def _losses(kind, sizes, x, t, seed, **setting):
    """The loss at each step of training."""
    net = mlp(sizes, TANH if kind == "tanh" else SIGMOID, np.random.default_rng(seed))
    if kind != "sigmoid":
        for dense in net.layers[::2]:
            dense.W /= np.sqrt(2)  # variance 1 / n_in, which suits tanh
    if kind == "disguised":
        _disguise(net)
    return sgd(net, x, t, CROSS_ENTROPY, **setting).loss


def _disguise(net):
    """Change the weights of a sigmoid network so that it computes what a tanh network with the old ones does.

    tanh(u) is 2 sigmoid(2u) - 1: twice the weights before each unit, and behind it twice the weights, less a bias.
    """
    dense = net.layers[::2]
    for layer in dense[:-1]:
        layer.W *= 2
        layer.b *= 2
    for layer in dense[1:]:
        layer.b -= layer.W.sum(axis=0)
        layer.W *= 2


def large_weights():
    """Sigmoid networks whose first weights start too large: saturated at once, slow to learn, worse on new points."""
    x, t, x_held, t_held = lecture_points()
    result = {"factors": [1, 3, 10, 30, 100], "seeds": 12, "steps": 500, "lr": 0.3, "momentum": 0.9, "hidden": 20}
    shape = len(result["factors"]), result["seeds"]
    share, loss, held_out = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for i, seed in np.ndindex(shape):
        net = mlp((2, result["hidden"], 2), SIGMOID, np.random.default_rng(seed))
        net.layers[0].W *= result["factors"][i]
        share[i, seed] = saturated(net, x)[0].mean()
        history = sgd(net, x, t, CROSS_ENTROPY, lr=result["lr"], momentum=result["momentum"], steps=result["steps"])
        loss[i, seed], held_out[i, seed] = history.loss[-1], (net.predict(x_held) == t_held).mean()
    assert loss[-1].min() > loss[0].max(), "weights that start a hundred times too large should leave a larger loss, from every start"
    assert held_out[3].max() < held_out[0].min(), "weights that start thirty times too large should do worse on new points, from every start"
    return result | {"share": share, "loss": loss, "held_out": held_out}
