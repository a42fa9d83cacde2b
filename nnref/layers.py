"""Layers: what has state. Rows are examples; every random draw comes from the rng that is handed in.

A layer of your own derives from Layer.
"""

import copy
import inspect
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

import numpy as np

from . import checks
from .activations import Activation, d_leaky_relu, d_max, leaky_relu
from .checks import Array

__all__ = ["Layer", "Dense", "Elementwise", "PReLU", "Maxout", "Dropout", "Noise"]

HE = 2**0.5  # the gain that keeps the size of signals through ReLUs, He et al. 2015


class Layer:
    """The base of every layer, and of one of your own.

    A layer names in `learned` the attributes that training changes. Each is stored once, as an array of float64:
    what you assign to it later is copied into that array, so `layer.W = array` is what is trained, regularized and
    saved. Called W it is a weight, to which L2 applies; called b it is a bias. The subclass defines forward and
    backward, and states its width, `n_in` and `n_out`, where it has one. Where it applies a function to each number,
    slope() gives f' at the last input, for dead_units and saturated.

    Raises
    ------
    ValueError
        When what is assigned to a parameter has not its shape.

    Examples
    --------
    >>> class Scale(Layer):
    ...     learned = ("s",)
    ...     def __init__(self, n):
    ...         self.n_in = self.n_out = n
    ...         self.s = np.ones(n)
    ...     def forward(self, x, train=False):
    ...         self.x = x
    ...         return x * self.s
    ...     def backward(self, g, to_input=True):
    ...         self.grads = [(g * self.x).sum(axis=0)]
    ...         return g * self.s
    >>> layer = Scale(2)
    >>> layer.s = [2.0, 3.0]
    >>> layer.forward(np.ones((1, 2)))
    array([[2., 3.]])
    """

    learned: ClassVar[tuple[str, ...]] = ()  #: the names of the parameters
    limits: ClassVar[dict[str, float]] = {}  #: settings from 0 up to, and without, a limit
    n_in: int | None = None  #: columns of the input; None where any number will do
    n_out: int | None = None  #: columns of the output; None for as many as the input has
    grads: Sequence[Array] = ()  #: the gradient of the loss with respect to each of params, set by backward

    def forward(self, x: Array, train: bool = False) -> Array:
        """The output (n, n_out) for x (n, n_in). It keeps what backward needs."""
        raise NotImplementedError(f"{type(self).__name__} has no forward(x, train=False)")

    def backward(self, g: Array, to_input: bool = True) -> Array | None:
        """Set grads from g = dE/d(output) at the last input, and return dE/d(input).

        A network calls its first layer with to_input=False where nobody needs the return value.
        """
        raise NotImplementedError(f"{type(self).__name__} has no backward(g, to_input=True)")

    @property
    def params(self) -> tuple[Array, ...]:
        """The parameters themselves, in the order of `learned`."""
        return tuple(getattr(self, name) for name in self.learned)

    def __init_subclass__(cls) -> None:
        for name in (*cls.learned, *cls.limits):
            setattr(cls, name, property(attrgetter(f"_{name}"), partial(_assign, name=name)))

    def __getattr__(self, name: str) -> Any:
        hint = " yet: forward sets it, and comes before backward" if name in ("x", "mask") else ""
        raise AttributeError(f"{type(self).__name__} has no {name}{hint}")

    __copy__ = copy.deepcopy  # a shallow copy would share the arrays, and train both

    def __repr__(self) -> str:
        """The call that makes such a layer."""
        shown: list[str] = []
        for name, p in inspect.signature(type(self)).parameters.items():
            value = getattr(self, name, p.default)
            if p.default is p.empty:
                shown.append(name if name == "rng" or value is p.empty else repr(value))
            elif repr(value) != repr(p.default):
                shown.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _arriving(self, g: Any, shape: tuple[int, ...]) -> Array:
        """g as an array with the shape of the last output: anything else would be broadcast."""
        if type(g) is not np.ndarray or g.shape != shape:
            g = checks.shape(f"g, the gradient that arrives at {type(self).__name__},", g, shape)
        return g


