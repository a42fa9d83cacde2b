"""What can be made: experiments, figures, verdicts, labs and texts, each with what it is made of.

In the modules of scripts/lecture, measure_<x> is an experiment, whose record is docs/data/<module>_<x>.json, and
draw_<x> a figure, which goes to docs/figures/<module>_<x>.svg; measure and draw alone are named as their module.
verdict and verdict_<x> judge what was measured. The parameters of figures and verdicts name experiments; `record`
means one figure for each activation. Labs are docs/labs/*.py, texts the modules of scripts/website/text, and the
modules of scripts/lecture/explorables give what the figures that move draw: docs/assets/explorables/<module>.json.
"""

import datetime
import importlib
import inspect
import json
import os
import pkgutil
import platform
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from scripts.lecture import measurements
from scripts.website import arithmetic, keys, store
from scripts.website.files import CACHE, DOCS, ROOT, digest

LABS = os.environ.get("NNREF_EXECUTE") != "false"
TEXTS = (
    "activations",
    "benchmarks",
    "cheatsheet",
    "digits",
    "elsewhere",
    "held",
    "home",
    "install",
    "learning",
    "layers",
    "playground",
)  # modules of scripts.website.text, of code
LABS_PACKAGE = "scripts.lecture.labs"
EXPLORABLES = "scripts.lecture.explorables"
LARGEST = 100_000  # bytes of what a figure that moves draws


@dataclass(frozen=True)
class Target:
    file: str  # below docs; of a verdict what it is
    make: Callable
    args: tuple = ()  # of make: a record, or the path of a lab
    needs: tuple = ()  # the experiments that make is given

    @property
    def name(self):
        return Path(self.file).stem

    @property
    def path(self):
        return DOCS / self.file

    @property
    def of_lab(self):
        return self.make.__module__.startswith(f"{LABS_PACKAGE}.")

    def ingredients(self) -> Any:
        """What it is made of (scripts/website/keys.py)."""
        raise NotImplementedError

    def on_disk(self, now) -> Any:
        """The text of the file if it says itself that it was made of `now`, else None."""

    def seconds(self):
        """How long it took the last time, or None."""
        entry = store.last(self)
        return entry and entry["seconds"]

    def measured(self):
        """What the experiments found that make needs."""
        return [measurements.measured(name) for name in self.needs]

    def made_of(self):
        """The parts and libraries that the file was made of, or None."""
        entry = store.last(self)
        return entry and (entry["parts"], entry["libraries"])


class Experiment(Target):
    def ingredients(self):
        return keys.ingredients(self.make, measurements.rounded)

    def read(self):
        """The record on disk as (text, fields, ""), or (None, None, what is wrong with it)."""
        if not self.path.exists():
            return None, None, ""
        text = self.path.read_text("utf-8")
        why = measurements.unsound(text, self.name)
        return (None, None, why) if why else (text, json.loads(text), "")

    def on_disk(self, now):
        text, fields, _ = self.read()
        if fields and not store.place(self, fields["uses"], fields["libraries"]).exists():
            store.save(self, fields["uses"], fields["libraries"], fields["seconds"], text)
        return text if fields and (fields["uses"], fields["libraries"]) == (now.parts, now.libraries) else None

    def seconds(self):
        _, fields, _ = self.read()
        return fields["seconds"] if fields else super().seconds()

    def made_of(self):
        _, fields, _ = self.read()
        return (fields["uses"], fields["libraries"]) if fields else None

    def text(self):
        start, now = time.perf_counter(), self.ingredients()
        result = measurements.rounded(self.make())
        return measurements.sealed({
            "name": self.name,
            "key": now.key,
            "date": datetime.date.today().isoformat(),
            "processor": arithmetic.processor(),
            "python": platform.python_version(),
            "libraries": now.libraries,
            "seconds": round(time.perf_counter() - start, 1),
            "held": {},
            "result": result,
            "uses": dict(sorted(now.parts.items())),
        })  # fmt: skip


class Figure(Target):
    @property
    def title(self):
        """The first paragraph of the docstring, with the record's name in it where there is one."""
        if not self.make.__doc__:
            raise ValueError(f"the figure {self.name} has no docstring: its first paragraph is the title")
        paragraph, _, _ = inspect.getdoc(self.make).partition("\n\n")
        return " ".join(paragraph.split()).format(*(record.name for record in self.args))

    def ingredients(self):
        from scripts.lecture.svg import svg

        records = {f"the record of {record.name}": record for record in self.args}
        now = keys.ingredients(self.make, svg, title=self.title, **records)
        now.measurements |= set(self.needs)
        return with_results(now)

    def text(self):
        from scripts.lecture.svg import svg

        drawn = self.make(*self.args, *self.measured())
        return svg(drawn, self.title, f"{self.make.__module__.replace('.', '/')}.py: {self.make.__name__}")


class Explorable(Target):
    def ingredients(self):
        now = keys.ingredients(self.make, **{f"the record of {record.name}": record for record in self.args})
        now.measurements |= set(self.needs)
        return with_results(now)

    def text(self):
        found = measurements.rounded(self.make(*self.args, *self.measured()))
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
        if (size := len(text.encode())) > LARGEST:
            raise ValueError(f"{self.file} has {size:,} bytes: at most {LARGEST:,} are fetched at once")
        return text


class Away(Figure):
    """A figure to take away (scripts/lecture/literal.py), for the notebooks too."""

    @property
    def path(self):
        return CACHE / self.file

    def ingredients(self):
        from scripts.lecture.literal import literal

        now = super().ingredients()
        now.parts |= keys.ingredients(literal).parts
        return now

    def text(self):
        from scripts.lecture.literal import literal

        drawn = self.make(*self.args, *self.measured())
        return literal(drawn, self.title, f"{self.make.__module__.replace('.', '/')}.py: {self.make.__name__}")


