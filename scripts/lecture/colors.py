"""The colors of pages and figures beside those of the activations, and how far apart two colors are to the eye."""

import colorsys
from itertools import product

import numpy as np

# name: (light, dark). What the site's style sheet uses of them comes from here too, as --nn-ink, --nn-quiet, ...
THEME = {
    "ink": ("#211f1c", "#e5e2dc"),
    "quiet": ("#5d5850", "#b0aca4"),
    "faint": ("#dcd7cc", "#3a3b3e"),
    "paper": ("#fdfcf9", "#17181a"),
    "accent": ("#96361a", "#f3a78b"),
    "class-a": ("#24579e", "#8ab8ff"),
    "class-b": ("#b34700", "#ffb070"),
    "area-a": ("#dbe7f6", "#1d2c44"),
    "area-b": ("#fae6d3", "#432b17"),
    "series-1": ("#8291a3", "#66788c"),
    "series-2": ("#607c9b", "#7a95b3"),
    "series-3": ("#3f678f", "#98b7d6"),
    "series-4": ("#234c77", "#bcd8f1"),
    "series-5": ("#0d2c4d", "#eef6fd"),
}
SCHEMES = ("light", "dark")
READABLE = 4.5  # the contrast that WCAG 2 asks of text

# Machado, Oliveira and Fernandes 2009, severity 1: linear RGB as it appears without one kind of cone.
VISION = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
# Ottosson 2020: Oklab, in which equal distances look about equally large.
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]
JUST_NOTICEABLE = 0.02


def linear(color):
    """The linear RGB of #rrggbb."""
    c = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """As WCAG 2 defines it."""
    low, high = sorted(linear(color) @ [0.2126, 0.7152, 0.0722] for color in (a, b))
    return (high + 0.05) / (low + 0.05)


def distance(a, b, vision="all cones"):
    """How different two colors look, to an eye with all cones or without one kind of them."""
    lab = [TO_LAB @ np.cbrt(TO_CONES @ np.clip(VISION[vision] @ linear(c), 0, 1)) for c in (a, b)]
    return np.hypot.reduce(lab[0] - lab[1])


def alike(a, b, same_line):
    """Whether two lines can be taken for each other; those of one style by an eye that lacks one kind of cones."""
    if same_line:
        return min(distance(a, b, vision) for vision in VISION) <= 4 * JUST_NOTICEABLE
    return distance(a, b) <= 3 * JUST_NOTICEABLE


def free(paper, taken):
    """A color that can be read on the paper and is like none of those that are taken, or None.

    taken: (color, whether its line is of the same style).
    """
    for lightness, hue, saturation in product((0.3, 0.4, 0.6, 0.7, 0.8), np.arange(0, 1, 1 / 24), (0.9, 0.5, 0.2)):
        color = "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(color, paper) > READABLE and not any(alike(color, other, same) for other, same in taken):
            return color
    return None
