"""Small labs: some settings, what was recorded for them, and code that a reader's browser runs from other starts."""

import inspect

from scripts.lecture.explorable import numbers

FROM = 1000  # the seeds of the reader's starts; what is recorded has others
STARTS = 3  # at a time


def key(values):
    """The values of the inputs as one word, as docs/assets/js/explorables/trial.mjs joins them."""
    return " ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in values)


def described(what, inputs, recorded, call, code, *, task, form="number", log=False, starts="starts", quartiles=False):
    """A small lab, as docs/assets/js/starts.mjs runs it.

    `recorded` has what was found for some settings, {values of the inputs: [...]}. `call` is an expression of `code`
    in which {name} stands for the value of that input, and {seed} for a start's; `form` is number or percent, and
    with `quartiles` a quarter, the middle and three quarters are what is recorded.
    """
    found = {key(values): numbers(list(map(float, runs))) for values, runs in recorded.items()}
    shown = [value for runs in recorded.values() for value in map(float, runs) if value > 0 or not log]
    return {
        "picture": "trial",
        "what": what,
        "form": form,
        "log": log,
        "starts": starts,
        "quartiles": quartiles,
        "inputs": inputs,
        "task": task,
        "recorded": found,
        "ends": numbers([min(shown), max(shown)]),
        "call": f"float({call})",
        "code": code,
        "seed": FROM,
        "count": STARTS,
    }


def source(*parts, imports=""):
    """A program of the sources of these functions and of lines, without the modules that they come from here."""
    texts = [part if isinstance(part, str) else inspect.getsource(part) for part in parts]
    text = "\n\n".join(part.rstrip() + "\n" * ("def " in part) for part in texts)
    for here_only in "regions.", "statistics.", "  # pyright: ignore[reportCallIssue]":
        text = text.replace(here_only, "")
    imports += "from functools import cache\n" * ("@cache" in text)
    return f"{imports}\nimport numpy as np\n\nfrom nnref import *\n\n{text}".lstrip()
