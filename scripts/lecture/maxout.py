"""Which pieces of maxout units are ever the largest, and what a large learning rate does to maxout and to ReLU."""

import numpy as np

import nnref
from nnref import CROSS_ENTROPY, MLP, RELU, Dense, Maxout, d_maxout, leaky_relu, lecture_points, mlp, relu, sgd
from scripts.lecture import style
from scripts.lecture.statistics import accuracy
from scripts.lecture.style import AREA_A, AREA_B, INK, QUIET

WIDTH = 20


def measure_pieces():
    """Share of pieces that are the largest at no point, before and after training, for 2 to 5 pieces,
    over 20 starts."""
    x, t, held_x, held_t = lecture_points()
    result = {
        "width": WIDTH,
        "rate": 0.3,
        "steps": 300,
        "seeds": 20,
        "pieces": [2, 3, 4, 5],
        "before": [],
        "after": [],
        "accuracy": [],
        "params": [],
    }
    for pieces in result["pieces"]:
        runs = []
        for seed in range(result["seeds"]):
            net = _maxout_net(pieces, seed)
            before = _idle(net, x)
            sgd(net, x, t, CROSS_ENTROPY, lr=result["rate"], steps=result["steps"])
            runs.append((before, _idle(net, x), accuracy(net, held_x, held_t)))
        before, after, right = np.mean(runs, axis=0)
        result["before"].append(before)
        result["after"].append(after)
        result["accuracy"].append(right)
        result["params"].append(net.n_params)
    assert result["before"][0] == 0, "with two pieces, each should be the largest somewhere"
    assert result["before"][-1] > 0.1, "with five pieces, some should be the largest nowhere"
    return result


def measure_rates():
    """Accuracy on the points and share of silent units after 50 steps, maxout against ReLU, over 20 starts."""
    x, t, _, _ = lecture_points()
    rates = [0.1, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0]
    result = {"width": WIDTH, "rates": rates, "steps": 50, "seeds": 20}
    for name in "relu", "maxout":
        runs = np.array(
            [[_trained(name, x, t, rate, seed, result["steps"]) for seed in range(result["seeds"])] for rate in rates]
        )
        silent, accuracy = runs[:, :, 0], runs[:, :, 1]
        result[name] = {
            "silent": silent.mean(axis=1),
            "accuracy": accuracy.mean(axis=1),
            "low": np.quantile(accuracy, 0.1, axis=1),
            "high": np.quantile(accuracy, 0.9, axis=1),
        }
    return result


def _maxout_net(pieces, seed):
    rng = np.random.default_rng(seed)
    return MLP(Maxout(2, WIDTH, rng, pieces), Dense(WIDTH, 2, rng))


def _idle(net, x):
    """Share of all pieces that are the largest of their unit for no row of x."""
    layer = net.layers[0]
    return (d_maxout(x, layer.W, layer.b).sum(axis=1) == 0).mean()


def _trained(name, x, t, rate, seed, steps):
    """The share of units that are silent after training (maxout: one piece does all the work), and the accuracy."""
    net = _maxout_net(2, seed) if name == "maxout" else mlp((2, WIDTH, 2), RELU, np.random.default_rng(seed))
    sgd(net, x, t, CROSS_ENTROPY, lr=rate, steps=steps)
    layer = net.layers[0]
    if name == "maxout":
        silent = (d_maxout(x, layer.W, layer.b).sum(axis=1) == 0).any(axis=0)
    else:
        silent = (layer.forward(x) <= 0).all(axis=0)
    return silent.mean(), accuracy(net, x, t)


# Maxout by its pieces: their slopes and their intercepts.
TWO_PIECES = (-0.3, 0.9), (0.0, 0.6)
SPECIAL_CASES = {
    "three pieces": ((-0.9, 0.1, 1.2), (-0.6, 0.6, -0.6), None),
    "0 and x: ReLU": ((0, 1), (0, 0), relu),
    "x / 10 and x: leaky ReLU": ((0.1, 1), (0, 0), lambda x: leaky_relu(x, alpha=0.1)),
    "−x and x: absolute value": ((-1, 1), (0, 0), np.abs),
}


def draw():
    """Maxout takes the largest of its pieces; ReLU, leaky ReLU and |x| are special cases."""
    fig, axes = style.panels(2, 2, height=300, sharex=True, sharey=True)
    x = style.sample(3)
    for ax, (name, (slopes, intercepts, special)) in zip(axes.flat, SPECIAL_CASES.items()):
        y = curve(x, slopes, intercepts)
        assert special is None or np.array_equal(y, special(x)), f"maxout of {name} is something else"
        for slope, intercept in zip(slopes, intercepts):
            piece = slope * x + intercept
            ax.plot(x, np.where(piece < y, piece, np.nan), color=QUIET, linewidth=1)
        ax.plot(x, y, color=style.of("maxout")["color"], linewidth=2.4)
        ax.set_title(name, fontsize=11)
        ax.set(xlim=(-3, 3), ylim=(-1.5, 3.2))
        style.ticks(ax, [-3, 0, 3], [-1, 0, 1, 3])
        style.origin(ax)
        ax.tick_params(labelsize=11)
    return fig


