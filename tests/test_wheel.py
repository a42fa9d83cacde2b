"""nnref taken along: the wheel is small and typed, needs NumPy alone, and runs the README's first example."""

import doctest
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from scripts.website.files import CACHE, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EPOCH = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}  # else a build has the time of day in it
PACKED = "nnref", "pyproject.toml", "README.md", "LICENSE"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the wheel and the sdist, built from a copy of what they are made of."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in PACKED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    hooks = f"from flit_core import buildapi as b; b.build_wheel({str(target)!r}); b.build_sdist({str(target)!r})"
    subprocess.run([sys.executable, "-c", hooks], cwd=source, check=True, env=EPOCH)
    return target


@pytest.fixture(scope="module")
def wheel(built):
    return next(built.glob("nnref-*.whl"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory, wheel):
    """The Python of a new environment that holds the wheel and, linked, this environment's NumPy."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    where = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "--disable-pip-version-check",
        "install",
        "--no-index",
        "--quiet",
    ]
    subprocess.run([*where, "--no-deps", wheel], check=True)
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    for part in {Path(file).parts[0] for file in distribution("numpy").files} - {"..", "__pycache__"}:
        (site / part).symlink_to(Path(distribution("numpy").locate_file(part)))
    return python


def run(python, code, folder):
    """What the code prints in that Python, started in a folder without the sources."""
    done = subprocess.run([python, "-I", "-W", "error", "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_for_every_python_3_and_under_36_kB(wheel):
    assert wheel.name == f"nnref-{PROJECT['version']}-py3-none-any.whl"
    assert wheel.stat().st_size < 36_000


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith("nnref-")}
    assert names == {f"nnref/{path.name}" for path in (ROOT / "nnref").iterdir() if path.name != "__pycache__"}
    assert {"nnref/py.typed", "nnref/lecture_points.csv"} <= names


def test_the_wheel_needs_numpy_alone_and_names_its_license(wheel):
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(n for n in archive.namelist() if n.endswith("METADATA"))).decode()
    assert [name.split(">=")[0] for name in re.findall(r"^Requires-Dist: (.+)", metadata, re.M)] == ["numpy"]
    assert "License-Expression: MIT" in metadata and "Requires-Python: >=3.11" in metadata


def test_two_builds_are_the_same_bytes(wheel, tmp_path):
    for name in PACKED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    subprocess.run(
        [sys.executable, "-c", "from flit_core import buildapi as b; b.build_wheel('.')"],
        cwd=tmp_path,
        check=True,
        env=EPOCH,
    )
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_sdist_holds_the_sources(built):
    names = tarfile.open(next(built.glob("nnref-*.tar.gz"))).getnames()
    assert {"nnref/activations.py", "pyproject.toml", "LICENSE", "README.md"} <= {
        name.partition("/")[2] for name in names
    }


def test_in_an_empty_environment_nothing_but_numpy_is_there(empty, tmp_path):
    code = "import importlib.metadata as m; print(*sorted({d.name for d in m.distributions()}))"
    assert run(empty, code, tmp_path).split() == ["nnref", "numpy"]


def test_in_an_empty_environment_the_first_example_of_the_readme_works(empty, tmp_path):
    example = re.search(r"```pycon\n(.*?)```", (ROOT / "README.md").read_text(), re.S)[1]
    lines = doctest.DocTestParser().get_examples(example)
    assert lines and any(line.want for line in lines)
    code = f"""
import doctest
test = doctest.DocTestParser().get_doctest({example!r}, {{}}, "README", None, 0)
results = doctest.DocTestRunner().run(test)
print(results.failed, results.attempted)
"""
    assert run(empty, code, tmp_path).split() == ["0", str(len(lines))]


def test_in_an_empty_environment_a_network_learns(empty, tmp_path):
    code = """
import numpy as np, nnref, pathlib
from nnref import *
assert pathlib.Path(nnref.__file__).parents[1].name == "site-packages"
x, t, held_x, held_t = lecture_points()
net = mlp((2, 20, 2), TANH, np.random.default_rng(0))
history = sgd(net, x, t, CROSS_ENTROPY, lr=0.1, momentum=0.9, steps=300)
print(history.loss[-1] < history.loss[0] / 2, nnref.__version__)
"""
    assert run(empty, code, tmp_path).split() == ["True", PROJECT["version"]]


def test_in_an_empty_environment_the_examples_of_every_docstring_work(empty, tmp_path):
    code = """
import doctest, importlib, pkgutil, nnref
modules = [nnref] + [importlib.import_module(f"nnref.{found.name}") for found in pkgutil.iter_modules(nnref.__path__)]
results = [doctest.testmod(module) for module in modules]
print(sum(result.failed for result in results), sum(result.attempted for result in results) > 50)
"""
    assert run(empty, code, tmp_path).split() == ["0", "True"]


def test_in_an_empty_environment_the_program_of_a_user_runs(empty, tmp_path):
    assert "selu" in run(empty, (ROOT / "tests/user_program.py").read_text(), tmp_path)


def mypy(python, program):
    """What mypy says, strictly, about a program for that Python."""
    pytest.importorskip("mypy", reason="mypy is not installed: make lint")
    options = ["--strict", "--no-error-summary", "--cache-dir", CACHE / "mypy", "--python-executable", python]
    done = subprocess.run([sys.executable, "-m", "mypy", *options, program], cwd=program.parent, capture_output=True)
    return (done.stdout + done.stderr).decode()


def test_a_users_program_with_all_names_of_nnref_is_typed(empty, tmp_path):
    program = shutil.copy(ROOT / "tests/user_program.py", tmp_path)
    assert mypy(empty, Path(program)) == ""


def test_a_type_that_does_not_fit_is_seen_in_a_users_program(empty, tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\nfrom nnref import *\nnet = mlp((2, 2), 3, np.random.default_rng(0))\n")
    assert 'Argument 2 to "mlp" has incompatible type' in mypy(empty, program)


def test_the_version_is_said_in_one_way(wheel):
    import nnref

    assert nnref.__version__ == PROJECT["version"]
    citation = (ROOT / "CITATION.cff").read_text()
    assert f"\nversion: {PROJECT['version']}\n" in citation
