"""Epochs to a training error on the digits, the learning rate tuned for each activation by the same budget."""

from nnref import LEAKY_RELU, RELU, SIGMOID, TANH
from scripts.labs.six_times import SHAPES, tuned


def lab_six_times_relu():
    """ReLU, at both depths."""
    return {name: tuned(RELU, sizes) for name, sizes in SHAPES.items()}


def lab_six_times_leaky_relu():
    """Leaky ReLU with slope 0.01, at both depths."""
    return {name: tuned(LEAKY_RELU, sizes) for name, sizes in SHAPES.items()}


def lab_six_times_tanh():
    """Tanh, at both depths."""
    return {name: tuned(TANH, sizes) for name, sizes in SHAPES.items()}


def lab_six_times_sigmoid_two():
    """The sigmoid, which takes longest, in two layers."""
    return {"two layers": tuned(SIGMOID, SHAPES["two layers"])}


def lab_six_times_sigmoid_four():
    """The sigmoid in four layers."""
    return {"four layers": tuned(SIGMOID, SHAPES["four layers"])}
