"""The oldest NumPy that nnref supports gives the same values, dtypes and examples as the one of this environment."""

import json
import subprocess
import sys
import tomllib
import venv

import numpy as np
import pytest

import nnref
from nnref import ACTIVATIONS, TANH, mlp
from scripts.website.files import ROOT
from scripts.website.text import activations as fragments

OLDEST = next(
    d.partition(">=")[2] for d in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
)
X = [-700.0, -40.0, -3.0, -1.0, -1e-9, 0.0, 1e-9, 1.0, 3.0, 40.0, 700.0]


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The Python of an environment with the oldest NumPy that has a file for this version of Python."""
    folder = tmp_path_factory.mktemp("oldest")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    versions = [OLDEST, "2.1.0", "2.3.2", "2.5.0"]  # the first for Python 3.11 and 3.12, then for 3.13, 3.14, newer
    version = versions[min(max(0, sys.version_info.minor - 12), 3)]
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--only-binary",
        ":all:",
        f"numpy=={version}",
    ]
    done = subprocess.run(install, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"numpy {version} could not be installed: {done.stderr.strip().splitlines()[-1]}")
    return python


def run(python, code):
    done = subprocess.run([python, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("a", ACTIVATIONS, ids=lambda a: a.name)
def test_the_code_on_the_page_gives_the_same_values_and_keeps_the_type(python, a):
    code = fragments.code(a.name).removeprefix("```python\n").removesuffix("```\n")
    printed = run(
        python,
        f"""{code}
import json
x = np.array({X})
functions = {a.name}, d_{a.name}
print(json.dumps([[f(x).tolist() for f in functions], [str(f(x.astype("f4")).dtype) for f in functions]]))
""",
    )
    values, dtypes = json.loads(printed)
    for f, y in zip((a.f, a.df), values, strict=True):
        np.testing.assert_allclose(y, f(np.array(X)), rtol=1e-14, atol=5e-324)
    assert dtypes == ["float32", "float32"]


def test_a_network_saved_by_the_oldest_numpy_is_loaded_by_this_one_and_the_other_way_round(python, tmp_path):
    net = mlp((2, 5, 2), TANH, np.random.default_rng(0))
    np.savez(tmp_path / "here.npz", *net.params)
    run(
        python,
        f"""
import numpy as np
from nnref import *
net = mlp((2, 5, 2), TANH, np.random.default_rng(1))
with np.load({str(tmp_path / "here.npz")!r}) as saved:
    net.params = saved.values()
np.savez({str(tmp_path / "there.npz")!r}, *net.params)
""",
    )
    again = mlp((2, 5, 2), TANH, np.random.default_rng(2))
    with np.load(tmp_path / "there.npz") as saved:
        again.params = saved.values()
    assert all((a == b).all() for a, b in zip(net.params, again.params, strict=True))


def test_every_example_of_nnref_gives_what_it_shows(python):
    modules = [f"nnref.{path.stem}" for path in (ROOT / "nnref").glob("[!_]*.py")]
    printed = run(
        python,
        f"""
import doctest, importlib
results = [doctest.testmod(importlib.import_module(name)) for name in {modules}]
print(sum(r.failed for r in results), sum(r.attempted for r in results) > 50)
""",
    )
    assert printed.split() == ["0", "True"]
    assert nnref.__version__
