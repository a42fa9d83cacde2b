"""What `python -m scripts.website.build` makes, makes again, leaves alone and says."""

import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from scripts.lecture.measurements import measured, rounded, sealed
from scripts.website.files import ROOT

pytestmark = pytest.mark.slow

TOY = '''
from nnref import relu, sigmoid, tanh
from scripts.lecture import style

def measure_relus():
    return {"y": [relu(x) for x in (-1.0, 2.0)]}

def measure_tanhs():
    return {"y": [tanh(x) for x in (-1.0, 2.0)]}

def verdict(activations_relus):
    assert activations_relus["y"][0] == 0, "ReLU should be zero on the left"

def draw_six(activations_relus):
    """Two values of ReLU."""
    fig, ax = style.panels(height=100)
    ax.plot(activations_relus["y"], **style.of("relu"))
    return fig

def draw_ess():
    """A sigmoid."""
    fig, ax = style.panels(height=100)
    ax.plot([sigmoid(x) for x in range(-4, 5)], **style.of("sigmoid"))
    return fig
'''
LAB = """
from nnref import tanh

def measure_tanhs():
    return {"y": [tanh(x) for x in (1.0, 2.0)]}

def verdict(own_tanhs):
    assert own_tanhs["y"][0] < own_tanhs["y"][1], "tanh should rise"
"""
TEXT = """
from scripts.website.files import DOCS, FRAGMENTS, write as put

def write():
    return [put(FRAGMENTS / "elu.md", "ELU")]
"""
REFERENCES = TEXT.replace('"elu.md", "ELU"', '"counts.md", str(len((DOCS / "index.md").read_text()))')


class Project:
    """A copy of nnref and of the build, with two experiments and two figures of its own."""

    def __init__(self, folder):
        self.folder, self.env = folder, {}

    def edit(self, file, old, new):
        text = (self.folder / file).read_text()
        assert old in text
        (self.folder / file).write_text(text.replace(old, new))

    def python(self, *arguments):
        env = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONPATH")} | self.env
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=120)

    def build(self, *names):
        """Build; return what was made and the last line."""
        done = self.python("-m", "scripts.website.build", *names)
        assert done.returncode == 0, done.stderr
        return set(re.findall(r"\d+/\d+  (\S+)", done.stdout)), done.stdout.splitlines()[-1]

    def fail(self, *names):
        """Build; return what went wrong."""
        done = self.python("-m", "scripts.website.build", *names)
        assert done.returncode == 1
        return done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "nnref", folder / "nnref", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs/assets").mkdir(parents=True)
    shutil.copytree(ROOT / "docs/activations", folder / "docs/activations")
    for name in "", "lecture", "lecture/labs", "lecture/explorables", "website", "website/text", "browser":
        (folder / "scripts" / name).mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / name / "__init__.py", folder / "scripts" / name)
    for path in [ROOT / f"scripts/lecture/{name}.py" for name in ("catalog", "colors", "measurements", "style", "svg")]:
        shutil.copy(path, folder / "scripts/lecture")
    for name in "arithmetic", "build", "files", "keys", "labs", "robustness", "store", "targets":
        shutil.copy(ROOT / f"scripts/website/{name}.py", folder / "scripts/website")
    (folder / "scripts/lecture/activations.py").write_text(TOY)
    (folder / "scripts/browser/runtime.py").write_text("def write(save):\n    pass\n")
    for path in (ROOT / "scripts/website/text").glob("[a-z]*.py"):
        (folder / "scripts/website/text" / path.name).write_text("def write(*_):\n    return []\noutline = write\n")
    shutil.copy(ROOT / "scripts/website/text/held.py", folder / "scripts/website/text")
    (folder / "scripts/website/text/activations.py").write_text(TEXT)
    (folder / "scripts/website/text/references.py").write_text(REFERENCES)
    (folder / "docs/index.md").write_text("One page.")
    project = Project(folder)
    project.first = project.build()
    return project


@pytest.fixture
def project(built, tmp_path):
    return Project(shutil.copytree(built.folder, tmp_path / "copy"))


