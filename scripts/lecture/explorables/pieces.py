"""A maxout unit of three pieces, whose ends the reader drags."""

import numpy as np

from nnref import leaky_relu, relu, sigmoid
from scripts.lecture.explorable import ask, choice, numbers, slider

END, EVERY = 2, 0.1  # where the handles are, and how far apart the places of one
AIMS = {"ReLU": relu, "leaky ReLU": lambda x: leaky_relu(x, 0.1), "|x|": np.abs}
START = (0.6, -0.6), (-1.8, 1.8), (-2.5, -2.5)  # heights of each piece at both ends


def explore():
    x = np.linspace(-3, 3, 61)
    shapes = {"the ReLU": relu, "the absolute value |x|": np.abs, "the sigmoid": sigmoid}
    (bends_down,) = (name for name, f in shapes.items() if np.diff(f(x), 2).min() < -1e-9)
    ends = [(piece, side) for piece in range(len(START)) for side in (0, 1)]
    return {
        "picture": "pieces",
        "ask": ask("Which of these can no maxout unit be, whatever its pieces?", *shapes, right=bends_down),
        "task": "Drag the ends until the unit is the dashed function. Then aim at the other two.",
        "inputs": [
            choice("aim", "Aim", {name: name for name in AIMS}, "ReLU"),
            *(
                slider(
                    f"end{piece}{side}",
                    f"Piece {piece + 1}, at {'2' if side else '−2'}",
                    -3,
                    3,
                    EVERY,
                    START[piece][side],
                )
                for piece, side in ends
            ),
        ],
        "end": END,
        "x": numbers(x),
        "aims": {name: numbers(f(x)) for name, f in AIMS.items()},
    }
