"""A multilayer perceptron is a sequence of layers: forward through it, backward through its reverse."""

# pyright: reportUnnecessaryIsInstance=false
# What callers give is looked at, whatever the annotations promise.

import copy
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import numpy as np

from . import checks
from .activations import Activation
from .checks import Array, ArrayLike
from .layers import HE, Dense, Elementwise, Layer, Maxout, PReLU

__all__ = ["MLP", "mlp"]


class MLP:
    """Layers applied in order. A network computes in float64, whatever it is given.

    Counts follow the convention that the input is not a layer.

    Parameters
    ----------
    layers
        Layers such as Dense(3, 4, rng), each its own object; they may belong to other networks too.

    Attributes
    ----------
    layers
        The layers, in order.
    n_layers
        Layers with weights; the input is none.
    n_neurons
        Units of the layers with weights.
    n_weights
        Numbers in the weight matrices.
    n_biases
        Numbers in the biases.
    n_params
        Everything that is learned: weights, biases, PReLU's slopes, and what a layer of your own has.

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
            checks.instance(f"layer {i}", layer, Layer, "a layer such as Dense(3, 4, rng), of a network *its.layers")
            if any(layer is other for other in layers[:i]):
                raise ValueError(f"layer {i}, {layer!r}, occurs twice: each place needs an object of its own")
            if layer.n_in and width not in (None, layer.n_in):
                raise ValueError(f"layer {i}, {layer!r}, expects {layer.n_in} columns, the layers before give {width}")
            width = layer.n_out or width
        self.layers: Final = layers
        weights, biases = self.weights, self.biases
        self.n_layers, self.n_neurons = len(weights), sum(W.shape[-1] for W in weights)
        self.n_weights, self.n_biases, self.n_params = [sum(map(np.size, ps)) for ps in (weights, biases, self.params)]

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

        Raises ValueError for a network with one output, and for one whose outputs are NaN or infinite.
        """
        y = self.forward(x)
        if y.shape[1] < 2:
            raise ValueError("predict expects an output for each class, got 1: compare forward(x) with a threshold")
        checks.finite("what the network gives for x", y)
        return y.argmax(axis=1)

    @property
    def params(self) -> tuple[Array, ...]:
        """Everything that is learned, layer by layer. What you assign to it is copied in, all of it or nothing."""
        return tuple(p for layer in self.layers for p in layer.params)

    @params.setter
    def params(self, values: Iterable[ArrayLike]) -> None:
        arrays, values = self.params, list(values) if np.iterable(values) else [values]
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
        return tuple(layer.W for layer in self.layers if "W" in layer.learned)

    @property
    def biases(self) -> tuple[Array, ...]:
        """The biases, which are called b."""
        return tuple(layer.b for layer in self.layers if "b" in layer.learned)

    __copy__ = copy.deepcopy  # a shallow copy would share the layers, and train both

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
    if not isinstance(activation, str) or activation not in ("maxout", "prelu"):
        checks.instance("activation", activation, Activation, 'a record such as TANH, "maxout" or "prelu"')
    layers: list[Layer] = []
    for n_in, n_out in zip(sizes[:-2], sizes[1:-1], strict=True):
        if activation == "maxout":
            layers += [Maxout(n_in, n_out, rng, gain=gain)]
        else:
            layers += Dense(n_in, n_out, rng, gain), PReLU(n_out) if activation == "prelu" else Elementwise(activation)
    return MLP(*layers, Dense(sizes[-2], sizes[-1], rng, gain))
