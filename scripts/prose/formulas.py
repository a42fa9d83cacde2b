r"""Formulas as they are printed, compared with an expression of NumPy at many points.

A formula in LaTeX is translated into Python and evaluated by mpmath to 340 digits, so that neither
1 - \tanh^2(x) nor the tails lose what is compared. The grammar is that of the pages and strict: what is not
understood is an error, never a guess. (A general reader of LaTeX guesses, at \tanh x y or x^10 for example.)
"""

import ast
import builtins
import inspect
import itertools
import random
import re

import mpmath
import numpy as np

from scripts.prose import numbers

mp = mpmath.MPContext()
mp.dps = 340  # 1 - tanh(x)^2 is to be right down to the smallest float64, 10^-308
# nnref promises 16 ulp, and e^u multiplies the relative error of u by |u|, at most 745 before it underflows.
TOLERANCE, SMALLEST, LARGEST = 745 * 16 * 2.0**-52, 2.3e-308, 1.79e308

SIZES = (1e-8, 1e-3, 0.1, 0.25, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 36.5, 40, 100, 350, 700)
ALONE = (0.0, *SIZES, *(-size for size in SIZES))  # the values of a variable that is alone
TOGETHER = (
    0.0,
    *(s * v for v in (0.25, 0.5, 1, 1.5, 2, 3, 5, 64) for s in (1, -1)),
)  # of several: no sum of these rounds
PARAMETER = (2**-6, 0.25, 0.5, 1.0, 1.75)  # of a Greek letter or p
LENGTH, POINTS = 3, 400  # of a vector; at most

GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi varphi psi omega"
).split()
FUNCTIONS = {
    "exp": mp.exp,
    "ln": mp.ln,
    "log": mp.ln,
    "tanh": mp.tanh,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "erf": mp.erf,
    "max": max,
    "min": min,
    "Phi": mp.ncdf,
    "sigma": lambda x: 1 / (1 + mp.exp(-x)),
}
OPERATORS = {
    "+": "+",
    "-": "-",
    "*": "*",
    "/": "/",
    ",": ",",
    ";": ",",
    r"\cdot": "*",
    r"\times": "*",
    "=": "==",
    "<": "<",
    ">": ">",
    r"\le": "<=",
    r"\ge": ">=",
    r"\ne": "!=",
}
INEQUALITIES = {"<", ">", r"\le", r"\ge", r"\ne"}
SAME = {
    r"\leq": r"\le",
    r"\geq": r"\ge",
    r"\neq": r"\ne",
    r"\lt": "<",
    r"\gt": ">",
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\top": "T",
}
BRACKETS = {"(": ")", "[": "]", "{": "}"}
TOKEN = re.compile(
    r"(?P<spacing>\\(?:left|right|[bB]igg?[lr]?|displaystyle)(?![a-zA-Z])|\\[,;:! ]|~)"
    r"|\\(?:operatorname\*?|mathrm|text|mathbf)\{(?P<roman>[^{}]*)\}|\\(?:begin|end)\{\w+\*?\}"
    r"|\\[a-zA-Z]+|\\\\|\\%|\d+(?:\.\d+)?|\S"
)
D = r"\\frac\{(d|\\partial)\S*\}\{(d|\\partial)\S*\}"
LABEL = re.compile(
    rf"(\\?[A-Za-z]+|\[[\w ]+\])('|_\w|_\{{\w+\}})*(\([^=+*/\d]*\))?|{D}(\\?[A-Za-z]+(\([^=+*/\d]*\))?)?"
)


class Unreadable(ValueError):
    """The formula is outside the grammar."""


class Contradiction(Exception):
    """The formula says two things at this point."""


class Undefined(Exception):
    """The formula says nothing at this point, as a derivative at a kink."""


def tokens(tex):
    """The tokens of a formula; a name in roman type, such as \\operatorname{ELU}, is the one token [ELU]."""
    for token in TOKEN.finditer(tex.replace("{,}", "")):
        if name := (token["roman"] or "").strip(" .,"):
            yield name if len(name) == 1 else f"[{name}]"
        elif token["roman"] is None and token["spacing"] is None:
            yield SAME.get(token[0], token[0])


