"""Formulas as they are printed, compared with an expression of NumPy at many points."""

import ast
import builtins
import itertools
import random
import re

import numpy as np

from scripts.prose import numbers
from scripts.prose.latex import (
    GREEK,
    INEQUALITIES,
    LABEL,
    LENGTH,
    OPERATORS,
    Contradiction,
    Translation,
    Undefined,
    Unreadable,
    mp,
    split,
    tokens,
)

# nnref promises 16 ulp, and e^u multiplies the relative error of u by |u|, at most 745 before it underflows.
TOLERANCE, SMALLEST, LARGEST = 745 * 16 * 2.0**-52, 2.3e-308, 1.79e308

SIZES = (1e-8, 1e-3, 0.1, 0.25, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 36.5, 40, 100, 350, 700)
ALONE = (0.0, *SIZES, *(-size for size in SIZES))  # the values of a variable that is alone
TOGETHER = (
    0.0,
    *(s * v for v in (0.25, 0.5, 1, 1.5, 2, 3, 5, 64) for s in (1, -1)),
)  # of several: no sum of these rounds
PARAMETER = (2**-6, 0.25, 0.5, 1.0, 1.75)  # of a Greek letter or p
POINTS = 400  # at most


def disagreement(tex, claim, namespace):
    """What is wrong with printing the formula for the claim; None if nothing is.

    A claim is an expression, with a condition where it holds for some inputs only, `prelu(x, alpha) for alpha <= 1`,
    and with `rounded` at its end if the decimals of the formula are: then it may be off by as much as they are.
    """
    expression, condition, rounded = parts_of(claim)
    tree = ast.parse(expression, mode="eval").body
    rows = written_out(rows_of(tex), names_in(tree, ast.Load))
    if len(rows) == 1:
        return Comparison(rows[0], expression, namespace, rounded).disagreement(condition)
    if not isinstance(tree, ast.Tuple) or len(tree.elts) != len(rows):
        return f"{len(rows)} formulas stand here, so a tuple of {len(rows)} expressions is expected, not {expression!r}"
    comparisons = (Comparison(row, ast.unparse(one), namespace, rounded) for row, one in zip(rows, tree.elts))
    return next(filter(None, (comparison.disagreement(condition) for comparison in comparisons)), None)


def parts_of(claim):
    """The expression, its condition, and whether the formula's decimals are rounded."""
    rounded, condition = claim.strip().endswith(" rounded"), "True"
    claim = claim.strip().removesuffix(" rounded")
    try:
        ast.parse(claim, mode="eval")
    except SyntaxError:
        claim, _, condition = claim.rpartition(" for ")
        ast.parse(claim, mode="eval")
    return claim.strip(), condition.strip(), rounded


