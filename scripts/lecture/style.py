"""How figures look: their colors, one color and line style per activation, and what they are put together from.

A figure names its colors by these constants and is drawn in the light ones (scripts/lecture/svg.py adds the dark).
"""

from typing import Any

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, ScaledTranslation

from scripts.lecture.catalog import CATALOG
from scripts.lecture.colors import THEME

WIDTH = 360  # points; the widest figure that can be read on a phone

SOLID, DASHED, DASHDOT, DOTTED = "solid", (0, (3.6, 1.4)), (0, (5.5, 1.3, 1.1, 1.3)), (0, (1.2, 1.1))

LINES = {"solid": SOLID, "dashed": DASHED, "dashdot": DASHDOT, "dotted": DOTTED}
COLORS = THEME | {name: (one.light, one.dark) for name, one in CATALOG.items()}  # name: (light, dark)

INK, QUIET, FAINT, PAPER, ACCENT = (COLORS[name][0] for name in ("ink", "quiet", "faint", "paper", "accent"))
CLASS_A, CLASS_B, AREA_A, AREA_B = (COLORS[name][0] for name in ("class-a", "class-b", "area-a", "area-b"))
SERIES = [COLORS[f"series-{i}"][0] for i in range(1, 6)]

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "nnref",
    "mathtext.fontset": "stix",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.facecolor": "none",
    "axes.labelcolor": QUIET,
    "axes.labelsize": 10,
    "axes.linewidth": 0.7,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlesize": 10.5,
    "axes.titlepad": 6,
    "axes.unicode_minus": True,
    "figure.facecolor": "none",
    "grid.color": FAINT,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "lines.linewidth": 1.9,
    "lines.solid_capstyle": "round",
    "lines.markersize": 4,
    "patch.edgecolor": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "xtick.major.size": 3,
    "ytick.major.size": 3,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
}


def listed(activation):
    """The entry of an activation, given its record or its name."""
    name = getattr(activation, "name", activation)
    if name not in CATALOG:
        raise ValueError(f"no style for {name!r}: one of {', '.join(CATALOG)} was expected")
    return CATALOG[name]


def of(activation):
    """The color and line style of an activation, given its record or its name."""
    one = listed(activation)
    return {"color": one.light, "linestyle": LINES[one.line]}


def spelled(activation):
    """The name as prose has it: leaky ReLU for leaky_relu."""
    return listed(activation).spelling


def panels(rows=1, cols=1, height=150, width=WIDTH, **subplots) -> tuple[Any, Any]:
    """A figure of that many points, and its axes as `Figure.subplots` gives them."""
    matplotlib.rcParams.update(RC)
    fig: Any = Figure(figsize=(width / 72, height / 72), layout="constrained")
    fig.get_layout_engine().set(w_pad=0.03, h_pad=0.03, wspace=0.05, hspace=0.08)
    return fig, fig.subplots(rows, cols, **subplots)


def sheet(count, columns, row, **subplots):
    """A figure of so many equal panels, in rows of that many points, and the axes of the panels: none is left over."""
    rows = -(-count // columns)
    fig, axes = panels(rows, columns, height=rows * row, squeeze=False, **subplots)
    for ax in axes.flat[count:]:
        ax.remove()
    used = list(axes.flat[:count])
    for ax in used[-columns:]:  # the lowest of each column
        ax.tick_params(labelbottom=True)
    return fig, used


def ticks(ax, xs, ys):
    """Exactly these ticks, with as few digits as they need."""
    ax.set_xticks(xs, [f"{x:g}".replace("-", "−") for x in xs])
    ax.set_yticks(ys, [f"{y:g}".replace("-", "−") for y in ys])


def sample(reach, kinks=()):
    """Points from -reach to reach; 0 and every kink are among them, with one close by on each side."""
    sides = [place + side for place in (0.0, *kinks) if abs(place) < reach for side in (-1e-9, 0, 1e-9)]
    return np.unique(np.r_[np.linspace(-reach, 0, 121), np.linspace(0, reach, 121), sides])


def bare(ax):
    """No axes: for diagrams, in which one unit is as long in x as in y."""
    ax.set_axis_off()
    ax.set_aspect("equal")


def origin(ax):
    """Thin axes through the origin, numbers at the edges, where no curve passes; no box."""
    ax.axhline(0, color=QUIET, linewidth=0.7, zorder=0.5)
    ax.axvline(0, color=QUIET, linewidth=0.7, zorder=0.5)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, pad=2)
    for x, text in zip(ax.get_xticks(), ax.get_xticklabels()):
        text.set_ha({min(ax.get_xlim()): "left", max(ax.get_xlim()): "right"}.get(x, "center"))


