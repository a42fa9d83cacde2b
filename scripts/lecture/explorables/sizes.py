"""Decision regions of networks with one to 32 hidden units, from three starts, trained as on the page on capacity."""

import numpy as np

from nnref import lecture_points
from scripts.lecture import regions
from scripts.lecture.explorable import area, choice, points, scale

SIZES, STARTS = (1, 2, 3, 6, 20, 32), 3
SHOWN = 80  # of the points that were held out


def explore():
    x, t, x_held, t_held = lecture_points()
    wrong, runs = regions.off_the_circle(x, t), {}
    for size in SIZES:
        for start in range(STARTS):
            net = regions.plain((size,), np.random.default_rng(start))
            _, accuracies = regions.train(net, (x, t, x_held, t_held))
            train, held = accuracies[-1]
            runs[f"{size} {start + 1}"] = {"train": train, "held": held, "area": area(regions.score(net))}
    return {
        "picture": "sizes",
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
