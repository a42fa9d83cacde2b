"""What the figures that move have in common: numbers, controls, the question, and maps."""

import contourpy
import numpy as np

from scripts.lecture import regions


def numbers(values, digits=4):
    """An array as lists of numbers that are short to write."""
    if hasattr(values, "tolist"):
        values = values.tolist()
    return [numbers(value, digits) for value in values] if isinstance(values, list) else float(f"{values:.{digits}g}")


def choice(name, label, options, value):
    """Some of which one is chosen: {value: label}."""
    listed = [{"value": value, "label": label} for value, label in options.items()]
    return {"name": name, "label": label, "form": "choice", "options": listed, "value": value}


def scale(name, label, values, value, labels=None):
    """A slider whose stops are these values."""
    labels = labels or [f"{one:g}".replace("-", "−") for one in values]
    options = [{"value": one, "label": label} for one, label in zip(values, labels, strict=True)]
    return {"name": name, "label": label, "form": "range", "options": options, "value": value}


def slider(name, label, low, high, step, value):
    """A number; None is the last one, wherever that is."""
    return {"name": name, "label": label, "form": "range", "min": low, "max": high, "step": step, "value": value}


def ask(question, *choices, right):
    """What the reader guesses before it is shown."""
    return {"question": question, "choices": choices, "right": choices.index(right)}


def area(score):
    """Where the score of a map is positive (scripts/lecture/regions.py), as a path in a square of 1,000."""
    filled = contourpy.contour_generator(regions.AXIS, regions.AXIS, score, fill_type="OuterOffset").filled(0, np.inf)
    path = ""
    for points, offsets in zip(*filled):
        corners = np.round((points - regions.AXIS[0]) / np.ptp(regions.AXIS) * 1000).astype(int) * [1, -1] + [0, 1000]
        for start, end in zip(offsets, offsets[1:]):
            (x, y), *moves = corners[start], *np.diff(corners[start : end - 1], axis=0)
            path += f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in moves if dx or dy) + "z"
    return path.replace(" -", "-")


def points(x, t):
    """The lecture's points in the same square: those of each class."""
    at = np.round((x - regions.AXIS[0]) / np.ptp(regions.AXIS) * 1000).astype(int) * [1, -1] + [0, 1000]
    return [at[t == kind].tolist() for kind in (0, 1)]
