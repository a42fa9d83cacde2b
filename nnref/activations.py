"""Activation functions: each a function, its derivative d_<name>, and a record of its facts.

The braces of a lecture slide become three bricks: the positive part max(x, 0), the negative part
min(x, 0) and the step heaviside(x, 0); -|x| is copysign(x, -1). Built from ufuncs alone, every function
accepts scalars, lists and whatever array speaks NumPy's protocol, keeps the dtype, lets NaN through, and
evaluates no branch that could overflow. Two arrays are multiplied by np.multiply, since * is a product of
matrices for np.matrix. Where a minus sign would wrap around in unsigned integers, 0.0 or -1.0 turns them into
floats first. Derivatives are with respect to x, with the signature of their function; at a kink they take the
value from the left, so relu'(0) = 0.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from .checks import Array, ArrayLike, numbers

__all__ = ["Activation", "ACTIVATIONS", "sigmoid", "d_sigmoid", "SIGMOID", "tanh", "d_tanh", "TANH", "relu", "d_relu",
           "RELU", "leaky_relu", "d_leaky_relu", "LEAKY_RELU", "prelu", "d_prelu", "PRELU", "elu", "d_elu", "ELU",
           "maxout", "d_maxout", "softplus", "d_softplus", "SOFTPLUS", "silu", "d_silu", "SILU", "gelu", "d_gelu",
           "GELU", "selu", "d_selu", "SELU", "SELU_ALPHA", "SELU_SCALE", "mish", "d_mish", "MISH"]


@dataclass(frozen=True)
class Activation:
    """The facts about one elementwise activation, at its default parameters.

    Stored is what cannot be computed; the properties are computed from f and df.

    >>> ELU, ELU.name, ELU.defaults, ELU.saturates, ELU.zero_centered
    (ELU, 'elu', {'alpha': 1.0}, (True, False), False)
    """

    f: Callable[..., Any]  #: the function, f(x, **defaults)
    df: Callable[..., Any]  #: its derivative with respect to x, same signature
    tex: str  #: the formula in LaTeX
    range: tuple[float, float]  #: infimum and supremum over the real line
    attained: tuple[bool, bool] = (False, False)  #: whether some finite x reaches the infimum, and the supremum
    kinks: tuple[float, ...] = ()  #: where f' jumps
    paper: str = ""  #: its sources
    d_tex: str = ""  #: the derivative's formula in LaTeX

    @property
    def name(self) -> str:
        """The function's name."""
        return self.f.__name__

    @property
    def defaults(self) -> dict[str, float]:
        """Parameters other than x, with their default values."""
        return {p.name: p.default for p in list(inspect.signature(self.f).parameters.values())[1:]}

    @property
    def saturates(self) -> tuple[bool, bool]:
        """Whether f' vanishes far to the left, and far to the right."""
        return bool(abs(self.df(-1e4)) < 1e-6), bool(abs(self.df(1e4)) < 1e-6)

    @property
    def mean(self) -> float:
        """E[f(x)] for a standard normal x."""
        x = np.linspace(-12, 12, 24001)
        weight = np.exp(-x * x / 2)
        return float((self.f(x) * weight).sum() / weight.sum())

    @property
    def zero_centered(self) -> bool:
        """Whether the mean output for a standard normal x is within 0.01 of zero."""
        return abs(self.mean) < 0.01

    def __repr__(self) -> str:
        return self.name.upper()


def sigmoid(x: ArrayLike) -> Array:
    """Logistic sigmoid: 1 / (1 + e^-x).

    The fraction is expanded by e^min(x, 0), so that no exponential overflows.

    >>> sigmoid([-2, 0, 2]).round(4)
    array([0.1192, 0.5   , 0.8808])
    """
    return np.exp(np.minimum(x, 0.0)) / (1 + np.exp(np.copysign(x, -1.0)))


def d_sigmoid(x: ArrayLike) -> Array:
    """Derivative of sigmoid: sigmoid(x) sigmoid(-x) = e / (1 + e)^2 with e = e^-|x|, at most 1/4.

    Equal to s (1 - s), which would be 0 from x = 37 on, where s has been rounded to 1.

    >>> d_sigmoid([-2, 0, 2]).round(4)
    array([0.105, 0.25 , 0.105])
    """
    e = np.exp(np.copysign(x, -1.0))
    return e / np.square(1 + e)


SIGMOID = Activation(sigmoid, d_sigmoid, r"\frac{1}{1 + e^{-x}}", (0.0, 1.0), d_tex=r"\sigma(x) \sigma(-x)",
    paper="Verhulst 1838; as a unit's response: Rumelhart, Hinton and Williams 1986")


