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

from typing import TYPE_CHECKING

from . import activations, data, diagnostics, layers, losses, network, training
from .activations import *
from .data import *
from .diagnostics import *
from .layers import *
from .losses import *
from .network import *
from .training import *

__version__ = "0.1.0"

if not TYPE_CHECKING:  # type checkers read the stars themselves
    modules = activations, layers, network, losses, training, data, diagnostics
    __all__ = [name for module in modules for name in module.__all__]
