"""What exp costs: NumPy's functions by themselves, and training steps that differ in nothing but the activation.

In processor time, which other work on the machine disturbs less, and as ratios of one round with their quartiles.
Once with NumPy as it is, and once told to do without registers of 512 bits, which takes a process of its own.
"""

import json
import os
import subprocess
import sys
from collections import deque
from itertools import islice
from time import process_time

import numpy as np

from nnref import ACTIVATIONS, CROSS_ENTROPY, LEAKY_RELU, RELU, SIGMOID, TANH, mlp, sgd, sgd_steps
from scripts.lecture.digits import digits
from scripts.lecture.labs.six_times import BATCH, SHAPES

from .timing import interleaved, one_core, repeat
from .training import examples

NETWORKS = (2, 20, 2), (64, 32, 10), (64, 256, 256, 10)
ELEMENTS, ROUNDS = 10_000, 61  # so many numbers stay in the cache, as a layer's outputs do
NARROW = {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"}


def functions(x):
    """One call of NumPy each."""
    return {
        "maximum": repeat(lambda x: np.maximum(x, 0), x),
        "multiply": repeat(lambda x: x * x, x),
        "divide": repeat(lambda x: x / x, x),
        "exp": repeat(np.exp, x),
        "expm1": repeat(np.expm1, x),
        "tanh": repeat(np.tanh, x),
        "heaviside": repeat(lambda x: np.heaviside(x, 0), x),
    }


def training(sizes, activation, x, t):
    net = mlp(sizes, activation, np.random.default_rng(0))
    return lambda steps: sgd(net, x, t, CROSS_ENTROPY, lr=1e-3, steps=steps)


def compare(contenders, first, scale, block):
    """name -> median time, and lower quartile, median and upper quartile of its ratio to the first."""
    times = {name: np.array(seconds) for name, seconds in interleaved(contenders, ROUNDS, block, process_time).items()}
    return {
        name: {
            "time": float(np.median(seconds)) * scale,
            "ratio": np.quantile(seconds / times[first], [0.25, 0.5, 0.75]).tolist(),
        }
        for name, seconds in times.items()
    }


def here():
    """dtype -> function -> ns and ratio to maximum; network -> activation -> µs and ratio to the ReLU."""
    x = np.random.default_rng(0).standard_normal(ELEMENTS)
    elements = {
        dtype: compare(functions(x.astype(dtype)), "maximum", 1e9 / ELEMENTS, 0.002) for dtype in ("float64", "float32")
    }
    steps = {
        "-".join(map(str, sizes)): compare(
            {a.name: training(sizes, a, *examples(sizes)) for a in ACTIVATIONS}, "relu", 1e6, 0.01
        )
        for sizes in NETWORKS
    }
    return {"elements": elements, "steps": steps}


def six_times():
    """shape -> activation -> µs and ratio to the ReLU: a step of the lab "Six times faster?",
    on its digits in its batches."""
    x, t, _, _ = digits()

    def steps(record, sizes):
        run = sgd_steps(
            mlp(sizes, record, np.random.default_rng(0)),
            x,
            t,
            CROSS_ENTROPY,
            lr=0.1,
            batch=BATCH,
            rng=np.random.default_rng(0),
        )
        return lambda n: deque(islice(run, n), maxlen=0)

    return {
        shape: compare(
            {record.name: steps(record, sizes) for record in (RELU, LEAKY_RELU, TANH, SIGMOID)}, "relu", 1e6, 0.01
        )
        for shape, sizes in SHAPES.items()
    }


def costs():
    """The costs of exp twice: NumPy as it is, and without wide registers."""
    results = {}
    for name, variables in ("wide", {}), ("narrow", NARROW):
        run = subprocess.run(
            [sys.executable, "-m", "scripts.tools.bench.costs"],
            env=os.environ | variables,
            capture_output=True,
            text=True,
            check=True,
        )
        results[name] = json.loads(run.stdout)
        print(f"costs of exp, {name} registers: done", flush=True)
    return results | {"rounds": ROUNDS, "examples": 200, "numbers": ELEMENTS}


if __name__ == "__main__":
    one_core()
    print(json.dumps(here()))
