"""nnref on Dask arrays: lazy, in chunks, and on a cluster of two workers."""

import numpy as np
import pytest

from nnref import ACTIVATIONS, CROSS_ENTROPY, TANH, Dense, MLP, Maxout, PReLU, mlp, moons, sgd
from scripts.sweep import sweep

da = pytest.importorskip("dask.array", reason="Dask is not installed: make parity")
distributed = pytest.importorskip("distributed", reason="distributed is not installed: make parity")


def chunked(x):
    return da.from_array(x, chunks=(25, *x.shape[1:]))


def networks():
    rng = np.random.default_rng(0)
    return [mlp((2, 20, 2), TANH, rng), MLP(Dense(2, 8, rng), PReLU(8), Maxout(8, 4, rng), Dense(4, 2, rng))]


@pytest.mark.parametrize("f", [f for a in ACTIVATIONS for f in (a.f, a.df)], ids=lambda f: f.__name__)
def test_an_activation_stays_lazy_and_chunked(f):
    x = np.linspace(-5, 5, 200).reshape(100, 2)
    y = f(chunked(x))
    assert isinstance(y, da.Array) and y.chunks == ((25,) * 4, (2,))
    np.testing.assert_array_equal(y.compute(scheduler="synchronous"), f(x))


@pytest.mark.parametrize("net", networks(), ids=["dense", "prelu and maxout"])
def test_predict_stays_lazy_and_chunked(net):
    x = np.random.default_rng(1).standard_normal((100, 2))
    y = net.predict(chunked(x))
    assert isinstance(y, da.Array) and y.chunks == ((25,) * 4,)
    assert (y.compute(scheduler="synchronous") == net.predict(x)).all()


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def final_loss(seed):
    rng = np.random.default_rng(seed)
    x, t = moons(100, rng, 0.1)
    return sgd(mlp((2, 5, 2), TANH, rng), x, t, CROSS_ENTROPY, lr=0.5, steps=50).loss[-1]


def test_two_workers_predict_what_one_process_predicts(cluster):
    net, x = networks()[0], np.random.default_rng(1).standard_normal((1000, 2))
    with distributed.Client(cluster) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert (net.predict(chunked(x)).compute() == net.predict(x)).all()


def test_a_sweep_over_seeds_gives_the_same_on_the_cluster_and_in_local_processes(cluster):
    expected = [final_loss(seed) for seed in range(4)]
    assert sweep(final_loss, range(4)) == expected
    assert sweep(final_loss, range(4), cluster=cluster.scheduler_address) == expected
