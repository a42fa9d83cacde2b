"""The elementwise functions of the libraries that nnref is compared with, under nnref's names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import scipy.special

import nnref


@dataclass(frozen=True)
class Peer:
    name: str
    functions: dict  #: nnref's name -> function of one array
    array: Callable = np.asarray  #: from NumPy's array to the library's own
    wait: Callable = field(default=lambda y: y)  #: returns when y has been computed


def nnref_peer():
    names = [name for a in nnref.ACTIVATIONS for name in (a.name, "d_" + a.name)]
    return Peer("nnref", {name: getattr(nnref, name) for name in names})


def scipy_peer():
    return Peer("SciPy", {"sigmoid": scipy.special.expit, "softplus": scipy.special.softplus})


def torch_peer():
    import torch
    from torch.nn import functional as F

    torch.set_num_threads(1)
    functions = {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": F.relu,
        "leaky_relu": F.leaky_relu,
        "prelu": lambda x: F.prelu(x, torch.full((1,), 0.25, dtype=x.dtype)),
        "elu": F.elu,
        "softplus": F.softplus,
        "silu": F.silu,
        "gelu": partial(F.gelu, approximate="tanh"),
        "selu": F.selu,
        "mish": F.mish,
    }

    def derivative(f, x):
        x = x.detach().requires_grad_()
        return torch.autograd.grad(f(x).sum(), x)[0]

    functions |= {"d_" + name: partial(derivative, f) for name, f in functions.items()}
    return Peer("PyTorch", functions, array=torch.from_numpy)


def jax_peer():
    import jax

    jax.config.update("jax_enable_x64", True)
    nn = jax.nn
    functions = {
        "sigmoid": nn.sigmoid,
        "tanh": jax.numpy.tanh,
        "relu": nn.relu,
        "leaky_relu": nn.leaky_relu,
        "prelu": partial(nn.leaky_relu, negative_slope=0.25),
        "elu": nn.elu,
        "softplus": nn.softplus,
        "silu": nn.silu,
        "gelu": partial(nn.gelu, approximate=True),
        "selu": nn.selu,
        "mish": nn.mish,
    }
    functions |= {"d_" + name: jax.vmap(jax.grad(f)) for name, f in functions.items()}
    return Peer(
        "JAX", {name: jax.jit(f) for name, f in functions.items()}, array=jax.numpy.asarray, wait=jax.block_until_ready
    )


def installed():
    """nnref and every peer that can be imported here."""
    peers = []
    for make in (nnref_peer, scipy_peer, torch_peer, jax_peer):
        try:
            peers.append(make())
        except ImportError as error:
            print(f"left out: {error.name} is not installed, `make parity` installs it")
    return peers
