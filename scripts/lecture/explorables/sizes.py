"""Decision regions of networks with one to 32 hidden units, from three starts, trained as on the page on capacity."""

import numpy as np

from nnref import lecture_points
from scripts.lecture import regions
from scripts.lecture.explorable import area, ask, choice, points, scale

SIZES, STARTS = (1, 2, 3, 6, 20, 32), 3
SHOWN = 80  # of the points that were held out


def explore(capacity):
    x, t, x_held, t_held = lecture_points()
    wrong, runs = regions.off_the_circle(x, t), {}
    for size in SIZES:
        for start in range(STARTS):
            net = regions.plain((size,), np.random.default_rng(start))
            _, accuracies = regions.train(net, (x, t, x_held, t_held))
            train, held = accuracies[-1]
            runs[f"{size} {start + 1}"] = {"train": train, "held": held, "area": area(regions.score(net))}
    large, small = (capacity[size]["held_out"]["median"] for size in ("20", "3"))
    more, fewer = "more than three units", "fewer than three units"
    return {
        "picture": "sizes",
        "ask": ask(
            "Twenty units get every training point right. How many points do they get right that are new?",
            more,
            "as many as three units",
            fewer,
            right=more if large > small else fewer,
        ),
        "task": "From each start, find the size that is best on new points.",
        "inputs": [
            scale("size", "Hidden units", SIZES, 20),
            choice("start", "Start", {str(start): str(start) for start in range(1, STARTS + 1)}, "1"),
            choice("points", "Points", {"train": "of training", "held": "new ones"}, "train"),
        ],
        "points": {"train": points(x, t), "held": points(x_held[:SHOWN], t_held[:SHOWN])},
        "ringed": sum(points(x[wrong], t[wrong]), []),
        "runs": runs,
    }