def plot_broken(ax, x, y, kinks, **line):
    """A line that is left open at each kink, with a circle at the nearest point on either side of it."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    edges = [-np.inf, *kinks, np.inf]
    for left, right in zip(edges, edges[1:]):
        if (inside := (x > left) & (x < right)).any():
            ax.plot(x[inside], y[inside], **line)
    for kink in kinks:
        ends = np.r_[np.flatnonzero(x < kink)[-1:], np.flatnonzero(x > kink)[:1]]
        ax.plot(
            np.full(len(ends), kink),
            y[ends],
            "o",
            color=line["color"],
            markerfacecolor=PAPER,
            markersize=4.5,
            markeredgewidth=1.2,
        )


def label(ax, x, y, text, color=INK, **kw):
    """A direct label, readable on top of lines."""
    return ax.text(x, y, text, color=color, gid="halo", **kw)


def formula(ax, x, y, tex, color=INK, size=14, ha="center", rim=PAPER):
    """Mathematics as outlines, the same with any fonts, on a rim; `y` is the middle of its letter x."""
    shape = TextPath((0, 0), tex, size=size, prop=FontProperties(math_fontfamily="stix"))
    left, right = shape.get_extents().intervalx
    shift = {"left": -left, "center": -(left + right) / 2, "right": -right}[ha], -0.23 * size
    place = Affine2D().translate(*shift).scale(1 / 72) + ax.figure.dpi_scale_trans
    place += ScaledTranslation(x, y, ax.transData)
    for ink, width in ((rim, 5), (color, 0)):
        look = {"facecolor": ink, "edgecolor": ink, "linewidth": width, "label": tex}
        ax.add_artist(PathPatch(shape, transform=place, clip_on=False, zorder=5, **look))


def note(ax, text, x=0.5, y=-0.04, **kw):
    """Small text centered under a panel: a number or two."""
    kw = {"ha": "center", "va": "top", "fontsize": 9, "color": QUIET} | kw
    return ax.text(x, y, text, transform=ax.transAxes, **kw)


def region(ax, xs, ys, score):
    """Two areas, class 1 where the score is positive, and the line between them."""
    score = np.asarray(score, float)
    ax.fill([xs[0], xs[-1], xs[-1], xs[0]], [ys[0], ys[0], ys[-1], ys[-1]], color=AREA_A, linewidth=0, zorder=0.1)
    if score.max() > 0:
        ax.contourf(xs, ys, score, levels=[0, score.max() + 1], colors=[AREA_B], zorder=0.2)
    if score.min() < 0 < score.max():
        ax.contour(xs, ys, score, levels=[0], colors=[INK], linewidths=0.9, zorder=0.3)
    ax.set(xlim=(xs[0], xs[-1]), ylim=(ys[0], ys[-1]), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def points(ax, x, t, hollow=False, size=3.6):
    """Two classes of points, told apart by shape as well as by color; hollow for those held out."""
    x, t = np.asarray(x, float), np.asarray(t)
    for of_class, marker, color in ((0, "o", CLASS_A), (1, "^", CLASS_B)):
        face, edge = ("none", color) if hollow else (color, PAPER)
        ax.plot(
            *x[t == of_class].T,
            marker,
            color=color,
            markerfacecolor=face,
            markeredgecolor=edge,
            markersize=size + 0.6 * of_class,
            markeredgewidth=0.7 if hollow else 0.4,
        )


def stylesheet():
    """The same for the pages: --nn-relu, --nn-ink, ... and <span class="nn-line nn-relu"> for a piece of the line."""
    light, dark = ("".join(f"  --nn-{name}: {pair[scheme]};\n" for name, pair in COLORS.items()) for scheme in (0, 1))
    text = "/* Written by scripts/lecture/style.py, from the colors of the figures. */\n"
    text += f':root {{\n{light}}}\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n'
    text += ".nn-line {\n  display: inline-block;\n  width: 2.2em;\n  height: 2.5px;\n  vertical-align: middle;\n}\n"
    for name, one in CATALOG.items():
        line = LINES[one.line]
        stops, at, color = [], 0, f"var(--nn-{name})"
        for number, length in enumerate(line[1] if line != SOLID else (1,)):
            stops.append(f"{'transparent' if number % 2 else color} {at:g}px {at + 2.5 * length:g}px")
            at = round(at + 2.5 * length, 2)
        text += f".nn-{name} {{\n  background: repeating-linear-gradient(90deg, {', '.join(stops)});\n}}\n"
    return text
