"""Runs the examples of a page, in order and in one namespace, as the tests do.

An example starts from what the ones above it leave behind, whatever was run or edited before: if the namespace is not
in that state, the page starts anew and the examples above run first, silently.
"""

import ast
import builtins
import contextlib
import importlib.util
import json
import linecache
import sys
import traceback
import types

LIMIT = 20_000  # characters of output that are passed on
words = {}  # the functions that a sentence's words have, which the worker puts here


def read(place):
    """The text of a published file such as data/capacity.json. In the browser the worker puts its own function here."""
    from pathlib import Path

    return (Path(__file__).parents[2] / "docs" / place).read_text("utf-8")


class Published:
    """A file or folder of the site, read as pages read the path of the same file in the repository."""

    def __init__(self, place):
        self.place = place

    def __truediv__(self, name):
        return Published(f"{self.place}/{name}")

    def with_name(self, name):
        return Published("/".join((*self.place.split("/")[:-1], name)))

    def read_text(self, encoding="utf-8"):
        if text := read(self.place):
            return text
        raise FileNotFoundError(f"this site has no file {self.place}")


def found(folder, name):
    return json.loads((folder / f"{name}.json").read_text())


def measured(name, kind=None):
    record = found(Published("data"), name)
    if record.get("held", {}).get(kind, {}).get("result") != "another":
        return record["result"]
    return found(Published("data/held"), name)["result"][kind]


if importlib.util.find_spec("scripts.lecture.measurements") is None:  # in the browser, where its files are the site's
    sys.modules["scripts.lecture.measurements"] = module = types.ModuleType("scripts.lecture.measurements")
    vars(module).update(measured=measured, DATA=Published("data"))


def load_digits(return_X_y=True):
    """scikit-learn's digits, of which the site has a copy: each a line of its class and its pixels, 0 to 16."""
    import numpy as np

    rows = Published("assets/explorables/digits.txt").read_text().split()
    table = np.array([[int(pixel, 17) for pixel in row] for row in rows])
    return table[:, 1:].astype(float), table[:, 0]


if importlib.util.find_spec("sklearn") is None:  # in the browser
    sys.modules["sklearn"], sys.modules["sklearn.datasets"] = types.ModuleType("sklearn"), types.ModuleType("datasets")
    vars(sys.modules["sklearn.datasets"]).update(load_digits=load_digits)


class Output:
    """A text stream that passes on what is written, up to a limit."""

    encoding = "utf-8"

    def __init__(self, emit):
        self.emit, self.left = emit, LIMIT

    def write(self, text):
        if self.left > 0:
            self.emit(text[: self.left] + ("\n… the rest is not shown\n" if len(text) > self.left else ""))
        self.left -= len(text)
        return len(text)

    def flush(self):
        pass


class Page:
    """The namespace of the page that is open, and the sources that made it."""

    def __init__(self, address=None):
        import numpy as np

        import nnref

        restore()
        self.address, self.ran = address, []
        self.value = None  # of the last expression
        self.names = {
            "__name__": "__main__",
            "np": np,
            "measured": measured,
            **words,
            **{name: getattr(nnref, name) for name in getattr(nnref, "__all__")},
        }

    def expect(self, source):
        """Make what is spoken of and costs time: rng, since NumPy's random numbers take a while to load, and what
        `from numpy import *` asks for, without the parts of NumPy that are not here."""
        if "numpy import *" in source:
            import numpy as np

            np.__all__[:] = [name for name in np.__all__ if is_there(np, name)]
        if "rng" in source and "rng" not in self.names:
            import numpy as np

            self.names["rng"] = np.random.default_rng(0)


def is_there(module, name):
    try:
        return hasattr(module, name)
    except ImportError:
        return False


untouched = {}  # module: its names, before a page could change them


def restore():
    """What an example did to a module, as in `np.tanh = np.sin`, ends with its page."""
    for name, module in list(sys.modules.items()):
        if name == "numpy" or name.split(".")[0] == "nnref":
            vars(module).update(untouched.setdefault(name, dict(vars(module))))


page = None


def prepare(address, above):
    """Bring the page's namespace to where it is below these blocks. Return the error of one of them, or None."""
    global page
    if page is None or page.address != address or page.ran != above[: len(page.ran)]:
        page = Page(address)
    for number, block in list(enumerate(above, 1))[len(page.ran) :]:
        result = execute(block, number, lambda text: None)
        if result["error"] and block["kind"] != "pycon":
            page = None
            return f"An example above this one fails:\n{result['error']}"
        page.ran.append(block)
    return None


def run(request, emit):
    """Run the last of the blocks {kind, source}. Return JSON of value, error and examples, of a picture, and of what
    code made that neither prints nor has a value."""
    request = json.loads(request)
    *above, block = request["blocks"]
    if error := prepare(request["page"], above):
        return json.dumps({"value": None, "error": error, "examples": []})
    page.ran.append(block)
    printed = []
    result = execute(block, len(above) + 1, lambda text: printed.append(emit(text)))
    if block["kind"] != "pycon" and not result["error"]:
        result |= seen(block["source"], result["value"], printed)
    return json.dumps(result)


def seen(source, value, printed):
    from . import made

    tree = ast.parse(source)
    if value is not None:
        return {"picture": made.picture({ast.unparse(tree.body[-1])[:30]: page.value}, {})}
    return {} if printed else made.made(tree, page.names)


