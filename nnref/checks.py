"""What is refused, and how it is said: the argument's name, what was expected, what was given."""

from numbers import Real
from typing import Any, TypeAlias, TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[Any]


def is_array(x: Any) -> TypeGuard[Array]:
    """Whether x is NumPy's own array, and not one that only speaks its protocol."""
    return isinstance(x, np.ndarray)


def whole(**values: Any) -> None:
    """Each value must be a whole number of at least 1."""
    for name, n in values.items():
        if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
            raise ValueError(f"{name} must be a whole number of at least 1, got {n!r}")


def real(name: str, value: Any, below: float = np.inf) -> Any:
    """The value, which must be a number from 0 up to, and without, `below`."""
    if isinstance(value, bool) or not isinstance(value, Real) or value < 0 or not value < below:
        raise ValueError(f"{name} must be in [0, {below}), got {value!r}")
    return value


def instance(name: str, value: Any, kind: type, expected: str) -> None:
    """The value must be an instance of the class."""
    if not isinstance(value, kind):
        raise ValueError(f"{name} must be {expected}, got {value!r}")


def generator(rng: Any) -> None:
    """The value must be NumPy's random generator."""
    instance("rng", rng, np.random.Generator, "a numpy.random.Generator")


def numbers(name: str, x: Any, infinite: bool = True) -> Array:
    """x as an array of floats: integers would wrap around. NaN passes, an infinity does so if `infinite`.

    A subclass of NumPy's array becomes a plain array: what `*` means and what is masked are its own matter.
    Other arrays may be lazy, and are not looked at.
    """
    if type(x) is not np.ndarray:
        if is_array(x) and np.any(getattr(x, "mask", False)):
            raise ValueError(f"{name} must not be masked, got a masked array: x.filled(value) fills the gaps")
        if is_array(x) or not hasattr(getattr(x, "dtype", None), "kind"):
            x = np.asarray(x)
    kind = x.dtype.kind
    if kind not in "biuf":
        raise ValueError(f"{name} must hold real numbers, got {x.dtype}")
    if not infinite and is_array(x) and np.isinf(x).any():
        raise ValueError(f"{name} must not be infinite")
    return x if kind == "f" else x.astype(float)


def finite(name: str, x: Any) -> None:
    """Neither NaN nor infinity may be in a NumPy array; other arrays may be lazy, and are not looked at."""
    if is_array(x) and not np.isfinite(x).all():
        raise ValueError(f"{name} must be finite, got NaN or an infinity")


def shape(name: str, x: ArrayLike, expected: tuple[int, ...]) -> Array:
    """x as an array of floats of exactly this shape: nothing is broadcast."""
    array = numbers(name, x)
    if array.shape != expected:
        raise ValueError(f"{name} must have shape {expected}, got {array.shape}")
    return array


def rows(layer: object, x: Any, n: int) -> Array:
    """x as an array of floats with n columns."""
    x = numbers("x", x)
    if x.shape[1:] != (n,):
        raise ValueError(f"{layer} expects x of shape (n, {n}), got {x.shape}")
    return x
