"""What the experiments found: measured("capacity") is the result in the record docs/data/capacity.json.

A record also says when, on what and how long it was measured, and by which code. It is sealed by a hash:
one that was edited by hand, was cut off or belongs to another experiment is refused.
"""

import hashlib
import json
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs/data"


_kind = None  # of arithmetic or draw, whose results measured returns; None for what was recorded


def measured(name, *of):
    """The result of an experiment; from another draw, or under other arithmetic, where one is named (None: as it was
    recorded)."""
    (kind,) = of or (_kind,)
    found = record(name)
    return others(name).get(kind, found["result"]) if kind else found["result"]


def held(name):
    """On what an experiment was repeated, and what that gave: {arithmetic or draw: {verdict: holds, or what not}}.

    "as recorded" stands for the arithmetic of the processor that measured.
    """
    return record(name)["held"]


def others(name):
    """The results under other arithmetic and from other draws, where they are other ones."""
    path = DATA / "held" / f"{name}.json"
    if not path.exists():
        return {}
    status = path.stat()
    fields = json.loads(_checked(path, status.st_mtime_ns, status.st_size))
    if fields["key"] != record(name)["key"]:
        raise ValueError(f"docs/data/held/{name}.json is of other code: run `make measure ROBUST=1`")
    return fields["result"]


@contextmanager
def under(kind):
    """Inside, measured returns what was found under this arithmetic or from this draw, if it names none."""
    global _kind
    before, _kind = _kind, kind
    try:
        yield
    finally:
        _kind = before


def record(name):
    """The whole record of an experiment."""
    path = DATA / f"{name}.json"
    if not path.exists():
        known = ", ".join(sorted(file.stem for file in DATA.glob("*.json"))) or "none"
        raise ValueError(
            f"there is no experiment {name!r}; there are: {known}. `make measure` measures what is missing"
        )
    status = path.stat()
    return json.loads(_checked(path, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=256)
def _checked(path, *written):
    """The text of a record that is sound."""
    text = path.read_text("utf-8")
    if why := unsound(text, path.stem):
        raise ValueError(f"{place(path.stem)} {why}: take it from git, or run `make measure`, which measures it anew")
    return text


def place(name):
    return f"docs/data/{name}.json"


def unsound(text, name):
    """What is wrong with the text of a record, or nothing."""
    try:
        fields = json.loads(text)
    except ValueError:
        return "is cut off or no JSON"
    if not isinstance(fields, dict) or not {"name", "key", "result", "sha256"} <= fields.keys():
        return "is no record of a measurement"
    if seal(fields) != fields["sha256"]:
        return "was edited by hand: its sha256 does not fit"
    if fields["name"] != name:
        return f"is the record of {fields['name']}"
    return ""


def seal(fields):
    """The hash of all fields but itself."""
    rest = {name: value for name, value in fields.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def sealed(fields):
    """The text of a record: its fields and their hash, a list of numbers on one line."""
    fields = {name: value for name, value in fields.items() if name != "sha256"}
    return laid_out(fields | {"sha256": seal(fields)}) + "\n"


def compact(fields):
    """The text of a record in one line, for what nobody reads."""
    return json.dumps(fields | {"sha256": seal(fields)}, ensure_ascii=False, separators=(",", ":")) + "\n"


def laid_out(value, indent=""):
    """JSON whose lines change where the values do."""
    below = indent + " "
    if isinstance(value, dict) and value:
        items = [f"{json.dumps(key, ensure_ascii=False)}: {laid_out(item, below)}" for key, item in value.items()]
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) and item for item in value):
        items = [laid_out(item, below) for item in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n{below}" + f",\n{below}".join(items) + f"\n{indent}{last}"


def rounded(value, place="the result"):
    """Plain Python values, floats to six significant digits, so that other BLAS kernels draw the same."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        if wrong := [key for key in value if not isinstance(key, str)]:
            raise ValueError(f"{place} has the key {wrong[0]!r}: text was expected")
        return {key: rounded(item, f"{place}[{key!r}]") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item, f"{place}[{i}]") for i, item in enumerate(value)]
    if isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"{place} is {value}: a finite number was expected, or None")
        return float(f"{value:.6g}") + 0.0  # no -0.0
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise ValueError(f"{place} is a {type(value).__name__}: a number, text, list, dict or None was expected")
