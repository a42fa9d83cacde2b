"""nnref against PyTorch: the same numbers, and the differences in convention by name."""

import numpy as np
import pytest

import nnref
from nnref import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    MLP,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    Maxout,
    Noise,
    PReLU,
    cross_entropy,
    d_cross_entropy,
    d_squared_error,
    mlp,
    moons,
    sgd,
    squared_error,
)

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make parity")
from scripts.tools.bench.peers import torch_peer  # noqa: E402

PEER = torch_peer()
each = pytest.mark.parametrize("name", PEER.functions)
dtypes = pytest.mark.parametrize("dtype", [np.float32, np.float64])
GRID = np.concatenate(
    [-np.geomspace(1e-30, 700, 200), [-0.0, 0.0], np.geomspace(1e-30, 700, 200), np.linspace(-20, 20, 801)]
)


def theirs(name, x):
    return np.asarray(PEER.functions[name](torch.from_numpy(x)))


def tensor(a):
    return torch.tensor(a, requires_grad=True)


def test_every_counterpart_is_of_an_activation_or_its_derivative():
    assert PEER.functions.keys() <= {f.__name__ for a in ACTIVATIONS for f in (a.f, a.df)}  # not all have one


@each
@dtypes
def test_the_values_agree(name, dtype):
    x = GRID.astype(dtype)
    y, eps = getattr(nnref, name)(x), np.finfo(dtype).eps
    if name in ("softplus", "d_softplus"):
        x, y = x[x <= 20], y[x <= 20]  # beyond, see the test of the threshold
    # a gate of the order of 1 is rounded, and some multiply it by x; below eps, see the test of the small numbers
    assert (np.abs(y - theirs(name, x)) <= 16 * eps * np.maximum(1, np.abs(x))).all()


@each
@dtypes
def test_nan_in_gives_nan_out_but_a_slope_in_pytorch_where_a_function_has_pieces(name, dtype):
    x = np.array([np.nan], dtype)
    assert np.isnan(getattr(nnref, name)(x))
    assert np.isnan(theirs(name, x)) == (name not in {"d_relu", "d_leaky_relu", "d_prelu", "d_elu", "d_selu"})


# -inf in: nnref gives the limit everywhere
NAN_AT_MINUS_INFINITY = {"silu", "d_silu", "d_gelu", "d_mish", "gelu", "mish"}
NAN_AT_INFINITY = {"d_silu", "d_gelu", "d_mish"}


@each
def test_infinity_gives_the_limit_and_in_pytorch_sometimes_nan(name):
    ours, others = (f(np.array([-np.inf, np.inf])) for f in (getattr(nnref, name), lambda x: theirs(name, x)))
    nan = np.array([name in NAN_AT_MINUS_INFINITY, name in NAN_AT_INFINITY])
    assert not np.isnan(ours).any()
    assert (np.isnan(others) == nan).all()
    np.testing.assert_allclose(ours[~nan], others[~nan], rtol=1e-14)


@pytest.mark.parametrize(
    "name, x", [("d_sigmoid", 40.0), ("d_tanh", 20.0), ("d_tanh", -20.0), ("sigmoid", -720.0), ("silu", -720.0)]
)
def test_the_difference_small_numbers_are_zero_in_pytorch_and_kept_here(name, x):
    assert getattr(nnref, name)(np.array([x])) != 0 and theirs(name, np.array([x])) == 0


def test_the_difference_softplus_is_x_beyond_20_in_pytorch():
    x = np.array([20.5])
    assert theirs("softplus", x) == 20.5 and theirs("d_softplus", x) == 1
    assert nnref.softplus(x) - 20.5 == pytest.approx(np.exp(-20.5), rel=1e-4) and nnref.d_softplus(x) < 1


def test_the_difference_gelu_is_the_erf_form_by_default_in_pytorch():
    x = np.linspace(-5, 5, 1001)
    difference = np.abs(torch.nn.functional.gelu(torch.from_numpy(x)).numpy() - nnref.gelu(x))
    assert 1e-4 < difference.max() < 5e-4


