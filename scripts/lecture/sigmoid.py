"""What saturation does to the gradient, to deep networks and to a bad start;
and what inputs of one sign do to the path of descent."""

import numpy as np
from matplotlib.colors import ListedColormap

from nnref import (
    CROSS_ENTROPY,
    RELU,
    SIGMOID,
    TANH,
    d_sigmoid,
    lecture_points,
    mlp,
    saturated,
    sgd,
    sigmoid,
    sign_agreement,
)
from scripts.lecture import style
from scripts.lecture.labs.saturation import shares
from scripts.lecture.statistics import accuracy
from scripts.lecture.style import ACCENT, AREA_A, AREA_B, FAINT, INK, PAPER, QUIET


def measure_gradient_by_layer():
    """The gradient that reaches each of ten layers of untrained networks, as a share of what reaches the last."""
    result = {"depth": 10, "width": 50, "examples": 200, "seeds": 20}
    for record in SIGMOID, TANH, RELU:
        runs = np.array([_shares(record, result, seed) for seed in range(result["seeds"])])
        result[record.name] = {
            "mean": np.exp(np.log(runs).mean(axis=0)),
            "low": runs.min(axis=0),
            "high": runs.max(axis=0),
        }
    assert result["sigmoid"]["high"][0] < 1e-4, (
        "ten sigmoid layers should leave less than a ten-thousandth, from every start"
    )
    assert min(result["tanh"]["low"][0], result["relu"]["low"][0]) > 0.5, (
        "ten tanh or ReLU layers should leave more than half of the gradient, from every start"
    )
    return result


def _shares(record, sizes, seed):
    """Root mean square of dE/d(output) of each activation layer, first layer first, divided by the last one's."""
    rng = np.random.default_rng(seed)
    net = mlp((sizes["width"],) * (sizes["depth"] + 2), record, rng)
    return shares(net, *rng.standard_normal((2, sizes["examples"], sizes["width"])))


def measure_deep():
    """Ten hidden layers on the lecture's points: sigmoid, tanh,
    and a sigmoid network that starts as the tanh network."""
    x, t, _, _ = lecture_points()
    result = {
        "depth": 10,
        "width": 20,
        "lr": 0.03,
        "rates": [0.01, 0.03, 0.1, 0.3, 1.0, 3.0],
        "seeds": 8,
        "steps": 300,
        "momentum": 0.9,
    }
    sizes, starts = (2, *[result["width"]] * result["depth"], 2), range(result["seeds"])
    setting = {"momentum": result["momentum"], "steps": result["steps"]}
    plain = np.array(
        [[_losses("sigmoid", sizes, x, t, seed, lr=lr, **setting) for seed in starts] for lr in result["rates"]]
    )
    runs = {"sigmoid": plain[result["rates"].index(result["lr"])]}
    for kind in "tanh", "disguised":
        runs[kind] = np.array([_losses(kind, sizes, x, t, seed, lr=result["lr"], **setting) for seed in starts])
    assert plain[:, :, -1].min() > 0.69, "ten sigmoid layers should not learn at all, at any rate and from any start"
    assert runs["disguised"][:, -1].max() < 0.5, (
        "ten sigmoid layers that start as a tanh network should learn, from every start"
    )
    return (
        result
        | {kind: losses[:, ::5] for kind, losses in runs.items()}
        | {"final": {kind: losses[:, -1] for kind, losses in runs.items()}, "lowest": plain[:, :, -1].min()}
    )


def _losses(kind, sizes, x, t, seed, **setting):
    """The loss at each step of training."""
    gain = 2**0.5 if kind == "sigmoid" else 1  # 1 suits tanh
    net = mlp(sizes, TANH if kind == "tanh" else SIGMOID, np.random.default_rng(seed), gain)
    if kind == "disguised":
        disguise(net)
    return sgd(net, x, t, CROSS_ENTROPY, **setting).loss


def disguise(net):
    """Change the weights of a sigmoid network so that it computes what a tanh network with the old ones does.

    tanh(u) is 2 sigmoid(2u) - 1: twice the weights before each unit, and behind it twice the weights, less a bias.
    """
    dense = net.layers[::2]
    for layer in dense[:-1]:
        layer.W *= 2
        layer.b *= 2
    for layer in dense[1:]:
        layer.b -= layer.W.sum(axis=0)
        layer.W *= 2


