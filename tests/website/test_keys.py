"""What changes a content key, and what does not."""

import importlib
import itertools
import sys

import pytest

from scripts.website import keys

NUMBERS = itertools.count()

MATHS = '''
"""Maths."""
from dataclasses import dataclass
from pathlib import Path

SLOPE = 0.01

def relu(x):
    """Positive part."""
    return max(x, 0)  # as on the slide

def leaky(x):
    return max(x, SLOPE * x)

def points():
    return Path(__file__).with_name("points.csv").read_text()

def tanh(x):
    return x

class Layer:
    def forward(self, x):
        return relu(x)

@dataclass(frozen=True)
class Record:
    f: object

    @property
    def mean(self):
        return self.f(0)

RELU, LEAKY, TANH = Record(relu), Record(leaky), Record(tanh)
ALL = (RELU, LEAKY, TANH)
'''

DRAW = """
from . import maths
from .maths import ALL, Layer, relu, tanh

def shows_relu():
    return [relu(x) for x in range(3)]

def shows_relu_by_module():
    return maths.relu(1)

def shows_relu_by_layer():
    return Layer().forward(1)

def shows_relu_later():
    from .maths import relu as f
    return f(1)

def shows_relu_nested():
    def inner():
        return lambda x: relu(x)
    return inner()(1)

def shows_relu_indirectly():
    return shows_relu()

def shows_tanh():
    return maths.tanh(1) + tanh(2)

def shows_points():
    return maths.points()

def shows_leaky():
    return maths.leaky(1)

def shows_all():
    return [record.f(1) for record in ALL]

def shows_module():
    return vars(maths)
"""

RELU_USERS = [
    "shows_relu",
    "shows_relu_by_module",
    "shows_relu_by_layer",
    "shows_relu_later",
    "shows_relu_nested",
    "shows_relu_indirectly",
    "shows_all",
    "shows_module",
]
OTHERS = ["shows_tanh", "shows_leaky", "shows_points"]


@pytest.fixture
def keys_of(tmp_path, monkeypatch):
    """The keys of every drawing, for given sources of the maths and of the drawings."""
    monkeypatch.setattr(keys, "OURS", {"toy"})

    def compute(maths=MATHS, draw=DRAW, points="1,2", **kw):
        folder = tmp_path / str(next(NUMBERS))
        (folder / "toy").mkdir(parents=True)
        for file, text in {"__init__": "", "maths": maths, "draw": draw}.items():
            (folder / "toy" / f"{file}.py").write_text(text)
        (folder / "toy" / "points.csv").write_text(points)
        with monkeypatch.context() as patch:
            patch.syspath_prepend(folder)
            module = importlib.import_module("toy.draw")
            found = {name: keys.key(getattr(module, name), **kw) for name in RELU_USERS + OTHERS}
        for loaded in [name for name in sys.modules if name.partition(".")[0] == "toy"]:
            del sys.modules[loaded]
        return found

    return compute


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


def test_the_same_sources_have_the_same_keys(keys_of):
    assert keys_of() == keys_of()


def test_editing_relu_changes_what_uses_relu_and_nothing_else(keys_of):
    edited = MATHS.replace("return max(x, 0)", "return max(0, x)")
    assert changed(keys_of(), keys_of(edited)) == set(RELU_USERS)


def test_a_constant_changes_what_uses_it(keys_of):
    edited = MATHS.replace("SLOPE = 0.01", "SLOPE = 0.02")
    assert changed(keys_of(), keys_of(edited)) == {"shows_leaky", "shows_all", "shows_module"}


def test_the_class_of_a_record_counts_for_what_uses_the_record(keys_of):
    edited = MATHS.replace("self.f(0)", "self.f(1)")
    assert changed(keys_of(), keys_of(edited)) == {"shows_all", "shows_module"}


def test_comments_docstrings_and_layout_do_not_count(keys_of):
    edited = MATHS.replace('"""Positive part."""', '"""Other words."""').replace("  # as on the slide", "")
    edited = edited.replace("SLOPE * x", "SLOPE  *  (x)")
    assert edited != MATHS
    assert changed(keys_of(), keys_of(edited)) == set()


def test_a_data_file_changes_what_reads_it(keys_of):
    assert changed(keys_of(), keys_of(points="1,3")) == {"shows_points", "shows_module"}


def test_editing_a_drawing_changes_its_own_key(keys_of):
    edited = DRAW.replace("maths.leaky(1)", "maths.leaky(2)")
    assert changed(keys_of(), keys_of(draw=edited)) == {"shows_leaky"}


def test_the_version_of_a_library_counts(keys_of, monkeypatch):
    before = keys_of(libraries=("numpy", "matplotlib"))
    monkeypatch.setattr(keys, "version", lambda library: "0.0")
    assert changed(before, keys_of(libraries=("numpy", "matplotlib"))) == set(before)


def test_an_object_without_a_stable_text_is_an_error():
    with pytest.raises(ValueError, match="cannot make a key of <object"):
        keys.key(object())
