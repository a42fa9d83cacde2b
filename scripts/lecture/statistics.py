"""How far a mean over random starts can be trusted."""

import numpy as np


def accuracy(net, x, t):
    """The share of examples whose class a network predicts; none where its outputs are NaN, since it was lost."""
    z = net.forward(x)
    return 0.0 if np.isnan(z).any() else (z.argmax(axis=1) == t).mean()


def mean_and_error(values):
    """The mean along the last axis, and its standard error."""
    values = np.asarray(values)
    return values.mean(axis=-1), values.std(axis=-1, ddof=1) / np.sqrt(values.shape[-1])


def beyond_chance(differences):
    """Is their mean more than two standard errors above zero?"""
    mean, error = mean_and_error(differences)
    return mean > 2 * error
