"""What changes a content key, and what does not."""

import importlib
import itertools
import json
import sys

import pytest

from scripts.lecture.measurements import DATA
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

    def compute(maths=MATHS, draw=DRAW, points="1,2"):
        folder = tmp_path / str(next(NUMBERS))
        (folder / "toy").mkdir(parents=True)
        for file, text in {"__init__": "", "maths": maths, "draw": draw}.items():
            (folder / "toy" / f"{file}.py").write_text(text)
        (folder / "toy" / "points.csv").write_text(points)
        with monkeypatch.context() as patch:
            patch.syspath_prepend(folder)
            module = importlib.import_module("toy.draw")
            found = {name: keys.ingredients(getattr(module, name)) for name in RELU_USERS + OTHERS}
        for loaded in [name for name in sys.modules if name.partition(".")[0] == "toy"]:
            del sys.modules[loaded]
        return found

    return compute


def changed(before, after):
    return {name for name in before if before[name].key != after[name].key}


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


def test_annotations_do_not_count(keys_of):
    edited = MATHS.replace("def relu(x):", "def relu(x: float) -> float:")
    assert changed(keys_of(), keys_of(edited)) == set()


def test_the_parts_say_what_has_changed(keys_of):
    before, after = keys_of(), keys_of(MATHS.replace("return max(x, 0)", "return max(0, x)"))
    said = after["shows_relu_indirectly"].differences(before["shows_relu_indirectly"].parts, {})
    assert list(said) == ["toy.maths.relu changed"]
    before, after = keys_of(), keys_of(MATHS.replace("SLOPE = 0.01", "SLOPE = 0.02"))
    said = after["shows_leaky"].differences(before["shows_leaky"].parts, {})
    assert list(said) == ["toy.maths.SLOPE changed"]


def test_two_functions_that_change_places_change_what_uses_them(keys_of):
    edited = DRAW.replace("import ALL, Layer, relu, tanh", "import ALL, Layer, relu as tanh, tanh as relu")
    assert {"shows_relu", "shows_tanh"} <= changed(keys_of(), keys_of(draw=edited))


def test_a_key_knows_the_libraries_of_the_code_that_is_used_and_what_these_require():
    from scripts.lecture.digits import digits
    from scripts.lecture.measurements import rounded
    from scripts.lecture.regions import boundary

    assert keys.ingredients(rounded).libraries == {}
    assert {"numpy", "scikit-learn", "scipy"} <= keys.ingredients(digits).libraries.keys()
    assert keys.ingredients(boundary).libraries.keys() == {"contourpy", "numpy"}
    from scripts.lecture.style import panels

    assert {"matplotlib", "contourpy", "numpy"} <= keys.ingredients(panels).libraries.keys()


def test_the_version_of_a_library_is_a_difference():
    now = keys.Ingredients({"a": "1"}, {"numpy": "2.4"})
    assert list(now.differences({"a": "1"}, {"numpy": "2.3", "scipy": "1.0"})) == [
        "numpy 2.3 is now 2.4",
        "scipy is used no more",
    ]


def test_a_module_whose_package_has_another_name_is_an_error_that_says_where_to_write_it():
    with pytest.raises(LookupError, match="which package has the module nothing_here.*PACKAGES"):
        keys.versions({"nothing_here"})


SAME_EVERYWHERE = """
def f(x, *rest, scale=1.5, **more):
    first, (second, *third) = x[1:, ::2], rest
    text = f"{x!r:>{scale}} and " "more"
    with open(text) as file, file:
        return [a if a else -a for a in first if not a] or (lambda y=None: y)(second)
"""


def test_a_key_is_the_same_on_every_python():
    tree = keys.ast.parse(SAME_EVERYWHERE)
    assert keys.digest(keys.dump(tree)) == "aec645e9c8f0e425"


def test_a_number_that_another_processor_rounds_in_another_way_has_the_same_key():
    np = pytest.importorskip("numpy")
    assert keys.describe([0.1 + 0.2, np.float64(0.3)], []) == keys.describe([0.3, np.float64(0.1) + 0.2], [])
    assert keys.describe(1.0, []) != keys.describe(1, []) != keys.describe(True, [])


def test_a_path_counts_from_the_root_of_the_repository():
    assert keys.describe(keys.ROOT / "docs/data", []) == "docs/data"


def test_a_measurement_that_code_names_is_noted_by_its_pattern(tmp_path):
    cells = [
        "from scripts.lecture.measurements import measured",
        'measured("capacity")',
        'for n in "36": measured(f"neurons_{n}")',
    ]
    assert keys.of_cells(tmp_path / "lab.py", cells).measurements == {"capacity", "neurons_*"}


def test_the_key_of_a_notebook_knows_what_it_calls_and_the_text_that_it_prints(tmp_path):
    calls = ["from nnref import *", "print(elu(0.5))"]
    assert {"nnref.activations.elu"} == {
        n for n in keys.of_cells(tmp_path / "a.py", calls).parts if n.startswith("nnref.")
    }
    prints = ["import inspect\nfrom nnref import losses", "print(inspect.getsource(losses.softmax))"]
    assert "the text of nnref.losses.softmax" in keys.of_cells(tmp_path / "a.py", prints).parts


def test_a_comment_in_a_cell_does_not_count(tmp_path):
    one, other = (keys.of_cells(tmp_path / "a.py", [code]) for code in ("x = 1  # one", "x = 1"))
    assert one.key == other.key != keys.of_cells(tmp_path / "a.py", ["x = 2"]).key


def test_no_measurement_depends_on_how_something_is_drawn():
    records = {path.stem: json.loads(path.read_text("utf-8")).get("uses", {}) for path in DATA.glob("*.json")}
    assert [name for name, uses in records.items() if any("scripts.lecture.style." in one for one in uses)] == []


def test_where_a_cell_ends_counts_since_each_has_its_own_output(tmp_path):
    one, other = (keys.of_cells(tmp_path / "a.py", cells) for cells in (["x = 1", "x"], ["x = 1\nx"]))
    assert one.key != other.key


def test_an_object_without_a_stable_text_is_an_error():
    with pytest.raises(ValueError, match="cannot make a key of <object"):
        keys.describe(object(), [])


def test_a_lab_that_imports_what_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "ROOT", tmp_path)
    with pytest.raises(LookupError, match="lab.py: there is no scripts.lecture.labs.nowhere, .* correct the import"):
        keys.of_cells(tmp_path / "lab.py", ["from scripts.lecture.labs import nowhere"])
