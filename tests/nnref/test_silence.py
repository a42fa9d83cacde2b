"""What used to go wrong in silence, or would: each is right, or says what is wrong. One claim each."""

import copy
import gc
import pickle
import warnings

import numpy as np
import pytest

from nnref import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    LEAKY_RELU,
    MLP,
    RELU,
    SQUARED_ERROR,
    TANH,
    Dense,
    Dropout,
    Elementwise,
    History,
    Layer,
    Loss,
    Maxout,
    Noise,
    PReLU,
    cross_entropy,
    d_cross_entropy,
    l2,
    leaky_relu,
    mlp,
    numerical_derivative,
    numerical_gradient,
    prelu,
    relu,
    selu,
    sgd,
    sgd_steps,
    softmax,
    xor,
)  # fmt: skip


def rng(seed=0):
    return np.random.default_rng(seed)


def problem():
    x, t = xor(100, rng(), 0.1)
    return mlp((2, 8, 2), TANH, rng(1)), x, t


X, T = xor(100, rng(), 0.1)
LAYERS = {
    "Dense": (lambda: Dense(2, 2, rng()), "W"),
    "Dense's bias": (lambda: Dense(2, 2, rng()), "b"),
    "PReLU": (lambda: PReLU(2), "alpha"),
    "Maxout": (lambda: Maxout(2, 2, rng()), "W"),
    "Maxout's bias": (lambda: Maxout(2, 2, rng()), "b"),
}
EVERY = {name: LAYERS[name][0] for name in ("Dense", "PReLU", "Maxout")} | {
    "Elementwise": lambda: Elementwise(TANH),
    "Dropout": lambda: Dropout(0.5, rng()),
    "Noise": lambda: Noise(0.1, rng()),
}
each_layer = pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
each_parameter = pytest.mark.parametrize("make, name", LAYERS.values(), ids=LAYERS)


class Scale(Layer):
    """One factor for each column."""

    learned = ("s",)

    def __init__(self, n):
        self.n_in = self.n_out = n
        self.s = np.ones(n)

    def forward(self, x, train=False):
        self.x = x
        return x * self.s

    def backward(self, g, to_input=True):
        self.grads = [(g * self.x).sum(axis=0)]
        return g * self.s


# A parameter is stored once


@each_parameter
def test_what_is_assigned_to_a_parameter_is_what_trains(make, name):
    layer = make()
    net = MLP(layer, Dense(2, 2, rng(3)))
    given = np.full(getattr(layer, name).shape, 0.3)
    setattr(layer, name, given)
    sgd(net, X, T, CROSS_ENTROPY, lr=0.5, steps=5)
    assert (getattr(layer, name) != 0.3).any() and any(p is getattr(layer, name) for p in net.params)


@each_parameter
def test_what_is_assigned_is_copied_and_training_leaves_the_given_array_alone(make, name):
    layer = make()
    given = np.full(getattr(layer, name).shape, 0.3)
    setattr(layer, name, given)
    sgd(MLP(layer, Dense(2, 2, rng(3))), X, T, CROSS_ENTROPY, lr=0.5, steps=5)
    assert (given == 0.3).all()


def test_assigned_weights_are_regularized():
    net, x, t = problem()
    net.layers[0].W = np.ones((2, 8))
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, l2=100.0, steps=1)
    assert np.abs(net.layers[0].W).max() > 5 and l2(net, 2.0) == sum((W**2).sum() for W in net.weights)


def test_weights_assigned_between_two_steps_of_a_run_are_what_the_next_step_trains():
    (net, x, t), (other, _, _) = problem(), problem()
    run = sgd_steps(net, x, t, CROSS_ENTROPY, lr=0.5)
    next(run)
    for layer in net.layers[0], other.layers[0]:
        layer.W, layer.b = np.ones((2, 8)), np.zeros(8)
    other.layers[2].W, other.layers[2].b = net.layers[2].W, net.layers[2].b
    assert next(run) == next(sgd_steps(other, x, t, CROSS_ENTROPY, lr=0.5))
    assert (net.layers[0].W == other.layers[0].W).all()


