"""The way of a linear neuron for seven kinds of inputs, and the steps of a network with its inputs and outputs centered or not."""

from scripts.labs.zigzag import KINDS, PAIRS, tuned, tuned_network


def lab_zigzag_neuron():
    """Signs, length and steps for each size of batch."""
    return {kind: tuned(kind) for kind in KINDS}


def lab_zigzag_sigmoid():
    """A network with sigmoids."""
    return _four("sigmoid")


def lab_zigzag_relu():
    """A network with ReLUs."""
    return _four("ReLU")


def _four(name):
    plain, less_its_mean = PAIRS[name]
    return {"neither": tuned_network(plain, False), "outputs": tuned_network(less_its_mean, False),
            "inputs": tuned_network(plain, True), "both": tuned_network(less_its_mean, True)}  # fmt: skip
