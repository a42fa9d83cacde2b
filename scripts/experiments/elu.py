"""What the ELU's negative branch does to the mean output of the layers of a network."""

import numpy as np

from nnref import ELU, LEAKY_RELU, RELU, mlp


def elu_means():
    """Mean output of each layer of untrained ten-layer networks, over twenty starts.

    As a share of the root mean square, because activations differ in how large their outputs get.
    """
    result = {"width": 64, "depth": 10, "seeds": 20, "examples": 500}
    for record in RELU, LEAKY_RELU, ELU:
        runs = np.array([_means(record, result, seed) for seed in range(result["seeds"])])
        raw, share = runs[:, 0], runs[:, 1]
        result[record.name] = {"raw": raw.mean(axis=0), "share": share.mean(axis=0),
                               "low": share.min(axis=0), "high": share.max(axis=0)}
    assert (result["elu"]["high"] < result["relu"]["low"]).all(), (
        "in every layer, the ELU's mean output should be closer to zero than the ReLU's from every start")
    return result


def _means(record, sizes, seed):
    rng = np.random.default_rng(seed)
    net = mlp((sizes["width"],) * (sizes["depth"] + 2), record, rng)
    x, means = rng.standard_normal((sizes["examples"], sizes["width"])), []
    for dense, activation in zip(net.layers[:-1:2], net.layers[1::2]):
        x = activation.forward(dense.forward(x))
        means.append((x.mean(), x.mean() / np.sqrt((x * x).mean())))
    return np.transpose(means)
