"""Content keys: one hash for a Python object and everything of ours that it uses.

Comments, docstrings and layout do not count.
Editing `relu` changes the keys of what uses relu, by whatever way, and of nothing else.
"""

import ast
import hashlib
import inspect
import sys
import textwrap
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import resolve_name
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np

OURS = {"nnref", "scripts"}
DOCUMENTED = (ast.FunctionDef, ast.ClassDef, ast.Module)


def key(*objects, libraries=("numpy",)):
    """The sha256, in hex, of the objects, of all they lead to, and of the libraries' versions."""
    sources = {}
    lines = [describe(thing, sources) for thing in objects]
    lines += [f"{name}: {text}" for name, text in sorted(sources.items())]
    lines += [f"{library} {version(library)}" for library in libraries]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def describe(value, sources):
    """One line that stands for the value; the sources it leads to are added to `sources`."""
    value = inspect.unwrap(value) if callable(value) else value
    if isinstance(value, (FunctionType, type, ModuleType)):
        name = getattr(value, "__qualname__", "")
        name = f"{value.__module__}.{name}" if name else value.__name__
        if ours(value) and name not in sources:
            sources[name] = ""  # a function that leads to itself stops here
            source, used = read(value)
            sources[name] = source + " uses " + " ".join(describe(u, sources) for u in used)
        return name
    if isinstance(value, dict):
        return "{" + ", ".join(f"{describe(k, sources)}: {describe(v, sources)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "(" + ", ".join(describe(v, sources) for v in value) + ")"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(describe(v, sources) for v in value)) + "}"
    if ours(type(value)):
        return describe(type(value), sources) + describe(vars(value), sources)
    if isinstance(value, np.ndarray):  # its repr leaves out the middle
        return f"{value.dtype}{value.shape}{hashlib.sha256(value.tobytes()).hexdigest()}"
    if " at 0x" in repr(value):
        raise ValueError(f"cannot make a key of {value!r}: a number, text, record or function was expected")
    return repr(value)


def ours(value):
    name = value.__name__ if isinstance(value, ModuleType) else value.__module__
    return name.partition(".")[0] in OURS


@cache
def read(value):
    """The source of a function, class or module without its docstrings, and the global values it names."""
    module = value if isinstance(value, ModuleType) else sys.modules[value.__module__]
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(value)))
    except SyntaxError:  # a lambda in the middle of a statement
        tree = ast.parse(inspect.getsource(module))
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    more = [cell.cell_contents for cell in getattr(value, "__closure__", None) or ()]
    if value is module:
        more = [v for name, v in vars(module).items() if not name.startswith("__")]
    return ast.dump(tree), more + list(used(tree, vars(module), module.__package__))


def used(node, scope, package):
    """The values of the global names in a syntax tree; of `module.name`, only that name of the module."""
    if isinstance(node, ast.ImportFrom):
        source = resolve_name("." * node.level + (node.module or ""), package)
        if source.partition(".")[0] in OURS:
            yield from (getattr(import_module(source), a.name) for a in node.names if a.name != "*")
    elif (value := look_up(node, scope)) is not look_up:
        yield value
    else:
        for child in ast.iter_child_nodes(node):
            yield from used(child, scope, package)


def look_up(node, scope):
    """The value of `name` or `module.name`, or this function itself where there is none."""
    if isinstance(node, ast.Name):
        return beside(scope["__file__"]) if node.id == "__file__" else scope.get(node.id, look_up)
    if isinstance(node, ast.Attribute):
        module = look_up(node.value, scope)
        if isinstance(module, ModuleType) and ours(module):
            return getattr(module, node.attr)
    return look_up


def beside(file):
    """What the data files in the folder of a source hold: a function that names __file__ may read them."""
    files = [path for path in sorted(Path(file).parent.iterdir()) if path.is_file() and path.suffix != ".py"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
