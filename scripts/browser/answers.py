"""Answers to exercises in a notebook: one of its cells runs this file, with EXERCISES.

check("name", answer) judges a number, letters or a place; a cell that begins with %%check name is judged as code.
What is right and wrong was computed with the page (scripts/prose/exercises.py).
"""

import linecache
import traceback
import types

from IPython.core.getipython import get_ipython

EXERCISES = globals().get("EXERCISES", {})  # name: kind, known, said; and under "judge" the module of that name
RIGHT, UNKNOWN = "Right.", "Not yet. Try again, or look at the solution."
POWERS = [10.0**k for k in range(-6, 7) if k]
ALPHABET = "abcdefghijkl"


def check(name, *answer):
    """Say whether an answer is right, and what a known wrong one mistakes."""
    one = EXERCISES[name]
    form = asked(one["kind"], one["known"])
    if not answer or any(given is ... for given in answer):
        print(f"Put your answer in the place of the dots: {form}.")
        return
    try:
        given = READ[one["kind"]](answer, one["known"])
    except (TypeError, ValueError):
        print(f"This cannot be read as an answer. Give {form}.")
        return
    print(JUDGES[one["kind"]](one["known"], one["said"], given))


def asked(kind, known):
    """How to write an answer to an exercise of this kind."""
    if kind == "choose":
        return 'letters in quotes, such as "ac"' if known["many"] else 'a letter in quotes, such as "a"'
    if kind == "order":
        return f'all letters in your order, in quotes, such as "{ALPHABET[: len(known["right"])][::-1]}"'
    if kind == "mark" and known["region"]:
        return "its two ends, such as -1.5, 2"
    return "a number, such as 0.5"


def numbers(answer, known):
    """The numbers of an answer: one, or the two ends of a region."""
    given = [float(one) for one in answer]
    if len(given) != 1 + bool(known.get("region")):
        raise ValueError(answer)
    return given


def letters(answer, known):
    """Which letters an answer has, by number."""
    text = answer[0] if len(answer) == 1 and isinstance(answer[0], (list, tuple, set)) else answer
    return [ALPHABET.index(letter) for letter in "".join(text).lower() if letter.isalpha()]


def near(value, right, within):
    return abs(value - right) <= within + 1e-9 * max(1e-3, abs(right))


def number(known, said, answer):
    [value] = answer
    if near(value, known["answer"], known["within"]):
        return RIGHT
    foreseen = (said[i] for i, (wrong, within) in enumerate(known["wrong"]) if near(value, wrong, within))
    return next(foreseen, None) or f"Not yet. {off_number(value, known)}"


def choose(known, said, chosen):
    if max(chosen, default=0) >= len(said):
        return f"The letters go from a to {ALPHABET[len(said) - 1]}."
    if sorted(chosen) == sorted(known["right"]):
        return RIGHT
    return next((said[i] for i in chosen if i not in known["right"] and said[i]), UNKNOWN)


def order(known, said, chosen):
    if chosen == known["right"]:
        return RIGHT
    if sorted(chosen) != sorted(known["right"]):
        return "Write each letter once."
    return said[known["wrong"].index(chosen)] if chosen in known["wrong"] else f"Not yet. {off_order(chosen, known)}"


def mark(known, said, answer):
    ends = [answer[0], answer[-1]]
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
    return f"{ALPHABET[a]} stands before {ALPHABET[b]}: compare these two."


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


def unknown_name(shell, kind, error, place, tb_offset=None):
    """Of a name in an answer that stands for nothing, a sentence in place of a traceback."""
    lines = [linecache.getline(frame.f_code.co_filename, line).strip() for frame, line in traceback.walk_tb(place)]
    if lines[-1].startswith("check("):
        print(f'{error}: letters stand in quotes, as in "a", and a number is written as a number.')
    else:
        shell.showtraceback((kind, error, place), tb_offset=tb_offset)


JUDGES = {"number": number, "choose": choose, "order": order, "mark": mark}
READ = {"number": numbers, "choose": letters, "order": letters, "mark": numbers}
if shell := get_ipython():
    shell.register_magic_function(lambda line, cell: code(line.strip(), cell), "cell", "check")
    shell.set_custom_exc((NameError,), unknown_name)
