"""What every public function, constructor and forward does with input that it was not made for.

`python -m tests.nnref.bad_input` prints a row for each argument and a column for each kind of input:

    =  the same result as for the same numbers in the usual type, within the precision of the input's type
    N  NaN in, NaN out
    L  an infinity gives the limit, without NaN
    V  ValueError that names the argument
    v  TypeError or ValueError of NumPy's own, which names the operation and the type
    C  complex: NumPy orders complex numbers by their real parts, so f(x + ih) is f(x) + ih f'(x) beside a kink
    W  IEEE arithmetic: inf - inf and 0 inf are NaN, with NumPy's warning (a network's forward refuses them)
    !  anything else: a wrong result in silence, a warning, a changed input, another error

Underflow is the one warning that is allowed. Records (Activation, Loss, History) hold what they are given.
"""

import re
import sys
import warnings
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

import nnref
from nnref import ACTIVATIONS, CROSS_ENTROPY, LEAKY_RELU, SQUARED_ERROR, TANH, History

X = np.array([[-2.0, 0.0], [1.0, 3.0]])
ONES = np.ones((2, 2))
CLASSES = np.array([0, 1])


def read_only(x):
    x = x.copy()
    x.flags.writeable = False
    return x


def filled(x, value):
    """x with its last number replaced."""
    x = x.astype(float)
    x.flat[-1] = value
    return x


# The same numbers, otherwise stored.
STORED = {
    "list": lambda x: x.tolist(),
    "int64": lambda x: x.astype(np.int64),
    "int8": lambda x: x.astype(np.int8),
    "uint8": lambda x: np.abs(x).astype(np.uint8),
    "bool": lambda x: x.astype(bool),
    "f16": lambda x: x.astype(np.float16),
    "f32": lambda x: x.astype(np.float32),
    ">f8": lambda x: x.astype(">f8"),
    "strided": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
    "read-only": read_only,
    "1e100": lambda x: filled(x, 1e100),
    "-1e100": lambda x: filled(x, -1e100),
}
SHAPES = {
    "empty": lambda x: x[:0],
    "0-d": lambda x: x[..., -1].ravel()[-1].reshape(()),
    "(7,)": lambda x: np.ones(7, x.dtype),
    "(2, 5)": lambda x: np.ones((2, 5), x.dtype),
    "3-d": lambda x: np.ones((2, 2, 2), x.dtype),
}
OTHER_SHAPES = {"(7,)", "0-d", "3-d", "(2, 5)"}
SPECIAL = {"nan": lambda x: filled(x, np.nan), "inf": lambda x: filled(x, np.inf), "-inf": lambda x: filled(x, -np.inf)}
NOT_NUMBERS = {
    "complex": lambda x: x + 1e-20j,
    "object": lambda x: np.full(x.shape, None),
    "str": lambda x: x.astype(str),
    "ragged": lambda x: [[1.0], [1.0, 2.0]],
    "None": lambda x: None,
    "'three'": lambda x: "three",
    "{}": lambda x: {},
}
ARRAYS = STORED | SHAPES | SPECIAL | NOT_NUMBERS
SCALARS = {
    "0": 0,
    "-1": -1,
    "1.5": 1.5,
    "0.5": 0.5,
    "True": True,
    "int8": np.int8(1),
    "f32": np.float32(0.5),
    "nan": np.nan,
    "inf": np.inf,
    "1j": 1j,
    "'three'": "three",
    "None": None,
    "array": np.ones(3),
    "0-d": np.array(2.0),
    "[2]": [2],
}
THINGS = {"None": None, "0": 0, "'tanh'": "tanh", "function": np.tanh, "array": np.ones(3), "[]": []}


