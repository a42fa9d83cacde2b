"""The playground's engine: a state becomes a script of nnref, the script is what trains, and pictures are taken of it.

The state is a dict of plain values, the same that the page's address holds. `script` writes the program that the reader
gets under "Show the code"; the engine runs its first part and then takes its steps from `run`, so both are the same.
"""

import json
from itertools import islice
from time import perf_counter

import numpy as np

from nnref import ACTIVATIONS, CROSS_ENTROPY, dead_units, saturated

DATA = ("moons", "circles", "xor", "blobs", "spirals")
LAYERS = [record.name for record in ACTIVATIONS] + ["maxout"]
DEFAULTS = {
    "data": "moons", "points": 512, "noise": 0.15, "held": 0.5, "layers": [[20, "tanh"]], "lr": 0.1, "momentum": 0.9,
    "batch": 0, "l2": 0.0, "dropout": 0.0, "inputnoise": 0.0, "dseed": 0, "wseed": 0, "own": [], "step": 0,
}  # fmt: skip
LIMITS = {  # what the page's controls offer; anything outside is an error that says so
    "points": (2, 2000), "noise": (0, 2), "held": (0, 0.9), "lr": (0, 1e6), "momentum": (0, 0.999), "batch": (0, 2000),
    "l2": (0, 1e3), "dropout": (0, 0.95), "inputnoise": (0, 10), "dseed": (0, 2**32), "wseed": (0, 2**32),
    "step": (0, 1e9),
}  # fmt: skip
WHOLE = ("points", "batch", "dseed", "wseed", "step")
MAX_LAYERS, MAX_UNITS = 4, 32
GRID, SMALL, LINES, DOTS = 64, 32, 11, 31  # cells of the map and of a unit's map; lines of the warped grid
REACH = 1.5  # half the side of the square, unless the points need more
OWN_LIMIT = 2000
FAR = 1e30  # the largest output of a unit in a picture, whose numbers are float32


def checked(state):
    """The whole state from some of it. ValueError with the name of what does not fit."""
    if unknown := state.keys() - DEFAULTS.keys():
        raise ValueError(f"there is no setting {sorted(unknown)[0]!r}")
    state = DEFAULTS | state
    for name, (low, high) in LIMITS.items():
        value = state[name]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError(f"{name} must be a number from {low} to {high}, got {value!r}")
        if name in WHOLE and value != int(value):
            raise ValueError(f"{name} must be a whole number, got {value!r}")
    state |= {name: int(state[name]) for name in WHOLE}
    if state["data"] not in (*DATA, "lecture", "own"):
        raise ValueError(f"there is no data set {state['data']!r}")
    if not 1 <= len(state["layers"]) <= MAX_LAYERS:
        raise ValueError(f"there can be 1 to {MAX_LAYERS} hidden layers, got {len(state['layers'])}")
    for n, name in state["layers"]:
        if name not in LAYERS or n not in range(1, MAX_UNITS + 1):
            raise ValueError(
                f"a hidden layer has 1 to {MAX_UNITS} neurons and an activation of nnref, got {n!r} and {name!r}"
            )
    if not all(is_point(point) for point in state["own"]):
        raise ValueError("a point of your own is x, y and a class, 0 or 1")
    return state


def is_point(values):
    numbers = all(isinstance(value, (int, float)) for value in values)
    return len(values) == 3 and numbers and np.isfinite(values).all() and values[2] in (0, 1)


def sizes(state):
    """How many points there are to train on, and how many in all."""
    n = len(state["own"]) if state["data"] == "own" else state["points"]
    return max(1, round(n * (1 - state["held"]))), n


