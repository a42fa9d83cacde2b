"""The comparison of the page In practice."""

import numpy as np

from nnref import ACTIVATIONS
from scripts import style


def practice(practice_sigmoids, practice_rectifiers, practice_since):
    """How fast every activation learns two spirals, and how well it then does on new points, ten starts each."""
    found = practice_sigmoids | practice_rectifiers | practice_since
    names = [record.name for record in ACTIVATIONS]
    names.insert(names.index("elu") + 1, "maxout")
    fig, axes = style.panels(1, 2, height=330, sharey=True)
    for row, name in enumerate(names):
        color = style.of(name)["color"]
        for ax, values in zip(axes, (found[name]["first"], found[name]["new"])):
            ax.plot(values, np.full(len(values), -row), "o", color=color, alpha=0.45, markersize=4.5, markeredgewidth=0)
            ax.plot([np.median(values)] * 2, [-row - 0.32, -row + 0.32], color=color, linewidth=2)
    axes[0].set(title="steps to a loss of 0.1", xscale="log", ylim=(-len(names) + 0.4, 0.6))
    axes[0].set_xticks([30, 100, found["steps"]], ["30", "100", f"≥ {found['steps']}"])
    axes[0].minorticks_off()
    axes[1].set(title="accuracy on new points", xlim=(0.6, 1.01), xticks=[0.6, 0.8, 1])
    axes[0].set_yticks([-row for row in range(len(names))], [style.spelled(name) for name in names])
    axes[0].tick_params(axis="y", length=0)
    return fig
