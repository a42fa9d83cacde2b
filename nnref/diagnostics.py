"""Instruments: derivatives by differences, and what the units of a network are doing."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .checks import Array, ArrayLike, instance, is_array, numbers, real
from .network import MLP

__all__ = ["dead_units", "numerical_derivative", "numerical_gradient", "saturated", "sign_agreement"]


def numerical_derivative(f: Callable[[Array], Any], x: ArrayLike) -> Array:
    """f'(x) by the five-point central difference, elementwise; about 11 digits where f is smooth.

    At a kink it is the mean of the slopes on both sides. Raises ValueError for an infinite x.

    >>> numerical_derivative(np.sin, [0.0, 1.0]).round(8)
    array([1.        , 0.54030231])
    """
    x = numbers("x", x, infinite=False).astype(float)
    h = 1e-3 * np.maximum(1, np.abs(x))
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)


def numerical_gradient(f: Callable[[Array], Any], a: Array) -> Array:
    """Gradient of the number f(a) with respect to each entry of the float array a, by central differences.

    a is changed in place, entry by entry, and restored even where f raises, so f may as well read it from a network.

    Raises
    ------
    ValueError
        When a is not a writeable array of float64, when it holds an infinity, or when f(a) is no single number.

    Examples
    --------
    >>> numerical_gradient(lambda a: (a ** 2).sum(), np.array([1.0, 2.0])).round(6)
    array([2., 4.])
    """
    if not is_array(a) or a.dtype != float or not a.flags.writeable or np.isinf(a).any():
        raise ValueError(f"a must be a writeable array of float64 without infinities, got {a!r}")
    gradient = np.zeros(a.shape)
    for i in np.ndindex(a.shape):
        before, h = a[i], 1e-5 * max(1.0, abs(a[i]))
        try:
            a[i] = before + h
            above = f(a)
            a[i] = before - h
            below = f(a)
        finally:
            a[i] = before
        if np.ndim(above):
            raise ValueError(f"f must give a single number, got an array of shape {np.shape(above)}")
        gradient[i] = (above - below) / ((before + h) - (before - h))
    return gradient


def _slopes(net: MLP, x: ArrayLike) -> list[Array]:
    """|f'| of each activation layer, (n, units), for the inputs x."""
    instance("net", net, MLP, "an MLP")
    if len(net.forward(x)) == 0:
        raise ValueError("x must have at least 1 row, got none")
    return [np.abs(slope()) for layer in net.layers if (slope := getattr(layer, "slope", None))]


def dead_units(net: MLP, x: ArrayLike) -> list[Array]:
    """For each activation layer, which units have slope 0 on every row of x: a list of (units,) bool.

    >>> from nnref import RELU, mlp
    >>> net = mlp((1, 3, 1), RELU, np.random.default_rng(0))
    >>> net.layers[0].b[:] = 0, -100, 0
    >>> dead_units(net, np.linspace(-1, 1, 9)[:, None])
    [array([False,  True, False])]
    """
    return [(s == 0).all(axis=0) for s in _slopes(net, x)]


def saturated(net: MLP, x: ArrayLike, below: float = 0.01) -> list[Array]:
    """For each activation layer, the share of the rows of x at which a unit's |f'| is less than `below`.

    >>> from nnref import SIGMOID, mlp
    >>> net = mlp((1, 2, 1), SIGMOID, np.random.default_rng(0))
    >>> net.layers[0].W[:] = [[0.1, 100.0]]
    >>> saturated(net, np.array([[-1.0], [1.0]]))
    [array([0., 1.])]
    """
    real("below", below)
    return [(s < below).mean(axis=0) for s in _slopes(net, x)]


def sign_agreement(g: ArrayLike) -> Array:
    """Share of the nonzero components of each gradient in g (..., d) that have the more frequent sign.

    1 means that all weights can only grow or only shrink together; a zero gradient counts as 1, NaN as NaN.

    >>> sign_agreement([[1, 2, 3], [1, -2, 3]]).round(3)
    array([1.   , 0.667])
    """
    g = numbers("g", g)
    if g.ndim == 0:
        raise ValueError(f"sign_agreement expects g of shape (..., d), got the single number {g!r}")
    up, down = (g > 0).sum(axis=-1), (g < 0).sum(axis=-1)
    share = np.where(up + down == 0, 1.0, np.maximum(up, down) / np.maximum(up + down, 1))
    return np.where(np.isnan(g).any(axis=-1), np.nan, share)
