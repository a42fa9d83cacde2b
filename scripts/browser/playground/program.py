"""The program of a state: what trains here is what the reader gets under "Show the code"."""

PROMISE = """# The same steps give the same numbers on this machine. On another one the last bit of a sum may differ,
# and a network that is not settled makes much of it: compare the first hundred steps, and the end only roughly.
"""


def sizes(state):
    """How many points there are to train on, and how many in all."""
    n = len(state["own"]) if state["data"] == "own" else state["points"]
    return max(1, round(n * (1 - state["held"]))), n


def setup(state):
    """The first part: the points, the network, and `run`, each next() of which is one step."""
    return "\n".join(
        ["import numpy as np", "from nnref import *", "", *points(state), "", *network(state), run(state), ""]
    )


def points(state):
    if state["data"] == "lecture":
        return ["x, t, x_held, t_held = lecture_points()"]
    n_train, n = sizes(state)
    seed = f"data_rng = np.random.default_rng({state['dseed']})"
    split = f"x, t, x_held, t_held = x[:{n_train}], t[:{n_train}], x[{n_train}:], t[{n_train}:]"
    if state["data"] != "own":
        return [seed, f"x, t = {state['data']}({n}, data_rng, noise={state['noise']!r})", split]
    rows = [", ".join(f"({x:g}, {y:g}, {int(c)})" for x, y, c in state["own"][i : i + 5]) for i in range(0, n, 5)]
    shuffled = ["data_rng.shuffle(points)", "x, t = points[:, :2], points[:, 2].astype(int)"]
    return [seed, "points = np.array([", *(f"    {row}," for row in rows), "])", *shuffled, split]


def network(state):
    layers, n_in = [f"Noise({state['inputnoise']!r}, rng)"] * bool(state["inputnoise"]), 2
    for width, name in state["layers"]:
        if name == "maxout":
            layers.append(f"Maxout({n_in}, {width}, rng)")
        else:
            layers.append(f"Dense({n_in}, {width}, rng)")
            layers.append(f"PReLU({width})" if name == "prelu" else f"Elementwise({name.upper()})")
        if state["dropout"]:
            layers.append(f"Dropout({state['dropout']!r}, rng)")
        n_in = width
    layers.append(f"Dense({n_in}, 2, rng)")
    seed = f"rng = np.random.default_rng({state['wseed']})"
    return [seed, "net = MLP(", *(f"    {layer}," for layer in layers), ")"]


def run(state):
    extra = "".join(f", {key}={state[key]!r}" for key in ("momentum", "l2") if state[key])
    batch = min(state["batch"], sizes(state)[0]) if state["data"] != "lecture" else state["batch"]
    extra += f", batch={batch}, rng=rng" if batch else ""
    return f"run = sgd_steps(net, x, t, CROSS_ENTROPY, lr={state['lr']!r}{extra})"


def changed(state, name, value):
    """What a change of one setting is in the program, and the state behind it."""
    now = state | {name: value}
    if name != "dropout":
        return f"{run(now)}\n", now
    if state.get("drops", state["dropout"] > 0):
        lines = ["for layer in net.layers:", "    if isinstance(layer, Dropout):", f"        layer.p = {value!r}"]
    else:
        layers, at = ["net.layers[0]"] * bool(state["inputnoise"]), int(bool(state["inputnoise"]))
        for _, kind in state["layers"]:
            n = 1 if kind == "maxout" else 2
            layers += [*(f"net.layers[{i}]" for i in range(at, at + n)), f"Dropout({value!r}, rng)"]
            at += n
        lines = [f"net = MLP({', '.join(layers)}, net.layers[{at}])"]
    return "\n".join([*lines, run(now), ""]), now | {"drops": True}


def script(state, steps):
    """The whole program: prints what the page shows after these steps."""
    text, now, done = setup(state), state, 0
    for step, name, value in state["then"]:
        if step <= steps:
            text += loop(step - done) if step > done else ""
            more, now = changed(now, name, value)
            text, done = f"{text}\n{more}", step
    return (
        PROMISE
        + text
        + (loop(steps - done) if steps > done or not done else "")
        + f"""
print("Step {steps}")
print(f"Training loss {{CROSS_ENTROPY.f(net.forward(x), t):.6g}}, accuracy {{(net.predict(x) == t).mean():.4f}}")
if len(x_held):
    print(f"Held-out loss {{CROSS_ENTROPY.f(net.forward(x_held), t_held):.6g}}, "
          f"accuracy {{(net.predict(x_held) == t_held).mean():.4f}}")
"""
    )


def loop(steps):
    return f"\nfor step in range({steps}):\n    next(run)\n"
