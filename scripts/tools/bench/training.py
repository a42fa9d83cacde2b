"""One training step, said in five ways: full batch, tanh, cross-entropy, L2, momentum, the loss recorded.

Each function sets up a network for the sizes and returns run(steps), which trains on and gives the losses.
They are written as one writes them with that library; their lines are counted.
"""

import numpy as np

from nnref import CROSS_ENTROPY, TANH, mlp, moons, sgd

LR, L2, MOMENTUM = 0.1, 1e-3, 0.9


def examples(sizes, n=200):
    """n points for a network of these sizes."""
    rng = np.random.default_rng(0)
    if sizes[0] == 2 and sizes[-1] == 2:
        return moons(n, rng, 0.1)
    return rng.standard_normal((n, sizes[0])), rng.integers(0, sizes[-1], n)


def with_nnref(sizes, x, t, plain=False):
    net = mlp(sizes, TANH, np.random.default_rng(0))
    l2, momentum = (0.0, 0.0) if plain else (L2, MOMENTUM)
    return lambda steps: sgd(net, x, t, CROSS_ENTROPY, lr=LR, l2=l2, momentum=momentum, steps=steps).loss


def with_numpy(sizes, x, t):
    """The same arithmetic as nnref's, inlined by hand for one or two hidden layers."""
    return {3: one_hidden_layer, 4: two_hidden_layers}[len(sizes)](sizes, x, t)


def one_hidden_layer(sizes, x, t):
    W1, b1, W2, b2 = params = weights(sizes)
    v = [np.zeros_like(p) for p in params]
    n, rows = len(x), np.arange(len(x))

    def run(steps):
        losses = []
        for _ in range(steps):
            z1 = x @ W1 + b1
            h1 = np.tanh(z1)
            z = h1 @ W2 + b2
            z = np.ascontiguousarray(z.T)
            z = z - z.max(axis=0)
            e = np.exp(z)
            total = e.sum(axis=0)
            losses.append((np.log(total).sum() - z[t, rows].sum()) / n)
            g = e / total
            g[t, rows] -= 1
            g = g.T / n
            s = np.exp(-np.abs(z1))
            sech = 2 * s / (1 + s * s)
            g1 = (g @ W2.T) * (sech * sech)
            v[0] = MOMENTUM * v[0] + (x.T @ g1 + L2 * W1)
            v[1] = MOMENTUM * v[1] + g1.sum(axis=0)
            v[2] = MOMENTUM * v[2] + (h1.T @ g + L2 * W2)
            v[3] = MOMENTUM * v[3] + g.sum(axis=0)
            W1[:] -= LR * v[0]
            b1[:] -= LR * v[1]
            W2[:] -= LR * v[2]
            b2[:] -= LR * v[3]
        return losses

    return run


def two_hidden_layers(sizes, x, t):
    W1, b1, W2, b2, W3, b3 = params = weights(sizes)
    v = [np.zeros_like(p) for p in params]
    n, rows = len(x), np.arange(len(x))

    def run(steps):
        losses = []
        for _ in range(steps):
            z1 = x @ W1 + b1
            h1 = np.tanh(z1)
            z2 = h1 @ W2 + b2
            h2 = np.tanh(z2)
            z = h2 @ W3 + b3
            z = np.ascontiguousarray(z.T)
            z = z - z.max(axis=0)
            e = np.exp(z)
            total = e.sum(axis=0)
            losses.append((np.log(total).sum() - z[t, rows].sum()) / n)
            g = e / total
            g[t, rows] -= 1
            g = g.T / n
            s = np.exp(-np.abs(z2))
            sech = 2 * s / (1 + s * s)
            g2 = (g @ W3.T) * (sech * sech)
            s = np.exp(-np.abs(z1))
            sech = 2 * s / (1 + s * s)
            g1 = (g2 @ W2.T) * (sech * sech)
            v[0] = MOMENTUM * v[0] + (x.T @ g1 + L2 * W1)
            v[1] = MOMENTUM * v[1] + g1.sum(axis=0)
            v[2] = MOMENTUM * v[2] + (h1.T @ g2 + L2 * W2)
            v[3] = MOMENTUM * v[3] + g2.sum(axis=0)
            v[4] = MOMENTUM * v[4] + (h2.T @ g + L2 * W3)
            v[5] = MOMENTUM * v[5] + g.sum(axis=0)
            W1[:] -= LR * v[0]
            b1[:] -= LR * v[1]
            W2[:] -= LR * v[2]
            b2[:] -= LR * v[3]
            W3[:] -= LR * v[4]
            b3[:] -= LR * v[5]
        return losses

    return run


