"""The code that a lab calls, from the modules of scripts/, as one text for a notebook's cell.

What a name stands for is followed through the modules: functions, classes, constants and imports. In the notebook
all of it stands side by side, so `lab.one_run` becomes `one_run`; a name that is taken gets its module before it.
"""

import ast
import importlib
import re
import sys
import tokenize
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

import nnref
from scripts.website.files import ROOT

TOOLS = re.compile(r"\s*# (?:pyright: ignore|noqa|pragma)\b.*$", re.M)  # what only our own checkers read
PRESENT = {
    "numpy",
    "matplotlib",
    "contourpy",
    "nnref",
    "scripts",
    *sys.stdlib_module_names,
}  # contourpy comes with matplotlib
BY_VALUE = {"scripts.lecture.catalog"}  # which reads pages
GIVEN = {"scripts.lecture.measurements.measured", "scripts.lecture.digits.digits"}  # the notebook has its own


@dataclass
class Module:
    """A module of scripts/: what its names stand for."""

    name: str
    text: str
    statements: dict = field(default_factory=dict)  # name: the top-level statement that defines it
    imports: dict = field(default_factory=dict)  # name: (module, name in it or None)

    def read(self, tree):
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                self.statements[node.name] = node
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                self.statements |= dict.fromkeys(assigned(node), node)
            self.imports |= imported(node)
        return self


