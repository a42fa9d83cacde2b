r"""Exercises and predictions in the source of a page, and what they come to when the page is evaluated.

For writers of pages. An exercise is a block; what the reader sees is Markdown, and what is right is an expression in
the page's namespace, as in a computed statement. CONTRIBUTING.md has an example of each kind.

    /// exercise | How steep is softplus at zero?
        id: softplus-slope
        kind: number
        answer: d_softplus(0.0)
        within: 0.005

    Give the slope.

    //// hint
    The derivative is a function that you know.
    ////

    //// wrong
        value: softplus(0.0)

    That is its height there.
    ////

    //// solution
    The slope is the sigmoid, which is 0.5<!-- = sigmoid(0.0) --> at zero.
    ////
    ///

- number: `answer`, `within` (0 for exactly), `unit`; blocks `wrong` with `value`, and their `within`.
- choose: blocks `right | words` and `wrong | words`, each with `is`, which is true of the right ones alone; or `answer`
  in the exercise and `value` in each. Several right ones make check boxes.
- order: blocks `item | words` with `value`; right is ascending by `by`, an expression in `item`, which is `item` if it
  is left out. Blocks `wrong` with another `by`.
- mark: `curve`, a function, drawn `from` ... `to`; `answer` is where, a number or the two ends (any point between them
  is right), and `within`. With `region: true` the reader sets both ends. Blocks `wrong` with `at`, a number or two.
- code, and bug, which is the same with a start that has one: `function` and the checks of scripts/browser/judge.py;
  blocks `start`, `solution` and `also` (another right one), and `wrong`, each with a ```py fence; behind it the words.
  `equivalent` names changes of a solution that are right too (scripts/tools/mutate_exercises.py).
- all kinds: blocks `hint` and `solution`. A block inside another one has more slashes, a caption in it as well.

A prediction is `/// predict | Question` with an id, blocks `right` and `wrong` as in choose, or `answer`, `within` and
`wrong` as in number, and a block `then` with what is hidden until the reader has guessed. Or the reader draws a curve:

- draw: `at`, the places of its knots, and `ticks`, their names where these are not their numbers; `curve`, a function,
  or the heights at these places; `low` and `high`, between which one draws; `across` and `up`, what is drawn over what;
  `within`, how far off a curve that is right may be on average. Blocks `wrong` with `curve`, another one: the one whose
  shape is nearest to what was drawn, wherever it is, answers.
"""

import re
from dataclasses import dataclass, field

import numpy as np
import yaml

from scripts.browser import judge

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where PyYAML was built with it
KINDS = {
    "number": "give a number",
    "choose": "choose",
    "order": "put in order",
    "mark": "mark on a curve",
    "code": "write code",
    "bug": "find the bug and mend it",
    "draw": "draw a curve",
}
OUTER = ("exercise", "predict")
PARTS = ("hint", "solution", "also", "start", "right", "wrong", "item", "then")
CODE_OPTIONS = {
    "function", "like", "given", "try", "changes", "extreme", "dtype", "rows", "holds", "slope_of", "within", "without",
    "equivalent",
}  # fmt: skip
OPTIONS = {
    "number": {"answer", "within", "unit"},
    "choose": {"answer", "many"},
    "order": {"by"},
    "mark": {"curve", "from", "to", "answer", "within", "region"},
    "code": CODE_OPTIONS,
    "bug": CODE_OPTIONS,
    "draw": {"at", "ticks", "curve", "low", "high", "across", "up", "within"},
}
PART_OPTIONS = {"wrong": {"value", "within", "is", "by", "at", "curve"}, "right": {"value", "is"}, "item": {"value"}}
HEAD = re.compile(r"(?P<slashes>/{3,}) (?P<name>\w+)(?: *\| *(?P<title>.*?))?\s*")
FENCE = re.compile(r"^([ \t]*)(`{3,})py\n(.*?)^\1\2[ \t]*$", re.M | re.S)
DRAWN = 161  # points of a curve on which something is marked


