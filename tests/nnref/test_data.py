"""Toy data: two classes in the plane, reproducible, and the one fixed point set."""

from pathlib import Path

import numpy as np
import pytest

import nnref
from nnref import blobs, circles, lecture_points, moons, spirals, xor
from scripts.lecture.points import main as write_points

each = pytest.mark.parametrize("make", [xor, blobs, circles, moons, spirals], ids=lambda f: f.__name__)


@each
def test_points_are_n_rows_with_balanced_integer_classes(make):
    x, t = make(101, np.random.default_rng(0), 0.1)
    assert x.shape == (101, 2) and t.shape == (101,) and t.dtype.kind == "i" and t.sum() == 50


@each
def test_the_same_rng_gives_the_same_points(make):
    a, b = (make(20, np.random.default_rng(4), 0.1)[0] for _ in range(2))
    assert (a == b).all()


@each
def test_noise_spreads_the_points(make):
    still, moved = (make(4000, np.random.default_rng(4), noise)[0] for noise in (0.0, 0.2))
    assert (moved - still).std() == pytest.approx(0.2, rel=0.05)


@each
def test_points_stay_near_the_unit_square(make):
    assert np.abs(make(1000, np.random.default_rng(0), 0.0)[0]).max() <= 1


@each
@pytest.mark.parametrize(
    "n, noise, message",
    [(0, 0.1, "n must be"), (2.5, 0.1, "n must be"), (4, -1, "noise must be"), (4, float("inf"), "noise must be")],
)
def test_wrong_input_is_refused(make, n, noise, message):
    with pytest.raises(ValueError, match=message):
        make(n, np.random.default_rng(0), noise)


def test_xor_is_the_exclusive_or_of_the_signs():
    x, t = xor(500, np.random.default_rng(0), 0.0)
    assert (t == ((x[:, 0] < 0) ^ (x[:, 1] < 0))).all()


def test_circles_lie_inside_each_other():
    x, t = circles(500, np.random.default_rng(0), 0.0)
    np.testing.assert_allclose(np.hypot(*x.T), np.where(t, 0.9, 0.4))


def test_lecture_points_are_fixed_and_split():
    x, t, held_x, held_t = lecture_points()
    assert x.shape == (80, 2) and held_x.shape == (400, 2)
    assert x[0].tolist() == [-1.88, 0.38] and set(t) == set(held_t) == {0, 1}


def test_lecture_points_are_what_their_script_writes(tmp_path):
    write_points(tmp_path / "points.csv")
    kept = Path(nnref.data.__file__).with_name("lecture_points.csv")
    assert (tmp_path / "points.csv").read_text() == kept.read_text()
