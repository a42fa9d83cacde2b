"""Two-class point sets in the plane: (n, rng, noise) -> x (n, 2), t (n,) with classes 0 and 1.

noise is the standard deviation of the Gaussian jitter added to every point. The classes take turns,
so each has half of the points (one more of class 0 where n is odd). ValueError for n below 1, a negative
noise, or an rng that is none of NumPy's generators.
"""

import os  # not pathlib, which a start in the browser would have to wait for

import numpy as np

from .checks import Array, generator, real, whole

__all__ = ["blobs", "circles", "lecture_points", "moons", "spirals", "xor"]


def _start(n: int, rng: np.random.Generator, noise: float) -> Array:
    whole(n=n)
    generator(rng)
    real("noise", noise)
    return np.arange(n) % 2


def _jitter(x: Array, rng: np.random.Generator, noise: float) -> Array:
    return x + noise * rng.standard_normal(x.shape)


def xor(n: int, rng: np.random.Generator, noise: float = 0.1) -> tuple[Array, Array]:
    """Uniform in the square of side 2; class 1 where exactly one coordinate is negative.

    >>> xor(4, np.random.default_rng(0), 0.1)[1].tolist()
    [0, 1, 0, 1]
    """
    t = _start(n, rng, noise)
    x = rng.uniform(0, 1, (n, 2)) * rng.choice([-1, 1], (n, 1))
    x[:, 1] *= 1 - 2 * t
    return _jitter(x, rng, noise), t


def blobs(n: int, rng: np.random.Generator, noise: float = 0.1) -> tuple[Array, Array]:
    """Two round clouds around (-0.5, -0.5) and (0.5, 0.5).

    >>> blobs(4, np.random.default_rng(0), 0.0)[0][:2]
    array([[-0.5, -0.5],
           [ 0.5,  0.5]])
    """
    t = _start(n, rng, noise)
    return _jitter(np.repeat(t[:, None] - 0.5, 2, axis=1), rng, noise), t


def circles(n: int, rng: np.random.Generator, noise: float = 0.1) -> tuple[Array, Array]:
    """A circle of radius 0.4 inside one of radius 0.9.

    >>> x, t = circles(4, np.random.default_rng(0), 0.0)
    >>> np.hypot(*x.T).round(2)
    array([0.4, 0.9, 0.4, 0.9])
    """
    t = _start(n, rng, noise)
    angle, radius = rng.uniform(0, 2 * np.pi, n), 0.4 + 0.5 * t
    return _jitter(np.c_[radius * np.cos(angle), radius * np.sin(angle)], rng, noise), t


def moons(n: int, rng: np.random.Generator, noise: float = 0.1) -> tuple[Array, Array]:
    """Two half circles of radius 0.6 that reach into each other.

    >>> moons(4, np.random.default_rng(0), 0.1)[0].shape
    (4, 2)
    """
    t = _start(n, rng, noise)
    angle, side = rng.uniform(0, np.pi, n), 1 - 2 * t
    x = np.c_[0.6 * side * np.cos(angle) - 0.3 * side, side * (0.6 * np.sin(angle) - 0.15)]
    return _jitter(x, rng, noise), t


def spirals(n: int, rng: np.random.Generator, noise: float = 0.05) -> tuple[Array, Array]:
    """Two arms that wind once and a half around the origin.

    >>> spirals(4, np.random.default_rng(0), 0.05)[0].shape
    (4, 2)
    """
    t = _start(n, rng, noise)
    radius = np.sqrt(rng.uniform(0.01, 1, n))
    angle = 3 * np.pi * radius + np.pi * t
    return _jitter(np.c_[radius * np.cos(angle), radius * np.sin(angle)], rng, noise), t


def lecture_points() -> tuple[Array, Array, Array, Array]:
    """The one fixed point set of the capacity and lambda figures: x, t and a held-out x, t.

    Read from lecture_points.csv beside this file.

    >>> [a.shape for a in lecture_points()]
    [(80, 2), (80,), (400, 2), (400,)]
    """
    rows = np.loadtxt(os.path.join(os.path.dirname(__file__), "lecture_points.csv"), delimiter=",", skiprows=1)
    x, t, held_out = rows[:, :2], rows[:, 2].astype(int), rows[:, 3] == 1
    return x[~held_out], t[~held_out], x[held_out], t[held_out]
