"""Losses, averaged over the examples, and the L2 penalty on the weights."""

from dataclasses import dataclass
from typing import Callable

import numpy as np

from . import checks


@dataclass(frozen=True)
class Loss:
    """A loss f(y, t), its derivative df(y, t) with respect to y, and what a training step runs."""

    f: Callable
    df: Callable
    check: Callable  #: (y, t) as arrays, or ValueError
    both: Callable  #: (f, df) of checked arrays in one pass


def squared_error(y, t):
    """Squared error: sum over outputs of (t - y)^2 / 2, mean over the rows of y (n, k), t (n, k).

    >>> float(squared_error([[1.0, 2.0]], [[0.0, 0.0]]))
    2.5
    """
    return _squared_error(*_same_shape(y, t))[0]


def d_squared_error(y, t):
    """Derivative of squared_error with respect to y: (y - t) / n.

    >>> d_squared_error([[1.0, 2.0]], [[0.0, 0.0]])
    array([[1., 2.]])
    """
    return _squared_error(*_same_shape(y, t))[1]


def _squared_error(y, t):
    e = y - t
    return (e * e).sum() / (2 * len(e)), e / len(e)


def _same_shape(y, t):
    y, t = checks.numbers("y", y, infinite=False), checks.numbers("t", t, infinite=False)
    if y.ndim != 2 or y.shape != t.shape or not len(y):
        raise ValueError(f"squared_error expects y and t of one shape (n, k), got {y.shape} and {t.shape}")
    return y, t


def cross_entropy(z, t):
    """Cross-entropy of softmax(z) with the classes t: -ln softmax(z)[t], mean over the rows.

    z (n, k) are logits, t (n,) are integers from 0 to k - 1; ValueError otherwise.

    >>> float(cross_entropy([[0.0, 0.0]], [1]).round(4))
    0.6931
    """
    return _cross_entropy(*_classes(z, t))[0]


def d_cross_entropy(z, t):
    """Derivative of cross_entropy with respect to the logits: (softmax(z) - onehot(t)) / n.

    >>> d_cross_entropy([[0.0, 0.0]], [1])
    array([[ 0.5, -0.5]])
    """
    return _cross_entropy(*_classes(z, t))[1]


def _cross_entropy(z, t):
    n = np.arange(len(z))
    z = np.ascontiguousarray(z.T)  # a class in each row: few long rows are added up faster than many short ones
    z = z - z.max(axis=0)
    e = np.exp(z)
    total = e.sum(axis=0)
    loss = (np.log(total).sum() - z[t, n].sum()) / len(n)
    g = e / total
    g[t, n] -= 1
    return loss, g.T / len(n)


def _classes(z, t):
    z, t = checks.numbers("z", z, infinite=False), np.asarray(t)
    if z.ndim != 2 or t.shape != z.shape[:1] or not z.size:
        raise ValueError(f"cross_entropy expects for z and t logits (n, k) and targets (n,), got {z.shape} and {t.shape}")
    if t.dtype.kind not in "iu" or t.min() < 0 or t.max() >= z.shape[1]:
        given = f" from {t.min()} to {t.max()}" if t.dtype.kind in "iu" else ""
        raise ValueError(f"cross_entropy expects for t integer targets from 0 to {z.shape[1] - 1}, got {t.dtype}{given}")
    return z, t


SQUARED_ERROR = Loss(squared_error, d_squared_error, _same_shape, _squared_error)
CROSS_ENTROPY = Loss(cross_entropy, d_cross_entropy, _classes, _cross_entropy)


def l2(net, lam):
    """L2 penalty: lam/2 times the sum of all squared weights; biases and slopes are left out.

    >>> from nnref import TANH, mlp
    >>> net = mlp((1, 1), TANH, np.random.default_rng(0))
    >>> float(l2(net, 0.1)) == 0.05 * net.weights[0].item() ** 2
    True
    """
    checks.has("net", net, "weights", "an MLP")
    checks.real("lam", lam)
    return lam / 2 * sum((W * W).sum() for W in net.weights)