class Verdict(Target):
    def text(self):
        self.make(*self.measured())
        return ""


class Lab(Target):
    @property
    def path(self):
        return CACHE / self.file

    def ingredients(self):
        from scripts.website import labs

        now = with_results(keys.of_cells(self.args[0], labs.code(self.args[0])))
        now.parts |= keys.ingredients(self.make).parts
        return now

    def text(self):
        with warnings.catch_warnings():  # of Jupyter's own; those of the cells count
            warnings.simplefilter("default")
            return self.make(*self.args)


class Text(Target):
    """Several files, cheap to make: they are made at each build, and compared. `make` returns their paths."""

    def ingredients(self):
        now = with_results(keys.ingredients(self.make))
        now.parts |= {f"the page {path.relative_to(ROOT)}": digest(path.read_bytes())[:16] for path in self.args}
        return now

    def write(self):
        paths = self.make()
        now = self.ingredients()
        store.save(self, now.parts, now.libraries, 0, "")
        return paths


def with_results(now):
    """Ingredients with what was found by the measurements that they name."""
    for path in sorted(measurements.DATA.glob("*.json")):
        if any(fnmatch(path.stem, pattern) for pattern in now.measurements):
            result = json.dumps(measurements.measured(path.stem))
            now.parts[f"the measurement {path.stem}"] = digest(result)[:16]
    return now


def targets():
    """The experiments, the figures and the verdicts, in the order of their modules."""
    from nnref import ACTIVATIONS

    experiments = [Experiment(f"data/{name}.json", f) for name, f in functions("measure")]
    known = {target.name for target in experiments}
    figures, verdicts = [], []
    for name, f in functions("draw"):
        if tuple(inspect.signature(f).parameters) == ("record",):
            figures += [Figure(f"figures/{record.name}.svg", f, (record,)) for record in ACTIVATIONS]
        else:
            figures.append(Figure(f"figures/{name}.svg", f, needs=needs("figure", name, f, known)))
    for name, f in functions("verdict"):
        verdicts.append(Verdict(f"verdict of {name}", f, needs=needs("verdict", name, f, known)))
    made = {}
    for target in experiments + figures:
        if other := made.get(target.file):
            raise ValueError(f"{target.file} is made by {other.make.__module__} and by {target.make.__module__}")
        made[target.file] = target
    return experiments, figures, verdicts


def away(figures):
    """The same figures to take away."""
    return [Away(f"away/{one.name}.json", one.make, one.args, one.needs) for one in figures]


def needs(kind, name, f, known):
    """The experiments that the parameters of a function name."""
    named = needs_of(f)
    if unknown := set(named) - known:
        raise ValueError(f"the {kind} {name} needs {sorted(unknown)}, experiments are {sorted(known)}")
    return named


def needs_of(f):
    """The names of a function's parameters."""
    return tuple(inspect.signature(f).parameters)


def functions(kind):
    """The names and the functions of this kind, measure, draw or verdict, in the modules of scripts.lecture."""
    for place in "scripts.lecture", LABS_PACKAGE:
        for info in pkgutil.iter_modules(importlib.import_module(place).__path__):
            module = importlib.import_module(f"{place}.{info.name}")
            for name, value in vars(module).items():
                first, _, rest = name.partition("_")
                if first == kind and inspect.isfunction(value) and value.__module__ == module.__name__:
                    yield f"{info.name}_{rest}".rstrip("_"), value


def explorables():
    """What the figures that move draw, and the small labs, in the order of their modules."""
    from nnref import ACTIVATIONS

    known = {path.stem for path in measurements.DATA.glob("*.json")}
    found = []
    for info in pkgutil.iter_modules(importlib.import_module(EXPLORABLES).__path__):
        make = importlib.import_module(f"{EXPLORABLES}.{info.name}").explore
        if needs_of(make) == ("record",):
            found += [
                Explorable(f"assets/explorables/{info.name}_{record.name}.json", make, (record,))
                for record in ACTIVATIONS
            ]
        else:
            file = f"assets/explorables/{info.name}.json"
            found.append(Explorable(file, make, needs=needs("explorable", info.name, make, known)))
    for name, make in functions("trial"):
        file = f"assets/explorables/trial_{name}.json"
        found.append(Explorable(file, make, needs=needs("trial", name, make, known)))
    return found


def all_labs():
    """The labs, if they are run at all."""
    if not LABS or not (paths := sorted((DOCS / "labs").glob("*.py"))):
        return []
    from scripts.website import labs

    return [Lab(f"labs/{path.stem}.json", labs.run, (path,)) for path in paths]


def texts():
    """The texts made of code, then those made of pages, each by its module."""
    pages = tuple(sorted(path for path in DOCS.rglob("*") if path.suffix in (".md", ".py", ".bib")))
    pages = tuple(path for path in pages if "fragments" not in path.parts)
    modules = [(name, "write", ()) for name in TEXTS] + [
        ("references", "write", pages),
        ("home", "outline", pages),
        ("practice", "write", pages),
        ("embed", "write", pages),
        ("plan", "write", pages),
        ("figures", "write", pages),
        ("sentences", "write", pages),
    ]
    found = [text(*module) for module in modules]
    return [Text("text/colors", colors), *found]


def text(name, function, pages):
    """What a module of scripts.website.text makes."""
    made = name if function == "write" else function
    return Text(f"text/{made}", getattr(importlib.import_module(f"scripts.website.text.{name}"), function), pages)


def colors():
    """The style sheet of the colors."""
    from scripts.lecture import style
    from scripts.website import files

    return [files.write(DOCS / "stylesheets/activations.css", style.stylesheet())]