def split(found, *separators):
    """A list of tokens cut at the separators that stand outside every bracket; punctuation at the ends dropped."""
    parts, depth = [[]], 0
    for token in found:
        depth += (token in BRACKETS or token.startswith(r"\begin")) - (token in ")]}" or token.startswith(r"\end"))
        if token in separators and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    for part in parts:
        while part and part[-1] in (",", ".", ";"):
            part.pop()
    return parts


class Translation:
    """A formula as Python source; `symbols` and `vectors` are the names that it leaves open."""

    def __init__(self, found, namespace):
        self.shown = "".join(found)
        number = numbers.NUMBER.fullmatch(self.shown)
        self.rest, self.namespace, self.indices = list(found), namespace, []
        self.symbols, self.vectors = set(), set()
        self.names, self.values = dict(HELPERS), {}
        source = f"_n('{numbers.reading(number)[0]}')" if number else self.until()
        try:
            self.code = compile(source, "formula", "eval")
        except SyntaxError:
            raise Unreadable(f"{self.shown!r} is not complete") from None

    def __call__(self, values):
        return self.exactly(
            {
                name: [mp.mpf(float(v)) for v in value] if name in self.vectors else mp.mpf(float(value))
                for name, value in values.items()
            }
        )

    def exactly(self, values):
        """The same, of values with more digits than a float has."""
        self.values = values
        return eval(self.code, self.names | values)

    def take(self, *expected):
        if not self.rest or expected and self.rest[0] not in expected:
            raise Unreadable(
                f"{' or '.join(expected) or 'more'} expected, found {self.rest[0] if self.rest else 'the end'!r}"
            )
        return self.rest.pop(0)

    def until(self, *stops):
        """Source up to one of the stops, with a * where a product is not written."""
        source, operand, operator = "", False, ""
        while self.rest and self.rest[0] not in stops:
            if self.rest[0] in OPERATORS:
                operator, operand = OPERATORS[self.take()], False
                source += operator
            elif operand and (self.rest[0][0].isdigit() or operator == "/"):
                raise Unreadable(
                    f"{self.rest[0]!r} behind {'a fraction' if operator == '/' else 'a factor'}: write \\frac or \\cdot"
                )
            else:
                source, operand = source + "*" * operand + self.factor(), True
        return source

    def factor(self):
        source = self.atom()
        if self.rest[:2] == ["^", "T"]:  # w^T x
            del self.rest[:2]
            pair = {source, other := self.atom()}
            self.vectors, self.symbols = self.vectors | pair, self.symbols - pair
            return f"sum(a * b for a, b in zip({source}, {other}))"
        return source + self.power()

    def power(self):
        if self.rest[:1] != ["^"]:
            return ""
        self.take()
        return f"**{self.argument()}"

    def argument(self):
        """A group in braces, or one letter or digit."""
        if self.rest and (self.rest[0] == "{" or re.fullmatch(r"\w|\\[a-z]+", self.rest[0])):
            return self.atom()
        raise Unreadable(f"put {self.rest[0] if self.rest else 'what follows'!r} in braces")

    def atom(self):
        token = self.take()
        if token[0].isdigit():
            return f"_n('{token}')"
        if token in (*BRACKETS, "|"):
            source = self.until(BRACKETS.get(token, "|"))
            self.take(BRACKETS.get(token, "|"))
            return f"({source})" if token in BRACKETS else f"abs({source})"
        if token == r"\frac" and re.fullmatch(r"\{(d|\\partial)\}\{\1\w\}", "".join(self.rest[:7])):
            name = self.rest[5]
            del self.rest[:7]
            return f"_d(lambda {name}: {self.factor()}, {name})"
        if token == r"\frac":
            return f"({self.argument()}/{self.argument()})"
        if token == r"\sqrt":
            return f"_sqrt({self.argument()})"
        if token == r"\begin{cases}":
            return self.cases()
        if token in (r"\pi", r"\infty", "e"):
            return "_" + token.strip("\\")
        if token in (r"\sum", r"\max", r"\min") and self.rest[:1] == ["_"]:
            return self.over_index(token[1:])
        return self.named(token)

    def cases(self):
        rows = []
        while self.rest and self.rest[0] != r"\end{cases}":
            value = self.until("&", ",")
            while self.rest and self.rest[0] in (",", "&", "[if]", "[for]", "[when]"):
                self.take()
            otherwise = self.rest[:1] == ["[otherwise]"] and self.take()
            condition = None if otherwise else self.until(r"\\", ",", ".", ";", r"\end{cases}")
            rows.append(f"(lambda: {value}, lambda: {condition})")
            while self.rest and self.rest[0] in (",", ".", ";", r"\\"):
                self.take()
        self.take(r"\end{cases}")
        return f"_cases({', '.join(rows)})"

    def subscript(self):
        if self.rest[:1] != ["_"]:
            return ""
        self.take()
        name = self.take()
        while name[0] == "{" and self.rest and name[-1] != "}":
            name += self.take().strip("\\[]")
        return name.strip("{}")

    def over_index(self, function):
        index = self.subscript()[:1]
        if self.rest[:1] == ["^"]:  # up to n, the length of the vectors
            del self.rest[: self.rest.index("}") + 1 if self.rest[1:2] == ["{"] else 2]
        self.indices.append(index)
        source = self.until("+", "-", ",", ")", "]", "}", "|", "&", r"\\", *INEQUALITIES)
        self.indices.remove(index)
        return f"{function}([{source} for {index} in range({LENGTH})])"

    def named(self, token):
        """A function with its arguments, or a symbol."""
        name = token.strip("\\[]")
        if not re.fullmatch(r"[A-Za-z]|\[[\w -]+\]", token) and not (token[0] == "\\" and name in (*GREEK, *FUNCTIONS)):
            raise Unreadable(f"{token!r} is not understood here")
        subscript, primes = self.subscript(), 0
        if not re.fullmatch(r"\w*", subscript):
            raise Unreadable(f"the subscript {subscript!r} is no name")
        while self.rest[:1] == ["'"]:
            primes += len(self.take())
        function = None if subscript else FUNCTIONS.get(name) or lookup(name, self.namespace, primes)
        if function and primes < 2 and (self.rest[:1] == ["("] or self.rest[:1] + self.rest[2:3] == ["^", "("]):
            key = f"_{re.sub(r'[^A-Za-z]', '', name)}{primes}"
            self.names[key] = (
                self.in_floats(function) if name not in FUNCTIONS else slope(function) if primes else function
            )
            power = self.power()
            return key + self.atom() + power
        if primes or len(name) > 1 and name not in GREEK or self.rest[:1] == ["("] and name in "fghF":
            raise Unreadable(
                f"{name + primes * chr(39)} is no function of nnref or of the page, or has no argument in parentheses"
            )
        name = "lam" if name == "lambda" else name
        if subscript in self.indices:
            self.vectors.add(name)
            return f"{name}[{subscript}]"
        self.symbols.add(name := name + f"_{subscript}" * bool(subscript))
        return name

    def in_floats(self, function):
        """A function of nnref or of the page for mpmath; parameters that the formula leaves out keep their value."""
        parameters = list(inspect.signature(function).parameters)

        def call(*arguments):
            left_out = {p: np.float64(self.values[p]) for p in parameters[len(arguments) :] if p in self.values}
            return mp.mpf(float(numbers.plain(function(*map(np.float64, arguments), **left_out))))

        return call


