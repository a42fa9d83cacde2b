"""The lambda translator: which strength elsewhere has the effect of nnref's l2, and the proof by training.

A tool is described by what it adds to the mean loss, and by the step that it takes with each weight,
w - lr (...), given the sum g of the gradients of the n examples in the batch.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnref import CROSS_ENTROPY, SQUARED_ERROR, TANH, lecture_points, mlp, sgd

LR, MOMENTUM, STEPS = 0.1, 0.9, 500


@dataclass(frozen=True)
class Tool:
    name: str
    word: str  #: what it calls the strength
    half: bool  #: is there a half before the sum of squares?
    per_example: bool  #: is the penalty divided by the number of examples in the batch?
    step: Callable | None = None  #: (w, g, n, lr, strength) -> w, or None if the tool itself is run

    def strength(self, lam, n):
        """What to set for lambda, with n examples in a batch."""
        return lam * (1 if self.half else 0.5) * (n if self.per_example else 1)

    def lam(self, strength, n):
        """And back."""
        return strength / self.strength(1, n)


def cs231n(w, g, n, lr, strength):
    return w - lr * (g / n + strength * w)


def convnetjs(w, g, n, lr, strength):
    return w - lr * (strength * w + g) / n


def playground(w, g, n, lr, strength):
    return w - lr / n * g - lr * strength * w


def keras(w, g, n, lr, strength):
    return w - lr * (g / n + 2 * strength * w)  # the derivative of strength * w ** 2


TOOLS = (
    Tool("CS231n", "reg", half=True, per_example=False, step=cs231n),
    Tool("ConvNetJS", "l2_decay", half=True, per_example=True, step=convnetjs),
    Tool("TensorFlow Playground", "Regularization rate", half=True, per_example=False, step=playground),
    Tool("scikit-learn", "alpha", half=True, per_example=True),
    Tool("PyTorch", "weight_decay", half=True, per_example=False),
    Tool("Keras", "L2", half=False, per_example=False, step=keras),
)


def tool(name):
    return next(tool for tool in TOOLS if tool.name == name)


def by_rule(step, strength, net, x, t):
    """Train with a tool's own step, on all examples at once; biases take the step without a penalty."""
    for _ in range(STEPS):
        net.backward(len(x) * CROSS_ENTROPY.df(net.forward(x, train=True), t))
        for layer in net.layers[::2]:
            g_w, g_b = layer.grads
            layer.W[:], layer.b[:] = step(layer.W, g_w, len(x), LR, strength), layer.b - LR / len(x) * g_b


def digits():
    """The first 80 of scikit-learn's digits, from 0 to 1, and a network for them."""
    from sklearn.datasets import load_digits

    x, t = load_digits(return_X_y=True)
    return x[:80] / 16, t[:80], mlp((64, 10, 10), TANH, np.random.default_rng(0))


def curve():
    """The lecture's 80 points with their classes as numbers to be fitted, and a network for them."""
    x, t = lecture_points()[:2]
    return x, t.astype(float), mlp((2, 20, 1), TANH, np.random.default_rng(0))


def with_sklearn(estimator, alpha, net, x, t):
    """scikit-learn's estimator after STEPS full-batch steps of gradient descent from the weights of net."""
    from sklearn.exceptions import ConvergenceWarning

    model = estimator(
        hidden_layer_sizes=net.layers[0].W.shape[1:],
        activation="tanh",
        solver="sgd",
        alpha=alpha,
        batch_size=len(x),
        learning_rate_init=LR,
        momentum=MOMENTUM,
        nesterovs_momentum=False,
        shuffle=False,
        tol=0,
        n_iter_no_change=STEPS,
        warm_start=True,
        max_iter=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, t)  # makes the arrays; the next fit starts from what they hold then, at rest
        model.coefs_, model.intercepts_ = [W.copy() for W in net.weights], [b.copy() for b in net.biases]
        return model.set_params(max_iter=STEPS).fit(x, t)


def apart(net, weights, biases):
    """The largest difference in any weight or bias."""
    pairs = zip(net.weights + net.biases, [*weights, *biases], strict=True)
    return max(np.abs(ours - theirs).max() for ours, theirs in pairs)


def difference(name, lam, strength):
    """Train by the tool's rule, or with scikit-learn, at a strength, and with nnref at lambda:
    how far the weights are apart."""
    if name.startswith("scikit-learn"):
        from sklearn.neural_network import MLPClassifier, MLPRegressor

        if name.endswith("MLPRegressor"):
            x, t, net = curve()
            model = with_sklearn(MLPRegressor, strength, net, x, t)
            sgd(net, x, t[:, None], SQUARED_ERROR, lr=LR, momentum=MOMENTUM, l2=lam, steps=STEPS)
        else:
            x, t, net = digits()
            model = with_sklearn(MLPClassifier, strength, net, x, t)
            sgd(net, x, t, CROSS_ENTROPY, lr=LR, momentum=MOMENTUM, l2=lam, steps=STEPS)
        return apart(net, model.coefs_, model.intercepts_)
    (x, t, net), (_, _, other) = digits(), digits()
    sgd(net, x, t, CROSS_ENTROPY, lr=LR, l2=lam, steps=STEPS)
    by_rule(tool(name).step, strength, other, x, t)
    return apart(net, other.weights, other.biases)


def check_translated(same):
    """Whether every tool, its strength translated, gives nnref's weights;
    the differences are rounding and not recorded."""
    for name, gap in same.items():
        assert gap < 1e-6, f"{name}, translated, should give nnref's weights to a millionth, not to {gap:.1g}"


def measure():
    """How far weights are apart after training elsewhere and with nnref, the strength translated,
    and taken as it is."""
    lam, n, names = 0.01, 80, [one.name for one in TOOLS if one.step]
    names += ["scikit-learn: MLPClassifier", "scikit-learn: MLPRegressor"]
    strengths = {name: tool(name.split(":")[0]).strength(lam, n) for name in names}
    same = {name: difference(name, lam, strength) for name, strength in strengths.items()}
    plain = {name: difference(name, lam, lam) for name in names}
    check_translated(same)
    return {
        "lambda": lam,
        "n": n,
        "strengths": strengths,
        "plain": {name: gap if gap > 1e-6 else 0 for name, gap in plain.items()},
    }


def verdict(translator):
    """What the lab says of lambda taken as it is, or an AssertionError with the sentence that fails."""
    for name, gap in translator["plain"].items():
        identical = tool(name.split(":")[0]).strength(1, 80) == 1
        assert (gap < 1e-6) == identical, (
            f"{name} with nnref's lambda should give {'the same' if identical else 'other'} weights"
        )