@each_parameter
def test_an_array_of_another_shape_is_refused_and_nothing_is_changed(make, name):
    layer = make()
    before = getattr(layer, name).copy()
    with pytest.raises(ValueError, match=rf"{type(layer).__name__}.{name} must have shape .* got \(1,\)"):
        setattr(layer, name, np.ones(1))
    assert (getattr(layer, name) == before).all()


def test_assigning_integers_or_float32_stores_them_as_float64():
    layer = Dense(2, 2, rng())
    layer.W, layer.b = [[1, 2], [3, 4]], np.ones(2, np.float32)
    assert layer.W.dtype == layer.b.dtype == np.float64 and layer.W.tolist() == [[1, 2], [3, 4]]


def test_a_parameter_may_be_assigned_to_itself_transposed():
    layer = Dense(2, 2, rng())
    before = layer.W.copy()
    layer.W = layer.W.T
    assert (layer.W == before.T).all()


def test_two_layers_that_were_given_one_array_do_not_share_it():
    a, b = Dense(2, 2, rng()), Dense(2, 2, rng(1))
    b.W = a.W
    b.W[:] = 7
    assert not (a.W == 7).any()


def test_setting_all_parameters_copies_all_or_none():
    net, _, _ = problem()
    before = [p.copy() for p in net.params]
    for wrong, message in (
        (before[:3], "params must be 4 arrays, got 3"),
        ([p + 1 for p in before[:3]] + [np.ones(3)], r"params\[3\] must have shape \(2,\), got \(3,\)"),
    ):
        with pytest.raises(ValueError, match=message):
            net.params = wrong
        assert all((a == b).all() for a, b in zip(before, net.params))
    net.params = [p + 1 for p in before]
    assert all((a + 1 == b).all() for a, b in zip(before, net.params))


def test_the_parameters_of_a_network_cannot_be_exchanged_in_a_list_that_nobody_reads():
    net, _, _ = problem()
    for change in (lambda: net.params.__setitem__(0, 1), lambda: net.layers.append(Dense(2, 2, rng()))):
        with pytest.raises(AttributeError):
            change()


# One object, one place


@pytest.mark.parametrize("make", [lambda: Elementwise(TANH), lambda: Dropout(0.5, rng()), lambda: Dense(4, 4, rng())])
def test_an_object_that_occurs_twice_in_a_network_is_refused(make):
    twice = make()
    with pytest.raises(ValueError, match="layer 2, .* occurs twice"):
        MLP(Dense(2, 4, rng()), twice, twice, Dense(4, 2, rng()))


def test_a_network_inside_a_network_is_refused_with_the_way_to_write_it():
    inner = mlp((4, 4), TANH, rng())
    with pytest.raises(ValueError, match=r"layer 1 must be a layer .*, of a network \*its\.layers, got MLP"):
        MLP(Dense(2, 4, rng()), inner)
    assert MLP(Dense(2, 4, rng()), *inner.layers).n_params == 12 + 20


@pytest.mark.parametrize("layer", [Dense, None, np.tanh, TANH, "tanh"])
def test_what_is_no_layer_is_refused(layer):
    with pytest.raises(ValueError, match="layer 0 must be a layer such as"):
        MLP(layer)


@pytest.mark.parametrize(
    "net", [Dense(2, 2, rng()), None, np.ones((2, 2)), [Dense(2, 2, rng())]], ids=lambda net: type(net).__name__
)
def test_what_is_no_network_cannot_be_trained_or_looked_into(net):
    for call in (lambda: sgd(net, X, T, CROSS_ENTROPY, lr=0.1, steps=1), lambda: l2(net, 0.1)):
        with pytest.raises(ValueError, match="net must be an MLP, got"):
            call()


def test_a_layer_may_belong_to_two_networks():
    net, x, _ = problem()
    hidden = MLP(*net.layers[:2])
    net.layers[0].b[:] = 1
    assert (net.layers[2].forward(hidden.forward(x)) == net.forward(x)).all()


# Predicting


def test_predict_refuses_one_output_since_the_largest_of_one_is_always_the_first():
    net = mlp((2, 8, 1), TANH, rng())
    with pytest.raises(ValueError, match="predict expects an output for each class, got 1.*threshold"):
        net.predict(X)


