"""What nnref's names mean, to the letter: values, defaults and the words of every error."""

import inspect

import numpy as np
import pytest

import nnref
from nnref import (
    CROSS_ENTROPY,
    LEAKY_RELU,
    MLP,
    RELU,
    SQUARED_ERROR,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    Maxout,
    Noise,
    PReLU,
    mlp,
    sgd,
    sgd_steps,
)

X, G = np.array([[-2.0, 0.0], [1.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])


def rng():
    return np.random.default_rng(0)


def net():
    return mlp((2, 3, 2), TANH, rng())


@pytest.mark.parametrize(
    "name, left",
    [("relu", 0), ("leaky_relu", 0.01), ("prelu", 0.25), ("elu", 1), ("selu", nnref.SELU_SCALE * nnref.SELU_ALPHA)],
)
def test_at_zero_the_derivative_is_taken_from_the_left(name, left):
    assert getattr(nnref, "d_" + name)(0.0) == left
    assert getattr(nnref, "d_" + name)(-0.0) == left


def test_at_zero_elu_has_the_slope_alpha():
    assert nnref.d_elu(0.0, alpha=0.5) == 0.5


@pytest.mark.parametrize(
    "function, name, default",
    [
        (nnref.leaky_relu, "alpha", 0.01),
        (nnref.prelu, "alpha", 0.25),
        (nnref.elu, "alpha", 1.0),
        (Maxout, "pieces", 2),
        (nnref.xor, "noise", 0.1),
        (nnref.blobs, "noise", 0.1),
        (nnref.circles, "noise", 0.1),
        (nnref.moons, "noise", 0.1),
        (nnref.spirals, "noise", 0.05),
        (nnref.saturated, "below", 0.01),
        (sgd, "l2", 0.0),
        (sgd, "momentum", 0.0),
        (sgd, "batch", None),
    ],
)
def test_the_defaults(function, name, default):
    assert inspect.signature(function).parameters[name].default == default


@pytest.mark.parametrize(
    "make, noise",
    [(nnref.xor, 0.1), (nnref.blobs, 0.1), (nnref.circles, 0.1), (nnref.moons, 0.1), (nnref.spirals, 0.05)],
)
def test_points_are_as_noisy_as_the_default_says(make, noise):
    assert (make(20, rng())[0] == make(20, rng(), noise)[0]).all()


# Layers


def test_maxout_has_two_pieces_by_default():
    assert Maxout(3, 4, rng()).W.shape == (2, 3, 4)


@pytest.mark.parametrize("make", [lambda: Dense(2, 3, rng()), lambda: Maxout(2, 3, rng()), lambda: PReLU(2)])
def test_before_any_backward_the_gradients_are_zeros_of_the_parameters_shapes(make):
    layer = make()
    assert [(g.shape, g.any()) for g in layer.grads] == [(p.shape, False) for p in layer.params]


def test_maxout_starts_with_variance_two_over_n_in():
    assert Maxout(200, 300, rng(), pieces=3).W.var() == pytest.approx(2 / 200, rel=0.02)


@pytest.mark.parametrize("make", [lambda: Dense(2, 3, rng()), lambda: Maxout(2, 3, rng())])
def test_the_first_layer_need_not_compute_the_gradient_of_its_input(make):
    layer = make()
    layer.forward(X)
    assert layer.backward(np.ones((2, 3)), to_input=False) is None and layer.backward(np.ones((2, 3))).shape == (2, 2)


def test_noise_is_added_and_dropout_multiplied():
    assert (Noise(0.5, rng()).forward(X, train=True) == X + 0.5 * rng().standard_normal((2, 2))).all()
    assert (Dropout(0.3, rng()).forward(X, train=True) == X * (rng().random((2, 2)) >= 0.3) / 0.7).all()


def test_outside_training_dropout_passes_the_gradient_on():
    layer = Dropout(0.5, rng())
    layer.forward(X)
    assert (layer.backward(G) == G).all()


def test_prelu_sends_the_gradient_through_the_slopes_it_has_learned():
    layer = PReLU(2)
    layer.alpha[:] = 0.5, 2
    layer.forward(-np.ones((1, 2)))
    assert layer.backward(np.ones((1, 2))).tolist() == [[0.5, 2]]


def test_a_network_tells_its_layers_whether_it_trains():
    dropping = MLP(Dropout(0.5, rng()))
    x = np.ones((10, 10))
    assert (dropping.forward(x, train=True) == 0).any() and (dropping.forward(x) == x).all()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.longdouble, np.int8, np.bool_])