def setup(state):
    """The first part of the program: the points, the network, and `run`, each next() of which is one step."""
    lines = ["import numpy as np", "from nnref import *", ""]
    n_train, n = sizes(state)
    split = f"x, t, x_held, t_held = x[:{n_train}], t[:{n_train}], x[{n_train}:], t[{n_train}:]"
    if state["data"] == "lecture":
        lines.append("x, t, x_held, t_held = lecture_points()")
    else:
        lines.append(f"data_rng = np.random.default_rng({state['dseed']})")
        if state["data"] == "own":
            rows = [
                ", ".join(f"({x:g}, {y:g}, {int(c)})" for x, y, c in state["own"][i : i + 5]) for i in range(0, n, 5)
            ]
            lines += [
                "points = np.array([",
                *(f"    {row}," for row in rows),
                "])",
                "data_rng.shuffle(points)",
                "x, t = points[:, :2], points[:, 2].astype(int)",
                split,
            ]
        else:
            lines += [f"x, t = {state['data']}({n}, data_rng, noise={state['noise']!r})", split]
    layers, n_in = [], 2
    if state["inputnoise"]:
        layers.append(f"Noise({state['inputnoise']!r}, rng)")
    for width, name in state["layers"]:
        if name == "maxout":
            layers.append(f"Maxout({n_in}, {width}, rng)")
        else:
            layers += [
                f"Dense({n_in}, {width}, rng)",
                f"PReLU({width})" if name == "prelu" else f"Elementwise({name.upper()})",
            ]
        if state["dropout"]:
            layers.append(f"Dropout({state['dropout']!r}, rng)")
        n_in = width
    layers.append(f"Dense({n_in}, 2, rng)")
    lines += [
        "",
        f"rng = np.random.default_rng({state['wseed']})",
        "net = MLP(",
        *(f"    {layer}," for layer in layers),
        ")",
    ]
    batch = min(state["batch"], n_train) if state["data"] != "lecture" else state["batch"]
    extra = "".join(f", {key}={state[key]!r}" for key in ("momentum", "l2") if state[key])
    extra += f", batch={batch}, rng=rng" if batch else ""
    return "\n".join([*lines, f"run = sgd_steps(net, x, t, CROSS_ENTROPY, lr={state['lr']!r}{extra})", ""])


def script(state, steps):
    """The whole program: prints what the page shows after these steps."""
    return (
        setup(state)
        + f"""
for step in range({steps}):
    next(run)

print("Step {steps}")
print(f"Training loss {{CROSS_ENTROPY.f(net.forward(x), t):.6g}}, accuracy {{(net.predict(x) == t).mean():.4f}}")
if len(x_held):
    print(f"Held-out loss {{CROSS_ENTROPY.f(net.forward(x_held), t_held):.6g}}, "
          f"accuracy {{(net.predict(x_held) == t_held).mean():.4f}}")
"""
    )