def imported(node):
    """{name: (module, name in it or None)} of an import statement."""
    if isinstance(node, ast.Import):
        return {alias.asname or alias.name.partition(".")[0]: (alias.name, None) for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
    return {}


def assigned(tree):
    """The names that a piece of code binds, outside its functions and classes."""
    found, waiting = set(), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif not isinstance(node, (ast.Lambda, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)):
            waiting += ast.iter_child_nodes(node)
    return found


@cache
def module(name):
    text = (ROOT / (name.replace(".", "/") + ".py")).read_text("utf-8")
    return Module(name, text).read(ast.parse(text))


def is_module(name):
    return (ROOT / (name.replace(".", "/") + ".py")).exists()


@dataclass
class Code:
    """What was gathered: statements by module, imports, and libraries that a notebook cannot count on."""

    taken: set = field(default_factory=set)  # names that a statement may not have
    found: dict = field(default_factory=dict)  # (module, name): statement
    imports: set = field(default_factory=set)
    libraries: set = field(default_factory=set)
    given: set = field(default_factory=set)  # what the notebook has of its own

    def add(self, where, name):
        """Take what a name of a module stands for, and all it leads to. Return whether it stands for something."""
        if f"{where.name}.{name}" in GIVEN:
            self.given.add(name)
        elif name in where.statements:
            if (where.name, name) not in self.found:
                self.found[where.name, name] = where.statements[name]
                if by_value(where.name, name):
                    self.records(where, name)
                else:
                    self.follow(where, where.statements[name])
        elif name in where.imports:
            self.bring(name, *where.imports[name])
        else:
            return False
        return True

    def bring(self, name, source, member):
        """Take what an import statement binds to a name."""
        if not source.startswith("scripts"):
            self.imports.add((source, member, name))
            if source.partition(".")[0] not in PRESENT:
                self.libraries.add(source.partition(".")[0])
        elif member and not is_module(f"{source}.{member}"):
            self.add(module(source), member)

    def records(self, where, name):
        """The records and the types in a constant that is written as its value."""
        value = literal(getattr(importlib.import_module(where.name), name))
        self.imports |= {("nnref", name, name) for name in re.findall(r"\b[A-Z][A-Z_]+\b", value)}
        if "SimpleNamespace(" in value:
            self.imports.add(("types", "SimpleNamespace", "SimpleNamespace"))

    def follow(self, where, tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                self.add(where, node.id)
            elif isinstance(node, ast.Attribute) and (other := submodule(where.imports, node.value)):
                self.add(other, node.attr)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                for source, _ in imported(node).values():
                    if source.partition(".")[0] not in PRESENT:
                        self.libraries.add(source.partition(".")[0])

    def named(self, where, name):
        """The name of a statement in the notebook."""
        others = [other for other, same in self.found if same == name and other != where]
        return f"{where.rpartition('.')[2]}_{name}" if others or name in self.taken else name

    def modules(self):
        """The modules, those first that others use."""
        found = []

        def visit(name):
            if name.startswith("scripts") and is_module(name) and name not in found:
                for source, member in module(name).imports.values():
                    visit(source)
                    visit(f"{source}.{member}")
                found.append(name)

        for name, _ in self.found:
            visit(name)
        return [module(name) for name in found]

    def texts(self):
        """{(module, name): text} of each statement, in the order in which they can be run."""
        found = {}
        for where in self.modules():
            names = [name for other, name in self.found if other == where.name]
            for name in sorted(names, key=lambda name: (where.statements[name].lineno, name)):
                if where.statements[name] not in [self.found[key] for key in found]:
                    found[where.name, name] = self.text(where, name)
        return found

    def text(self, where, name):
        """The source of a statement, as it reads in the notebook."""
        if by_value(where.name, name):
            return f"{self.named(where.name, name)} = {literal(getattr(importlib.import_module(where.name), name))}"
        node = where.statements[name]
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        text = "\n".join(where.text.split("\n")[first - 1 : node.end_lineno])
        return TOOLS.sub("", self.rewritten(text, where))

    def rewritten(self, text, where):
        """Code whose names are those of the notebook."""
        tree = ast.parse(text)
        edits, locals_ = [], shadowed(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (other := submodule(where.imports, node.value)):
                home = origin(other, node.attr)
                edits.append((node, f"{ast.unparse(node.value)}.{node.attr}", self.named(*home)))
            elif (
                isinstance(node, ast.Name) and node.id not in locals_ and (home := origin(where, node.id)) in self.found
            ):
                edits.append((node, node.id, self.named(*home)))
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (where.name, node.name) in self.found:
                new = self.named(where.name, node.name)
                if new != node.name and node in tree.body:
                    text = re.sub(rf"^(def|class) {node.name}\b", rf"\1 {new}", text, flags=re.M)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node in tree.body:
                for old in assigned(node):
                    if (where.name, old) in self.found and (new := self.named(where.name, old)) != old:
                        left, equals, right = text.partition("=")
                        text = re.sub(rf"\b{old}\b", new, left) + equals + right
        changed = {(old, new) for _, old, new in edits if old != new}
        for old, new in sorted(changed, reverse=True):
            text = renamed(text, old, new)
        return text

    def import_lines(self):
        """The import statements that the code needs, those of the standard library first."""
        whole, parts = set(), {}
        for source, member, name in self.imports:
            if source == "nnref" and name in getattr(nnref, "__all__"):
                continue  # by the star
            if member is None:
                whole.add(f"import {source}" + (f" as {name}" if name != source.partition(".")[0] else ""))
            else:
                parts.setdefault(source, set()).add(member if member == name else f"{member} as {name}")
        lines = [
            *sorted(whole),
            *(f"from {source} import {', '.join(sorted(parts[source]))}" for source in sorted(parts)),
        ]
        return sorted(lines, key=lambda line: line.split()[1].partition(".")[0] not in sys.stdlib_module_names)


def renamed(text, old, new):
    """Code with another name for something, but not in its comments and its texts, nor where an argument has it."""
    found = re.compile(rf"(?<![\w.\"'])\b{re.escape(old)}\b(?!\s*=(?!=))")
    lines, edits = text.splitlines(keepends=True), []
    for token in tokenize.generate_tokens(iter(lines).__next__):
        if (
            token.type == tokenize.COMMENT
            or token.type == tokenize.STRING
            and "f" not in token.string.split("'")[0].split('"')[0]
        ):
            edits.append((token.start, token.end))
    starts = [0, *accumulate(map(len, lines))]
    place = lambda row, column: starts[row - 1] + column  # noqa: E731
    parts, at = [], 0
    for start, end in edits:
        parts += [found.sub(new, text[at : place(*start)]), text[place(*start) : place(*end)]]
        at = place(*end)
    return "".join([*parts, found.sub(new, text[at:])])


def by_value(where, name):
    """Whether a constant is written as what it comes to, since a notebook cannot compute it."""
    return where in BY_VALUE and name.isupper()


def submodule(imports, node):
    """The module of scripts/ that an expression names, if it does."""
    source, member = imports.get(getattr(node, "id", None), ("", None))
    name = f"{source}.{member}" if member else source
    return module(name) if source.startswith("scripts") and is_module(name) else None


def origin(where, name):
    """The module and the name under which something was defined first."""
    while name not in where.statements and name in where.imports:
        source, member = where.imports[name]
        if not source.startswith("scripts") or not member or not is_module(source):
            return source, member
        where, name = module(source), member
    return where.name, name


def shadowed(tree):
    """The names that functions in a piece of code bind themselves."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            inside = node.body if isinstance(node.body, list) else [node.body]
            found |= {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
            found |= {one.id for part in inside for one in ast.walk(part)
                      if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}  # fmt: skip
    return found


def literal(value):
    """A constant of the catalog as code: records by their names, entries by what they say."""
    if isinstance(value, nnref.Activation):
        return value.name.upper()
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        items = ",\n".join(f"    {key!r}: {literal(item)}" for key, item in value.items())
        return f"{{\n{items},\n}}"
    if hasattr(value, "spelling"):
        return f"SimpleNamespace(name={value.name!r}, spelling={value.spelling!r}, title={value.title!r})"
    return repr(value)