def test_a_network_computes_in_float64_whatever_it_is_given(dtype):
    net = MLP(Noise(0.1, rng()), Elementwise(TANH), Dropout(0.5, rng()))
    assert net.forward(X.astype(dtype)).dtype == net.forward(X.astype(dtype), train=True).dtype == np.float64


class Marked(np.ndarray):
    """Another type of array."""


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_a_network_takes_a_subclass_of_arrays_for_the_numbers_it_holds():
    net = MLP(Dense(2, 3, rng()), PReLU(3), Maxout(3, 2, rng()), Elementwise(RELU))
    assert type(net.forward(X.view(Marked))) is np.ndarray
    assert (net.forward(np.matrix(X)) == net.forward(X)).all()


def test_an_infinity_passes_a_layer_that_can_use_it():
    assert PReLU(1).forward(np.array([[np.inf]])) == np.inf


# Losses


def test_squared_error_is_half_the_sum_over_outputs_and_the_mean_over_rows():
    assert nnref.squared_error([[1.0, 2.0], [0.0, 0.0]], [[3.0, 0.0], [0.0, 1.0]]) == (4 + 4 + 1) / 2 / 2
    assert nnref.d_squared_error([[1.0, 2.0]], [[3.0, 0.0]]).tolist() == [[-2, 2]]


# Training


def test_momentum_is_v_times_momentum_plus_g():
    network = MLP(PReLU(1))  # f = alpha x at x = -1, loss alpha^2 / 2: the gradient is alpha
    sgd(network, [[-1.0]], [[0.0]], SQUARED_ERROR, lr=0.1, momentum=0.5, steps=2)
    first = 0.25 - 0.1 * 0.25
    assert network.params[0][0] == pytest.approx(first - 0.1 * (0.5 * 0.25 + first), rel=1e-14)


# Data


def test_blobs_are_around_minus_and_plus_one_half():
    x, t = nnref.blobs(10, rng(), 0.0)
    assert (x == np.where(t, 0.5, -0.5)[:, None]).all()


def test_xor_fills_all_four_quadrants_evenly():
    x, _ = nnref.xor(4000, rng(), 0.0)
    for quadrant in (x > 0) @ [1, 2] == np.arange(4)[:, None]:
        assert quadrant.mean() == pytest.approx(0.25, abs=0.03)
    assert np.abs(x).mean() == pytest.approx(0.5, abs=0.02) and np.abs(x).max() > 0.99


def test_moons_are_half_circles_around_points_beside_the_origin():
    x, t = nnref.moons(2000, rng(), 0.0)
    side = 1 - 2 * t
    from_center = x - np.c_[-0.3 * side, -0.15 * side]
    np.testing.assert_allclose(np.hypot(*from_center.T), 0.6)
    assert (side * from_center[:, 1] >= 0).all()
    angle = np.arctan2(side * from_center[:, 1], side * from_center[:, 0])
    assert angle.min() < 0.01 and angle.max() > np.pi - 0.01 and angle.mean() == pytest.approx(np.pi / 2, abs=0.05)


def test_spirals_wind_once_and_a_half_and_are_turned_by_half_a_turn():
    x, t = nnref.spirals(2000, rng(), 0.0)
    radius = np.hypot(*x.T)
    assert (
        0.1 <= radius.min() < 0.13 and 0.99 < radius.max() <= 1 and (radius**2).mean() == pytest.approx(0.505, abs=0.02)
    )
    angle = 3 * np.pi * radius + np.pi * t
    np.testing.assert_allclose(x, radius[:, None] * np.c_[np.cos(angle), np.sin(angle)], atol=1e-12)


def test_lecture_points_come_with_whole_number_classes_for_each_part():
    x, t, held_x, held_t = nnref.lecture_points()
    assert len(x) == len(t) and len(held_x) == len(held_t) and t.dtype == held_t.dtype == int


# Diagnostics


def test_numerical_derivative_takes_a_step_that_grows_with_x():
    x = np.array([1e5, -1e6])
    np.testing.assert_allclose(nnref.numerical_derivative(lambda x: x**3, x), 3 * x**2, rtol=1e-10)