class Engine:
    """A network in training."""

    def __init__(self, state):
        self.state = state
        names = {}
        exec(setup(state), names)
        self.net, self.run, self.rng = names["net"], names["run"], names["rng"]
        self.x, self.t, self.x_held, self.t_held = (names[name] for name in ("x", "t", "x_held", "t_held"))
        reach = max(REACH, float(np.abs(np.r_[self.x, self.x_held]).max()) * 1.05) if state["data"] == "own" else REACH
        self.reach = 5.0 if state["data"] == "lecture" else reach
        self.grid, self.small = cells(self.reach, GRID), cells(self.reach, SMALL)
        along, across = np.linspace(-1, 1, DOTS), np.repeat(np.linspace(-1, 1, LINES), DOTS)
        self.lines = self.reach * np.concatenate(
            [np.c_[across, np.tile(along, LINES)], np.c_[np.tile(along, LINES), across]]
        )
        self.step, self.problem, self.pace, self.basis = 0, None, 1, None
        self.looked = -1.0  # when the details were last sent
        self.good = None
        self.keep()
        self.curve, self.due = [], 0
        self.mark()

    def keep(self):
        """Remember this state, and the one before, whose loss is known to be finite by now."""
        self.better, self.good = self.good, (self.step, [p.copy() for p in self.net.params])

    def mark(self):
        """A point of the loss curves, and when the next is due: the same steps on every machine,
        each 3% after the last."""
        loss, _, held, _ = self.measure()
        self.curve.append([self.step, loss, held])
        self.due = self.step + 1 + self.step // 32

    def advance(self, milliseconds, until, steps=1):
        """Steps for so long (for 0: that many), at most to step `until`. Return whether there is more to do."""
        start = perf_counter()
        goal = until if milliseconds else min(until, self.step + steps)
        while not self.problem and self.step < goal:
            n = int(min(self.pace, goal - self.step, self.due - self.step))
            before = perf_counter()
            with np.errstate(all="ignore"):
                losses = self.losses(n)
                finite = np.isfinite(losses[-1]) and all(np.isfinite(p).all() for p in self.net.params)
            now = perf_counter()
            if not finite:
                self.fail(losses)
                return False
            self.step += n
            self.keep()
            if self.step == self.due:
                self.mark()
            if now - before < 0.001 and n == self.pace:
                self.pace = min(2 * n, 256)
            elif now - before > 0.004:
                self.pace = max(1, n // 2)
            if milliseconds and now - start >= milliseconds / 1000:
                break
        if self.measure()[0] is None:
            self.fail([np.nan])
        return not self.problem and self.step < until

    def losses(self, n):
        """The losses of n steps, to the first at which a layer refuses what overflowed before it: NaN."""
        losses = []
        try:
            for loss in islice(self.run, n):
                losses.append(loss)
        except ValueError:
            losses.append(np.nan)
        return losses

    def fail(self, losses):
        bad = np.flatnonzero(~np.isfinite(losses))
        step = self.step + (int(bad[0]) if len(bad) else len(losses))
        last = self.good if np.isfinite(losses[0]) or not self.better else self.better
        self.step, params = last  # pyright: ignore[reportGeneralTypeIssues]
        for p, good in zip(self.net.params, params):
            p[...] = good
        s = self.state
        bound = 2 * (1 + s["momentum"])
        if s["lr"] * s["l2"] > bound:
            why = (
                f"Learning rate times regularization is {s['lr'] * s['l2']:g}, more than 2 × (1 + momentum) = "
                f"{bound:g}: "
                "the decay itself makes the weights grow."
            )
        else:
            why = f"The learning rate {s['lr']:g} is too large here: each step overshoots further than the one before."
        self.problem = (
            f"At step {step} the loss stopped being a finite number. {why} "
            f"You see step {self.step}, the last good state."
        )

    def measure(self):
        def both(x, t):
            try:
                z = self.net.forward(x)
                return CROSS_ENTROPY.f(z, t), (z.argmax(axis=1) == t).mean()
            except ValueError:  # layers and the loss refuse what overflowed before them
                return None, None

        with np.errstate(all="ignore"):
            loss, accuracy = both(self.x, self.t)
            held = both(self.x_held, self.t_held) if len(self.x_held) else (None, None)
        return [None if value is None or not np.isfinite(value) else float(value) for value in (loss, accuracy, *held)]

    def scores(self):
        """How sure the network is of class 1, 0 to 255, on the grid; the top row first."""
        with np.errstate(all="ignore"):
            z = self.net.layers[-1].forward(self.hidden(self.grid)[-1])
            sure = 255.5 / (1 + np.exp(z[:, 0] - z[:, 1]))
        return np.nan_to_num(sure, nan=127.5).astype(np.uint8)

    def hidden(self, x):
        """The outputs of each hidden layer, those cut off that are beyond all pictures."""
        outputs = []
        for layer in self.net.layers[:-1]:
            x = np.nan_to_num(layer.forward(x)).clip(-FAR, FAR)
            kind = type(layer).__name__
            if kind in ("Elementwise", "PReLU", "Maxout"):
                outputs.append(x)
        return outputs

    def details(self):
        """Maps of the units (uint8), the hidden representation (float32), and what is said in words and numbers."""
        loss, accuracy, held_loss, held_accuracy = self.measure()
        numbers = {
            "step": self.step,
            "loss": loss,
            "accuracy": accuracy,
            "heldLoss": held_loss,
            "heldAccuracy": held_accuracy,
        }
        with np.errstate(all="ignore"):
            outputs = self.hidden(self.small)
            maps = [127.5 + 127 * h / np.maximum(np.abs(h).max(axis=0), 1e-12) for h in outputs]
            maps = np.concatenate([m.astype(np.uint8).T.ravel() for m in maps])
            flat, line = self.representation()
            dead, still = iter(dead_units(self.net, self.x)), iter(saturated(self.net, self.x))
            units = []
            for _, name in self.state["layers"]:
                if name == "maxout":
                    units.append(None)
                else:
                    units.append(
                        ["dead" if d else "saturated" if s > 0.9 else "" for d, s in zip(next(dead), next(still))]
                    )
            sizes = [float(np.linalg.norm(layer.grads[0])) for layer in self.net.layers if hasattr(layer, "W")]
        return (
            maps,
            flat,
            {
                "numbers": numbers,
                "curve": self.curve,
                "units": units,
                "line": line,
                "gradients": [s if np.isfinite(s) else None for s in sizes],
            },
        )

    def representation(self):
        """The grid and the training points as the last hidden layer has them: its two units,
        or their main directions."""
        points, lines = self.hidden(self.x)[-1], self.hidden(self.lines)[-1]
        center, basis, line = points.mean(axis=0), np.eye(points.shape[1], 2), None
        if points.shape[1] > 2:
            basis = np.linalg.eigh((points - center).T @ (points - center))[1][:, :-3:-1]
            if self.basis is not None:  # a direction has no sign: keep the one of the picture before
                basis = basis * np.where((basis * self.basis).sum(axis=0) < 0, -1, 1)
            self.basis = basis
        elif points.shape[1] == 2:
            last = self.net.layers[-1]
            w, b = last.W[:, 1] - last.W[:, 0], last.b[1] - last.b[0]
            line = [*w.tolist(), float(b + center @ w)]
            line = line if np.isfinite(line).all() else None
        return np.concatenate([(lines - center) @ basis, (points - center) @ basis]).astype(np.float32).ravel(), line


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


engine = None


def start(request):
    """A new network from the state. JSON of the state's step and of what the page draws once: points, layers, sizes."""
    global engine
    try:
        state = checked(json.loads(request))
        if state["data"] == "own" and not state["own"]:
            raise ValueError("There are no points yet: choose a class, then click or tap into the square.")
        engine = Engine(state)
    except ValueError as error:
        engine = None
        return json.dumps({"error": str(error), "reach": REACH})
    return json.dumps(
        {
            "reach": engine.reach,
            "parameters": counted(engine.net),
            "layers": state["layers"],
            "step": state["step"],
            "sizes": {"map": GRID, "unit": SMALL, "lines": 2 * LINES, "dots": DOTS},
            "train": np.c_[engine.x, engine.t].round(4).tolist(),
            "held": np.c_[engine.x_held, engine.t_held].round(4).tolist(),
        }
    )


def advance(milliseconds, until, steps=1):
    return engine is not None and engine.advance(milliseconds, until, steps)


def frame(details=True):
    """A picture: JSON, the map and, about ten times a second, numbers, the maps of the units,
    the hidden representation."""
    state = {"step": engine.step, "problem": engine.problem}
    maps, flat = engine.scores().tobytes(), b""
    if details or perf_counter() - engine.looked > 0.1:
        more, flat, words = engine.details()
        maps, flat, state = maps + more.tobytes(), flat.tobytes(), state | words
        engine.looked = perf_counter()
    return json.dumps(state), maps, flat


def code(request):
    """The program for the state after its steps, or why there is none. Without a step, after those that were taken."""
    try:
        state = checked(json.loads(request))
    except ValueError as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"code": script(state, state["step"] or (engine.step if engine else 0))})


