"""Twenty hidden units under L2, dropout and input noise: the regions and the accuracies at each strength."""

from functools import partial

import numpy as np

from nnref import lecture_points
from scripts.lecture import regions
from scripts.lecture.explorable import area, ask, choice, numbers, points, slider

NETWORKS = {  # from a strength: what makes the network, and lambda
    "l2": lambda strength: (partial(regions.plain, regions.HIDDEN), strength),
    "dropout": lambda strength: (partial(regions.with_dropout, strength), 0.0),
    "noise": lambda strength: (partial(regions.with_noise, strength), 0.0),
}
NAMES = {"l2": "λ", "dropout": "p", "noise": "deviation"}


def explore(capacity, regularization_l2, regularization_dropout, regularization_noise):
    sweeps = {"l2": regularization_l2, "dropout": regularization_dropout, "noise": regularization_noise}
    kinds = {kind: of(kind, sweep, capacity["20"]) for kind, sweep in sweeps.items()}
    labels = [f"λ = {strength:g}" for strength in kinds["l2"]["strengths"]]
    longest = max(len(kind["strengths"]) for kind in kinds.values())
    return {
        "picture": "strengths",
        "ask": ask("Which strength of L2 will be best on held-out points?", *labels, right=labels[kinds["l2"]["best"]]),
        "task": "Find the strength of dropout that is best on held-out points; then that of noise.",
        "inputs": [
            choice("kind", "Against overfitting", {"l2": "L2", "dropout": "dropout", "noise": "noise"}, "l2"),
            slider("strength", "Strength", 0, longest - 1, 1, kinds["l2"]["best"]),
        ],
        "side": numbers(np.ptp(regions.AXIS)),
        "points": points(*lecture_points()[:2]),
        "kinds": kinds,
    }


def of(kind, sweep, none):
    """The strengths of one kind, from none on; for each the accuracies over the starts, and the areas of one start."""
    settings = [none, *(sweep[str(strength)] for strength in sweep["strengths"])]
    found = {"name": NAMES[kind], "strengths": [0, *sweep["strengths"]]}
    for name in "train", "held_out":
        found[name] = [[setting[name][part] for part in ("low", "median", "high")] for setting in settings]
    return found | {
        "best": int(np.argmax([median for _, median, _ in found["held_out"]])),
        "areas": [area(score(kind, *one)) for one in zip(found["strengths"], settings)],
    }


def score(kind, strength, setting):
    """The map of the start whose boundary has the median length: as recorded, or trained again where it was not."""
    if "shown" in setting:
        return np.array(setting["shown"]["score"])
    length = setting["length"]
    start = int(np.argmin(np.abs(np.subtract(length["all"], length["median"]))))
    make, l2 = NETWORKS[kind](strength)
    net = make(np.random.default_rng(start))
    regions.train(net, lecture_points(), l2)
    return regions.score(net)
