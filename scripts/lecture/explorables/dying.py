"""A ReLU unit with one input after some steps at any rate: does it die?"""

import numpy as np

from nnref import MLP, RELU, SQUARED_ERROR, Dense, Elementwise, sgd, squared_error
from scripts.lecture.explorable import ask, numbers, slider
from scripts.lecture.relu import RATES, B, T, W, X

EVERY, LAST, STEPS = 0.05, 3, 10


def explore():
    rates = np.arange(1, round(LAST / EVERY) + 1) * EVERY
    ways = [way(rate) for rate in rates]
    gentle, large = RATES
    active = [ways[round(large / EVERY) - 1][step][3] for step in (1, STEPS)]
    dead = "it is off at every point, for good"
    back = "it is off at every point, and comes back with the next steps"
    return {
        "picture": "dying",
        "ask": ask(
            f"A step at a rate of {gentle} lowers the loss. What does a step at a rate of {large:g} make of this unit?",
            "it learns ten times as fast",
            back,
            dead,
            right=dead if active == [0, 0] else back,
        ),
        "task": "Find the largest rate whose first step does not kill the unit.",
        "inputs": [slider("rate", "Learning rate", EVERY, LAST, EVERY, large), slider("step", "Steps", 0, STEPS, 1, 1)],
        "x": X.tolist(),
        "t": T.tolist(),
        "ways": numbers(np.array(ways)),
    }


def way(rate):
    """Weight, bias, loss, and at how many points the unit is active, before the first step and after each."""
    first = Dense(1, 1, np.random.default_rng(0))
    net = MLP(first, Elementwise(RELU))
    net.params = [[[W]], [B]]
    x, t = X[:, None], T[:, None]
    found = []
    for _ in range(STEPS + 1):
        active = (first.forward(x) > 0).sum()
        loss = squared_error(net.forward(x), t)
        found.append((first.W.item(), first.b.item(), loss, active))
        sgd(net, x, t, SQUARED_ERROR, lr=rate, steps=1)
    return found