def test_predict_and_training_refuse_a_network_that_has_diverged():
    net, x, t = problem()
    net.layers[0].W[0, 0] = np.nan
    with pytest.raises(ValueError, match="what the network gives for x must be finite"):
        net.predict(x)
    with pytest.raises(ValueError, match="what net gives for x must be finite"):
        sgd(net, x, t, CROSS_ENTROPY, lr=0.1, steps=1)


def test_training_that_diverges_says_so_in_its_losses():
    net, x, t = problem()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        history = sgd(net, x, np.eye(2)[t], SQUARED_ERROR, lr=1e6, steps=200)
    assert (
        not np.isfinite(history.loss[-1])
        and repr(history) == f"History(200 steps, loss from {history.loss[0]:.4g} to nan)"
    )


@pytest.mark.parametrize(
    "layers",
    [
        lambda rng: [],
        lambda rng: [Elementwise(RELU)],
        lambda rng: [PReLU(8)],
        lambda rng: [Maxout(8, 8, rng)],
        lambda rng: [Dropout(0.2, rng)],
        lambda rng: [Noise(0.1, rng)],
    ],
)
def test_training_goes_on_when_what_arrives_at_a_layer_has_become_infinite(layers):
    _, x, t = problem()
    net = MLP(Dense(2, 8, rng()), Dense(8, 8, rng()), *layers(rng()), Dense(8, 2, rng()))
    with np.errstate(all="ignore"):
        history = sgd(net, x, t, CROSS_ENTROPY, lr=1e150, steps=20)
    assert len(history.loss) == 20 and not np.isfinite(history.loss[-1])


# Arrays of the caller


def test_what_the_caller_does_to_x_after_forward_does_not_reach_backward():
    (net, x, t), (other, _, _) = problem(), problem()
    g = d_cross_entropy(net.forward(x), t)
    x_again = x.copy()
    x[:] = 0
    net.backward(g)
    other.backward(d_cross_entropy(other.forward(x_again), t))
    assert all((a == b).all() for a, b in zip(net.grads, other.grads))


def test_what_the_caller_does_to_x_and_t_while_a_run_goes_on_does_not_reach_it():
    (net, x, t), (other, x2, t2) = problem(), problem()
    run, undisturbed = (sgd_steps(n, *a, CROSS_ENTROPY, lr=0.1) for n, a in ((net, (x, t)), (other, (x2, t2))))
    x[:], t[:] = 0, 0
    assert [next(run) for _ in range(3)] == [next(undisturbed) for _ in range(3)]


def test_slopes_given_as_an_array_are_copied():
    alpha = np.array([0.1, 0.2])
    layer = Elementwise(LEAKY_RELU, alpha=alpha)
    alpha[:] = 7
    assert layer.forward(np.array([[-1.0, -1.0]])).tolist() == [[-0.1, -0.2]]


@pytest.mark.parametrize("alpha", [np.ones((3, 2)), np.ones((2, 1))])
def test_slopes_that_would_make_more_rows_are_refused(alpha):
    with pytest.raises(ValueError, match="alpha must be a number or one for each column"):
        Elementwise(LEAKY_RELU, alpha=alpha)


def test_slopes_for_three_columns_do_not_fit_one():
    with pytest.raises(ValueError, match=r"expects x of shape \(n, 3\), got \(4, 1\)"):
        Elementwise(LEAKY_RELU, alpha=np.ones(3)).forward(np.ones((4, 1)))


@each_layer
def test_a_gradient_of_another_shape_is_refused_instead_of_broadcast(make):
    layer = make()
    layer.forward(np.ones((5, 2)))
    for g in np.ones((1, 2)), np.ones(2), 1.0, np.ones((5, 1)), np.ones((6, 2)):
        with pytest.raises(ValueError, match=r"g, the gradient that arrives at \w+, must have shape \(5, 2\)"):
            layer.backward(g)


@each_layer
def test_backward_before_forward_says_so(make):
    with pytest.raises(AttributeError, match=r"\w+ has no x yet: forward sets it, and comes before backward"):
        make().backward(np.ones((1, 2)))


def test_backward_twice_gives_the_same_gradients_and_does_not_add_them_up():
    net, x, t = problem()
    g = d_cross_entropy(net.forward(x), t)
    net.backward(g)
    once = [a.copy() for a in net.grads]
    net.backward(g)
    assert all((a == b).all() for a, b in zip(once, net.grads))


