"""Text that the pages include: the code of each activation, a card of its facts, and the table of all.

Each `docs/fragments/<name>.md` runs as it is in an empty Python that has NumPy.
"""

import ast
import inspect
import re

import numpy as np

from nnref import ACTIVATIONS, PRELU, activations, checks
from scripts.lecture import practice
from scripts.lecture.catalog import AFTER, CATALOG, LECTURE, RECORDS
from scripts.lecture.measurements import measured
from scripts.lecture.statistics import against
from scripts.lecture.style import spelled
from scripts.prose.compare import alike
from scripts.prose.formulas import GREEK
from scripts.website import files
from scripts.website.files import FRAGMENTS
from scripts.website.text import elsewhere

SOURCES = [inspect.getsource(module) for module in (checks, activations)]
# name: the lines of its file, and the top-level statement in it that defines the name
DEFINED = {
    target: (text.splitlines(), node)
    for text in SOURCES
    for node in ast.parse(text).body
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
MAXOUT = """$\\max\\left(w_1^T x + b_1, w_2^T x + b_2\\right)$<!-- = \
maxout(x[None], np.array([w_1, w_2])[:, :, None], np.array([[b_1], [b_2]]))[0, 0] -->"""


def write():
    """Write all fragments; return their paths."""
    texts = {name: code(name) for name in CATALOG}
    texts |= {f"{record.name}_card": card(record) for record in ACTIVATIONS}
    texts |= {
        "table": table(),
        "ranges": ranges(),
        "formulas": formulas(),
        "after": after(),
        "comparison": comparison(),
    }
    return [files.write(FRAGMENTS / f"{name}.md", text) for name, text in texts.items()]


def code(name):
    """A function, its derivative and all that they need from nnref, in the order of its files."""
    needed, found = [name, f"d_{name}"], set()
    while needed:
        found.add(new := needed.pop())
        names = {node.id for node in ast.walk(DEFINED[new][1]) if isinstance(node, ast.Name)}
        needed += names & DEFINED.keys() - found
    text, last = "import numpy as np", ""
    for node_name in [n for n in DEFINED if n in found]:
        text += "\n" if node_name.isupper() and last.isupper() else "\n\n\n"
        text, last = text + source(*DEFINED[node_name]), node_name
    return f"```python\n{text}\n```\n"


def source(lines, node):
    """The lines of a statement; of a docstring, what comes before its examples."""
    lines = lines[node.lineno - 1 : node.end_lineno]
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
    rows = {
        "Formula": shown(record),
        "You choose": chosen(record) + ("; the lines below are for this value" if record.defaults else ""),
        "Range": interval(record),
        "Mean output": f"{mean(record)} for a standard normal input, so it is "
        f"{'' if record.zero_centered else 'not '}zero-centered",
        "Saturates": SIDES[record.saturates],
        "Kinks": kinks(record),
        "Verdict": verdict(record.name),
        "Source": re.sub(
            r"arXiv:([\d.]+\d)", r"[arXiv:\1](https://arxiv.org/abs/\1)", record.paper.replace("|", r"\|")
        ),
        "In nnref": ", ".join(
            f"[`{name}`](../api.md#nnref.activations.{name})" for name in (record.name, f"d_{record.name}")
        ),
    }
    facts = "| | |\n| - | - |\n" + "".join(f"| {head} | {cell} |\n" for head, cell in rows.items())
    lines = elsewhere.table([record.name])
    return facts + (f"\n**The same line elsewhere**\n\n{lines}" if lines else "")


def in_cell(tex):
    """A formula for the cell of a table, which a bar would end."""
    return re.sub(r"\|([^|]*)\|", r"\\lvert \1 \\rvert", tex)


def shown(record):
    """The formula of a record in the cell of a table."""
    comment, said = formula(record)
    return f"${in_cell(record.tex)}$<!-- {comment} -->{said}"


def formula(record, prefix=""):
    """The comment behind the record's formula, or behind its derivative's, and what the reader is told."""
    name = prefix + record.name
    return FORMULAS.get(name, (f"= {name}({', '.join(['x', *record.defaults])})", ""))


def comparison():
    """The one of all, for the page docs/activations/practice.md; what was not measured is left out."""
    text = "| activation | best rate | steps, median | not in time | times the ReLU's steps "
    text += "| new points, median | new points, least |\n"
    text += "| --- | --: | --: | --: | --- | --: | --: |\n"
    runs = {name: run for name, (run, _) in compared().items()}
    relus = both(compared()["relu"][1], "first")
    for name, (run, claim) in compared().items():
        factor, low, high, _ = against(runs, name)
        new, steps, accuracies = run["new"] + run["new_again"], both(claim, "first"), both(claim, "new")
        logs = f"mean_error(np.log(np.divide({steps}, {relus})))"
        ends = f"[np.exp(mean + k * error) for mean, error in [{logs}] for k in (-2, 2)]"
        late = (run["first"] + run["again"]).count(practice.SETTING["steps"])
        interval = "" if name == "relu" else f" ({low:.2f}–{high:.2f}<!-- = {ends} -->)"
        cells = (
            f"{run['lr']}<!-- = {claim}['lr'] -->",
            f"{run['median']:g}<!-- = {claim}['median'] -->",
            f"{late}<!-- = ({steps}).count({practice.SETTING['steps']}) -->",
            f"{factor:.2f}<!-- = np.exp({logs}[0]) -->{interval}",
            f"{round(100 * np.median(new), 2):g}%<!-- = np.median({accuracies}) -->",
            f"{round(100 * min(new), 2):g}%<!-- = min({accuracies}) -->",
        )
        text += f"| [{spelled(name)}]({name}.md) | {' | '.join(cells)} |\n"
    return text


def both(claim, key):
    """The expression for what both draws of starts gave."""
    return f"{claim}['{key}'] + {claim}['{'again' if key == 'first' else key + '_again'}']"


def compared():
    """name: what was measured of it there, and the expression for that."""
    parts = {part: measured(part) for part in practice.PARTS}
    places = [(name, part) for name in CATALOG for part, found in parts.items() if name in found]
    return {name: (parts[part][name], f"measured('{part}')['{name}']") for name, part in places}


def verdict(name):
    """How it did in that comparison; for pages beside practice.md."""
    found = compared()
    where = "two spirals in one small [comparison](practice.md#comparison)"
    if name not in found:
        return f"not measured yet on {where}"

    def steps(name):
        run, claim = found[name]
        return f"{run['median']:g}<!-- = {claim}['median'] -->"

    run, claim = found[name]
    other = "tanh" if name == "relu" else "relu"
    limit, every = practice.SETTING["steps"], both(claim, "first")
    late, all_of = (run["first"] + run["again"]).count(limit), len(run["first"] + run["again"])
    starts = f"from {late}<!-- = ({every}).count({limit}) --> of {all_of}<!-- = len({every}) --> starts"
    beside = f"where {spelled(other)} needs {steps(other)}"
    if run["median"] == limit:
        return f"does not learn {where} in {steps(name)} steps {starts}, {beside}"
    *_, counts = against({key: run for key, (run, _) in found.items()}, name, other)
    said = f"needs {steps(name)} steps to learn {where}, {beside}"
    if not counts:
        said += ", a difference that may be chance"
    elif alike_at_its_rate(name, other):
        said += f", though at {spelled(other)}'s rate no difference was found<!-- plain: decided where this is made -->"
    return said + (
        f"; {starts} it is not there after {limit}<!-- = measured('practice_sigmoids')['steps'] -->" if late else ""
    )


def alike_at_its_rate(name, other):
    """Whether the two, if they were measured at the other one's rate as well, do not differ there."""
    at_rate, lr = measured("practice_rates"), compared()[other][0]["lr"]
    pair = [at_rate[key]["steps"] for one in (name, other) if (key := f"{one}, {lr}") in at_rate]
    return len(pair) == 2 and alike(*np.log(pair), paired=True)


def table():
    """One row for each activation. The links are for the page docs/activations/index.md."""
    text = "| | Range | Mean output | Zero-centered | Saturates | Kinks | You choose |\n| - | - | - | - | - | - | - |\n"
    for r in (*LECTURE, *AFTER):
        name = f"{line(r)} [{spelled(r)}]({r.name}.md)"
        cells = (
            name,
            interval(r),
            mean(r),
            "yes" if r.zero_centered else "no",
            SIDES[r.saturates],
            kinks(r),
            chosen(r),
        )
        text += f"| {' | '.join(cells)} |\n"
    return text


def formulas():
    """Those of the lecture with their formulas. The links are for the page docs/activations/index.md."""
    text = "| name | formula | in short |\n| --- | --- | --- |\n"
    for name, one in CATALOG.items():
        if one.lecture != "after":
            cell = shown(RECORDS[name]) if name in RECORDS else MAXOUT
            text += f"| [{one.title}]({name}.md) | {cell} | {one.sentence} |\n"
    return text


def after():
    """Those after the lecture, for the page docs/activations/after.md."""
    return "".join(f"- {line(r)} [{spelled(r)}]({r.name}.md) {CATALOG[r.name].sentence}.\n" for r in AFTER)


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
        form = " (tanh form)" if record.name == "gelu" else ""
        head = f"[{spelled(record)}{form}](activations/{record.name}.md) | {interval(record)}"
        for dtype, first in found.get(record.name, {}).items():  # none if it was not measured yet
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
    return f"{round(record.mean, 3) + 0.0:.3f}<!-- = {record.name.upper()}.mean -->"  # no -0.000


def kinks(record):
    shown = [f"{kink:g}".replace("-", "−") for kink in record.kinks]
    marked = [f"{kink}<!-- = {record.name.upper()}.kinks[{i}] -->" for i, kink in enumerate(shown)]
    return "at " + " and ".join(marked) if marked else "none"


def chosen(record):
    learned = " at first; it is learned" if record is PRELU else ""
    return (
        ", ".join(
            f'${symbol(name)} = {value:g}$<!-- = {record.name.upper()}.defaults["{name}"] -->{learned}'
            for name, value in record.defaults.items()
        )
        or "nothing"
    )


def symbol(name):
    return f"\\{name}" if name in GREEK else f"\\text{{{name}}}"
