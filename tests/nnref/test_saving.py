"""A network is saved by one process and loaded by another, without pickle."""

import subprocess
import sys

import numpy as np
import pytest

from nnref import CROSS_ENTROPY, MLP, TANH, Dense, Maxout, PReLU, mlp, moons, sgd

LOAD = """
import numpy as np, sys
from nnref import *
rng = np.random.default_rng(7)
net = MLP(Dense(2, 4, rng), PReLU(4), Maxout(4, 3, rng), Dense(3, 2, rng))
with np.load(sys.argv[1], allow_pickle=False) as saved:
    net.params = saved.values()
x, t = moons(50, np.random.default_rng(3), 0.1)
print(net.forward(x).tobytes().hex())
"""


def test_another_process_loads_what_was_saved_to_the_last_bit(tmp_path):
    rng = np.random.default_rng(0)
    net = MLP(Dense(2, 4, rng), PReLU(4), Maxout(4, 3, rng), Dense(3, 2, rng))
    x, t = moons(50, np.random.default_rng(3), 0.1)
    sgd(net, x, t, CROSS_ENTROPY, lr=0.1, steps=5)
    np.savez(tmp_path / "net.npz", *net.params)
    done = subprocess.run(
        [sys.executable, "-c", LOAD, tmp_path / "net.npz"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == net.forward(x).tobytes().hex()


def test_more_than_ten_arrays_come_back_in_their_order(tmp_path):
    net = mlp((2, *[3] * 8, 2), TANH, np.random.default_rng(0))
    np.savez(tmp_path / "net.npz", *net.params)
    again = mlp((2, *[3] * 8, 2), TANH, np.random.default_rng(1))
    with np.load(tmp_path / "net.npz") as saved:
        again.params = saved.values()
    assert all((a == b).all() for a, b in zip(net.params, again.params, strict=True))


def test_what_another_network_saved_is_refused_and_nothing_is_changed(tmp_path):
    np.savez(tmp_path / "net.npz", *mlp((2, 4, 2), TANH, np.random.default_rng(0)).params)
    net = mlp((2, 3, 2), TANH, np.random.default_rng(1))
    before = [p.copy() for p in net.params]
    with (
        np.load(tmp_path / "net.npz") as saved,
        pytest.raises(ValueError, match=r"params\[0\] must have shape \(2, 3\), got \(2, 4\)"),
    ):
        net.params = saved.values()
    assert all((a == b).all() for a, b in zip(before, net.params, strict=True))
