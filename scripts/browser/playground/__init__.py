"""The playground's network, as the worker asks for it: a state becomes a program of nnref, the program trains, and
pictures are taken of it. The state is a dict of plain values, the same that the page's address holds.
"""

import json
from time import perf_counter

import numpy as np

from scripts.browser.playground.engine import REACH, Engine
from scripts.browser.playground.pictures import SMALL, Pictures
from scripts.browser.playground.points import read_csv
from scripts.browser.playground.program import script
from scripts.browser.playground.settings import change as valid
from scripts.browser.playground.settings import checked

__all__ = ["advance", "another", "beats", "change", "code", "frame", "read_csv", "start"]

engine = pictures = None
looked = -1.0  # when the details were last sent


def start(request):
    """A new network from the state. JSON of the state's step and of what the page draws once: points, layers, sizes."""
    global engine, pictures, looked
    try:
        state = checked(json.loads(request))
        if state["data"] == "own" and not state["own"]:
            raise ValueError("There are no points yet: choose a class, then click or tap into the square.")
        engine = Engine(state)
    except ValueError as error:
        engine = pictures = None
        return json.dumps({"error": str(error), "reach": REACH})
    pictures, looked = Pictures(engine), -1.0
    return json.dumps(pictures.scene())


def change(request):
    """A setting changes while the network trains. JSON of the step from which on, or of what does not fit."""
    try:
        step, name, value = valid(engine.step, *json.loads(request))
    except ValueError as error:
        return json.dumps({"error": str(error)})
    engine.ahead.append([step, name, value])
    return json.dumps({"step": step})


def advance(milliseconds, until, steps=1):
    return engine is not None and engine.advance(milliseconds, until, steps)


def frame(details=True):
    """A picture: JSON, the map and, about ten times a second, numbers, the maps of the units, their sums at some
    points, the weights, the hidden representation."""
    global looked
    words = {"step": engine.step, "problem": engine.problem}
    shown, numbers = [pictures.scores()], np.zeros(0)
    if details or perf_counter() - looked > 0.1:
        flat, line = pictures.warp()
        shown += [pictures.maps(), pictures.sums()]
        numbers = np.concatenate([pictures.weights(), flat])
        words |= pictures.words() | {"line": line}
        engine.note([[words["numbers"][name] for name in ("step", "loss", "heldLoss")]])
        words["curve"] = engine.curve + engine.between
        looked = perf_counter()
    return json.dumps(words), np.concatenate(shown).tobytes(), numbers.astype(np.float32).tobytes()


def code(request):
    """The program for the state after its steps, or why there is none. Without a step, after those that were taken."""
    try:
        state = checked(json.loads(request))
    except ValueError as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"code": script(state, state["step"] or (engine.step if engine else 0))})


def beats(_=None):
    """One step in four beats, with one training point followed: JSON of its way forward, of its loss, of the
    gradients on the way back, and of how each weight that is drawn changed in the step."""
    i, before = engine.step % len(engine.x), pictures.weights()
    words = pictures.followed(engine.x[i : i + 1], engine.t[i : i + 1])
    engine.advance(0, engine.step + 1)
    return json.dumps(words | {"change": (pictures.weights() - before).tolist(), "problem": engine.problem})


def another(request):
    """JSON of what another network gives after the same steps: its numbers and its map, byte by byte."""
    state = checked(json.loads(request))
    other = Engine(state | {"step": 0})
    other.advance(0, state["step"], state["step"])
    return json.dumps(other.numbers() | {"map": Pictures(other, SMALL).scores().tolist()})
