"""The last results of `make bench`. They are kept in the repository, because a time cannot be measured again."""

import json

import numpy as np

from scripts.lecture import style
from scripts.lecture.measurements import ROOT

KEPT = json.loads((ROOT / "docs/benchmarks.json").read_text("utf-8"))


def measure():
    """Accuracy, times and growth as measured on one machine on one day."""
    return KEPT


LABELS = {
    "width": "units in each of two layers",
    "depth": "layers of twenty units",
    "batch": "examples in a step",
    "data": "examples in a pass",
}


def draw_growth(benchmarks):
    """Time of a training step or pass against width, depth, batch and data, with fitted exponents"""
    fig, axes = style.panels(2, 2, height=330)
    for ax, (name, text) in zip(axes.flat, LABELS.items(), strict=True):
        row = benchmarks["growth"][name]
        sizes, ms = np.array(row["sizes"]), np.array(row["us"]) / 1000
        half = len(sizes) // 2
        middle = np.exp(np.log(sizes[half:]).mean()), np.exp(np.log(ms[half:]).mean())
        ax.plot(
            sizes[half:], middle[1] * (sizes[half:] / middle[0]) ** row["exponent"], color=style.ACCENT, linewidth=1.2
        )
        ax.plot(sizes, ms, "o", color=style.INK)
        ax.set(xscale="log", yscale="log", xlabel=text)
        ax.set_title(f"grows with exponent {row['exponent']:.2f}")
        ax.minorticks_off()
    for ax in axes[:, 0]:
        ax.set_ylabel("milliseconds")
    return fig


def draw_steps(benchmarks):
    """Time of one training step of a 2-20-2 network, said in six ways"""
    fig, ax = style.panels(1, 1, height=190)
    rows = {name: row["us"] for name, row in benchmarks["steps"]["2-20-2"].items() if not name.endswith("plain")}
    names = sorted(rows, key=lambda name: rows[name], reverse=True)
    colors = [style.ACCENT if name == "nnref" else style.SERIES[0] for name in names]
    ax.barh(names, [rows[name] for name in names], color=colors, height=0.62)
    for i, name in enumerate(names):
        style.label(ax, rows[name] + 4, i, f"{rows[name]:.0f} µs", va="center")
    ax.set(xlim=(0, 1.2 * max(rows.values())), xticks=[])
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return fig
