"""Content keys: what an object is made of, function by function, each with a hash of its own.

Comments, docstrings, annotations and layout do not count, nor where the files are or which Python reads them.
Editing `relu` changes the part `nnref.activations.relu`, and so the keys of what uses it by whatever way.
joblib.Memory sees the edited function alone, not what it calls; doit and its like see whole files.
"""

import ast
import hashlib
import inspect
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, metadata
from importlib.util import resolve_name
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, ModuleType

from scripts.lecture.measurements import ROOT

OURS = {"nnref", "scripts"}
DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
SKIPPED = {"annotation", "returns", "ctx", "kind", "type_comment", "type_params"}  # of a syntax tree
PACKAGES = {
    "PIL": "pillow",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}  # where the package is not named as its module
MISSING = object()


@dataclass
class Ingredients:
    """What something is made of: the hash of each part, the version of each library, the measurements by pattern."""

    parts: dict = field(default_factory=dict)
    libraries: dict = field(default_factory=dict)
    measurements: set = field(default_factory=set)

    @property
    def key(self):
        return digest("\n".join(f"{name} {value}" for name, value in sorted(self.parts.items())))

    def differences(self, parts, libraries):
        """In words, what has changed since something was made of these parts and libraries."""
        now = {**self.parts, **self.libraries}
        then = {**parts, **libraries}
        for name in sorted(now.keys() | then.keys()):
            if name not in then:
                yield f"{name} is new"
            elif name not in now:
                yield f"{name} is used no more"
            elif now[name] != then[name]:
                yield f"{name} {then[name]} is now {now[name]}" if name in self.libraries else f"{name} changed"


def ingredients(*objects, **values):
    """What functions, classes and modules are made of, with all they lead to, and values under these names."""
    found = Ingredients()
    waiting = [inspect.unwrap(thing) for thing in objects]
    for name, value in values.items():
        found.parts[name] = digest(describe(value, waiting))
    follow(waiting, found)
    found.libraries = versions(found.libraries)
    return found


def follow(waiting, found):
    """Add what is waiting to what was found, and all it leads to."""
    while waiting:
        thing = waiting.pop()
        if (name := name_of(thing)) not in found.parts:
            node = look_into(thing)
            found.parts |= {name: node.hash} | node.constants
            found.libraries |= dict.fromkeys(node.libraries)
            found.measurements |= node.measurements
            waiting += node.uses


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def versions(libraries):
    """The version of each library and of those that it requires itself."""
    found, waiting = {}, [PACKAGES.get(name, name) for name in libraries]
    while waiting:
        if (name := waiting.pop()) not in found:
            version, required = installed(name)
            found[name] = version
            waiting += required
    return dict(sorted(found.items()))


@cache
def installed(package):
    """The version of a package, and the names of those that it always requires."""
    try:
        package = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        raise LookupError(
            f"which package has the module {package}? Say so in PACKAGES, scripts/website/keys.py"
        ) from None
    required = [re.match(r"[\w.-]+", line)[0] for line in package.requires or () if ";" not in line]
    return package.version, tuple(name.lower().replace("_", "-") for name in required)


