"""The lambda translator of the labs: PyTorch and Keras themselves, from the same weights."""

import os
import warnings

import pytest

from nnref import CROSS_ENTROPY, sgd
from scripts.lecture.labs.translator import LR, MOMENTUM, STEPS, apart, digits, tool

LAM = 0.01


@pytest.fixture
def ours():
    """The examples, and nnref's network before and after training."""
    (x, t, start), (_, _, net) = digits(), digits()
    sgd(net, x, t, CROSS_ENTROPY, lr=LR, momentum=MOMENTUM, l2=LAM, steps=STEPS)
    return x, t, start, net


def with_torch(torch, x, t, start, decay, biases):
    """Weights, biases of PyTorch's network, trained with weight_decay."""
    layers = [torch.nn.Linear(*W.shape, dtype=torch.float64) for W in start.weights]
    for layer, W, b in zip(layers, start.weights, start.biases):
        layer.weight.data, layer.bias.data = torch.tensor(W.T), torch.tensor(b)
    net = torch.nn.Sequential(layers[0], torch.nn.Tanh(), layers[1])
    groups = [
        {"params": [layer.weight for layer in layers]},
        {"params": [layer.bias for layer in layers]} | ({} if biases else {"weight_decay": 0}),
    ]
    optimizer = torch.optim.SGD(groups, lr=LR, momentum=MOMENTUM, weight_decay=decay)
    for _ in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(torch.from_numpy(x)), torch.from_numpy(t)).backward()
        optimizer.step()
    return [layer.weight.detach().numpy().T for layer in layers], [layer.bias.detach().numpy() for layer in layers]


def test_weight_decay_on_the_weights_gives_the_same_weights(ours):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: make parity")
    x, t, start, net = ours
    assert apart(net, *with_torch(torch, x, t, start, tool("PyTorch").strength(LAM, len(x)), biases=False)) < 1e-6


def test_weight_decay_on_all_parameters_as_by_default_does_not(ours):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: make parity")
    x, t, start, net = ours
    assert apart(net, *with_torch(torch, x, t, start, tool("PyTorch").strength(LAM, len(x)), biases=True)) > 1e-3


@pytest.mark.parametrize("factor, same", [(1, True), (2, False)], ids=["translated", "lambda itself"])
def test_a_regularizer_of_keras_needs_half_of_lambda(ours, factor, same):
    jax = pytest.importorskip("jax", reason="JAX is not installed: make parity")
    os.environ["KERAS_BACKEND"] = "jax"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Keras's dependencies
        keras = pytest.importorskip("keras", reason="Keras is not installed: make parity")
    jax.config.update("jax_enable_x64", True)
    x, t, start, net = ours
    L2 = keras.regularizers.L2(factor * tool("Keras").strength(LAM, len(x)))
    layers = [
        keras.layers.Dense(W.shape[1], activation, kernel_regularizer=L2, dtype="float64")
        for W, activation in zip(start.weights, ("tanh", None))
    ]
    model = keras.Sequential([keras.Input(x.shape[1:], dtype="float64"), *layers])
    for layer, W, b in zip(layers, start.weights, start.biases):
        layer.set_weights([W, b])
    model.compile(
        keras.optimizers.SGD(LR, MOMENTUM),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True, dtype="float64"),
    )
    model.fit(x, t, batch_size=len(x), epochs=STEPS, shuffle=False, verbose=0)
    gap = apart(net, [layer.kernel for layer in layers], [layer.bias for layer in layers])
    assert (gap < 1e-6) == same, gap
