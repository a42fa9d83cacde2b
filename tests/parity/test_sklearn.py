"""nnref against scikit-learn: the same numbers, and the differences in convention by name."""

import inspect
import warnings

import numpy as np
import pytest

import nnref
from nnref import CROSS_ENTROPY, SQUARED_ERROR, TANH, blobs, mlp, moons, sgd

pytest.importorskip("sklearn", reason="scikit-learn is not installed: make venv")
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.neural_network._base import ACTIVATIONS, DERIVATIVES

LR, L2, STEPS = 0.1, 1e-3, 500


@pytest.mark.parametrize("theirs, ours", [("logistic", nnref.sigmoid), ("tanh", nnref.tanh), ("relu", nnref.relu)])
def test_the_activations_agree(theirs, ours):
    x = np.linspace(-50, 50, 1001)
    y, delta = x.copy(), np.ones_like(x)
    ACTIVATIONS[theirs](y)
    np.testing.assert_allclose(ours(x), y, rtol=1e-14)
    DERIVATIVES[theirs](y, delta)  # from the output, in place
    np.testing.assert_allclose(getattr(nnref, "d_" + ours.__name__)(x), delta, rtol=1e-12, atol=1e-15)


def test_the_difference_small_derivatives_are_zero_in_sklearn_and_kept_here():
    y, delta = np.ones(1), np.ones(1)  # the sigmoid of 40, rounded
    DERIVATIVES["logistic"](y, delta)
    assert delta == 0 and nnref.d_sigmoid(40.0) > 0


def twin(estimator, net, x, t, n, **options):
    """The estimator after STEPS full-batch steps from the net's weights."""
    options = (
        dict(
            solver="sgd",
            activation="tanh",
            alpha=L2 * n,
            batch_size=n,
            shuffle=False,
            learning_rate_init=LR,
            momentum=0.9,
            nesterovs_momentum=False,
            tol=0,
            n_iter_no_change=np.inf,
            warm_start=True,
            max_iter=1,
        )
        | options
    )
    other = estimator(hidden_layer_sizes=net.layers[0].W.shape[1], **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        other.fit(x, t)  # makes the arrays; the next fit starts from them with a new optimizer
        other.coefs_, other.intercepts_ = [W.copy() for W in net.weights], [b.copy() for b in net.biases]
        return other.set_params(max_iter=STEPS).fit(x, t)


def assert_same_weights(net, other):
    for ours, others in zip(net.weights + net.biases, other.coefs_ + other.intercepts_, strict=True):
        np.testing.assert_allclose(ours, others, rtol=0, atol=1e-9)


def three_classes():
    rng = np.random.default_rng(0)
    x, t = blobs(150, rng, 0.2)
    t[::3] = 2
    x[::3] += [-0.8, 0.8]
    return x, t, mlp((2, 20, 3), TANH, rng)


def test_500_steps_of_a_classifier_from_the_same_weights_give_the_same_weights():
    x, t, net = three_classes()
    other = twin(MLPClassifier, net, x, t, len(x))
    sgd(net, x, t, CROSS_ENTROPY, lr=LR, l2=L2, momentum=0.9, steps=STEPS)
    assert_same_weights(net, other)
    assert (net.predict(x) == other.predict(x)).all()


def test_500_steps_of_a_regressor_from_the_same_weights_give_the_same_weights():
    rng = np.random.default_rng(0)
    x, _ = moons(100, rng, 0.1)
    t, net = np.sin(3 * x[:, 0]) * x[:, 1], mlp((2, 20, 1), TANH, rng)
    other = twin(MLPRegressor, net, x, t, len(x))
    sgd(net, x, t[:, None], SQUARED_ERROR, lr=LR, l2=L2, momentum=0.9, steps=STEPS)
    assert_same_weights(net, other)


def test_the_difference_alpha_is_divided_by_the_number_of_examples_in_sklearn():
    x, t, net = three_classes()
    other = twin(MLPClassifier, net, x, t, n=1, batch_size=len(x))  # alpha = L2
    sgd(net, x, t, CROSS_ENTROPY, lr=LR, l2=L2 / len(x), momentum=0.9, steps=STEPS)
    assert_same_weights(net, other)


def test_the_difference_two_classes_share_one_logistic_output_in_sklearn():
    x, t = moons(50, np.random.default_rng(0), 0.1)
    other = twin(MLPClassifier, mlp((2, 5, 1), TANH, np.random.default_rng(0)), x, t, len(x))
    assert other.n_outputs_ == 1 and other.out_activation_ == "logistic"


def test_the_difference_momentum_is_nesterovs_by_default_in_sklearn():
    assert inspect.signature(MLPClassifier).parameters["nesterovs_momentum"].default is True
