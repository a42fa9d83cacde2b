"""Twenty hidden neurons under L2, dropout and input noise, each with several strengths, on the lecture's points."""

from functools import partial

from nnref import MLP, Dropout, Noise
from scripts import regions

HIDDEN = (20,)


def l2_sweep():
    """L2 regularization: a larger lambda draws a shorter boundary."""
    return _sweep({str(lam): (partial(regions.plain, HIDDEN), lam) for lam in (0.001, 0.01, 0.03, 0.1)}, ("0.001", "0.01", "0.1"))


def dropout_sweep():
    """Dropout of hidden neurons: a larger probability of dropping draws a shorter boundary."""
    return _sweep({str(p): (partial(_with_dropout, p), 0.0) for p in (0.1, 0.3, 0.5, 0.7)}, ("0.1", "0.3", "0.5"))


def noise_sweep():
    """Input noise: a larger standard deviation draws a shorter boundary."""
    return _sweep({str(std): (partial(_with_noise, std), 0.0) for std in (0.2, 0.4, 0.8, 1.6)}, ("0.2", "0.4", "0.8"))


def _sweep(settings, shown):
    result = regions.sweep(settings, shown)
    weak, middle, strong = (result[name] for name in shown)
    assert weak["length"]["median"] > middle["length"]["median"] > strong["length"]["median"], (
        f"the boundary should be shorter with {shown[1]} than with {shown[0]}, and shorter still with {shown[2]}")
    assert weak["train"]["median"] > middle["train"]["median"] > strong["train"]["median"], (
        f"{shown[1]} should fit less of the training points than {shown[0]}, and {shown[2]} still less")
    assert middle["held_out"]["low"] > weak["held_out"]["median"], (
        f"{shown[1]} should do better on held-out points than {shown[0]}")
    return result | {"strengths": [float(name) for name in settings], "shown": list(shown)}


def _with_dropout(p, rng):
    net = regions.plain(HIDDEN, rng)
    return MLP(*net.layers[:2], Dropout(p, rng), net.layers[2])


def _with_noise(std, rng):
    return MLP(Noise(std, rng), *regions.plain(HIDDEN, rng).layers)
