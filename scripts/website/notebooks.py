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
LOCAL = "http://localhost"  # where a site is that has no address
HIDDEN = {"jupyter": {"source_hidden": True}, "cellView": "form"}  # folded in JupyterLab, and in Colab
INSTALL = """\
# Install nnref, where it is missing: from the file beside this notebook, or from the site.
import importlib.util, pathlib
wheel = "{wheel}"
if importlib.util.find_spec("nnref") is None:
    source = wheel if pathlib.Path(wheel).exists() else "{site}dist/" + wheel
    %pip install --quiet {{source}} matplotlib"""
START = "import numpy as np\n\nfrom nnref import *\n\nrng = np.random.default_rng(0)"
RECORDED = '''\
# What was measured, as the site has it. The functions that measure are in this notebook too.
import base64, json, zlib

RESULTS = json.loads(zlib.decompress(base64.b64decode("""
{packed}
""")))


def measured(name):
    """The recorded result of an experiment."""
    return RESULTS[name]'''
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
To measure it here, take away the `#`; the time behind it is what the recorded one took.
With fewer random starts, a constant in a cell above, it is quicker, and coarser."""


@dataclass
class Notebook:
    """The cells of a notebook."""

    name: str
    cells: list = field(default_factory=list)

    def text(self, source):
        if source.strip():
            self.cells.append({"cell_type": "markdown", "metadata": {}, "source": source.strip()})

    def code(self, source, outputs=(), **metadata):
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
    return [page for page in every if page in {*order.lecture(nav), *beside}]


def name_of(page):
    """The name of a page's notebook, without .ipynb."""
    stem = re.sub(r"\.(md|py)$", "", page)
    return re.sub(r"/index$", "", stem).replace("/", "-")


def write(site, address, wheel, nav=None):
    """Write the notebooks of a site that is published at this address, which ends in a slash."""
    for page in listed(nav):
        files.write(site / FOLDER / f"{name_of(page)}.ipynb", notebook(page, address, wheel).json())


def notebook(page, address, wheel):
    """The notebook of a page."""
    made = Notebook(name_of(page))
    made.text(
        f"*The sources, and what shows that the numbers are true, are on {link('the page itself', '', page, address)}.*"
    )
    made.code(INSTALL.format(wheel=wheel, site=address), **HIDDEN)
    (lab if page.startswith("labs/") else lecture)(made, page, address)
    return made


# Text


def prose(text, page, address):
    """The Markdown of a page as that of a notebook."""
    text = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.M | re.S)
    text = uncommented(text)
    text = re.sub(r"^ {4}attrs: .*\n", "", text, flags=re.M)
    text = re.sub(r"^(#+ .*?) *\{:? ?#[\w-]+ ?\}$", r"\1", text, flags=re.M)
    text = re.sub(r"^\{:.*?\}$\n?", "", text, flags=re.M)
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
    text = "\n".join(cell.source for cell in cells if cell.kind == "markdown")
    for name in re.findall(r"`(\w+)", text):
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
    number = 0
    for cell in cells:
        if cell.kind == "markdown":
            made.text(prose(cell.source, page, address))
        elif cell.kind == "code":
            names = shown_by(sources[number])
            for key in [key for key in functions if key in apart and key[1] in names]:
                made.code(functions[key])
            source = own_code(cell.source, sources[number], own, code)
            out = [without_source(one, names, module) for one in ran[number]]
            if source:
                made.code(needing(source, libraries(own, sources[number])), [as_output(*one) for one in out if one[1]])
            number += 1
    if again:
        made.text(AGAIN)
        seconds = {name: measurements.record(name)["seconds"] for name in again}
        calls = {name: f"{code.named(module.name, function)}()" for name, function in again.items()}
        made.code("\n".join(f"# {name} = {call}  # {seconds[name]:.0f} s" for name, call in calls.items()))


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
    """A cell without its imports from scripts/, and without printing a source that is a cell now."""
    lines = source.split("\n")
    for node in tree.body:
        text = ast.unparse(node)
        gone = isinstance(node, (ast.Import, ast.ImportFrom)) and "scripts" in text or text == "from nnref import *"
        if gone or text.startswith("print(inspect.getsource("):
            lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
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
    blocks = {block.id: block for block in exercises.parse(text)}
    for block in sorted(blocks.values(), key=lambda block: -block.start):
        text = f"{text[: block.start]}\n<exercise {block.id}>\n{text[block.stop :]}"
    parts, at = [], 0
    for found in PARTS.finditer(text):
        parts += [("text", text[at : found.start()]), *part_of(found)]
        at = found.end()
    parts.append(("text", text[at:]))
    needed = needed_hidden(parts)
    made.code(START, **HIDDEN)
    if names := sorted({name for number in needed for name in re.findall(r'measured\("(\w+)"\)', parts[number][1])}):
        made.code(recorded(names), **HIDDEN)
    asked = {name: block for name, block in blocks.items() if block.name == "exercise"}
    if asked:
        made.code(judging(page, address, asked), **HIDDEN)
    for number, (kind, content) in enumerate(parts):
        if kind == "text":
            made.text(prose(content, page, address))
        elif kind == "exercise":
            exercise(made, blocks[content], page, address)
        elif kind == "pycon":
            for source, outputs, options in examples(content):
                made.code(source, outputs, **options)
        elif kind == "python" or number in needed:
            made.code(content, **(HIDDEN if kind == "hidden" else {}))


