"""nnref against JAX: the same numbers, and the differences in convention by name."""

import numpy as np
import pytest

import nnref
from nnref import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    MLP,
    TANH,
    Dense,
    Maxout,
    PReLU,
    cross_entropy,
    d_cross_entropy,
    d_squared_error,
    mlp,
    moons,
    sgd,
    squared_error,
)

jax = pytest.importorskip("jax", reason="JAX is not installed: make parity")
from scripts.tools.bench.peers import jax_peer  # noqa: E402

PEER = jax_peer()
jnp = jax.numpy
each = pytest.mark.parametrize("name", PEER.functions)
dtypes = pytest.mark.parametrize("dtype", [np.float32, np.float64])
GRID = np.concatenate([-np.geomspace(1e-30, 700, 200), np.geomspace(1e-30, 700, 200), np.linspace(-20, 20, 800)])


def theirs(name, x):
    return np.asarray(PEER.functions[name](jnp.asarray(x)))


def test_every_counterpart_is_of_an_activation_or_its_derivative():
    assert PEER.functions.keys() <= {f.__name__ for a in ACTIVATIONS for f in (a.f, a.df)}  # not all have one


@each
@dtypes
def test_the_values_agree(name, dtype):
    x = GRID.astype(dtype)
    y, eps = getattr(nnref, name)(x), np.finfo(dtype).eps
    # a gate of the order of 1 is rounded, and some multiply it by x, GELU's slope also by that of its cubic;
    # below eps, see the test of the small numbers
    scale = np.maximum(1, np.abs(x) * (1 + 0.134145 * x * x if name == "d_gelu" else 1))
    assert (np.abs(y - theirs(name, x)) <= 16 * eps * scale).all()


@each
@dtypes
def test_nan_in_gives_nan_out_but_a_slope_in_jax_where_a_function_has_pieces(name, dtype):
    x = np.array([np.nan], dtype)
    assert np.isnan(getattr(nnref, name)(x))
    assert np.isnan(theirs(name, x)) == (name not in {"d_relu", "d_leaky_relu", "d_prelu"})


@each
def test_infinity_gives_the_limit_and_in_jax_sometimes_nan(name):
    ours, others = (f(np.array([-np.inf, np.inf])) for f in (getattr(nnref, name), lambda x: theirs(name, x)))
    product = name.removeprefix("d_") in {"silu", "gelu", "mish"}  # x times a gate: infinity times 0
    nan = np.array([product, product and name.startswith("d_")])
    assert not np.isnan(ours).any()
    assert (np.isnan(others) == nan).all()
    np.testing.assert_allclose(ours[~nan], others[~nan], rtol=1e-14)


@pytest.mark.parametrize(
    "name, x", [("d_sigmoid", -709.0), ("d_tanh", 20.0), ("sigmoid", -720.0), ("d_elu", -720.0), ("silu", -720.0)]
)
def test_the_difference_small_numbers_are_zero_in_jax_and_kept_here(name, x):
    assert getattr(nnref, name)(np.array([x])) != 0 and theirs(name, np.array([x])) == 0


@pytest.mark.parametrize("name, left", [("d_leaky_relu", 0.01), ("d_prelu", 0.25)])
def test_the_difference_leaky_relus_slope_at_zero_is_taken_from_the_right_in_jax(name, left):
    x = np.array([0.0])
    assert getattr(nnref, name)(x) == left and theirs(name, x) == 1


def test_relu_has_slope_zero_at_zero_in_both():
    assert nnref.d_relu(0.0) == theirs("d_relu", np.array([0.0])) == 0


def test_the_default_slope_and_the_default_gelu_agree():
    x = np.linspace(-3, 3, 101)
    np.testing.assert_allclose(jax.nn.leaky_relu(x), nnref.leaky_relu(x), rtol=1e-15)
    np.testing.assert_allclose(jax.nn.gelu(x), nnref.gelu(x), rtol=1e-13, atol=1e-15)


# Networks: JAX differentiates the same forward pass, written with jax.numpy


def forward(layers, params, x):
    params = iter(params)
    for layer in layers:
        if isinstance(layer, Dense):
            x = x @ next(params) + next(params)
        elif isinstance(layer, PReLU):
            x = jnp.maximum(x, 0) + next(params) * jnp.minimum(x, 0)
        elif isinstance(layer, Maxout):
            x = (x @ next(params) + next(params)[:, None, :]).max(axis=0)
        else:
            x = PEER.functions[layer.activation.name](x)
    return x


NETWORKS = {
    "prelu": lambda rng: MLP(Dense(3, 4, rng), PReLU(4), Dense(4, 2, rng)),
    "maxout": lambda rng: MLP(Maxout(3, 4, rng, pieces=3), Dense(4, 2, rng)),
    **{a.name: (lambda rng, a=a: mlp((3, 5, 4, 2), a, rng)) for a in ACTIVATIONS},
}


@pytest.mark.parametrize("name", NETWORKS)
def test_backward_gives_what_jax_grad_gives(name):
    rng = np.random.default_rng(0)
    net, x, t = NETWORKS[name](rng), rng.standard_normal((6, 3)), rng.integers(0, 2, 6)

    def loss(params, x):
        return -jax.nn.log_softmax(forward(net.layers, params, x))[jnp.arange(6), t].mean()

    value, (grads, to_input) = jax.value_and_grad(loss, argnums=(0, 1))(net.params, x)
    z = net.forward(x)
    assert cross_entropy(z, t) == pytest.approx(float(value), rel=1e-13)
    np.testing.assert_allclose(net.backward(d_cross_entropy(z, t)), to_input, rtol=1e-11, atol=1e-15)
    for ours, others in zip(net.grads, grads, strict=True):
        np.testing.assert_allclose(ours, others, rtol=1e-11, atol=1e-15)


def test_squared_error_and_its_derivative_agree():
    rng = np.random.default_rng(0)
    y, t = rng.standard_normal((50, 4)), rng.standard_normal((50, 4))
    value, g = jax.value_and_grad(lambda y: ((y - t) ** 2).sum() / 2 / len(y))(y)
    assert squared_error(y, t) == pytest.approx(float(value), rel=1e-14)
    np.testing.assert_allclose(d_squared_error(y, t), g, rtol=1e-13)


def test_500_steps_from_the_same_weights_give_the_same_weights():
    rng = np.random.default_rng(0)
    x, t = moons(200, rng, 0.1)
    net = mlp((2, 20, 2), TANH, rng)
    params = [jnp.asarray(p) for p in net.params]
    velocity = [jnp.zeros_like(p) for p in params]

    @jax.jit
    def step(params, velocity):
        def objective(params):
            z = forward(net.layers, params, x)
            return -jax.nn.log_softmax(z)[jnp.arange(len(x)), t].mean() + 1e-3 / 2 * sum(
                (p * p).sum() for p in params if p.ndim == 2
            )

        velocity = [0.9 * v + g for v, g in zip(velocity, jax.grad(objective)(params))]
        return [p - 0.1 * v for p, v in zip(params, velocity)], velocity

    for _ in range(500):
        params, velocity = step(params, velocity)
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.9, l2=1e-3, steps=500)
    for ours, others in zip(net.params, params, strict=True):
        np.testing.assert_allclose(ours, others, rtol=0, atol=1e-9)