def names_in(tree, context):
    """The names that a syntax tree loads, or stores."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def rows_of(tex):
    """The formulas that stand side by side or one below the other, each as tokens."""
    found = list(tokens(tex))
    if found and found[0] in (r"\begin{aligned}", r"\begin{align}"):
        found = found[1:-1]
    rows = []
    for row in split(found, r"\quad", r"\qquad", r"\\"):
        row = [token for part in split(row, "&") for token in part]
        if rows and row and row[0] in OPERATORS.keys() - {"-"}:
            rows[-1] += row  # it continues the row above
        elif row:
            rows.append(row)
    return rows


def written_out(rows, names):
    """The rows without abbreviations: in `tanh(s) + s'` with `s = x^2` the letter s gives way to what it stands for."""
    stands_for = {}
    for row in rows[1:]:
        letter, used = row[0], any(row[0] in other for other in rows if other is not row)
        if row[1:2] == ["="] and re.fullmatch("[A-Za-z]", letter) and letter not in names and used:
            stands_for[letter] = ["(", *row[2:], ")"]
    return [
        list(itertools.chain.from_iterable(substituted(row, stands_for)))
        for row in rows
        if not (row[0] in stands_for and row[1:2] == ["="])
    ]


def substituted(row, stands_for):
    for i, token in enumerate(row):
        if token in stands_for:
            yield (list(tokens(r"\frac{d}{dx}")) if row[i + 1 : i + 2] == ["'"] else []) + stands_for[token]
        elif token != "'" or row[i - 1] not in stands_for:
            yield [token]


class Comparison:
    """One formula, as tokens, beside an expression: a chain of equations, an interval, or an inequality."""

    def __init__(self, row, expression, namespace, rounded):
        self.row, self.expression, self.namespace, self.rounded = row, expression, namespace, rounded
        self.tree = ast.parse(expression, mode="eval").body
        self.names = names_in(self.tree, ast.Load)
        ends = split(row[1:-1], ",") if row[0] in "([" and row[-1] in ")]" else []
        self.ends = ends if len(ends) == 2 else []
        self.record = namespace.get(expression) if self.ends else None

    def disagreement(self, condition):
        try:
            self.translate()
        except Unreadable as error:
            return (
                f"the formula cannot be read: {error} (if it cannot be written otherwise: <!-- not checked: reason -->)"
            )
        return self.stray_name() or self.wrong_bracket() or self.difference(condition)

    def translate(self):
        """Set the sides, and the names that they leave open."""
        if self.ends:
            self.sides = [Translation(end, self.namespace) for end in self.ends]
        else:
            self.sides = list(links(self.row, self.names, self.namespace))
        self.symbols = set().union(*(side.symbols for side in self.sides))
        self.vectors = set().union(*(side.vectors for side in self.sides))
        constants = getattr(self.record, "defaults", self.namespace)
        self.fixed = {name: constants.get(name) for name in (self.symbols | self.vectors) - self.names}

    def stray_name(self):
        known = names_in(self.tree, ast.Store) | self.symbols | self.vectors
        if stray := self.names - known - self.namespace.keys() - vars(builtins).keys():
            return f"{', '.join(sorted(stray))} is in the expression, but not in the formula"
        numeric = (int, float, np.number, np.ndarray)
        if stray := [name for name, value in self.fixed.items() if not isinstance(value, numeric)]:
            return (
                f"{', '.join(sorted(stray))} is in the formula, but neither in the expression nor a number on the page"
            )
        return None

    def wrong_bracket(self):
        shown = self.row[0] + self.row[-1]
        if self.record:
            low, high = "[" if self.record.attained[0] else "(", "]" if self.record.attained[1] else ")"
            if shown != low + high:
                return f"the page shows {shown[0]} and {shown[1]}, but {self.expression} has {low} and {high}"
        elif self.ends and shown != ("[]" if isinstance(self.tree, ast.List) else "()"):
            return (
                f"the page shows {shown[0]} and {shown[1]}: a tuple is an open interval, a list a closed one, "
                "a record knows"
            )
        return None

    def difference(self, condition):
        """The first point at which a side says something else than the expression."""
        code, guard = compile(self.expression, "expression", "eval"), compile(condition, "condition", "eval")
        compared, silent = dict.fromkeys(self.sides, 0), dict.fromkeys(self.sides, 0)
        for point in points(sorted(self.symbols & self.names), sorted(self.vectors & self.names), self.row):
            with np.errstate(all="ignore"):
                if not eval(guard, self.namespace | point):
                    continue
                value = eval(code, self.namespace | point)
            if self.record:
                value = value.range
            values = value if self.ends else [value] * len(self.sides)
            for side, expected in zip(self.sides, map(numbers.plain, values), strict=True):
                try:
                    problem = self.at(point, side, expected)
                except (ZeroDivisionError, ValueError, OverflowError):  # outside the domain
                    continue
                except Undefined:
                    silent[side] += 1
                    continue
                if problem:
                    return problem
                compared[side] += 1
        return next(filter(None, (unsaid(side, silent[side], compared[side]) for side in self.sides)), None)

    def at(self, point, side, expected):
        """What is wrong with one side at one point."""
        if not point and side.number:
            return numbers.disagreement(side.shown, expected)
        if r"\approx" in self.row and side is not self.sides[0]:
            return r"\approx may stand before a number only, in a formula without variables"
        values = self.fixed | point
        try:
            problem = unlike(side(values), expected, side.slack(values) if self.rounded else 0)
        except Contradiction as contradiction:
            problem = str(contradiction)
        return problem and f"{side.shown}: {problem}" + "".join(f", at {k} = {v}" for k, v in point.items())


def unsaid(side, silent, compared):
    """What is wrong with a side that is silent at more than a point or two, as at kinks."""
    if silent > compared / 10:
        return f"{side.shown} says nothing for {silent} of {silent + compared} points: a case is missing"
    return None if compared else f"{side.shown} cannot be evaluated at any point"


def links(row, names, namespace):
    """The sides of a chain of equations, without a first one that is only a name; an inequality is one side."""
    parts = [row] if len(split(row, *INEQUALITIES)) > 1 else split(row, "=", r"\approx")
    for i, part in enumerate(parts):
        is_name = not i and len(parts) > 1 and LABEL.fullmatch("".join(part))
        try:
            side = Translation(part, namespace)
            unknown = (side.symbols | side.vectors) - names - namespace.keys()
            if not (is_name and unknown):
                yield side
        except Unreadable:
            if not is_name:
                raise


def points(scalars, vectors, row):
    """Environments in which the formula and the expression are compared."""
    choices, chance = choices_of(scalars, vectors, row), random.Random(0)
    count = np.prod([len(choice) for choice in choices], dtype=int) if choices else 1
    if count <= POINTS and not vectors:
        drawn = itertools.product(*choices)
    else:
        drawn = ([chance.choice(choice) for choice in choices] for _ in range(POINTS // 4))
    for values in drawn:
        yield {name: np.float64(value) for name, value in zip(scalars, values)} | {
            name: np.array(chance.choices(TOGETHER, k=LENGTH)) for name in vectors
        }


def choices_of(scalars, vectors, row):
    """For each scalar the values that it takes, those close to the numbers of the formula among them."""
    literals = [float(token) for token in row if token[0].isdigit()]
    near = tuple(sign * value for number in literals for value in (number, 1.001 * number) for sign in (1, -1))
    parameters = {name for name in scalars if name.split("_")[0] in (*GREEK, "lam", "p")}
    of_parameter = PARAMETER + near * (len(scalars) == 1)
    of_variable = ALONE + near if len(scalars) - len(parameters) + len(vectors) == 1 else TOGETHER
    return [tuple(dict.fromkeys(of_parameter if name in parameters else of_variable)) for name in scalars]


def unlike(stated, value, slack=0):
    """How the formula's value differs from the expression's by more than the slack; None if it does not."""
    if isinstance(stated, mp.mpc):
        raise ValueError("not real")
    if isinstance(stated, bool):
        same = stated == value and isinstance(value, bool)
        return None if same else f"the page says {stated}, but the expression is {value!r}"
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:
        return f"the page says a number, but the expression is {value!r}"
    if abs(stated) > LARGEST or abs(value) > LARGEST:
        same = (stated > LARGEST) == (value > LARGEST) and (stated < -LARGEST) == (value < -LARGEST)
    else:
        same = abs(stated - value) <= TOLERANCE * abs(stated) + SMALLEST + slack
    return None if same else f"the page says {mp.nstr(mp.mpf(stated), 8)}, but the expression is {value:.8g}"