def fragment(name):
    """A generated text that a page includes; one that is a picture that moves stays on the page."""
    text = (FRAGMENTS / name).read_text("utf-8")
    return "" if re.search("<(svg|button|figure|div)", text) else text


def part_of(found):
    """The parts of a match; of code that the page hides each statement is one."""
    if found["hidden"]:
        tree = ast.parse(found["hidden"])
        return [("hidden", ast.get_source_segment(found["hidden"], node)) for node in tree.body]
    if found["exercise"]:
        return [("exercise", found["exercise"])]
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


def judging(page, address, blocks):
    """A cell with what judges the answers, packed so that nobody reads the solutions by accident."""
    known = evaluated(page)
    whole = {}
    for name, block in blocks.items():
        parts = block.of("right", "wrong") if block.kind == "choose" else block.of("wrong")
        said = [words(part, page, address) for part in parts]
        whole[name] = {"kind": block.kind, "known": known.get(name), "said": said}
    if any(one["kind"] in ("code", "bug") for one in whole.values()):
        whole["judge"] = inspect.getsource(judge)
    found = EXERCISES.format(packed(json.dumps(whole).encode()))
    text = inspect.getsource(answers).replace('globals().get("EXERCISES", {})', found)
    return flat.TOOLS.sub("", text.replace(answers.__doc__, "What judges the answers below."))


EXERCISES = 'json.loads(zlib.decompress(base64.b64decode("""\n{}\n""")))'


def words(part, page, address):
    """What is said of an answer, without its code."""
    return prose(exercises.FENCE.sub("", part.text), page, address).strip()


def evaluated(page):
    """What the exercises of a page came to when it was evaluated."""
    [found] = [one for path, one in checks.found(DOCS).items() if path == str(DOCS / page)]
    return found["exercises"]


def exercise(made, block, page, address):
    """An exercise or a prediction: the question, a cell for the answer, and the rest behind a fold."""
    said = lambda text: prose(text, page, address).strip()  # noqa: E731
    made.text(f"### {'Predict' if block.name == 'predict' else 'Exercise'}: {block.title}\n\n{said(block.text)}")
    items = block.of("right", "wrong") if block.kind == "choose" else block.of("item")
    made.text("\n".join(f"- **{letter}** {item.title}" for letter, item in zip("abcdefghijkl", items)))
    if block.name == "exercise":
        if block.kind in ("code", "bug"):
            made.code(f"%%check {block.id}\n{block.of('start')[0].code}")
        else:
            made.code(f'check("{block.id}", ...)')
    folds = [("Hint", part) for part in block.of("hint")] + [("Solution", part) for part in block.of("solution")]
    for title, part in folds:
        made.text(f"<details><summary>{title}</summary>\n\n{said(part.text)}\n\n</details>")
    for part in block.of("then"):
        made.text(said(part.text))
