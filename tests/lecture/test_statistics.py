"""How far a mean over random starts can be trusted, and which differences count."""

import numpy as np
import pytest

from scripts.lecture.statistics import beyond_chance, mean_and_error, settled, times


def test_the_standard_error_is_the_deviation_over_the_root_of_the_starts():
    assert mean_and_error([1.0, 3.0]) == pytest.approx((2, 1))


def test_a_difference_is_beyond_chance_from_two_standard_errors_on():
    assert beyond_chance([1, 1.1, 0.9, 1]) and not beyond_chance([1, -1, 1.1, -0.9])
    assert not beyond_chance([-1, -1.1, -0.9])


@pytest.mark.parametrize("draws, sign", [
    (([1, 1.1, 0.9], [1, 1.2, 0.8]), 1),
    (([-1, -1.1, -0.9], [-1, -1.2, -0.8]), -1),
    (([3, 3.1, 2.9], [-0.1, -0.2, -0.1]), 0),
    (([1, -1, 1.1, -0.9], [0.1, 0.2]), 0),
])  # fmt: skip
def test_a_difference_counts_beyond_twice_its_standard_error_and_with_one_sign_in_each_draw(draws, sign):
    assert settled(*map(np.array, draws)) == sign


def test_how_many_times_as_much_is_a_geometric_mean():
    assert times([20, 80], [10, 10]) == pytest.approx((4, 2, 8))
    assert times([20, 80], [10, 10], errors=2) == pytest.approx((4, 1, 16))
