"""The true values: every activation and its derivative in 50-digit arithmetic."""

import mpmath as mp
import numpy as np
from mpmath import cosh, exp, expm1, log1p, mpf, tanh

import nnref

mp.mp.dps = 50


def sigmoid(x):
    return 1 / (1 + exp(-x))


def d_sigmoid(x):
    return 1 / (2 + exp(x) + exp(-x))


def leaky(alpha):
    return lambda x: x if x > 0 else alpha * x


def d_leaky(alpha):
    return lambda x: mpf(1) if x > 0 else alpha


def elu(alpha, scale=1):
    return lambda x: scale * x if x > 0 else scale * alpha * expm1(x)


def d_elu(alpha, scale=1):
    return lambda x: mpf(scale) if x > 0 else scale * alpha * exp(x)


def softplus(x):
    return log1p(exp(x))


def gelu_gate(x):
    return sigmoid(mp.sqrt(8 / mp.pi) * (x + mpf("0.044715") * x**3))


def d_gelu(x):
    u = mp.sqrt(8 / mp.pi) * (x + mpf("0.044715") * x**3)
    return sigmoid(u) + x * d_sigmoid(u) * mp.sqrt(8 / mp.pi) * (1 + 3 * mpf("0.044715") * x**2)


def d_mish(x):
    return tanh(softplus(x)) + x * sigmoid(x) / cosh(softplus(x)) ** 2


SELU = mpf(nnref.SELU_ALPHA), mpf(nnref.SELU_SCALE)

EXACT = {
    "sigmoid": sigmoid,
    "d_sigmoid": d_sigmoid,
    "tanh": tanh,
    "d_tanh": lambda x: 1 / cosh(x) ** 2,
    "relu": leaky(mpf(0)),
    "d_relu": d_leaky(mpf(0)),
    "leaky_relu": leaky(mpf(0.01)),
    "d_leaky_relu": d_leaky(mpf(0.01)),
    "prelu": leaky(mpf(0.25)),
    "d_prelu": d_leaky(mpf(0.25)),
    "elu": elu(mpf(1)),
    "d_elu": d_elu(mpf(1)),
    "softplus": softplus,
    "d_softplus": sigmoid,
    "silu": lambda x: x * sigmoid(x),
    "d_silu": lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
    "gelu": lambda x: x * gelu_gate(x),
    "d_gelu": d_gelu,
    "selu": elu(*SELU),
    "d_selu": d_elu(*SELU),
    "mish": lambda x: x * tanh(softplus(x)),
    "d_mish": d_mish,
}


def points(dtype):
    """Where accuracy is measured: |x| <= 700, denser near 0, and the tails in which results are subnormal."""
    rng = np.random.default_rng(0)
    tiny, end = (-300, 745) if dtype == np.float64 else (-37, 104)
    return np.concatenate(
        [
            rng.uniform(-700, 700, 2000),
            rng.uniform(-40, 40, 5000),
            rng.uniform(-1, 1, 2000),
            rng.choice([-1, 1], 2000) * 10 ** rng.uniform(tiny, 0, 2000),
            rng.uniform(-end, -0.83 * end, 1000),
            rng.uniform(0.83 * end, end, 1000),
            [0.0],
        ]
    ).astype(dtype)


class Truth:
    """The exact values of one function at x, against which results of the dtype of x are measured in ulp."""

    def __init__(self, name, x):
        exact = [EXACT[name](mpf(float(v))) for v in x]
        self.nearest = np.array([float(t) for t in exact]).astype(x.dtype)
        self.ulp = np.spacing(np.abs(self.nearest)).astype(float)
        self.rest = np.array(
            [float((t - mpf(float(n))) / mpf(float(u))) for t, n, u in zip(exact, self.nearest, self.ulp)]
        )
        self.normal = np.abs(self.nearest) >= np.finfo(x.dtype).tiny

    def worst(self, y):
        """The largest error in ulp where the true value is a normal number."""
        error = np.abs((np.asarray(y, float) - self.nearest) / self.ulp - self.rest)
        return float(error[self.normal].max())

    def zeros(self, y):
        """The share of the points with a subnormal true value at which y is zero; None without such points."""
        y = np.asarray(y)
        tail = ~self.normal & (self.nearest != 0)
        return float((y[tail] == 0).mean()) if tail.any() else None