def measure_large_weights():
    """Sigmoid networks whose first weights start too large: saturated at once, slow to learn, worse on new points."""
    x, t, x_held, t_held = lecture_points()
    result = {"factors": [1, 3, 10, 30, 100], "seeds": 12, "steps": 500, "lr": 0.3, "momentum": 0.9, "hidden": 20}
    shape = len(result["factors"]), result["seeds"]
    share, loss, held_out = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for i, seed in np.ndindex(shape):
        net = mlp((2, result["hidden"], 2), SIGMOID, np.random.default_rng(seed))
        net.layers[0].W *= result["factors"][i]  # pyright: ignore[reportAttributeAccessIssue]
        share[i, seed] = saturated(net, x)[0].mean()
        history = sgd(net, x, t, CROSS_ENTROPY, lr=result["lr"], momentum=result["momentum"], steps=result["steps"])
        loss[i, seed], held_out[i, seed] = history.loss[-1], accuracy(net, x_held, t_held)
    assert loss[-1].min() > loss[0].max(), (
        "weights that start a hundred times too large should leave a larger loss, from every start"
    )
    assert held_out[3].max() < held_out[0].min(), (
        "weights that start thirty times too large should do worse on new points, from every start"
    )
    return result | {"share": share, "loss": loss, "held_out": held_out}


GOAL = np.array([1.0, -1.0])
INPUTS = {"positive": (0.0, 1.0), "centered": (-1.0, 1.0)}  # uniform; the squares have the same mean, one third


def measure_zigzag_paths():
    """One linear neuron with two weights: the way from (0, 0) to within a tenth of (1, -1).

    E = (t - o)^2 / 2 with targets that the goal meets exactly; one example at a time, and all examples at once.
    """
    result = {
        "goal": GOAL,
        "seeds": 20,
        "examples": 100,
        "near": 0.1,
        "lr": 0.5,
        "rates": [0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0],
    }
    reported, trials = range(result["seeds"]), range(100, 100 + result["seeds"])
    for batch, size in ("one", 1), ("all", result["examples"]):
        for name, ends in INPUTS.items():
            tried = [
                np.median([_steps(_path(ends, size, lr, result, seed)) for seed in trials]) for lr in result["rates"]
            ]
            best = result["rates"][np.argmin(tried)]
            paths = [_path(ends, size, result["lr"], result, seed) for seed in reported]
            moves = [np.diff(path, axis=0) for path in paths]
            result[f"{name}_{batch}"] = {
                "path": paths[0],
                "steps": [len(move) for move in moves],
                "length": [np.hypot(*move.T).sum() / np.hypot(*GOAL) for move in moves],
                "together": [(move.prod(axis=1) > 0).mean() for move in moves],
                "best_rate": best,
                "best_steps": [_steps(_path(ends, size, best, result, seed)) for seed in reported],
            }
    one, centered, all_ = (result[name] for name in ("positive_one", "centered_one", "positive_all"))
    assert min(one["together"]) == 1, "with positive inputs, both weights should move the same way at every step"
    assert min(one["length"]) > max(centered["length"]), (
        "the path of positive inputs should be the longer one, from every start"
    )
    assert min(one["steps"]) > max(centered["steps"]), (
        "the path of positive inputs should take more steps, from every start"
    )
    assert max(all_["length"]) < 1, "the batch's path should be straight"
    assert min(all_["steps"]) > max(result["centered_all"]["steps"]), (
        "and still take more steps than that of centered inputs"
    )
    return result


def _path(ends, batch, lr, setting, seed, goal=GOAL):
    """The weights after each step, at most a thousand of them; a rate that is too large leads away."""
    rng, (low, high) = np.random.default_rng(seed), ends
    x, w, path = rng.uniform(low, high, (setting["examples"], 2)), np.zeros(2), [np.zeros(2)]
    while setting["near"] < np.hypot(*(w - goal)) < 100 and len(path) <= 1000:
        chosen = x[rng.permutation(len(x))[:batch]]
        w = w - lr * chosen.T @ (chosen @ (w - goal)) / batch
        path.append(w)
    return np.array(path)