@pytest.mark.parametrize(
    "name, at_zero",
    [
        ("d_relu", 0),
        ("d_leaky_relu", 0.01),
        ("d_prelu", 0.25),
        ("d_elu", 1),
        ("d_selu", nnref.SELU_ALPHA * nnref.SELU_SCALE),
    ],
)
def test_at_a_kink_both_take_the_derivative_from_the_left(name, at_zero):
    x = np.array([0.0])
    assert getattr(nnref, name)(x) == at_zero
    assert theirs(name, x) == pytest.approx(at_zero, rel=1e-12)


def test_the_default_slopes_agree():
    assert torch.nn.LeakyReLU().negative_slope == nnref.LEAKY_RELU.defaults["alpha"] == 0.01
    assert torch.nn.ELU().alpha == nnref.ELU.defaults["alpha"] == 1
    assert torch.nn.PReLU().weight.item() == nnref.PRELU.defaults["alpha"] == 0.25


def test_the_difference_prelu_shares_one_slope_by_default_in_pytorch():
    assert torch.nn.PReLU().weight.shape == (1,) and PReLU(3).alpha.shape == (3,)


def test_the_difference_linear_keeps_its_weights_transposed_and_starts_smaller_in_pytorch():
    linear, dense = torch.nn.Linear(300, 400), Dense(300, 400, np.random.default_rng(0))
    assert linear.weight.shape == dense.W.T.shape
    assert linear.weight.var().item() == pytest.approx(1 / 3 / 300, rel=0.05)
    assert dense.W.var() == pytest.approx(2 / 300, rel=0.05)
    assert linear.bias.any() and not dense.b.any()


# Layers, forward and backward, against autograd


def dense(layer, x, W, b):
    return x @ W + b


def prelu(layer, x, alpha):
    return torch.nn.functional.prelu(x, alpha)


def maxout(layer, x, W, b):
    return (torch.einsum("ni,kio->kno", x, W) + b[:, None, :]).amax(0)


def activation(layer, x):
    return PEER.functions[layer.activation.name](x)


LAYERS = {
    "dense": (lambda rng: Dense(3, 4, rng), dense),
    "prelu": (lambda rng: PReLU(3), prelu),
    "maxout": (lambda rng: Maxout(3, 4, rng, pieces=3), maxout),
    **{a.name: (lambda rng, a=a: Elementwise(a), activation) for a in ACTIVATIONS},
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_gives_what_autograd_gives(name):
    make, forward = LAYERS[name]
    rng = np.random.default_rng(0)
    layer, x = make(rng), rng.standard_normal((5, 3))
    x_, params = tensor(x), [tensor(p) for p in layer.params]
    y, y_ = layer.forward(x), forward(layer, x_, *params)
    np.testing.assert_allclose(y, y_.detach(), rtol=1e-13, atol=1e-14)
    g = rng.standard_normal(y.shape)
    y_.backward(torch.from_numpy(g))
    np.testing.assert_allclose(layer.backward(g), x_.grad, rtol=1e-12, atol=1e-14)
    for ours, p in zip(layer.grads, params, strict=True):
        np.testing.assert_allclose(ours, p.grad, rtol=1e-12, atol=1e-14)


# Losses


def test_cross_entropy_and_its_derivative_agree():
    rng = np.random.default_rng(0)
    z, t = 30 * rng.standard_normal((50, 4)), rng.integers(0, 4, 50)
    z_ = tensor(z)
    loss = torch.nn.functional.cross_entropy(z_, torch.from_numpy(t))
    loss.backward()
    assert cross_entropy(z, t) == pytest.approx(loss.item(), rel=1e-14)
    np.testing.assert_allclose(d_cross_entropy(z, t), z_.grad, rtol=1e-12, atol=1e-16)


def test_the_difference_mse_loss_averages_over_the_outputs_and_has_no_half_in_pytorch():
    rng = np.random.default_rng(0)
    y, t = rng.standard_normal((50, 4)), rng.standard_normal((50, 4))
    y_ = tensor(y)
    loss = torch.nn.functional.mse_loss(y_, torch.from_numpy(t)) * 4 / 2
    loss.backward()
    assert squared_error(y, t) == pytest.approx(loss.item(), rel=1e-14)
    np.testing.assert_allclose(d_squared_error(y, t), y_.grad, rtol=1e-13)


# Training


def as_torch(net):
    """The network with the same weights in PyTorch."""
    layers = []
    for layer in net.layers:
        if isinstance(layer, Dense):
            layers.append(linear := torch.nn.Linear(*layer.W.shape, dtype=torch.float64))
            with torch.no_grad():
                linear.weight[:], linear.bias[:] = torch.from_numpy(layer.W.T), torch.from_numpy(layer.b)
        else:
            layers.append(torch.nn.Tanh())
    return torch.nn.Sequential(*layers)


def train(net, x, t, groups, **options):
    optimizer = torch.optim.SGD(groups, **options)
    x, t, losses = torch.from_numpy(x), torch.from_numpy(t), []
    for _ in range(500):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(net(x), t)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def test_500_steps_from_the_same_weights_give_the_same_weights():
    rng = np.random.default_rng(0)
    x, t = moons(200, rng, 0.1)
    net = mlp((2, 20, 2), TANH, rng)
    twin = as_torch(net)
    groups = [
        {"params": [p for p in twin.parameters() if p.ndim == d], "weight_decay": decay}
        for d, decay in ((2, 1e-3), (1, 0))
    ]
    losses = train(twin, x, t, groups, lr=0.1, momentum=0.9)
    history = sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.9, l2=1e-3, steps=500)
    np.testing.assert_allclose(history.loss, losses, rtol=1e-9)
    for W, b, linear in zip(net.weights, net.biases, twin[::2], strict=True):
        np.testing.assert_allclose(W, linear.weight.detach().T, rtol=0, atol=1e-9)
        np.testing.assert_allclose(b, linear.bias.detach(), rtol=0, atol=1e-9)


