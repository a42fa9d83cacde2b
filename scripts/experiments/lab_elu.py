"""ReLU, leaky ReLU, ELU and tanh on the digits: mean outputs, and accuracy under noise, at five learning rates."""

from nnref import ELU, LEAKY_RELU, RELU, TANH
from scripts.labs.elu_promises import sweep


def lab_elu_two():
    """Two hidden layers."""
    return {record.name: sweep(2, record) for record in (RELU, LEAKY_RELU, ELU, TANH)}


def lab_elu_six_relu():
    """Six hidden layers of ReLUs."""
    return sweep(6, RELU)


def lab_elu_six_leaky_relu():
    """Six hidden layers of leaky ReLUs, with a slope of 0.01."""
    return sweep(6, LEAKY_RELU)


def lab_elu_six_elu():
    """Six hidden layers of ELUs."""
    return sweep(6, ELU)


def lab_elu_six_tanh():
    """Six hidden layers of tanh units."""
    return sweep(6, TANH)