def _steps(path, goal=GOAL):
    return len(path) - 1 if np.hypot(*(path[-1] - goal)) < 1 else 1000


GOALS = {
    "against": lambda seed: GOAL,
    "together": lambda seed: abs(GOAL),
    "any": lambda seed: np.hypot(*GOAL) * np.array([np.cos(seed), np.sin(seed)]),  # at an angle of so many radians
}


def measure_zigzag_goals():
    """Positive inputs beside the same ones moved until they are centered, toward goals in several directions.

    At the learning rate of the paths above, and at the one that needs the fewest steps on other starts.
    """
    setting = {"examples": 100, "near": 0.1}
    result = {"lr": 0.5, "rates": [0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0], "seeds": 20}
    reported, trials = range(result["seeds"]), range(100, 100 + result["seeds"])
    for goal in GOALS:
        result[goal] = {}
        for name, ends in ("positive", INPUTS["positive"]), ("moved", (-0.5, 0.5)):
            for batch, size in ("one", 1), ("all", setting["examples"]):
                way = goal, ends, size, setting
                tried = [np.median(_steps_to(*way, lr, trials)) for lr in result["rates"]]
                best = result["rates"][np.argmin(tried)]
                result[goal][f"{name}_{batch}"] = {
                    "steps": _steps_to(*way, result["lr"], reported),
                    "best_rate": best,
                    "best_steps": _steps_to(*way, best, reported),
                }
    return result


def _steps_to(goal, ends, batch, setting, lr, seeds):
    goals = [GOALS[goal](seed) for seed in seeds]
    return [_steps(_path(ends, batch, lr, setting, seed, at), at) for seed, at in zip(seeds, goals)]


def measure_sign_patterns():
    """Signs of the gradients on the weights into one output, for single examples and for batches of every size.

    In networks that are untrained, and in the same ones a few steps later.
    """
    x, t, _, _ = lecture_points()
    result = {"sizes": [1, 2, 5, 10, 20, 40, 80], "hidden": 20, "seeds": 20, "draws": 30, "steps": 20, "lr": 0.1}
    for record in SIGMOID, TANH, RELU:
        result[record.name] = {}
        for moment, steps in ("untrained", 0), ("trained", result["steps"]):
            single = [_single(record, x, t, steps, result, seed) for seed in range(result["seeds"])]
            shares = np.array([_agreement(g, result, seed) for seed, g in enumerate(single)])
            result[record.name][moment] = {
                "mean": shares.mean(axis=0),
                "low": shares.min(axis=0),
                "high": shares.max(axis=0),
            }
        shown = single[0][:10, :8]
        result[record.name] |= {
            "single": np.sign(shown).astype(int),
            "batch": np.sign(single[0].mean(axis=0)[:8]).astype(int),
        }
    sigmoid, tanh = result["sigmoid"], result["tanh"]
    assert sigmoid["trained"]["low"][0] == result["relu"]["trained"]["low"][0] == 1, (
        "behind sigmoid and ReLU units, all components of one example's gradient should agree in sign"
    )
    assert tanh["trained"]["high"][0] < 0.75, "behind tanh units they should not"
    assert sigmoid["trained"]["mean"][-1] < 0.7 < sigmoid["untrained"]["mean"][-1], (
        "the gradient of all examples should mix signs in a network that has begun to learn, and hardly before"
    )
    return result


def _single(record, x, t, steps, setting, seed):
    """The gradient of each example by itself, (examples, hidden units), on the weights into the first output."""
    net = mlp((2, setting["hidden"], 2), record, np.random.default_rng(seed))
    if steps:
        sgd(net, x, t, CROSS_ENTROPY, lr=setting["lr"], steps=steps)
    g = len(x) * CROSS_ENTROPY.df(net.forward(x), t)
    return g[:, :1] * net.layers[2].x


