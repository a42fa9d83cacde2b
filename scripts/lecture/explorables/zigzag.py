"""Gradient descent of a linear neuron with two weights, from wherever the reader begins, on contours of the loss."""

import numpy as np

from nnref import SQUARED_ERROR, Dense
from scripts.lecture.explorable import ask, choice, numbers, scale, slider
from scripts.lecture.sigmoid import GOAL, INPUTS

RATES = (0.25, 0.5, 1.0, 2.0)
BATCHES = {"one": "one at a time", "all": "all at once"}
STEPS, GONE = 300, 1e-3  # at most, and the share of the way at which nothing is left to be seen


def explore(sigmoid_zigzag_paths):
    measured = sigmoid_zigzag_paths
    ways = {}
    for inputs in INPUTS:
        for batch, size in ("one", 1), ("all", measured["examples"]):
            steps = measured[f"{inputs}_{batch}"]["steps"]
            seed = int(np.argmin(np.abs(steps - np.median(steps))))
            for rate in RATES:
                key = f"{inputs} {batch} {rate:g}"
                ways[key] = numbers(what_is_left(inputs, size, rate, measured["examples"], seed), 5)
    return {
        "picture": "zigzag",
        "ask": ask(
            "All inputs are positive, and each step follows one example. Which way will the weights go?",
            "straight to the goal",
            "in a zig-zag",
            "around it in circles",
            right="in a zig-zag",
        ),
        "task": "Take all examples at once: what does it save? "
        "Then find a way of less than 25 steps from where it began.",
        "inputs": [
            choice("inputs", "Inputs", {name: name for name in INPUTS}, "positive"),
            choice("batch", "Examples", BATCHES, "one"),
            scale("rate", "Learning rate", RATES, measured["lr"]),
            slider("step", "Steps shown", 0, STEPS, 1, None),
            slider("w1", "Start, w₁", -0.6, 1.4, 0.1, 0),
            slider("w2", "Start, w₂", -1.4, 0.6, 0.1, 0),
        ],
        "start": {"w1": 0, "w2": 0},
        "goal": numbers(GOAL),
        "near": measured["near"],
        "few": 25,
        "examples": {"one": 1, "all": measured["examples"]},
        "bowls": {inputs: numbers(np.linalg.eigvalsh(moments(*ends))) for inputs, ends in INPUTS.items()},
        "ways": ways,
    }


def moments(low, high):
    """The mean of x xᵀ for two independent inputs, uniform between these ends."""
    mean, square = (low + high) / 2, (low * low + low * high + high * high) / 3
    return [[square, mean**2], [mean**2, square]]


def what_is_left(inputs, batch, rate, examples, seed):
    """For each step a matrix, which makes of the way from goal to start the way from goal to where that step leads.

    The targets are what the goal gives, so a step is linear in that way, and two starts tell of all.
    """
    rng = np.random.default_rng(seed)
    x = rng.uniform(*INPUTS[inputs], (examples, 2))
    neurons = [Dense(2, 1, rng) for _ in GOAL]
    for neuron, away in zip(neurons, np.eye(2)):
        neuron.W = (GOAL + away)[:, None]
    rng = np.random.default_rng(seed)
    rng.uniform(size=(examples, 2))  # as the figure draws them
    left = [np.eye(2)]
    while len(left) <= STEPS and GONE < np.abs(left[-1]).max() < 100:
        chosen = x[rng.permutation(examples)[:batch]]
        for neuron in neurons:
            error = SQUARED_ERROR.df(neuron.forward(chosen), chosen @ GOAL[:, None])
            neuron.backward(error)
            neuron.W = neuron.W - rate * neuron.grads[0]
        left.append(np.transpose([neuron.W[:, 0] - GOAL for neuron in neurons]))
    return np.array(left).reshape(-1, 4)