def lookup(name, namespace, primes):
    """The function that a printed name means: LeakyReLU is leaky_relu, LeakyReLU' is d_leaky_relu."""
    wanted = re.sub(r"\W", "", "d" * primes + name).casefold()
    return next(
        (
            value
            for key, value in namespace.items()
            if key.replace("_", "").casefold() == wanted and inspect.isfunction(value)
        ),
        None,
    )


def slope(f):
    return lambda x: derivative(f, x)


def derivative(f, x):
    """f'(x); undefined where the slopes to the left and to the right differ."""
    left, right = mp.diff(f, x, direction=-1), mp.diff(f, x, direction=1)
    if abs(left - right) > abs(left + right) * mp.mpf(10) ** -20 + mp.mpf(10) ** -320:
        raise Undefined
    return mp.diff(f, x)


def cases(*rows):
    """The value of the case whose condition holds."""
    held = [(value, holds()) for value, holds in rows]
    values = {value() for value, holds in held if holds} or {value() for value, holds in held if holds is None}
    if len(values) > 1:
        raise Contradiction("two cases hold at once and differ")
    if not values:
        raise Undefined
    return values.pop()


HELPERS = {
    "_n": mp.mpf,
    "_d": derivative,
    "_cases": cases,
    "_sqrt": mp.sqrt,
    "_e": mp.e,
    "_pi": mp.pi,
    "_infty": mp.inf,
}


