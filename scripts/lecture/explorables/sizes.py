"""Decision regions of networks with one to 32 hidden units on few points and many, from three starts, trained as
on the page on capacity."""

import numpy as np

from nnref import lecture_points
from scripts.lecture import regions
from scripts.lecture.explorable import area, choice, points, scale
from scripts.lecture.points import rows

SIZES, STARTS = (1, 3, 6, 20, 32), 3
AMOUNTS, USUAL = (20, 80, 320), 80  # of training points: a part of the lecture's, these, and more by their recipe
SHOWN = 80  # of the points that were held out


def explore():
    x, t = training_points()
    x_held, t_held = lecture_points()[2:]
    runs = {}
    for amount in AMOUNTS:
        for size in SIZES:
            for start in range(STARTS):
                net = regions.plain((size,), np.random.default_rng(start))
                _, accuracies = regions.train(net, (x[:amount], t[:amount], x_held, t_held))
                train, held = accuracies[-1]
                one = {"train": train, "held": held, "area": area(regions.score(net))}
                runs[f"{amount} {size} {start + 1}"] = one
    return {
        "picture": "sizes",
        "task": "From each start, find the size that is best on held-out points. "
        "Then give the largest network fewer points, and more.",
        "inputs": [
            scale("size", "Hidden units", SIZES, 20),
            choice("start", "Start", {str(start): str(start) for start in range(1, STARTS + 1)}, "1"),
            scale("amount", "Training points", AMOUNTS, USUAL),
            choice("points", "Shown", {"train": "training points", "held": "held-out"}, "train"),
        ],
        "train": {str(amount): points(x[:amount], t[:amount]) for amount in AMOUNTS},
        "held": points(x_held[:SHOWN], t_held[:SHOWN]),
        "ringed": {str(amount): ringed(x[:amount], t[:amount]) for amount in AMOUNTS},
        "runs": runs,
    }


def ringed(x, t):
    """Where the points are that the circle between the classes gets wrong."""
    wrong = regions.off_the_circle(x, t)
    return sum(points(x[wrong], t[wrong]), [])


def training_points():
    """Those of the lecture, and more of the same recipe."""
    x, t = lecture_points()[:2]
    more = rows(np.random.default_rng(2), max(AMOUNTS) - len(x), 0)
    return np.concatenate([x, more[:, :2]]), np.concatenate([t, more[:, 2].astype(int)])