def evaluate(request, emit):
    """The value of an expression below these blocks. Unknown names become -3 ... 3."""
    request = json.loads(request)
    if error := prepare(request["page"], request["blocks"]):
        return json.dumps({"value": None, "error": error})
    import numpy as np

    expression = request["expression"]
    page.expect(expression)
    error = None
    for values in tried(expression):
        try:
            with np.errstate(all="ignore"):
                value = eval(formula(expression), dict(page.names, **values))
            at = ", ".join(f"{name} = {NAMED.get(np.shape(v), '0.5')}" for name, v in values.items())
            return json.dumps({"value": shown(value), "at": at, "error": None})
        except Exception as raised:
            error = error or f"{type(raised).__name__}: {raised}"
    return json.dumps({"value": None, "error": error})


NAMED = {(7,): "−3 … 3", (3,): "(1, 2, 3)"}


def formula(expression):
    """The code of an expression, which may have a condition behind it,
    `prelu(x, alpha) for alpha <= 1`, or `rounded`."""
    try:
        return compile(expression, "<statement>", "eval")
    except SyntaxError:
        expression = expression.removesuffix(" rounded")
        return compile(expression.rpartition(" for ")[0] or expression, "<statement>", "eval")


def tried(expression):
    """Values for the names that the page does not know: x along the axis, or vectors x and w, or numbers."""
    import numpy as np

    try:
        names = formula(expression).co_names
    except SyntaxError:
        names = ()
    free = [
        name
        for name in names
        if name not in page.names and not hasattr(builtins, name) and f".{name}" not in expression
    ]
    halves = dict.fromkeys(free, 0.5)
    yield halves | (
        {free[0]: np.arange(-3.0, 4.0)} if len(free) == 1 else {"x": np.arange(-3.0, 4.0)} if "x" in free else {}
    )
    yield {name: np.arange(1.0, 4.0) if name[0] in "wx" else 0.5 for name in free}
    yield halves | ({"x": 0.5} if "x" in names else {})


def shown(value):
    import numpy as np

    value = getattr(value, "range", value)  # of a record, which stands for its interval
    return (
        np.array2string(value, precision=4)
        if np.ndim(value) and hasattr(value, "dtype")
        else repr(getattr(value, "item", lambda: value)())
    )


def execute(block, number, emit):
    result = {"value": None, "error": None, "examples": []}
    page.expect(block["source"])
    run_block = doctest_block if block["kind"] == "pycon" else code_block
    output = Output(emit)
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        run_block(block["source"], f"<example {number}>", result)
    return result


def code_block(source, name, result):
    linecache.cache[name] = len(source), None, source.splitlines(True), name
    try:
        tree = ast.parse(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), page.names)
        if last:
            value = eval(compile(ast.Expression(last.value), name, "eval"), page.names)
            result["value"] = None if value is None else repr(value)[:LIMIT]
            page.value = value
    except BaseException as error:
        result["error"] = report(error, name)


def report(error, name):
    """What Python prints for an error, from the example's own lines on."""
    place = error.__traceback__
    while place and place.tb_frame.f_code.co_filename != name:
        place = place.tb_next
    return "".join(traceback.format_exception(type(error), error, place)) + hint(error)


def hint(error):
    """What to do where Python on a page lacks something that a beginner expects, or nothing."""
    if isinstance(error, ModuleNotFoundError):
        return f"Python on this page has no {error.name}: the page's notebook runs where it is installed.\n"
    if isinstance(error, (EOFError, OSError)) and "input(" in "".join(traceback.format_tb(error.__traceback__)):
        return "Nothing can be typed in here: write the value into the code.\n"
    return ""


class Pdb:
    """What doctest makes of a debugger, where there is none to talk to."""

    def __init__(self, **settings):
        pass

    def reset(self):
        pass


def doctest_module():
    """doctest without the debugger and the test runner that it would load,
    which takes longer than all the rest of it."""
    if "doctest" not in sys.modules:
        needless = {
            "pdb": types.SimpleNamespace(Pdb=Pdb, set_trace=None),
            "unittest": types.SimpleNamespace(TestCase=object, TestSuite=object),
        }
        needless = {name: stand_in for name, stand_in in needless.items() if name not in sys.modules}
        sys.modules.update(needless)  # pyright: ignore[reportCallIssue]
        try:
            import doctest  # noqa: F401
        finally:
            for name in needless:
                del sys.modules[name]
    return sys.modules["doctest"]


def doctest_block(source, name, result):
    doctest = doctest_module()

    class Runner(doctest.DocTestRunner):
        def report_start(self, out, test, example):
            pass

        def report_success(self, out, test, example, got):
            self.add(example, got, True)

        def report_failure(self, out, test, example, got):
            self.add(example, got, not example.want)  # nothing expected, so nothing is wrong

        def report_unexpected_exception(self, out, test, example, info):
            self.add(example, "".join(traceback.format_exception_only(info[1])), False)

        def add(self, example, got, ok):
            result["examples"].append(
                {"line": example.lineno, "source": example.source, "want": example.want, "got": got, "ok": ok}
            )

    try:
        examples = doctest.DocTestParser().get_examples(source.rstrip() + "\n", name)
    except ValueError as error:
        result["error"] = f"ValueError: {error}"
        return
    test = doctest.DocTest(examples, page.names, name, None, 0, source)
    test.globs = page.names  # not the copy that DocTest made
    hook = sys.displayhook
    Runner(verbose=False).run(test, out=lambda text: None, clear_globs=False)
    sys.displayhook = hook