def plain_numpy(sizes, x, t):
    """No L2, no momentum, and tanh' as 1 - h^2, as most people write it: the least that one can compute."""
    W1, b1, W2, b2 = weights(sizes)
    n, rows = len(x), np.arange(len(x))

    def run(steps):
        losses = []
        for _ in range(steps):
            h = np.tanh(x @ W1 + b1)
            z = h @ W2 + b2
            z = z - z.max(axis=1, keepdims=True)
            e = np.exp(z)
            total = e.sum(axis=1, keepdims=True)
            losses.append((np.log(total).sum() - z[rows, t].sum()) / n)
            g = e / total
            g[rows, t] -= 1
            g = g / n
            g1 = (g @ W2.T) * (1 - h * h)
            W1[:] -= LR * (x.T @ g1)
            b1[:] -= LR * g1.sum(axis=0)
            W2[:] -= LR * (h.T @ g)
            b2[:] -= LR * g.sum(axis=0)
        return losses

    return run


def weights(sizes):
    """nnref's initial weights, as a list of arrays."""
    return mlp(sizes, TANH, np.random.default_rng(0)).params


def with_sklearn(sizes, x, t):
    """Two classes share one output here, so the last layer has half the work."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier(
        sizes[1:-1],
        activation="tanh",
        solver="sgd",
        alpha=L2 * len(x),
        batch_size=len(x),
        shuffle=False,
        learning_rate_init=LR,
        momentum=MOMENTUM,
        nesterovs_momentum=False,
        tol=0,
        n_iter_no_change=np.inf,
        warm_start=True,
        random_state=0,
    )

    def run(steps):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return net.set_params(max_iter=steps).fit(x, t).loss_curve_

    return run


def with_torch(sizes, x, t):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    x, t = torch.from_numpy(x), torch.from_numpy(t)
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(n_in, n_out, dtype=torch.float64), torch.nn.Tanh()]
    net = torch.nn.Sequential(*layers[:-1])
    weights = [p for p in net.parameters() if p.ndim == 2]
    biases = [p for p in net.parameters() if p.ndim == 1]
    groups = [{"params": weights, "weight_decay": L2}, {"params": biases}]
    optimizer = torch.optim.SGD(groups, lr=LR, momentum=MOMENTUM)

    def run(steps):
        losses = []
        for _ in range(steps):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(net(x), t)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    return run


def with_jax(sizes, x, t, whole_loop=False):
    import jax

    jax.config.update("jax_enable_x64", True)
    keys = jax.random.split(jax.random.key(0), len(sizes) - 1)
    net = [
        (jax.random.normal(key, (n_in, n_out)) * (2 / n_in) ** 0.5, jax.numpy.zeros(n_out))
        for key, n_in, n_out in zip(keys, sizes, sizes[1:])
    ]
    rows = jax.numpy.arange(len(x))

    def objective(net):
        h = x
        for W, b in net[:-1]:
            h = jax.numpy.tanh(h @ W + b)
        W, b = net[-1]
        loss = -jax.nn.log_softmax(h @ W + b)[rows, t].mean()
        return loss + L2 / 2 * sum((W * W).sum() for W, b in net), loss

    def step(state, _):
        net, v = state
        g, loss = jax.grad(objective, has_aux=True)(net)
        v = jax.tree.map(lambda v, g: MOMENTUM * v + g, v, g)
        return (jax.tree.map(lambda p, v: p - LR * v, net, v), v), loss

    state = net, jax.tree.map(jax.numpy.zeros_like, net)
    step_by_step = jax.jit(step)
    all_steps = jax.jit(lambda state, steps: jax.lax.scan(step, state, length=steps), static_argnums=1)

    def run(steps):
        nonlocal state
        if whole_loop:
            state, losses = all_steps(state, steps)
            return np.asarray(losses)
        losses = []
        for _ in range(steps):
            state, loss = step_by_step(state, None)
            losses.append(loss)
        return [float(loss) for loss in losses]

    return run
