"""The labs and the pages of the lecture as notebooks that run anywhere: site/notebooks/<page>.ipynb.

A notebook needs the wheel of nnref, NumPy and matplotlib, and the first cell installs what is missing. It has in its
cells what a page takes from scripts/ (scripts/website/flat.py), what was measured, and what the cells put out.
"""

import ast
import base64
import doctest
import importlib
import inspect
import json
import posixpath
import re
import textwrap
import zlib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from urllib.parse import urldefrag

import numpy as np

import nnref
from scripts.browser import answers, judge
from scripts.lecture import measurements, order
from scripts.prose import exercises
from scripts.prose.statements import uncommented
from scripts.website import checks, files, flat, handout, keys, labs, pictures
from scripts.website.files import DOCS, FRAGMENTS

FOLDER = "notebooks"
HOW_TO_RUN = "api.md#notebooks"
LOCAL = "http://localhost"  # where a site is that has no address
HIDDEN = {"jupyter": {"source_hidden": True}, "cellView": "form"}  # folded in JupyterLab, and in Colab
INSTALL = """\
# Install nnref, where it is missing: {from_where}.
import importlib.util, pathlib


class Stop(Exception):
    def _render_traceback_(self):  # a sentence in place of a traceback
        return [str(self)]


wheel = "{wheel}"
if importlib.util.find_spec("nnref") is None:
    {source}
    %pip install --quiet {{source}} matplotlib
    importlib.invalidate_caches()
    if importlib.util.find_spec("nnref") is None:
        raise Stop("nnref could not be installed, and pip says why above: {help}")"""
BESIDE = """\
if not (source := pathlib.Path(wheel)).exists():
        raise Stop(f"nnref is missing: put {wheel} beside this notebook, then run this cell again. The site has it on "
                   "its page “nnref, name by name”.")"""
OF_SITE = 'source = wheel if pathlib.Path(wheel).exists() else "{site}dist/" + wheel'
START = "import numpy as np\n\nfrom nnref import *\n\nrng = np.random.default_rng(0)"
RECORDED = '''\
# What was measured, as the site has it. The functions that measure are in this notebook too.
import base64, json, zlib

RESULTS = json.loads(zlib.decompress(base64.b64decode("""
{packed}
""")))
OWN = globals().get("OWN", {{}})  # what this notebook has measured itself


def measured(name):
    """The result of an experiment: that of this notebook, if it was measured here, else the recorded one."""
    return OWN.get(name, RESULTS[name])


def keep(name, result):
    """Let the cells above use what was measured here, when they are run again."""
    OWN[name] = json.loads(json.dumps(result, default=lambda value: value.tolist()))'''
VERDICT = """\
try:
    {call}
except AssertionError as error:
    print("With your numbers the verdict below does not hold:", error)
except (StopIteration, IndexError):
    print("Your numbers do not decide the verdict below: what it speaks of lies beyond the values that were tried.")"""
DIGITS = '''\
# The handwritten digits that come with scikit-learn (UCI Optical Recognition of Handwritten Digits, CC BY 4.0).
import base64, zlib
from functools import cache

import numpy as np

PACKED = """
{packed}
"""


@cache
def digits():
    """1,797 images of 8 by 8 pixels, gray from 0 to 1: x and t of 1,200 for training, then of the 597 held out."""
    rows = np.frombuffer(zlib.decompress(base64.b64decode(PACKED)), np.uint8).reshape(-1, 65)
    x, t = rows[:, 1:].astype(float), rows[:, 0].astype(int)
    order = np.random.default_rng(0).permutation(len(x))
    train, held = order[:1200], order[1200:]
    return x[train] / 16, t[train], x[held] / 16, t[held]'''
AGAIN = """\
## Measure it again

What takes long was measured before, and its result stands in this notebook.
To measure it here, take away the `#`, run this cell, and then all cells above it once more.
Tables and verdict are then of your numbers; text and pictures stay those of the recorded results.
The time behind a line is what the recorded result took.
With fewer random starts, a constant in a cell above, it is quicker, and coarser."""


