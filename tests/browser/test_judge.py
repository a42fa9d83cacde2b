"""The judge of code answers, as the browser runs it: what it says of each kind of answer."""

import sys

import numpy as np
import pytest

from scripts.browser import judge

DOUBLE = {
    "function": "double",
    "try": ["double(0.0)", "double(np.array([1.0, 2.0]))"],
    "solution": "def double(x):\n    return 2 * x",
}
RIGHT = "def double(x):\n    return 2 * x"


def said(code, **more):
    return judge.verdict(DOUBLE | more, code)["said"]


@pytest.mark.parametrize(
    "body", ["return 2 * x", "return x + x", "return np.multiply(x, 2.0)", "y = x\n    return np.add(x, y)"]
)
def test_any_right_answer_is_accepted(body):
    assert judge.verdict(DOUBLE, f"def double(x):\n    {body}") == {"ok": True, "said": None, "wrong": None}


@pytest.mark.parametrize(
    "code, why",
    [
        ("def double(x):\n    return 3 * x", "double(np.array([1.0, 2.0])) should be [2., 4.], but is [3., 6.]."),
        ("def double(x):\n    return x + 1", "double(0.0) should be 0, but is 1."),
        ("def double(x):\n    return np.sum(2 * x)", "should have the shape (2,), but has the shape ()"),
        ("def double(x):\n    return str(2 * x)", "which is no number and no array of numbers"),
        ("def double(x):\n    return np.nan * x", "double(0.0) should be 0, but is nan."),
        ("def double(x):\n    pass", "returns nothing (None)"),
        ("def double(x):\n    print(2 * x)", "prints its result and returns nothing"),
        ("def double(x):\n    return double(x)", "calls itself again and again without end in line 2"),
        ("def double(x):\n    return input()", "there is no keyboard here"),
        ("def double(x):\n    return 2 * y", "uses a name that nothing has defined in line 2"),
        ("def double(x):\n    return [1, 2][int(x) + 5]", "double(0.0) ends in line 2"),
        ("def double(x, y):\n    return x", "missing 1 required positional argument"),
        ("def twice(x):\n    return 2 * x", "Nothing in your code has the name double, but of twice"),
        ("double = 2", "ends with TypeError: 'int' object is not callable"),
        ("import no_such_module", "imports what is not here in line 1"),
        ("raise SystemExit", "ends Python in line 1"),
        ("def double(x):\nreturn x", "Python cannot read line 2 'return x'"),
        ("def double(x):\n    x *= 2\n    return x", None),
    ],
)
def test_what_is_wrong_is_a_sentence(code, why):
    found = said(code)
    assert found is None if why is None else why in found


def test_a_part_of_numpy_that_is_loaded_by_a_call_is_there_in_the_next(monkeypatch):
    monkeypatch.delattr(np, "rec", raising=False)
    monkeypatch.delitem(sys.modules, "numpy.rec", raising=False)
    assert said("def double(x):\n    return 2 * x + 0 * len(np.rec.__all__)") is None


def test_an_answer_may_be_an_array_of_true_and_false():
    spec = {"try": ["double(np.array([-1.0, 1.0]))"], "solution": "def double(x):\n    return x > 0"}
    assert said("def double(x):\n    return ~(x <= 0)", **spec) is None
    assert "should be [False, True], but is [ True, False]." in said("def double(x):\n    return x < 0", **spec)


def test_a_number_is_not_near_infinity():
    spec = {"solution": "def double(x):\n    return np.inf"}
    assert said("def double(x):\n    return np.inf", **spec | {"try": ["double(0.0)"]}) is None
    assert "double(0.0) should be inf, but is 3." in said("def double(x):\n    return 3.0", **spec)


def test_what_was_given_may_not_be_changed():
    code = "def double(x):\n    x *= 2\n    return x"
    spec = {"given": {"x": "np.ones(2)"}, "try": ["double(x)"]}
    assert "double(x) changes x itself" in said(code, **spec)
    assert said(RIGHT, **spec) is None


def test_what_is_to_be_changed_is_looked_at_afterwards():
    spec = {
        "given": {"x": "np.ones(2)"},
        "changes": ["x"],
        "try": ["double(x)"],
        "solution": "def double(x):\n    x *= 2",
    }
    assert said("def double(x):\n    x += x", **spec) is None
    assert "After double(x), x should be [2., 2.], but is [1., 1.]." in said("def double(x):\n    x = 2 * x", **spec)