def describe(value, found):
    """Text that stands for a value; the functions, classes and modules of ours in it are added to `found`."""
    value = inspect.unwrap(value) if isinstance(value, FunctionType) or hasattr(value, "__wrapped__") else value
    if isinstance(value, (FunctionType, BuiltinFunctionType, type, ModuleType)):
        if ours(value):
            found.append(value)
        return name_of(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{describe(k, found)}: {describe(v, found)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "(" + ", ".join(describe(v, found) for v in value) + ")"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(describe(v, found) for v in value)) + "}"
    if isinstance(value, PurePath):
        return value.relative_to(ROOT).as_posix() if value.is_relative_to(ROOT) else value.name
    if ours(type(value)):
        return describe(type(value), found) + describe(vars(value), found)
    if hasattr(type(value), "tolist"):  # of NumPy
        return f"{value.dtype}{value.shape}{describe(value.tolist(), found)}"
    if isinstance(value, ast.AST):
        return dump(value)
    if isinstance(value, float):
        return f"float {value:.12g}"  # another processor computes other last digits
    if " at 0x" in repr(value):
        raise ValueError(f"cannot make a key of {value!r}: a number, text, record or function was expected")
    return repr(value)


def name_of(value):
    if isinstance(value, ModuleType):
        return value.__name__
    return f"{value.__module__}.{value.__qualname__}"


def top(value):
    """The first word of the module that a value comes from."""
    name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
    return (name if isinstance(name, str) else type(value).__module__).partition(".")[0]


def ours(value):
    return top(value) in OURS


# One function, class or module


@dataclass
class Node:
    """A function, class or module: its hash, and what it uses."""

    hash: str = ""
    constants: dict = field(default_factory=dict)
    uses: list = field(default_factory=list)
    libraries: set = field(default_factory=set)
    measurements: set = field(default_factory=set)

    def add(self, name, value):
        """Note that the value is used under this name. Return what to call it."""
        if isinstance(value, FunctionType) or hasattr(value, "__wrapped__"):
            value = inspect.unwrap(value)
        if isinstance(value, (FunctionType, type, ModuleType)) and ours(value):
            self.uses.append(value)
            return name_of(value)
        if (library := top(value)) not in {"builtins", *sys.stdlib_module_names, *OURS}:
            self.libraries.add(library)
            if not hasattr(type(value), "tolist"):
                return ""
        if not isinstance(value, (FunctionType, BuiltinFunctionType, type, ModuleType)):
            self.constants[name] = digest(describe(value, self.uses))
        return name


@cache
def look_into(value):
    """The node of a function, class or module of ours."""
    module = value if isinstance(value, ModuleType) else sys.modules[value.__module__]
    name, node = name_of(value), Node()
    for number, cell in enumerate(getattr(value, "__closure__", None) or ()):
        node.add(f"{name}, variable {number}", cell.cell_contents)
    if value is module:
        for key, item in vars(module).items():
            if not key.startswith("__"):
                node.add(f"{name}.{key}", item)
    tree = source(value, module)
    names = sorted(read(tree, vars(module), module, node))
    node.hash = digest(" ".join([dump(tree), *names]))
    return node


def source(value, module):
    """The syntax tree of a function, class or module."""
    whole, by_name, lambdas = trees(module)
    if value is module:
        return whole
    if value.__name__ == "<lambda>":
        return lambdas[value.__code__.co_firstlineno]
    return by_name[value.__qualname__.replace(".<locals>", "")]


@cache
def trees(module):
    """The syntax tree of a module, those of its functions and classes by name, and of its lambdas by line."""
    whole = ast.parse(Path(inspect.getsourcefile(module) or "").read_text("utf-8"))
    by_name, lambdas, waiting = {}, {}, [("", whole)]
    while waiting:
        name, node = waiting.pop()
        if isinstance(node, DOCUMENTED):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:]
            if name:
                by_name[name[1:]] = node
        elif isinstance(node, ast.Lambda):
            lambdas[node.lineno] = ast.Tuple([*getattr(lambdas.get(node.lineno), "elts", ()), node], ast.Load())
        waiting += [(f"{name}.{getattr(child, 'name', '')}" if isinstance(child, DOCUMENTED) else name, child)
                    for child in reversed(list(ast.iter_child_nodes(node)))]  # fmt: skip
    return whole, by_name, lambdas


def dump(node):
    """A syntax tree as text, the same in each Python: without empty fields and annotations."""
    if isinstance(node, ast.JoinedStr):  # Pythons cut the text of an f-string in different ways
        return f"f({', '.join(joined(node.values))})"
    if isinstance(node, ast.AST):
        fields = [(name, value) for name, value in ast.iter_fields(node) if name not in SKIPPED]
        shown = [f"{name}={dump(value)}" for name, value in fields if value is not None and value != []]
        return f"{type(node).__name__}({', '.join(shown)})"
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    return ascii(node)


def joined(values):
    """The parts of an f-string, neighboring texts as one."""
    text = ""
    for value in values:
        if isinstance(value, ast.Constant):
            text += str(value.value)
            continue
        if text:
            yield ascii(text)
        yield dump(value)
        text = ""
    if text:
        yield ascii(text)


# What a syntax tree uses