def read_csv(request):
    """Points from text, one `x, y, class` a line. Lines that are none are named, the others kept."""
    points, wrong = [], []
    for number, line in enumerate(json.loads(request).splitlines(), 1):
        cells = [cell for cell in line.replace(";", ",").replace("\t", ",").split(",")]
        cells = line.split() if len(cells) == 1 else cells
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            if len(cells) != 3:
                raise ValueError(f"expected x, y and a class, got {len(cells)} value{'s' * (len(cells) != 1)}")
            x, y, c = (number_of(cell) for cell in cells)
            if c not in (0, 1):
                raise ValueError(f"the class must be 0 or 1, got {cells[2].strip()}")
            if len(points) == OWN_LIMIT:
                raise ValueError(f"only {OWN_LIMIT} points fit")
            points.append([round(x, 4), round(y, 4), int(c)])
        except ValueError as error:
            if not (number == 1 and all(cell.strip().isidentifier() for cell in cells)):  # a header
                wrong.append(f"line {number}: {error}")
    return json.dumps({"points": points, "wrong": wrong})


def number_of(cell):
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{cell.strip()!r} is not a number") from None
    if not np.isfinite(value) or abs(value) > 1e6:
        raise ValueError(f"{cell.strip()} is not a number between -1e6 and 1e6")
    return value