def test_overflow_on_the_way_counts_where_the_input_is_extreme():
    slow = "def double(x):\n    return np.where(x > 1, 2 * x, 2 * np.minimum(np.exp(np.log(2) * 0 + x) * 0 + x, x))"
    assert said(RIGHT, extreme=["double(1e4)"]) is None
    assert said(slow, extreme=["double(1.0)"]) is None
    spec = {"function": "s", "like": "sigmoid", "try": ["s(0.0)"], "extreme": ["s(-1000.0)"]}
    found = judge.verdict(spec, "def s(x):\n    return 1 / (1 + np.exp(-x))")
    assert found["said"].startswith("s(-1000.0) is right, but on the way to it np.exp leaves the range")
    assert judge.verdict(spec, "def s(x):\n    return (1 + np.tanh(x / 2)) / 2")["ok"]


def test_the_type_of_numbers_is_kept_where_that_is_asked():
    code = "def double(x):\n    return np.float64(2) * x"
    assert "should be float32, as its input is, but is float64" in said(code, dtype=["double(np.ones(2, 'f4'))"])


@pytest.mark.parametrize(
    "body",
    [
        "return np.array([2 * v for v in x])",
        "y = x.copy()\n    for i in range(len(x)):\n        y[i] = 2 * x[i]\n    return y",
        "return np.vectorize(lambda v: 2 * v)(x)",
        "return np.apply_along_axis(lambda v: 2 * v, -1, x)",
        "i = 0\n    y = 2 * x\n    while i < len(x):\n        i += 1\n    return y",
    ],
)
def test_a_loop_over_rows_is_noticed(body):
    spec = {"try": ["double(np.ones(2))"], "rows": "double(np.ones((n, 2)))"}
    assert "a loop in Python goes over the rows" in said(f"def double(x):\n    {body}", **spec)
    assert said(RIGHT, **spec) is None


def test_a_slope_is_judged_by_differences():
    spec = {"function": "d", "slope_of": "elu", "try": ["d(-1.0)", "d(np.array([-2.0, 1.0]))"]}
    assert judge.verdict(spec, "def d(x):\n    return np.exp(np.minimum(x, 0))")["ok"]
    found = judge.verdict(spec, "def d(x):\n    return np.where(x > 0, 1, elu(x))")
    assert found["said"].startswith("By differences: d(-1.0) should be 0.367879, but is -0.632121")


def test_what_has_to_hold_is_said_where_it_does_not():
    spec = {"try": [], "holds": {"double(1.0) > 1.5": "Twice one is more than one and a half."}}
    assert said(RIGHT, **spec) is None
    assert said("def double(x):\n    return x", **spec) == "Twice one is more than one and a half."


def test_two_values_that_differ_are_printed_so_that_they_do():
    assert "should be [2., 4.], but is [2.000003, 4. ]." in said("def double(x):\n    return 2 * x + 3e-6 * (x == 1)")
    assert "double(1.0) should be 2, but is 2.0000003." in said("def double(x):\n    return 2 * x + 3e-7", **AT_ONE)


AT_ONE = {"try": ["double(1.0)"]}


@pytest.mark.parametrize(
    "value, words",
    [
        ("-2 * x", "Every sign is the other one."),
        ("6 * x", "All is 3 times what it should be."),
        ("2 * x + 1", "All is 1 too large."),
        ("2 * x - 0.25", "All is 0.25 too small."),
        ("x**2", "double(1.0) should be 2, but is 1."),
    ],
)
def test_what_all_numbers_of_a_wrong_answer_have_in_common_is_said(value, words):
    assert said(
        f"def double(x):\n    return {value}", **{"try": ["double(1.0)", "double(2.0)", "double(-4.0)"]}
    ).endswith(words)


def test_a_wrong_answer_is_known_by_what_it_does():
    wrong = ["def double(x):\n    return x ** 2", "def double(x):\n    return x"]
    assert judge.verdict(DOUBLE | {"wrong": wrong}, "double = lambda x: x * x")["wrong"] == 0
    assert judge.verdict(DOUBLE | {"wrong": wrong}, "def double(x):\n    y = 0\n    return x + y")["wrong"] == 1
    assert judge.verdict(DOUBLE | {"wrong": wrong}, "def double(x):\n    return 5 * x")["wrong"] is None


@pytest.mark.parametrize(
    "code",
    ["import nnref\ndef relu(x):\n    return nnref.relu(x)", "from nnref import relu as r\nrelu = lambda x: r(x)"],
)
def test_what_is_to_be_written_may_not_be_taken_from_nnref(code):
    spec = {"function": "relu", "like": "relu", "try": ["relu(1.0)"]}
    assert "nnref has relu already" in judge.verdict(spec, code)["said"]
    assert "Nothing in your code has the name relu" in judge.verdict(spec, "from nnref import *")["said"]
