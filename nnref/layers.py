"""Layers: what has state. Rows are examples; every random draw comes from the rng that is handed in.

Each layer has params, grads (parallel to params), forward(x, train=False), which keeps what backward
needs, and backward(g), which takes dE/d(output), sets grads and returns dE/d(input).
"""

import numpy as np

from . import checks
from .activations import Activation, d_maxout, d_prelu, maxout, prelu


class Dense:
    """Fully connected layer: y = x W + b, with W (n_in, n_out) and b (n_out,).

    W is drawn from a normal distribution with variance 2 / n_in (He et al. 2015), b starts at 0.
    Raises ValueError for sizes below 1 and for x that is not (n, n_in).

    >>> Dense(3, 4, np.random.default_rng(0)).forward(np.ones((5, 3))).shape
    (5, 4)
    """

    def __init__(self, n_in, n_out, rng):
        checks.whole(n_in=n_in, n_out=n_out)
        checks.generator(rng)
        self.W = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
        self.b = np.zeros(n_out)
        self.params, self.grads = [self.W, self.b], [np.zeros_like(self.W), np.zeros_like(self.b)]

    def forward(self, x, train=False):
        self.x = checks.rows("Dense", x, self.W.shape[0])
        return self.x @ self.W + self.b

    def backward(self, g, to_input=True):
        self.grads = [self.x.T @ g, g.sum(axis=0)]
        return g @ self.W.T if to_input else None


class Elementwise:
    """An activation applied to each number: y = f(x, **params), from its record.

    Raises ValueError for a parameter that the activation does not have.

    >>> from nnref import LEAKY_RELU
    >>> Elementwise(LEAKY_RELU, alpha=0.1).forward(np.array([[-2.0, 2.0]]))
    array([[-0.2,  2. ]])
    """

    params, grads = (), ()

    def __init__(self, activation, **params):
        if not isinstance(activation, Activation):
            raise ValueError(f"activation must be a record such as TANH, got {activation!r}")
        if unknown := set(params) - set(activation.params):
            raise ValueError(f"{activation.name} has no parameter {sorted(unknown)}, "
                             f"it takes {sorted(activation.params)}")
        for name, value in params.items():
            checks.finite(name, checks.numbers(name, value))
        self.activation, self.kwargs = activation, params

    def forward(self, x, train=False):
        self.x = x
        return self.activation.f(x, **self.kwargs)

    def backward(self, g, to_input=True):
        return g * self.slope()

    def slope(self):
        """f'(x) at the last input."""
        return self.activation.df(self.x, **self.kwargs)


class PReLU:
    """Parametric ReLU with one learned slope per unit: y = max(0, x) + alpha min(0, x), alpha (n,).

    The slopes start at 0.25 and are not regularized, as in He et al. 2015.

    >>> PReLU(2).forward(np.array([[-2.0, 2.0]]))
    array([[-0.5,  2. ]])
    """

    def __init__(self, n):
        checks.whole(n=n)
        self.alpha = np.full(n, 0.25)
        self.params, self.grads = [self.alpha], [np.zeros(n)]

    def forward(self, x, train=False):
        self.x = checks.rows("PReLU", x, len(self.alpha))
        return prelu(self.x, self.alpha)

    def backward(self, g, to_input=True):
        self.grads = [(g * np.minimum(self.x, 0)).sum(axis=0)]
        return g * self.slope()

    def slope(self):
        """f'(x) at the last input."""
        return d_prelu(self.x, self.alpha)


class Maxout:
    """Maxout layer: y = max over k of x W[k] + b[k], with W (pieces, n_in, n_out), b (pieces, n_out).

    Drawn like Dense. Goodfellow et al. 2013.

    >>> Maxout(3, 4, np.random.default_rng(0), pieces=2).W.shape
    (2, 3, 4)
    """

    def __init__(self, n_in, n_out, rng, pieces=2):
        checks.whole(n_in=n_in, n_out=n_out, pieces=pieces)
        checks.generator(rng)
        self.W = rng.standard_normal((pieces, n_in, n_out)) * np.sqrt(2 / n_in)
        self.b = np.zeros((pieces, n_out))
        self.params, self.grads = [self.W, self.b], [np.zeros_like(self.W), np.zeros_like(self.b)]

    def forward(self, x, train=False):
        self.x = checks.rows("Maxout", x, self.W.shape[1])
        return maxout(self.x, self.W, self.b)

    def backward(self, g, to_input=True):
        g = g * d_maxout(self.x, self.W, self.b)
        self.grads = [self.x.T @ g, g.sum(axis=1)]
        return (g @ self.W.transpose(0, 2, 1)).sum(axis=0) if to_input else None


class Dropout:
    """Inverted dropout: in training each number is dropped with probability p, the rest divided by 1 - p.

    Outside training it passes x on. Raises ValueError for p outside [0, 1). Srivastava et al. 2014.

    >>> Dropout(0.5, np.random.default_rng(0)).forward(np.ones((1, 4)), train=True)
    array([[2., 0., 0., 0.]])
    """

    params, grads = (), ()

    def __init__(self, p, rng):
        checks.real("p, the probability of dropping,", p, below=1)
        checks.generator(rng)
        self.p, self.rng, self.mask = p, rng, 1.0

    def forward(self, x, train=False):
        x = checks.numbers("x", x)
        self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p) if train else 1.0
        return x * self.mask

    def backward(self, g, to_input=True):
        return g * self.mask


class Noise:
    """Gaussian noise of standard deviation std added in training; outside training x passes.

    Raises ValueError for a negative or non-finite std. As a regularizer: Bishop 1995.

    >>> Noise(0.1, np.random.default_rng(0)).forward(np.ones((1, 2)))
    array([[1., 1.]])
    """

    params, grads = (), ()

    def __init__(self, std, rng):
        checks.real("std", std)
        checks.generator(rng)
        self.std, self.rng = std, rng

    def forward(self, x, train=False):
        x = checks.numbers("x", x)
        return x + self.std * self.rng.standard_normal(x.shape) if train else x

    def backward(self, g, to_input=True):
        return g
