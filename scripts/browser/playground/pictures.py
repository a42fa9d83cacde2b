"""Pictures of a network in training: bytes and numbers that the page only has to draw."""

import numpy as np

from nnref import CROSS_ENTROPY, dead_units, saturated, softmax

GRID, SMALL, LINES, DOTS = 48, 32, 11, 31  # cells of the map and of a unit's map; lines of the warped grid
FAR = 1e30  # the largest output of a unit in a picture, whose numbers are float32
SUMS = 8.0  # the sums of a unit that its curve shows, to both sides
SHOWN = 80  # points on a unit's curve, at most
ACTIVE = ("Elementwise", "PReLU", "Maxout")
RECTIFIERS = ("relu", "leaky_relu", "prelu")  # on the left they are off, and do not saturate


class Pictures:
    """What can be seen of an engine's network, on a grid of so many cells a side, those of the units on another."""

    def __init__(self, engine, grid=GRID, small=SMALL):
        self.engine, self.basis = engine, None
        self.grid, self.small = cells(engine.reach, grid), cells(engine.reach, small)
        along, across = np.linspace(-1, 1, DOTS), np.repeat(np.linspace(-1, 1, LINES), DOTS)
        self.lines = engine.reach * np.concatenate(
            [np.c_[across, np.tile(along, LINES)], np.c_[np.tile(along, LINES), across]]
        )

    def scene(self):
        """What stays while the network trains."""
        e = self.engine
        return {
            "reach": e.reach,
            "data": e.state["data"],
            "parameters": counted(e.net),
            "layers": e.state["layers"],
            "step": e.state["step"],
            "sizes": {
                "map": side(self.grid), "unit": side(self.small), "lines": 2 * LINES, "dots": DOTS,
                "sums": SUMS, "points": SHOWN,
            },
            "curves": [curve(layer) for layer in e.net.layers if type(layer).__name__ in ACTIVE],
            "train": np.c_[e.x, e.t].round(4).tolist(),
            "held": np.c_[e.x_held, e.t_held].round(4).tolist(),
        }  # fmt: skip

    def scores(self):
        """How sure the network is of class 1, 0 to 255, on the grid; the top row first."""
        with np.errstate(all="ignore"):
            z = self.outputs(self.grid)
            sure = 255.5 / (1 + np.exp(z[:, 0] - z[:, 1]))
        return np.nan_to_num(sure, nan=127.5).astype(np.uint8)

    def outputs(self, x):
        """The network's outputs, whatever its size; layers refuse what overflowed before them."""
        try:
            return self.engine.net.forward(x)
        except ValueError:
            return self.engine.net.layers[-1].forward(self.hidden(x)[-1])

    def hidden(self, x):
        """The outputs of each hidden layer, those cut off that are beyond all pictures."""
        return [y for _, y in self.pairs(x)]

    def pairs(self, x):
        """The inputs and the outputs of each hidden layer's activation."""
        pairs = []
        for layer in self.engine.net.layers[:-1]:
            before, x = x, bounded(layer.forward(x))
            if type(layer).__name__ in ACTIVE:
                pairs.append((before, x))
        return pairs

    def maps(self):
        """The units' outputs on the small grid, each by its own largest: 0 to 255, zero in the middle."""
        with np.errstate(all="ignore"):
            maps = [127.5 + 127 * h / np.maximum(np.abs(h).max(axis=0), 1e-12) for h in self.hidden(self.small)]
        return np.concatenate([m.astype(np.uint8).T.ravel() for m in maps])

    def sums(self):
        """The sums of the units at some training points, each as a byte of the range -SUMS to SUMS;
        of maxout, which has several, the outputs."""
        with np.errstate(all="ignore"):
            pairs = self.pairs(self.engine.x[:SHOWN])
            shown = [y if kind == "maxout" else z for (z, y), (_, kind) in zip(pairs, self.engine.state["layers"])]
            scaled = [np.nan_to_num(127.5 + 127.5 * z / SUMS).clip(0, 255) for z in shown]
        return np.concatenate([z.round().astype(np.uint8).T.ravel() for z in scaled])

    def weights(self):
        """Of each layer the weights from each input to each unit; of maxout those of the largest piece,
        of the output the difference of the two classes."""
        *hidden, last = [layer.W for layer in self.engine.net.layers if hasattr(layer, "W")]
        with np.errstate(all="ignore"):
            shown = [*(strongest(W).ravel() for W in hidden), last[:, 1] - last[:, 0]]
            return np.nan_to_num(np.concatenate(shown)).clip(-FAR, FAR)

    def states(self):
        """For each hidden layer "dead", "off", "saturated" or "" of each unit; None of maxout, which is neither."""
        e = self.engine
        with np.errstate(all="ignore"):
            dead, still = iter(dead_units(e.net, e.x)), iter(saturated(e.net, e.x))
        return [None if kind == "maxout" else [state(kind, *both) for both in zip(next(dead), next(still))]
                for _, kind in e.state["layers"]]  # fmt: skip

    def gradients(self):
        with np.errstate(all="ignore"):
            sizes = [float(np.linalg.norm(layer.grads[0])) for layer in self.engine.net.layers if hasattr(layer, "W")]
        return [s if np.isfinite(s) else None for s in sizes]

    def warp(self):
        """The grid and the training points as the last hidden layer has them: its two units,
        or their main directions; and where the network cannot decide, of two units."""
        with np.errstate(all="ignore"):
            points, lines = self.hidden(self.engine.x)[-1], self.hidden(self.lines)[-1]
            center, basis, line = points.mean(axis=0), np.eye(points.shape[1], 2), None
            if points.shape[1] > 2:
                basis = np.linalg.eigh((points - center).T @ (points - center))[1][:, :-3:-1]
                if self.basis is not None:  # a direction has no sign: keep the one of the picture before
                    basis = basis * np.where((basis * self.basis).sum(axis=0) < 0, -1, 1)
                self.basis = basis
            elif points.shape[1] == 2:
                last = self.engine.net.layers[-1]
                w, b = last.W[:, 1] - last.W[:, 0], last.b[1] - last.b[0]
                line = [*w.tolist(), float(b + center @ w)]
                line = line if np.isfinite(line).all() else None
            return np.concatenate([(lines - center) @ basis, (points - center) @ basis]).ravel(), line

    def followed(self, x, t):
        """One point's way through the network: each unit's output, the probability of class 1, the loss, and the
        gradient of that loss with respect to each unit's output."""
        net = self.engine.net
        with np.errstate(all="ignore"):
            outputs = [np.nan_to_num(h[0]).tolist() for h in self.hidden(x)]
            z = net.forward(x)
            loss, g = CROSS_ENTROPY.value_and_gradient(z, t)
            gradients = []
            for layer in reversed(net.layers):
                if type(layer).__name__ in ACTIVE:
                    gradients.append(np.nan_to_num(g[0]).tolist())
                g = layer.backward(g)
        return {"point": [*x[0].tolist(), int(t[0])], "outputs": outputs, "gradients": gradients[::-1],
                "sure": float(softmax(z)[0, 1]), "loss": float(loss)}  # fmt: skip

    def words(self):
        """What is said of the picture in words and numbers."""
        penalized = self.engine.now["l2"] > 0  # the gradients are those of the loss: they leave out what L2 adds
        words = {"numbers": self.engine.numbers(), "units": self.states(), "gradients": self.gradients()}
        return words | {"penalized": penalized}