def _assign(layer: Layer, value: Any, name: str) -> None:
    """Store the first value of a layer's parameter, copy a later one into it; a setting is checked and replaced."""
    stored, place = vars(layer), f"_{name}"
    if name in layer.limits:
        stored[place] = checks.real(name, value, layer.limits[name])
    elif place in stored:
        stored[place][...] = checks.shape(f"{type(layer).__name__}.{name}", value, stored[place].shape)
    else:
        stored[place] = np.array(checks.numbers(name, value), float)


class _Linear(Layer):
    """Linear functions of x: W (..., n_in, n_out) and b (..., n_out), where the dots are the pieces of a Maxout."""

    learned = ("W", "b")

    def _draw(self, n_in: int, n_out: int, rng: np.random.Generator, gain: float, **pieces: int) -> None:
        checks.whole(n_in=n_in, n_out=n_out, **pieces)
        checks.generator(rng)
        checks.real("gain", gain)
        self.n_in, self.n_out = int(n_in), int(n_out)
        self.W: Array = rng.standard_normal((*pieces.values(), n_in, n_out)) * (gain / np.sqrt(self.n_in))
        self.b: Array = np.zeros((*pieces.values(), n_out))
        self.grads = [np.zeros_like(self.W), np.zeros_like(self.b)]


class Dense(_Linear):
    """Fully connected layer: y = x W + b, with W (n_in, n_out) and b (n_out,).

    W is drawn from a normal distribution with standard deviation gain / sqrt(n_in), b starts at 0.

    Parameters
    ----------
    n_in, n_out
        Columns of the input and of the output, at least 1.
    rng
        What W is drawn by.
    gain
        The square root of 2 is the start of He et al. 2015, 1 that of LeCun et al. 1998. That of Glorot and Bengio
        2010 (Xavier) is (2 n_in / (n_in + n_out))**0.5, and so 1 where both are equal.

    Raises
    ------
    ValueError
        For sizes below 1, a gain below 0, and in forward for x that is not (n, n_in).

    Examples
    --------
    >>> Dense(3, 4, np.random.default_rng(0)).forward(np.ones((5, 3))).shape
    (5, 4)
    """

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator, gain: float = HE) -> None:
        self._draw(n_in, n_out, rng, gain)

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = checks.rows("Dense", x, self.W.shape[0])
        return self.x @ self.W + self.b

    def backward(self, g: Array, to_input: bool = True) -> Array | None:
        g = self._arriving(g, (len(self.x), len(self.b)))
        self.grads = [self.x.T @ g, g.sum(axis=0)]
        return g @ self.W.T if to_input else None


class Elementwise(Layer):
    """An activation applied to each number: y = f(x, **parameters), from its record.

    Parameters
    ----------
    activation
        A record such as TANH.
    parameters
        Values for the function's own, such as alpha: a number, or one for each column of x.

    Raises
    ------
    ValueError
        For a parameter that the activation does not have, or that is neither a number nor one for each column.

    Examples
    --------
    >>> from nnref import LEAKY_RELU
    >>> Elementwise(LEAKY_RELU, alpha=0.1).forward(np.array([[-2.0, 2.0]]))
    array([[-0.2,  2. ]])
    """

    def __init__(self, activation: Activation, **parameters: Any) -> None:
        checks.instance("activation", activation, Activation, "a record such as TANH")
        if not parameters.keys() <= activation.defaults.keys():
            raise ValueError(f"{activation.name} takes {list(activation.defaults)}, got {list(parameters)}")
        for name, value in parameters.items():
            checks.finite(name, checks.numbers(name, value))
            if np.ndim(value) > 1:
                raise ValueError(f"{name} must be a number or one for each column, got shape {np.shape(value)}")
            if np.ndim(value) == 1:
                self.n_in = self.n_out = len(value)
        self.activation, self.parameters = activation, copy.deepcopy(parameters)

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = checks.rows(self, x, self.n_in) if self.n_in else checks.numbers("x", x)
        return self.activation.f(self.x, **self.parameters)

    def backward(self, g: Array, to_input: bool = True) -> Array:
        return self._arriving(g, self.x.shape) * self.slope()

    def slope(self) -> Array:
        """f'(x) at the last input."""
        return self.activation.df(self.x, **self.parameters)

    def __repr__(self) -> str:
        rest = "".join(f", {name}={value!r}" for name, value in self.parameters.items())
        return f"Elementwise({self.activation!r}{rest})"


