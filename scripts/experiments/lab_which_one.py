"""All activations on the digits, each with the learning rate that does best on digits it was not trained on."""

from nnref import ELU, GELU, LEAKY_RELU, MISH, RELU, SELU, SIGMOID, SILU, SOFTPLUS, TANH, Maxout, PReLU
from scripts.labs.which_one import tuned


def lab_which_one_sigmoids():
    """The sigmoid, its rescaled form tanh and its integral softplus."""
    return {"sigmoid": tuned(SIGMOID), "tanh": tuned(TANH), "softplus": tuned(SOFTPLUS)}


def lab_which_one_rectifiers():
    """The ReLU and those that have a slope on the left."""
    return {"relu": tuned(RELU), "leaky_relu": tuned(LEAKY_RELU), "prelu": tuned(PReLU)}


def lab_which_one_others():
    """The lecture's other two, and the ELU's scaled form; maxout has two pieces, so nearly twice the parameters."""
    return {"elu": tuned(ELU), "maxout": tuned(Maxout), "selu": tuned(SELU)}


def lab_which_one_smooth():
    """What has taken the ReLU's place since."""
    return {"silu": tuned(SILU), "gelu": tuned(GELU), "mish": tuned(MISH)}
