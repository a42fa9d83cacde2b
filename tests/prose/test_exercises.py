"""Exercises: what their source says, and that every one on the pages judges as it says."""

import re
from textwrap import dedent

import numpy as np
import pytest

from scripts.browser import judge
from scripts.lecture.measurements import ROOT
from scripts.prose import exercises, lint, pages, statements

ALL = [(page, block) for page in pages.files() for block in exercises.parse(pages.read(page))]
CODE = [block for _, block in ALL if block.kind in ("code", "bug")]
PARTS = [(block, part) for block in CODE for part in block.parts if part.code]
NUMBER = """\
    /// exercise | A title
        id: a-number
        kind: number
        answer: relu(2.0)

    A question.

    //// wrong
        value: relu(-2.0)

    Why.
    ////

    //// solution
    It is so.
    ////
    ///
    """


def parsed(source):
    return exercises.parse(dedent(source))


def result(source):
    (block,) = parsed(source)
    return exercises.evaluate(block, pages.namespace())


def of(part):
    return f"{part.name}, line {part.line}" if isinstance(part, exercises.Block) and not part.id else part.id


def test_an_exercise_is_read_with_its_parts():
    (block,) = parsed(NUMBER)
    assert (block.name, block.title, block.id, block.kind) == ("exercise", "A title", "a-number", "number")
    assert [part.name for part in block.parts] == ["wrong", "solution"]
    assert block.parts[0].text.strip() == "Why." and block.text.strip() == "A question."


def test_what_stands_in_a_fence_is_no_block():
    assert parsed("```markdown\n" + dedent(NUMBER) + "```\n") == []


def test_values_are_those_of_the_expressions():
    assert result(NUMBER) == {"answer": 2.0, "within": 0.0, "wrong": [[0.0, 0.0]]}


CHOOSE = """\
    /// exercise | A title
        id: a-choice
        kind: choose

    //// right | ReLU
        is: relu(-1) == 0
    ////
    //// wrong | tanh
        is: tanh(-1) == 0
    ////
    //// solution
    So.
    ////
    ///
    """
ORDER = """\
    /// exercise | A title
        id: an-order
        kind: order
        by: item.mean

    //// item | ReLU
        value: RELU
    ////
    //// item | tanh
        value: TANH
    ////
    //// item | softplus
        value: SOFTPLUS
    ////
    //// wrong
        by: -item.mean
    The other way round.
    ////
    //// solution
    So.
    ////
    ///
    """
MARK = """\
    /// exercise | A title
        id: a-mark
        kind: mark
        curve: tanh
        from: -2
        to: 2
        answer: 0
        within: 0.1

    //// wrong
        at: (-2, -1)
    Too far left.
    ////
    //// solution
    So.
    ////
    ///
    """
PROGRAM = """\
    /// exercise | A title
        id: some-code
        kind: code
        function: half
        try: half(3.0)

    //// start
    ```py
    def half(x):
        return x
    ```
    ////
    //// solution
    ```py
    def half(x):
        return x / 2
    ```
    ////
    ///
    """
PREDICT = """\
    /// predict | How much?
        id: a-guess
        answer: relu(2.0)

    //// then
    It is two<!-- = 2 -->.
    ////
    ///
    """
DRAW = """\
    /// predict | Draw the slope of the sigmoid.
        id: a-drawing
        kind: draw
        at: np.linspace(-6, 6, 13)
        curve: d_sigmoid
        low: 0
        high: 1
        across: x
        up: slope
        within: 0.05

    //// wrong
        curve: sigmoid

    This is the sigmoid itself.
    ////

    //// then
    It is steepest in the middle.
    ////
    ///
    """


def test_each_kind_comes_to_what_the_page_needs():
    assert result(CHOOSE) == {"right": [0], "many": False}
    assert result(ORDER) == {"right": [1, 0, 2], "wrong": [[2, 0, 1]]}
    marked = result(MARK)
    assert marked["answer"] == [0, 0] and marked["wrong"] == [[-2, -1]] and len(marked["y"]) == exercises.DRAWN
    assert result(PROGRAM)["function"] == "half"
    assert result(PREDICT)["answer"] == 2.0
    drawn = result(DRAW)
    assert (drawn["answer"][6], drawn["wrong"][0][6], len(drawn["at"])) == (0.25, 0.5, 13)


