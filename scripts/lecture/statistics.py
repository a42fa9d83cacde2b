"""How far a mean over random starts can be trusted, which differences count, and the accuracy of a network."""

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


def settled(*draws):
    """The sign of a difference that counts, 1 or -1: beyond twice its standard error over all starts, and the same
    in each draw of them; 0 where none was found."""
    mean, error = mean_and_error(np.concatenate(draws))
    alike = len({np.sign(np.mean(draw)) for draw in draws}) == 1
    return int(np.sign(mean)) if alike and abs(mean) > 2 * error else 0


def times(slow, fast, errors=1):
    """How many times as much: the geometric mean over the starts, and so many standard errors below and above it."""
    mean, error = mean_and_error(np.log(np.asarray(slow) / np.asarray(fast)))
    return tuple(np.exp(mean + errors * error * np.array([0, -1, 1])))


def against(runs, name, other="relu"):
    """How many times the steps of another, from the same starts: the geometric mean over both draws, two standard
    errors below and above it, and the sign of the difference if it counts. A network that never got there counts as
    if it had at the limit."""
    draws = [(runs[name][draw], runs[other][draw]) for draw in ("first", "again")]
    slow, fast = map(np.concatenate, zip(*draws))
    return *times(slow, fast, errors=2), settled(*(np.log(np.divide(*draw)) for draw in draws))