@dataclass
class Notebook:
    """The cells of a notebook."""

    name: str
    known: dict  # what the exercises came to when the page was evaluated, by id
    cells: list = field(default_factory=list)

    def text(self, source):
        if source.strip():
            self.cells.append({"cell_type": "markdown", "metadata": {}, "source": source.strip()})

    def code(self, source, outputs=(), **metadata):
        if not source.strip():
            return
        cell = {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": list(outputs)}
        self.cells.append(cell | {"source": source.strip("\n")})

    def json(self):
        """As a file: the same cells are the same bytes."""
        cells = [{"id": f"{self.name.replace('/', '-')}-{number}", **cell} for number, cell in enumerate(self.cells)]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
        whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


# Which pages, and where


def listed(nav=None):
    """The pages that are offered as notebooks: the lecture, the activations after it, and the labs."""
    every = list(order.pages(nav or order.whole()))
    beside = [page for page in every if page.startswith(("activations/", "labs/"))]
    chosen = {*order.lecture(nav), *beside}
    return [page for page in every if page in chosen]


def name_of(page):
    """The name of a page's notebook, without .ipynb."""
    stem = re.sub(r"\.(md|py)$", "", page)
    return re.sub(r"/index$", "", stem).replace("/", "-")


def write(site, address, wheel, nav=None):
    """Write the notebooks of a site that is published at this address, which ends in a slash."""
    evaluated = checks.found(DOCS)
    for page in listed(nav):
        files.write(site / FOLDER / f"{name_of(page)}.ipynb", notebook(page, address, wheel, evaluated).json())


def notebook(page, address, wheel, evaluated):
    """The notebook of a page, one of those that were evaluated."""
    made = Notebook(name_of(page), evaluated[str(DOCS / page)]["exercises"])
    published = not address.startswith(LOCAL)
    made.text(
        f"*The sources, and what shows that the numbers are true, are on {link('the page itself', '', page, address)}. "
        f"{link('How to run a notebook', HOW_TO_RUN, 'index.md', address)} stands on the page on nnref.*"
        + ("" if published else f"\n\nPut `{wheel}`, which that page offers too, beside this notebook.")
    )
    made.code(installing(wheel, address if published else ""), **HIDDEN)
    (lab if page.startswith("labs/") else lecture)(made, page, address)
    return made


def installing(wheel, site):
    """The cell that installs nnref: from the file beside the notebook, or from the site where that has an address."""
    help = f"download {site}dist/{wheel}, put it" if site else "put the file"
    return INSTALL.format(
        from_where="from the file beside this notebook" + (", or from the site" if site else ""),
        wheel=wheel,
        source=OF_SITE.format(site=site) if site else BESIDE,
        help=f"without a network, install NumPy and matplotlib first, {help} beside this notebook, and run this again.",
    )


# Text


def prose(text, page, address):
    """The Markdown of a page as that of a notebook."""
    text = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.M | re.S)
    text = uncommented(text)
    text = re.sub(r"^ {4}attrs: .*\n", "", text, flags=re.M)
    text = re.sub(r"^\{:.*?\}$\n?", "", text, flags=re.M)
    text = re.sub(r" *\{:? *(#[\w-]|\.[a-z]|data-)[^{}\n]*\}", "", text)
    text = re.sub(r"<div [^>]*data-explore[^>]*></div>\n?", "", text)
    text = re.sub(r"^(/{3,}) caption\n(.*?)^\1$", lambda found: quoted(found[2]), text, flags=re.M | re.S)
    text = re.sub(r"^/{3,} fold \| (.*)$", r"---\n\n*For a second reading:* **\1**\n", text, flags=re.M)
    text = re.sub(r"^/{3,}( .*)?$", "", text, flags=re.M)
    text = re.sub(r"!\[(.*?)\]\((.*?)\)", lambda found: picture(found[1], found[2]), text, flags=re.S)
    text = re.sub(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]+)\)", lambda found: link(found[1], found[2], page, address), text)
    return re.sub(r"\n{3,}", "\n\n", text)