def tanh(x: ArrayLike) -> Array:
    """Hyperbolic tangent: 2 sigmoid(2x) - 1.

    >>> tanh([-2, 0, 2]).round(4)
    array([-0.964,  0.   ,  0.964])
    """
    return np.tanh(x)


def d_tanh(x: ArrayLike) -> Array:
    """Derivative of tanh: 1 / cosh(x)^2.

    Equal to 1 - tanh(x)^2, which would be 0 from x = 19 on; cosh would overflow, e^-|x| does not.

    >>> d_tanh([-2, 0, 2]).round(4)
    array([0.0707, 1.    , 0.0707])
    """
    s = np.exp(np.copysign(x, -1.0))
    return np.square(2 * s / (1 + np.square(s)))


TANH = Activation(tanh, d_tanh, r"\tanh(x)", (-1.0, 1.0), d_tex=r"1 - \tanh^2(x)",
    paper="recommended in LeCun, Bottou, Orr and Müller 1998, Efficient BackProp")


def relu(x: ArrayLike) -> Array:
    """Rectified linear unit: max(0, x).

    >>> relu([-2, 0, 2])
    array([0, 0, 2])
    """
    return np.maximum(x, 0)


def d_relu(x: ArrayLike) -> Array:
    """Derivative of relu: 1 where x > 0, 0 elsewhere (at 0 by convention).

    >>> d_relu([-2, 0, 2])
    array([0., 0., 1.])
    """
    return np.heaviside(x, 0)


RELU = Activation(relu, d_relu, r"\max(0, x)", (0.0, inf), attained=(True, False), kinks=(0.0,),
    paper="Householder 1941; Fukushima 1969; by this name Nair and Hinton 2010, ICML",
    d_tex=r"\begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}")


def _times(alpha: Any, x: Any) -> Any:
    """alpha x without a warning where it leaves the type's range, and 0 where alpha is 0: 0 times inf would be NaN."""
    with np.errstate(over="ignore"):
        return alpha * (np.where(alpha, x, 0) if np.ndim(alpha) else x if alpha else np.minimum(np.abs(x), 0))


def leaky_relu(x: ArrayLike, alpha: ArrayLike = 0.01) -> Array:
    """Leaky ReLU: x where x > 0, alpha x elsewhere; max(alpha x, x) while alpha <= 1.

    >>> leaky_relu([-2, 0, 2])
    array([-0.02,  0.  ,  2.  ])
    """
    return np.maximum(x, 0) + _times(alpha, np.minimum(x, 0))


def d_leaky_relu(x: ArrayLike, alpha: ArrayLike = 0.01) -> Array:
    """Derivative of leaky_relu: 1 where x > 0, alpha elsewhere.

    >>> d_leaky_relu([-2, 0, 2])
    array([0.01, 0.01, 1.  ])
    """
    step = np.heaviside(x, 0.0)
    return step + alpha * (1 - step)


LEAKY_RELU = Activation(leaky_relu, d_leaky_relu, r"\max(\alpha x, x)", (-inf, inf), kinks=(0.0,),
    paper="Maas, Hannun and Ng 2013, ICML workshop", d_tex=r"\begin{cases} 1 & x > 0 \\ \alpha & x < 0 \end{cases}")


def prelu(x: ArrayLike, alpha: ArrayLike = 0.25) -> Array:
    """Parametric ReLU: max(0, x) + alpha min(0, x), with alpha learned; 0.25 is where learning starts.

    alpha is a number or an array that broadcasts against x, one slope per unit.

    >>> prelu([-2, 0, 2])
    array([-0.5,  0. ,  2. ])
    """
    return leaky_relu(x, alpha)


def d_prelu(x: ArrayLike, alpha: ArrayLike = 0.25) -> Array:
    """Derivative of prelu with respect to x: 1 where x > 0, alpha elsewhere.

    With respect to alpha it is min(0, x); that one lives in the layer PReLU.

    >>> d_prelu([-2, 0, 2])
    array([0.25, 0.25, 1.  ])
    """
    return d_leaky_relu(x, alpha)


PRELU = Activation(prelu, d_prelu, r"\max(0, x) + \alpha \min(0, x)", (-inf, inf), kinks=(0.0,),
    paper="He, Zhang, Ren and Sun 2015, arXiv:1502.01852", d_tex=LEAKY_RELU.d_tex)


def elu(x: ArrayLike, alpha: ArrayLike = 1.0) -> Array:
    """Exponential linear unit: x where x > 0, alpha (e^x - 1) elsewhere.

    >>> elu([-2, 0, 2]).round(4)
    array([-0.8647,  0.    ,  2.    ])
    """
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0.0))


