"""Input that nnref was not made for: a documented result, or an error that names the argument."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import nnref
from nnref import ACTIVATIONS, CROSS_ENTROPY, TANH, mlp, sgd
from tests.nnref import bad_input

ROWS = bad_input.rows()
# Records hold what they are given, a Layer takes nothing, sgd_steps is what sgd runs, lecture_points takes nothing.
APART = {"Layer", "Activation", "Loss", "History", "sgd_steps", "lecture_points"}
NUMBERS = st.sampled_from(
    [
        np.float16,
        np.float32,
        np.float64,
        np.int8,
        np.int16,
        np.int32,
        np.int64,
        np.uint8,
        np.uint16,
        np.uint32,
        np.uint64,
        np.bool_,
    ]
).map(np.dtype)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}-{row.argument}")
def test_every_kind_of_input_is_answered_or_refused_by_name(row):
    assert [f"{kind}: {what}" for kind in row.kinds for sign, what in [row.outcome(kind)] if sign == "!"] == []


def test_the_table_has_every_public_function_and_constructor():
    functions = {name for name in nnref.__all__ if callable(getattr(nnref, name))}
    assert functions - {row.name.split(".")[0] for row in ROWS} == APART


def test_the_table_has_every_argument():
    for name in {row.name for row in ROWS if hasattr(nnref, row.name)} - {"Elementwise", "MLP"}:
        arguments = set(inspect.signature(getattr(nnref, name)).parameters) - {"alpha", "f"}
        assert arguments == {row.argument for row in ROWS if row.name == name}, name


def test_the_command_prints_the_table_and_fails_where_a_cell_does(capsys, monkeypatch):
    monkeypatch.setattr(
        bad_input,
        "rows",
        lambda: [bad_input.Row("careless", "x", np.ones((2, 2)), lambda x: np.fmax(np.asarray(x, float), -5))],
    )
    assert bad_input.main()
    printed = capsys.readouterr().out
    assert "careless(x)" in printed and "careless(x), None: " in printed


@pytest.mark.parametrize(
    "careless, kind",
    [
        (lambda x: np.asarray(x) * 2, "int8"),  # wraps around at 128
        (lambda x: np.exp(np.asarray(x, float)), "1e100"),  # overflows with a warning
        (lambda x: np.where(np.isinf(x), 7, x), "inf"),
        (lambda x: {}["y"], "list"),
        (lambda x: np.nan_to_num(np.asarray(x, float)), "nan"),
        (lambda x: x.sort() or x, "f32"),
    ],
)
def test_a_careless_function_is_marked(careless, kind):
    assert bad_input.Row("careless", "x", np.array([[100.0, -2.0]]), careless).outcome(kind)[0] == "!"


@given(data=st.data(), dtype=NUMBERS, a=st.sampled_from(ACTIVATIONS))
def test_numbers_of_any_type_and_shape_give_what_float64_gives(data, dtype, a):
    x = data.draw(arrays.arrays(dtype, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)))
    limit = {2: 200, 4: 1e30, 8: 1e100}.get(dtype.itemsize)  # selu scales up, and float16 ends at 65504
    x = np.clip(x, -limit, limit) if dtype.kind == "f" else x
    for f in a.f, a.df:
        y, expected = f(x), f(x.astype(float))
        eps = np.finfo(y.dtype).eps if y.dtype.kind == "f" else 0
        np.testing.assert_allclose(np.asarray(y, float), expected, rtol=64 * eps, atol=64 * eps)


@given(
    value=st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 3),
        st.floats(),
        st.complex_numbers(),
        st.text(max_size=3),
        st.lists(st.integers(), max_size=2),
    ),
    argument=st.sampled_from(["lr", "l2", "momentum", "steps", "batch"]),
)
def test_sgd_trains_or_refuses_and_changes_nothing(value, argument):
    net = mlp((2, 2, 2), TANH, np.random.default_rng(0))
    before = [p.copy() for p in net.params]
    good = dict(lr=0.1, l2=0.0, momentum=0.0, steps=2, batch=1, rng=np.random.default_rng(0))
    try:
        with np.errstate(all="ignore"):  # a large learning rate may diverge
            history = sgd(net, np.eye(2), [0, 1], CROSS_ENTROPY, **(good | {argument: value}))
    except ValueError as error:
        assert argument in str(error)
        assert all((a == b).all() for a, b in zip(before, net.params))
    else:
        assert len(history.loss) == (value if argument == "steps" else 2)