def quoted(text):
    return "".join(f"> {line}\n" for line in text.strip().split("\n"))


def link(text, target, page, address):
    """A link of a page, by its whole address."""
    path, fragment = urldefrag(target)
    if "://" in target:
        return f"[{text}]({target})"
    if address.startswith(LOCAL):
        return text
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    path = handout.address(path) if path.endswith((".md", ".py")) else path
    return f"[{text}]({address}{path}{'#' + fragment if fragment else ''})"


def picture(alt, source):
    """A figure, in the notebook itself where it was drawn for that, else in words."""
    drawn = pictures.kinds(re.sub(r"^(\.\./)*figures/|\.svg$", "", source))
    alt = re.sub(r"\s+", " ", alt)
    if not drawn:
        return f"*[{alt}]*"
    return f"![{alt}](data:image/png;base64,{base64.b64encode(drawn['png']).decode()})"


# What is made with the page


def packed(data):
    """Bytes as lines of text."""
    return "\n".join(textwrap.wrap(base64.b64encode(zlib.compress(data, 9)).decode(), 119))


def recorded(names):
    """A cell with the results of these experiments."""
    results = {name: measurements.measured(name) for name in names}
    return RECORDED.format(packed=packed(json.dumps(results, separators=(",", ":")).encode()))


@cache
def pixels():
    """A cell with the handwritten digits."""
    from sklearn.datasets import load_digits

    x, t = load_digits(return_X_y=True)
    return DIGITS.format(packed=packed(np.c_[t, x].astype(np.uint8).tobytes()))


# A lab


def lab(made, page, address):
    """A lab: what it calls from scripts/ in cells of its own, what was measured, and what its cells put out."""
    path = DOCS / page
    cells = list(labs.cells(path))
    texts = [cell for cell in cells if cell.kind == "markdown"]
    ran, current = labs.outputs(path)
    ran = ran if current else [[] for cell in cells if cell.kind == "code"]
    sources = [ast.parse(cell.source) for cell in cells if cell.kind == "code"]
    imports = {name: one for tree in sources for node in tree.body for name, one in flat.imported(node).items()}
    own = flat.Module("", "", imports=imports)
    module = flat.module(f"scripts.lecture.labs.{path.stem}")
    shown = {name for tree in sources for name in shown_by(tree)}

    code = flat.Code(taken=set(getattr(nnref, "__all__")).union(*map(flat.assigned, sources)) - set(imports))
    for tree in sources:
        code.follow(own, tree)
    for cell in texts:
        cell.source = unqualified(cell.source, imports)
        for name in re.findall(r"`(\w+)", cell.source):
            code.add(module, name)
    experiments = [name for name in recorded_by(path) if name.startswith(f"{path.stem}_") or name == path.stem]
    again = {name: f"measure{name.removeprefix(path.stem)}" for name in experiments}
    for function in again.values():
        code.add(module, function)

    functions = code.texts()
    apart = {key for key in functions if key[1] in shown and isinstance(code.found[key], ast.FunctionDef)}
    made.code("\n".join([*code.import_lines(), "", "from nnref import *"]), **HIDDEN)
    if "digits" in code.given:
        made.code(pixels(), **HIDDEN)
    if names := recorded_by(path):
        made.code(recorded(names), **HIDDEN)
    helpers = set_out(text for key, text in functions.items() if key not in apart)
    if helpers:
        head = "# What the cells below call: change it, run this cell again, and then those below.\n\n"
        made.code(head + helpers, **({} if shown - {name for _, name in apart} else HIDDEN))
    judging(made, [part for cell in texts for part in parted(cell.source)], page, address)
    number = 0
    for cell in cells:
        if cell.kind == "markdown":
            for kind, content in parted(cell.source):
                show(made, kind, content, page, address)
        elif cell.kind == "code":
            names = shown_by(sources[number])
            for key in [key for key in functions if key in apart and key[1] in names]:
                made.code(functions[key])
            source = own_code(cell.source, sources[number], own, code)
            out = [without_source(one, names, module) for one in ran[number]]
            if source:
                made.code(needing(source, libraries(own, sources[number])), [as_output(*one) for one in out if one[1]])
            number += 1
    measuring = [
        f'# keep("{name}", {code.named(module.name, function)}())  # {measurements.record(name)["seconds"]:.0f} s'
        for name, function in again.items()
    ]
    made.text(AGAIN if again else "")
    made.code("\n".join(measuring))


