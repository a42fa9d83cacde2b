"""The words of a sentence as functions of what was measured, for `<!-- holds: expression -->`.

A sentence that compares or ranks has words such as "fewer" or "best". Its expression has the functions of these words,
and the activations that the sentence names, if it names any, in the order in which it names them:

    Maxout needs fewer steps than the ReLU.<!-- holds: less(steps["maxout"], steps["relu"]) -->

So neither can be turned round without the other. The values of a list are those of the random starts: then a
difference counts if it is larger than twice its standard error. Single numbers are compared as they are.
"""

import ast
import re

import numpy as np

from nnref import ACTIVATIONS
from scripts.lecture.statistics import mean_and_error

# What a function is called in a sentence.
SAID = {
    "more": "more larger greater higher longer wider above",
    "less": "less fewer smaller lower shorter narrower below",
    "faster": "faster sooner",
    "slower": "slower later",
    "better": "better",
    "worse": "worse",
    "best": "best",
    "worst": "worst",
    "fastest": "fastest",
    "slowest": "slowest",
    "most": "most mostly",
    "few": "few hardly seldom rarely",
    "always": "always",
    "never": "never",
    "increases": "increases increase rises rise grows grow",
    "decreases": "decreases decrease falls fall shrinks shrink",
    "first": "first",
    "last": "last",
}
MEANING = {word: function for function, words in SAID.items() for word in words.split()}
OPPOSITES = [set(pair.split()) for pair in ("more less", "faster slower", "better worse", "best worst", "most few")]
OPPOSITES += [{"always", "never"}, {"increases", "decreases"}, {"first", "last"}, {"fastest", "slowest"}]
QUOTATION = r"[“\"][^“”\"]*[”\"]"  # what another says
IDIOM = r"\bat (?:most|least|all|first|last)\b|\bno longer\b|\bmore or less\b|\blast place\b"  # compares nothing
NAMES = sorted([*(record.name for record in ACTIVATIONS), "maxout"], key=len, reverse=True)
NAMED = re.compile(rf"\b(?:d_)?({'|'.join(name.replace('_', '[ _]') for name in NAMES)})s?\b", re.I)


def differs(a, b, paired=False):
    """The mean of a less that of b if that is more than twice its standard error, else 0."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    if paired:
        a, b = a - b, np.float64(0)
    (mean, error), (other, its_error) = (mean_and_error(v) if v.ndim else (v, 0.0) for v in (a, b))
    difference = float(mean - other)
    return difference if abs(difference) > 2 * np.hypot(error, its_error) else 0.0


def more(a, b, paired=False):
    return differs(a, b, paired) > 0


def less(a, b, paired=False):
    return differs(a, b, paired) < 0


def alike(a, b, paired=False):
    """No difference that counts: not that there is none."""
    return differs(a, b, paired) == 0


faster, slower = less, more  # of steps, epochs or seconds
better, worse = more, less  # of accuracies


def rank(of):
    """The names in a dict, that of the largest mean first."""
    return sorted(of, key=lambda name: -np.mean(of[name]))


def best(of, paired=False):
    """The name with the largest mean, if its difference to each of the others counts; else None."""
    name, *others = rank(of)
    return name if all(more(of[name], of[other], paired) for other in others) else None


def worst(of, paired=False):
    """The name with the smallest mean, if its difference to each of the others counts; else None."""
    *others, name = rank(of)
    return name if all(less(of[name], of[other], paired) for other in others) else None


fastest, slowest = worst, best


def share(cases):
    """Which share of the cases is true; a number is a share already."""
    return float(cases) if np.isscalar(cases) else np.mean(list(cases))


def most(cases):
    return share(cases) > 0.5


def few(cases):
    """Fewer than one in ten."""
    return share(cases) < 0.1


def always(cases):
    return share(cases) == 1


def never(cases):
    return share(cases) == 0


def increases(values):
    """Each is larger than the one before it."""
    return always(np.diff(values) > 0)


def decreases(values):
    return always(np.diff(values) < 0)


def first(values):
    return list(values)[0]


def last(values):
    return list(values)[-1]


HELPERS = {name: globals()[name] for name in ("differs", "alike", "rank", *SAID)} | {"mean_error": mean_and_error}


def disagreement(sentence, expression, value):
    """What is wrong with a sentence for the value of its expression; None if nothing is."""
    if not isinstance(value, (bool, np.bool_)):
        return f"{sentence!r} has to hold or not, so True or False is expected, but the expression is {value!r}"
    return unsaid(sentence, expression) or (None if value else f"{sentence!r} does not hold: {expression} is False")


def unsaid(sentence, expression):
    """What the sentence says by its words and the expression does not say; None if nothing."""
    used = functions(expression)
    own, words = of_itself(sentence)
    for pair in OPPOSITES:
        if used.issuperset(pair) and (silent := pair - {MEANING.get(word) for word in words}):
            return f"{sentence!r} does not say {' and '.join(silent)}, but its expression says both of {sorted(pair)}"
    if word := wordless(words, used):
        return f"{sentence!r} says {word!r}, but its expression has no {MEANING[word]}(...), of scripts.prose.compare"
    said, meant = names(own), names(expression)
    if said and said != meant:
        said, meant = (", ".join(some) or "no activation" for some in (said, meant))
        return f"{sentence!r} names {said}, its expression {meant}"
    return None


def beside(sentence, expressions):
    """What a sentence with computed parts says by its words and none of their expressions does; None if nothing."""
    own, words = of_itself(sentence)
    if word := wordless(words, set().union(*map(functions, expressions))):
        return f"{sentence!r} says {word!r}, but none of its expressions has {MEANING[word]}(...)"
    said, meant = set(names(own)), set(names(" ".join(expressions)))
    if said and said != meant:
        said, meant = (", ".join(sorted(some)) or "no activation" for some in (said, meant))
        return f"{sentence!r} names {said}, its expressions {meant}"
    return None


def of_itself(sentence):
    """What a sentence says itself, without quotations and idioms, and its words."""
    own = re.sub(rf"{QUOTATION}|{IDIOM}", "", sentence)
    return own, re.findall(r"[a-z]+", own.casefold())


def wordless(words, used):
    """The first of the words whose function is not among those that are used."""
    return next((word for word in words if word in MEANING and MEANING[word] not in used), None)


def functions(expression):
    """The names that an expression uses."""
    return {node.id for node in ast.walk(ast.parse(f"({expression})", mode="eval")) if isinstance(node, ast.Name)}


def names(text):
    """The activations that a text names, in the order of their first mention."""
    return list(dict.fromkeys(name[1].casefold().replace(" ", "_") for name in NAMED.finditer(text)))
