"""A multilayer perceptron is a list of layers: forward through it, backward through its reverse."""

import numpy as np

from . import checks
from .activations import Activation
from .layers import Dense, Elementwise


class MLP:
    """Layers applied in order. Counts follow the convention that the input is not a layer.

    Raises ValueError when there is no layer or a layer's width does not fit the one before it.

    >>> rng = np.random.default_rng(0)
    >>> net = MLP(Dense(3, 4, rng), Dense(4, 2, rng))
    >>> net.n_layers, net.n_neurons, net.n_weights, net.n_biases, net.n_params
    (2, 6, 20, 6, 26)
    """

    def __init__(self, *layers):
        if not layers:
            raise ValueError("MLP needs at least one layer, got none")
        width = None
        for i, layer in enumerate(layers):
            checks.has(f"layer {i}", layer, "backward", "a layer such as Dense(3, 4, rng)")
            W, alpha = getattr(layer, "W", None), getattr(layer, "alpha", None)
            n_in = W.shape[-2] if W is not None else len(alpha) if alpha is not None else width
            if width not in (None, n_in):
                raise ValueError(f"layer {i} ({type(layer).__name__}) expects {n_in} columns, "
                                 f"but the layers before it give {width}")
            width = W.shape[-1] if W is not None else n_in
        self.layers = list(layers)

    def forward(self, x, train=False):
        """Output for x (n, n_in), which must be finite; with train=True dropout and noise act."""
        x = checks.numbers("x", x)
        if not train:  # in training sgd has looked at all of x once
            checks.finite("x", x)
        for layer in self.layers:
            x = layer.forward(x, train)
        return x

    def backward(self, g, to_input=True):
        """Set every layer's grads from g = dE/d(output); return dE/dx, or nothing if to_input is False."""
        for layer in self.layers[:0:-1]:
            g = layer.backward(g)
        return self.layers[0].backward(g, to_input)

    def predict(self, x):
        """The class of each row: the index of its largest output."""
        return self.forward(x).argmax(axis=1)

    @property
    def params(self) -> list[np.ndarray]:
        return [p for layer in self.layers for p in layer.params]

    @property
    def grads(self) -> list[np.ndarray]:
        return [g for layer in self.layers for g in layer.grads]

    @property
    def weights(self) -> list[np.ndarray]:
        """The weight matrices: what L2 regularization applies to."""
        return [layer.W for layer in self.layers if hasattr(layer, "W")]

    @property
    def biases(self) -> list[np.ndarray]:
        return [layer.b for layer in self.layers if hasattr(layer, "b")]

    @property
    def n_layers(self) -> int:
        return len(self.weights)

    @property
    def n_neurons(self) -> int:
        return sum(b.shape[-1] for b in self.biases)

    @property
    def n_weights(self) -> int:
        return sum(W.size for W in self.weights)

    @property
    def n_biases(self) -> int:
        return sum(b.size for b in self.biases)

    @property
    def n_params(self) -> int:
        """Everything that is learned: weights, biases and PReLU's slopes."""
        return sum(p.size for p in self.params)


def mlp(sizes, activation: Activation, rng: np.random.Generator) -> MLP:
    """A dense network such as mlp((3, 4, 2), TANH, rng): the activation between layers, none on the output.

    >>> from nnref import TANH
    >>> mlp((3, 4, 4, 1), TANH, np.random.default_rng(0)).n_params
    41
    """
    if np.ndim(sizes) != 1 or len(sizes) < 2:
        raise ValueError(f"sizes needs an input and at least one layer, got {sizes!r}")
    checks.whole(**{f"sizes[{i}]": n for i, n in enumerate(sizes)})
    layers: list = [Dense(sizes[0], sizes[1], rng)]
    for n_in, n_out in zip(sizes[1:], sizes[2:]):
        layers += [Elementwise(activation), Dense(n_in, n_out, rng)]
    return MLP(*layers)
