"""What is printed is the call that makes it."""

import numpy as np
import pytest

from nnref import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    ELU,
    LEAKY_RELU,
    MLP,
    SQUARED_ERROR,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    History,
    Loss,
    Maxout,
    Noise,
    PReLU,
    mlp,
)


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    "layer, text",
    [
        (Dense(2, 3, rng()), "Dense(2, 3, rng)"),
        (Maxout(2, 3, rng()), "Maxout(2, 3, rng)"),
        (Maxout(2, 3, rng(), pieces=4), "Maxout(2, 3, rng, pieces=4)"),
        (Dropout(0.5, rng()), "Dropout(0.5, rng)"),
        (Noise(0.1, rng()), "Noise(0.1, rng)"),
        (PReLU(3), "PReLU(3)"),
        (Elementwise(TANH), "Elementwise(TANH)"),
        (Elementwise(LEAKY_RELU, alpha=0.2), "Elementwise(LEAKY_RELU, alpha=0.2)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_layer_says_its_arguments_without_those_that_are_as_usual(layer, text):
    assert repr(layer) == text


def test_an_activation_is_printed_by_its_public_name():
    assert [repr(record) for record in ACTIVATIONS] == [record.name.upper() for record in ACTIVATIONS]
    assert repr(ELU) == "ELU"


def test_a_short_network_is_printed_on_one_line_with_its_counts():
    net = MLP(Dense(3, 4, rng()), Elementwise(TANH), Dense(4, 2, rng()))
    assert repr(net) == (
        "MLP(Dense(3, 4, rng), Elementwise(TANH), Dense(4, 2, rng))  # 2 layers, 6 neurons, 26 parameters"
    )


def test_a_long_network_is_printed_with_a_line_for_each_layer():
    net = mlp((3, 4, 4, 2), TANH, rng())
    assert repr(net) == (
        "MLP(\n"
        "    Dense(3, 4, rng),\n"
        "    Elementwise(TANH),\n"
        "    Dense(4, 4, rng),\n"
        "    Elementwise(TANH),\n"
        "    Dense(4, 2, rng),\n"
        ")  # 3 layers, 10 neurons, 46 parameters"
    )


@pytest.mark.parametrize("length, lines", [(88, 1), (89, 3)])
def test_88_characters_are_one_line(length, lines):
    class Named(PReLU):
        def __repr__(self):
            return "x" * (length - len("MLP()"))

    assert repr(MLP(Named(2))).count("\n") + 1 == lines


def test_a_loss_is_printed_by_its_public_name_or_by_its_functions():
    assert (repr(CROSS_ENTROPY), repr(SQUARED_ERROR)) == ("CROSS_ENTROPY", "SQUARED_ERROR")
    assert repr(Loss(abs, len)) == "Loss(<built-in function abs>, <built-in function len>)"


def test_a_history_says_its_steps_and_where_the_loss_went():
    assert repr(History(np.array([1.0, 0.25]))) == "History(2 steps, loss from 1 to 0.25)"
    assert repr(History(np.array([]))) == "History(0 steps)"
