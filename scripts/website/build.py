"""Make everything that is generated, and of that only what is stale: python -m scripts.website.build [names...]

In the modules of scripts/lecture, measure_<x> is an experiment, whose dict goes to docs/data/<module>_<x>.json, and
draw_<x> a figure, which goes to docs/figures/<module>_<x>.svg; measure and draw alone are named as their module.
verdict and verdict_<x> judge what was measured, before anything is drawn: an assertion that fails ends the build.
The parameters of figures and verdicts name experiments; `record` means one figure for each activation.
NNREF_EXECUTE=false leaves what belongs to labs as it is.
Text for the pages (code fragments, tables, bibliography, colors) is cheap: it is always made, and compared.
"""

import importlib
import inspect
import json
import multiprocessing
import os
import pkgutil
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scripts.website import files
from scripts.website.files import CACHE, DOCS, ROOT

for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # two experiments at a time, each on one core

CODE = ("nnref/**/*", "scripts/**/*", "docs/*.json", "docs/activations/*.md")  # the latter for their front matter
PAGES = ("README.md", "mkdocs.yml", "docs/**/*.md", "docs/**/*.py", "docs/references.bib")
COPIES = {"figures/activations_six.svg": "assets/six.svg"}  # committed, for the README
PROCESSES = 2
LABS = os.environ.get("NNREF_EXECUTE") != "false"
TEXTS = ("activations", "benchmarks", "cheatsheet", "home", "playground")  # modules of scripts.website.text, of code
LABS_PACKAGE = "scripts.lecture.labs"


@dataclass(frozen=True)
class Target:
    file: str  # below docs; of a verdict what it is
    make: Callable
    args: tuple = ()  # of make: a record, or nothing
    needs: tuple = ()  # the experiments that make draws

    @property
    def name(self):
        return Path(self.file).stem

    @property
    def is_experiment(self):
        return self.file.startswith("data/")

    @property
    def of_lab(self):
        return self.make.__module__.startswith(f"{LABS_PACKAGE}.")

    @property
    def title(self):
        """The first paragraph of the docstring, with the record's name in it where there is one."""
        if not self.make.__doc__:
            raise ValueError(f"the figure {self.name} has no docstring: its first paragraph is the title")
        paragraph, _, _ = inspect.getdoc(self.make).partition("\n\n")
        return " ".join(paragraph.split()).format(*(record.name for record in self.args))

    @property
    def receipt(self):
        """Where the key and the seconds of the last run are kept."""
        return CACHE / "keys" / f"{self.file}.txt"

    def last(self):
        """The key and the seconds of the last run, or two Nones."""
        if not (self.receipt.exists() and (DOCS / self.file).exists()):
            return None, None
        key, seconds = self.receipt.read_text().split()
        return key, float(seconds)

    def key(self):
        from scripts.lecture import measurements
        from scripts.website import keys

        if self.is_experiment:
            return keys.key(self.make, measurements.rounded)
        from scripts.lecture.svg import svg

        return keys.key(self.make, *self.args, self.measured(), self.title, svg, libraries=("numpy", "matplotlib"))

    def measured(self):
        """What the experiments found that make needs."""
        from scripts.lecture.measurements import measured

        return [measured(name) for name in self.needs]

    def text(self):
        """What belongs into the file."""
        result = self.make(*self.args, *self.measured())
        if self.is_experiment:
            from scripts.lecture.measurements import rounded

            return json.dumps(rounded(result), ensure_ascii=False) + "\n"
        if self.file.startswith("verdict"):
            return ""
        from scripts.lecture.svg import svg

        return svg(result, self.title, f"{self.make.__module__.replace('.', '/')}.py: {self.make.__name__}")


def targets():
    """The experiments, the figures and the verdicts, in the order of their modules."""
    from nnref import ACTIVATIONS

    experiments = [Target(f"data/{name}.json", f) for name, f in functions("measure")]
    known = {target.name for target in experiments}
    figures, verdicts = [], []
    for name, f in functions("draw"):
        if tuple(inspect.signature(f).parameters) == ("record",):
            figures += [Target(f"figures/{record.name}.svg", f, (record,)) for record in ACTIVATIONS]
        else:
            figures.append(Target(f"figures/{name}.svg", f, needs=needs("figure", name, f, known)))
    for name, f in functions("verdict"):
        verdicts.append(Target(f"verdict of {name}", f, needs=needs("verdict", name, f, known)))
    made = {}
    for target in experiments + figures:
        if other := made.get(target.file):
            raise ValueError(f"{target.file} is made by {other.make.__module__} and by {target.make.__module__}")
        made[target.file] = target
    return experiments, figures, verdicts


def needs(kind, name, f, known):
    """The experiments that the parameters of a function name."""
    named = tuple(inspect.signature(f).parameters)
    if unknown := set(named) - known:
        raise ValueError(f"the {kind} {name} needs {sorted(unknown)}, experiments are {sorted(known)}")
    return named


def functions(kind):
    """The names and the functions of this kind, measure, draw or verdict, in the modules of scripts.lecture."""
    for place in "scripts.lecture", LABS_PACKAGE:
        for info in pkgutil.iter_modules(importlib.import_module(place).__path__):
            module = importlib.import_module(f"{place}.{info.name}")
            for name, value in vars(module).items():
                first, _, rest = name.partition("_")
                if first == kind and inspect.isfunction(value) and value.__module__ == module.__name__:
                    yield f"{info.name}_{rest}".rstrip("_"), value