def disagreement(tex, expression, namespace):
    """What is wrong with printing the formula for the expression; None if nothing is."""
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
    expression, condition = guarded(expression)
    if len(rows) == 1:
        return row_disagreement(rows[0], expression, condition, namespace)
    tree = ast.parse(expression, mode="eval").body
    if not isinstance(tree, ast.Tuple) or len(tree.elts) != len(rows):
        return f"{len(rows)} formulas stand here, so a tuple of {len(rows)} expressions is expected, not {expression!r}"
    problems = (row_disagreement(row, ast.unparse(part), condition, namespace) for row, part in zip(rows, tree.elts))
    return next(filter(None, problems), None)


def guarded(expression):
    """`prelu(x, alpha) for alpha <= 1` as the expression and its condition."""
    try:
        ast.parse(expression.strip(), mode="eval")
        return expression.strip(), "True"
    except SyntaxError:
        expression, _, condition = expression.strip().rpartition(" for ")
        ast.parse(expression, mode="eval")
        return expression.strip(), condition.strip()


def row_disagreement(row, expression, condition, namespace):
    """The same for one formula as tokens: a chain of equations, an interval, or an inequality."""
    names, bound = (
        {
            node.id
            for node in ast.walk(ast.parse(expression, mode="eval"))
            if isinstance(node, ast.Name) and isinstance(node.ctx, context)
        }
        for context in (ast.Load, ast.Store)
    )
    ends = split(row[1:-1], ",") if row[0] in "([" and row[-1] in ")]" else []
    record = namespace.get(expression) if len(ends) == 2 else None
    constants = getattr(record, "defaults", namespace)
    try:
        sides = [Translation(end, namespace) for end in ends] if len(ends) == 2 else list(links(row, names, namespace))
    except Unreadable as error:
        return f"the formula cannot be read: {error} (if it cannot be written otherwise: <!-- not checked: reason -->)"
    symbols, vectors = (set().union(*(getattr(side, kind) for side in sides)) for kind in ("symbols", "vectors"))
    if stray := names - bound - symbols - vectors - namespace.keys() - vars(builtins).keys():
        return f"{', '.join(sorted(stray))} is in the expression, but not in the formula"
    fixed = {name: constants.get(name) for name in (symbols | vectors) - names}
    if stray := [name for name, value in fixed.items() if not isinstance(value, (int, float, np.number, np.ndarray))]:
        return f"{', '.join(sorted(stray))} is in the formula, but neither in the expression nor a number on the page"
    if record:
        low, high = "[" if record.attained[0] else "(", "]" if record.attained[1] else ")"
        if row[0] + row[-1] != low + high:
            return f"the page shows {row[0]} and {row[-1]}, but {expression} has {low} and {high}"

    if (
        len(ends) == 2
        and not record
        and row[0] + row[-1] != ("[]" if isinstance(ast.parse(expression, mode="eval").body, ast.List) else "()")
    ):
        return (
            f"the page shows {row[0]} and {row[-1]}: a tuple is an open interval, a list a closed one, a record knows"
        )

    code, guard = compile(expression, "expression", "eval"), compile(condition, "condition", "eval")
    compared, silent = {side: 0 for side in sides}, {side: 0 for side in sides}
    for point in points(sorted(symbols & names), sorted(vectors & names), row):
        with np.errstate(all="ignore"):
            if not eval(guard, namespace | point):
                continue
            value = eval(code, namespace | point)
        values = value.range if record else value if len(ends) == 2 else [value] * len(sides)
        for side, expected in zip(sides, map(numbers.plain, values), strict=True):
            if not point and numbers.NUMBER.fullmatch(side.shown):
                problem = numbers.disagreement(side.shown, expected)
            elif r"\approx" in row and side is not sides[0]:
                problem = r"\approx may stand before a number only, in a formula without variables"
            else:
                try:
                    problem = unlike(side(fixed | point), expected)
                except Contradiction as contradiction:
                    problem = str(contradiction)
                except (ZeroDivisionError, ValueError, OverflowError):  # outside the domain
                    continue
                except Undefined:
                    silent[side] += 1
                    continue
                problem = problem and f"{side.shown}: {problem}" + "".join(f", at {k} = {v}" for k, v in point.items())
            if problem:
                return problem
            compared[side] += 1
    for side in sides:
        if silent[side] > compared[side] / 10:  # more than a point or two, as at kinks
            return (
                f"{side.shown} says nothing for {silent[side]} of {silent[side] + compared[side]} points: a "
                "case is missing"
            )
        if not compared[side]:
            return f"{side.shown} cannot be evaluated at any point"
    return None


