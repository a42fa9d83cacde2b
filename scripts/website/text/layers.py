"""For the home page: how much of the gradient reaches the first of some layers, as an explorable.

Its picture in the page is what docs/assets/js/explorables/layers.mjs draws first.
"""

import json

import numpy as np

from nnref import RELU, SIGMOID, TANH, mlp
from scripts.lecture.catalog import CATALOG
from scripts.lecture.labs.saturation import shares
from scripts.website import files
from scripts.website.files import FRAGMENTS

WIDTH, EXAMPLES, STARTS = 50, 50, 8
DEPTHS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)
SCALES = {"half": 0.5, "usual": 1.0, "twice": 2.0}
FIRST = "sigmoid", 10, "usual"
LOST, TOO_MUCH = 0.1, 10.0  # of the gradient, at the first layer
BOX = {"left": 6, "right": 354, "top": 34, "floor": 150, "bottom": 172}  # of the picture, 360 by 176


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


def rounded(number):
    """To one digit."""
    return int(float(f"{number:.0e}"))


def sentence(name, depth, share):
    """What is seen."""
    gets = f"The first of {depth} {CATALOG[name].spelling} layers gets {amount(share)} the gradient of the last"
    if share < LOST:
        return f"{gets}: on its way back the gradient vanishes."
    return f"{gets}: it arrives." if share < TOO_MUCH else f"{gets}: on its way back the gradient explodes."


def states():
    """What is shown for each choice: the heights and the sentence."""
    for record in SIGMOID, TANH, RELU:
        for depth in DEPTHS:
            for key, scale in SCALES.items():
                found = measured(record, depth, scale)
                heights = [float(f"{share:.3g}") for share in found]
                yield (
                    (record.name, depth, key),
                    {
                        "values": heights,
                        "label": amount(found[0]).removesuffix(" of"),
                        "said": sentence(record.name, depth, found[0]),
                    },
                )


def inputs():
    kinds = [{"value": name, "label": CATALOG[name].spelling} for name in ("sigmoid", "tanh", "relu")]
    scales = [{"value": key, "label": key} for key in SCALES]
    return [
        {"name": "kind", "label": "Activation", "form": "choice", "options": kinds, "value": FIRST[0]},
        {
            "name": "depth",
            "label": "Layers",
            "form": "range",
            "options": [{"value": n, "label": str(n)} for n in DEPTHS],
            "value": FIRST[1],
        },
        {"name": "scale", "label": "First weights", "form": "choice", "options": scales, "value": FIRST[2]},
    ]


def bars(kind, values, label):
    """The picture: a bar for each layer, the dashed line is what reaches the last."""
    step, top = (BOX["right"] - BOX["left"]) / len(values), max(values)
    height = (BOX["floor"] - BOX["top"]) / top
    drawn = "".join(
        f'<rect x="{BOX["left"] + i * step + 1:.1f}" y="{BOX["floor"] - max(0.5, share * height):.1f}" '
        f'width="{step - 2:.1f}" height="{max(0.5, share * height):.1f}" style="fill: var(--nn-{kind})"></rect>'
        for i, share in enumerate(values)
    )
    one, above = BOX["floor"] - height, BOX["floor"] - max(0.5, values[0] * height) - 6
    return (
        f'{drawn}<line x1="{BOX["left"]}" y1="{one:.1f}" x2="{BOX["right"]}" y2="{one:.1f}"></line>'
        f'<text x="{BOX["left"]}" y="{above:.1f}" class="nn-strong">{label}</text>'
        f'<text x="{BOX["left"]}" y="{BOX["bottom"]}">first layer</text>'
        f'<text x="{BOX["right"]}" y="{BOX["bottom"]}" text-anchor="end">last layer</text>'
    )


def write():
    """Write the fragment; return its path in a list."""
    found = dict(states())
    first = found[FIRST]
    data = {
        "picture": "layers",
        "box": BOX,
        "inputs": inputs(),
        "states": {" ".join(map(str, key)): state for key, state in found.items()},
    }
    svg = (
        f'<svg viewBox="0 0 360 176" role="img" aria-label="{first["said"]}">'
        f"{bars(FIRST[0], first['values'], first['label'])}</svg>"
    )
    text = (
        f'<div class="nn-explorable" data-search-exclude>\n{svg}\n'
        f'<p class="nn-said" role="status">{first["said"]}</p>\n'
        f"<template>{json.dumps(data, separators=(',', ':'))}</template>\n</div>\n"
    )
    return [files.write(FRAGMENTS / "layers.md", text)]