def test_the_difference_weight_decay_shrinks_biases_too_in_pytorch():
    rng = np.random.default_rng(0)
    x, t = moons(100, rng, 0.1)
    net = mlp((2, 5, 2), TANH, rng)
    twin = as_torch(net)
    train(twin, x, t, twin.parameters(), lr=0.1, weight_decay=0.1)
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, l2=0.1, steps=500)
    assert np.abs(net.biases[0] - twin[0].bias.detach().numpy()).max() > 1e-3


# Randomness: the draws differ, their laws agree


def test_p_is_the_probability_of_dropping_and_the_expectation_is_kept_in_both():
    torch.manual_seed(0)
    n, p = 100_000, 0.3
    ours = Dropout(p, np.random.default_rng(0)).forward(np.ones((1, n)), train=True)
    others = torch.nn.Dropout(p)(torch.ones(1, n, dtype=torch.float64)).numpy()
    for y in ours, others:
        assert set(np.unique(y).round(12)) == {0, round(1 / (1 - p), 12)}
        assert (y == 0).mean() == pytest.approx(p, abs=5 * np.sqrt(p * (1 - p) / n))
        assert y.mean() == pytest.approx(1, abs=5 * np.sqrt(p / (1 - p) / n))


def test_noise_has_mean_zero_and_the_given_deviation_in_both():
    torch.manual_seed(0)
    n, std = 100_000, 0.5
    ours = Noise(std, np.random.default_rng(0)).forward(np.zeros((1, n)), train=True)
    others = torch.normal(0.0, std, (1, n), dtype=torch.float64).numpy()
    for y in ours, others:
        assert y.mean() == pytest.approx(0, abs=5 * std / np.sqrt(n))
        assert y.std() == pytest.approx(std, rel=5 / np.sqrt(2 * n))


def test_dropout_and_noise_rest_outside_training_in_both():
    x, rng = np.ones((1, 10)), np.random.default_rng(0)
    assert (MLP(Dropout(0.5, rng), Noise(1.0, rng)).forward(x) == x).all()
    assert (torch.nn.Dropout(0.5).eval()(torch.from_numpy(x)).numpy() == x).all()