# Two pieces of two inputs: the weights and the bias of each.
PLANES = {
    "two pieces": (((1, 0.4), 0.0), ((-0.6, 1.2), 0.4)),
    "one piece zero: ReLU": (((0, 0), 0.0), ((-0.6, 1.2), 0.4)),
}


def in_the_plane(x, pieces):
    """nnref's maxout of two inputs and one output, and which piece is the largest."""
    W, b = (np.array(part, float) for part in zip(*pieces))
    return nnref.maxout(x, W[:, :, None], b[:, None])[:, 0], d_maxout(x, W[:, :, None], b[:, None])[:, :, 0]


def draw_ridge():
    """Maxout of two inputs seen from above: two planes that meet in an edge, and the weights of the larger one."""
    fig, axes = style.panels(1, 2, height=215, sharey=True)
    xs = np.linspace(-2, 2, 81)
    grid = np.stack(np.meshgrid(xs, xs), axis=-1)
    for ax, (name, pieces) in zip(axes, PLANES.items()):
        y, chosen = (
            part.reshape(*part.shape[:-1], *grid.shape[:2]) for part in in_the_plane(grid.reshape(-1, 2), pieces)
        )
        (w_1, b_1), (w_2, b_2) = pieces
        edge = grid @ np.subtract(w_1, w_2) + b_1 - b_2
        ax.fill([-2, 2, 2, -2], [-2, -2, 2, 2], color=AREA_A, linewidth=0, zorder=0.1)
        ax.contourf(xs, xs, edge, levels=[0, edge.max() + 1], colors=[AREA_B], zorder=0.2)
        ax.contour(
            xs, xs, y, levels=np.arange(-2.75, 5, 0.5), colors=[QUIET], linewidths=0.8, linestyles="solid", zorder=0.3
        )
        ax.contour(xs, xs, edge, levels=[0], colors=[INK], linewidths=2, zorder=0.4)
        for (w, _), won in zip(pieces, chosen):
            middle = grid[won == 1].mean(axis=0)
            if np.any(w):
                ax.annotate("", middle + w, middle, arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.6})
            else:
                ax.text(*middle, "flat", ha="center", va="center", fontsize=11)
        ax.set_title(name, fontsize=11)
        ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
        ax.set_xlabel("first input", fontsize=11)
        style.ticks(ax, [-2, 0, 2], [-2, 0, 2])
        ax.tick_params(labelsize=11)
        ax.spines[:].set_visible(False)
    axes[0].set_ylabel("second input", fontsize=11)
    return fig


def curve(x, slopes, intercepts):
    """nnref's maxout of one input and one output: pieces slope * x + intercept."""
    return nnref.maxout(x[:, None], np.reshape(slopes, (-1, 1, 1)), np.reshape(intercepts, (-1, 1)))[:, 0]


def slope(x, slopes, intercepts):
    """The derivative of curve: the slope of the piece that is the largest."""
    chosen = nnref.d_maxout(x[:, None], np.reshape(slopes, (-1, 1, 1)), np.reshape(intercepts, (-1, 1)))
    return np.tensordot(slopes, chosen[:, :, 0], 1)


def draw_rate(maxout_rates):
    """Share of lost units and accuracy after fifty steps, maxout against ReLU."""
    fig, axes = style.panels(1, 2, height=190, sharex=True)
    rates = maxout_rates["rates"]
    for name in "relu", "maxout":
        run, look = maxout_rates[name], style.of(name)
        axes[0].plot(rates, run["silent"], **look)
        axes[1].fill_between(rates, run["low"], run["high"], color=look["color"], alpha=0.18, linewidth=0)
        axes[1].plot(rates, run["accuracy"], **look)
        place = {"relu": (2.9, 0.385, "right"), "maxout": (0.12, 0.015, "left")}[name]
        style.label(axes[0], *place[:2], style.spelled(name), look["color"], ha=place[2], va="bottom", fontsize=11)
    axes[1].axhline(0.5, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0.4)
    axes[0].set_title("lost units", fontsize=11)
    axes[1].set_title("accuracy", fontsize=11)
    axes[0].set_ylim(0, 0.5)
    axes[1].set_ylim(0.3, 1)
    for ax, ys in zip(axes, ([0, 0.2, 0.4], [0.5, 0.75, 1])):
        ax.set(xscale="log", xlim=(0.1, 3))
        ax.set_xlabel("learning rate", fontsize=11)
        ax.tick_params(labelsize=11)
        ax.minorticks_off()
        style.ticks(ax, [0.1, 0.3, 1, 3], ys)
    return fig
