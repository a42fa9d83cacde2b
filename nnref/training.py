"""Stochastic gradient descent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice, repeat

import numpy as np

from . import checks
from .checks import Array, ArrayLike
from .losses import Loss
from .network import MLP

__all__ = ["History", "sgd", "sgd_steps"]


@dataclass(frozen=True, eq=False)
class History:
    """What training leaves behind: loss (steps,), the data loss of each step's batch before its update.

    Two are equal when their losses are.
    """

    loss: Array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, History) and np.array_equal(self.loss, other.loss, equal_nan=True)

    def __repr__(self) -> str:
        ends = f", loss from {self.loss[0]:.4g} to {self.loss[-1]:.4g}" if len(self.loss) else ""
        return f"History({len(self.loss)} steps{ends})"


def sgd(net: MLP, x: ArrayLike, t: ArrayLike, loss: Loss, *, lr: float | Callable[[int], float], l2: float = 0.0,
        momentum: float = 0.0, steps: int, batch: int | None = None, rng: np.random.Generator | None = None) -> History:
    """Train net in place: v = momentum v + g, p -= lr v, for `steps` updates; returns a History.

    g is the gradient of the mean loss, plus l2 W for weights. Training that diverges goes on to the end: its losses
    are then inf or NaN.

    Parameters
    ----------
    net
        A network of `mlp` or `MLP`.
    x, t
        Examples (n, n_in), and what the loss expects for them.
    loss
        A record such as CROSS_ENTROPY.
    lr
        The learning rate: a number, or a function of the step, from 0 on, that gives one.
    l2
        The strength of the penalty `l2(net, lam)` on the weights. The recorded loss is without it.
    momentum
        At least 0 and below 1. Each call begins with v = 0.
    steps
        How many updates.
    batch
        None takes all examples at once. A number goes through them in an order that rng shuffles anew for each pass.
    rng
        What shuffles; needed with batch.

    Raises
    ------
    ValueError
        Before anything is changed, for arguments that do not fit.

    Examples
    --------
    >>> from nnref import CROSS_ENTROPY, TANH, mlp, xor
    >>> rng = np.random.default_rng(0)
    >>> x, t = xor(200, rng, 0.05)
    >>> net = mlp((2, 8, 2), TANH, rng)
    >>> history = sgd(net, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9, steps=300)
    >>> len(history.loss), bool((net.predict(x) == t).mean() > 0.95)
    (300, True)
    """
    checks.whole(steps=steps)
    losses = sgd_steps(net, x, t, loss, lr=lr, l2=l2, momentum=momentum, batch=batch, rng=rng, steps=steps)
    return History(np.fromiter(losses, float))


def sgd_steps(net: MLP, x: ArrayLike, t: ArrayLike, loss: Loss, *, lr: float | Callable[[int], float], l2: float = 0.0,
              momentum: float = 0.0, steps: int | None = None, batch: int | None = None,
              rng: np.random.Generator | None = None) -> Iterator[float]:
    """The same as a generator: each next() makes one update and gives its loss; without steps it never ends.

    The arguments are checked, and x and t copied, at the call and not at the first next().

    >>> from nnref import CROSS_ENTROPY, TANH, mlp, xor
    >>> rng = np.random.default_rng(0)
    >>> x, t = xor(200, rng, 0.05)
    >>> net = mlp((2, 8, 2), TANH, rng)
    >>> for step, loss in enumerate(sgd_steps(net, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9)):
    ...     if loss < 0.1:
    ...         break
    >>> step < 100
    True
    """
    checks.instance("net", net, MLP, "an MLP")
    checks.instance("loss", loss, Loss, "a record such as CROSS_ENTROPY")
    xs, ts = np.array(checks.numbers("x", x), float), np.array(t)
    if xs.ndim == 0 or ts.ndim == 0 or len(xs) == 0 or len(xs) != len(ts):
        raise ValueError(f"x and t must have the same number of rows, at least 1, got {xs.shape} and {ts.shape}")
    next(_rates(lr))
    checks.real("l2", l2)
    checks.real("momentum", momentum, below=1)
    checks.whole(steps=1 if steps is None else steps, batch=1 if batch is None else batch)
    if batch is not None:
        if batch > len(xs):
            raise ValueError(f"batch must be a whole number from 1 to {len(xs)}, got {batch!r}")
        checks.generator(rng)
    y, ts = loss.check(net.forward(xs), ts)
    checks.finite("t", ts)
    checks.finite("what net gives for x", y)
    return _run(net, loss, islice(_batches(xs, ts, batch, rng), steps), _rates(lr), l2, momentum)


def _run(net: MLP, loss: Loss, batches: Iterator[tuple[Array, Array]], rates: Iterator[float], l2: float,
         momentum: float) -> Iterator[float]:
    params, velocity = net.params, [np.zeros_like(p) for p in net.params]
    decay = [l2 * any(p is W for W in net.weights) for p in params]
    for step, ((x, t), lr) in enumerate(zip(batches, rates, strict=False)):
        value, g = loss.value_and_gradient(net.forward(x, train=True), t)
        net.backward(g, to_input=False)
        if step == 0 and [np.shape(g) for g in net.grads] != [p.shape for p in params]:
            given = [(layer, [np.shape(g) for g in layer.grads]) for layer in net.layers]
            raise ValueError(f"each backward must set grads to the gradients of its layer's params, got shapes {given}")
        for p, g, v, strength in zip(params, net.grads, velocity, decay, strict=True):
            if strength:
                g = g + strength * p
            if momentum:
                v *= momentum
                v += g
                g = v
            p -= lr * g
        yield float(value)


def _rates(lr: float | Callable[[int], float]) -> Iterator[float]:
    """The learning rate of each step, without end."""
    return (checks.real("lr", lr(step)) for step in count()) if callable(lr) else repeat(checks.real("lr", lr))


def _batches(x: Array, t: Array, batch: int | None, rng: np.random.Generator | None) -> Iterator[tuple[Array, Array]]:
    """The examples of each step, without end."""
    while batch is None or rng is None:
        yield x, t
    while True:
        order = rng.permutation(len(x))
        xs, ts = x[order], t[order]
        for start in range(0, len(x), batch):
            yield xs[start : start + batch], ts[start : start + batch]