def test_a_slope_of_exactly_the_bound_is_not_saturated():
    network = MLP(Elementwise(RELU))
    assert nnref.saturated(network, np.ones((3, 2)), below=1.0)[0].tolist() == [0, 0]


@pytest.mark.parametrize(
    "g, share", [([1, -1, 1, 1], 0.75), ([0, 0, 5], 1), ([0, 0], 1), ([[1, np.nan], [1, 1]], [np.nan, 1])]
)
def test_sign_agreement_is_the_share_of_the_more_frequent_sign(g, share):
    result = nnref.sign_agreement(g)
    assert result.dtype == float
    np.testing.assert_array_equal(result, share)


# Errors, word for word


def train(**changed):
    return sgd_steps(**(dict(net=net(), x=X, t=[0, 1], loss=CROSS_ENTROPY, lr=0.1, steps=2) | changed))


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: MLP(), "MLP needs at least one layer, got none"),
        (lambda: MLP(3), "layer 0 must be a layer such as Dense(3, 4, rng), of a network *its.layers, got 3"),
        (lambda: mlp((3,), TANH, rng()), "sizes needs an input and at least one layer, got (3,)"),
        (lambda: Elementwise(np.tanh), "activation must be a record such as TANH, got <ufunc 'tanh'>"),
        (lambda: Elementwise(LEAKY_RELU, alpha=np.nan), "alpha must be finite, got NaN or an infinity"),
        (lambda: Elementwise(LEAKY_RELU, alpha="a"), "alpha must hold real numbers, got <U1"),
        (lambda: Dense(2, 3, 0), "rng must be a numpy.random.Generator, got 0"),
        (lambda: nnref.l2(3, 0.1), "net must be an MLP, got 3"),
        (lambda: nnref.dead_units(3, X), "net must be an MLP, got 3"),
        (lambda: nnref.dead_units(net(), X[:0]), "x must have at least 1 row, got none"),
        (lambda: net().forward(X * np.nan), "x must be finite, got NaN or an infinity"),
        (lambda: train(net=3), "net must be an MLP, got 3"),
        (lambda: train(loss=3), "loss must be a record such as CROSS_ENTROPY, got 3"),
        (lambda: train(steps=0), "steps must be a whole number of at least 1, got 0"),
        (lambda: train(batch=3, rng=rng()), "batch must be a whole number from 1 to 2, got 3"),
        (lambda: train(batch=0, rng=rng()), "batch must be a whole number of at least 1, got 0"),
        (lambda: train(loss=SQUARED_ERROR, t=G * np.nan), "t must be finite, got NaN or an infinity"),
        (
            lambda: sgd(net(), X, [0, 1], CROSS_ENTROPY, lr=0.1, steps=None),
            "steps must be a whole number of at least 1, got None",
        ),
        (lambda: nnref.squared_error([[np.inf]], [[0.0]]), "y must not be infinite"),
        (lambda: nnref.squared_error([[0.0]], [[np.inf]]), "t must not be infinite"),
        (lambda: nnref.cross_entropy([[0.0, 1.0]], [0.5]), "t must be integers from 0 to 1, got float64 {0.5}"),
        (lambda: nnref.cross_entropy([[0.0, 1.0]], [2]), "t must be integers from 0 to 1, got int64 {2}"),
        (
            lambda: nnref.maxout([[1.0, 2.0]], [[[1.0]]], [[0.0]]),
            "maxout expects x (n, n_in), W (pieces, n_in, n_out) and b (pieces, n_out), got (1, 2), (1, 1, 1) "
            "and (1, 1)",
        ),
        (lambda: nnref.maxout([[np.inf]], [[[1.0]]], [[0.0]]), "x must not be infinite"),
        (
            lambda: nnref.numerical_gradient(np.sum, np.ones(2, np.float32)),
            "a must be a writeable array of float64 without infinities, got array([1., 1.], dtype=float32)",
        ),
        (
            lambda: nnref.numerical_gradient(np.sum, [1.0]),
            "a must be a writeable array of float64 without infinities, got [1.0]",
        ),
        (
            lambda: nnref.sign_agreement(3.0),
            "sign_agreement expects g of shape (..., d), got the single number array(3.)",
        ),
    ],
)
def test_an_error_says_what_was_expected_and_what_was_given(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message
