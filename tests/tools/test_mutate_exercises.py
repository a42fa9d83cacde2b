"""Small changes of solutions: what they are, and what is said where one is accepted."""

from textwrap import dedent

from scripts.prose import exercises
from scripts.tools.mutate_exercises import mutants, survivors
from tests.prose.test_exercises import PROGRAM


def lines(code):
    return [line for line, _ in mutants(code)]


def test_each_part_of_a_line_is_changed_by_itself():
    found = lines("def f(x):\n    return np.maximum(x, 0) * 2")
    for line in (
        "return np.minimum(x, 0) * 2",
        "return np.maximum(x, 1) * 2",
        "return np.maximum(x, 0) / 2",
        "return np.maximum(x, 0) * 3",
        "return -(np.maximum(x, 0) * 2)",
        "return np.maximum(x, 0)",
    ):
        assert line in found


def test_a_line_is_left_out_and_a_condition_turned_round():
    found = lines("def f(x):\n    y = x\n    if x > 0:\n        y = 2 * x\n    return y")
    assert "without y = x" in found and "if x >= 0:" in found and "if not x > 0:" in found


def test_what_the_judge_accepts_is_listed_unless_it_is_named_as_equivalent():
    (block,) = exercises.parse(dedent(PROGRAM))
    assert survivors(block) == (7, [])
    (weak,) = exercises.parse(dedent(PROGRAM).replace("try: half(3.0)", "try: half(0.0)"))
    _, accepted = survivors(weak)
    assert "return x * 2" in accepted
    weak.options["equivalent"] = dict.fromkeys(accepted, "of zero everything is half")
    assert survivors(weak)[1] == []