def unqualified(text, imports):
    """A text that names functions of a module without its name: in a notebook all of them stand side by side."""
    modules = [name for name in imports if flat.submodule(imports, ast.Name(name))]
    return re.sub(rf"`({'|'.join(modules)})\.(?=\w)", "`", text) if modules else text


def set_out(statements):
    """Statements one below the other, lines together and functions apart."""
    text, before = "", ""
    for one in statements:
        alone = "\n" in one or "\n" in before
        text += one if not text else ("\n\n\n" if alone else "\n") + one
        before = one
    return text


def recorded_by(path):
    """The experiments whose results a lab uses."""
    patterns = keys.of_cells(path, labs.code(path)).measurements
    return sorted(one.stem for one in measurements.DATA.glob("*.json") if any(fnmatch(one.stem, p) for p in patterns))


def shown_by(tree):
    """The names whose source a cell prints."""
    found = re.findall(r"^print\(inspect\.getsource\((?:\w+\.)?(\w+)\)\)$", ast.unparse(tree), re.M)
    return [name for name in found]


def own_code(source, tree, own, code):
    """A cell without its imports from scripts/, and without printing a source that is a cell now.
    A verdict that fails, as another result may make it, is said."""
    lines = source.split("\n")
    for node in tree.body:
        text = ast.unparse(node)
        gone = isinstance(node, (ast.Import, ast.ImportFrom)) and "scripts" in text or text == "from nnref import *"
        if gone or text.startswith("print(inspect.getsource("):
            lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
        elif re.match(r"(\w+\.)?verdict\w*\(", text):
            rest = [None] * (node.end_lineno - node.lineno)
            lines[node.lineno - 1 : node.end_lineno] = [VERDICT.format(call=text), *rest]
    text = "\n".join(line for line in lines if line is not None).strip()
    if "inspect" not in text.replace("import inspect", ""):
        text = text.replace("import inspect", "").strip()
    return code.rewritten(text, own) if text else ""


def without_source(output, names, module):
    """An output without the sources that are cells now."""
    kind, content = output
    for name in names:
        source = inspect.getsource(getattr(importlib.import_module(module.name), name))
        content = content.replace(f"{source}\n", "", 1) if kind == "text" else content
    return kind, content


def libraries(own, tree):
    """What a cell needs that a notebook cannot count on."""
    found = flat.Code()
    found.follow(own, tree)
    return found.libraries


def needing(source, missing):
    """A cell that says what it needs where that is not there."""
    if not missing:
        return source
    [name] = missing
    package = keys.PACKAGES.get(name, name)
    said = f"This cell needs {package}: run %pip install {package} in a cell of its own, then this one again."
    inside = textwrap.indent(source, "    ")
    return f"if importlib.util.find_spec({name!r}) is None:\n    print({said!r})\nelse:\n{inside}"


def as_output(kind, content):
    """An output of a lab as a notebook keeps it."""
    if kind == "text":
        return {"output_type": "stream", "name": "stdout", "text": content}
    return {"output_type": "display_data", "data": {kind: content}, "metadata": {}}


# A page of the lecture

INCLUDE = re.compile(r'^ *-*8<-+ "(.+?)"$', re.M)
PARTS = re.compile(
    r"<!-- invisible-code-block: python\n(?P<hidden>.*?)-->"
    r"|^(?P<indent> *)(?P<ticks>`{3,})(?P<kind>pycon|python)\n(?P<code>.*?)^(?P=indent)(?P=ticks)$"
    r"|^<exercise (?P<exercise>[\w-]+)>$",
    re.M | re.S,
)


