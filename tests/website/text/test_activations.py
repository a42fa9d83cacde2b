"""The code, the cards and the table that pages include."""

import re

import numpy as np
import pytest

import nnref
from nnref import ACTIVATIONS
from scripts.lecture.catalog import AFTER, CATALOG, LECTURE
from scripts.prose import bibliography, pages, statements
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


@pytest.mark.parametrize("name", CATALOG)
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
    assert re.search(rf"^\| Verdict \| (.*\b{record.name}\b|not measured yet)", card, re.M)
    assert claims[0].startswith(f"{record.name}(x")


def surnames(entry):
    return [
        name.partition(",")[0] if "," in name else name.split()[-1] for name in re.split(r"\s+and\s+", entry["author"])
    ]


@RECORDS
def test_each_source_of_a_card_has_the_year_that_an_entry_of_its_authors_has(record):
    entries = [entry for entry in bibliography.entries().values() if "author" in entry]
    for part in record.paper.split(";"):
        names, year = re.search(r"((?:[^\W\d_a-z]\w+(?:, | and )?)+) (\d{4})", part).groups()
        years = {entry.get("year") for entry in entries if surnames(entry) == re.split(", | and ", names)}
        assert not years or year in years
        assert part.count(year) == len(re.findall(r"\b\d{4}\b(?!\.)", part)), "another year stands there"


@pytest.mark.parametrize(
    "record, range, saturates, kinks, chosen",
    [
        (nnref.SIGMOID, "$(0, 1)$", "on both sides", "none", "nothing"),
        (nnref.TANH, "$(-1, 1)$", "on both sides", "none", "nothing"),
        (nnref.RELU, "$[0, \\infty)$", "on the left", "at 0", "nothing"),
        (
            nnref.LEAKY_RELU,
            "$(-\\infty, \\infty)$",
            "nowhere",
            "at 0",
            "$\\alpha = 0.01$; the lines below are for this value",
        ),
        (nnref.ELU, "$(-1, \\infty)$", "on the left", "none", "$\\alpha = 1$; the lines below are for this value"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_card_says_what_the_lecture_says(record, range, saturates, kinks, chosen):
    card = re.sub(r"<!--.*?-->", "", fragments.card(record))
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", card, re.M))
    said = rows["Range"], rows["Saturates"], rows["Kinks"], rows["You choose"]
    assert said == (range, saturates, kinks, chosen)


def test_a_card_says_what_its_median_hides():
    said = {record.name: statements.uncommented(fragments.verdict(record.name)) for record in ACTIVATIONS}
    assert "in 600 steps from 16 of 30 starts" in said["softplus"]
    assert "from 2 of 30 starts it is not there after 600" in said["silu"]
    assert "at ReLU's rate no difference was found" in said["leaky_relu"]


def test_tanh_is_zero_centered_and_sigmoid_is_not():
    assert fragments.card(nnref.TANH).count("so it is zero-centered") == 1
    assert fragments.card(nnref.SIGMOID).count("so it is not zero-centered") == 1


def test_every_number_of_the_table_is_computed_from_the_records():
    assert {f"{record.name.upper()}.mean" for record in ACTIVATIONS} <= set(checked(fragments.table()))


def test_the_table_has_a_row_for_every_record_in_their_order():
    assert re.findall(r"\]\((\w+)\.md\)", fragments.table()) == [record.name for record in (*LECTURE, *AFTER)]
    assert {row.count(" | ") for row in fragments.table().splitlines()[2:]} == {6}


def test_the_cheat_sheet_has_a_card_for_every_activation_and_all_of_it_is_true():
    from scripts.website.text import cheatsheet

    text = cheatsheet.write()[0].read_text("utf-8")
    checked(text)
    assert re.findall(r"!\[(\w+) and its derivative\]", text) == list(CATALOG)


def test_what_the_pages_list_of_all_activations_is_true():
    for text in fragments.formulas(), fragments.after(), fragments.comparison():
        checked(text)


# Records that the lecture does not have: HARD reaches both ends of its range and has kinks beside zero, BAR a bar in
# its formula and a mean that is rounded to zero from below.
def hard(x):
    return np.clip(x, -1, 1)


def d_hard(x):
    return np.where(np.abs(x) < 1, 1.0, 0.0)


HARD = nnref.Activation(hard, d_hard, r"\max(-1, \min(1, x))", (-1.0, 1.0), attained=(True, True), kinks=(-1.0, 1.0))
BAR = nnref.Activation(lambda x: x / (1 + np.abs(x)), d_hard, r"\frac{x}{1 + |x|}", (-1.0, 1.0), paper="a | b")


def test_a_range_that_is_reached_has_brackets_and_all_kinks_are_named():
    assert fragments.interval(HARD) == "$[-1, 1]$<!-- = HARD -->"
    assert fragments.kinks(HARD) == "at −1<!-- = HARD.kinks[0] --> and 1<!-- = HARD.kinks[1] -->"
    names = pages.namespace() | {"HARD": HARD}
    for text in fragments.interval(HARD), fragments.kinks(HARD):
        assert [message for s in statements.parse(text) if (message := statements.check(s, names))] == []


def test_a_bar_in_a_formula_or_a_source_does_not_end_the_cell():
    card = fragments.card(BAR)
    assert r"$\frac{x}{1 + \lvert x \rvert}$" in card and r"| Source | a \| b |" in card
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in card.splitlines()} == {3}


def test_a_mean_that_is_rounded_to_zero_has_no_sign():
    assert fragments.mean(BAR).startswith("0.000<")


def test_an_activation_that_was_not_measured_says_so_and_is_left_out_of_the_comparison():
    assert fragments.verdict("hard").startswith("not measured yet on two spirals")
    assert list(fragments.compared()) == [name for name in CATALOG if f"]({name}.md)" in fragments.comparison()]
