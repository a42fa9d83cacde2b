"""The six activation functions of the lecture as small curves that lead to their pages, for the home page."""

import numpy as np

from nnref import elu, leaky_relu, maxout, relu, sigmoid, tanh
from scripts.build import replace
from scripts.fragments import FOLDER
from scripts.style import STYLE, spelled

MAXOUT = (np.array([[[-0.3]], [[0.9]]]), np.array([[0.0], [0.6]]))  # two pieces
SMOOTH, STRAIGHT = np.linspace(-3, 3, 49), np.array([-3.0, 0.0, 3.0])
# what is drawn, leaky ReLU with a slope that can be seen; what the page tells
CURVES = {
    "sigmoid": (SMOOTH, sigmoid, "saturates, and is not zero-centered"),
    "tanh": (SMOOTH, tanh, "is the sigmoid, rescaled until it is"),
    "relu": (STRAIGHT, relu, "keeps gradients alive, and kills units"),
    "leaky_relu": (STRAIGHT, lambda x: leaky_relu(x, alpha=0.1), "leaves dead units a way back"),
    "elu": (SMOOTH, elu, "bends towards a floor"),
    "maxout": (np.array([-3.0, -0.5, 3.0]), lambda x: maxout(x[:, None], *MAXOUT)[:, 0], "learns its shape"),
}


def write():
    """Write the fragment; return its path in a list."""
    tiles = "\n".join(f"- [{drawing(name)} {spelled(name)}](activations/{name}.md)<br>{said}" for name, (_, _, said) in CURVES.items())
    return [replace(FOLDER / "curves.md", f'<div class="home-curves" markdown>\n\n{tiles}\n\n</div>\n')]


def drawing(name):
    """The curve as a picture inside the page, in the activation's color and line."""
    x, f, _ = CURVES[name]
    points = " ".join(f"{16 * (u + 3):.4g},{16 * (3 - y):.4g}" for u, y in zip(x, f(x)))
    line = STYLE[name][2]
    dashes = "" if isinstance(line, str) else f' stroke-dasharray="{" ".join(f"{2.5 * length:g}" for length in line[1])}"'
    return (f'<svg viewBox="-2 -2 100 74" aria-hidden="true"><path class="axes" d="M0 48H96M48 0V72" />'
            f'<polyline points="{points}" style="stroke: var(--nn-{name})"{dashes} /></svg>')
