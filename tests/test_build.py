"""What `python -m scripts.build` makes, makes again, leaves alone and says."""

import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from scripts import build
from scripts.measured import measured, rounded

EXPERIMENTS = '''
from nnref import relu, tanh

def relus():
    return {"y": [relu(x) for x in (-1.0, 2.0)]}

def tanhs():
    return {"y": [tanh(x) for x in (-1.0, 2.0)]}
'''
FIGURES = '''
from nnref import sigmoid
from scripts import style

def six(relus):
    """Two values of ReLU."""
    fig, ax = style.panels(height=100)
    ax.plot(relus["y"], **style.of("relu"))
    return fig

def ess():
    """A sigmoid."""
    fig, ax = style.panels(height=100)
    ax.plot([sigmoid(x) for x in range(-4, 5)], **style.of("sigmoid"))
    return fig
'''
FRAGMENTS = '''
from scripts.build import DOCS, replace

def write():
    return [replace(DOCS / "fragments/elu.md", "ELU")]
'''
BIBLIOGRAPHY = '''
from scripts.build import DOCS, replace

def write():
    return [replace(DOCS / "fragments/counts.md", str(len((DOCS / "index.md").read_text())))]
'''


class Project:
    """A copy of nnref and of the build, with two experiments and two figures of its own."""

    def __init__(self, folder):
        self.folder = folder

    def edit(self, file, old, new):
        text = (self.folder / file).read_text()
        assert old in text
        (self.folder / file).write_text(text.replace(old, new))

    def python(self, *arguments):
        return subprocess.run([sys.executable, *arguments], cwd=self.folder, capture_output=True, text=True)

    def build(self, *names):
        """Build; return what was made and the last line."""
        done = self.python("-m", "scripts.build", *names)
        assert done.returncode == 0, done.stderr
        return set(re.findall(r"\d+/\d+  (\S+)", done.stdout)), done.stdout.splitlines()[-1]

    def fail(self, *names):
        """Build; return what went wrong."""
        done = self.python("-m", "scripts.build", *names)
        assert done.returncode == 1
        return done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    (folder / "docs").mkdir()
    shutil.copytree(build.ROOT / "nnref", folder / "nnref", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "scripts").mkdir()
    for name in ("__init__", "build", "keys", "measured", "style"):
        shutil.copy(build.ROOT / "scripts" / f"{name}.py", folder / "scripts")
    for package, text in ("experiments", EXPERIMENTS), ("figures", FIGURES):
        (folder / "scripts" / package).mkdir()
        (folder / "scripts" / package / "__init__.py").write_text("")
        (folder / "scripts" / package / "toy.py").write_text(text)
    for name in "runtime", *build.WRITERS:
        file = folder / f"scripts/{name.replace('.', '/')}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text("def write():\n    return []\n")
    (folder / "scripts/fragments.py").write_text(FRAGMENTS)
    (folder / "scripts/bibliography.py").write_text(BIBLIOGRAPHY)
    (folder / "docs/index.md").write_text("One page.")
    project = Project(folder)
    project.first = project.build()
    return project


@pytest.fixture
def project(built, tmp_path):
    return Project(shutil.copytree(built.folder, tmp_path / "copy"))


def test_the_first_build_makes_everything(built):
    made, last = built.first
    assert made == {"data/relus.json", "data/tanhs.json", "figures/six.svg", "figures/ess.svg"}
    assert last.startswith("4 drawn, 0 up to date")
    assert (built.folder / "docs/data/relus.json").read_text() == '{"y": [0.0, 2.0]}\n'
    assert (built.folder / "docs/fragments/elu.md").exists()
    assert (built.folder / "docs/assets/six.svg").read_bytes() == (built.folder / "docs/figures/six.svg").read_bytes()


def test_a_figure_says_what_drew_it(built):
    assert "<desc>scripts/figures/toy.py: six</desc>" in (built.folder / "docs/figures/six.svg").read_text()


def test_a_second_build_makes_nothing(project):
    assert project.build() == (set(), "0 drawn, 4 up to date")


def test_a_build_with_nothing_to_do_imports_neither_numpy_nor_matplotlib(project):
    check = "import sys; from scripts.build import main; print(main(), {'numpy', 'matplotlib'} & set(sys.modules))"
    assert project.python("-c", check).stdout.splitlines()[-1] == "0 set()"


def test_without_labs_what_belongs_to_one_stays_as_it_is(project, monkeypatch):
    project.edit("scripts/experiments/toy.py", "def tanhs", "def lab_tanhs")
    assert project.build()[0] == {"data/lab_tanhs.json"}
    project.edit("nnref/activations.py", "return np.tanh(x)\n", "return np.tanh(x) + 1\n")
    monkeypatch.setenv("NNREF_EXECUTE", "false")
    made, last = project.build()
    assert made == set() and last.startswith("0 drawn, 3 up to date")
    assert (project.folder / "docs/data/lab_tanhs.json").exists()
    monkeypatch.delenv("NNREF_EXECUTE")
    assert project.build()[0] == {"data/lab_tanhs.json"}


def test_editing_a_page_makes_the_texts_that_depend_on_pages(project):
    project.edit("docs/index.md", "One page.", "A page.")
    assert project.build() == (set(), "0 drawn, 4 up to date")
    assert (project.folder / "docs/fragments/counts.md").read_text() == "7"


