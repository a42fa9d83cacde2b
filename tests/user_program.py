"""What somebody with nnref installed writes, with every name annotated: mypy --strict has nothing to say."""

import numpy as np
from numpy.typing import NDArray

from nnref import *

Array = NDArray[np.float64]


class Scale(Layer):
    """A layer of one's own: each column times a number that is learned."""

    learned = ("s",)

    def __init__(self, n: int) -> None:
        self.n_in = self.n_out = n
        self.s = np.ones(n)

    def forward(self, x: Array, train: bool = False) -> Array:
        self.x = x
        return self.s * x

    def backward(self, g: Array, to_input: bool = True) -> Array:
        self.grads = [(g * self.x).sum(axis=0)]
        return self.s * g


def rate(step: int) -> float:
    return 0.1 / (1 + step / 100)


def main() -> None:
    rng = np.random.default_rng(0)
    x, t = moons(100, rng, 0.1)
    net = MLP(Dense(2, 8, rng), Scale(8), Elementwise(ELU), Dense(8, 2, rng))
    first = net.layers[0].params[0].copy()
    history = sgd(net, x, t, CROSS_ENTROPY, lr=rate, momentum=0.9, l2=0.01, steps=20, batch=10, rng=rng)
    losses: list[float] = [float(loss) for loss in history.loss]
    assert losses[-1] < losses[0] and (net.layers[0].params[0] != first).any()
    accuracy = float((net.predict(x) == t).mean())
    slopes = {record.name: float(record.df(1.0)) for record in ACTIVATIONS}
    print(f"{accuracy:.2f}", elu([-1.0, 0.0, 1.0]), d_elu(0.5), slopes, mlp((3, 4, 2), "maxout", rng).n_params)


if __name__ == "__main__":
    main()
