"""Text that the pages include: the code of each activation, a card of its facts, and the table of all.

Each `docs/fragments/<name>.md` runs as it is in an empty Python that has NumPy.
"""

import ast
import inspect
import re

import numpy as np

from nnref import ACTIVATIONS, activations
from scripts.lecture.measurements import measured
from scripts.lecture.style import NAMES, spelled
from scripts.website import files
from scripts.website.files import FRAGMENTS

SOURCE = inspect.getsource(activations)
# name: the top-level statement that defines it, in the order of the file
DEFINED = {
    target: node
    for node in ast.parse(SOURCE).body
    for target in ([getattr(node, "name")] if hasattr(node, "name") else [t.id for t in getattr(node, "targets", ())])
}
SIDES = {
    (True, True): "on both sides",
    (True, False): "on the left",
    (False, True): "on the right",
    (False, False): "nowhere",
}
# Where a formula does not simply equal its function: the comment behind it, and what the reader is told.
FORMULAS = {
    "leaky_relu": ("= leaky_relu(x, alpha) for alpha <= 1", " as long as α is at most one"),
    "selu": ("= selu(x) rounded", ""),
    "d_selu": ("= d_selu(x) rounded", ""),
}


def write():
    """Write all fragments; return their paths."""
    texts = {name: code(name) for name in NAMES}
    texts |= {f"{record.name}_card": card(record) for record in ACTIVATIONS}
    texts |= {"table": table(), "ranges": ranges()}
    return [files.write(FRAGMENTS / f"{name}.md", text) for name, text in texts.items()]


def code(name):
    """A function, its derivative and all that they need from nnref.activations, in the order of the file."""
    needed, found = [name, f"d_{name}"], set()
    while needed:
        found.add(new := needed.pop())
        names = {node.id for node in ast.walk(DEFINED[new]) if isinstance(node, ast.Name)}
        needed += names & DEFINED.keys() - found
    text, last = "import numpy as np", ""
    for node_name in [n for n in DEFINED if n in found]:
        text += "\n" if node_name.isupper() and last.isupper() else "\n\n\n"
        text, last = text + source(DEFINED[node_name]), node_name
    return f"```python\n{text}\n```\n"


def source(node):
    """The lines of a statement; of a docstring, what comes before its examples."""
    lines = SOURCE.splitlines()[node.lineno - 1 : node.end_lineno]
    if isinstance(node, ast.FunctionDef):
        lines[: node.body[0].lineno - node.lineno] = [f"def {node.name}({ast.unparse(unannotated(node.args))}):"]
    text = re.sub(r"\n *\n *>>>.*?(?=\n *\"\"\")", "", "\n".join(lines), flags=re.DOTALL)
    return re.sub(r'(""".*)\n *"""', r'\1"""', text)  # one line that is left


def unannotated(arguments):
    """Arguments without their types, which a reader's empty Python does not know."""
    for argument in arguments.args:
        argument.annotation = None
    return arguments


def card(record):
    """The facts about one activation. Like a page, it says of each number and formula what it is computed by."""
    comment, said = formula(record)
    rows = {
        "Formula": f"${record.tex}$<!-- {comment} -->{said}",
        "Range": interval(record),
        "Mean output": f"{mean(record)} for a standard normal input, so it is "
        f"{'' if record.zero_centered else 'not '}zero-centered",
        "Saturates": SIDES[record.saturates],
        "Kinks": kinks(record),
        "Parameters": parameters(record),
        "Verdict": verdict(record.name),
        "Source": re.sub(r"arXiv:([\d.]+\d)", r"[arXiv:\1](https://arxiv.org/abs/\1)", record.paper),
        "In nnref": ", ".join(
            f"[`{name}`](../api.md#nnref.activations.{name})" for name in (record.name, f"d_{record.name}")
        ),
    }
    return "| | |\n| - | - |\n" + "".join(f"| {head} | {cell} |\n" for head, cell in rows.items())


def formula(record, prefix=""):
    """The comment behind the record's formula, or behind its derivative's, and what the reader is told."""
    name = prefix + record.name
    return FORMULAS.get(name, (f"= {name}({', '.join(['x', *record.defaults])})", ""))


def verdict(name):
    """How it did in the one comparison of all that the site makes; for pages beside practice.md."""

    def steps(name):
        part = next(part for part in ("sigmoids", "rectifiers", "since") if name in measured(f"practice_{part}"))
        claim = f'np.median(measured("practice_{part}")["{name}"]["first"])'
        return f"{np.median(measured(f'practice_{part}')[name]['first']):g}<!-- = {claim} --> steps"

    other = "tanh" if name == "relu" else "relu"
    where = "two spirals in one small [comparison](practice.md#comparison)"
    at_limit = steps(name).startswith(f"{measured('practice_sigmoids')['steps']}<")
    said = f"does not learn {where} in {steps(name)}" if at_limit else f"needs {steps(name)} to learn {where}"
    return f"{said}, where {spelled(other)} needs {steps(other).removesuffix(' steps')}"


def table():
    """One row for each activation. The links are for the page docs/activations/index.md."""
    text = "| | Range | Mean output | Zero-centered | Saturates | Kinks | Parameters |\n| - | - | - | - | - | - | - |\n"
    for r in ACTIVATIONS:
        name = f"{line(r)} [{spelled(r)}]({r.name}.md)"
        cells = (
            name,
            interval(r),
            mean(r),
            "yes" if r.zero_centered else "no",
            SIDES[r.saturates],
            kinks(r),
            parameters(r),
        )
        text += f"| {' | '.join(cells)} |\n"
    return text


def line(record):
    """A piece of the line that stands for the activation in all figures."""
    return f'<span class="nn-line nn-{record.name}"></span>'


def ranges():
    """From which x on floating point is at the limit, in float64 and float32."""
    found = measured("ranges")
    text = (
        "| | Range | Float | At the lower end | At the upper end | Flat on the left | Flat on the right |\n"
        "| - | - | - | -: | -: | -: | -: |\n"
    )
    for record in ACTIVATIONS:
        head = f"[{spelled(record)}](activations/{record.name}.md) | {interval(record)}"
        for dtype, first in found[record.name].items():
            sides = ("–" if x is None else f"{x:.2f}".replace("-", "−") for x in first.values())
            text += f"| {head} | {dtype} | {' | '.join(sides)} |\n"
            head = " | "
    return text


def interval(record):
    """The range, with a bracket where the end is reached."""
    name, (low, high) = record.name.upper(), record.range
    low, high = (f"{round(end, 3):g}".replace("inf", r"\infty") for end in (low, high))
    left, right = "[" if record.attained[0] else "(", "]" if record.attained[1] else ")"
    return f"${left}{low}, {high}{right}$<!-- = {name} -->"


def mean(record):
    return f"{record.mean + 0:.3f}<!-- = {record.name.upper()}.mean -->"


def kinks(record):
    marked = [f"{kink:g}<!-- = {record.name.upper()}.kinks[{i}] -->" for i, kink in enumerate(record.kinks)]
    return "at " + " and ".join(marked) if marked else "none"


def parameters(record):
    values = record.defaults.items()
    return (
        ", ".join(
            f'$\\{name} = {value:g}$<!-- = {record.name.upper()}.defaults["{name}"] -->' for name, value in values
        )
        or "none"
    )