@dataclass
class Block:
    """An exercise, or a part of one."""

    name: str
    title: str
    start: int  #: where in the text its head begins
    line: int
    options: dict = field(default_factory=dict)
    text: str = ""  #: what stands in it, without its parts
    parts: list = field(default_factory=list)
    end: int = 0  #: where its head, with the options, ends
    stop: int = 0  #: where it ends itself
    fault: str = ""  #: what is wrong with how it is written
    result: dict | None = None  #: what it came to when its page was evaluated

    def of(self, *names):
        return [part for part in self.parts if part.name in names]

    def everything(self):
        """It, its parts, and what stands in these."""
        return [self, *(one for part in self.parts for one in part.everything())]

    @property
    def id(self):
        return self.options.get("id", "")

    @property
    def kind(self):
        default = "choose" if self.of("right") else "number"
        return self.options.get("kind", default if self.name == "predict" else "")

    @property
    def code(self):
        """The code in its first fence."""
        fence = FENCE.search(self.text)
        return fence[3] if fence else None


def parse(text):
    """The exercises and predictions of a page."""
    found, stack, fence, lines, at = [], [], None, text.split("\n"), 0
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if mark := re.match(r"[ \t>]*(`{3,}|~{3,})", line):
            fence = mark[1] if fence is None else None if line.strip().startswith(fence) else fence
        head = None if fence else HEAD.fullmatch(line)
        if head and (head["name"] in OUTER or stack):
            block = Block(head["name"], head["title"] or "", start, number + 1)
            options = []
            for more in lines[number + 1 :]:
                if not re.match(r" {4,}\S", more):
                    break
                options.append(more)
            block.options, block.fault = options_of("\n".join(options))
            if stack and len(head["slashes"]) <= stack[-1][0]:
                block.fault = "a block inside another one has more slashes than that"
            block.end = start + len("\n".join([line, *options]))
            (stack[-1][1].parts if stack else found).append(block)
            stack.append((len(head["slashes"]), block))
        elif not fence and stack and re.fullmatch(r"/{3,}\s*", line) and len(line.strip()) == stack[-1][0]:
            stack.pop()[1].stop = at
        elif stack and not stack[-1][1].start < start < stack[-1][1].end:
            stack[-1][1].text += line + "\n"
    for length, block in stack:
        block.fault = block.fault or f"it is not closed: {'/' * length} was expected"
    return found


def options_of(source):
    """The options, and what is wrong with them."""
    try:
        options = yaml.load(source, LOADER) or {}
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        return {}, f"the options are no YAML (an expression with a colon or a # stands in quotes): {why}"
    return (options, "") if isinstance(options, dict) else ({}, "options are lines such as `id: name`")


# What an exercise comes to


class Fault(ValueError):
    """What is wrong with an exercise."""


def need(condition, message):
    if not condition:
        raise Fault(message)


def evaluated(expression, names, **more):
    try:
        return eval(compile(str(expression), "<exercise>", "eval"), dict(names, **more))
    except Exception as error:
        raise Fault(f"{expression!r} raises {type(error).__name__}: {error}") from None


def evaluate(block, names):
    """What the page needs to know to judge an answer. An exercise that cannot be judged is a Fault."""
    kind = block.kind
    for part in sorted(block.everything(), key=lambda part: "not closed" in part.fault):
        need(not part.fault, f"line {part.line}: {part.fault}")
    need(re.fullmatch(r"[a-z][a-z0-9_-]*", block.id), "it needs an id of lower-case letters, digits and hyphens")
    need(block.title, "it needs a title: /// exercise | Title")
    need(kind in KINDS, f"its kind is {kind!r}, but kinds are {', '.join(KINDS)}")
    if block.name == "predict":
        need(kind in ("choose", "number", "draw"), "a prediction is a choice, a number or a curve to draw")
        need(len(block.of("then")) == 1, "it needs one block `then`, with what is to be seen")
    else:
        need(kind != "draw", "a curve is drawn in a prediction")
        need(block.of("solution"), "it needs a block `solution`")
    known = OPTIONS[kind] | {"id", "kind"}
    need(
        block.options.keys() <= known,
        f"its options are among {', '.join(sorted(known))}, got {', '.join(block.options)}",
    )
    for part in block.parts:
        need(part.name in PARTS, f"line {part.line}: the blocks of an exercise are {', '.join(PARTS)}, got {part.name}")
        allowed = PART_OPTIONS.get(part.name, set())
        need(
            part.options.keys() <= allowed,
            f"line {part.line}: {part.name} has the options {', '.join(sorted(allowed)) or 'none'}",
        )
    return EVALUATE[kind](block, names)


