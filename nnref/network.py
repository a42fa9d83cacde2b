"""A multilayer perceptron is a sequence of layers: forward through it, backward through its reverse."""

# pyright: reportUnnecessaryIsInstance=false
# What callers give is looked at, whatever the annotations promise.

import copy
from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .activations import Activation
from .checks import Array
from .layers import HE, Dense, Elementwise, Layer, Maxout, PReLU

__all__ = ["MLP", "mlp"]


class MLP:
    """Layers applied in order. A network computes in float64, whatever it is given.

    Counts follow the convention that the input is not a layer.

    Parameters
    ----------
    layers
        Layers such as Dense(3, 4, rng), each its own object; they may belong to other networks too.

    Raises
    ------
    ValueError
        When there is no layer, one occurs twice, one is no Layer, or a width does not fit the layer before it.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> net = MLP(Dense(3, 4, rng), Dense(4, 2, rng))
    >>> net
    MLP(Dense(3, 4, rng), Dense(4, 2, rng))  # 2 layers, 6 neurons, 26 parameters
    >>> net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params
    (2, 6, 20, 6, 26)
    """

    def __init__(self, *layers: Layer) -> None:
        if not layers:
            raise ValueError("MLP needs at least one layer, got none")
        width = None
        for i, layer in enumerate(layers):
            if isinstance(layer, MLP):
                raise ValueError(f"layer {i} is a network: give its layers, MLP(..., *inner.layers, ...)")
            checks.instance(f"layer {i}", layer, Layer, "a layer such as Dense(3, 4, rng)")
            if any(layer is other for other in layers[:i]):
                raise ValueError(f"layer {i}, {layer!r}, occurs twice: it keeps what its backward needs, "
                                 "so each place needs an object of its own")
            if layer.n_in and width not in (None, layer.n_in):
                raise ValueError(f"layer {i} ({type(layer).__name__}) expects {layer.n_in} columns, "
                                 f"but the layers before it give {width}")
            width = layer.n_out or width
        self.layers = layers

    def forward(self, x: ArrayLike, train: bool = False) -> Array:
        """The output (n, n_out) for x (n, n_in), which must be finite; with train=True dropout and noise act."""
        x = checks.numbers("x", x)
        if x.ndim != 2:
            raise ValueError(f"MLP expects x of shape (n, n_in), a row for each example, got {x.shape}")
        if not train:  # in training sgd has looked at all of x once
            checks.finite("x", x)
        x = x.astype(float, copy=not train)  # what the caller does to x later does not reach backward
        for layer in self.layers:
            x = layer.forward(x, train)
        return x

    def backward(self, g: Any, to_input: bool = True) -> Array | None:
        """Set every layer's grads from g = dE/d(output) at the last input, and return dE/dx.

        With to_input=False dE/dx is not computed, and None returned.
        """
        for layer in self.layers[:0:-1]:
            g = layer.backward(g)
        return self.layers[0].backward(g, to_input)

    def predict(self, x: ArrayLike) -> Array:
        """The class of each row: the index of its largest output.

        Raises ValueError for a network with one output, and for one whose outputs are NaN.
        """
        y = self.forward(x)
        if y.shape[1] < 2:
            raise ValueError("predict expects a network with an output for each class, at least 2, "
                             "this one has 1: compare forward(x) with a threshold")
        if checks.is_array(y) and np.isnan(y).any():
            raise ValueError("predict got NaN from the network: its weights are not numbers any more, as after "
                             "training with too large a learning rate")
        return y.argmax(axis=1)

    @property
    def params(self) -> tuple[Array, ...]:
        """Everything that is learned, layer by layer. What you assign to it is copied in, all of it or nothing."""
        return tuple(p for layer in self.layers for p in layer.params)

    @params.setter
    def params(self, values: Iterable[ArrayLike]) -> None:
        arrays = self.params
        values = list(values) if np.iterable(values) else [values]
        if len(values) != len(arrays):
            raise ValueError(f"params must be {len(arrays)} arrays, got {len(values)}")
        fitting = [checks.shape(f"params[{i}]", v, arrays[i].shape) for i, v in enumerate(values)]
        for array, value in zip(arrays, fitting, strict=True):
            array[...] = value

    @property
    def grads(self) -> tuple[Array, ...]:
        """The gradient of the loss with respect to each of params, as the last backward left it."""
        return tuple([g for layer in self.layers for g in layer.grads])

    @property
    def weights(self) -> tuple[Array, ...]:
        """The weight matrices, which are called W: what L2 regularization applies to."""
        return self._named("W")

    @property
    def biases(self) -> tuple[Array, ...]:
        """The biases, which are called b."""
        return self._named("b")

    def _named(self, name: str) -> tuple[Array, ...]:
        return tuple(getattr(layer, name) for layer in self.layers if name in layer.learned)

    @property
    def n_layers(self) -> int:
        """Layers with weights; the input is none."""
        return len(self.weights)

    @property
    def n_neurons(self) -> int:
        """Units of the layers with weights."""
        return sum(W.shape[-1] for W in self.weights)

    @property
    def n_weights(self) -> int:
        """Numbers in the weight matrices."""
        return sum(W.size for W in self.weights)

    @property
    def n_biases(self) -> int:
        """Numbers in the biases."""
        return sum(b.size for b in self.biases)

    @property
    def n_params(self) -> int:
        """Everything that is learned: weights, biases, PReLU's slopes, and what a layer of your own has."""
        return sum(p.size for p in self.params)

    def __copy__(self) -> Self:
        return copy.deepcopy(self)  # a shallow copy would share the layers, and train both

    def __repr__(self) -> str:
        layers = [repr(layer) for layer in self.layers]
        text = f"MLP({', '.join(layers)})"
        if len(text) > 88:
            text = "MLP(\n" + "".join(f"    {layer},\n" for layer in layers) + ")"
        return f"{text}  # {self.n_layers} layers, {self.n_neurons} neurons, {self.n_params} parameters"