@pytest.mark.parametrize(
    "source, old, new, why",
    [
        (NUMBER, "id: a-number", "id: A Number", "needs an id"),
        (NUMBER, "kind: number", "kind: numbers", "kinds are number, choose"),
        (NUMBER, "answer: relu(2.0)", "unit: m", "needs an `answer`"),
        (NUMBER, "answer: relu(2.0)", "anwser: relu(2.0)", "its options are among"),
        (NUMBER, "value: relu(-2.0)", "value: relu(2.0)", "too near to each other"),
        (NUMBER, "value: relu(-2.0)", "value: rleu(2.0)", "raises NameError"),
        (NUMBER, "    answer: relu(2.0)", "    answer: lambda x: x", "stands in quotes"),
        (NUMBER, "    //// solution\n    It is so.\n    ////\n", "", "needs a block `solution`"),
        (NUMBER, "//// wrong", "/// wrong", "has more slashes"),
        (NUMBER, "//// wrong", "//// worng", "the blocks of an exercise are"),
        (CHOOSE, "is: tanh(-1) == 0", "is: tanh(0) == 0", "called wrong, but its expression says otherwise"),
        (CHOOSE, "| tanh", "| ReLU", "the same words"),
        (ORDER, "value: TANH", "value: RELU", "two items are equal"),
        (ORDER, "by: -item.mean", "by: 2 * item.mean", "are the same"),
        (MARK, "within: 0.1", "within: 0.001", "moves in steps of"),
        (MARK, "at: (-2, -1)", "at: (-2, 1)", "cannot be told apart"),
        (PROGRAM, "try: half(3.0)", "try: half(3.0).nothing", "raises AttributeError"),
        (PROGRAM, "//// start", "//// also", "needs a block `start`"),
        (PREDICT, "//// then", "//// hint", "needs one block `then`"),
        (DRAW, "low: 0", "low: 0.1", "is not between `low` and `high`"),
        (DRAW, "curve: d_sigmoid", "curve: sigmoid", "too near to each other"),
        (DRAW, "curve: d_sigmoid", "curve: '[0, 1]'", "no height for each place"),
        (DRAW, "6, 13", "6, 17", "3 to 16 places"),
        (DRAW, "across: x", "region: true", "its options are among"),
        (DRAW, "across: x", "", "it needs `across`"),
    ],
)
def test_an_exercise_that_cannot_be_judged_says_why(source, old, new, why):
    assert old in source
    (block,) = parsed(source.replace(old, new))
    assert why in (exercises.problem(block, pages.namespace()) or "")


def test_a_block_that_is_not_closed_is_named_with_its_line():
    (block,) = parsed(NUMBER.rpartition("///")[0])
    assert "line 1: it is not closed: /// was expected" in exercises.problem(block, pages.namespace())


def test_numbers_in_options_are_expressions_and_those_in_the_words_are_statements():
    assert statements.problems(dedent(NUMBER)) == []
    ((line, message),) = statements.problems(dedent(NUMBER).replace("Why.", "It is 7."))
    assert line == 11 and message.startswith("'7' is neither computed nor cited")


def test_sentences_in_an_exercise_need_no_comment_but_those_that_a_prediction_shows():
    assert lint.unbound(dedent(NUMBER).replace("Why.", "It is always more.")) == []
    assert len(lint.unbound(dedent(PREDICT).replace("It is two<!-- = 2 -->", "It is always more"))) == 1


def test_the_examples_of_contributing_are_exercises_of_every_kind():
    (text,) = re.findall(r"^````markdown\n(.*?)^````$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)
    examples = exercises.parse(text)
    assert [exercises.problem(block, pages.namespace()) for block in examples] == [None] * len(examples)
    assert {block.kind for block in examples} == exercises.KINDS.keys() - {"bug"}
    for part in (block := examples[4]).parts:
        found = judge.verdict(exercises.specification(block), part.code)
        assert (found["ok"], found["wrong"]) == (part.name in ("solution", "also"), 0 if part.name == "wrong" else None)


# All exercises of the pages


def test_ids_are_permanent_links_and_occur_once():
    ids = [block.id for _, block in ALL]
    assert ids and len(ids) == len(set(ids))


@pytest.mark.parametrize("block", [block for _, block in ALL if block.kind == "number"], ids=of)
def test_a_known_wrong_number_has_words(block):
    assert all(part.text.strip() for part in block.of("wrong"))


@pytest.mark.parametrize("block", CODE, ids=of)
def test_code_has_three_solutions_that_differ(block):
    solutions = [part.code for part in block.of("solution", "also") if part.code]
    assert len({re.sub(r"\s", "", code) for code in solutions}) >= 3


@pytest.mark.parametrize("block, part", PARTS, ids=of)
def test_each_piece_of_code_meets_what_its_exercise_says(block, part):
    found = judge.verdict(exercises.specification(block), part.code)
    if part.name in ("solution", "also"):
        assert found == {"ok": True, "said": None, "wrong": None}
    else:
        assert not found["ok"] and found["said"]
    if part.name == "wrong":
        assert found["wrong"] == block.of("wrong").index(part), found["said"]


@pytest.mark.parametrize("block", CODE, ids=of)
def test_each_known_wrong_answer_has_words_of_its_own(block):
    words = [exercises.FENCE.sub("", part.text).strip() for part in block.of("wrong")]
    assert all(words) and len(set(words)) == len(words)


def test_code_that_is_judged_leaves_numpy_as_it_was():
    before = np.tanh
    judge.verdict(
        {"function": "f", "try": ["f(1.0)"], "solution": "def f(x): return x"}, "np.tanh = None\ndef f(x): return x"
    )
    assert np.tanh is before
