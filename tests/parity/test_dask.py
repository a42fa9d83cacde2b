"""nnref on Dask arrays: lazy, in chunks, and on a cluster of two workers."""

import json

import numpy as np
import pytest

from nnref import ACTIVATIONS, MLP, TANH, Dense, Maxout, PReLU, mlp
from scripts.website import build

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


def test_two_workers_predict_what_one_process_predicts(cluster):
    net, x = networks()[0], np.random.default_rng(1).standard_normal((1000, 2))
    with distributed.Client(cluster) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert (net.predict(chunked(x)).compute() == net.predict(x)).all()


def result(record):
    return json.loads(record)["result"]


def test_the_build_makes_the_same_experiments_on_the_cluster_and_in_local_processes(cluster, monkeypatch):
    targets = [target for target in build.targets()[0] if target.name in ("elu_means", "ranges")]
    assert len(targets) == 2
    here = {target.name: result(build.run(target)[1]) for target in targets}
    monkeypatch.setenv("NNREF_CLUSTER", cluster.scheduler_address)
    with build.workers(2) as pool:
        futures = [pool.submit(build.run, target) for target in targets]
        there = {target.name: result(text) for target, text, _, error in (future.result(60) for future in futures)}
    assert there == here and all(here.values())