def test_a_step_of_training_leaves_the_gradients_of_the_loss_alone_in_grads():
    (net, x, t), (other, _, _) = problem(), problem()
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, l2=0.5, momentum=0.9, steps=1)
    other.backward(d_cross_entropy(other.forward(x), t))
    assert all((a == b).all() for a, b in zip(net.grads, other.grads))


# Kinds of arrays


@pytest.mark.parametrize("f", [f for a in ACTIVATIONS for f in (a.f, a.df)], ids=lambda f: f.__name__)
@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_a_matrix_is_taken_elementwise(f):
    x = np.array([[1.0, 2.0], [-3.0, 4.0]])
    assert (np.asarray(f(np.matrix(x))) == f(x)).all()


@pytest.mark.parametrize("f", [f for a in ACTIVATIONS for f in (a.f, a.df)], ids=lambda f: f.__name__)
def test_what_is_masked_stays_masked_in_an_activation(f):
    x = np.ma.masked_array([[1.0, -2.0]], mask=[[False, True]])
    assert f(x).mask.tolist() == [[False, True]] and f(x)[0, 0] == f(1.0)


@pytest.mark.parametrize("call", [
    lambda x: Dense(2, 2, rng()).forward(x), lambda x: problem()[0].forward(x), lambda x: problem()[0].predict(x),
    lambda x: sgd(problem()[0], x, [0, 1], CROSS_ENTROPY, lr=0.1, steps=1), lambda x: cross_entropy(x, [0, 1]), softmax,
])  # fmt: skip
def test_masked_numbers_are_refused_where_the_gaps_would_be_taken_for_data(call):
    with pytest.raises(ValueError, match="must not be masked"):
        call(np.ma.masked_array(np.ones((2, 2)), mask=[[True, False], [False, False]]))


# The ends of the number line


def test_selu_of_the_largest_numbers_is_silent_and_infinite_where_it_leaves_the_type():
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        assert selu(1.75e308) == np.inf and selu(np.float32(3.4e38)) == np.inf and np.isfinite(selu(1.7e308))


@pytest.mark.parametrize("f", [leaky_relu, prelu])
@pytest.mark.parametrize("alpha", [0, 0.0, np.float32(0), np.array([0.0, 0.0]), np.array([0.0, 2.0])], ids=repr)
def test_a_slope_of_zero_times_infinity_is_zero(f, alpha):
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        y = f(np.array([-np.inf, -np.inf]), alpha)
    assert y.tolist() == [-np.inf if a else 0.0 for a in np.broadcast_to(alpha, 2)]


@pytest.mark.parametrize("f", [leaky_relu, prelu])
def test_a_slope_above_one_overflows_in_silence_and_nan_stays(f):
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        assert f(-1e308, 3.0) == -np.inf and np.isnan(f(np.nan, 0.0)) and f(-np.inf, -1.0) == np.inf


@pytest.mark.parametrize("a", ACTIVATIONS, ids=lambda a: a.name)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_every_finite_number_is_answered_without_a_warning_but_underflow(a, dtype):
    top = np.finfo(dtype).max
    x = np.array([-top, -top / 2, -1, 0, np.finfo(dtype).smallest_subnormal, 1, top / 2, top], dtype)
    with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("error")
        assert not np.isnan(a.f(x)).any() and np.isfinite(a.df(x)).all() and a.f(x).dtype == a.df(x).dtype == dtype


@pytest.mark.parametrize("a", ACTIVATIONS, ids=lambda a: a.name)
def test_an_infinity_gives_the_limit_without_a_warning(a):
    with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("error")
        for x in -np.inf, np.inf:
            assert a.f(x) == pytest.approx(a.f(np.sign(x) * 1e300) if np.isfinite(a.f(x)) else np.sign(a.f(x)) * np.inf)
            assert a.df(x) == a.df(np.sign(x) * 1e300)


# Types


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("make", [lambda: Dropout(0.5, rng()), lambda: Noise(0.1, rng())], ids=["Dropout", "Noise"])
@pytest.mark.parametrize("train", [True, False])
def test_dropout_and_noise_keep_the_type_in_training_and_outside_it(make, train, dtype):
    layer = make()
    x = np.ones((3, 2), dtype)
    assert layer.forward(x, train=train).dtype == layer.backward(x).dtype == dtype