def make_stale(some):
    """Make those of the targets that are stale, several at a time, the longest first. Return how many, and errors."""
    now = {target: target.key() for target in some}
    before = {target: target.last() for target in some}
    stale = sorted((t for t in some if before[t][0] != now[t]), key=lambda t: -(before[t][1] or 1e9))
    if not stale:
        return 0, []
    left, times, errors = set(stale), [], []
    with workers(len(stale)) as pool:
        futures = [pool.submit(run, target) for target in stale]
        try:
            for future in as_completed(futures):
                target, text, seconds, error = future.result()
                left.remove(target)
                times.append(seconds)
                rest = sum(before[t][1] or sum(times) / len(times) for t in left) / PROCESSES
                print(
                    f"{len(times):4}/{len(stale)}  {target.file:34} {seconds:5.1f} s  ({rest:.0f} s left)", flush=True
                )
                if error:
                    errors.append(error)
                else:
                    files.write(DOCS / target.file, text)
                    files.write(target.receipt, f"{now[target]} {seconds:.2f}\n")
        except BaseException:
            for future in futures:
                future.cancel()
            pool.shutdown(wait=False)
            raise
    return len(stale) - len(errors), errors


def judge(verdicts):
    """Evaluate the verdicts on what was measured. Return 0, for nothing is made, and what they say against it."""
    return 0, [error for *_, error in map(run, verdicts) if error]


@contextmanager
def workers(n):
    """Where targets are made: in processes of this machine,
    or on the Dask cluster whose address NNREF_CLUSTER gives."""
    if address := os.environ.get("NNREF_CLUSTER"):
        from distributed import Client

        with Client(address) as client:
            yield client.get_executor(pure=False)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(PROCESSES, n), mp_context=context, initializer=quiet) as pool:
        yield pool


def quiet():
    """In a worker: an interrupt ends it without a word; the main process speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(target):
    """Make one target. Return it, its text, the seconds, and what went wrong."""
    start, text, error = time.perf_counter(), "", ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            text = target.text()
    except AssertionError as failed:  # a claim of the lecture, in words
        error = f"{target.name}: {str(failed) or where(failed)}"
    except Exception as failed:
        error = f"{target.name}: {type(failed).__name__}: {failed} ({where(failed)})"
    return target, text, time.perf_counter() - start, error


def where(error):
    """The last line of ours that an error passed through."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(ROOT)]
    last = [f for f in frames if ".venv" not in f.filename][-1]
    return f"{Path(last.filename).relative_to(ROOT)}:{last.lineno}: {last.line}"


def texts():
    """Write the texts that are generated from code. Return their paths."""
    from scripts.lecture import style

    paths = [path for name in TEXTS for path in importlib.import_module(f"scripts.website.text.{name}").write()]
    return paths + [files.write(DOCS / "stylesheets/activations.css", style.stylesheet())]


def page_texts():
    """Write the texts that are generated from the pages. Return their paths."""
    from scripts.website.text import home, references

    return references.write() + home.outline()


def fingerprint(patterns):
    """The hash of source files and of the libraries: while it is the same, nothing made of them can be stale."""
    parts = [f"{sys.version} {version('numpy')} {version('matplotlib')}"]
    for file in sorted({file for pattern in patterns for file in ROOT.glob(pattern)}):
        if file.is_file() and not {"__pycache__", "fragments"} & set(file.parts):
            parts += f"{file.relative_to(ROOT)} ", file.read_bytes()
    return files.digest(*parts)


def main(names=()):
    """Build everything, or the named experiments and figures and what they need. Return the exit code."""
    from scripts.browser import runtime

    start, record = time.perf_counter(), CACHE / "made.json"
    if not names:
        runtime.write(files.write)
    marks = {"code": fingerprint(CODE), "pages": fingerprint(PAGES), "labs": LABS}
    last = json.loads(record.read_text()) if record.exists() else {}
    if (
        not names
        and all(last.get(mark) == marks[mark] for mark in ("code", "labs"))
        and all((DOCS / file).exists() for file in last["made"])
    ):
        if last["pages"] != marks["pages"]:
            page_texts()
            files.write(record, json.dumps(last | marks))
        print(f"0 drawn, {last['count']} up to date")
        return 0
    experiments, figures, verdicts = targets()
    if names:
        known = [target.name for target in experiments + figures]
        if unknown := sorted(set(names) - set(known)):
            raise ValueError(f"no experiment or figure is named {', '.join(unknown)}; there are {', '.join(known)}")
        figures = [target for target in figures if target.name in names]
        needed = {name for target in figures for name in target.needs} | set(names)
        experiments = [target for target in experiments if target.name in needed]
        verdicts = [target for target in verdicts if needed.issuperset(target.needs)]
    kept = []
    if not (names or LABS):
        kept = [DOCS / target.file for target in experiments + figures if target.of_lab]
        experiments, figures, verdicts = (
            [target for target in some if not target.of_lab] for some in (experiments, figures, verdicts)
        )
    drawn = 0
    for make, some in (make_stale, experiments), (judge, verdicts), (make_stale, figures):
        n, errors = make(some)
        drawn += n
        if errors:
            print(*errors, sep="\n", file=sys.stderr)
            return 1
    if not names:
        made = [DOCS / target.file for target in experiments + figures] + texts() + page_texts()
        made += [files.write(DOCS / copy, (DOCS / file).read_text("utf-8")) for file, copy in COPIES.items()]
        for path in [path for folder in ("data", "figures", "fragments") for path in sorted((DOCS / folder).glob("*"))]:
            if path not in made + kept:
                print(f"removed {path.relative_to(ROOT)}, which nothing makes any more")
                path.unlink()
        made = [str(path.relative_to(DOCS)) for path in made]
        files.write(record, json.dumps(marks | {"count": len(experiments + figures), "made": made}))
    print(f"{drawn} drawn, {len(experiments + figures) - drawn} up to date, {time.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    from scripts.website.build import main  # workers and keys know this module by its name

    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("interrupted: what was finished is kept")
    except ValueError as error:
        sys.exit(f"error: {error}")