def number(block, names):
    need("answer" in block.options, "it needs an `answer`")
    within = float(evaluated(block.options.get("within", 0), names))
    answer = float(evaluated(block.options["answer"], names))
    wrong = []
    for part in block.of("wrong"):
        need("value" in part.options, f"line {part.line}: a wrong number needs its `value`")
        value = float(evaluated(part.options["value"], names))
        wrong.append([value, float(evaluated(part.options.get("within", within), names))])
    apart([[answer, within], *wrong], block)
    return {"answer": answer, "within": within, "wrong": wrong}


def apart(values, block):
    """No number may be taken for two answers."""
    for i, (a, near_a) in enumerate(values):
        for b, near_b in values[:i]:
            need(
                abs(a - b) > near_a + near_b + 1e-9 * abs(b),
                f"{a:.6g} and {b:.6g} are too near to each other to be told apart",
            )


def choose(block, names):
    choices = block.of("right", "wrong")
    need(len(choices) > 1, "it needs blocks `right | words` and `wrong | words`")
    need(len({part.title for part in choices}) == len(choices), "two choices have the same words")
    right, values = [], []
    for index, part in enumerate(choices):
        need(part.title, f"line {part.line}: a choice needs its words: //// {part.name} | words")
        if "value" in part.options:
            need("answer" in block.options, "choices with a `value` need the `answer` of the exercise")
            value = evaluated(part.options["value"], names)
            need(
                not any(same(value, other) for other in values), f"line {part.line}: two choices have the value {value}"
            )
            values.append(value)
            true = same(value, evaluated(block.options["answer"], names))
        else:
            need(
                "is" in part.options, f"line {part.line}: a choice needs `is:`, true of a right one alone, or `value:`"
            )
            true = bool(np.all(evaluated(part.options["is"], names)))
        need(
            true == (part.name == "right"),
            f"line {part.line}: this choice is called {part.name}, but its expression says otherwise",
        )
        right += [index] * true
    need(right, "none of the choices is right")
    many = bool(block.options.get("many", len(right) > 1))
    need(many or len(right) == 1, "several choices are right: leave `many: false` out")
    return {"right": right, "many": many}


def same(a, b):
    return bool(np.shape(a) == np.shape(b) and np.all(judge.close(a, b))) if judge.numeric(a) is not None else a == b


def order(block, names):
    items = block.of("item")
    need(len(items) > 2, "it needs at least three blocks `item | words`, each with its `value`")
    for part in items:
        need("value" in part.options and part.title, f"line {part.line}: an item needs words and a `value`")
    values = [evaluated(part.options["value"], names) for part in items]

    def sorted_by(expression):
        keys = [float(evaluated(expression, names, item=value)) for value in values]
        need(len(set(keys)) == len(keys), f"two items are equal by {expression!r}")
        return sorted(range(len(items)), key=keys.__getitem__)

    right = sorted_by(block.options.get("by", "item"))
    wrong = []
    for part in block.of("wrong"):
        need("by" in part.options, f"line {part.line}: a wrong order needs `by`, an expression in `item`")
        wrong.append(sorted_by(part.options["by"]))
    orders = [right, *wrong]
    need(all(orders.count(one) == 1 for one in orders), "two of the right and the wrong orders are the same")
    need(right != list(range(len(items))), "the items stand in the right order already: write them in another one")
    return {"right": right, "wrong": wrong}


def mark(block, names):
    for option in "curve", "from", "to", "answer":
        need(option in block.options, f"it needs `{option}`")
    low, high = (float(evaluated(block.options[end], names)) for end in ("from", "to"))
    within, region = float(evaluated(block.options.get("within", 0), names)), bool(block.options.get("region"))
    x = np.linspace(low, high, DRAWN)
    y = np.asarray(evaluated(block.options["curve"], names)(x), dtype=float)
    need(y.shape == x.shape and np.isfinite(y).all(), "`curve` is a function of an array, and finite where it is drawn")

    def ends(expression):
        value = evaluated(expression, names)
        value = [float(one) for one in np.ravel(value)]
        need(len(value) in (1, 2), f"{expression!r} should be a place, or the two ends of one")
        need(not region or len(value) == 2, f"{expression!r} should be the two ends of the region")
        return [value[0], value[-1]]

    answer = ends(block.options["answer"])
    step = x[1] - x[0]
    reached = within >= step / 2 if region or answer[0] == answer[1] else answer[1] - answer[0] + 2 * within >= step
    need(reached, f"`within` is too small: a reader moves in steps of {step:.3g}")
    wrong = []
    for part in block.of("wrong"):
        need("at" in part.options, f"line {part.line}: a wrong place needs `at`")
        wrong.append(ends(part.options["at"]))
    for i, a in enumerate(places := [answer, *wrong]):
        for b in places[:i]:
            far = max(abs(u - v) for u, v in zip(a, b)) if region else max(a[0] - b[1], b[0] - a[1])
            need(far > 2 * within if region or within else far >= 0, f"the places {a} and {b} cannot be told apart")
    return {
        "x": [low, high], "y": rounded(y),
        "answer": answer, "within": within, "region": region, "wrong": wrong,
    }  # fmt: skip


