"""What code that prints nothing has made: the values of its names as text, and a small picture of them."""

import ast
import contextlib
import inspect
import io
import sys
import types

import numpy as np

import nnref

FROM, TO, POINTS = -4.0, 4.0, 81  # where a function is drawn
SHOWN = slice(20, 61, 10)  # of these places: -2, -1, 0, 1, 2, whose values are written
SERIES = 8  # so many numbers in a row are drawn
GRID = 48  # cells along each side of a map
WIDTH = 200  # characters of one value
PLACES = np.linspace(FROM, TO, POINTS)
LINES = 10_000  # that a function may run to be drawn


def made(tree, names):
    """{"made", "picture"} of what the statements of a block gave names to; the picture is None where nothing is drawn.

    Random generators are left in the state in which they were.
    """
    new = {name: names[name] for name in assigned(tree) if name in names}
    curves = {}
    with undisturbed(names):
        for name, value in new.items():
            if isinstance(value, types.FunctionType) and (curve := values(value)) is not None:
                curves[name] = curve
    text = "\n".join(line(name, value, curves.get(name)) for name, value in new.items())
    return {"made": text, "picture": picture(new, curves)}


def assigned(tree):
    """The names that statements outside of functions bind, in order, but for imports and those that begin with _."""
    found = {}
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found[node.id] = None
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            waiting[:0] = ast.iter_child_nodes(node)
    return [name for name in found if not name.startswith("_")]


@contextlib.contextmanager
def undisturbed(names):
    """What is called inside prints nothing, warns of nothing, and draws no random number that others would have got."""
    states = [(one, one.bit_generator.state) for one in names.values() if isinstance(one, np.random.Generator)]
    silence = io.StringIO()
    try:
        with np.errstate(all="ignore"), contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
            yield
    finally:
        for generator, state in states:
            generator.bit_generator.state = state


def values(function):
    """What a function of one number makes of many, or None if it is no such function, or one that goes on and on."""
    before = sys.gettrace()
    try:
        needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
        sys.settrace(limited(LINES))
        y = function(PLACES.copy()) if len(needed) == 1 else None
    except Exception:
        return None
    finally:
        sys.settrace(before)
    if not isinstance(y, np.ndarray) or y.shape != PLACES.shape or y.dtype.kind not in "fiub":
        return None
    y = y.astype(float)
    return y if np.isfinite(y).all() else None


def limited(left):
    """A trace function that ends what takes more than so many lines: nobody asked for this call."""

    def trace(frame, event, arg):
        nonlocal left
        left -= 1
        if left < 0:
            raise TimeoutError
        return trace

    return trace


def line(name, value, drawn):
    try:
        return shown(name, value, drawn)
    except Exception as error:  # of the reader's own __repr__
        return f"{name} cannot be shown: {type(error).__name__}: {error}"


def shown(name, value, drawn):
    if drawn is not None:
        return f"{name}({array(PLACES[SHOWN])}) = {array(drawn[SHOWN])}"
    if isinstance(value, types.FunctionType):
        return f"{name}{inspect.signature(value)} is defined"
    if isinstance(value, type):
        return f"{name} is defined"
    if isinstance(value, np.random.Generator):
        return f"{name} = a generator of random numbers"
    return f"{name} = {array(value) if isinstance(value, np.ndarray) else short(value)}"


def array(value):
    if value.ndim == 1 and value.size <= 2 * SERIES and value.dtype.kind in "fiu":
        return f"[{', '.join(f'{number:.4g}' for number in value)}]"
    if value.size <= 2 * SERIES or value.dtype.kind not in "fiub":
        return short(np.array2string(value, precision=4, suppress_small=True))
    shape = " × ".join(map(str, value.shape))
    return f"an array of {shape} numbers from {value.min():.4g} to {value.max():.4g}"


def short(value):
    text = value if isinstance(value, str) else repr(getattr(value, "item", lambda: value)())
    return text if len(text) <= WIDTH else text[:WIDTH] + " …"


def picture(new, curves):
    """A network's map, or curves of functions, or the last row of numbers."""
    if found := map_of(new):
        return found
    if curves:
        return {"kind": "curves", "x": [FROM, TO], "lines": [curve(name, y) for name, y in curves.items()]}
    for name, value in reversed(new.items()):
        row = series(value)
        if row is not None:
            return {"kind": "curves", "x": [0, len(row) - 1], "lines": [curve(name, row[:: max(1, len(row) // 400)])]}
    return None


def curve(name, y):
    return {"name": name, "y": [float(f"{value:.4g}") for value in y]}


def series(value):
    """Numbers in a row; a history's are its losses."""
    try:
        row = np.asarray(getattr(value, "loss", value))
    except ValueError:
        return None
    drawn = row.ndim == 1 and len(row) >= SERIES and row.dtype.kind == "f" and np.isfinite(row).all()
    return row.astype(float) if drawn else None


def map_of(new):
    """Which of two classes a network sees around points, and the points, with their classes if they have any."""
    arrays = [value for value in new.values() if isinstance(value, np.ndarray)]
    points = next((a for a in arrays if a.ndim == 2 and a.shape[1] == 2 and len(a) > 1 and np.isfinite(a).all()), None)
    net = next((value for value in new.values() if isinstance(value, nnref.MLP)), None)
    if net is None or points is None:
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    low, high = low - 0.1 * (high - low), high + 0.1 * (high - low)
    across, up = np.linspace(low[0], high[0], GRID), np.linspace(high[1], low[1], GRID)
    try:
        seen = net.predict([(a, b) for b in up for a in across]).reshape(GRID, GRID)
    except ValueError:  # of another number of inputs, one output, or one that left the numbers
        return None
    classes = next((a for a in arrays if a.shape == (len(points),) and a.dtype.kind in "iub"), np.zeros(len(points)))
    if max(seen.max(), classes.max()) > 1:
        return None
    return {
        "kind": "map",
        "cells": ["".join(map(str, row)) for row in seen],
        "points": ((points - low) / (high - low)).round(3).tolist(),
        "classes": [int(c) for c in classes],
    }
