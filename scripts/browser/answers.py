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
POWERS = [10.0**k for k in range(-6, 7) if k]


def check(name, *answer):
    """Say whether an answer is right, and what a known wrong one mistakes."""
    one = EXERCISES[name]
    if not answer or Ellipsis in answer:
        print("Put your answer in the place of the dots.")
        return
    print(JUDGES[one["kind"]](one["known"], one["said"], answer))


def near(value, right, within):
    return abs(value - right) <= within + 1e-9 * max(1e-3, abs(right))


def number(known, said, answer):
    value = float(answer[0])
    if near(value, known["answer"], known["within"]):
        return RIGHT
    foreseen = (said[i] for i, (wrong, within) in enumerate(known["wrong"]) if near(value, wrong, within))
    return next(foreseen, None) or f"Not yet. {off_number(value, known)}"


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
    if sorted(chosen) != sorted(known["right"]):
        return "Write each letter once."
    return said[known["wrong"].index(chosen)] if chosen in known["wrong"] else f"Not yet. {off_order(chosen, known)}"


def mark(known, said, answer):
    ends = [float(answer[0]), float(answer[-1])]
    within = known["within"] + 1e-9

    def hits(place):
        if known["region"]:
            return all(abs(a - b) <= within for a, b in zip(ends, place))
        return place[0] - within <= ends[0] <= place[1] + within

    if hits(known["answer"]):
        return RIGHT
    foreseen = (said[i] for i, wrong in enumerate(known["wrong"]) if hits(wrong))
    return next(foreseen, None) or f"Not yet. {off_mark(ends, known)}"


# What is true of a wrong answer that nobody foresaw


def off_number(value, known):
    def right(one):
        return near(one, known["answer"], known["within"])

    if right(-value):
        return "Look at the sign."
    if abs(known["answer"]) > known["within"]:
        if right(2 * value) or right(value / 2):
            return "It is off by a factor of two."
        if any(right(power * value) for power in POWERS):
            return "It is off by a power of ten: look at the decimal point, or at a percentage."
        if value and right(1 / value):
            return "It is the reciprocal: which number is to be divided by which?"
    return "It is too large." if value > known["answer"] else "It is too small."


def off_order(items, known):
    a, b = next(pair for pair in zip(items, items[1:]) if known["right"].index(pair[0]) > known["right"].index(pair[1]))
    return f"{'abcdefghijkl'[a]} stands before {'abcdefghijkl'[b]}: compare these two."


def off_mark(ends, known):
    (low, high), y, answer = known["x"], known["y"], known["answer"]
    last = len(y) - 1
    step = (high - low) / last
    end = int(known["region"] and near(ends[0], answer[0], known["within"]))
    i = max(0, min(last, round((ends[end] - low) / step)))
    a, b = max(0, i - 1), min(last, i + 1)
    where = "left" if ends[end] > answer[end if known["region"] else 1] else "right"
    there = f"the curve is at {y[i]:.3g}, and its slope is {(y[b] - y[a]) / ((b - a) * step):.2g}."
    if known["region"]:
        return f"The {('left', 'right')[end]} end is further {where}. Where you set it {there}"
    return f"Look further {where}. Here {there}"


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
