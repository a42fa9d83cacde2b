"""The measurements; each returns a dict for docs/benchmarks.json."""

import ast
import inspect
import os
import platform
import textwrap
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from statistics import median

import numpy as np

from nnref import ACTIVATIONS, CROSS_ENTROPY, TANH, mlp, sgd

from . import training
from .costs import costs, six_times
from .exact import EXACT, Truth, points
from .peers import installed
from .timing import interleaved, ratio, repeat

DTYPES = "float64", "float32"
SIZES = 10**3, 10**4, 10**5, 10**6, 10**7
NETWORKS = (2, 3, 2), (2, 20, 2), (2, 32, 32, 2), (64, 32, 10)
NAMES = [name for a in ACTIVATIONS for name in (a.name, "d_" + a.name)]


def accuracy(peers):
    """dtype -> function -> library -> worst error in ulp, share of subnormal results printed as zero."""
    results = {}
    for dtype in DTYPES:
        x = points(np.dtype(dtype).type)
        for name in EXACT:
            truth, row = Truth(name, x), {}
            for peer in peers:
                if name in peer.functions:
                    y = peer.wait(peer.functions[name](peer.array(x)))
                    row[peer.name] = {"ulp": truth.worst(y), "zeros": truth.zeros(y)}
            results.setdefault(dtype, {})[name] = row
        print(f"accuracy: {dtype} done", flush=True)
    return results


def elementwise(peers):
    """dtype -> number of elements -> function -> library -> ns per element and the ratio to nnref's ReLU."""
    results = {}
    for dtype in DTYPES:
        for n in SIZES:
            x = (3 * np.random.default_rng(0).standard_normal(n)).astype(dtype)
            contenders = {
                (name, peer.name): repeat(partial(call, peer, name), peer.array(x))
                for name in NAMES
                for peer in peers
                if name in peer.functions
            }
            times = interleaved(contenders, rounds=7)
            sheet = results.setdefault(dtype, {}).setdefault(str(n), {})
            for name, library in contenders:
                sheet.setdefault(name, {})[library] = {
                    "ns": median(times[name, library]) / n * 1e9,
                    "relu": ratio(times, (name, library), ("relu", "nnref")),
                    "nnref": ratio(times, (name, "nnref"), (name, library)),
                }
            print(f"elementwise: {dtype}, {n} elements done", flush=True)
    return results


def call(peer, name, x):
    return peer.wait(peer.functions[name](x))


def steps(peers):
    """network -> way of saying it -> µs per step and nnref's time as a multiple of it."""
    ways = {"nnref": training.with_nnref, "NumPy by hand": training.with_numpy, "scikit-learn": training.with_sklearn}
    if "PyTorch" in (names := {peer.name for peer in peers}):
        ways["PyTorch"] = training.with_torch
    if "JAX" in names:
        ways |= {
            "JAX, step compiled": training.with_jax,
            "JAX, loop compiled": partial(training.with_jax, whole_loop=True),
        }
    results = {}
    for sizes in NETWORKS:
        x, t = training.examples(sizes)
        contenders = {name: way(sizes, x, t) for name, way in ways.items()}
        if len(sizes) == 3:
            contenders |= {
                "nnref, plain": training.with_nnref(sizes, x, t, plain=True),
                "NumPy by hand, plain": training.plain_numpy(sizes, x, t),
            }
        times = interleaved(contenders, rounds=15, block=0.1)
        results["-".join(map(str, sizes))] = {
            name: {
                "us": median(times[name]) * 1e6,
                "nnref": ratio(times, "nnref, plain" if name.endswith("plain") else "nnref", name),
            }
            for name in contenders
        }
        print(f"training steps: {sizes} done", flush=True)
    return results


def growth(peers):
    """What grows -> sizes, µs of nnref, and the exponent fitted to the larger half of the sizes."""

    def step(sizes, n=200):
        return training.with_nnref(sizes, *training.examples(sizes, n), plain=True)

    def one_pass(n, batch=32):
        x, t = training.examples((2, 20, 2), n)
        net, rng = mlp((2, 20, 2), TANH, np.random.default_rng(0)), np.random.default_rng(0)
        return lambda passes: sgd(net, x, t, CROSS_ENTROPY, lr=0.1, batch=batch, rng=rng, steps=passes * n // batch)

    series = {
        "width": {w: step((2, w, w, 2)) for w in (4, 8, 16, 32, 64, 128, 256, 512)},
        "depth": {d: step((2, *[20] * d, 2)) for d in (1, 2, 4, 8, 16, 32)},
        "batch": {n: step((2, 20, 2), n) for n in (10, 30, 100, 300, 1000, 3000, 10_000, 30_000)},
        "data": {n: one_pass(n) for n in (320, 960, 3200, 9600, 32_000)},
    }
    results = {}
    for name, contenders in series.items():
        times = interleaved(contenders, rounds=7, block=0.02)
        sizes, us = list(contenders), [median(t) * 1e6 for t in times.values()]
        half = len(sizes) // 2
        exponent = np.polyfit(np.log(sizes[half:]), np.log(us[half:]), 1)[0]
        results[name] = {"sizes": sizes, "us": us, "exponent": exponent}
        print(f"growth with {name} done", flush=True)
    return results


def lines():
    """How many lines of code each way of saying the training step takes."""
    ways = {
        "nnref": training.with_nnref,
        "NumPy by hand": training.one_hidden_layer,
        "scikit-learn": training.with_sklearn,
        "PyTorch": training.with_torch,
        "JAX": training.with_jax,
    }
    return {name: code_lines(way) for name, way in ways.items()}


def code_lines(function):
    """Lines of the function that are neither blank nor of its docstring."""
    source = textwrap.dedent(inspect.getsource(function))
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    first = definition.body[1 if ast.get_docstring(definition) else 0]
    return 1 + sum(bool(line.strip()) for line in source.splitlines()[first.lineno - 1 :])


def machine():
    libraries = {}
    for name in ("numpy", "scipy", "scikit-learn", "torch", "jax", "mpmath"):
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            pass
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "libraries": libraries,
        "load": os.getloadavg()[0],
    }


def processor():
    """The processor's name, as the system tells it."""
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def measure():
    peers = installed()
    results = {
        "machine": machine(),
        "accuracy": accuracy(peers),
        "steps": steps(peers),
        "growth": growth(peers),
        "elementwise": elementwise(peers),
        "lines": lines(),
        "costs": costs() | {"machine": machine()},
        "six_times": six_times() | {"machine": machine()},
    }
    results["complete"] = len(peers) == 4
    return results
