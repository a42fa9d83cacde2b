"""Stochastic gradient descent."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from . import checks


@dataclass(frozen=True)
class History:
    """What training leaves behind: loss (steps,), the data loss of each step's batch before its update."""

    loss: np.ndarray


def sgd(net, x, t, loss, *, lr, l2=0.0, momentum=0.0, steps, batch=None, rng=None) -> History:
    """Train net in place: v = momentum v + g, p -= lr v, for `steps` updates; returns a History.

    x is (n, n_in), t what the loss expects, loss a record such as CROSS_ENTROPY. g is the gradient of
    the mean loss, plus l2 W for weights. batch=None takes all examples at once; a number goes through
    them in an order that rng shuffles anew for each pass. The recorded loss is without the L2 term.
    Raises ValueError, before anything is changed, for arguments that do not fit.

    >>> from nnref import CROSS_ENTROPY, TANH, mlp, xor
    >>> rng = np.random.default_rng(0)
    >>> x, t = xor(200, rng, 0.05)
    >>> net = mlp((2, 8, 2), TANH, rng)
    >>> history = sgd(net, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9, steps=300)
    >>> len(history.loss), bool((net.predict(x) == t).mean() > 0.95)
    (300, True)
    """
    checks.whole(steps=steps)
    run = sgd_steps(net, x, t, loss, lr=lr, l2=l2, momentum=momentum, batch=batch, rng=rng, steps=steps)
    return History(np.fromiter(run, float))


def sgd_steps(net, x, t, loss, *, lr, l2=0.0, momentum=0.0, steps=None, batch=None, rng=None) -> Iterator[float]:
    """The same as a generator: each next() makes one update and gives its loss; without steps it never ends.

    The arguments are checked at the call, not at the first next().
    """
    checks.has("net", net, "backward", "an MLP")
    checks.has("loss", loss, "both", "a record such as CROSS_ENTROPY")
    x, t = checks.numbers("x", x), np.asarray(t)
    if x.ndim == 0 or t.ndim == 0 or len(x) == 0 or len(x) != len(t):
        raise ValueError(f"x and t must have the same number of rows, at least 1, got {x.shape} and {t.shape}")
    for name, value, below in ("lr", lr, np.inf), ("l2", l2, np.inf), ("momentum", momentum, 1):
        checks.real(name, value, below)
    checks.whole(**{name: n for name, n in (("steps", steps), ("batch", batch)) if n is not None})
    if batch is not None:
        if batch > len(x):
            raise ValueError(f"batch must be a whole number from 1 to {len(x)}, got {batch!r}")
        checks.generator(rng)
    _, t = loss.check(net.forward(x), t)
    checks.finite("t", t)
    return _run(net, x, t, loss, lr, l2, momentum, steps, batch, rng)


def _run(net, x, t, loss, lr, l2, momentum, steps, batch, rng):
    params, velocity = net.params, [np.zeros_like(p) for p in net.params]
    decay = [l2 * any(p is W for W in net.weights) for p in params]
    for rows in _batches(len(x), steps, batch, rng):
        xb, tb = (x, t) if rows is None else (x[rows], t[rows])
        value, g = loss.both(net.forward(xb, train=True), tb)
        net.backward(g, to_input=False)
        for i, (p, g) in enumerate(zip(params, net.grads)):
            if decay[i]:
                g = g + decay[i] * p
            if momentum:
                g = velocity[i] = momentum * velocity[i] + g
            p -= lr * g
        yield value


def _batches(n, steps, batch, rng):
    """The rows of each step: None for all of them."""
    step = 0
    while steps is None or step < steps:
        order = None if batch is None else rng.permutation(n)
        for start in range(0, n, batch or n):
            if step == steps:
                return
            yield None if order is None else order[start:start + batch]
            step += 1
