"""How much of the gradient reaches each of some layers of an untrained network."""

import numpy as np

from nnref import RELU, SIGMOID, TANH, mlp
from scripts.lecture import style
from scripts.lecture.explorable import ask, choice, numbers, slider
from scripts.lecture.labs.saturation import shares

WIDTH, EXAMPLES, STARTS = 50, 50, 8
DEPTHS = range(2, 21)
SCALES = {"half": 0.5, "usual": 1.0, "twice": 2.0}
FIRST = "sigmoid", 10, "usual"
KINDS = SIGMOID, TANH, RELU
LOST, TOO_MUCH = 0.1, 10.0  # of the gradient, at the first layer
# Of the picture, 360 by 176: below the bars stand their numbers, and below these what the first and the last is.
BOX = {"left": 6, "right": 354, "top": 34, "floor": 134, "numbers": 149, "bottom": 171, "digit": 7.4}


def explore():
    found = {" ".join(map(str, key)): state for key, state in states()}
    name, depth, _ = FIRST
    right = f"{found[' '.join(map(str, FIRST))]['labels'][0]} of it"
    return {
        "picture": "layers",
        "ask": ask(
            f"A gradient goes back through {depth} {style.spelled(name)} layers. How much of it reaches the first?",
            "all of it",
            "1/4 of it",
            f"1/{depth} of it",
            right,
            right=right,
        ),
        "task": "Find the function and the first weights that let the gradient through 20 layers.",
        "box": BOX,
        "inputs": [
            choice("kind", "Activation", {record.name: style.spelled(record) for record in KINDS}, name),
            slider("depth", "Layers", min(DEPTHS), max(DEPTHS), 1, depth),
            choice("scale", "First weights", {key: key for key in SCALES}, FIRST[2]),
        ],
        "states": found,
    }


def measured(record, depth, scale):
    """The share of the last layer's gradient that reaches each layer of untrained networks, first layer first."""
    logs = []
    for seed in range(STARTS):
        rng = np.random.default_rng(seed)
        net = mlp((WIDTH,) * (depth + 2), record, rng, gain=scale * 2**0.5)
        logs.append(np.log(shares(net, *rng.standard_normal((2, EXAMPLES, WIDTH)))))
    return np.exp(np.mean(logs, axis=0))


def amount(share):
    """A share as words: 1/30,000 of, 1.3 times, 500 times."""
    if share < 1e-6:
        return "less than a millionth of"
    if share < LOST:
        return f"1/{rounded(1 / share):,} of"
    return f"{share:.1f} times" if share < TOO_MUCH else f"{rounded(share):,} times"


def short(share):
    """A share in as little room as it takes."""
    return amount(share).removesuffix(" of").removesuffix(" times")


def rounded(number):
    """To one digit."""
    return int(float(f"{number:.0e}"))


def sentence(name, depth, share):
    """What is seen."""
    gets = f"The first of {depth} {style.spelled(name)} layers gets {amount(share)} the gradient of the last"
    if share < LOST:
        return f"{gets}: on its way back the gradient vanishes."
    return f"{gets}: it arrives." if share < TOO_MUCH else f"{gets}: on its way back the gradient explodes."


def states():
    """What is shown for each choice: the heights and the sentence."""
    for record in KINDS:
        for depth in DEPTHS:
            for key, times in SCALES.items():
                found = measured(record, depth, times)
                heights = numbers(found, 3)
                yield (
                    (record.name, depth, key),
                    {
                        "values": heights,
                        "labels": [amount(found[0]).removesuffix(" of"), *map(short, found[1:-1]), "all"],
                        "said": sentence(record.name, depth, found[0]),
                        "found": depth == max(DEPTHS) and LOST <= found[0] < TOO_MUCH,
                    },
                )
