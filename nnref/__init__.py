"""nnref: a small, exact NumPy reference for activation functions and network architectures.

>>> import numpy as np
>>> from nnref import CROSS_ENTROPY, TANH, mlp, moons, sgd
>>> rng = np.random.default_rng(0)
>>> x, t = moons(200, rng, 0.1)
>>> net = mlp((2, 20, 2), TANH, rng)
>>> history = sgd(net, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9, steps=300)
>>> bool((net.predict(x) == t).mean() > 0.95)
True
"""

from .activations import (
    ACTIVATIONS, ELU, GELU, LEAKY_RELU, MISH, PRELU, RELU, SELU, SELU_ALPHA, SELU_SCALE, SIGMOID, SILU,
    SOFTPLUS, TANH, Activation, d_elu, d_gelu, d_leaky_relu, d_maxout, d_mish, d_prelu, d_relu, d_selu,
    d_sigmoid, d_silu, d_softplus, d_tanh, elu, gelu, leaky_relu, maxout, mish, prelu, relu, selu, sigmoid,
    silu, softplus, tanh,
)
from .data import blobs, circles, lecture_points, moons, spirals, xor
from .diagnostics import dead_units, numerical_derivative, numerical_gradient, saturated, sign_agreement
from .layers import Dense, Dropout, Elementwise, Maxout, Noise, PReLU
from .losses import (
    CROSS_ENTROPY, SQUARED_ERROR, Loss, cross_entropy, d_cross_entropy, d_squared_error, l2, squared_error,
)
from .network import MLP, mlp
from .training import History, sgd, sgd_steps

__version__ = "0.1.0"
__all__ = [name for name, value in list(globals().items())
           if not name.startswith("_") and type(value).__name__ != "module"]