@dataclass
class Row:
    """One argument of one function: a value that it takes, and the call with another in its place."""

    name: str
    argument: str
    good: Any
    call: Callable
    any_shape: bool = False  #: whether arrays of every shape are meant
    numpy_errors: bool = False  #: whether errors may be NumPy's own

    @property
    def kinds(self):
        if isinstance(self.good, np.ndarray):
            return ARRAYS
        return SCALARS if isinstance(self.good, (int, float)) else THINGS

    def value(self, kind):
        return self.kinds[kind](self.good) if self.kinds is ARRAYS else self.kinds[kind]

    def outcome(self, kind):
        """The sign of one cell and what happened."""
        value = self.value(kind)
        before = repr(value), deepcopy(value)
        try:
            result = strictly(self.call, value)
        except (ValueError, TypeError) as error:
            named = isinstance(error, ValueError) and re.search(rf"\b{self.argument}\b", str(error))
            sign = "V" if named else "v" if self.numpy_errors or kind == "ragged" else "!"
            return sign, f"{type(error).__name__}: {error}"
        except Exception as error:
            inf = (
                kind in ("inf", "-inf")
                and self.name in ("Dense.forward", "Maxout.forward", "Dropout.forward")
                and "invalid value" in str(error)
            )
            return "W" if inf else "!", f"{type(error).__name__}: {error}"
        if repr(value) != before[0]:
            return "!", "the input was changed"
        return self.sign(kind, value, result), " ".join(repr(result).split())[:100]

    def sign(self, kind, value, result):
        """The sign of a cell in which nothing was raised."""
        if kind == "complex" and self.numpy_errors:
            return self.sign_of_complex(result)
        if self.kinds is ARRAYS and kind in SPECIAL:
            return self.sign_of_special(kind, result)
        if value is None and self.argument == "batch":
            return "="
        if self.is_refused(kind):
            return "!"
        return "=" if alike(result, self.call(self.usual(value))) else "!"

    def sign_of_complex(self, result):
        """Whether f(x + ih) is f(x) + ih f'(x), beside kinks and 0."""
        kinks = [0.0, *getattr(nnref, self.name.upper()).kinks]
        slope, beside = getattr(nnref, "d_" + self.name)(X), ~np.isin(X, kinks)
        right = np.allclose(result.real, self.call(X)) and np.allclose(result.imag[beside] / 1e-20, slope[beside])
        return "C" if right else "!"

    def sign_of_special(self, kind, result):
        """Whether NaN stays, and an infinity gives what a large number leads to."""
        if kind == "nan":
            return "N" if any(np.isnan(n).any() for n in numbers(result)) else "!"
        large = self.call(filled(self.good, 1e100 if kind == "inf" else -1e100))
        limits = (np.where(np.abs(b) > 1e90, np.copysign(np.inf, b), b) for b in numbers(large))
        pairs = zip(numbers(result), limits, strict=True)
        return "L" if all(a.round(9).tolist() == b.round(9).tolist() for a, b in pairs) else "!"

    def is_refused(self, kind):
        """Whether this kind of input is to be an error."""
        shape = self.kinds is ARRAYS and kind in OTHER_SHAPES and not self.any_shape
        return self.kinds is THINGS or kind in NOT_NUMBERS or kind in ("1j", "nan", "inf") or shape

    def usual(self, value):
        """The same numbers in the type in which they are usually given."""
        if self.kinds is ARRAYS:
            return np.asarray(value, self.good.dtype)
        return type(self.good)(value) if isinstance(value, (int, float, np.number)) else np.array(value)


def alike(result, other):
    """Whether two results are the same within the precision of the first."""
    eps = max((np.finfo(n.dtype).eps for n in numbers(result)), default=0)
    pairs = zip(numbers(result), numbers(other), strict=True)
    return all(np.allclose(a, b, rtol=64 * eps, atol=64 * eps) for a, b in pairs)


def strictly(call, value):
    """The call, with every warning an error."""
    with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("error")
        return call(value)


def numbers(result):
    """The float arrays in a result."""
    if isinstance(result, (tuple, list)):
        return [n for part in result for n in numbers(part)]
    if isinstance(result, History):
        return [result.loss]
    if hasattr(result, "params"):
        return numbers(list(result.params))
    result = np.asarray(result)
    return [result if result.dtype.kind == "f" else result.astype(float)]


def rng():
    return np.random.default_rng(0)


def net():
    return nnref.mlp((2, 3, 2), TANH, rng())


def arguments(function, name=None, **good):
    """A row for each keyword argument that is given as a function making a good value."""

    def call(argument, value):
        return function(**({name: make() for name, make in good.items()} | {argument: value}))

    return [
        Row(name or function.__name__, argument, make(), partial(call, argument)) for argument, make in good.items()
    ]


def forwards(make):
    """The row of a layer's forward and backward."""

    def call(x):
        layer = make()
        y = layer.forward(x, train=True)
        return y, layer.backward(np.ones_like(y))

    return Row(f"{type(make()).__name__}.forward", "x", X, call)


def assigned(layer, name, value):
    """A parameter after the value was assigned to it, in a layer of its own."""
    layer = deepcopy(layer)
    setattr(layer, name, value)
    return getattr(layer, name)


def replaced(params):
    """The parameters of a network after others were assigned to it."""
    network = nnref.MLP(nnref.Dense(2, 2, rng()))
    network.params = params
    return network.params


def train(loss, **changed):
    network = net()
    history = nnref.sgd(
        **(
            dict(net=network, x=X, t=CLASSES, loss=loss, lr=0.1, l2=0.01, momentum=0.5, steps=3, batch=2, rng=rng())
            | changed
        )
    )
    return history, network.params if hasattr(network, "params") else ()


def rows():
    table = [*rows_of_functions(), *rows_of_layers(), *rows_of_networks(), *rows_of_training(), *rows_of_diagnostics()]
    for row in table:
        row.any_shape |= row.name in ("Dropout.forward", "Noise.forward", "Elementwise.forward", "numerical_derivative")
        row.any_shape |= row.argument == "z"  # any number of classes
    return table


