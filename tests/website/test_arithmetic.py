"""The kinds of arithmetic that NumPy and OpenBLAS are held to, by variables that they read when they are imported."""

import subprocess
import sys

import pytest
import threadpoolctl

from scripts.website import arithmetic
from scripts.website.files import ROOT

REPORT = """
import numpy
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from threadpoolctl import threadpool_info
print(*[name for name in __cpu_dispatch__ if __cpu_features__[name]])
print(*{library.get("architecture") for library in threadpool_info()})
"""


@pytest.fixture
def wide(monkeypatch):
    """An x86 processor with wide registers."""
    monkeypatch.setattr(arithmetic.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(arithmetic, "dispatched", lambda: ["X86_V3", "X86_V4", "AVX512_ICL"])
    monkeypatch.setattr(arithmetic, "model", lambda: "A processor")


def test_wide_registers_are_left_out_of_the_one_and_all_but_the_baseline_of_the_other(wide):
    assert arithmetic.kinds() == {
        "AVX2": {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL", "OPENBLAS_CORETYPE": "Haswell"},
        "baseline": {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL", "OPENBLAS_CORETYPE": "Nehalem"},
    }
    assert arithmetic.processor() == "A processor, AVX512_ICL"


def test_a_kind_that_is_the_processors_own_is_not_run_twice(wide, monkeypatch):
    monkeypatch.setattr(arithmetic, "dispatched", lambda: ["X86_V3"])
    monkeypatch.setattr(arithmetic, "on_haswell", lambda: True)
    assert arithmetic.kinds()["AVX2"] is None and arithmetic.kinds()["baseline"] is not None


def test_of_the_libraries_that_are_loaded_only_openblas_says_what_code_it_runs(monkeypatch):
    loaded = [{"internal_api": "openblas", "architecture": "Zen"}, {"internal_api": "openmp", "num_threads": 2}]
    monkeypatch.setattr(threadpoolctl, "threadpool_info", lambda: loaded)
    assert arithmetic.on_haswell()


def test_numpy_and_openblas_obey_and_warn_of_nothing():
    for variables in filter(None, arithmetic.kinds().values()):
        env = arithmetic.os.environ | variables
        done = subprocess.run([sys.executable, "-W", "error", "-c", REPORT], env=env, capture_output=True, text=True)
        features, core = done.stdout.splitlines()
        assert done.stderr == "" and not set(variables["NPY_DISABLE_CPU_FEATURES"].split()) & set(features.split())
        assert core == variables["OPENBLAS_CORETYPE"]


def test_a_command_is_run_under_each_kind_and_fails_if_one_fails():
    def run(code, *options):
        command = [sys.executable, "-m", "scripts.website.arithmetic", *options, sys.executable, "-c", code]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    different = len(list(filter(None, arithmetic.kinds().values())))
    done = run("import os; print('core', os.environ.get('OPENBLAS_CORETYPE'))")
    assert done.returncode == 0 and done.stdout.count("core ") == 1 + different
    assert run("raise SystemExit(1)").returncode == 1 + different
    assert run("print('core')", "--others").stdout.count("core\n") == different
