"""A neuron of two inputs, whose weights and bias the reader sets: its line, and the points on the wrong side."""

import numpy as np

from nnref import blobs
from scripts.lecture.explorable import ask, choice, numbers, slider
from scripts.lecture.neuron import BIAS, WEIGHTS

CORNERS, OPPOSITE = np.array([[-1, -1], [1, 1], [-1, 1], [1, -1]]), np.array([0, 0, 1, 1])
CLOUDS = blobs(20, np.random.default_rng(0), 0.5)


def explore():
    sets = {"clouds": CLOUDS, "corners": (CORNERS, OPPOSITE)}
    return {
        "picture": "line",
        "ask": ask(
            "Which of the three numbers of this neuron moves its line without turning it?",
            "the weight w₁",
            "the weight w₂",
            "the bias b",
            right="the bias b",
        ),
        "task": "Put every point of the two clouds on its own side. "
        "Then take the corners: how many of the four can be right?",
        "inputs": [
            choice("points", "Points", {"clouds": "two clouds", "corners": "corners of a square"}, "clouds"),
            slider("w1", "Weight w₁", -3, 3, 0.1, WEIGHTS[0]),
            slider("w2", "Weight w₂", -3, 3, 0.1, WEIGHTS[1]),
            slider("b", "Bias b", -4, 4, 0.1, BIAS),
        ],
        "sets": {name: {"x": numbers(np.asarray(x, float), 3), "t": t.tolist()} for name, (x, t) in sets.items()},
    }