def test_results_that_are_kept_in_a_file_are_taken_again_when_the_file_changes(project):
    (project.folder / "docs/benchmarks.json").write_text('{"ratio": 2}')
    shutil.copy(build.ROOT / "scripts/experiments/benchmarks.py", project.folder / "scripts/experiments")
    assert project.build()[0] == {"data/benchmarks.json"}
    project.edit("docs/benchmarks.json", "2", "3")
    assert project.build()[0] == {"data/benchmarks.json"}


def test_editing_relu_makes_what_shows_relu_and_nothing_else(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(x, 0.5)\n")
    assert project.build()[0] == {"data/relus.json", "figures/six.svg"}


def test_a_figure_is_not_drawn_again_when_its_experiment_finds_the_same(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(0, x)\n")
    assert project.build()[0] == {"data/relus.json"}


def test_editing_a_docstring_makes_nothing(project):
    project.edit("nnref/activations.py", "Rectified linear unit", "Positive part")
    assert project.build()[1].startswith("0 drawn, 4 up to date")


def test_editing_a_title_draws_the_figure_again(project):
    project.edit("scripts/figures/toy.py", "A sigmoid.", "The sigmoid.")
    assert project.build()[0] == {"figures/ess.svg"}


def test_an_output_that_is_missing_is_made_again(project):
    (project.folder / "docs/figures/ess.svg").unlink()
    assert project.build()[0] == {"figures/ess.svg"}


def test_an_output_that_nothing_makes_any_more_is_removed(project):
    project.edit("scripts/figures/toy.py", "def ess", "def _ess")
    project.build()
    assert [file.name for file in (project.folder / "docs/figures").iterdir()] == ["six.svg"]


def test_a_file_whose_bytes_stay_the_same_is_not_written(project):
    before = {file: file.stat().st_mtime_ns for file in project.folder.glob("docs/*/*")}
    shutil.rmtree(project.folder / ".cache")
    made, _ = project.build()
    assert len(made) == 4 and {file: file.stat().st_mtime_ns for file in before} == before


def test_a_named_figure_is_made_with_the_experiments_it_draws(project):
    shutil.rmtree(project.folder / ".cache")
    assert project.build("six")[0] == {"data/relus.json", "figures/six.svg"}


def test_an_unknown_name_is_an_error_that_lists_the_known(project):
    assert project.fail("sixx") == "error: no experiment or figure is named sixx; there are relus, tanhs, six, ess\n"


def test_an_assertion_in_an_experiment_reads_as_its_sentence(project):
    project.edit("scripts/experiments/toy.py", "def relus():", 'def relus():\n    assert relu(1) > 2, "ReLU should be larger"')
    assert project.fail() == "relus: ReLU should be larger\n"


def test_an_error_in_an_experiment_names_it_and_the_line(project):
    project.edit("scripts/experiments/toy.py", "tanh(x)", "tanh(x) / 0")
    assert project.fail().startswith("tanhs: ") and "(scripts/experiments/toy.py:8: " in project.fail()


def test_a_warning_in_a_figure_is_an_error(project):
    project.edit("scripts/figures/toy.py", "[sigmoid(x)", "__import__('warnings').warn('thin ice') or [sigmoid(x)")
    assert project.fail().startswith("ess: UserWarning: thin ice (scripts/figures/toy.py:14: ")


def test_a_figure_of_an_unknown_experiment_is_an_error(project):
    project.edit("scripts/figures/toy.py", "def six(relus)", "def six(relos)")
    assert "the figure six draws ['relos'], experiments are ['relus', 'tanhs']" in project.fail()


def test_a_name_that_two_modules_define_is_an_error(project):
    shutil.copy(project.folder / "scripts/figures/toy.py", project.folder / "scripts/figures/toys.py")
    assert "figures/six.svg is made by scripts.figures.toy and by scripts.figures.toys" in project.fail()


def test_an_interrupted_build_keeps_what_was_finished(project):
    shutil.rmtree(project.folder / ".cache")
    project.edit("scripts/experiments/toy.py", "def tanhs():", (
        "def tanhs():\n    import os, pathlib, signal\n"
        "    while not pathlib.Path('.cache/keys/data/relus.json.txt').exists(): pass\n"
        "    os.kill(os.getppid(), signal.SIGINT)"
    ))  # fmt: skip
    assert project.fail() == "interrupted: what was finished is kept\n"
    project.edit("scripts/experiments/toy.py", "os.kill(", "print(")
    assert project.build()[0] == {"data/tanhs.json", "figures/six.svg", "figures/ess.svg"}


# What experiments may return


def test_floats_are_rounded_to_six_significant_digits():
    assert rounded({"a": [np.pi * 1e-8, np.float32(1) / 3], "b": np.array([[1, -0.0]])}) == {"a": [3.14159e-08, 0.333333], "b": [[1, 0]]}


def test_numbers_texts_and_none_stay_as_they_are():
    value = {"n": 3, "yes": True, "text": "ReLU", "nothing": None}
    assert rounded(value) == value and rounded(np.int64(3)) == 3


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_an_error_that_names_its_place(value):
    with pytest.raises(ValueError, match=r"the result\['loss'\]\[1\] is -?(nan|inf): a finite number was expected"):
        rounded({"loss": [0.5, value]})


def test_other_types_are_errors():
    with pytest.raises(ValueError, match="the result is a set"):
        rounded({1, 2})


def test_keys_are_text():
    with pytest.raises(ValueError, match="the result has the key 3: text was expected"):
        rounded({3: 0.5})


def test_an_unknown_experiment_is_an_error_that_lists_the_known():
    with pytest.raises(ValueError, match="there is no experiment 'nothing'; there are: "):
        measured("nothing")