def test_losses_are_computed_in_float64():
    z = np.array([[300.0, 0.0]], np.float16)
    assert cross_entropy(z, [1]) == 300 and SQUARED_ERROR.f(z, np.zeros((1, 2))) == 45000


# Instruments


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_numerical_gradient_leaves_its_argument_as_it_was_when_f_raises(error):
    a = np.array([1.0, 2.0, 3.0])

    def f(a):
        if a[1] != 2.0:
            raise error

        return 0.0

    with pytest.raises(error):
        numerical_gradient(f, a)
    assert a.tolist() == [1, 2, 3]


def test_numerical_gradient_refuses_a_function_that_gives_more_than_a_number():
    with pytest.raises(ValueError, match=r"f must give a single number, got an array of shape \(2,\)"):
        numerical_gradient(lambda a: a, np.ones(2))


def test_numerical_gradient_is_as_exact_far_from_zero():
    a = np.array([1e8])
    np.testing.assert_allclose(numerical_gradient(lambda a: (a * a).sum(), a), 2 * a, rtol=1e-10)


def test_the_numerical_derivative_at_a_kink_is_the_mean_of_both_slopes():
    assert numerical_derivative(relu, 0.0) == 0.5


# Records and copies


def test_two_histories_are_equal_when_their_losses_are():
    assert History(np.ones(2)) == History(np.ones(2)) != History(np.zeros(2)) and History(np.ones(2)) != "ones"
    assert History(np.array([np.nan])) == History(np.array([np.nan]))


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_a_copy_of_a_network_trains_by_itself_and_alike(copied):
    net, x, t = problem()
    before = [p.copy() for p in net.params]
    other = copied(net)
    losses = sgd(other, x, t, CROSS_ENTROPY, lr=0.5, l2=0.1, momentum=0.5, steps=10)
    assert all((a == b).all() for a, b in zip(before, net.params))
    assert sgd(net, x, t, CROSS_ENTROPY, lr=0.5, l2=0.1, momentum=0.5, steps=10) == losses
    other.layers[0].W = np.zeros((2, 8))
    assert net.layers[0].W.any() and (other.params[0] == 0).all()


def test_a_copy_of_a_layer_has_arrays_of_its_own():
    layer = Dense(2, 2, rng())
    other = copy.copy(layer)
    other.W = np.zeros((2, 2))
    assert layer.W.any()


def test_an_abandoned_run_leaves_the_network_usable():
    (net, x, t), (other, _, _) = problem(), problem()
    run = sgd_steps(net, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9)
    next(run)
    del run
    gc.collect()
    sgd(other, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9, steps=1)
    again = [sgd(n, x, t, CROSS_ENTROPY, lr=0.5, momentum=0.9, steps=3) for n in (net, other)]
    assert again[0] == again[1]


# Settings


@pytest.mark.parametrize("value", [-0.1, 1.0, float("nan"), "half", None, True])
def test_a_dropout_probability_that_is_set_later_is_checked_too(value):
    layer = Dropout(0.5, rng())
    with pytest.raises(ValueError, match=r"p must be in \[0, 1\)"):
        layer.p = value
    assert layer.p == 0.5


@pytest.mark.parametrize("argument", ["lr", "l2", "momentum"])
def test_true_is_no_number(argument):
    net, x, t = problem()
    with pytest.raises(ValueError, match=f"{argument} must be in"):
        sgd(net, x, t, CROSS_ENTROPY, **({"lr": 0.1, "steps": 1} | {argument: True}))


def test_a_rate_that_a_schedule_gives_is_checked_before_it_is_used():
    net, x, t = problem()
    with pytest.raises(ValueError, match=r"lr must be in \[0, inf\), got -1.0"):
        sgd(net, x, t, CROSS_ENTROPY, lr=lambda step: -1.0, steps=1)
    run = sgd_steps(net, x, t, CROSS_ENTROPY, lr=lambda step: 0.1 if step < 2 else float("nan"))
    next(run), next(run)
    before = [p.copy() for p in net.params]
    with pytest.raises(ValueError, match="lr must be in .* got nan"):
        next(run)
    assert all((a == b).all() for a, b in zip(before, net.params))