def links(row, names, namespace):
    """The sides of a chain of equations, without a first one that is only a name; an inequality is one side."""
    parts = [row] if len(split(row, *INEQUALITIES)) > 1 else split(row, "=", r"\approx")
    for i, part in enumerate(parts):
        is_name = not i and len(parts) > 1 and LABEL.fullmatch("".join(part))
        try:
            side = Translation(part, namespace)
            if not (
                is_name and any(name not in names and name not in namespace for name in side.symbols | side.vectors)
            ):
                yield side
        except Unreadable:
            if not is_name:
                raise


def points(scalars, vectors, row):
    """Environments in which the formula and the expression are compared."""
    literals = [float(token) for token in row if token[0].isdigit()]
    near = tuple(sign * value for number in literals for value in (number, 1.001 * number) for sign in (1, -1))
    is_parameter = {name: name.split("_")[0] in (*GREEK, "lam", "p") for name in scalars}
    lone = sum(not parameter for parameter in is_parameter.values()) + len(vectors) == 1
    choices = [
        tuple(
            dict.fromkeys(
                PARAMETER + near * (len(scalars) == 1) if is_parameter[name] else ALONE + near if lone else TOGETHER
            )
        )
        for name in scalars
    ]
    chance = random.Random(0)
    count = np.prod([len(choice) for choice in choices], dtype=int) if choices else 1
    if count <= POINTS and not vectors:
        drawn = itertools.product(*choices)
    else:
        drawn = ([chance.choice(choice) for choice in choices] for _ in range(POINTS // 4))
    for values in drawn:
        yield {name: np.float64(value) for name, value in zip(scalars, values)} | {
            name: np.array(chance.choices(TOGETHER, k=LENGTH)) for name in vectors
        }


def unlike(stated, value):
    """How the formula's value differs from the expression's; None if it does not."""
    if isinstance(stated, mp.mpc):
        raise ValueError("not real")
    if isinstance(stated, bool):
        return (
            None
            if stated == value and isinstance(value, bool)
            else f"the page says {stated}, but the expression is {value!r}"
        )
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:
        return f"the page says a number, but the expression is {value!r}"
    if abs(stated) > LARGEST or abs(value) > LARGEST:
        same = (stated > LARGEST) == (value > LARGEST) and (stated < -LARGEST) == (value < -LARGEST)
    else:
        same = abs(stated - value) <= TOLERANCE * abs(stated) + SMALLEST
    return None if same else f"the page says {mp.nstr(mp.mpf(stated), 8)}, but the expression is {value:.8g}"
