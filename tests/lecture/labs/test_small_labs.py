"""What a reader's browser runs of a lab is the lab's own code, complete, and it opens with what is recorded."""

import inspect

import numpy as np
import pytest

import nnref
from scripts.lecture.measurements import measured
from scripts.lecture.small_lab import key
from scripts.website.targets import functions, needs_of

TIMED = {"exp_cost"}
SMALL = dict(functions("trial"))


@pytest.fixture(params=SMALL)
def small(request):
    """A lab's name and what its small lab is made of."""
    make = SMALL[request.param]
    return request.param, make(*(measured(name) for name in needs_of(make)))


def opening(made):
    return [one["value"] for one in made["inputs"]]


def call(made, seed):
    """The expression for the state in which it opens."""
    values = {one["name"]: value for one, value in zip(made["inputs"], opening(made))}
    return made["call"].format(**values, seed=seed)


def test_it_opens_with_what_is_recorded(small):
    _, made = small
    assert len(made["recorded"][key(opening(made))]) >= 3


def test_its_code_needs_nothing_of_the_repository_but_nnref(small):
    _, made = small
    assert "scripts" not in made["code"]


def test_its_code_gives_what_the_lab_gives(small):
    name, made = small
    namespace = {}
    exec(made["code"], namespace)
    found = eval(call(made, 3), namespace)
    if name in TIMED:
        assert 0 < found < np.inf
    else:
        lab = vars(inspect.getmodule(SMALL[name]))
        points = dict(zip(("x", "t", "x_held", "t_held"), lab["digits"]())) if "digits" in lab else {}
        there = {key: getattr(nnref, key) for key in nnref.__all__} | lab | points
        assert found == eval(call(made, 3), there)


def test_no_start_is_among_the_recorded_ones(small):
    _, made = small
    assert made["seed"] > max(map(len, made["recorded"].values()))


def test_the_copy_of_the_digits_is_scikit_learns():
    from sklearn.datasets import load_digits

    from scripts.browser import blocks

    for copied, original in zip(blocks.load_digits(return_X_y=True), load_digits(return_X_y=True), strict=True):
        np.testing.assert_array_equal(copied, original)
