"""Backpropagation against central differences, on layers, losses and networks that Hypothesis draws."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import nnref
from nnref import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    MLP,
    SQUARED_ERROR,
    Dense,
    Dropout,
    Elementwise,
    Maxout,
    Noise,
    PReLU,
    l2,
    numerical_gradient,
    sgd,
)

STEP = 1e-5  # of numerical_gradient
SEEDS, WIDTHS = st.integers(0, 2**32 - 1), st.integers(1, 5)


@st.composite
def layers(draw, n_in):
    """A layer that takes n_in columns, and how many it gives."""
    rng, n_out = np.random.default_rng(draw(SEEDS)), draw(WIDTHS)
    kind = draw(st.sampled_from(["dense", "maxout", "prelu", "dropout", "noise", *ACTIVATIONS]))
    if kind == "dense":
        return Dense(n_in, n_out, rng), n_out
    if kind == "maxout":
        return Maxout(n_in, n_out, rng, pieces=draw(st.integers(1, 4))), n_out
    if kind == "prelu":
        return PReLU(n_in), n_in
    if kind == "dropout":
        return Dropout(draw(st.floats(0, 0.9)), rng), n_in
    if kind == "noise":
        return Noise(draw(st.floats(0, 2)), rng), n_in
    params = {name: draw(st.floats(0.01, 2)) for name in kind.defaults if draw(st.booleans())}
    return Elementwise(kind, **params), n_in


@st.composite
def networks(draw):
    """A network of one to six layers, and its number of inputs."""
    n_in = width = draw(WIDTHS)
    chosen = []
    for _ in range(draw(st.integers(1, 6))):
        layer, width = draw(layers(width))
        chosen.append(layer)
    return MLP(*chosen), n_in, width


def outputs(net, x, rngs):
    """The net's output in training, with the same random draws in every call."""
    rewind(net, rngs)
    return net.forward(x, train=True)


def rewind(net, rngs):
    for layer, state in zip(net.layers, rngs):
        if hasattr(layer, "rng"):
            layer.rng.bit_generator.state = state


def states(net):
    return [layer.rng.bit_generator.state if hasattr(layer, "rng") else None for layer in net.layers]


def near_a_kink(net):
    """Whether the last forward came so close to a kink that a difference could reach across it."""
    for layer in net.layers:
        if isinstance(layer, Maxout) and len(layer.W) > 1:
            z = np.sort(layer.x @ layer.W + layer.b[:, None, :], axis=0)
            if (z[-1] - z[-2]).min() < 1e-2:
                return True
        if hasattr(layer, "slope") and np.abs(layer.x).min() < 1e-2:
            return True
    return False


def check(gradient, f, a):
    """The gradient of f at a, by differences; what those lose to rounding grows with |f| and is allowed for."""
    lost = 100 * np.finfo(float).eps * max(1, abs(f(a))) / STEP
    np.testing.assert_allclose(gradient, numerical_gradient(f, a), rtol=1e-5, atol=lost)


@given(net=networks(), seed=SEEDS, n=st.integers(1, 6))
def test_backward_is_the_gradient_with_respect_to_the_input_and_every_parameter(net, seed, n):
    net, n_in, n_out = net
    rng, rngs = np.random.default_rng(seed), states(net)
    x, g = rng.standard_normal((n, n_in)), rng.standard_normal((n, n_out))
    outputs(net, x, rngs)
    assume(not near_a_kink(net))
    to_input, grads = net.backward(g), list(net.grads)

    def total(_):
        return float((outputs(net, x, rngs) * g).sum())

    check(to_input, total, x)
    for p, gradient in zip(net.params, grads, strict=True):
        check(gradient, total, p)


@given(net=networks(), seed=SEEDS, n=st.integers(1, 6), lam=st.floats(0, 1), squared=st.booleans())
def test_a_step_of_sgd_follows_the_gradient_of_the_loss_and_the_penalty(net, seed, n, lam, squared):
    net, n_in, n_out = net
    assume(net.params)
    rng, rngs = np.random.default_rng(seed), states(net)
    x = rng.standard_normal((n, n_in))
    t = rng.standard_normal((n, n_out)) if squared else rng.integers(0, n_out, n)
    loss = SQUARED_ERROR if squared else CROSS_ENTROPY
    outputs(net, x, rngs)
    assume(not near_a_kink(net))
    rewind(net, rngs)
    before = [p.copy() for p in net.params]
    history = sgd(net, x, t, loss, lr=1.0, l2=lam, steps=1)
    moved = [b - p for b, p in zip(before, net.params)]
    for b, p in zip(before, net.params):
        p[:] = b

    def objective(_):
        return float(loss.f(outputs(net, x, rngs), t) + l2(net, lam))

    assert history.loss.tolist() == [loss.f(outputs(net, x, rngs), t)]
    for p, gradient in zip(net.params, moved, strict=True):
        check(gradient, objective, p)


@given(z=arrays(float, st.tuples(st.integers(1, 6), WIDTHS), elements=st.floats(-20, 20)), seed=SEEDS)
def test_d_cross_entropy_is_the_gradient_of_cross_entropy(z, seed):
    t = np.random.default_rng(seed).integers(0, z.shape[1], len(z))
    check(nnref.d_cross_entropy(z, t), lambda z: nnref.cross_entropy(z, t), z)


@given(y=arrays(float, st.tuples(st.integers(1, 6), WIDTHS), elements=st.floats(-20, 20)), seed=SEEDS)
def test_d_squared_error_is_the_gradient_of_squared_error(y, seed):
    t = np.random.default_rng(seed).standard_normal(y.shape)
    check(nnref.d_squared_error(y, t), lambda y: nnref.squared_error(y, t), y)


@given(x=arrays(float, 5, elements=st.floats(-30, 30)), alpha=st.floats(0.01, 2))
def test_the_complex_step_agrees_where_a_function_takes_complex_numbers(x, alpha):
    assume((x != 0).all())
    for f, df in (nnref.relu, nnref.d_relu), (nnref.tanh, nnref.d_tanh), (nnref.selu, nnref.d_selu):
        np.testing.assert_allclose(f(x + 1e-30j).imag / 1e-30, df(x), rtol=1e-11, atol=1e-300)
    for f, df in (nnref.elu, nnref.d_elu), (nnref.leaky_relu, nnref.d_leaky_relu), (nnref.prelu, nnref.d_prelu):
        np.testing.assert_allclose(f(x + 1e-30j, alpha).imag / 1e-30, df(x, alpha), rtol=1e-11, atol=1e-300)
