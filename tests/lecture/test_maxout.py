"""What the lecture says about maxout, as the page states it."""

import numpy as np
import pytest

from nnref import MLP, RELU, Dense, Maxout, d_maxout, leaky_relu, maxout, mlp, relu
from scripts.lecture.maxout import PLANES, SPECIAL_CASES, curve, in_the_plane, slope
from scripts.lecture.measurements import measured
from scripts.website import build

PIECES, RATES = measured("maxout_pieces"), measured("maxout_rates")
RNG = np.random.default_rng(0)
X = RNG.standard_normal((200, 3))
W2, B2 = RNG.standard_normal((3, 4)), RNG.standard_normal(4)  # the second piece: four units with three inputs


def with_first_piece(W1, b1):
    """A maxout layer of that first piece and the second one above."""
    return maxout(X, np.array([W1, W2]), np.array([b1, B2]))


# L15


def test_maxout_is_the_largest_of_its_linear_pieces():
    W, b = RNG.standard_normal((2, 3, 4)), RNG.standard_normal((2, 4))
    for row, unit in (0, 0), (7, 3), (199, 2):
        values = [X[row] @ W[k, :, unit] + b[k, unit] for k in (0, 1)]
        assert maxout(X, W, b)[row, unit] == pytest.approx(max(values), rel=1e-12)


def test_with_zero_for_the_first_piece_maxout_is_the_relu():
    np.testing.assert_array_equal(with_first_piece(0 * W2, 0 * B2), relu(X @ W2 + B2))


@pytest.mark.parametrize("alpha", [0.01, 0.1, 1.0])
def test_with_alpha_times_the_second_piece_for_the_first_maxout_is_the_leaky_relu(alpha):
    np.testing.assert_allclose(
        with_first_piece(alpha * W2, alpha * B2), leaky_relu(X @ W2 + B2, alpha), rtol=1e-12, atol=1e-15
    )


def test_with_minus_the_second_piece_for_the_first_maxout_is_the_absolute_value():
    np.testing.assert_array_equal(with_first_piece(-W2, -B2), np.abs(X @ W2 + B2))


def test_maxout_is_convex_so_one_unit_cannot_be_a_sigmoid():
    layer = Maxout(3, 4, RNG, pieces=5)
    there = RNG.standard_normal(X.shape)
    assert (layer.forward((X + there) / 2) <= (layer.forward(X) + layer.forward(there)) / 2 + 1e-12).all()


def test_the_difference_of_two_maxout_units_need_not_be_convex():
    x, W = np.array([[-1.0], [1.0], [3.0]]), [[[1.0]], [[0.0]]]
    difference = maxout(x, W, [[1.0], [0.0]]) - maxout(x, W, [[-1.0], [0.0]])
    np.testing.assert_array_equal(difference.ravel(), [0, 2, 2])


def test_the_range_is_everything_or_bounded_below_and_hangs_on_the_pieces():
    far = np.array([[-1e9], [1e9]])
    assert maxout(far, [[[1.0]], [[0.5]]], [[0.0], [0.0]])[0] < -1e8
    assert (maxout(far, [[[1.0]], [[-1.0]]], [[0.0], [0.0]]) >= 0).all()


@pytest.mark.parametrize("pieces", [2, 3, 5])
def test_maxout_has_as_many_times_the_parameters_of_a_dense_layer_as_it_has_pieces(pieces):
    assert MLP(Maxout(3, 4, RNG, pieces=pieces)).n_params == pieces * MLP(Dense(3, 4, RNG)).n_params


def test_the_layer_behind_maxout_does_not_grow():
    assert PIECES["params"][0] - mlp((2, 20, 2), RELU, RNG).n_params == 2 * 20 + 20


def test_the_gradient_goes_to_the_largest_piece_alone_and_to_the_first_of_two_that_are_level():
    W, b = [[[1.0]], [[0.5]]], [[0.0], [1.0]]
    np.testing.assert_array_equal(d_maxout([[0.0], [2.0], [3.0]], W, b)[:, :, 0], [[0, 1, 1], [1, 0, 0]])
    assert (d_maxout(X, np.array([W2, -W2]), np.array([B2, -B2])).sum(axis=0) == 1).all()


def test_a_maxout_unit_can_be_flat_on_one_side_and_a_piece_can_die():
    layer = Maxout(1, 1, RNG)
    layer.W[:], layer.b[:] = [[[1.0]], [[0.0]]], [[-100.0], [0.0]]
    layer.forward(np.array([[-1.0], [1.0]]))
    g = layer.backward(np.ones((2, 1)))
    assert (g == 0).all() and (layer.grads[0][0] == 0).all(), (
        "the first piece should get no gradient, nor should the input"
    )


def test_with_two_pieces_hardly_one_idles_and_with_five_many_do():
    assert PIECES["before"][0] == 0 and PIECES["after"][0] < 0.01 and PIECES["before"][3] > 0.1
    assert PIECES["after"][3] > PIECES["after"][0]


def test_more_pieces_bring_nothing_on_the_lectures_points():
    assert max(PIECES["accuracy"]) - min(PIECES["accuracy"]) < 0.02


def test_at_a_rate_at_which_relu_units_die_maxout_units_live_and_the_network_learns_less():
    at = RATES["rates"].index(2.0)
    assert RATES["maxout"]["silent"][at] < 0.05 < 0.2 < RATES["relu"]["silent"][at]
    assert RATES["maxout"]["high"][at] < RATES["relu"]["low"][at], "the bands should not even touch"


def test_at_a_rate_of_one_maxout_and_relu_learn_equally_well():
    at = RATES["rates"].index(1.0)
    assert abs(RATES["maxout"]["accuracy"][at] - RATES["relu"]["accuracy"][at]) < 0.02


_, FIGURES, _ = build.targets()


def test_maxout_is_relu_leaky_relu_and_the_absolute_value_by_construction():
    x = np.linspace(-3, 3, 61)
    drawn = {name: curve(x, slopes, b) for name, (slopes, b, _) in SPECIAL_CASES.items()}
    assert np.array_equal(drawn["0 and x: ReLU"], np.maximum(0, x))
    assert np.array_equal(drawn["x / 10 and x: leaky ReLU"], np.maximum(0.1 * x, x))
    assert np.array_equal(drawn["−x and x: absolute value"], np.abs(x))


def test_the_derivative_of_maxout_is_the_slope_of_the_largest_piece():
    assert slope(np.array([-2.0, 2.0]), (-0.5, 1.5), (0, 0)).tolist() == [-0.5, 1.5]


@pytest.mark.parametrize("name", PLANES)
def test_in_the_plane_a_maxout_unit_is_the_upper_one_of_two_planes(name):
    x = np.random.default_rng(0).uniform(-2, 2, (50, 2))
    (w_1, b_1), (w_2, b_2) = PLANES[name]
    first, second = x @ w_1 + b_1, x @ w_2 + b_2
    y, chosen = in_the_plane(x, PLANES[name])
    np.testing.assert_allclose(y, np.maximum(first, second), rtol=1e-12)
    np.testing.assert_array_equal(chosen, [first >= second, first < second])


def test_by_hand_the_second_piece_wins_twice_and_the_first_once():
    W, b = [[[1.0]], [[0.5]]], [[0.0], [1.0]]
    x = np.array([[-2.0], [0.0], [4.0]])
    np.testing.assert_array_equal(maxout(x, W, b).ravel(), [0, 1, 4])
    np.testing.assert_array_equal(d_maxout(x, W, b)[:, :, 0], [[0, 0, 1], [1, 1, 0]])
