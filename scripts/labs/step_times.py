"""What a training step of lab six_times costs with each activation: python -m scripts.labs.step_times

The times are kept in the file beside this one, because a time cannot be measured again to the byte.
"""

import json
import platform
import time
from pathlib import Path

import numpy as np

from nnref import CROSS_ENTROPY, LEAKY_RELU, RELU, SIGMOID, TANH, mlp, sgd_steps
from scripts.digits import digits
from scripts.labs.six_times import BATCH, SHAPES

KEPT = Path(__file__).with_name("step_times.json")
ROUNDS, STEPS = 300, 20


def measure():
    """Microseconds of processor time for a step, and its ratio to the ReLU's in the same round: medians over the rounds."""
    x, t, _, _ = digits()
    records, result = (RELU, LEAKY_RELU, TANH, SIGMOID), {}
    for name, sizes in SHAPES.items():
        nets = [mlp(sizes, record, np.random.default_rng(0)) for record in records]
        runs = [sgd_steps(net, x, t, CROSS_ENTROPY, lr=0.1, batch=BATCH, rng=np.random.default_rng(0)) for net in nets]
        us = np.array([[_us(run) for run in runs] for _ in range(ROUNDS)])
        ratios = us / us[:, :1]
        result[name] = {record.name: {"us": round(float(np.median(us[:, i])), 1), "ratio": round(float(np.median(ratios[:, i])), 3)}
                        for i, record in enumerate(records)}
    return result


def _us(run):
    start = time.process_time()
    for _ in range(STEPS):
        next(run)
    return 1e6 * (time.process_time() - start) / STEPS


def kept():
    """What was measured last."""
    return json.loads(Path(__file__).with_name("step_times.json").read_text("utf-8"))


if __name__ == "__main__":
    machine = {"date": time.strftime("%Y-%m-%d"), "machine": f"{platform.machine()}, {platform.system()}",
               "python": platform.python_version(), "numpy": np.__version__}
    KEPT.write_text(json.dumps(machine | measure(), indent=1) + "\n", "utf-8")
