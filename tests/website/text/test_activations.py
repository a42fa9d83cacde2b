"""The code, the cards and the table that pages include."""

import re

import numpy as np
import pytest

import nnref
from nnref import ACTIVATIONS
from scripts.lecture import style
from scripts.prose import pages, statements
from scripts.website.text import activations as fragments

RECORDS = pytest.mark.parametrize("record", ACTIVATIONS, ids=lambda record: record.name)
SEVEN = np.arange(-3.0, 4)


def run(name):
    """What an empty Python knows after the fragment was pasted into it."""
    fence = fragments.code(name)
    assert fence.startswith("```python\nimport numpy as np\n") and fence.endswith("\n```\n")
    namespace = {}
    exec(fence.removeprefix("```python\n").removesuffix("```\n"), namespace)
    return namespace


@RECORDS
def test_the_code_runs_alone_and_gives_what_nnref_gives(record):
    pasted = run(record.name)
    for f in record.f, record.df:
        assert np.array_equal(pasted[f.__name__](SEVEN), f(SEVEN))
        for alpha in (0.1, 2.0) if record.defaults else ():
            assert np.array_equal(pasted[f.__name__](SEVEN, alpha=alpha), f(SEVEN, alpha=alpha))


def test_the_code_of_maxout_runs_alone_and_gives_what_nnref_gives():
    pasted, rng = run("maxout"), np.random.default_rng(0)
    x, W, b = rng.random((5, 3)), rng.random((2, 3, 4)), rng.random((2, 4))
    for name in "maxout", "d_maxout":
        assert np.array_equal(pasted[name](x, W, b), getattr(nnref, name)(x, W, b))


def test_the_code_brings_the_helpers_it_needs_and_no_more():
    brought = re.findall(r"^def ([a-z]\w+)", fragments.code("silu"), re.M)
    assert brought == ["sigmoid", "silu", "d_silu"]
    assert re.findall(r"^(?:def )?(\w+)(?: = |\()", fragments.code("selu"), re.M) == [
        "_times", "elu", "d_elu", "SELU_ALPHA", "SELU_SCALE", "selu", "d_selu",
    ]  # fmt: skip


@pytest.mark.parametrize("name", style.NAMES)
def test_the_code_fits_the_page_and_leaves_examples_out(name):
    code = fragments.code(name)
    assert ">>>" not in code and max(map(len, code.splitlines())) <= 120


def checked(text):
    """The statements of a fragment, after each was compared with what it is said to be computed by."""
    assert statements.problems(text) == [] and "not checked" not in text
    found = [statement for statement in statements.parse(text) if statement.kind == "computed"]
    namespace = pages.namespace()
    assert [message for statement in found if (message := statements.check(statement, namespace))] == []
    return [statement.claim for statement in found]


@RECORDS
def test_every_number_and_formula_of_a_card_is_computed_from_its_record(record):
    card = re.sub(r"^\| Source .*\n", "", fragments.card(record), flags=re.M)
    claims = checked(card)
    assert f"{record.name.upper()}.mean" in claims
    assert re.search(rf"^\| Verdict \| .*\b{record.name}\b", card, re.M)
    assert claims[0].startswith(f"{record.name}(x")


@pytest.mark.parametrize(
    "record, range, saturates, kinks, parameters",
    [
        (nnref.SIGMOID, "$(0, 1)$", "on both sides", "none", "none"),
        (nnref.TANH, "$(-1, 1)$", "on both sides", "none", "none"),
        (nnref.RELU, "$[0, \\infty)$", "on the left", "at 0", "none"),
        (nnref.LEAKY_RELU, "$(-\\infty, \\infty)$", "nowhere", "at 0", "$\\alpha = 0.01$"),
        (nnref.ELU, "$(-1, \\infty)$", "on the left", "none", "$\\alpha = 1$"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_card_says_what_the_lecture_says(record, range, saturates, kinks, parameters):
    card = re.sub(r"<!--.*?-->", "", fragments.card(record))
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", card, re.M))
    assert (rows["Range"], rows["Saturates"], rows["Kinks"], rows["Parameters"]) == (
        range,
        saturates,
        kinks,
        parameters,
    )


def test_tanh_is_zero_centered_and_sigmoid_is_not():
    assert fragments.card(nnref.TANH).count("so it is zero-centered") == 1
    assert fragments.card(nnref.SIGMOID).count("so it is not zero-centered") == 1


def test_every_number_of_the_table_is_computed_from_the_records():
    assert {f"{record.name.upper()}.mean" for record in ACTIVATIONS} <= set(checked(fragments.table()))


def test_the_table_has_a_row_for_every_record_in_their_order():
    assert re.findall(r"\]\((\w+)\.md\)", fragments.table()) == [record.name for record in ACTIVATIONS]
    assert {row.count(" | ") for row in fragments.table().splitlines()[2:]} == {6}


def test_the_cheat_sheet_has_a_card_for_every_activation_and_all_of_it_is_true():
    from scripts.website.text import cheatsheet

    text = cheatsheet.write()[0].read_text("utf-8")
    checked(text)
    assert re.findall(r"!\[(\w+) and its derivative\]", text) == [a.name for a in ACTIVATIONS[:6]] + ["maxout"] + [
        a.name for a in ACTIVATIONS[6:]
    ]