class PReLU(Layer):
    """Parametric ReLU with one learned slope per unit: y = max(0, x) + alpha min(0, x), alpha (n,).

    The slopes start at 0.25 and are not regularized, as in He et al. 2015.

    Raises
    ------
    ValueError
        For n below 1, and in forward for x that is not (rows, n).

    Examples
    --------
    >>> PReLU(2).forward(np.array([[-2.0, 2.0]]))
    array([[-0.5,  2. ]])
    """

    learned = ("alpha",)

    def __init__(self, n: int) -> None:
        checks.whole(n=n)
        self.n = self.n_in = self.n_out = int(n)
        self.alpha: Array = np.full(n, 0.25)
        self.grads = [np.zeros(n)]

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = checks.rows("PReLU", x, len(self.alpha))
        return leaky_relu(self.x, self.alpha)

    def backward(self, g: Array, to_input: bool = True) -> Array:
        g = self._arriving(g, self.x.shape)
        self.grads = [(g * np.minimum(self.x, 0)).sum(axis=0)]
        return g * self.slope()

    def slope(self) -> Array:
        """f'(x) at the last input."""
        return d_leaky_relu(self.x, self.alpha)


class Maxout(_Linear):
    """Maxout layer: y = max over k of x W[k] + b[k], with W (pieces, n_in, n_out), b (pieces, n_out).

    Drawn like Dense, each piece by itself. Goodfellow et al. 2013.

    Raises
    ------
    ValueError
        For sizes below 1, a gain below 0, and in forward for x that is not (n, n_in).

    Examples
    --------
    >>> Maxout(3, 4, np.random.default_rng(0), pieces=2).W.shape
    (2, 3, 4)
    """

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator, pieces: int = 2, gain: float = HE) -> None:
        self._draw(n_in, n_out, rng, gain, pieces=pieces)
        self.pieces = int(pieces)

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = checks.rows("Maxout", x, self.W.shape[1])
        self.z = self.x @ self.W + self.b[:, None]
        return self.z.max(axis=0)

    def backward(self, g: Array, to_input: bool = True) -> Array | None:
        g = self._arriving(g, (len(self.x), self.b.shape[1])) * d_max(self.z)
        self.grads = [self.x.T @ g, g.sum(axis=1)]
        return (g @ self.W.transpose(0, 2, 1)).sum(axis=0) if to_input else None


class Dropout(Layer):
    """Inverted dropout: in training each number is dropped with probability p, the rest divided by 1 - p.

    Outside training it passes x on. The type of x is kept. Srivastava et al. 2014.

    Raises
    ------
    ValueError
        For p outside [0, 1), also when it is assigned later.

    Examples
    --------
    >>> Dropout(0.5, np.random.default_rng(0)).forward(np.ones((1, 4)), train=True)
    array([[2., 0., 0., 0.]])
    """

    limits = {"p": 1}

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        checks.generator(rng)
        self.p, self.rng = p, rng

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = x = checks.numbers("x", x)
        self.mask = ((self.rng.random(x.shape) >= self.p) / (1 - self.p)).astype(x.dtype) if train else x.dtype.type(1)
        return x * self.mask

    def backward(self, g: Array, to_input: bool = True) -> Array:
        return self._arriving(g, self.x.shape) * self.mask


class Noise(Layer):
    """Gaussian noise of standard deviation std added in training; outside training x passes.

    The type of x is kept. As a regularizer: Bishop 1995.

    Raises
    ------
    ValueError
        For a negative or non-finite std, also when it is assigned later.

    Examples
    --------
    >>> Noise(0.1, np.random.default_rng(0)).forward(np.ones((1, 2)))
    array([[1., 1.]])
    """

    limits = {"std": np.inf}

    def __init__(self, std: float, rng: np.random.Generator) -> None:
        checks.generator(rng)
        self.std, self.rng = std, rng

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = x = checks.numbers("x", x)
        return x + (self.std * self.rng.standard_normal(x.shape)).astype(x.dtype) if train else x

    def backward(self, g: Array, to_input: bool = True) -> Array:
        return self._arriving(g, self.x.shape)
