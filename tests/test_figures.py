"""The figures of the activations, of the neuron and of networks as graphs."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from nnref import ACTIVATIONS, ELU, LEAKY_RELU, RELU, TANH, mlp, tanh
from scripts import build, style
from scripts.figures import activations, neuron

RECORDS = pytest.mark.parametrize("record", ACTIVATIONS, ids=lambda record: record.name)
EXPERIMENTS, FIGURES = build.targets()
FILES = pytest.mark.parametrize("target", FIGURES, ids=lambda target: target.name)


def lines(ax, color):
    """The curves of a color, without the circles at kinks."""
    return [line for line in ax.lines if line.get_color() == color and line.get_marker() == "None"]


def circles(ax):
    return [tuple(point) for line in ax.lines if line.get_marker() == "o" for point in line.get_xydata()]


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in [ax.title, *ax.texts] if text.get_text()]


@FILES
def test_a_figure_was_made_fits_a_phone_and_is_small(target):
    path = build.DOCS / target.file
    assert path.stat().st_size < style.LIMIT
    assert float(ElementTree.parse(path).getroot().get("width").removesuffix("pt")) <= 360


@FILES
def test_no_text_of_a_figure_is_smaller_than_9_points_but_indices(target):
    root = ElementTree.parse(build.DOCS / target.file).getroot()
    sizes = dict(re.findall(r"\.(s\d+)\{[^}]*font-size:([\d.]+)px", root.findtext(style.SVG + "style")))
    for element in root.iter(style.SVG + "text"):
        own = re.findall(r"font-size:([\d.]+)px", element.get("style", ""))
        found = own + [sizes[name] for name in element.get("class", "").split() if name in sizes]
        assert all(float(size) >= 9 for size in found), f"{''.join(element.itertext())!r} is too small"


@FILES
def test_a_figure_names_its_maker(target):
    root = ElementTree.parse(build.DOCS / target.file).getroot()
    assert root.findtext(style.SVG + "title") == target.title
    assert root.findtext(style.SVG + "desc").endswith(f": {target.make.__name__}")


@RECORDS
def test_the_figure_of_an_activation_shows_f_and_its_derivative(record):
    left, right = activations.activation(record).axes
    color = style.of(record)["color"]
    whole = [line for line in lines(left, color) if line.get_xdata().max() > 1]
    assert len(whole) == 1 and np.array_equal(whole[0].get_ydata(), record.f(whole[0].get_xdata()))
    for line in lines(right, color):
        if line.get_xdata().max() > 1:
            assert np.array_equal(line.get_ydata(), record.df(line.get_xdata()))


@RECORDS
def test_a_derivative_is_left_open_at_its_kinks_and_there_alone(record):
    _, right = activations.activation(record).axes
    ends = circles(right)
    for kink in record.kinks:
        for side in (-1e-9, 1e-9):
            assert any(np.allclose(end, (kink, record.df(kink + side)), atol=1e-6) for end in ends)
    if not record.kinks and not record.defaults:
        assert not ends


def test_relu_jumps_from_0_to_1_at_0():
    assert circles(activations.activation(RELU).axes[1]) == [(0, 0), (0, 1)]


def test_leaky_relu_cannot_be_taken_for_relu():
    left, _ = activations.activation(LEAKY_RELU).axes
    lowest = min(line.get_ydata().min() for line in lines(left, style.of(LEAKY_RELU)["color"]))
    bottom, top = left.get_ylim()
    assert -lowest > 0.05 * (top - bottom) and "α = 0.1" in texts(left.figure)


def test_elu_has_no_kink_for_alpha_1_and_one_for_others():
    _, right = activations.activation(ELU).axes
    assert circles(right) == [(0, pytest.approx(0.5)), (0, pytest.approx(2))]


def test_the_sheets_show_all_that_they_promise():
    six = ["sigmoid", "tanh", "ReLU", "leaky ReLU", "ELU", "maxout"]
    assert [ax.get_title() for ax in activations.six().axes] == six
    assert [ax.get_title() for ax in activations.overview().axes] == six
    every = [style.spelled(record) for record in ACTIVATIONS] + ["maxout"]
    assert [ax.get_title() for ax in activations.derivatives().axes] == every


def test_maxout_is_relu_leaky_relu_and_the_absolute_value_by_construction():
    x = np.linspace(-3, 3, 61)
    drawn = {name: activations._maxout(x, slopes, b) for name, (slopes, b, _) in activations.SPECIAL_CASES.items()}
    assert np.array_equal(drawn["0 and x: ReLU"], np.maximum(0, x))
    assert np.array_equal(drawn["x / 10 and x: leaky ReLU"], np.maximum(0.1 * x, x))
    assert np.array_equal(drawn["−x and x: absolute value"], np.abs(x))


def test_the_derivative_of_maxout_is_the_slope_of_the_largest_piece():
    assert activations._slope(np.array([-2.0, 2.0]), (-0.5, 1.5), (0, 0)).tolist() == [-0.5, 1.5]


def test_the_neuron_shows_inputs_weights_bias_sum_and_activation():
    shown = texts(neuron.neuron())
    assert {"$x_1$", "$w_1$", "$x_n$", "$w_n$", "$b$", "$\\Sigma$", "$f$", "$f\\,(\\Sigma_i\\, w_i x_i + b)$"} <= set(shown)


@pytest.mark.parametrize(
    "draw, sizes, total",
    [
        (neuron.network_3_4_2, (3, 4, 2), "2 layers, 6 neurons, 20 weights + 6 biases = 26 parameters"),
        (neuron.network_3_4_4_1, (3, 4, 4, 1), "3 layers, 9 neurons, 32 weights + 9 biases = 41 parameters"),
    ],
    ids=["3-4-2", "3-4-4-1"],
)
def test_a_graph_has_a_circle_for_each_node_and_a_line_for_each_weight(draw, sizes, total):
    fig = draw()
    net = mlp(sizes, TANH, np.random.default_rng(0))
    assert len(fig.axes[0].patches) == sum(sizes) and len(fig.axes[0].lines) == net.n_weights
    assert total in texts(fig)


def test_a_graph_follows_its_network():
    fig = neuron._graph(mlp((2, 5), TANH, np.random.default_rng(0)))
    assert len(fig.axes[0].patches) == 7 and "1 layers, 5 neurons, 10 weights + 5 biases = 15 parameters" in texts(fig)


def test_the_picture_of_the_readme_is_the_figure():
    for file, copy in build.COPIES.items():
        assert (build.DOCS / copy).read_bytes() == (build.DOCS / file).read_bytes()
