"""Answers to exercises in a notebook: this file is one of its cells, behind one that has EXERCISES.

check("name", answer) judges a number, letters or a place; a cell that begins with %%check name is judged as code.
What is right and wrong was computed with the page (scripts/prose/exercises.py).
"""

import base64  # noqa: F401
import json  # noqa: F401
import types
import zlib  # noqa: F401

from IPython.core.getipython import get_ipython

EXERCISES = globals().get("EXERCISES", {})  # name: kind, known, said; and under "judge" the module of that name
RIGHT, UNKNOWN = "Right.", "Not yet. Try again, or look at the solution."


def check(name, *answer):
    """Say whether an answer is right, and what a known wrong one mistakes."""
    one = EXERCISES[name]
    if not answer or Ellipsis in answer:
        print("Put your answer in the place of the dots.")
        return
    print(JUDGES[one["kind"]](one["known"], one["said"], answer))


def number(known, said, answer):
    value = float(answer[0])
    if abs(value - known["answer"]) <= known["within"] + 1e-9 * abs(known["answer"]):
        return RIGHT
    return next((said[i] for i, (wrong, near) in enumerate(known["wrong"]) if abs(value - wrong) <= near), UNKNOWN)


def letters(answer):
    return ["abcdefghijkl".index(letter) for letter in "".join(answer).lower() if letter.isalpha()]


def choose(known, said, answer):
    chosen = letters(answer)
    if sorted(chosen) == sorted(known["right"]):
        return RIGHT
    return next((said[i] for i in chosen if i not in known["right"] and said[i]), UNKNOWN)


def order(known, said, answer):
    chosen = letters(answer)
    if chosen == known["right"]:
        return RIGHT
    return said[known["wrong"].index(chosen)] if chosen in known["wrong"] else UNKNOWN


def mark(known, said, answer):
    ends = [float(answer[0]), float(answer[-1])]
    near = known["within"] + 1e-9
    if known["region"]:
        hits = lambda place: all(abs(a - b) <= near for a, b in zip(ends, place))  # noqa: E731
    else:
        hits = lambda place: place[0] - near <= ends[0] <= place[1] + near  # noqa: E731
    if hits(known["answer"]):
        return RIGHT
    return next((said[i] for i, wrong in enumerate(known["wrong"]) if hits(wrong)), UNKNOWN)


def code(name, cell):
    """Run a cell, then judge the function in it."""
    one, judge = EXERCISES[name], types.ModuleType("judge")
    exec(EXERCISES["judge"], vars(judge))
    shell = get_ipython()
    before = {name: value for name, value in shell.user_ns.items() if not name.startswith("_")}
    success = shell.run_cell(cell).success
    shell.user_ns.update(before)  # the cells below go on with the functions of nnref, whatever the answer defines
    if not success:
        return
    found = judge.verdict(one["known"], cell)
    if found["wrong"] is not None and one["said"][found["wrong"]]:
        print(one["said"][found["wrong"]])
    print(RIGHT if found["ok"] else found["said"])


JUDGES = {"number": number, "choose": choose, "order": order, "mark": mark}
if shell := get_ipython():
    shell.register_magic_function(lambda line, cell: code(line.strip(), cell), "cell", "check")