def read(tree, scope, module, node):
    """Add to `node` what the tree uses of the global names in `scope`. Return what these stand for."""
    names, waiting = set(), [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            names |= {node.add(*imported) for imported in imports(part, module)}
            node.libraries |= {name for name in imported_from(part) if name not in {*sys.stdlib_module_names, *OURS}}
            continue
        if isinstance(part, ast.Call):
            note_measurements(part, scope, node)
        if isinstance(part, ast.Name) and part.id == "__file__":
            folder = Path(scope["__file__"]).parent
            node.constants[f"the data files in {folder.name}/"] = digest(describe(data_files(folder), []))
        elif (value := look_up(part, scope)) is not MISSING:
            names.add(node.add(f"{module.__name__}.{ast.unparse(part)}", value))
        else:
            waiting += [child for name, child in children(part) if name not in SKIPPED]
    return names - {""}


def children(node):
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def imports(node, module):
    """The names and values of ours that an import statement brings."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, there(alias.name)) for alias in node.names if alias.name.partition(".")[0] in OURS)
        return
    name = resolve_name("." * node.level + (node.module or ""), module.__package__)
    if name.partition(".")[0] in OURS:
        source = there(name)
        yield from ((f"{name}.{alias.name}", member(source, alias.name)) for alias in node.names if alias.name != "*")


def imported_from(node):
    """The first words of the modules that an import statement names."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {node.module.partition(".")[0]} if node.module and not node.level else set()


def member(module, name):
    """What `from module import name` brings: something in it, or a module below it."""
    return getattr(module, name) if hasattr(module, name) else there(f"{module.__name__}.{name}")


def there(name):
    """A module of ours; LookupError where there is none."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise LookupError(f"there is no {error.name}, which something imports") from None


def look_up(node, scope):
    """The value of `name` or of `module.name`, or MISSING."""
    if isinstance(node, ast.Name):
        return scope.get(node.id, MISSING)
    if isinstance(node, ast.Attribute):
        module = look_up(node.value, scope)
        if isinstance(module, ModuleType) and ours(module):
            return getattr(module, node.attr)
    return MISSING


def note_measurements(call, scope, node):
    """Where the call is one of measured("name"), note the name; what an f-string puts in is a star."""
    function = look_up(call.func, scope)
    if getattr(function, "__qualname__", "") == "measured" and ours(function) and call.args:
        name = call.args[0]
        if isinstance(name, ast.Constant):
            node.measurements.add(name.value)
        else:
            parts = name.values if isinstance(name, ast.JoinedStr) else [name]
            node.measurements.add("".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts))


def data_files(folder):
    """What the data files in a folder hold: a function that names __file__ may read them."""
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix != ".py"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


# A notebook


def of_cells(path, cells):
    """What the code of a notebook is made of, and the text of what it prints the source of. Where its cells end counts:
    each has its own output."""
    tree = ast.parse("\n".join(cells))
    scope = {"__file__": str(path), "__name__": "__main__"}
    module = ModuleType("__main__")
    module.__package__ = ""
    node = Node()
    for part in ast.walk(tree):
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            try:
                scope |= dict(bound(part))
            except LookupError as error:
                raise LookupError(f"{path.relative_to(ROOT)}: {error}: write it, or correct the import") from None
    names = sorted(read(tree, scope, module, node))
    found = Ingredients(
        {"its code": digest(" ".join([*shape(cells), *names]))}, dict.fromkeys(node.libraries), node.measurements
    )
    found.parts |= node.constants
    for part in ast.walk(tree):
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "inspect.getsource":
            value = look_up(part.args[0], scope)
            modules = [thing for thing in scope.values() if isinstance(thing, ModuleType) and ours(thing)]
            for thing in modules if value is MISSING else [value]:  # of what a loop goes through, all of it
                found.parts[f"the text of {name_of(thing)}"] = digest(inspect.getsource(thing))
    follow(node.uses, found)
    found.libraries = versions(found.libraries)
    return found


def shape(cells):
    """The code of each cell, without what does not count."""
    return [dump(ast.parse(cell)) for cell in cells]


def bound(node):
    """The names of ours that an import statement binds, with their values."""
    if not imported_from(node) & OURS:
        return
    if isinstance(node, ast.Import):
        yield from ((alias.asname, there(alias.name)) for alias in node.names if alias.asname)
        return
    module = there(node.module)
    for alias in node.names:
        if alias.name == "*":
            yield from ((name, getattr(module, name)) for name in module.__all__)
        else:
            yield alias.asname or alias.name, member(module, alias.name)