def lecture(made, page, address):
    """A page: its text, its examples with what they put out, and its exercises."""
    text = INCLUDE.sub(lambda found: fragment(found[1]), (DOCS / page).read_text("utf-8"))
    parts = parted(text, hidden=True)
    needed = needed_hidden(parts)
    made.code(START, **HIDDEN)
    if names := sorted({name for number in needed for name in re.findall(r'measured\("(\w+)"\)', parts[number][1])}):
        made.code(recorded(names), **HIDDEN)
    judging(made, parts, page, address)
    for number, (kind, content) in enumerate(parts):
        if kind != "hidden" or number in needed:
            show(made, kind, content, page, address)


def parted(text, hidden=False):
    """The parts of a text, [(kind, content)]: text, exercises, code as it is shown, and hidden code where asked for."""
    blocks = {block.id: block for block in exercises.parse(text)}
    for block in sorted(blocks.values(), key=lambda block: -block.start):
        text = f"{text[: block.start]}\n<exercise {block.id}>\n{text[block.stop :]}"
    parts, at = [], 0
    for found in PARTS.finditer(text):
        parts += [("text", text[at : found.start()]), *part_of(found, blocks)]
        at = found.end()
    return [part for part in [*parts, ("text", text[at:])] if hidden or part[0] != "hidden"]


def show(made, kind, content, page, address):
    """A part of a page in cells."""
    if kind == "text":
        made.text(prose(content, page, address))
    elif kind == "exercise":
        exercise(made, content, page, address)
    elif kind == "pycon":
        for source, outputs, options in examples(content):
            made.code(source, outputs, **options)
    else:
        made.code(content, **(HIDDEN if kind == "hidden" else {}))


def fragment(name):
    """A generated text that a page includes; one that is a picture that moves stays on the page."""
    text = (FRAGMENTS / name).read_text("utf-8")
    return "" if re.search("<(svg|button|figure|div)", text) else text


def part_of(found, blocks):
    """The parts of a match; of code that the page hides each statement is one."""
    if found["hidden"]:
        tree = ast.parse(found["hidden"])
        return [("hidden", ast.get_source_segment(found["hidden"], node)) for node in tree.body]
    if found["exercise"]:
        return [("exercise", blocks[found["exercise"]])]
    return [(found["kind"], textwrap.dedent(found["code"]))]


def code_of(kind, content):
    """The code of a part of a page."""
    if kind == "pycon":
        return "\n".join(one.source for one in doctest.DocTestParser().get_examples(content))
    return content if kind in ("python", "hidden") else ""


def needed_hidden(parts):
    """Which of the hidden statements define or change what the others use, by number."""
    needed, before = set(), None
    while before != needed:
        before, known, defined = set(needed), set(getattr(nnref, "__all__")) | {"np", "rng"}, {}
        for number, (kind, content) in enumerate(parts):
            for node in ast.parse(code_of(kind, content)).body:
                here = flat.assigned(node) | set(flat.imported(node))
                if kind != "hidden" or number in needed:
                    needed |= {one for name in loaded(node) - known for one in defined.get(name, ())}
                if kind != "hidden":
                    known |= here
                else:
                    for name in (here | changed(node)) - known:
                        defined.setdefault(name, []).append(number)
    return needed


def loaded(tree):
    """The names that a piece of code uses and does not bind in a function or a comprehension of its own."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    inside = {node.id for node in names if isinstance(node.ctx, ast.Store)} - flat.assigned(tree)
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - inside - flat.shadowed(tree)


def changed(tree):
    """The names of which a statement sets a part, as in net.params = ..."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            while isinstance(node, (ast.Attribute, ast.Subscript)):
                node = node.value
            found |= {node.id} if isinstance(node, ast.Name) else set()
    return found