def mlp(sizes: Sequence[int], activation: Activation | Literal["maxout", "prelu"], rng: np.random.Generator,
        gain: float = HE) -> MLP:
    """A dense network such as mlp((3, 4, 2), TANH, rng): the activation between layers, none on the output.

    Parameters
    ----------
    sizes
        The number of inputs, then the units of each layer.
    activation
        A record; or "prelu" for a learned slope per unit; or "maxout" for hidden layers of two pieces.
    rng
        What the weights are drawn by, first layer first.
    gain
        The weights of a layer have the standard deviation gain / sqrt(its inputs); see Dense.

    Raises
    ------
    ValueError
        For fewer than two sizes, sizes below 1, or any other activation.

    Examples
    --------
    >>> from nnref import TANH
    >>> mlp((3, 4, 4, 1), TANH, np.random.default_rng(0)).n_params
    41
    """
    if np.ndim(sizes) != 1 or len(sizes) < 2:
        raise ValueError(f"sizes needs an input and at least one layer, got {sizes!r}")
    checks.whole(**{f"sizes[{i}]": n for i, n in enumerate(sizes)})
    words = ("maxout", "prelu")
    if not isinstance(activation, Activation | str) or isinstance(activation, str) and activation not in words:
        raise ValueError(f'activation must be a record such as TANH, "maxout" or "prelu", got {activation!r}')
    layers: list[Layer] = []
    for n_in, n_out in zip(sizes[:-2], sizes[1:-1], strict=True):
        if activation == "maxout":
            layers += [Maxout(n_in, n_out, rng, gain=gain)]
        else:
            slopes = Elementwise(activation) if isinstance(activation, Activation) else PReLU(n_out)
            layers += [Dense(n_in, n_out, rng, gain), slopes]
    return MLP(*layers, Dense(sizes[-2], sizes[-1], rng, gain))
