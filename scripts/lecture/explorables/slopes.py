"""The PReLU at any slope, and the slopes that twenty units of a network learned."""

import numpy as np

from nnref import prelu
from scripts.lecture.explorable import numbers, scale, slider


def explore(prelu_slopes):
    learned = np.array(prelu_slopes["one"])
    steps = list(range(0, prelu_slopes["steps"] + 1, prelu_slopes["every"]))
    x = np.linspace(-3, 3, 25)
    return {
        "picture": "slopes",
        "task": "Drag the left end of the thick line until the unit is a straight line. "
        "Then look for a slope that lets it rise on both sides.",
        "inputs": [
            slider("alpha", "Slope α", -1, 1.5, 0.05, 0.25),
            scale("step", "Step of learning", steps, steps[-1], [f"{step:,}" for step in steps]),
        ],
        "x": numbers(x),
        "zero": numbers(prelu(x, 0.0)),
        "one": numbers(prelu(x, 1.0)),
        "learned": numbers(learned, 3),
    }
