"""Gradient descent: the update rule, what it records, what it refuses."""

import numpy as np
import pytest

from nnref import (
    CROSS_ENTROPY,
    MLP,
    SQUARED_ERROR,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    Noise,
    PReLU,
    cross_entropy,
    l2,
    mlp,
    moons,
    numerical_gradient,
    sgd,
    sgd_steps,
)


def problem(seed=0):
    rng = np.random.default_rng(seed)
    x, t = moons(40, rng, 0.1)
    return mlp((2, 5, 2), TANH, rng), x, t


def copies(net):
    return [p.copy() for p in net.params]


def test_one_step_moves_against_the_gradient_by_the_learning_rate():
    net, x, t = problem()
    before = copies(net)
    slopes = [numerical_gradient(lambda _: cross_entropy(net.forward(x), t), p) for p in net.params]
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, steps=1)
    for p, old, g in zip(net.params, before, slopes):
        np.testing.assert_allclose(p, old - 0.1 * g, atol=1e-9)


def test_l2_is_the_gradient_of_the_penalty_and_leaves_biases_and_slopes_alone():
    rng = np.random.default_rng(0)
    x, t = moons(40, rng, 0.1)
    net = MLP(Dense(2, 3, rng), PReLU(3), Dense(3, 2, rng))
    before = copies(net)
    slopes = [numerical_gradient(lambda _: cross_entropy(net.forward(x), t) + l2(net, 0.5), p) for p in net.params]
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, l2=0.5, steps=1)
    for p, old, g in zip(net.params, before, slopes):
        np.testing.assert_allclose(p, old - 0.1 * g, atol=1e-8)


def test_momentum_is_v_equals_momentum_v_plus_g():
    net, x, t = problem()
    by_hand, _, _ = problem()
    velocity = [0.0] * len(by_hand.params)
    for _ in range(3):
        by_hand.backward(CROSS_ENTROPY.df(by_hand.forward(x), t))
        for i, (p, g) in enumerate(zip(by_hand.params, by_hand.grads)):
            velocity[i] = 0.9 * velocity[i] + g
            p -= 0.1 * velocity[i]
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.9, steps=3)
    for p, q in zip(net.params, by_hand.params):
        np.testing.assert_allclose(p, q, rtol=1e-12)


def test_history_has_the_data_loss_before_each_step():
    net, x, t = problem()
    first = cross_entropy(net.forward(x), t)
    history = sgd(net, x, t, CROSS_ENTROPY, lr=0.1, l2=0.5, steps=4)
    assert history.loss.shape == (4,) and history.loss[0] == first


def test_batches_go_through_all_examples_before_any_comes_again():
    seen, (net, x, t) = [], problem()
    forward = net.forward
    net.forward = lambda xb, train=False: (seen.append(xb) if train else None, forward(xb, train))[1]
    sgd(net, x, t, CROSS_ENTROPY, lr=0.0, steps=8, batch=12, rng=np.random.default_rng(1))
    assert [len(b) for b in seen] == [12, 12, 12, 4] * 2
    for epoch in seen[:4], seen[4:]:
        assert sorted(np.concatenate(epoch).tolist()) == sorted(x.tolist())


def test_the_same_seeds_give_the_same_weights():
    def trained():
        net, x, t = problem()
        sgd(net, x, t, CROSS_ENTROPY, lr=0.1, steps=20, batch=8, rng=np.random.default_rng(3))
        return copies(net)

    assert all((a == b).all() for a, b in zip(trained(), trained()))


def test_the_generator_makes_the_same_steps():
    (net, x, t), (other, _, _) = problem(), problem()
    losses = list(sgd_steps(other, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.5, steps=5))
    assert (sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.5, steps=5).loss == losses).all()


def test_the_generator_without_steps_goes_on():
    net, x, t = problem()
    run = sgd_steps(net, x, t, CROSS_ENTROPY, lr=0.1)
    assert next(run) > [next(run) for _ in range(200)][-1]


def test_dropout_and_noise_act_in_training_and_rest_in_prediction():
    rng = np.random.default_rng(0)
    x, t = moons(40, rng, 0.1)
    net = MLP(Noise(0.1, rng), Dense(2, 20, rng), Elementwise(TANH), Dropout(0.2, rng), Dense(20, 2, rng))
    history = sgd(net, x, t, CROSS_ENTROPY, lr=0.1, steps=200)
    assert len(set(history.loss.round(12))) == 200 and history.loss[-1] < history.loss[0]
    assert (net.forward(x) == net.forward(x)).all()


def test_squared_error_trains_too():
    net, x, t = problem()
    history = sgd(net, x, np.eye(2)[t], SQUARED_ERROR, lr=0.2, steps=300)
    assert history.loss[-1] < history.loss[0] / 3


@pytest.mark.parametrize(
    "change, message",
    [
        (dict(x=np.ones((0, 2)), t=np.ones(0, int)), r"at least 1, got \(0, 2\) and \(0,\)"),
        (dict(t=np.zeros(7, int)), r"same number of rows, at least 1, got \(40, 2\) and \(7,\)"),
        (dict(t=np.full(40, 2)), "integers from 0 to 1"),
        (dict(x=np.ones((40, 3))), r"Dense expects x of shape \(n, 2\), got \(40, 3\)"),
        (dict(lr=-1.0), r"lr must be in \[0, inf\), got -1.0"),
        (dict(lr=float("nan")), "lr must be in"),
        (dict(l2=-1.0), "l2 must be in"),
        (dict(momentum=1.0), r"momentum must be in \[0, 1\), got 1.0"),
        (dict(steps=0), "steps must be a whole number of at least 1"),
        (dict(batch=41), "batch must be a whole number from 1 to 40, got 41"),
        (dict(batch=2.5), "batch must be a whole number"),
        (dict(batch=5), "rng must be a numpy.random.Generator, got None"),
    ],
)
def test_wrong_input_is_refused_before_anything_changes(change, message):
    net, x, t = problem()
    before = copies(net)
    arguments = dict(x=x, t=t, loss=CROSS_ENTROPY, lr=0.1, steps=3) | change
    with pytest.raises(ValueError, match=message):
        sgd(net, **arguments)
    assert all((a == b).all() for a, b in zip(before, net.params))
