"""What is refused, and how it is said: the argument's name, what was expected, what was given."""

import numpy as np


def whole(**values):
    """Each value must be a whole number of at least 1."""
    for name, n in values.items():
        if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
            raise ValueError(f"{name} must be a whole number of at least 1, got {n!r}")


def real(name, value, below=np.inf):
    """The value must be a number from 0 up to, and without, `below`."""
    if not isinstance(value, (int, float, np.integer, np.floating)) or not 0 <= value < below:
        raise ValueError(f"{name} must be in [0, {below}), got {value!r}")


def generator(rng):
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng must be a numpy.random.Generator, got {rng!r}")


def has(name, value, attribute, expected):
    """The value must be what has that attribute: records, layers and networks are told apart by it."""
    if not hasattr(value, attribute):
        raise ValueError(f"{name} must be {expected}, got {value!r}")


def numbers(name, x, infinite=True):
    """x as an array of floats: integers wrap around. NaN passes, an infinity does so if `infinite`."""
    x = x if hasattr(getattr(x, "dtype", None), "kind") else np.asarray(x)
    if x.dtype.kind not in "biuf":
        raise ValueError(f"{name} must hold real numbers, got {x.dtype}")
    if not infinite and np.isinf(x).any():
        raise ValueError(f"{name} must not be infinite")
    return x if x.dtype.kind == "f" else x.astype(float)


def finite(name, x):
    """Neither NaN nor infinity may be in a NumPy array; other arrays may be lazy, and are not looked at."""
    if isinstance(x, np.ndarray) and not np.isfinite(x).all():
        raise ValueError(f"{name} must be finite, got NaN or an infinity")


def rows(layer, x, n):
    """x as an array of floats with n columns."""
    x = numbers("x", x)
    if x.ndim != 2 or x.shape[1] != n:
        raise ValueError(f"{layer} expects x of shape (n, {n}), got {x.shape}")
    return x
