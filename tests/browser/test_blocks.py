"""The runner of examples, on this machine's Python: it is the same in the browser."""

import io
import json
import re

import pytest

from nnref import CROSS_ENTROPY
from scripts.browser import blocks, playground, runtime
from scripts.browser.playground.engine import Engine
from scripts.browser.playground.settings import checked
from scripts.lecture.measurements import ROOT
from scripts.prose import pages


def run(*sources, page="page"):
    """The result of the last source, with what it prints; a source with prompts is a doctest."""
    text = []
    made = [{"kind": "pycon" if ">>>" in source else "python", "source": source} for source in sources]
    return json.loads(blocks.run(json.dumps({"page": page, "blocks": made}), text.append)) | {"text": "".join(text)}


def value(expression, *sources):
    made = [{"kind": "python", "source": source} for source in sources]
    return json.loads(
        blocks.evaluate(json.dumps({"page": "page", "blocks": made, "expression": expression}), lambda text: None)
    )


@pytest.fixture(autouse=True)
def new_page():
    blocks.page = None


def test_the_last_expression_is_the_value_and_prints_come_first():
    result = run("print('a')\n1 + 1")
    assert (result["text"], result["value"], result["error"]) == ("a\n", "2", None)


def test_functions_that_are_only_defined_show_values_and_their_curves():
    result = run("def relu(x):\n    return np.maximum(0, x)\n\ndef d_relu(x):\n    return np.where(x > 0, 1.0, 0.0)")
    assert result["made"] == "relu([-2, -1, 0, 1, 2]) = [0, 0, 0, 1, 2]\nd_relu([-2, -1, 0, 1, 2]) = [0, 0, 0, 1, 1]"
    assert [line["name"] for line in result["picture"]["lines"]] == ["relu", "d_relu"]
    assert result["picture"]["lines"][0]["y"][-1] == 4


def test_what_a_block_gives_names_to_is_shown_where_it_prints_nothing():
    result = run(
        "import math\nn, xs = 3, np.arange(2.0)\n_hidden = 1\nfor i in range(n):\n    xs[0] += i\ndef say(a, b): pass"
    )
    assert result["made"] == "n = 3\nxs = [3, 1]\ni = 2\nsay(a, b) is defined"


def test_what_prints_or_has_a_value_shows_that_alone():
    assert "made" not in run("a = 1\nprint(a)")
    assert "made" not in run("a = 1\na")


def test_a_row_of_numbers_is_drawn_and_three_are_not():
    assert run("relu(np.linspace(-1, 1, 9))")["picture"]["lines"][0]["y"][0] == 0
    assert run("relu(np.array([-1.0, 0.0, 1.0]))")["picture"] is None


def test_a_network_and_its_points_are_drawn_as_a_map():
    made = run("x, t = moons(40, rng, noise=0.1)\nnet = mlp((2, 4, 2), TANH, rng)")["picture"]
    assert (made["kind"], len(made["points"]), len(made["cells"]), sum(made["classes"])) == ("map", 40, 48, 20)


@pytest.mark.parametrize("net", ["mlp((3, 2), TANH, rng)", "mlp((2, 1), TANH, rng)", "mlp((2, 3), TANH, rng)"])
def test_a_network_of_another_shape_is_no_map(net):
    assert run(f"x, t = moons(40, rng, noise=0.1)\nnet = {net}")["picture"] is None


def test_drawing_a_function_takes_no_random_number_from_the_page():
    assert run("def noisy(x):\n    return x + rng.normal()", "rng.random()")["value"] == run("rng.random()")["value"]


def test_a_function_that_never_ends_is_defined_all_the_same():
    assert run("def forever(x):\n    while True:\n        pass")["made"] == "forever(x) is defined"


def test_a_function_that_prints_is_silent_while_it_is_drawn():
    assert run("def loud(x):\n    print('called')\n    return 2 * x")["text"] == ""


def test_a_value_whose_own_words_fail_is_named():
    source = "class Odd:\n    def __repr__(self):\n        return 1 / 0\none = Odd()"
    assert run(source)["made"] == "Odd is defined\none cannot be shown: ZeroDivisionError: division by zero"


def test_blocks_share_names_and_the_third_alone_runs_the_others_silently():
    result = run("print('a')\na = 1", ">>> b = a + 1", "a + b")
    assert (result["text"], result["value"]) == ("", "3")


def test_an_edit_above_is_seen_below():
    run("a = 1", "a")
    assert run("a = 2", "a")["value"] == "2"


def test_another_page_starts_with_a_namespace_of_its_own():
    run("a = 1")
    assert "NameError" in run("a", page="other")["error"]


