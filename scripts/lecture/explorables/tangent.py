"""An activation function with its tangent, along its curve."""

import numpy as np

from scripts.lecture import style
from scripts.lecture.explorable import ask, numbers, slider

REACH, EVERY = 6, 0.05  # of the inputs
AT = -2.0  # where it begins
SHARES = {"nothing": 0, "a small part": 0.3, "about half": 0.7, "nearly all": 2}  # each up to this share


def explore(record):
    x = np.round(np.arange(-REACH, REACH + EVERY / 2, EVERY), 2)
    slopes = record.df(x)
    share = abs(record.df(AT))
    right = next(words for words, most in SHARES.items() if share <= most)
    name = style.spelled(record)
    return {
        "picture": "tangent",
        "ask": ask(
            f"A gradient comes back to a {name} unit whose input is −2. How much of it gets through?",
            *SHARES,
            right=right,
        ),
        "task": "Find where the most of a gradient gets through.",
        "inputs": [slider("x", "Input x", -REACH, REACH, EVERY, AT)],
        "activation": record.name,
        "name": name,
        "x": [-REACH, EVERY],
        "y": numbers(record.f(x)),
        "d": numbers(slopes),
        "most": numbers(slopes.max()),
        "kinks": list(record.kinks),
    }
