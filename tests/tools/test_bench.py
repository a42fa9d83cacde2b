"""What make bench measures with: true values, ulp, ratios, and contenders that do the same work."""

import json

import numpy as np
import pytest

from nnref import ACTIVATIONS, moons
from scripts.prose.formulas import mp
from scripts.tools.bench import exact, measure, peers, timing, training
from scripts.website.files import DOCS
from scripts.website.text import benchmarks as tables

KEPT = json.loads((DOCS / "benchmarks.json").read_text("utf-8"))


@pytest.mark.parametrize("name", [a.name for a in ACTIVATIONS])
def test_the_true_derivative_is_the_derivative_of_the_true_function(name):
    for x in (-3.3, -0.4, 0.2, 2.7):
        assert mp.almosteq(exact.EXACT["d_" + name](x), mp.diff(exact.EXACT[name], x), rel_eps=mp.mpf(10) ** -20)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_error_of_three_ulp_is_measured_as_three_ulp(dtype):
    truth = exact.Truth("tanh", np.array([0.3, -2.0], dtype))
    assert truth.worst(truth.nearest) <= 0.5
    off = truth.nearest + dtype(3) * np.spacing(np.abs(truth.nearest)) * np.array([0, 1], dtype)
    assert truth.worst(off) == pytest.approx(3, abs=0.5)


def test_zeros_are_counted_among_subnormal_results_only():
    x = np.array([-740.0, -735.0, -1.0, 1.0])
    truth = exact.Truth("sigmoid", x)
    assert truth.zeros(np.zeros(4)) == 1 and truth.zeros(np.array([5e-324, 0, 0, 0])) == 0.5
    assert exact.Truth("tanh", x).zeros(np.zeros(4)) is None


def test_a_ratio_is_the_median_of_the_rounds_ratios():
    assert timing.ratio({"a": [2.0, 9.0, 4.0], "b": [1.0, 3.0, 1.0]}, "a", "b") == 3


def test_contenders_take_turns():
    turns = []
    contenders = {name: lambda calls, name=name: turns.append(name) for name in "ab"}
    times = timing.interleaved(contenders, rounds=3, block=0)
    assert turns[-6:] == list("ababab") and {name: len(t) for name, t in times.items()} == {"a": 3, "b": 3}


@pytest.mark.parametrize("sizes", measure.NETWORKS)
def test_the_loop_by_hand_does_the_same_arithmetic_as_nnref(sizes):
    x, t = training.examples(sizes)
    ours, by_hand = training.with_nnref(sizes, x, t)(20), training.with_numpy(sizes, x, t)(20)
    np.testing.assert_allclose(by_hand, ours, rtol=1e-12)  # equal to the bit where BLAS adds up in one order


def test_the_plain_loop_and_scikit_learn_train_too():
    x, t = moons(200, np.random.default_rng(0), 0.1)
    for way in (training.plain_numpy, training.with_sklearn):
        run = way((2, 5, 2), x, t)
        first = run(20)
        assert len(first) == 20 and run(100)[-1] < first[0]


def test_lines_of_code_are_counted_without_docstring_and_blank_lines():
    assert measure.code_lines(training.with_nnref) == 4
    assert measure.code_lines(timing.seconds) == 4


def test_nnref_and_scipy_are_always_among_the_peers():
    assert [peer.name for peer in peers.installed()][:2] == ["nnref", "SciPy"]


def test_the_bars_are_measured_and_a_miss_is_seen():
    rows = tables.bars(KEPT)
    assert len(rows) == 12
    slow = json.loads(json.dumps(KEPT))
    slow["steps"]["2-20-2"]["NumPy by hand"]["nnref"] = 1.31
    missed = {claim for claim, _, _, ok in tables.bars(slow) if not ok} - {claim for claim, _, _, ok in rows if not ok}
    assert missed == {"training step 2-20-2, against the loop by hand"}
    assert "yes" in tables.report(KEPT)