def test_what_an_example_does_to_a_module_ends_when_the_page_starts_anew():
    value = run("1")["value"], run("relu(2.0)")["value"]
    run("import numpy, nnref\nnumpy.tanh, nnref.relu = numpy.sin, None")
    assert run("np.tanh is np.sin")["value"] == "False"
    assert (run("1")["value"], run("relu(2.0)")["value"]) == value


def test_all_of_numpy_can_be_imported_where_a_part_of_it_is_missing(monkeypatch):
    import numpy

    monkeypatch.setattr(numpy, "__all__", [*numpy.__all__, "no_such_part"])
    assert run("from numpy import *\nsin(0)")["error"] is None


def test_rng_starts_anew_with_the_page():
    first = run("rng.random()")
    assert first["value"] == run("rng.random()")["value"] == "0.6369616873214543"


def test_an_error_above_is_named_and_the_next_try_starts_anew():
    assert run("1 / 0", "2")["error"].startswith("An example above this one fails:")
    assert run("1", "2")["value"] == "2"


def test_a_failing_doctest_above_stops_nothing():
    assert run(">>> 1\n2", "3")["value"] == "3"


def test_a_syntax_error_points_to_the_line():
    assert 'File "<example 1>", line 1' in run("x = = 1")["error"]


@pytest.mark.parametrize(
    "source, said",
    [
        ("import no_such_library", "no no_such_library: the page's notebook"),
        ("name = input('x? ')", "write the value into the code"),
    ],
)
def test_what_python_on_a_page_lacks_is_said_below_the_error(source, said, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert said in run(source)["error"].splitlines()[-1]


def test_output_is_cut_at_a_limit():
    result = run("while_ = [print('x' * 1000) for _ in range(100)]")
    assert len(result["text"]) < blocks.LIMIT + 100 and result["text"].endswith("the rest is not shown\n")


@pytest.mark.parametrize(
    "expression, expected, at",
    [
        ("mlp((3, 4, 2), TANH, rng).n_params", "26", ""),
        ("a + 1", "2", ""),
        ("relu(x)", "[0. 0. 0. 0. 1. 2. 3.]", "x = −3 … 3"),
        ("prelu(x, alpha) for alpha <= 1", "[-1.5 -1.  -0.5  0.   1.   2.   3. ]", "x = −3 … 3, alpha = 0.5"),
        ("w @ x + b", "14.5", "w = (1, 2, 3), x = (1, 2, 3), b = 0.5"),
        ("sum(n > 1 for n in [1, 2, 3])", "2", ""),
        ("float(x)", "0.5", "x = 0.5"),
    ],
)
def test_a_statement_is_evaluated_below_its_blocks(expression, expected, at):
    assert value(expression, "a = 1") == {"value": expected, "at": at, "error": None}


def test_a_statement_that_cannot_be_evaluated_says_why():
    assert value("1 / 0")["error"] == "ZeroDivisionError: division by zero"


def test_data_of_the_site_is_read_as_from_the_repository(monkeypatch):
    a = '{"result": {"b": 1}, "held": {"baseline": {"result": "the same"}, "second draw": {"result": "another"}}}'
    held = '{"result": {"second draw": {"b": 2}}}'
    monkeypatch.setattr(blocks, "read", {"data/a.json": a, "data/held/a.json": held, "c.json": "2"}.get)
    assert blocks.measured("a") == {"b": 1}
    for kind, result in ("baseline", 1), ("second draw", 2), (None, 1):
        assert blocks.measured("a", kind) == {"b": result}
    assert blocks.Published("data").with_name("c.json").read_text() == "2"
    with pytest.raises(FileNotFoundError, match="no file data/d.json"):
        blocks.measured("d")


def test_the_playgrounds_loss_curve_is_of_the_same_steps_however_fast_the_machine_is():
    whole, single = (Engine(checked({"points": 20})) for _ in range(2))
    whole.advance(0, 300, 300)
    for _ in range(300):
        single.advance(0, 300)
    assert whole.step == single.step == 300
    assert whole.curve == single.curve
    steps = [step for step, *_ in whole.curve]
    assert steps[:3] == [0, 1, 2] and all(b - a <= max(1, a / 16) for a, b in zip(steps, steps[1:]))


def test_the_playgrounds_numbers_are_those_of_the_step_they_name():
    engine = Engine(checked({"points": 20}))
    engine.advance(0, 40, 40)
    numbers = engine.numbers()
    assert numbers["step"] == 40
    assert numbers["loss"] == float(CROSS_ENTROPY.f(engine.net.forward(engine.x), engine.t))
    assert numbers["heldLoss"] == float(CROSS_ENTROPY.f(engine.net.forward(engine.x_held), engine.t_held))


@pytest.mark.parametrize("layers, settings, why", [
    ([[20, "prelu"]], {"lr": 3}, "The learning rate 3 is too large here"),
    ([[1, "prelu"], [2, "selu"]], {"lr": 10}, "The learning rate 10 is too large here"),
    ([[3, "maxout"]], {"lr": 1e6}, "The learning rate 1e+06 is too large here"),
    ([[2, "selu"], [20, "prelu"], [3, "maxout"]], {"lr": 3}, "The learning rate 3 is too large here"),
    ([[20, "relu"]], {"lr": 3, "l2": 100}, "Learning rate times regularization is 300"),
])  # fmt: skip
def test_outputs_that_overflow_in_the_playground_are_explained_and_the_last_good_state_stays(layers, settings, why):
    playground.start(json.dumps({"data": "lecture", "momentum": 0, "layers": layers} | settings))
    while playground.advance(0, 100):
        state = json.loads(playground.frame()[0], parse_constant=pytest.fail)
    state = json.loads(playground.frame()[0], parse_constant=pytest.fail)
    assert why in state["problem"] and state["numbers"]["loss"] is not None


@pytest.mark.parametrize("state, why", [
    ({"layers": [[8, "tanh"]] * 5}, "There can be 1 to 4 hidden layers, got 5"),
    ({"layers": [[99, "tanh"]]}, "1 to 32 neurons"),
    ({"layers": [["foo", "tanh"]]}, "got 'foo' and 'tanh'"),
    ({"lr": "foo"}, "Learning rate must be a number from 0 to 1,000,000, got 'foo'"),
    ({"step": -1}, "Step must be a number"),
    ({"step": 0.5}, "Step must be a whole number, got 0.5"),
    ({"data": "own", "own": [[0, "foo", 1]]}, "A point of your own is x, y and a class, 0 or 1"),
    ({"data": "own", "own": [[0, 1, 2]]}, "A point of your own"),
    ({"data": "own"}, "There are no points yet"),
])  # fmt: skip
def test_the_playground_refuses_a_wrong_setting_in_words(state, why):
    assert why in json.loads(playground.start(json.dumps(state)))["error"]


def test_the_playgrounds_code_refuses_a_wrong_setting_in_words():
    why = "Learning rate must be a number from 0 to 1,000,000, got -1."
    assert json.loads(playground.code('{"lr": -1}')) == {"error": why}


def test_the_playgrounds_page_is_told_the_sizes_of_what_it_draws():
    scene = json.loads(playground.start('{"points": 20, "layers": [[3, "tanh"], [2, "maxout"]]}'))
    _, maps, flat = playground.frame()
    sizes = scene["sizes"]
    assert len(maps) == sizes["map"] ** 2 + 5 * (sizes["unit"] ** 2 + min(len(scene["train"]), sizes["points"]))
    weights = 2 * 3 + 3 * 2 + 2 * 1
    assert len(flat) == 4 * (weights + 2 * (sizes["lines"] * sizes["dots"] + len(scene["train"])))


@pytest.mark.parametrize("page", [path for path in pages.files() if path.suffix == ".md"], ids=lambda path: path.stem)
def test_what_stands_above_a_mark_or_an_example_imports_only_what_the_browser_gets(page):
    text = page.read_text("utf-8")
    last = max([at.start() for at in re.finditer(r"<!-- (?:=|holds:) |^ *```py", text, re.M)], default=0)
    given = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in runtime.code_files()}
    asked = re.findall(r"^from (scripts\.\S+) import|^import (scripts\.\S+)", text[:last], re.M)
    assert {"".join(names) for names in asked} <= given | {"scripts.lecture.measurements"}


@pytest.mark.parametrize(
    "text",
    [
        "0.5,-0.2,1",
        "0,5;-0,2;1",
        "0,5\t-0,2\t1",
        '"0.5","-0.2","1"',
        "\ufeffx;y;class\n0.5;-0.2;1",
        "# mine\nx y c\n0.5 -0.2 1",
    ],
)
def test_points_are_read_from_tables_as_programs_of_many_countries_write_them(text):
    assert json.loads(playground.read_csv(json.dumps(text))) == {"points": [[0.5, -0.2, 1]], "wrong": []}


@pytest.mark.parametrize(
    "text, why",
    [
        ("", "there is no line with x, y and a class"),
        ("x,y,class", "there is no line with x, y and a class"),
        ("hello", "line 1: expected x, y and a class (as in 0.5, -0.2, 1), got 1 value"),
        ("1,2,3", "line 1: the class must be 0 or 1, got 3"),
        ("1,inf,1", "line 1: inf is not a number between"),
        ("1,2,1\na,b,c", "line 2: 'a' is not a number"),
    ],
)
def test_what_is_no_point_says_why(text, why):
    assert json.loads(playground.read_csv(json.dumps(text)))["wrong"][0].startswith(why)
