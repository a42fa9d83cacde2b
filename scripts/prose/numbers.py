"""Numbers as they are printed: how they are read, how precise they claim to be, whether a value agrees.

A plain integer claims to be exact, and so does a power such as 10^14. Anything scaled or with a decimal
point (0.27, 25%, 4.5e-5, 86 billion) claims half a unit of its last digit.
"""

import re
from decimal import Decimal
from fractions import Fraction

POWER = r"\^\{?[-−]?\d+\}?|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
NUMBER = re.compile(
    rf"""
    (?P<sign>(?<![\w.)\]}}])[-+−])?
    (?P<digits>(?<![\w.])(?:\d{{1,3}}(?:(?:,|[\u00a0\u2009\u202f])\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)
    (?:(?P<raised>{POWER})|(?:[eE]|\s?(?:×|\\times|\\cdot)\s?10(?=[\^⁻⁰-⁹¹²³]))(?P<exponent>[-+−]?\d+|{POWER}))?
    (?P<scale>\s?\\?%|[\u00a0\ ](?:percent|thousand|million|billion|trillion)\b|[x×](?!\w))?
""",
    re.X,
)
JOIN = r"[*_]*(?:-|\s?–\s?|,?\s?…,?\s?|,\s*(?:(?:and|or)\s+)?|\s+(?:to|and|or)\s+)[*_]*"
NAMELESS = re.sub(r"\?P<\w+>", "?:", NUMBER.pattern)
RUN = re.compile(f"{NAMELESS}(?:{JOIN}{NAMELESS})*", re.X)  # one number, or several that are read together
SCALES = {"%": -2, "percent": -2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--", "^{},\\\u00a0\u2009\u202f ")


def reading(number):
    """What a match of NUMBER says, and how far off it may be, as two Decimals."""
    sign, digits, raised, exponent, scale = (part.translate(PLAIN) for part in number.groups(""))
    value, decimals = Decimal(sign + digits), len(digits.partition(".")[2])
    if raised:  # -10^2 is -100
        return Decimal(sign + "1") * Decimal(digits) ** int(raised), Decimal(0)
    shift = int(exponent or 0) + SCALES.get(scale, 0)
    exact = not (decimals or exponent or scale in SCALES)
    return value.scaleb(shift), Decimal(0) if exact else Decimal(5).scaleb(shift - decimals - 1)


def plain(value):
    """A NumPy scalar or array of one element as a Python number."""
    return value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value


def disagreement(shown, value):
    """What is wrong with printing `shown`, one or several numbers, for the value; None if nothing is."""
    numbers = list(NUMBER.finditer(shown))
    values = [plain(value)] if len(numbers) == 1 else value
    if len(numbers) > 1 and (not hasattr(values, "__len__") or len(values) != len(numbers)):
        return (
            f"{shown!r} is read as {len(numbers)} numbers, so a tuple of {len(numbers)} is expected, "
            f"but the expression is {value!r}; to check one of them, give the others their own comment"
        )
    for number, one in zip(numbers, map(plain, values)):
        says, half = reading(number)
        if isinstance(one, bool) or not isinstance(one, (int, float, Fraction, Decimal)):
            return f"the page shows {number[0]!r}, so a number is expected, but the expression is {one!r}"
        if one != one or abs(one) == float("inf"):
            return f"the page shows {number[0]!r}, but the expression is {one}"
        exact = Decimal(one.numerator) / one.denominator if isinstance(one, Fraction) else Decimal(one)
        if abs(exact - says) > half and not (half == 0 and float(says) == one):
            return f"the page shows {number[0]!r}, but the expression is {one!r}"
    return None


def word_disagreement(shown, value):
    """The same for a word: a name or phrase equals a string, yes or no a bool, a number word an integer."""
    value = plain(value)
    if isinstance(value, bool):
        expected = "yes" if value else "no"
    elif isinstance(value, str):
        expected = value
    elif isinstance(value, int) and 0 <= value < len(WORDS):
        expected = WORDS[value]
    else:
        return (
            f"no number or formula precedes, only the word {shown!r}, but the expression is {value!r}: "
            "put the comment directly behind what it is about"
        )
    return (
        None
        if shown.casefold() == expected.casefold()
        else f"the page shows {shown!r}, but the expression is {value!r}"
    )