def _agreement(single, setting, seed):
    """Share of the more frequent sign, for each size of batch the mean over some draws."""
    rng = np.random.default_rng(1000 + seed)
    draws = [[rng.permutation(len(single))[:size] for _ in range(setting["draws"])] for size in setting["sizes"]]
    return [sign_agreement([single[rows].mean(axis=0) for rows in of_size]).mean() for of_size in draws]


def draw_saturation():
    """The sigmoid and its derivative, with the regions in which the slope is below one hundredth."""
    fig, axes = style.panels(1, 2, height=170)
    edge = np.log(0.5 / 0.01 - 1 + np.sqrt((0.5 / 0.01 - 1) ** 2 - 1))  # where s (1 - s) is 0.01
    x = np.linspace(-9, 9, 361)
    assert np.isclose(d_sigmoid(edge), 0.01), "the shaded regions should begin where the slope is one hundredth"
    for ax, f in (axes[0], sigmoid), (axes[1], d_sigmoid):
        for side in (-9, -edge), (edge, 9):
            ax.axvspan(*side, color=FAINT, alpha=0.7, linewidth=0, zorder=0.1)
            style.label(ax, sum(side) / 2, 0.5, "saturated", QUIET, ha="center", va="center", rotation=90, fontsize=9.5)
        ax.plot(x, f(x), color=style.listed("sigmoid").light)
        ax.set(xlim=(-9, 9), ylim=(-0.06, 1.06))
    axes[0].set_title("$\\sigma\\,(x)$")
    axes[1].set_title("$\\sigma\\,′(x)$")
    style.ticks(axes[0], [-9, 0, 9], [0, 0.5, 1])
    style.ticks(axes[1], [-9, 0, 9], [0, 0.25])
    for ax in axes:
        style.origin(ax)
    return fig


def draw_depth(sigmoid_gradient_by_layer):
    """The gradient that reaches each of ten layers: sigmoid, tanh and ReLU."""
    fig, ax = style.panels(height=230)
    depth = sigmoid_gradient_by_layer["depth"]
    layers = np.arange(1, depth + 1)
    for name, shift in ("relu", 0.45), ("tanh", 2.1), ("sigmoid", 1):
        run, line = sigmoid_gradient_by_layer[name], style.of(name)
        ax.semilogy(layers, run["mean"], **line)
        ax.fill_between(layers, run["low"], run["high"], color=line["color"], alpha=0.18, linewidth=0)
        style.label(ax, 0.75, run["mean"][0] * shift, style.spelled(name), line["color"], ha="right", va="center")
    ax.semilogy(layers, (0.25 * 2**0.5) ** (depth - layers), color=QUIET, linewidth=1, linestyle=style.DOTTED)
    style.label(ax, 5.3, 0.035, "¼ × √2\neach layer", QUIET, ha="right", va="center", fontsize=9.5)
    ax.set(xlabel="layer", ylabel="gradient, compared to layer 10", xlim=(-0.9, 10.2), ylim=(1e-5, 10))
    ax.set_xticks([1, 4, 7, 10])
    ax.set_yticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
    ax.minorticks_off()
    return fig


def draw_deep(sigmoid_deep):
    """Training ten hidden layers: sigmoid, tanh, and a sigmoid network that starts as the tanh network."""
    fig, axes = style.panels(1, 3, height=180, sharey=True)
    steps = 5 * np.arange(len(sigmoid_deep["tanh"][0]))
    titles = {"sigmoid": "sigmoid", "tanh": "tanh", "disguised": "sigmoid that\nstarts as tanh"}
    for ax, (kind, title) in zip(axes, titles.items()):
        losses, color = np.asarray(sigmoid_deep[kind]), style.listed("tanh" if kind == "tanh" else "sigmoid").light
        ax.plot(steps, losses.T, color=color, linewidth=0.7, alpha=0.4)
        ax.plot(steps, np.median(losses, axis=0), color=color, linewidth=2.2)
        ax.axhline(np.log(2), color=QUIET, linewidth=0.8, linestyle=style.DOTTED, zorder=0.5)
        ax.set(title=title, xlabel="step", xlim=(0, 305), ylim=(0, 1.05 * max(np.max(sigmoid_deep[k]) for k in titles)))
        style.ticks(ax, [0, 150, 300], [0, 0.5, 1])
    axes[0].set(ylabel="loss")
    style.label(axes[0], 150, 0.6, "ln 2: a guess", QUIET, ha="center", va="top", fontsize=9.5)
    return fig


