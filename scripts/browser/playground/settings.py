"""What can be set in the playground: names, limits, and the words for what does not fit."""

import numpy as np

from nnref import ACTIVATIONS

DATA = ("moons", "circles", "xor", "blobs", "spirals")
LAYERS = [record.name for record in ACTIVATIONS] + ["maxout"]
DEFAULTS = {  # of links: what a link does not name has these values
    "data": "moons", "points": 512, "noise": 0.15, "held": 0.5, "layers": [[20, "tanh"]], "lr": 0.1, "momentum": 0.9,
    "batch": 0, "l2": 0.0, "dropout": 0.0, "inputnoise": 0.0, "dseed": 0, "wseed": 0, "own": [], "then": [], "step": 0,
}  # fmt: skip
FIRST = DEFAULTS | {"layers": [[8, "tanh"]]}  # what the page opens with: each unit large enough to be looked at
LIMITS = {  # what the page's controls offer; anything outside is an error that says so
    "points": (2, 2000), "noise": (0, 2), "held": (0, 0.9), "lr": (0, 1e6), "momentum": (0, 0.999), "batch": (0, 2000),
    "l2": (0, 1e3), "dropout": (0, 0.95), "inputnoise": (0, 10), "dseed": (0, 2**32), "wseed": (0, 2**32),
    "step": (0, 1e9),
}  # fmt: skip
LABELS = {
    "lr": "Learning rate", "momentum": "Momentum", "batch": "Batch size", "l2": "Regularization", "dropout": "Dropout",
    "inputnoise": "Input noise", "wseed": "Weight seed", "points": "Points", "noise": "Noise of the data",
    "held": "Held-out share", "dseed": "Data seed", "step": "Step",
}  # fmt: skip
WHOLE = ("points", "batch", "dseed", "wseed", "step")
LIVE = ("lr", "momentum", "l2", "dropout")  # what can change while a network trains
MAX_LAYERS, MAX_UNITS, MAX_CHANGES = 4, 32, 50
OWN_LIMIT = 2000


def checked(state):
    """The whole state from some of it. ValueError with the name of what does not fit."""
    if unknown := state.keys() - DEFAULTS.keys():
        raise ValueError(f"There is no setting {sorted(unknown)[0]!r}.")
    state = DEFAULTS | state
    for name in LIMITS:
        state[name] = within(name, state[name])
    if state["data"] not in (*DATA, "lecture", "own"):
        raise ValueError(f"There is no data set {state['data']!r}.")
    if not 1 <= len(state["layers"]) <= MAX_LAYERS:
        raise ValueError(f"There can be 1 to {MAX_LAYERS} hidden layers, got {len(state['layers'])}.")
    for n, name in state["layers"]:
        if name not in LAYERS or n not in range(1, MAX_UNITS + 1):
            raise ValueError(
                f"A hidden layer has 1 to {MAX_UNITS} neurons and an activation of nnref, got {n!r} and {name!r}."
            )
    if not all(is_point(point) for point in state["own"]):
        raise ValueError("A point of your own is x, y and a class, 0 or 1.")
    if len(state["own"]) > OWN_LIMIT:
        raise ValueError(f"There can be {OWN_LIMIT} points of your own, got {len(state['own'])}.")
    state["then"] = [change(*values) for values in state["then"]]
    return state


def within(name, value):
    """The value of a numeric setting, if it may have it."""
    low, high = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise ValueError(f"{LABELS[name]} must be a number from {low:,} to {high:,.12g}, got {value!r}.")
    if name in WHOLE and value != int(value):
        raise ValueError(f"{LABELS[name]} must be a whole number, got {value!r}.")
    return int(value) if name in WHOLE else value


def change(*values):
    """A change while the network trains: the step before which it is made, the setting, its value."""
    if len(values) != 3 or values[1] not in LIVE:
        raise ValueError(f"A change is a step, one of {', '.join(LIVE)}, and its value, got {values!r}.")
    step, name, value = values
    return [within("step", step), name, within(name, value)]


def is_point(values):
    numbers = all(isinstance(value, (int, float)) for value in values)
    return len(values) == 3 and numbers and np.isfinite(values).all() and values[2] in (0, 1)
