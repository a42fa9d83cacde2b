"""The PReLU at any slope, and the slopes that twenty units of a network learned."""

import numpy as np

from nnref import prelu
from scripts.lecture.explorable import ask, numbers, scale, slider


def explore(prelu_slopes):
    learned = np.array(prelu_slopes["one"])
    steps = list(range(0, prelu_slopes["steps"] + 1, prelu_slopes["every"]))
    negative = (learned[-1] < 0).sum()
    x = np.linspace(-3, 3, 25)
    choices = "none of them", f"{negative} of them", f"{len(learned[0]) - negative} of them"
    return {
        "picture": "slopes",
        "ask": ask(
            f"Twenty units start with the slope {learned[0, 0]}, and learn it. "
            f"How many slopes are below zero after {steps[-1]:,} steps?",
            *choices,
            right=f"{negative} of them" if negative else choices[0],
        ),
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
