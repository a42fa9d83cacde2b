"""3, 6 and 20 hidden neurons from a hundred starts, with and without regularization, on the lecture's points."""

import numpy as np

from scripts.experiments.capacity import _on_new_points
from scripts.labs.neurons import LAMBDA, SEEDS, one_run


def lab_neurons_3():
    """The smallest."""
    return _plain_and_regularized(3)


def lab_neurons_6():
    """The one between."""
    return _plain_and_regularized(6)


def lab_neurons_20():
    """The largest."""
    return _plain_and_regularized(20)


def _plain_and_regularized(n):
    return {name: dict(zip(("loss", "train", "held_out"), np.transpose([one_run(n, lam, seed) for seed in range(SEEDS)])))
            for name, lam in (("plain", 0.0), ("regularized", LAMBDA))}


def lab_neurons_sets():
    """The size that size_or_lambda leaves out, on its twenty point sets."""
    return {name: [_on_new_points(6, lam, seed)[-1] for seed in range(20)] for name, lam in (("plain", 0.0), ("regularized", LAMBDA))}
