"""Values for the living figures: a function of nnref and its derivative, at many points or at one."""

import json

import numpy as np

from nnref import ACTIVATIONS, d_maxout, maxout

RECORDS = {record.name: record for record in ACTIVATIONS}
POINTS = 481


def both(name, params, x):
    """f(x) and f'(x) as arrays. maxout has pieces of weights w and biases b, on a single input."""
    if name == "maxout":
        W, b = np.array(params["w"], float)[:, None, None], np.array(params["b"], float)[:, None]
        largest = d_maxout(x[:, None], W, b)
        return maxout(x[:, None], W, b)[:, 0], (largest * W).sum(axis=0)[:, 0]
    record = RECORDS[name]
    return record.f(x, **params), record.df(x, **params)


def names(request="null"):
    """What can be compared: each name with its parameters."""
    return json.dumps({name: record.defaults for name, record in RECORDS.items()})


def curve(request):
    """x, f(x), f'(x) from -reach to reach, and where f' jumps."""
    request = json.loads(request)
    name, params, reach = request["name"], request["params"], request["reach"]
    x = np.linspace(-reach, reach, POINTS)
    y, d = both(name, params, x)
    h = 1e-6
    if name == "maxout":
        w, b = params["w"], params["b"]
        kinks = [(b[j] - b[i]) / (w[i] - w[j]) for i in range(len(w)) for j in range(i) if w[i] != w[j]]
    else:
        kinks = sorted({0.0, *RECORDS[name].kinks})  # at 0 some have one for other parameters
    sides = [both(name, params, np.array([k - h, k + h]))[1] for k in kinks]
    breaks = [k for k, (left, right) in zip(kinks, sides) if abs(k) < reach and abs(right - left) > 1e-4]
    return json.dumps({"x": x.round(6).tolist(), "y": y.tolist(), "d": d.tolist(), "breaks": breaks})


def value(request):
    """f(x) and f'(x) at one x."""
    request = json.loads(request)
    y, d = both(request["name"], request["params"], np.array([float(request["x"])]))
    return json.dumps({"y": float(y[0]), "d": float(d[0])})