def rows_of_functions():
    for a in ACTIVATIONS:
        yield from (Row(f.__name__, "x", X, f, any_shape=True, numpy_errors=True) for f in (a.f, a.df))
    for f in nnref.maxout, nnref.d_maxout:
        yield from arguments(f, x=lambda: X, W=lambda: np.ones((3, 2, 2)), b=lambda: np.ones((3, 2)))
    for f in nnref.squared_error, nnref.d_squared_error:
        yield from arguments(f, y=lambda: X, t=lambda: ONES)
    yield from arguments(nnref.softmax, z=lambda: X)
    for f in nnref.cross_entropy, nnref.d_cross_entropy:
        yield from arguments(f, z=lambda: X, t=lambda: CLASSES)
    yield from arguments(nnref.l2, net=net, lam=lambda: 0.1)


def rows_of_layers():
    yield from arguments(nnref.Dense, n_in=lambda: 2, n_out=lambda: 3, rng=rng, gain=lambda: 0.5)
    yield from arguments(nnref.Maxout, n_in=lambda: 2, n_out=lambda: 3, rng=rng, pieces=lambda: 2, gain=lambda: 0.5)
    yield from arguments(nnref.PReLU, n=lambda: 2)
    yield from arguments(nnref.Dropout, p=lambda: 0.5, rng=rng)
    yield from arguments(nnref.Noise, std=lambda: 0.5, rng=rng)
    yield Row("Elementwise", "activation", TANH, nnref.Elementwise)
    yield Row("Elementwise", "alpha", 0.1, lambda alpha: nnref.Elementwise(LEAKY_RELU, alpha=alpha).forward(X))
    yield forwards(lambda: nnref.Dense(2, 3, rng()))
    yield forwards(lambda: nnref.PReLU(2))
    yield forwards(lambda: nnref.Maxout(2, 3, rng()))
    yield forwards(lambda: nnref.Dropout(0.5, rng()))
    yield forwards(lambda: nnref.Noise(0.5, rng()))
    yield forwards(lambda: nnref.Elementwise(TANH))
    for layer in nnref.Dense(3, 2, rng()), nnref.PReLU(3), nnref.Maxout(3, 2, rng()):
        for name in layer.learned:
            good = np.ones(getattr(layer, name).shape)
            yield Row(f"{type(layer).__name__}.{name}", name, good, partial(assigned, layer, name))


def rows_of_networks():
    yield Row("MLP", "layer 0", nnref.PReLU(2), nnref.MLP)
    yield Row("MLP.params", "params", (2.0 * ONES, np.zeros(2)), replaced)
    yield Row("MLP.forward", "x", X, lambda x: net().forward(x))
    yield Row("MLP.predict", "x", X, lambda x: net().predict(x))
    yield Row("mlp", "sizes", (2, 3), lambda sizes: nnref.mlp(sizes, TANH, rng()))
    yield from arguments(nnref.mlp, sizes=lambda: (2, 3, 2), activation=lambda: TANH, rng=rng, gain=lambda: 0.5)[1:]


def rows_of_training():
    settings = dict(lr=0.1, l2=0.01, momentum=0.5, steps=3, batch=2, rng=rng())
    for argument, good in dict(net=net(), x=X, t=CLASSES, loss=CROSS_ENTROPY, **settings).items():
        yield Row("sgd", argument, good, lambda value, name=argument: train(**{"loss": CROSS_ENTROPY, name: value}))
    yield Row("sgd (squared error)", "t", ONES, lambda t: train(SQUARED_ERROR, t=t))


def rows_of_diagnostics():
    for f in nnref.xor, nnref.blobs, nnref.circles, nnref.moons, nnref.spirals:
        yield from arguments(f, n=lambda: 4, rng=rng, noise=lambda: 0.1)
    yield from arguments(partial(nnref.numerical_derivative, np.sin), "numerical_derivative", x=lambda: X)
    yield Row("numerical_gradient", "a", X.copy(), lambda a: nnref.numerical_gradient(np.sum, a), any_shape=True)
    yield from arguments(nnref.dead_units, net=net, x=lambda: X)
    yield from arguments(nnref.saturated, net=net, x=lambda: X, below=lambda: 0.1)
    yield Row("sign_agreement", "g", X, nnref.sign_agreement, any_shape=True)


def main():
    problems = []
    for kinds in ARRAYS, SCALARS, THINGS:
        print(f"\n{'':32}" + " ".join(kinds))
        for row in rows():
            if row.kinds is kinds:
                cells = {kind: row.outcome(kind) for kind in kinds}
                print(f"{row.name + '(' + row.argument + ')':32}" + " ".join(f"{cells[k][0]:^{len(k)}}" for k in kinds))
                problems += [
                    f"{row.name}({row.argument}), {kind}: {what}" for kind, (sign, what) in cells.items() if sign == "!"
                ]
    print("\n" + __doc__.partition("\n\n")[2].partition("\n\n")[2])
    print("\n".join(problems) if problems else "No cell is marked with !.")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