def bounded(y):
    """y, cut off where it is beyond all pictures. It hardly ever is, and to look is quicker than to cut."""
    return y if np.abs(y).max() < FAR else np.nan_to_num(y).clip(-FAR, FAR)


def side(cells):
    return round(len(cells) ** 0.5)


def state(kind, dead, still):
    """What a unit is called whose slope is zero at every point, or small at a share of them."""
    if kind in RECTIFIERS:
        return "dead" if dead else "off" if still > 0.9 else ""
    return "saturated" if still > 0.9 else ""


def strongest(W):
    if W.ndim == 2:
        return W
    return np.take_along_axis(W, np.abs(W).argmax(axis=0)[None], axis=0)[0]


def curve(layer):
    """An activation's outputs from -SUMS to SUMS; None of maxout, PReLU as it starts."""
    z = np.linspace(-SUMS, SUMS, 129)
    if type(layer).__name__ == "Maxout":
        return None
    y = layer.forward(np.repeat(z[:, None], len(layer.alpha), axis=1))[:, 0] if hasattr(layer, "alpha") else None
    return (layer.forward(z[:, None])[:, 0] if y is None else y).round(4).tolist()


def cells(reach, n):
    """The centers of n times n cells of the square, row by row from the top."""
    axis = reach * ((np.arange(n) + 0.5) * 2 / n - 1)
    x, y = np.meshgrid(axis, axis[::-1])
    return np.c_[x.ravel(), y.ravel()]


def counted(net):
    """The parameters term by term, as the lecture counts them."""
    terms, biases, slopes = [], [], []
    for layer in net.layers:
        if hasattr(layer, "W"):
            *pieces, n_in, n_out = layer.W.shape
            terms.append(f"{pieces[0]} × [{n_in} × {n_out}]" if pieces else f"[{n_in} × {n_out}]")
            biases.append(f"{pieces[0]} × {n_out}" if pieces else f"{n_out}")
        elif type(layer).__name__ == "PReLU":
            slopes.append(str(len(layer.alpha)))
    said = f"{' + '.join(terms)} = {net.n_weights} weights, {' + '.join(biases)} = {net.n_biases} biases"
    if slopes:
        said += f", {' + '.join(slopes)} = {sum(map(int, slopes))} slopes"
    return f"{net.n_params} = {said}"