def d_elu(x: ArrayLike, alpha: ArrayLike = 1.0) -> Array:
    """Derivative of elu: 1 where x > 0, alpha e^x elsewhere; continuous at 0 only for alpha = 1.

    >>> d_elu([-2, 0, 2]).round(4)
    array([0.1353, 1.    , 1.    ])
    """
    step = np.heaviside(x, 0.0)
    return step + np.multiply(alpha * np.exp(np.minimum(x, 0.0)), 1 - step)


ELU = Activation(elu, d_elu, r"\begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}",
    (-1.0, inf), paper="Clevert, Unterthiner and Hochreiter 2016, arXiv:1511.07289",
    d_tex=r"\begin{cases} 1 & x > 0 \\ \alpha e^x & x \le 0 \end{cases}")


def maxout(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """Maxout: the largest of several linear functions, max over k of x W[k] + b[k].

    x is (n, n_in), W (pieces, n_in, n_out), b (pieces, n_out); the result is (n, n_out).
    Not elementwise, so without a record. Goodfellow et al. 2013, arXiv:1302.4389.

    >>> maxout([[-2.0], [3.0]], W=[[[1.0]], [[-1.0]]], b=[[0.0], [0.0]])  # |x|
    array([[2.],
           [3.]])
    """
    return _pieces(x, W, b).max(axis=0)


def d_maxout(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """Which piece is the largest, (pieces, n, n_out): 1 for the first such piece, 0 for the others.

    This is the derivative of maxout with respect to each piece's value.

    >>> d_maxout([[-2.0], [3.0]], W=[[[1.0]], [[-1.0]]], b=[[0.0], [0.0]])[:, :, 0]
    array([[0., 1.],
           [1., 0.]])
    """
    return d_max(_pieces(x, W, b))


def d_max(z: Array) -> Array:
    """The derivative of z.max(axis=0) with respect to z (pieces, n, n_out): 1 for the first that is the largest."""
    return (z.argmax(axis=0) == np.arange(len(z))[:, None, None]) + 0 * z.max(axis=0)  # NaN stays NaN


def _pieces(x: Any, W: Any, b: Any) -> Array:
    """The value of each linear piece, (pieces, n, n_out)."""
    x, weights, b = (numbers(name, a, infinite=False) for name, a in (("x", x), ("W", W), ("b", b)))
    if x.ndim != 2 or weights.ndim != 3 or x.shape[1] != weights.shape[1] or b.shape != weights.shape[::2]:
        raise ValueError("maxout expects x (n, n_in), W (pieces, n_in, n_out) and b (pieces, n_out), "
                         f"got {x.shape}, {weights.shape} and {b.shape}")
    return x @ weights + b[:, None, :]


# After the lecture


def softplus(x: ArrayLike) -> Array:
    """Softplus: ln(1 + e^x), a smooth ReLU whose derivative is the sigmoid.

    >>> softplus([-2, 0, 2]).round(4)
    array([0.1269, 0.6931, 2.1269])
    """
    return np.maximum(x, 0) + np.log1p(np.exp(np.copysign(x, -1.0)))


def d_softplus(x: ArrayLike) -> Array:
    """Derivative of softplus: sigmoid(x).

    >>> d_softplus([-2, 0, 2]).round(4)
    array([0.1192, 0.5   , 0.8808])
    """
    return sigmoid(x)


SOFTPLUS = Activation(softplus, d_softplus, r"\ln(1 + e^x)", (0.0, inf), d_tex=r"\sigma(x)",
    paper="Dugas, Bengio, Bélisle, Nadeau and Garcia 2001, NIPS 13")


def silu(x: ArrayLike) -> Array:
    """Sigmoid linear unit (Swish): x sigmoid(x).

    >>> silu([-2, 0, 2]).round(4)
    array([-0.2384,  0.    ,  1.7616])
    """
    return np.multiply(np.maximum(x, -800.0), sigmoid(x))


def d_silu(x: ArrayLike) -> Array:
    """Derivative of silu: sigmoid(x) (1 + x sigmoid(-x)).

    >>> d_silu([-2, 0, 2]).round(4)
    array([-0.0908,  0.5   ,  1.0908])
    """
    x = _held(x)
    return np.multiply(sigmoid(x), 1 + np.multiply(x, sigmoid(-x)))


def _held(x: ArrayLike, within: float = 800.0) -> Array:
    """x kept so near to 0: beyond, the gate is 0 or 1, and 0 times infinity would be NaN."""
    return np.minimum(np.maximum(x, -within), within)


SILU = Activation(silu, d_silu, r"\frac{x}{1 + e^{-x}}", (-0.2784645427610738, inf), attained=(True, False),
    d_tex=r"\sigma(x) \left(1 + x \sigma(-x)\right)", paper="Hendrycks and Gimpel 2016, arXiv:1606.08415; "
    "Elfwing, Uchibe and Doya 2018, arXiv:1702.03118; as Swish: Ramachandran, Zoph and Le 2017, arXiv:1710.05941")


GELU_C = 1.5957691216057308  # 2 sqrt(2 / pi)


def gelu(x: ArrayLike) -> Array:
    """Gaussian error linear unit, its tanh form: x sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3).

    (1 + tanh u) / 2 is sigmoid(2u). NumPy has no erf; x Phi(x) differs by less than 5e-4.

    >>> gelu([-2, 0, 2]).round(4)
    array([-0.0454,  0.    ,  1.9546])
    """
    return np.multiply(np.maximum(x, -30.0), sigmoid(_gelu_2u(_held(x, 30.0))))


def d_gelu(x: ArrayLike) -> Array:
    """Derivative of gelu: sigmoid(2u) + x sigmoid'(2u) 2u'.

    >>> d_gelu([-2, 0, 2]).round(4)
    array([-0.0861,  0.5   ,  1.0861])
    """
    x = _held(x, 30.0)
    u2 = _gelu_2u(x)
    return sigmoid(u2) + np.multiply(np.multiply(x, d_sigmoid(u2)) * GELU_C, 1 + np.multiply(0.134145 * x, x))


def _gelu_2u(x: Array) -> Array:
    """2u, for x held within 30 of 0: beyond, the gate is 0 or 1, and the cube would overflow."""
    return np.multiply(GELU_C * x, 1 + np.multiply(0.044715 * x, x))


GELU = Activation(gelu, d_gelu,
    r"\frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}} \left(x + 0.044715 x^3\right)\right)\right)",
    (-0.17004075057125406, inf), attained=(True, False), paper="Hendrycks and Gimpel 2016, arXiv:1606.08415",
    d_tex=r"\sigma(2u) + 2x \sigma(2u) \sigma(-2u) u', \quad u = \sqrt{2 / \pi} \left(x + 0.044715 x^3\right)")


SELU_ALPHA = 1.6732632423543772  # the fixed point of mean 0 and variance 1, Klambauer et al. 2017
SELU_SCALE = 1.0507009873554805


def selu(x: ArrayLike) -> Array:
    """Scaled ELU: 1.0507 elu(x, alpha=1.6733), which keeps mean 0 and variance 1.

    >>> selu([-2, 0, 2]).round(4)
    array([-1.5202,  0.    ,  2.1014])
    """
    return _times(SELU_SCALE, elu(x, SELU_ALPHA))


def d_selu(x: ArrayLike) -> Array:
    """Derivative of selu: 1.0507 elu'(x, alpha=1.6733).

    >>> d_selu([-2, 0, 2]).round(4)
    array([0.2379, 1.7581, 1.0507])
    """
    return SELU_SCALE * d_elu(x, SELU_ALPHA)


SELU = Activation(selu, d_selu, r"\begin{cases} 1.0507\, x & x > 0 \\ 1.7581\, (e^x - 1) & x \le 0 \end{cases}",
    (-SELU_SCALE * SELU_ALPHA, inf), kinks=(0.0,),
    paper="Klambauer, Unterthiner, Mayr and Hochreiter 2017, arXiv:1706.02515",
    d_tex=r"\begin{cases} 1.0507 & x > 0 \\ 1.7581\, e^x & x \le 0 \end{cases}")


def mish(x: ArrayLike) -> Array:
    """Mish: x tanh(softplus(x)).

    >>> mish([-2, 0, 2]).round(4)
    array([-0.2525,  0.    ,  1.944 ])
    """
    return np.multiply(np.maximum(x, -800.0), np.tanh(softplus(x)))


def d_mish(x: ArrayLike) -> Array:
    """Derivative of mish: tanh(s) + x sigmoid(x) / cosh(s)^2, where s = softplus(x).

    >>> d_mish([-2, 0, 2]).round(4)
    array([-0.1084,  0.6   ,  1.0693])
    """
    x = _held(x)
    s = softplus(x)
    return np.tanh(s) + np.multiply(np.multiply(x, sigmoid(x)), d_tanh(s))


MISH = Activation(mish, d_mish, r"x \tanh(\ln(1 + e^x))", (-0.30884341301725043, inf), attained=(True, False),
    paper="Misra 2020, arXiv:1908.08681", d_tex=r"\tanh(s) + \frac{x \sigma(x)}{\cosh^2(s)}, \quad s = \ln(1 + e^x)")

ACTIVATIONS: tuple[Activation, ...] = tuple(v for v in list(globals().values()) if isinstance(v, Activation))
