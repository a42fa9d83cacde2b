"""The gradient through thirty layers for every activation and many scales of the weights, and what deep networks learn."""

from nnref import ELU, GELU, LEAKY_RELU, MISH, PRELU, RELU, SELU, SIGMOID, SILU, SOFTPLUS, TANH, Maxout
from scripts.labs.saturation import DEPTHS, GAINS, flow, tuned


def lab_saturation_flow():
    """The lecture's activations; maxout has two pieces."""
    return {"gains": GAINS} | {record.name: flow(record) for record in (SIGMOID, TANH, RELU, LEAKY_RELU, PRELU, ELU)} | {"maxout": flow(Maxout)}


def lab_saturation_flow_after():
    """Those after the lecture."""
    return {"gains": GAINS} | {record.name: flow(record) for record in (SOFTPLUS, SILU, GELU, SELU, MISH)}


def lab_saturation_sigmoid():
    """Deep sigmoid networks, from the usual starts."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("sigmoid, Xavier", "sigmoid, He")}


def lab_saturation_rescued():
    """Deep sigmoid networks, from starts that keep the gradient."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("sigmoid, gradient kept", "sigmoid, 16 and centered")}


def lab_saturation_others():
    """Deep tanh and ReLU networks."""
    return {"depths": DEPTHS} | {name: tuned(name) for name in ("tanh, Xavier", "tanh, He", "ReLU, Xavier", "ReLU, He")}
