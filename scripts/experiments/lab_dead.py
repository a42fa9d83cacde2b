"""Silent and dead units on the digits, by learning rate, bias and depth, and those that come back."""

import numpy as np

from nnref import ELU, LEAKY_RELU, RELU
from scripts.digits import digits
from scripts.labs.dead import BIASES, DEPTHS, LR, RATES, SEEDS, WIDTHS, come_back, counts, network, one_run


def lab_dead_by_rate():
    """Networks with one hidden layer, at eleven rates."""
    return {"rates": RATES} | {record.name: [_runs(record, lr) for lr in RATES] for record in (RELU, LEAKY_RELU, ELU)}


def lab_dead_by_bias():
    """ReLU units that start with a bias."""
    return {"biases": BIASES, "runs": [_runs(RELU, LR, bias=bias) for bias in BIASES]}


def _runs(record, lr, **start):
    names = "silent before", "dead before", "silent", "dead", "accuracy"
    return dict(zip(names, np.transpose([one_run(record, lr, seed, **start) for seed in SEEDS])))


def lab_dead_by_depth():
    """Dead before any training, for three widths."""
    x = digits()[0]
    return {"depths": DEPTHS} | {
        str(width): [[counts(network(RELU, seed, depth=depth, width=width)[0], x)[1] for seed in SEEDS] for depth in DEPTHS] for width in WIDTHS}


def lab_dead_revival():
    """Units that a bias of minus one has silenced before training, the same ones for each activation."""
    kinds = {"relu": (RELU, {}), "leaky_relu": (LEAKY_RELU, {}), "leaky_relu, 0.1": (LEAKY_RELU, {"alpha": 0.1}), "elu": (ELU, {})}
    return {name: [np.ravel(come_back(record, seed, bias=-1.0, **params)) for seed in SEEDS] for name, (record, params) in kinds.items()}


def lab_dead_revival_deep():
    """The same in three hidden layers of ReLUs, silenced by a bias of minus one half."""
    return [come_back(RELU, seed, bias=-0.5, depth=3) for seed in SEEDS]