def test_the_first_build_makes_everything(built):
    made, last = built.first
    assert made == {
        "data/activations_relus.json",
        "data/activations_tanhs.json",
        "figures/activations_six.svg",
        "figures/activations_ess.svg",
    }
    assert last.startswith("4 made, 0 up to date")
    assert (built.folder / "docs/data/activations_relus.json").exists()
    assert (built.folder / "docs/fragments/elu.md").exists()
    assert (built.folder / "docs/assets/six.svg").read_bytes() == (
        built.folder / "docs/figures/activations_six.svg"
    ).read_bytes()


def test_a_figure_says_what_drew_it(built):
    assert (
        "<desc>scripts/lecture/activations.py: draw_six</desc>"
        in (built.folder / "docs/figures/activations_six.svg").read_text()
    )


def test_a_second_build_makes_nothing(project):
    made, last = project.build()
    assert made == set() and last.startswith("0 made, 4 up to date")


def test_without_labs_what_belongs_to_one_stays_as_it_is(project, monkeypatch):
    project.edit("scripts/lecture/activations.py", "def measure_tanhs", "def _tanhs")
    (project.folder / "scripts/lecture/labs/own.py").write_text(LAB)
    assert project.build()[0] == {"data/own_tanhs.json"}
    project.edit("nnref/activations.py", "return np.tanh(x)\n", "return np.tanh(x) + 1\n")
    monkeypatch.setenv("NNREF_EXECUTE", "false")
    made, last = project.build()
    assert made == set() and last.startswith("0 made, 3 up to date")
    assert (project.folder / "docs/data/own_tanhs.json").exists()
    monkeypatch.delenv("NNREF_EXECUTE")
    assert project.build()[0] == {"data/own_tanhs.json"}


def test_editing_a_page_makes_the_texts_that_depend_on_pages(project):
    project.edit("docs/index.md", "One page.", "A page.")
    assert project.build()[0] == set()
    assert (project.folder / "docs/fragments/counts.md").read_text() == "7"


def test_results_that_are_kept_in_a_file_are_taken_again_when_the_file_changes(project):
    (project.folder / "docs/benchmarks.json").write_text('{"ratio": 2}')
    module, _, _ = (ROOT / "scripts/lecture/benchmarks.py").read_text().partition("\n\ndef draw_")
    (project.folder / "scripts/lecture/benchmarks.py").write_text(module)
    assert project.build()[0] == {"data/benchmarks.json"}
    project.edit("docs/benchmarks.json", "2", "3")
    assert project.build()[0] == {"data/benchmarks.json"}


