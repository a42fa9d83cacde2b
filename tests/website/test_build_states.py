"""Whatever was edited, undone, broken, interrupted or changed by hand: after a build that succeeds, what is on disk
is what the code makes. Hypothesis looks for a history for which this is false."""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from scripts.website.files import ROOT

pytestmark = pytest.mark.slow

# Experiments, figures, a verdict and a text of a line each, so that a build takes a moment.
MATHS = """
ACTIVATIONS = ()

def once(x):
    return {once} * x  # {comment}

def twice(x):
    return {twice} * once(x)
"""
PAGE = '''
from nnref import once, twice

def measure_once():
    return {"y": once(3)}

def measure_twice():
    return {"y": twice(3)}

def verdict(page_once, page_twice):
    assert page_twice["y"] < 20, "twice three should be small"

def draw_both(page_once, page_twice):
    """Both."""
    return page_once["y"], page_twice["y"]

def draw_six():
    """One alone, which is the one in the README too."""
    return once(1)
'''
SVG = """
def svg(drawn, title, description=""):
    return f"<svg>{title} {drawn}</svg>"
"""
TEXT = """
from nnref import twice
from scripts.website.files import FRAGMENTS, write as put

def write():
    return [put(FRAGMENTS / "twice.md", str(twice(1)))]
"""
NOTHING = "def write(*_):\n    return []\n\n\noutline = write\n"
# A build that is ended while it writes its n-th file, when half of it is there.
INTERRUPTED = """
import pathlib, sys
from scripts.website import build
left, write = {n}, pathlib.Path.write_bytes
def half(path, data):
    global left
    left -= 1
    if left == 0:
        write(path, data[: len(data) // 2])
        raise KeyboardInterrupt
    return write(path, data)
pathlib.Path.write_bytes = half
sys.exit(build.command([]))
"""
OUTPUTS = [f"figures/page_{name}.svg" for name in ("both", "six")] + ["fragments/twice.md"]
OUTPUTS += [f"data/page_{name}.json" for name in ("once", "twice")]


@functools.cache
def template():
    """The project, as it is copied for each history."""
    folder = Path(tempfile.mkdtemp())
    packages = "lecture/labs", "lecture/explorables", "website/text", "browser"
    for name in "nnref", "docs/assets", *(f"scripts/{package}" for package in packages):
        (folder / name).mkdir(parents=True)
    for name in "", "lecture/", "lecture/labs/", "lecture/explorables/", "website/", "website/text/", "browser/":
        (folder / f"scripts/{name}__init__.py").write_text("")
    for path in [ROOT / "scripts/lecture/measurements.py", *(ROOT / "scripts/website").glob("*.py")]:
        shutil.copy(path, folder / path.relative_to(ROOT))
    (folder / "scripts/lecture/page.py").write_text(PAGE)
    (folder / "scripts/lecture/svg.py").write_text(SVG)
    (folder / "scripts/lecture/style.py").write_text("def stylesheet():\n    return ''\n")
    (folder / "scripts/browser/runtime.py").write_text(NOTHING)
    for path in (ROOT / "scripts/website/text").glob("*.py"):
        (folder / "scripts/website/text" / path.name).write_text(NOTHING)
    (folder / "scripts/website/text/activations.py").write_text(TEXT)
    build = folder / "scripts/website/build.py"
    build.write_text(re.sub("COPIES = .*", "COPIES = {'figures/page_six.svg': 'assets/six.svg'}", build.read_text()))
    return folder


class Builds(RuleBasedStateMachine):
    """A copy of the project and what is done to it."""

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp()) / "project"
        shutil.copytree(template(), self.folder)
        self.once, self.twice, self.comment, self.before = 1, 2, "", []
        self.built, self.by_hand = False, set()
        self.edit()

    def edit(self):
        maths = MATHS.format(once=self.once, twice=self.twice, comment=self.comment)
        (self.folder / "nnref/__init__.py").write_text(maths)
        self.built = False

    def python(self, *arguments):
        env = os.environ | {"NNREF_CLUSTER": ""}
        env.pop("CI", None)
        return subprocess.run([sys.executable, *arguments], cwd=self.folder, env=env, capture_output=True, text=True)

    @rule(once=st.sampled_from([1, 2]), twice=st.sampled_from([2, 3, 9]))
    def edit_a_function(self, once, twice):
        self.before.append((self.once, self.twice))
        self.once, self.twice = once, twice
        self.edit()

    @precondition(lambda self: self.before)
    @rule()
    def undo(self):
        self.once, self.twice = self.before.pop()
        self.edit()

    @rule(comment=st.sampled_from(["once", "as it is"]))
    def edit_a_comment(self, comment):
        self.comment = comment
        self.edit()

    @rule(name=st.sampled_from(["page_both", "page_six", "page_twice"]))
    def build_one(self, name):
        self.python("-m", "scripts.website.build", name)
        self.built = False

    @rule(n=st.integers(1, 12))
    def build_and_interrupt(self, n):
        self.built = self.python("-c", INTERRUPTED.format(n=n)).returncode == 0

    @rule(name=st.sampled_from(OUTPUTS), text=st.sampled_from(["", "<svg>", "by hand"]))
    def change_by_hand(self, name, text):
        if (self.folder / "docs" / name).exists():
            (self.folder / "docs" / name).write_text(text)
            self.built = False

    @rule(name=st.sampled_from(OUTPUTS))
    def delete(self, name):
        (self.folder / "docs" / name).unlink(missing_ok=True)
        self.built = False

    @rule()
    def measure(self):
        self.python("-m", "scripts.website.build", "--measure")
        self.built = False

    @rule()
    def build(self):
        done = self.python("-m", "scripts.website.build")
        assert (
            done.returncode == 0 or "twice three should be small" in done.stderr or "run `make measure`" in done.stderr
        )
        self.built = done.returncode == 0

    @invariant()
    def what_is_on_disk_is_what_the_code_makes(self):
        """Only a build that has succeeded promises it; nothing half-written is left by any."""
        if not hasattr(self, "folder"):
            return
        assert list(self.folder.rglob(".*.new")) == []
        if self.built:
            docs, once, twice = self.folder / "docs", 3 * self.once, 3 * self.once * self.twice
            assert json.loads((docs / "data/page_once.json").read_text())["result"] == {"y": once}
            assert json.loads((docs / "data/page_twice.json").read_text())["result"] == {"y": twice}
            assert (docs / "figures/page_both.svg").read_text() == f"<svg>Both. {once, twice}</svg>"
            title = "One alone, which is the one in the README too."
            assert (docs / "figures/page_six.svg").read_text() == f"<svg>{title} {self.once}</svg>"
            assert (docs / "assets/six.svg").read_text() == f"<svg>{title} {self.once}</svg>"
            assert (docs / "fragments/twice.md").read_text() == str(self.once * self.twice)

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder.parent)


TestBuilds = Builds.TestCase
PHASES = [Phase.explicit, Phase.generate]  # to make a history shorter would take hundreds of builds
TestBuilds.settings = settings(max_examples=12, stateful_step_count=10, derandomize=True, deadline=None, phases=PHASES)