@pytest.mark.parametrize("activation", ["tanh", "relu", "Maxout", None, np.tanh, np.ones(2)])
def test_mlp_names_what_it_takes_for_an_activation(activation):
    with pytest.raises(ValueError, match='activation must be a record such as TANH, "maxout" or "prelu"'):
        mlp((2, 2), activation, rng())  # also where there is no hidden layer to use it


@pytest.mark.parametrize(
    "make",
    [
        lambda gain: Dense(2, 2, rng(), gain),
        lambda gain: Maxout(2, 2, rng(), gain=gain),
        lambda gain: mlp((2, 2, 2), TANH, rng(), gain),
    ],
    ids=["Dense", "Maxout", "mlp"],
)
@pytest.mark.parametrize("gain", [-1.0, float("inf"), float("nan"), "he", None, np.ones(2)], ids=repr)
def test_a_gain_that_is_no_number_is_refused(make, gain):
    with pytest.raises(ValueError, match=r"gain must be in \[0, inf\)"):
        make(gain)


@pytest.mark.parametrize("x", [np.ones(2), np.ones((1, 2, 2)), 3.0], ids=["1-d", "3-d", "number"])
def test_a_network_of_activations_alone_wants_rows_too(x):
    with pytest.raises(ValueError, match=r"MLP expects x of shape \(n, n_in\)"):
        MLP(Elementwise(RELU)).forward(x)


# A layer of one's own


def test_a_layer_of_ones_own_is_trained_counted_and_widths_are_checked():
    layer = Scale(3)
    net = MLP(Dense(2, 3, rng()), layer, Dense(3, 2, rng(1)))
    sgd(net, X, T, CROSS_ENTROPY, lr=0.5, steps=5)
    assert net.n_params == 9 + 3 + 8 and (layer.s != 1).all() and repr(layer) == "Scale(n)"
    with pytest.raises(ValueError, match=r"layer 1, Scale\(n\), expects 4 columns, the layers before give 3"):
        MLP(Dense(2, 3, rng()), Scale(4))


@pytest.mark.parametrize(
    "backward",
    [
        lambda self, g, to_input=True: g,
        lambda self, g, to_input=True: setattr(self, "grads", [np.ones(1)]) or g,
        lambda self, g, to_input=True: setattr(self, "grads", []) or g,
    ],
)
def test_a_layer_that_sets_no_fitting_gradients_is_refused_before_anything_is_changed(backward):
    net = MLP(Dense(2, 3, rng()), type("Careless", (Scale,), {"backward": backward})(3), Dense(3, 2, rng(1)))
    before = [p.copy() for p in net.params]
    with pytest.raises(ValueError, match=r"each backward must set grads .* \(Careless\(n\), \["):
        sgd(net, X, T, CROSS_ENTROPY, lr=0.5, steps=5)
    assert all((a == b).all() for a, b in zip(before, net.params))


def test_a_layer_without_forward_or_backward_says_which_is_missing():
    class Bare(Layer):
        pass

    with pytest.raises(NotImplementedError, match=r"Bare has no forward\(x, train=False\)"):
        Bare().forward(X)
    with pytest.raises(NotImplementedError, match=r"Bare has no backward\(g, to_input=True\)"):
        Bare().backward(X)


def test_a_loss_of_ones_own_needs_two_functions():
    net, x, t = problem()
    own = Loss(cross_entropy, d_cross_entropy)
    (other, _, _) = problem()
    assert sgd(net, x, t, own, lr=0.5, steps=5) == sgd(other, x, t, CROSS_ENTROPY, lr=0.5, steps=5)


@pytest.mark.parametrize("df", [lambda y, t: np.ones(2), lambda y, t: 1.0])
def test_a_loss_whose_derivative_has_another_shape_is_refused_before_anything_is_changed(df):
    net, x, t = problem()
    before = [p.copy() for p in net.params]
    with pytest.raises(ValueError, match="the gradient that arrives at Dense"):
        sgd(net, x, t, Loss(cross_entropy, df), lr=0.1, steps=1)
    assert all((a == b).all() for a, b in zip(before, net.params))