def test_editing_relu_makes_what_shows_relu_and_nothing_else(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    assert project.build()[0] == {"data/activations_relus.json", "figures/activations_six.svg"}


def test_a_figure_is_not_drawn_again_when_its_experiment_finds_the_same(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(0, x)\n")
    assert project.build()[0] == {"data/activations_relus.json"}


def test_editing_a_docstring_makes_nothing(project):
    project.edit("nnref/activations.py", "Rectified linear unit", "Positive part")
    assert project.build()[0] == set()


def test_editing_a_title_draws_the_figure_again(project):
    project.edit("scripts/lecture/activations.py", "A sigmoid.", "The sigmoid.")
    assert project.build()[0] == {"figures/activations_ess.svg"}


@pytest.mark.parametrize("name", ["figures/activations_ess.svg", "data/activations_relus.json"])
def test_an_output_that_is_missing_comes_from_the_store(project, name):
    before = (project.folder / "docs" / name).read_bytes()
    (project.folder / "docs" / name).unlink()
    assert project.build()[0] == set() and (project.folder / "docs" / name).read_bytes() == before


@pytest.mark.parametrize("text", ["", "<svg>half", "by hand"])
def test_a_figure_that_was_changed_or_cut_off_is_put_right(project, text):
    figure = project.folder / "docs/figures/activations_ess.svg"
    before = figure.read_bytes()
    figure.write_text(text)
    assert project.build()[0] == set() and figure.read_bytes() == before


def test_undoing_an_edit_makes_nothing_and_gives_the_same_bytes(project):
    before = {file: file.read_bytes() for file in project.folder.glob("docs/*/*")}
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    assert len(project.build()[0]) == 2
    project.edit("nnref/activations.py", "return np.maximum(2 * x, 0)\n", "return np.maximum(x, 0)\n")
    assert project.build()[0] == set() and {file: file.read_bytes() for file in before} == before


def test_a_named_build_of_other_code_leaves_nothing_wrong_behind(project):
    """The fault of a build that trusts its own note of when everything was made."""
    before = {file: file.read_bytes() for file in project.folder.glob("docs/*/*")}
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    project.build("activations_six")
    project.edit("nnref/activations.py", "return np.maximum(2 * x, 0)\n", "return np.maximum(x, 0)\n")
    project.build()
    assert {file: file.read_bytes() for file in before} == before


def test_an_output_that_nothing_makes_any_more_is_removed(project):
    project.edit("scripts/lecture/activations.py", "def draw_ess", "def _draw_ess")
    project.build()
    assert [file.name for file in (project.folder / "docs/figures").iterdir()] == ["activations_six.svg"]


def test_a_file_whose_bytes_stay_the_same_is_not_written(project):
    before = {file: file.stat().st_mtime_ns for file in project.folder.glob("docs/*/*")}
    shutil.rmtree(project.folder / ".cache")
    made, _ = project.build()
    assert len(made) == 2 and {file: file.stat().st_mtime_ns for file in before} == before


def test_a_named_figure_is_made_with_the_experiments_it_draws(project):
    shutil.rmtree(project.folder / ".cache")
    shutil.rmtree(project.folder / "docs/data")
    assert project.build("activations_six")[0] == {"data/activations_relus.json", "figures/activations_six.svg"}


def test_a_figure_is_named_by_its_file_as_well(project):
    shutil.rmtree(project.folder / ".cache")
    assert "figures/activations_six.svg" in project.build("figures/activations_six.svg")[0]


def test_an_unknown_name_is_an_error_that_lists_the_known_or_those_near_it(project):
    assert project.fail("activation_six").startswith("nothing is named activation_six; there are activations_six,")
    known = "activations_ess, activations_relus, activations_six, activations_tanhs"
    assert project.fail("sixx") == f"nothing is named sixx; there are {known}\n"


def test_an_assertion_in_an_experiment_reads_as_its_sentence(project):
    project.edit(
        "scripts/lecture/activations.py",
        "def measure_relus():",
        'def measure_relus():\n    assert relu(1) > 2, "ReLU should be larger"',
    )
    assert project.fail() == "activations_relus: ReLU should be larger\n"


def test_a_verdict_that_fails_ends_the_build_before_anything_is_drawn(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(x, 0.5)\n")
    before = (project.folder / "docs/figures/activations_six.svg").read_text()
    assert project.fail() == "verdict of activations: ReLU should be zero on the left\n"
    assert (project.folder / "docs/figures/activations_six.svg").read_text() == before
    assert project.fail("activations_six") == "verdict of activations: ReLU should be zero on the left\n"


def test_an_error_in_an_experiment_names_it_and_the_line(project):
    project.edit("scripts/lecture/activations.py", "tanh(x)", "tanh(x) / 0")
    assert project.fail().startswith("activations_tanhs: ") and "(scripts/lecture/activations.py:9: " in project.fail()


def test_a_warning_in_a_figure_is_an_error(project):
    project.edit(
        "scripts/lecture/activations.py", "[sigmoid(x)", "__import__('warnings').warn('thin ice') or [sigmoid(x)"
    )
    assert project.fail().startswith("activations_ess: UserWarning: thin ice (scripts/lecture/activations.py:23: ")


def test_a_figure_of_an_unknown_experiment_is_an_error(project):
    project.edit("scripts/lecture/activations.py", "def draw_six(activations_relus)", "def draw_six(activations_relos)")
    assert (
        "the figure activations_six needs ['activations_relos'], experiments are ['activations_relus', "
        "'activations_tanhs']" in project.fail()
    )


def test_a_name_that_two_modules_define_is_an_error(project):
    shutil.copy(
        project.folder / "scripts/lecture/activations.py", project.folder / "scripts/lecture/labs/activations.py"
    )
    assert (
        "data/activations_relus.json is made by scripts.lecture.activations and by scripts.lecture.labs.activations"
        in project.fail()
    )


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupted_build_keeps_what_was_finished(project, name):
    shutil.rmtree(project.folder / ".cache")
    shutil.rmtree(project.folder / "docs/data")
    project.edit(
        "scripts/lecture/activations.py",
        "def measure_tanhs():",
        (
            "def measure_tanhs():\n    import os, pathlib, signal\n"
            "    while not pathlib.Path('docs/data/activations_relus.json').exists(): pass\n"
            f"    os.kill(os.getppid(), signal.{name})"
        ),
    )
    assert project.fail() == "interrupted: what was finished is kept\n"
    project.edit("scripts/lecture/activations.py", "os.kill(", "print(")
    assert project.build()[0] == {
        "data/activations_tanhs.json",
        "figures/activations_six.svg",
        "figures/activations_ess.svg",
    }


def test_code_that_is_edited_while_it_is_built_ends_the_build(project):
    edit = "__import__('os').utime('nnref/losses.py')"
    project.edit("scripts/lecture/activations.py", "def measure_tanhs():", f"def measure_tanhs():\n    {edit}")
    assert project.fail() == "nnref/losses.py changed while this was built: run it again\n"
    project.edit("scripts/lecture/activations.py", f"    {edit}\n", "")
    project.build()


# Records


RECORD = "docs/data/activations_relus.json"


def record(project):
    return json.loads((project.folder / RECORD).read_text())


def test_a_record_says_when_on_what_and_by_which_code_it_was_measured(built):
    found = record(built)
    assert found["result"] == {"y": [0.0, 2.0]} and found["name"] == "activations_relus" and found["held"] == {}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["date"]) and found["seconds"] >= 0 and found["processor"]
    assert found["libraries"] == {"numpy": np.__version__} and found["python"] == ".".join(
        map(str, sys.version_info[:3])
    )
    assert {"nnref.activations.relu", "scripts.lecture.activations.measure_relus"} <= found["uses"].keys()


def test_an_edit_of_the_code_makes_its_records_stale_and_the_build_says_why(project):
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    done = project.python("-m", "scripts.website.build")
    assert "data/activations_relus.json is stale: nnref.activations.relu changed\n" in done.stdout
    assert record(project)["result"] == {"y": [0.0, 4.0]}


def test_ci_refuses_a_stale_record(project):
    project.env["CI"] = "true"
    project.build()
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    said = "stale measurements are not measured here: run `make measure` and commit docs/data/activations_relus.json\n"
    assert project.fail() == said
    assert project.python("-m", "scripts.website.build", "--measure").returncode == 0
    project.build()


def test_another_version_of_a_library_makes_a_record_stale(project):
    found = record(project) | {"libraries": {"numpy": "1.0"}}
    (project.folder / RECORD).write_text(sealed(found))
    shutil.rmtree(project.folder / ".cache")
    done = project.python("-m", "scripts.website.build")
    assert f"data/activations_relus.json is stale: numpy 1.0 is now {np.__version__}\n" in done.stdout


@pytest.mark.parametrize(
    "change, why",
    [
        (lambda text: text.replace("2.0", "3.0"), "was edited by hand: its sha256 does not fit"),
        (lambda text: text[:100], "is cut off or no JSON"),
        (lambda text: sealed(json.loads(text) | {"name": "elu"}), "is the record of elu"),
        (lambda text: '{"y": [0.0, 2.0]}', "is no record of a measurement"),
    ],
)
def test_an_unsound_record_is_refused_by_name_and_measured_anew_when_told(project, change, why):
    path = project.folder / RECORD
    before = path.read_text()
    path.write_text(change(before))
    told = "take it from git, or run `make measure`, which measures it anew"
    assert project.fail() == f"{RECORD} {why}: {told}\n"
    read = project.python("-c", "from scripts.lecture.measurements import measured; measured('activations_relus')")
    assert f"ValueError: {RECORD} {why}: {told}" in read.stderr
    assert project.python("-m", "scripts.website.build", "--measure").returncode == 0
    assert path.read_text() == before
    project.build()


def test_a_list_of_numbers_is_one_line_of_a_record():
    text = sealed({"name": "a", "result": {"x": [1, 2.5], "rows": [[1], [2]], "none": []}})
    assert text.splitlines()[2:10] == [
        ' "result": {',
        '  "x": [1, 2.5],',
        '  "rows": [',
        "   [1],",
        "   [2]",
        "  ],",
        '  "none": []',
        " },",
    ]


# Other arithmetic, other draws

DRAWN = """
import numpy as np

def measure():
    rng = np.random.default_rng(3)
    return {"first": rng.random(), "fixed": 1}

def verdict(drawn):
    assert drawn["first"] < 0.1, "the first number should be small"
"""


def test_a_verdict_is_decided_again_from_another_draw_and_under_other_arithmetic(project):
    first, other = (np.random.default_rng(seed).random() for seed in (3, (1, 3)))
    module = DRAWN.replace("< 0.1", f"== {first:.6g}")
    (project.folder / "scripts/lecture/drawn.py").write_text(module)
    project.build()
    done = project.python("-m", "scripts.website.robustness")
    assert done.returncode == 0, done.stderr
    held = json.loads((project.folder / "docs/data/drawn.json").read_text())["held"]
    assert held["second draw"] == {"drawn": "the first number should be small", "result": "another"}
    assert all(gave in ("as recorded", {"result": "the same", "drawn": "holds"}) for gave in list(held.values())[:-1])
    project.build()
    beside = json.loads((project.folder / "docs/data/held/drawn.json").read_text())
    assert beside["result"] == {"second draw": {"first": float(f"{other:.6g}"), "fixed": 1}}
    assert "| `drawn` | " in (project.folder / "docs/fragments/held.md").read_text()
    read = (
        "from scripts.lecture.measurements import measured, under\n"
        "with under('second draw'): print(measured('drawn')['first'], measured('activations_relus')['y'])\n"
        "print(measured('drawn')['first'])"
    )
    assert project.python("-c", read).stdout == f"{other:.6g} [0.0, 2.0]\n{first:.6g}\n"


# --why


def test_why_says_which_part_has_changed(project):
    assert (
        project.python("-m", "scripts.website.build", "--why", "activations_six").stdout
        == "figures/activations_six.svg is fresh\n"
    )
    project.edit("nnref/activations.py", "return np.maximum(x, 0)\n", "return np.maximum(2 * x, 0)\n")
    project.edit("scripts/lecture/activations.py", 'style.of("relu")', 'style.of("tanh")')
    done = project.python("-m", "scripts.website.build", "--why", "activations_relus", "activations_six", "activations")
    assert done.stdout.splitlines() == [
        "data/activations_relus.json is stale:",
        "  nnref.activations.relu changed",
        "figures/activations_six.svg is stale:",
        "  scripts.lecture.activations.draw_six changed",
        "text/activations is fresh",
    ]


# What may go wrong on a machine


def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(project):
    (project.folder / "docs/figures/activations_ess.svg").unlink()
    full = (
        "import sys, errno, pathlib; from scripts.website import build\n"
        "def write(path, data):\n"
        "    open(path, 'wb').write(data[:9])\n"
        "    raise OSError(errno.ENOSPC, 'No space left on device', str(path))\n"
        "pathlib.Path.write_bytes = write\n"
        "sys.exit(build.command([]))"
    )
    done = project.python("-c", full)
    assert done.returncode == 1 and re.fullmatch(
        r"error: \S+ cannot be written: No space left on device. Nothing is half-written\n", done.stderr
    )
    assert [path.name for path in (project.folder / "docs/figures").iterdir()] == ["activations_six.svg"]
    project.build()


def test_a_store_that_was_cut_off_is_made_anew(project):
    for entry in (project.folder / ".cache/store").glob("*/*/*.json"):
        entry.write_bytes(entry.read_bytes()[:50])
    assert project.build()[0] == {"figures/activations_six.svg", "figures/activations_ess.svg"}


def test_two_builds_at_once_are_one(project):
    shutil.rmtree(project.folder / ".cache")
    shutil.rmtree(project.folder / "docs/figures")
    env = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONPATH")}
    command = [sys.executable, "-m", "scripts.website.build"]
    both = [subprocess.Popen(command, cwd=project.folder, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    assert project.build()[0] == set()


# What experiments may return


def test_floats_are_rounded_to_six_significant_digits():
    assert rounded({"a": [np.pi * 1e-8, np.float32(1) / 3], "b": np.array([[1, -0.0]])}) == {
        "a": [3.14159e-08, 0.333333],
        "b": [[1, 0]],
    }


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
