"""Losses, averaged over the examples, and the L2 penalty on the weights. They are computed in float64."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .checks import Array, ArrayLike, instance, numbers, real
from .network import MLP

__all__ = ["Loss", "CROSS_ENTROPY", "SQUARED_ERROR", "softmax", "cross_entropy", "d_cross_entropy",
           "squared_error", "d_squared_error", "l2"]


@dataclass(frozen=True)
class Loss:
    """A loss f(y, t) and its derivative df(y, t) with respect to y: all that one of your own needs.

    Examples
    --------
    >>> absolute = Loss(lambda y, t: np.abs(y - t).mean(), lambda y, t: np.sign(y - t) / y.size)
    >>> float(absolute.f(np.array([[1.0, 3.0]]), np.array([[0.0, 0.0]])))
    2.0
    """

    f: Callable[..., Any]
    df: Callable[..., Any]
    check: Callable[[Any, Any], tuple[Any, Any]] = lambda y, t: (y, t)  #: (y, t) as arrays that fit, or ValueError
    fused: Callable[[Any, Any], tuple[Any, Any]] | None = None  #: (f, df) of checked arrays, faster

    def value_and_gradient(self, y: Any, t: Any) -> tuple[Any, Any]:
        """(f, df) of arrays that were checked."""
        return self.fused(y, t) if self.fused else (self.f(y, t), self.df(y, t))

    def __repr__(self) -> str:
        return getattr(self.f, "__name__", "a loss").upper() if self.fused else f"Loss({self.f!r}, {self.df!r})"


def squared_error(y: ArrayLike, t: ArrayLike) -> float:
    """Squared error: sum over outputs of (t - y)^2 / 2, mean over the rows of y (n, k), t (n, k).

    Raises ValueError where y and t are not of one shape (n, k) with n at least 1.

    >>> float(squared_error([[1.0, 2.0]], [[0.0, 0.0]]))
    2.5
    """
    return _squared_error(*_same_shape(y, t))[0]


def d_squared_error(y: ArrayLike, t: ArrayLike) -> Array:
    """Derivative of squared_error with respect to y: (y - t) / n.

    >>> d_squared_error([[1.0, 2.0]], [[0.0, 0.0]])
    array([[1., 2.]])
    """
    return _squared_error(*_same_shape(y, t))[1]


def _squared_error(y: Array, t: Array) -> tuple[Any, Array]:
    e = y - t
    return (e * e).sum() / (2 * len(e)), e / len(e)


def _same_shape(y: Any, t: Any) -> tuple[Array, Array]:
    y, t = _floats("y", y), _floats("t", t)
    if y.ndim != 2 or y.shape != t.shape or not len(y):
        raise ValueError(f"squared_error expects y and t of one shape (n, k), got {y.shape} and {t.shape}")
    return y, t


def _floats(name: str, x: Any) -> Array:
    return numbers(name, x, infinite=False).astype(float, copy=False)


def softmax(z: ArrayLike) -> Array:
    """Softmax of each row of logits z (n, k): e^z divided by the row's sum, (n, k). The rows sum to 1.

    The probabilities of a trained network are softmax(net.forward(x)). Raises ValueError for an infinite z.

    >>> softmax([[0.0, 0.0], [1000.0, 0.0]])
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    z = _floats("z", z)
    if z.ndim != 2 or not z.shape[1]:
        raise ValueError(f"softmax expects for z logits (n, k), got {z.shape}")
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(z: ArrayLike, t: ArrayLike) -> float:
    """Cross-entropy of softmax(z) with the classes t: -ln softmax(z)[t], mean over the rows.

    z (n, k) are logits, t (n,) are integers from 0 to k - 1; ValueError otherwise.

    >>> float(cross_entropy([[0.0, 0.0]], [1]).round(4))
    0.6931
    """
    return _cross_entropy(*_classes(z, t))[0]


def d_cross_entropy(z: ArrayLike, t: ArrayLike) -> Array:
    """Derivative of cross_entropy with respect to the logits: (softmax(z) - onehot(t)) / n.

    >>> d_cross_entropy([[0.0, 0.0]], [1])
    array([[ 0.5, -0.5]])
    """
    return _cross_entropy(*_classes(z, t))[1]


def _cross_entropy(z: Array, t: Array) -> tuple[Any, Array]:
    n = np.arange(len(z))
    z = np.ascontiguousarray(z.T)  # a class in each row: few long rows are added up faster than many short ones
    z = z - z.max(axis=0)
    e = np.exp(z)
    total = e.sum(axis=0)
    loss = (np.log(total).sum() - z[t, n].sum()) / len(n)
    g = e / total
    g[t, n] -= 1
    return loss, g.T / len(n)


def _classes(z: Any, t: Any) -> tuple[Array, Array]:
    z, t = _floats("z", z), np.asarray(t)
    if z.ndim != 2 or t.shape != z.shape[:1] or not z.size:
        raise ValueError(f"cross_entropy expects logits z (n, k) and targets t (n,), got {z.shape} and {t.shape}")
    if t.dtype.kind not in "iu" or t.min() < 0 or t.max() >= z.shape[1]:
        raise ValueError(f"t must be integers from 0 to {z.shape[1] - 1}, got {t.dtype} {set(t.tolist())}")
    return z, t


SQUARED_ERROR = Loss(squared_error, d_squared_error, _same_shape, _squared_error)
CROSS_ENTROPY = Loss(cross_entropy, d_cross_entropy, _classes, _cross_entropy)


def l2(net: MLP, lam: float) -> float:
    """L2 penalty: lam/2 times the sum of all squared weights; biases and slopes are left out.

    Its gradient is what sgd adds for the same number given as `l2`.

    >>> from nnref import TANH, mlp
    >>> net = mlp((1, 1), TANH, np.random.default_rng(0))
    >>> float(l2(net, 0.1)) == 0.05 * net.weights[0].item() ** 2
    True
    """
    instance("net", net, MLP, "an MLP")
    real("lam", lam)
    return lam / 2 * sum((W * W).sum() for W in net.weights)