def draw(block, names):
    for option in "at", "curve", "low", "high", "across", "up", "within":
        need(option in block.options, f"it needs `{option}`")
    at = np.asarray(evaluated(block.options["at"], names), dtype=float)
    need(at.ndim == 1 and 3 <= len(at) <= 16 and (np.diff(at) > 0).all(), "`at` is 3 to 16 places, ascending")
    low, high, within = (float(evaluated(block.options[name], names)) for name in ("low", "high", "within"))

    def heights(expression):
        value = evaluated(expression, names)
        y = np.asarray(value(at) if callable(value) else value, dtype=float)
        need(y.shape == at.shape, f"{expression!r} gives no height for each place")
        need(np.all((low <= y) & (y <= high)), f"{expression!r} is not between `low` and `high` everywhere")
        return y

    right, wrong = heights(block.options["curve"]), []
    for part in block.of("wrong"):
        need("curve" in part.options, f"line {part.line}: a wrong curve needs `curve`")
        wrong.append(heights(part.options["curve"]))
    shapes = [curve - curve.mean() for curve in (right, *wrong)]
    for i, a in enumerate(shapes):
        for b in shapes[:i]:
            need(np.abs(a - b).mean() > within, "the shapes of two curves are too near to each other to be told apart")
    ticks = [str(one) for one in evaluated(block.options.get("ticks", "[]"), names)] or [f"{x:.3g}" for x in at]
    need(len(ticks) == len(at), "`ticks` are the names of all places")
    return {
        "at": at.tolist(), "ticks": [tick.replace("-", "−") for tick in ticks],
        "low": low, "high": high, "within": within,
        "answer": rounded(right), "wrong": [rounded(one) for one in wrong],
        "across": str(block.options["across"]), "up": str(block.options["up"]),
    }  # fmt: skip


def rounded(values):
    return [float(f"{value:.5g}") for value in values]


def code(block, names):
    need("function" in block.options, "it needs `function`, the name that the answer has to define")
    (start,), solutions = block.of("start") or [None], block.of("solution")
    need(start and start.code, "it needs a block `start` with a ```py fence")
    need(solutions[0].code, "its `solution` needs a ```py fence")
    for part in block.of("also", "wrong"):
        need(part.code, f"line {part.line}: {part.name} needs a ```py fence")
    spec = specification(block)
    given = {}
    for name, one in spec.get("given", {}).items():
        given[name] = evaluated(one, judge.everything(**given))
    need(any(spec.get(group) for group in ("try", "holds")), "it needs calls to `try`")
    right = judge.prepared(spec)
    for (_, expression), outcome in judge.outcomes(judge.reference(right), right).items():
        need(
            outcome.error is None,
            f"the right answer to {expression} raises {type(outcome.error).__name__}: {outcome.error}",
        )
    return spec


def specification(block):
    """What scripts/browser/judge.py gets."""
    spec = {name: value for name, value in block.options.items() if name in CODE_OPTIONS - {"equivalent"}}
    for name in "try", "extreme", "dtype", "changes", "without":
        if name in spec:
            spec[name] = [str(one) for one in (spec[name] if isinstance(spec[name], list) else [spec[name]])]
    spec |= {name: {str(a): str(b) for a, b in spec[name].items()} for name in ("given", "holds") if name in spec}
    return spec | {"solution": block.of("solution")[0].code, "wrong": [part.code for part in block.of("wrong")]}


EVALUATE = {"number": number, "choose": choose, "order": order, "mark": mark, "code": code, "bug": code, "draw": draw}


def problem(block, names):
    """Evaluate an exercise. What is wrong with it, or None."""
    try:
        block.result = evaluate(block, names)
    except Fault as error:
        return f"the {block.name} {block.id or block.title!r}: {error}"