def examples(text):
    """The examples of a block, as cells: (code, outputs, options), each up to where something is put out."""
    waiting = []
    for one in doctest.DocTestParser().get_examples(text):
        if not one.want:
            waiting.append(one.source)
            continue
        source, options = "".join([*waiting, seen(one.source)]), {}
        if one.exc_msg:
            name, _, value = one.exc_msg.strip().partition(": ")
            out = {"output_type": "error", "ename": name, "evalue": value, "traceback": [one.exc_msg.strip()]}
            options = {"tags": ["raises-exception"]}
        elif isinstance(ast.parse(one.source).body[-1], ast.Expr) and "print(" not in one.source:
            data = {"text/plain": one.want.rstrip("\n")}
            out = {"output_type": "execute_result", "execution_count": None, "data": data, "metadata": {}}
        else:
            out = {"output_type": "stream", "name": "stdout", "text": one.want}
        yield source, [out], options
        waiting = []
    if waiting:
        yield "".join(waiting), [], {}


def seen(source):
    """Code whose last value is shown inside a block too, where Python's prompt shows it and a notebook does not."""
    tree = ast.parse(source)
    last = tree.body[-1]
    while getattr(last, "body", None) and not isinstance(last, ast.Expr):
        last = last.body[-1]
    if isinstance(last, ast.Expr) and last is not tree.body[-1] and not ast.unparse(last).startswith("print("):
        lines = source.split("\n")
        lines[last.lineno - 1 : last.end_lineno] = [f"{' ' * last.col_offset}print(repr({ast.unparse(last.value)}))"]
        return "\n".join(lines)
    return source


# Exercises


JUDGING = '''\
# What judges the answers below, packed, so that nobody reads the solutions by accident.
import base64, json, types, zlib

judging = types.ModuleType("judging")
judging.EXERCISES = json.loads(zlib.decompress(base64.b64decode("""
{}
""")))
exec(judging.EXERCISES["answers"], vars(judging))
check = judging.check'''


def judging(made, parts, page, address):
    """A cell with what judges the answers to the exercises among these parts, if there are any."""
    blocks = [block for kind, block in parts if kind == "exercise" and block.name == "exercise"]
    if not blocks:
        return
    whole = {"answers": inspect.getsource(answers)}
    for block in blocks:
        parts = block.of("right", "wrong") if block.kind == "choose" else block.of("wrong")
        said = [words(part, page, address) for part in parts]
        whole[block.id] = {"kind": block.kind, "known": made.known.get(block.id), "said": said}
    if any(block.kind in ("code", "bug") for block in blocks):
        whole["judge"] = inspect.getsource(judge)
    made.code(JUDGING.format(packed(json.dumps(whole).encode())), **HIDDEN)


def words(part, page, address):
    """What is said of an answer, without its code."""
    return prose(exercises.FENCE.sub("", part.text), page, address).strip()


def exercise(made, block, page, address):
    """An exercise or a prediction: the question, a cell for the answer, and the rest behind a fold."""
    said = lambda text: prose(text, page, address).strip()  # noqa: E731
    made.text(f"### {'Predict' if block.name == 'predict' else 'Exercise'}: {said(block.title)}\n\n{said(block.text)}")
    items = block.of("right", "wrong") if block.kind == "choose" else block.of("item")
    made.text("\n".join(f"- **{letter}** {said(item.title)}" for letter, item in zip(answers.ALPHABET, items)))
    if block.name == "exercise":
        if block.kind in ("code", "bug"):
            made.code(f"%%check {block.id}\n{block.of('start')[0].code}")
        else:
            made.code(f'check("{block.id}", ...)  # {answers.asked(block.kind, made.known[block.id])}')
    folds = {"hint": "Hint", "solution": "Solution", "then": "What is to be seen"}
    for title, part in ((folds[name], part) for name in folds for part in block.of(name)):
        made.text(f"<details><summary>{title}</summary>\n\n{said(part.text)}\n\n</details>")
