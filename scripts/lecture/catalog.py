"""The activations of the site, in the lecture's order: each is a record of nnref and a page.

The page's front matter has what is no mathematics; figures, tables and lists loop over what is read here.

    activation:
      spelling: ELU                   as prose has it in the middle of a sentence
      color: "#5b2bb0 #cba6f7"        on light and on dark paper
      line: dashed                    solid, dashed, dashdot or dotted
      lecture: six                    six, beside or after: of the lecture's six, told beside them, or after it
      sentence: bends towards a floor

Maxout has a page but no record, for it is not elementwise. What is missing is an error that says what to add.
"""

import inspect
import re
from dataclasses import dataclass
from itertools import combinations

import yaml

from nnref import ACTIVATIONS, SIGMOID, SOFTPLUS, TANH, activations
from scripts.lecture import colors
from scripts.lecture.measurements import ROOT

PAGES = ROOT / "docs/activations"
FIELDS = {  # name: (what it must look like, what to write)
    "spelling": (r"\S.*", "the name as prose has it, such as ELU"),
    "color": (r"#[0-9a-f]{6} #[0-9a-f]{6}", 'two colors, on light and on dark paper, such as "#5b2bb0 #cba6f7"'),
    "line": (r"solid|dashed|dashdot|dotted", "solid, dashed, dashdot or dotted"),
    "lecture": (
        r"six|beside|after",
        "six, beside or after: of the lecture's six, told beside them, or after the lecture",
    ),
    "sentence": (r"\S.*[^.]", "what goes on after its name, without the full stop, such as: bends towards a floor"),
}


@dataclass(frozen=True)
class Entry:
    name: str
    spelling: str
    light: str
    dark: str
    line: str
    lecture: str
    sentence: str

    @property
    def title(self):
        """The spelling at the beginning of a sentence."""
        return self.spelling[0].upper() + self.spelling[1:]

    @property
    def page(self):
        """Below docs/."""
        return f"activations/{self.name}.md"


def complete(module=activations):
    """Refuse functions of nnref.activations without a derivative, a record or a public name."""
    public = [name for name, f in vars(module).items() if inspect.isfunction(f) and f.__module__ == module.__name__]
    functions = [name for name in public if not name.startswith(("d_", "_", "x_"))]  # x_: put there by `make mutants`
    records = {record.name for record in module.ACTIVATIONS}
    for name in functions:
        needed = [name, f"d_{name}", *([] if name == "maxout" else [name.upper()])]
        if f"d_{name}" not in public:
            raise ValueError(f"nnref/activations.py: {name} has no derivative: add the function d_{name} below it")
        if name not in records and name != "maxout":
            raise ValueError(
                f"nnref/activations.py: {name} has no record: add {name.upper()} = Activation(...) below it"
            )
        if missing := [each for each in needed if each not in module.__all__]:
            raise ValueError(f"nnref/activations.py: add {', '.join(map(repr, missing))} to __all__")


def front_matter(text, place):
    """What stands between the two lines of hyphens at the top of a page."""
    head = re.match(r"---\n(.*?)^---$", text, re.M | re.S)
    try:
        return (yaml.safe_load(head[1]) if head else None) or {}
    except yaml.YAMLError as error:
        raise ValueError(f"{place}: the front matter is no YAML: {error}") from None


def entry(name, folder=PAGES):
    """What the front matter of an activation's page says."""
    page, place = folder / f"{name}.md", f"docs/activations/{name}.md"
    if not page.exists():
        raise ValueError(f"{place} is missing: nnref/activations.py has {name}, and each has a page of its name")
    found = front_matter(page.read_text("utf-8"), place).get("activation")
    if not isinstance(found, dict):
        raise ValueError(f"{place}: add activation: with {', '.join(FIELDS)} to the front matter")
    for field, (form, expected) in FIELDS.items():
        if not re.fullmatch(form, str(found.get(field, ""))):
            was = f"{found[field]!r}" if field in found else "nothing"
            raise ValueError(f"{place}: activation: {field}: has {was} in the front matter, but needs {expected}")
    if unknown := sorted(found.keys() - FIELDS):
        raise ValueError(f"{place}: activation: has no field {unknown[0]!r}, its fields are {', '.join(FIELDS)}")
    light, dark = found["color"].split()
    rest = {field: found[field] for field in FIELDS if field != "color"}
    return Entry(name, light=light, dark=dark, **rest)


def distinct(entries):
    """Refuse colors that cannot be read on their paper, or are too near to another's."""
    for scheme, paper in zip(colors.SCHEMES, colors.THEME["paper"], strict=True):
        for one in entries:
            color = getattr(one, scheme)
            if (found := colors.contrast(color, paper)) <= colors.READABLE:
                raise ValueError(
                    f"docs/{one.page}: activation: color: {color} has a contrast of {found:.1f} to {scheme} paper, and "
                    f"needs more than {colors.READABLE}"
                )
        for one, other in combinations(entries, 2):
            a, b = getattr(one, scheme), getattr(other, scheme)
            if colors.alike(a, b, one.line == other.line):
                taken = [(getattr(each, scheme), each.line == other.line) for each in entries if each is not other]
                raise ValueError(
                    f"docs/{one.page} and docs/{other.page}: activation: color: {a} and {b} look alike on {scheme} "
                    f"paper: change one of them, or its line; {colors.free(paper, taken) or 'no color'} would be free"
                )


def read(records=ACTIVATIONS, folder=PAGES):
    """name: entry, the lecture's first."""
    found = [entry(name, folder) for name in [*(record.name for record in records), "maxout"]]
    distinct(found)
    return {one.name: one for one in sorted(found, key=lambda one: one.lecture == "after")}


complete()
CATALOG = read()
RECORDS = {record.name: record for record in ACTIVATIONS}

# Groups, by where the lecture has them.
SIX = tuple(name for name, one in CATALOG.items() if one.lecture == "six")  # names: maxout is one of them
LECTURE = tuple(record for record in ACTIVATIONS if CATALOG[record.name].lecture != "after")
AFTER = tuple(record for record in ACTIVATIONS if CATALOG[record.name].lecture == "after")
# And by what they are: the sigmoid, its rescaled form tanh, its integral softplus.
SIGMOIDS = SIGMOID, TANH, SOFTPLUS


def kinds(records):
    """name: what nnref.mlp takes for it, of the PReLU the layer that learns its slopes."""
    return {record.name: "prelu" if record.name == "prelu" else record for record in records}
