"""Each activation and its derivative: exact, silent, and what their record says."""

import inspect
from functools import cache

import numpy as np
import pytest

import nnref
from nnref import ACTIVATIONS, d_maxout, elu, leaky_relu, maxout, numerical_derivative, relu, sigmoid, tanh
from scripts.lecture.catalog import LECTURE
from scripts.prose.exact import EXACT
from scripts.prose.formulas import mp

each = pytest.mark.parametrize("a", ACTIVATIONS, ids=lambda a: a.name)
EXTREMES = np.array([0, 1e-300, 1e-8, 0.5, 1, 19, 37, 40, 700, 1e3, 1e6, 1e100])
EXTREMES = np.concatenate([-EXTREMES[::-1], EXTREMES])


def sample():
    """The whole line: far, near, tiny, both signs."""
    rng = np.random.default_rng(0)
    tiny = rng.choice([-1, 1], 200) * 10.0 ** rng.uniform(-290, 0, 200)
    return np.concatenate([rng.uniform(-700, 700, 300), rng.uniform(-40, 40, 500), rng.uniform(-3, 3, 300), tiny])


@cache
def exact(name, count=None):
    """The true values at the sample, or at so many points of it."""
    return [EXACT[name](v) for v in sample()[:: len(sample()) // count if count else 1]]


lecture = pytest.mark.parametrize("name", [name for a in LECTURE for name in (a.name, f"d_{a.name}")])


@lecture
def test_lecture_activations_are_within_4_ulp_and_derivatives_within_16(name):
    worst = max(
        abs(mp.mpf(float(y)) - t) / mp.mpf(float(np.spacing(abs(float(t)))))
        for y, t in zip(getattr(nnref, name)(sample()), exact(name), strict=True)
        if abs(t) >= np.finfo(float).tiny
    )
    assert worst <= (16 if name.startswith("d_") else 4)


@lecture
def test_nothing_is_flushed_to_zero_while_the_true_value_is_a_normal_number(name):
    normal = np.array([abs(t) >= np.finfo(float).tiny for t in exact(name)])
    assert (getattr(nnref, name)(sample())[normal] != 0).all()


@pytest.mark.parametrize("name", EXACT)
def test_every_function_and_derivative_is_the_formula_of_its_record(name):
    x = sample()[:: len(sample()) // 100]
    # a gate of the order of 1 is rounded, and some multiply it by x
    bound = 16 * np.finfo(float).eps * np.maximum(1, np.abs(x))
    for at, y, t in zip(bound, getattr(nnref, name)(x), exact(name, 100), strict=True):
        assert abs(mp.mpf(float(y)) - t) <= at


@each
def test_the_derivative_is_the_slope_of_the_function(a):
    x = np.linspace(-6, 6, 998)
    # without the kinks, where pieces meet: differences across them measure neither
    x = x[np.abs(x[:, None] - [0.0, *a.kinks]).min(axis=1) > 0.005]
    np.testing.assert_allclose(a.df(x), numerical_derivative(a.f, x), rtol=1e-9, atol=1e-10)


@each
def test_silent_and_finite_at_extremes(a):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(a.f(EXTREMES)).all() and np.isfinite(a.df(EXTREMES)).all()


@pytest.mark.parametrize("a", LECTURE, ids=lambda a: a.name)
def test_lecture_activations_are_silent_up_to_the_largest_float(a):
    x = np.array([-1, 1]) * np.finfo(float).max
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(a.f(x)).all() and np.isfinite(a.df(x)).all()


@each
def test_nan_in_gives_nan_out(a):
    assert np.isnan(a.f(np.nan)) and np.isnan(a.df(np.nan))


@each
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_dtype_in_is_dtype_out(a, dtype):
    x = np.linspace(-3, 3, 7, dtype=dtype)
    assert a.f(x).dtype == dtype and a.df(x).dtype == dtype


@each
def test_scalars_and_lists_work(a):
    assert np.ndim(a.f(-0.5)) == 0 and np.ndim(a.df(-0.5)) == 0
    assert a.f([-0.5, 0.5]).shape == a.df([-0.5, 0.5]).shape == (2,)


class Ufuncs:
    """An array that offers NumPy's ufunc protocol and nothing else."""

    def __init__(self, value):
        self.value = value

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        assert method == "__call__"
        return Ufuncs(ufunc(*(i.value if isinstance(i, Ufuncs) else i for i in inputs), **kwargs))

    def __rmul__(self, other):
        return np.multiply(other, self)

    __mul__ = __rmul__

    def __add__(self, other):
        return np.add(self, other)

    __radd__ = __add__

    def __rsub__(self, other):
        return np.subtract(other, self)

    def __truediv__(self, other):
        return np.divide(self, other)

    def __neg__(self):
        return np.negative(self)


@each
def test_other_array_types_pass_through_by_ufunc_dispatch(a):
    x = np.linspace(-3, 3, 7)
    np.testing.assert_array_equal(a.f(Ufuncs(x)).value, a.f(x))
    np.testing.assert_array_equal(a.df(Ufuncs(x)).value, a.df(x))


@each
def test_the_input_is_left_alone(a):
    x = np.linspace(-3, 3, 7)
    x.flags.writeable = False
    a.f(x), a.df(x)


@each
def test_derivative_and_function_share_their_signature(a):
    assert inspect.signature(a.f) == inspect.signature(a.df)
    assert a.df.__name__ == "d_" + a.name


@each
def test_the_range_is_respected_and_approached(a):
    y = a.f(np.append(np.linspace(-30, 30, 60001), [-1e100, 1e100]))
    low, high = a.range
    assert low - 1e-15 <= y.min() and y.max() <= high
    assert y.min() < -1e3 if low == -np.inf else y.min() - low < 1e-6
    assert y.max() > 1e3 if high == np.inf else high - y.max() < 1e-12


@each
def test_an_end_of_the_range_is_attained_where_the_record_says_so(a):
    y, limits = a.f(np.linspace(-30, 30, 60001)), [a.f(-1e6), a.f(1e6)]
    flat = [a.f(x) for x in (-30.0, 30.0) if EXACT[f"d_{a.name}"](x) == 0]
    assert a.attained == (y.min() < min(limits) or a.range[0] in flat, y.max() > max(limits) or a.range[1] in flat)


@each
def test_the_derivative_jumps_exactly_at_the_kinks(a):
    reach = max(map(abs, (4.0, *a.kinks)))
    x, h = np.union1d(np.linspace(-reach, reach, 801), a.kinks), 1e-9
    jumps = np.abs(a.df(x + h) - a.df(x - h)) > 1e-3
    assert x[jumps].tolist() == pytest.approx(sorted(a.kinks), abs=1e-12)


def test_leaky_relu_has_slope_one_hundredth():
    assert leaky_relu(-1.0) == -0.01 and nnref.d_leaky_relu(-1.0) == 0.01


def test_prelu_starts_at_one_quarter_and_takes_a_slope_per_unit():
    assert nnref.PRELU.defaults == {"alpha": 0.25}
    assert nnref.prelu(np.full((1, 2), -2.0), np.array([0.1, 0.5])).tolist() == [[-0.2, -1.0]]


def test_elu_has_a_kink_unless_alpha_is_one():
    jump = [float(nnref.d_elu(1e-12, alpha) - nnref.d_elu(-1e-12, alpha)) for alpha in (0.5, 1.0, 2.0)]
    assert jump == pytest.approx([0.5, 0, -1], abs=1e-9)


def test_negative_slopes_above_one_keep_their_value():
    assert elu(-1.0, alpha=2.0) == pytest.approx(2 * np.expm1(-1))
    assert leaky_relu(-1.0, alpha=3.0) == -3.0 and nnref.d_elu(1.0, alpha=1e17) == 1.0


def test_selu_keeps_mean_zero_and_variance_one():
    x = np.linspace(-12, 12, 24001)
    w = np.exp(-x * x / 2) / np.exp(-x * x / 2).sum()
    assert (nnref.selu(x) * w).sum() == pytest.approx(0, abs=1e-6)
    assert (nnref.selu(x) ** 2 * w).sum() == pytest.approx(1, abs=1e-6)


def test_gelu_in_its_tanh_form_is_within_5e_4_of_the_erf_form():
    x = np.linspace(-10, 10, 2001)
    exact = [v * float(mp.ncdf(v)) for v in x]
    assert 1e-4 < np.abs(nnref.gelu(x) - exact).max() < 5e-4


def test_maxout_is_the_largest_linear_piece():
    rng = np.random.default_rng(0)
    x, W, b = rng.standard_normal((5, 3)), rng.standard_normal((4, 3, 2)), rng.standard_normal((4, 2))
    each_piece = np.array([x @ W[k] + b[k] for k in range(4)])
    np.testing.assert_allclose(maxout(x, W, b), each_piece.max(axis=0))
    assert (d_maxout(x, W, b).sum(axis=0) == 1).all()


def test_d_maxout_gives_a_tie_to_the_first_piece():
    assert d_maxout([[0.0]], [[[1.0]], [[-1.0]]], [[0.0], [0.0]]).ravel().tolist() == [1, 0]


def test_maxout_names_the_shapes_it_expects():
    with pytest.raises(ValueError, match=r"W \(pieces, n_in, n_out\).*\(1, 2\)"):
        maxout([[1.0, 2.0]], [[[1.0]]], [[0.0]])


def test_sigmoid_and_tanh_are_one_function_rescaled():
    x = np.linspace(-5, 5, 101)
    np.testing.assert_allclose(tanh(x), 2 * sigmoid(2 * x) - 1, atol=1e-15)
    assert (relu(x) - relu(-x) == x).all()