def draw_large_weights(sigmoid_large_weights):
    """First weights multiplied by a factor: saturation at the start, then loss and accuracy after training."""
    fig, axes = style.panels(1, 3, height=176)
    factors, line = sigmoid_large_weights["factors"], style.of("sigmoid")
    for ax, key, title in zip(axes, ("share", "loss", "held_out"), ("saturated", "loss", "new points")):
        values = np.asarray(sigmoid_large_weights[key])
        ax.semilogx(
            np.repeat(factors, values.shape[1]),
            values.ravel(),
            "o",
            color=line["color"],
            markersize=2.5,
            alpha=0.35,
            markeredgewidth=0,
        )
        ax.plot(factors, np.median(values, axis=1), **line)
        ax.set(title=title, xlabel="weights times", xlim=(0.7, 140))
        ax.set_xticks([1, 10, 100], ["1", "10", "100"])
        ax.minorticks_off()
    axes[0].set(ylim=(0, 1.03), yticks=[0, 0.5, 1])
    axes[1].set(ylim=(0, 0.62), yticks=[0, 0.3, 0.6])
    axes[2].set(ylim=(0.4, 1.02), yticks=[0.5, 0.75, 1])
    return fig


ARROW = {"arrowstyle": "->", "color": INK, "shrinkA": 0, "shrinkB": 0, "linewidth": 0.9}


def draw_quadrants():
    """Where one example can move two weights whose inputs are both positive, and a goal that lies elsewhere."""
    fig, ax = style.panels(height=230)
    for x, y, text in (1, 1, "both grow"), (-1, -1, "both shrink"):
        ax.fill([0, x, x, 0], [0, 0, y, y], color=AREA_A, linewidth=0, zorder=0.1)
        style.label(ax, 0.5 * x, 0.85 * y, text, ha="center", va="center", fontsize=9.5)
    ax.annotate("", GOAL * 0.76, (0, 0), arrowprops={"arrowstyle": "->", "color": ACCENT, "linestyle": "dotted"})
    corners = np.array([(0, 0), (0.44, 0.12), (0.3, -0.42), (0.8, -0.22), (0.72, -0.72)])
    for start, end in zip(corners, corners[1:]):
        ax.annotate("", end, start, arrowprops=ARROW)
    _goal(ax, 0.8 * GOAL)
    style.label(ax, 0.68, -0.9, "goal", ACCENT, ha="right", va="center", fontsize=9.5)
    ax.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xlabel="change of $w_1$", ylabel="change of $w_2$")
    style.ticks(ax, [], [])
    style.origin(ax)
    return fig


def _goal(ax, at):
    ax.plot(*at, "o", color=ACCENT, markersize=9, markerfacecolor=PAPER, markeredgewidth=1.6)


def draw_zigzag_path(sigmoid_zigzag_paths):
    """Two paths of gradient descent on the contours of the loss, for positive and for centered inputs."""
    fig, axes = style.panels(1, 2, height=216, sharex=True, sharey=True)
    w = np.linspace(-0.6, 1.4, 41)
    away = np.stack(np.meshgrid(w, w - 0.8), axis=-1) - GOAL
    for ax, (inputs, (low, high)) in zip(axes, INPUTS.items()):
        moments = np.full((2, 2), ((low + high) / 2) ** 2)
        np.fill_diagonal(moments, 1 / 3)
        loss = np.einsum("...i,ij,...j", away, moments, away) / 2
        ax.contour(w, w - 0.8, loss, levels=np.linspace(0.03, 1, 8) ** 2, colors=[QUIET], alpha=0.4, linewidths=0.8)
        one, all_ = (_typical(f"{inputs}_{batch}", sigmoid_zigzag_paths) for batch in ("one", "all"))
        ax.plot(*one.T, color=INK, linewidth=0.9)
        for start, end in zip(one, one[1:]):
            if np.hypot(*(end - start)) > 0.15:
                ax.annotate("", end, start, arrowprops=ARROW | {"mutation_scale": 7})
        ax.plot(*all_.T, "o", color=ACCENT, markersize=1.8, markeredgewidth=0)
        _goal(ax, GOAL)
        for y, text, path, color in (0.38, "one at a time", one, INK), (0.16, "all at once", all_, ACCENT):
            look = {"ha": "right", "va": "center", "fontsize": 9.5}
            style.label(ax, w[-1], y, f"{text}: {len(path) - 1} steps", color, **look)
        ax.set(xlim=(w[0], w[-1]), ylim=(w[0] - 0.8, w[-1] - 0.8), aspect="equal")
        ax.set(title=f"{inputs} inputs, {low:.0f} to {high:.0f}".replace("-", "−"), xlabel="$w_1$")
        style.ticks(ax, [0, 1], [-1, 0])
    axes[0].set_ylabel("$w_2$")
    return fig


