"""Judges the code that a reader wrote for an exercise, by what it does and never by how it is written.

The same module judges in the reader's browser and in the tests. An exercise says (scripts/prose/exercises.py):

function    the name that the answer has to define
like        an expression for what is right; without it the worked solution is right
given       {name: expression} for the names in the calls below, made anew for each of them
try         calls, the smallest input first: value and shape are right, and what was given is not changed
changes     names among those given that a call has to change, and as the right one does
extreme     calls whose value is right, and on the way to it nothing overflows
dtype       calls whose result has the right type of numbers
rows        a call in n, the number of rows: no loop in Python goes over them
holds       {expression: sentence} of what has to be true besides
slope_of    a function: the right values are its slopes, by differences, and nothing else is `like`
within      how far a value may be off, beside rounding
without     names of nnref that may not be used, besides the function itself
"""

import ast
import contextlib
import io
import json
import linecache
import sys
import warnings

import numpy as np

import nnref

FILE = "<your code>"
DEPTH = 300  # calls inside calls
ROUNDING = {2: (1e-2, 1e-3), 4: (1e-4, 1e-6), 8: (1e-7, 1e-11)}  # by bytes of a number: relative and absolute


class Wrong(Exception):
    """What is said of an answer."""


class Input(Exception):
    """The answer asked for the keyboard."""


def no_input(*_):
    raise Input


def names(spec):
    """What an answer has at hand: np and nnref, without what it is to write itself."""
    own = {name: getattr(nnref, name) for name in getattr(nnref, "__all__") if name not in forbidden(spec)}
    return own | {"np": np, "input": no_input, "__name__": "__main__"}


def forbidden(spec):
    return {spec["function"], *spec.get("without", ())}


def everything(**more):
    return {name: getattr(nnref, name) for name in getattr(nnref, "__all__")} | {"np": np} | more


# Overflow: where NumPy was compiled to WebAssembly it does not warn, so the numbers are watched on their way


class Watched(np.ndarray):
    """An array that remembers which function first made something infinite, or NaN, of finite numbers."""

    seen: list = []

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **options):
        plain = [one.view(np.ndarray) if isinstance(one, Watched) else one for one in inputs]
        if out is not None:
            options["out"] = tuple(one.view(np.ndarray) if isinstance(one, Watched) else one for one in out)
        result = getattr(ufunc, method)(*plain, **options)
        results = result if isinstance(result, tuple) else (result,)
        if all(finite(one) for one in plain) and not all(finite(one) for one in results):
            Watched.seen.append(ufunc.__name__)
        if not isinstance(result, tuple):
            return watched(result)
        return tuple(map(watched, result))


def finite(value):
    array = np.asarray(value)
    return array.dtype.kind not in "fc" or bool(np.isfinite(array).all())


def watched(value):
    if isinstance(value, (float, np.floating)) or isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.asarray(value).view(Watched)
    return value


def plain(value):
    if isinstance(value, Watched):
        value = value.view(np.ndarray)
        return value if value.ndim else value[()]
    return type(value)(map(plain, value)) if type(value) in (tuple, list) else value


def watching(f):
    return lambda *args, **options: plain(f(*map(watched, args), **{k: watched(v) for k, v in options.items()}))


# Running an answer


@contextlib.contextmanager
def guarded(printed):
    """Silence, no endless recursion, and NumPy and nnref afterwards as they were."""
    depth, frame = 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    limit, kept = sys.getrecursionlimit(), [(module, dict(vars(module))) for module in (np, nnref)]
    try:
        sys.setrecursionlimit(depth + DEPTH)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with np.errstate(all="ignore"):
                yield
    finally:
        sys.setrecursionlimit(limit)
        for module, before in kept:
            if (now := dict(vars(module))) != before:
                loaded = {name: now[name] for name in now if now[name] is sys.modules.get(f"{module.__name__}.{name}")}
                vars(module).clear()
                vars(module).update(loaded | before)


