"""The handwritten digits that come with scikit-learn, split once for all labs."""

from functools import cache

import numpy as np


@cache
def digits():
    """1,797 images of 8 by 8 pixels, gray from 0 to 1: x and t of 1,200 for training, then of the 597 held out."""
    from sklearn.datasets import load_digits

    x, t = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(x))
    train, held = order[:1200], order[1200:]
    return x[train] / 16, t[train], x[held] / 16, t[held]