def _typical(kind, measured):
    """The path of the first run that takes the median number of steps."""
    name, batch = kind.split("_")
    steps = measured[kind]["steps"]
    seed = int(np.argmin(np.abs(steps - np.median(steps))))
    return _path(INPUTS[name], 1 if batch == "one" else measured["examples"], measured["lr"], measured, seed)


def draw_sign_pattern(sigmoid_sign_patterns):
    """Signs of the gradient components for ten examples and for the batch, behind sigmoid and behind tanh units."""
    fig, axes = style.panels(1, 2, height=236)
    for ax, name in zip(axes, ("sigmoid", "tanh")):
        single, batch = (
            np.array(sigmoid_sign_patterns[name]["single"]),
            np.array([sigmoid_sign_patterns[name]["batch"]]),
        )
        rows, columns = single.shape
        for signs, top in (single, rows), (batch, -0.7):
            ax.pcolormesh(
                np.arange(columns + 1),
                top - np.arange(len(signs) + 1),
                signs,
                cmap=ListedColormap([AREA_A, AREA_B]),
                vmin=-1,
                vmax=1,
                edgecolors=PAPER,
                linewidth=1,
            )
            for i, j in np.ndindex(signs.shape):
                ax.text(j + 0.5, top - i - 0.54, "+" if signs[i, j] > 0 else "−", ha="center", va="center", fontsize=9)
        style.bare(ax)
        ax.set(title=f"behind {name} units", xlim=(0, columns), ylim=(-1.75, rows + 0.05))
    axes[0].text(-0.35, rows / 2, "one example", rotation=90, ha="right", va="center", color=QUIET, fontsize=9.5)
    axes[0].text(-0.35, -1.2, "all", ha="right", va="center", color=QUIET, fontsize=9.5)
    return fig


def draw_sign_agreement_by_batch(sigmoid_sign_patterns):
    """Share of the gradient components that agree in sign, against the size of the batch."""
    fig, axes = style.panels(1, 2, height=196, sharey=True)
    sizes = sigmoid_sign_patterns["sizes"]
    titles = {"untrained": "untrained", "trained": f"after {sigmoid_sign_patterns['steps']} steps"}
    for ax, (moment, title) in zip(axes, titles.items()):
        for name in "sigmoid", "relu", "tanh":
            run, line = sigmoid_sign_patterns[name][moment], style.of(name)
            ax.semilogx(sizes, run["mean"], **line)
            ax.fill_between(sizes, run["low"], run["high"], color=line["color"], alpha=0.1, linewidth=0)
        ax.set(title=title, xlabel="examples in the batch", xlim=(0.9, 90), ylim=(0.45, 1.03))
        ax.set_xticks([1, 5, 20, 80], ["1", "5", "20", "80"])
        ax.minorticks_off()
    axes[0].set(ylabel="share of one sign", yticks=[0.5, 0.75, 1])
    for name, x, y in ("sigmoid", 12, 0.95), ("relu", 3, 0.715), ("tanh", 6, 0.625):
        style.label(axes[0], x, y, style.spelled(name), style.of(name)["color"], ha="center", va="center")
    return fig
