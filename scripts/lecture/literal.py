"""A figure to take away: as SVG with literal colors and outlines for letters, for light and for dark paper, and as PNG.

The SVG of the pages (scripts/lecture/svg.py) takes its colors from the reader's scheme and its letters from the
reader's fonts. Slide programs, PDF converters and image viewers know neither.
"""

import base64
import io
import json
import re

import matplotlib
import numpy as np
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from scripts.lecture.style import COLORS, PAPER, RC

AUTHOR, LICENSE = "The nnref authors", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
WHITE, DPI = "#ffffff", 240  # of slides and documents; pixels to an inch, so that a figure of 5 inches has 1200
KINDS = {"light": "-light.svg", "dark": "-dark.svg", "png": ".png"}  # and how their names end


def literal(fig, title, source):
    """A figure in each of the kinds, as JSON: texts, and the PNG in base64."""
    matplotlib.rcParams.update(RC | {"svg.fonttype": "path"})  # pyright: ignore[reportCallIssue]
    for text in fig.findobj(Text):
        if text.get_gid() == "halo":
            text.set_path_effects([withStroke(linewidth=3, foreground=PAPER)])
    svg = io.StringIO()
    about = {"Title": title, "Creator": AUTHOR, "Rights": LICENSE, "Source": source}
    fig.draw_without_rendering()
    fig.set_layout_engine("none")  # it stays as it is laid out now
    fig.savefig(svg, format="svg", facecolor=PAPER, metadata=about | {"Date": None})
    found = {
        "light": recolored(svg.getvalue(), 0),
        "dark": recolored(svg.getvalue(), 1),
        "png": png(fig, title, source),
    }
    return json.dumps(found)


def recolored(svg, scheme):
    """An SVG in the colors of a scheme, on its paper; the light paper is white."""
    names = {light: pair for pair in COLORS.values() for light in pair[:1]} | {PAPER: (WHITE, COLORS["paper"][1])}
    svg = re.sub(r"#[0-9a-f]{6}\b", lambda found: names.get(found[0], (found[0],) * 2)[scheme], svg)
    svg = re.sub(
        r'(width|height)="([\d.]+)pt"', lambda found: f'{found[1]}="{float(found[2]) * 4 / 3:g}"', svg, count=2
    )
    return re.sub(r"\.(\d{3})\d+", r".\1", svg)


def png(fig, title, source):
    from PIL import Image, PngImagePlugin

    drawn = io.BytesIO()
    fig.savefig(drawn, format="png", dpi=DPI, facecolor=PAPER)
    pixels = np.array(Image.open(drawn).convert("RGB"))
    pixels[(pixels == [int(PAPER[i : i + 2], 16) for i in (1, 3, 5)]).all(axis=2)] = 255
    about = PngImagePlugin.PngInfo()
    for key, value in {"Title": title, "Author": AUTHOR, "Copyright": LICENSE, "Source": source}.items():
        about.add_itxt(key, value)
    smaller = Image.fromarray(pixels).quantize(255, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    data = io.BytesIO()
    smaller.save(data, "PNG", optimize=True, pnginfo=about, dpi=(DPI, DPI))
    return base64.b64encode(data.getvalue()).decode()
