r"""Formulas in LaTeX, translated into Python that mpmath evaluates to 340 digits.

So neither 1 - \tanh^2(x) nor the tails lose what is compared. The grammar is that of the pages and strict: what is not
understood is an error, never a guess. (A general reader of LaTeX guesses, at \tanh x y or x^10 for example.)
"""

import inspect
import re

import mpmath
import numpy as np

from scripts.prose import numbers

mp = mpmath.MPContext()
mp.dps = 340  # 1 - tanh(x)^2 is to be right down to the smallest float64, 10^-308
LENGTH = 3  # of a vector

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


def number_of(tex):
    """The match of a formula that is a number; 2x is none, though in prose it is twice."""
    return None if tex.endswith("x") else numbers.NUMBER.fullmatch(tex)


class Translation:
    """A formula as Python source; `symbols` and `vectors` are the names that it leaves open."""

    def __init__(self, found, namespace):
        self.shown = "".join(found)
        self.number = number_of(self.shown)
        self.rest, self.namespace, self.indices = list(found), namespace, []
        self.symbols, self.vectors = set(), set()
        self.names, self.values = HELPERS | {"_n": self.literal}, {}
        self.decimals, self.moved = set(), {}
        source = f"_n('{numbers.reading(self.number)[0]}')" if self.number else self.until()
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

    def literal(self, text):
        return mp.mpf(text) + self.moved.get(text, 0)

    def slack(self, values):
        """By how much the value may be off because each decimal is rounded to its last digit."""
        exact, off = self(values), mp.mpf(0)
        for text in self.decimals:
            self.moved = {text: mp.mpf(10) ** -len(text.partition(".")[2]) / 2}
            off += abs(self(values) - exact)
        self.moved = {}
        return off

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
            self.decimals |= {token} if "." in token else set()
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
        if not subscript and (call := self.call(name, primes)):
            return call
        if primes or len(name) > 1 and name not in GREEK or self.rest[:1] == ["("] and name in "fghF":
            raise Unreadable(
                f"{name + primes * chr(39)} is no function of nnref or of the page, or has no argument in parentheses"
            )
        return self.symbol("lam" if name == "lambda" else name, subscript)

    def call(self, name, primes):
        """A function and its arguments in parentheses; an empty source if it is none."""
        function = FUNCTIONS.get(name) or lookup(name, self.namespace, primes)
        has_arguments = self.rest[:1] == ["("] or self.rest[:1] + self.rest[2:3] == ["^", "("]
        if not function or not has_arguments or primes > 1:
            return ""
        if name not in FUNCTIONS:
            function = self.in_floats(function)
        elif primes:
            function = slope(function)
        key = f"_{re.sub(r'[^A-Za-z]', '', name)}{primes}"
        self.names[key] = function
        power = self.power()
        return key + self.atom() + power

    def symbol(self, name, subscript):
        """A variable, or the entry of a vector."""
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


HELPERS = {"_d": derivative, "_cases": cases, "_sqrt": mp.sqrt, "_e": mp.e, "_pi": mp.pi, "_infty": mp.inf}
