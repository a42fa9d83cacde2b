"""How a network learns: two losses, three learning rates, and one step through a network of two layers by hand."""

from itertools import islice
from types import SimpleNamespace

import numpy as np

from nnref import (
    MLP,
    SIGMOID,
    SQUARED_ERROR,
    TANH,
    Dense,
    Elementwise,
    cross_entropy,
    mlp,
    sgd_steps,
    sigmoid,
    squared_error,
)
from scripts.lecture import style
from scripts.lecture.style import ACCENT, CLASS_A, CLASS_B, INK, QUIET

RATES = {0.1: "too small", 0.7: "about right", 2.1: "too large"}
GOAL, FROM = 1.0, 4.0  # the weight with the least loss, and where descent begins
INPUT, TARGET, RATE = np.array([[1.0, 2.0]]), np.array([[3.0]]), 0.1  # of the example by hand


def loss_of_weight(w):
    """The squared error of a unit w x on two points whose targets are GOAL x."""
    x = np.array([[-1.0], [1.0]])
    return squared_error(x * w, x * GOAL)


def descent(rate, steps=5):
    """The weight at the start and after each step."""
    net = mlp((1, 1), TANH, np.random.default_rng(0))
    net.params = [[[FROM]], [0.0]]
    x = np.array([[-1.0], [1.0]])
    updates = sgd_steps(net, x, x * GOAL, SQUARED_ERROR, lr=rate)
    return [FROM] + [net.weights[0].item() for _ in islice(updates, steps)]


def draw_rates():
    """Five steps of gradient descent on the same loss with a learning rate too small, about right, and too large."""
    fig, axes = style.panels(1, 3, height=175, sharey=True)
    w = np.linspace(-4.5, 6.5, 111)
    for ax, (rate, verdict) in zip(axes, RATES.items()):
        ax.plot(w, [loss_of_weight(one) for one in w], color=QUIET, linewidth=1.3)
        path = descent(rate)
        losses = [loss_of_weight(one) for one in path]
        ax.plot(path, losses, color=ACCENT, linewidth=1)
        ax.plot(path, losses, "o", color=ACCENT, markersize=4)
        ax.plot(path[0], losses[0], "o", color=INK, markersize=5.5)
        ax.set(xlim=(-4.5, 6.5), ylim=(-0.8, 15.5), xticks=[], yticks=[])
        ax.set_title(f"η = {rate:g}", fontsize=12)
        style.note(ax, verdict, fontsize=11.5, color=INK)
        ax.spines[:].set_visible(False)
        ax.axhline(0, color=QUIET, linewidth=0.7)
    style.label(axes[0], -4.4, 13.6, "loss E", QUIET, fontsize=11)
    style.label(axes[0], -4.4, 0.3, "weight w", QUIET, fontsize=11)
    style.label(axes[0], 4.6, 4.6, "start", INK, fontsize=11)
    return fig


def losses_of_sum(u, target=1):
    """Squared error and cross-entropy of a sigmoid unit with the sum u whose target is 1."""
    squared = squared_error([[sigmoid(u)]], [[target]])
    return squared, cross_entropy([[0.0, u]], [target])


def draw_losses():
    """Two losses of a sigmoid unit whose target is 1, against its weighted sum: far on the wrong side the squared error
    is flat, the cross-entropy steep."""
    fig, ax = style.panels(height=180)
    u = np.linspace(-6, 6, 121)
    squared, entropy = np.transpose([losses_of_sum(one) for one in u])
    ax.plot(u, entropy, color=CLASS_B)
    ax.plot(u, squared, color=CLASS_A)
    ax.set(xlim=(-6, 6), ylim=(0, 6.2))
    style.ticks(ax, (-6, -3, 0, 3, 6), (0, 2, 4, 6))
    ax.tick_params(labelsize=11)
    ax.set_xlabel("weighted sum u", fontsize=11.5)
    ax.set_ylabel("loss", fontsize=11.5)
    style.label(ax, -3.6, 4.3, "cross-entropy", CLASS_B, fontsize=11.5)
    style.label(ax, -5.8, 0.75, "squared error", CLASS_A, fontsize=11.5)
    style.label(ax, -5.8, 1.6, "decisively wrong", QUIET, fontsize=11)
    style.label(ax, 5.8, 1.6, "right", QUIET, fontsize=11, ha="right")
    return fig


def by_hand():
    """The 2-2-1 network that is followed with a pencil: sigmoid units, then one unit without activation function."""
    rng = np.random.default_rng(0)
    net = MLP(Dense(2, 2, rng), Elementwise(SIGMOID), Dense(2, 1, rng))
    net.params = [[2, -1], [-1, 1]], [0, -1], [[4], [-2]], [0]
    return net


def one_step():
    """Every number of one step: forward, loss, backward, update. `d_x` is the gradient of the loss for x."""
    net = by_hand()
    first, activation, second = net.layers
    u = first.forward(INPUT)
    h = activation.forward(u)
    o = second.forward(h)
    d_o = SQUARED_ERROR.df(o, TARGET)
    d_h = second.backward(d_o)
    d_u = activation.backward(d_h)
    first.backward(d_u)
    before = [p.copy() for p in net.params]
    loss = next(updates := sgd_steps(net, INPUT, TARGET, SQUARED_ERROR, lr=RATE))
    gradients = [g.copy() for g in net.grads]
    after = [p.copy() for p in net.params]
    return SimpleNamespace(
        u=u, h=h, o=o, slope=activation.slope(), loss=loss, d_o=d_o, d_h=d_h, d_u=d_u,
        params=before, grads=gradients, new=after, new_loss=next(updates),
    )  # fmt: skip
