"""The picture that a link to the site shows, docs/assets/preview.png, which is committed:
python -m scripts.tools.preview"""

import io

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from scripts.lecture import style
from scripts.lecture.activations import six
from scripts.website import files
from scripts.website.files import DOCS

TARGET = DOCS / "assets/preview.png"


def draw():
    """1200 by 630 pixels, the size that link previews expect."""
    matplotlib.rcParams.update(style.RC)
    matplotlib.rcParams.update({"font.family": "serif", "font.serif": ["STIXGeneral"]})
    fig = Figure(figsize=(12, 6.3), dpi=100, facecolor=style.PAPER)
    fig.text(0.06, 0.8, "nnref", fontsize=64, color=style.INK)
    fig.text(0.06, 0.69, "Neural networks as a lecture tells them.", fontsize=27, color=style.INK)
    fig.text(
        0.06,
        0.61,
        "Every number computed or cited, every figure drawn by the code on the page.",
        fontsize=22,
        color=style.QUIET,
    )
    x = np.linspace(-3, 3, 301)
    for i, (name, y) in enumerate(six(x).items()):
        ax = fig.add_axes((0.055 + 0.151 * i, 0.1, 0.13, 0.4))
        ax.set(xlim=(-3.1, 3.1), ylim=(-1.6, 3.1))
        ax.set_axis_off()
        ax.axhline(0, color=style.FAINT, linewidth=1)
        ax.axvline(0, color=style.FAINT, linewidth=1)
        ax.plot(x, y, **style.of(name) | {"linewidth": 4})
    return fig


if __name__ == "__main__":
    picture = io.BytesIO()
    draw().savefig(picture, format="png", facecolor=style.PAPER, metadata={"Software": None})
    files.write(TARGET, picture.getvalue())