def compiled(code, spec):
    """The answer as a code object, if Python can read it and it does not take what it is to write."""
    linecache.cache[FILE] = len(code), None, code.splitlines(True), FILE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code, FILE)
            result = compile(tree, FILE, "exec")
    except SyntaxError as error:
        line = f" {code.splitlines()[error.lineno - 1].strip()!r}" if error.text and error.lineno else ""
        raise Wrong(
            f"Python cannot read line {error.lineno}{line}: {error.msg}. Look at that line, and at the end of the "
            "line above it."
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Wrong(f"Python cannot read this: {error}.") from None
    for node in ast.walk(tree):
        used = {
            ast.Attribute: lambda node: node.attr if ast.unparse(node.value) in ("nnref", "nn") else None,
            ast.alias: lambda node: node.name.rpartition(".")[2],
        }.get(type(node), lambda node: None)(node)
        if used in forbidden(spec) and hasattr(nnref, used):
            raise Wrong(f"nnref has {used} already: here you write it yourself, with np.")
    return result


def defined(code, spec):
    """The names that an answer defines, and what it printed meanwhile."""
    space, printed = names(spec), io.StringIO()
    with guarded(printed):
        try:
            exec(compiled(code, spec), space)
        except Wrong:
            raise
        except BaseException as error:
            raise Wrong(told(error, "Your code", code)) from None
    name = spec["function"]
    if name not in space or getattr(space[name], "__module__", "").startswith("nnref"):
        own = [key for key, value in space.items() if getattr(value, "__module__", None) == "__main__"]
        instead = f", but of {', '.join(own)}" if own else ""
        raise Wrong(f"Nothing in your code has the name {name}{instead}: the checks look for exactly that name.")
    return space


def told(error, what, code):
    """What an exception means, and what to do."""
    at, place = "", error.__traceback__
    while place:
        if place.tb_frame.f_code.co_filename == FILE:
            lines = code.splitlines()
            line = lines[place.tb_lineno - 1].strip() if place.tb_lineno <= len(lines) else ""
            at = f" in line {place.tb_lineno}, {line!r}"
        place = place.tb_next
    if isinstance(error, Input):
        return f"{what} calls input(){at}: there is no keyboard here. What a function needs comes in by its arguments."
    if isinstance(error, RecursionError):
        return f"{what} calls itself again and again without end{at}: it needs a case in which it does not."
    if isinstance(error, ImportError):
        return f"{what} imports what is not here{at}: {error}. Only NumPy, as np, and the standard library are."
    if isinstance(error, (SystemExit, KeyboardInterrupt)):
        return f"{what} ends Python{at}: take that line out."
    if isinstance(error, NameError):
        return f"{what} uses a name that nothing has defined{at}: {error}. Is it spelled as where it was defined?"
    if isinstance(error, MemoryError):
        return f"{what} needs more memory than there is{at}."
    return f"{what} ends{at} with {type(error).__name__}: {error}."


# What a call does


class Outcome:
    """What came of one expression: a value or an error, what was given as it is afterwards, what was printed."""

    def __init__(self, expression, space, spec, watch=False, more=()):
        self.expression, self.value, self.error, self.printed, self.overflow = expression, None, None, io.StringIO(), []
        given = {}
        for name, one in spec.get("given", {}).items():
            given[name] = eval(one, everything(**given))
        f = space[spec["function"]]
        names = everything(**given, **dict(more)) | {spec["function"]: watching(f) if watch else f}
        Watched.seen = self.overflow
        with guarded(self.printed):
            try:
                self.value = eval(compile(expression, "<check>", "eval"), names)
            except BaseException as error:
                self.error = error
        self.given = {name: given[name] for name in given if isinstance(given[name], np.ndarray)}


def loops(space, spec):
    """How many steps Python takes for few rows and for many."""
    counts = []
    for n in 3, 30:
        count = 0

        def count_one(frame, event, arg):
            nonlocal count
            inside = frame.f_code.co_filename in (FILE, "<reference>") or "numpy" in frame.f_code.co_filename
            count += inside
            return count_one if inside else None

        def traced(*args, count_one=count_one, **options):
            before = sys.gettrace()
            sys.settrace(count_one)
            try:
                return space[spec["function"]](*args, **options)
            finally:
                sys.settrace(before)

        outcome = Outcome(spec["rows"], space | {spec["function"]: traced}, spec, more={"n": n})
        if outcome.error:
            return None
        counts.append(count)
    return counts


def outcomes(space, spec):
    """{(group, expression): outcome} of every call of the exercise."""
    found = {}
    for group in "try", "extreme", "dtype", "holds":
        for expression in spec.get(group, ()):
            found[group, expression] = Outcome(expression, space, spec, watch=group == "extreme")
    return found


# Is it right?


def close(a, b, within=0.0):
    """Which entries of two arrays of one shape agree."""
    a, b = np.asarray(a) + 0, np.asarray(b) + 0  # True + 0 is a number, of which there are differences
    size = min((array.dtype.itemsize for array in (a, b) if array.dtype.kind == "f"), default=8)
    relative, absolute = ROUNDING.get(size, ROUNDING[8])
    with np.errstate(all="ignore"):
        near = np.isfinite(b) & (np.abs(a - b) <= within + absolute + relative * np.abs(b))
        return (a == b) | near | (np.isnan(a) & np.isnan(b))


def numeric(value):
    try:
        array = np.asarray(value)
    except ValueError:
        return None  # rows of different lengths
    return array if array.dtype.kind in "biuf" else None


def shown(value, more=0):
    """A value as it is printed in a sentence, with so many more digits than usual."""
    array = numeric(value)
    if array is None or array.dtype.kind == "b" and array.ndim == 0:
        return repr(value)[:80]
    if array.ndim == 0:
        return f"{array[()]:.{6 + more}g}"
    text = np.array2string(array, precision=4 + more, separator=", ", threshold=12).replace("\n", "")
    return " ".join(text.split())


def both(right, value):
    """What should be and what is, with as many digits as tell them apart."""
    texts = [(shown(right, more), shown(value, more)) for more in range(12)]
    return next((pair for pair in texts if pair[0] != pair[1]), texts[0])


def unlike(right, value):
    return "should be {}, but is {}".format(*both(right, value))


def common(mine, right, spec):
    """What all numbers of a wrong answer have in common with the right ones, or None."""
    pairs = [(numeric(one.value), numeric(right[call].value)) for call, one in mine.items() if call[0] == "try"]
    if not pairs or any(a is None or b is None or a.shape != b.shape for a, b in pairs):
        return None
    got, expected = (np.concatenate([np.ravel(array) + 0.0 for array in arrays]) for arrays in zip(*pairs))
    if not np.isfinite([got, expected]).all() or len(np.unique(np.abs(expected[expected != 0]))) < 2:
        return None
    with np.errstate(all="ignore"):
        factor, shift, near = (got @ expected) / (expected @ expected), np.mean(got - expected), 1e-4 * np.ptp(expected)
        if close(got, expected, max(near, spec["within"])).all():
            return None
        if close(got, -expected, near).all():
            return "Every sign is the other one."
        if factor and close(got, factor * expected, near).all():
            return f"All is {factor:.3g} times what it should be."
        if close(got, expected + shift, near).all():
            return f"All is {abs(shift):.3g} too {'large' if shift > 0 else 'small'}."


def difference(value, right, what, within=0.0):
    """The sentence that says how a value differs from the right one; None if it does not."""
    if isinstance(right, (tuple, list)) and not (numeric(right) is not None and isinstance(right, list)):
        if not isinstance(value, (tuple, list)) or len(value) != len(right):
            return f"{what} should be {len(right)} values, but is {shown(value)}."
        for number, (one, of_right) in enumerate(zip(value, right)):
            if said := difference(one, of_right, f"{what}, value {number + 1} of {len(right)},", within):
                return said
        return None
    expected, got = numeric(right), numeric(value)
    if expected is None:
        return None if type(value) is type(right) and value == right else f"{what} {unlike(right, value)}."
    if got is None:
        return f"{what} {unlike(right, value)}, which is no number and no array of numbers."
    if got.shape != expected.shape:
        return f"{what} should have the shape {expected.shape}, but has the shape {got.shape}: it is {shown(value)}."
    wrong = ~close(got, expected, within)
    if not wrong.any():
        return None
    if expected.size <= 6:
        return f"{what} {unlike(right, value)}."
    at = tuple(int(i) for i in np.argwhere(wrong)[0])
    should, has = both(expected[at], got[at])
    return f"{what} should have {should} at {list(at)}, but has {has} there."


def nothing(outcome):
    if outcome.printed.getvalue().strip():
        return (
            f"{outcome.expression} prints its result and returns nothing: write `return` where you print, so that "
            "other code can go on with it."
        )
    return f"{outcome.expression} returns nothing (None): every way through the function has to end in a `return`."


def fault(group, outcome, right, spec, code):
    """The sentence that says what is wrong with one outcome; None if nothing is."""
    what = outcome.expression
    if outcome.error is not None:
        return told(outcome.error, what, code)
    if group == "holds":
        return None if outcome.value is not None and bool(np.all(outcome.value)) else spec["holds"][what]
    if outcome.value is None and right.value is not None:
        return nothing(outcome)
    if said := difference(outcome.value, right.value, what, spec.get("within", 0.0)):
        if group == "extreme" and outcome.overflow:
            said += f" On the way np.{outcome.overflow[0]} leaves the range of floating-point numbers."
        return f"By differences: {said}" if spec.get("slope_of") else said
    if group == "extreme" and outcome.overflow:
        return (
            f"{what} is right, but on the way to it np.{outcome.overflow[0]} leaves the range of floating-point "
            "numbers, and NumPy warns."
        )
    if group == "dtype" and (kind := np.asarray(outcome.value).dtype) != (wanted := np.asarray(right.value).dtype):
        return f"{what} should be {wanted}, as its input is, but is {kind}."
    for name, after in right.given.items():
        if close_arrays(outcome.given[name], after):
            continue
        if name in spec.get("changes", ()):
            return difference(outcome.given[name], after, f"After {what}, {name}", spec.get("within", 0.0))
        return f"{what} changes {name} itself: whoever called has another {name} afterwards. Make a new array."
    return None


def close_arrays(a, b):
    return a.shape == b.shape and bool(close(a, b).all())


def alike(mine, theirs, spec):
    """Whether two answers do the same in every call."""
    for (group, _), one in mine.items():
        other = theirs[group, one.expression]
        if (one.error is None) != (other.error is None) or type(one.error) is not type(other.error):
            return False
        if one.error is not None:
            continue
        if (one.value is None) != (other.value is None) or bool(one.overflow) != bool(other.overflow):
            return False
        if one.value is None and bool(one.printed.getvalue()) != bool(other.printed.getvalue()):
            return False
        if group == "dtype" and np.asarray(one.value).dtype != np.asarray(other.value).dtype:
            return False
        if one.value is not None and difference(one.value, other.value, "", spec.get("within", 0.0)):
            return False
        if any(not close_arrays(one.given[name], other.given[name]) for name in one.given):
            return False
    return True


def reference(spec):
    """The names of the right answer."""
    if spec.get("slope_of"):
        f = eval(spec["slope_of"], everything())
        return {spec["function"]: lambda x, *rest: nnref.numerical_derivative(lambda u: f(u, *rest), x)}
    if spec.get("like"):
        return {spec["function"]: eval(spec["like"], everything())}
    space = names(spec)
    exec(compile(spec["solution"], "<reference>", "exec"), space)
    return space


def prepared(spec):
    """An exercise with its tolerance as a number."""
    within = float(eval(str(spec.get("within", 0)), everything())) or (1e-5 if spec.get("slope_of") else 0.0)
    return spec | {"within": within}


def verdict(spec, code):
    """{ok, said, wrong}: whether an answer is right, the first thing that is wrong with it, and the number of the
    known wrong answer that does the same, or None."""
    spec = prepared(spec)
    try:
        space = defined(code, spec)
    except Wrong as why:
        return {"ok": False, "said": str(why), "wrong": None}
    right, mine = outcomes(reference(spec), spec), outcomes(space, spec)
    said = None
    for (group, expression), outcome in mine.items():
        said = said or fault(group, outcome, right[group, expression], spec, code)
    steps = loops(space, spec) if spec.get("rows") else None
    loop = bool(steps) and steps[1] > steps[0]
    if not said and loop:
        said = (
            f"It is right, but a loop in Python goes over the rows: {steps[0]} steps for 3 rows, {steps[1]} for 30. "
            "Let NumPy do all rows at once."
        )
    wrong = known(spec, mine, loop) if said else None
    if said and wrong is None and (more := common(mine, right, spec)):
        said += f" {more}"
    return {"ok": not said, "said": said, "wrong": wrong}


def known(spec, mine, loop):
    """Which of the known wrong answers does in every call what this one does."""
    for number, code in enumerate(spec.get("wrong", ())):
        try:
            space = defined(code, spec)
        except Wrong:
            continue
        if alike(mine, outcomes(space, spec), spec):
            steps = loops(space, spec) if spec.get("rows") else None
            if loop == (bool(steps) and steps[1] > steps[0]):
                return number
    return None


def judge(request):
    """The verdict on {exercise, code}, as JSON, for the browser."""
    request = json.loads(request)
    return json.dumps(verdict(request["exercise"], request["code"]))


def ready(request):
    """Said when Python is there, so that the time of an answer is its own."""
    return "true"
