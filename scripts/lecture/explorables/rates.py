"""Gradient descent on a loss of one weight, at every rate from too small to too large."""

import numpy as np

from scripts.lecture.explorable import ask, numbers, slider
from scripts.lecture.learning import FROM, GOAL, RATES, descent, loss_of_weight

EVERY, LAST, STEPS = 0.05, 2.5, 20


def explore():
    rates = np.arange(1, round(LAST / EVERY) + 1) * EVERY
    ways = np.array([descent(rate, STEPS) for rate in rates])
    large = max(RATES)
    end = ways[round(large / EVERY) - 1][-1]
    grid = np.linspace(-4.5, 6.5, 56)
    return {
        "picture": "rates",
        "ask": ask(
            f"A learning rate of {large} is three times as large as one that is about right. Where do its steps lead?",
            "to the bottom, three times as fast",
            "from side to side, down to the bottom",
            "from side to side, higher and higher",
            right="from side to side, " + ("higher and higher" if end > FROM else "down to the bottom"),
        ),
        "task": "Find the rate that is at the bottom after a single step.",
        "inputs": [slider("rate", "Learning rate", EVERY, LAST, EVERY, large), slider("step", "Steps", 0, STEPS, 1, 5)],
        "goal": GOAL,
        "valley": numbers(np.column_stack([grid, [loss_of_weight(w) for w in grid]])),
        "ways": numbers(ways),
        "losses": numbers(np.vectorize(loss_of_weight)(ways)),
    }
