"""The functions that the page on nnref gives for plots: they run as they stand there, and draw what they say."""

import re

import matplotlib
import numpy as np
import pytest

import nnref
from scripts.website.files import ROOT

PAGE = (ROOT / "docs/api.md").read_text("utf-8")
BLOCKS = re.findall(r"```py\n(.*?)```", re.search(r"^### Plot in a notebook.*?(?=^##)", PAGE, re.M | re.S)[0], re.S)


@pytest.fixture
def drawn():
    """The names after all blocks have run, each on axes of its own: {function: the axes that its example drew on}."""
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    x, t = nnref.moons(60, rng, noise=0.1)
    net = nnref.mlp((2, 8, 2), nnref.TANH, rng)
    history = nnref.sgd(net, x, t, nnref.CROSS_ENTROPY, lr=0.5, steps=30)
    names, axes = vars(nnref) | {"np": np, "x": x, "t": t, "net": net, "history": history}, {}
    for block in BLOCKS:
        plt.figure()
        exec(block, names)
        axes[re.search(r"def (\w+)", block)[1]] = plt.gca()
    yield names, axes
    plt.close("all")


def test_there_are_a_region_a_loss_and_an_activation(drawn):
    assert list(drawn[1]) == ["plot_region", "plot_loss", "plot_activation"]


def test_a_region_shows_every_example_and_each_class(drawn):
    names, axes = drawn
    filled, points = axes["plot_region"].collections
    assert np.array_equal(points.get_offsets(), names["x"])
    assert sum(len(path.vertices) > 0 for path in filled.get_paths()) == 2


def test_a_loss_curve_has_the_losses_of_the_training(drawn):
    names, axes = drawn
    [line] = axes["plot_loss"].lines
    assert np.array_equal(line.get_ydata(), names["history"].loss) and axes["plot_loss"].get_yscale() == "log"


def test_an_activation_is_drawn_with_its_derivative(drawn):
    points, slopes = (line.get_ydata() for line in drawn[1]["plot_activation"].lines[:2])
    x = np.linspace(-4, 4, 801)
    assert np.array_equal(points, nnref.elu(x)) and np.array_equal(slopes, nnref.d_elu(x))


def test_a_region_has_as_many_colors_as_there_are_classes(drawn):
    names, _ = drawn
    rng = np.random.default_rng(1)
    x = rng.standard_normal((30, 2))
    net = nnref.mlp((2, 3), nnref.TANH, rng)
    filled = names["plot_region"](net, x, np.arange(30) % 3, names["plt"].figure().gca()).collections[0]
    assert len(filled.get_paths()) == 3
