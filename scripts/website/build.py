"""Make everything that is generated, and of that only what is stale: python -m scripts.website.build [names...]

One rule for all: the text of a target is what the store has for what the target is made of now (keys.py), or made
anew; it is then written if the bytes on disk differ. So after a build that succeeds, what is on disk is what the code
makes, whatever builds before it did. doit, pytask and snakemake trust dates and their own notes instead.

--why NAME   what has changed since the experiment, figure, lab or text was made
--measure    measure the experiments that are stale or whose records are unsound, with --all every one
             (robustness.py measures once more under other arithmetic and from other draws)
In CI stale records are not measured but refused. NNREF_EXECUTE=false leaves what belongs to labs as it is.
"""

import argparse
import difflib
import errno
import json
import multiprocessing
import os
import signal
import sys
import time
import traceback
import warnings
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.website import files, store
from scripts.website.files import DOCS, ROOT
from scripts.website.targets import LABS, Target, all_labs, away, explorables, targets, texts

for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # two experiments at a time, each on one core

COPIES = {"figures/activations_six.svg": "assets/six.svg"}  # committed, for the README
MADE = "data", "figures", "fragments", "assets/explorables"  # folders of which all is made
PROCESSES = 2
SILENCE = 8  # seconds without a word, at most
CODE = ("nnref/**/*", "scripts/**/*", "docs/labs/*.py", "docs/activations/*.md")  # the latter for their front matter


class Stop(Exception):
    """The build cannot go on; the message says why and what to do."""


@dataclass
class Build:
    """What one build was told, and what it has done so far."""

    measure: bool = True  # experiments that are stale
    repair: bool = False  # measure anew where a record is unsound
    anew: bool = False  # all experiments, whatever the store has
    python: bool = True  # also that of the browser
    made: int = 0
    fresh: int = 0
    files: list = field(default_factory=list)
    sources: dict = field(default_factory=lambda: sources())

    def unchanged(self):
        """Stop if a source was edited since the start: what was made belongs to neither state."""
        now = sources()
        for path in self.sources | now:
            if self.sources.get(path) != now.get(path):
                raise Stop(f"{path.relative_to(ROOT)} changed while this was built: run it again")

    def bring(self, some):
        """Bring targets up to date: from the store, or made anew. Stop where one fails."""
        stale = {}
        for target in some:
            now = target.ingredients()
            text = None if self.anew else target.on_disk(now) or store.load(target, now)
            if text is None:
                stale[target] = now
            else:
                self.fresh += 1
                self.files.append(files.write(target.path, text))
        if stale:
            self.make(stale)

    def take(self, target):
        """Write what is on disk or in the store for a target as it is now. Return whether there is something."""
        now = target.ingredients()
        text = target.on_disk(now) or store.load(target, now)
        if text is not None:
            files.write(target.path, text)
        return text is not None

    def make(self, stale):
        """Make these targets, several at a time. Keep each that succeeds."""
        errors = []
        for target, text, seconds, error in finished(stale):
            if error:
                errors.append(error)
                continue
            self.unchanged()
            store.save(target, stale[target].parts, stale[target].libraries, seconds, text)
            self.files.append(files.write(target.path, text))
            self.made += 1
        if errors:
            raise Stop("\n".join(errors))

    def experiments(self, some):
        """Bring the records up to date, saying why; where measuring is not allowed, stop if one is stale."""
        reasons = {target: why for target in some if (why := self.reason(target))}
        for target, why in reasons.items():
            print(f"{target.file} is stale: {why}", flush=True)
        if reasons and not self.measure:
            named = " ".join(f"docs/{target.file}" for target in reasons)
            raise Stop(f"stale measurements are not measured here: run `make measure` and commit {named}")
        self.bring(some)

    def reason(self, target):
        """Why an experiment has to be measured, or nothing."""
        _, fields, wrong = target.read()
        if wrong and not self.repair:
            raise Stop(f"docs/{target.file} {wrong}: take it from git, or run `make measure`, which measures it anew")
        now = target.ingredients()
        if self.anew or target.on_disk(now) or store.place(target, now.parts, now.libraries).exists():
            return ""
        return because(now.differences(fields["uses"], fields["libraries"])) if fields else wrong or "there is none"

    def judge(self, verdicts):
        """Stop where what was measured speaks against a verdict."""
        if errors := objections(verdicts):
            raise Stop("\n".join(errors))


def sources():
    """When each file of our code was written."""
    found = {}
    for pattern in CODE:
        for path in ROOT.glob(pattern):
            if "__pycache__" not in path.parts and not path.name.startswith(".") and path.is_file():
                status = path.stat()
                found[path] = status.st_mtime_ns, status.st_size
    return found


def objections(verdicts):
    """What the measurements say against verdicts, a line each."""
    return [error for *_, error in map(run, verdicts) if error]


def forget_old_bytecode():
    """Remove bytecode older than its source: Python looks at whole seconds and the size, and may take it for new."""
    for folder in "nnref", "scripts":
        for path in (ROOT / folder).rglob("__pycache__/*.pyc"):
            source = path.parent.parent / f"{path.name.partition('.')[0]}.py"
            if source.exists() and source.stat().st_mtime_ns >= path.stat().st_mtime_ns:
                path.unlink(missing_ok=True)


def because(differences, most=3):
    """Some differences as a line."""
    said = list(differences)
    return ", ".join(said[:most]) + (f" and {len(said) - most} more" if len(said) > most else "")


# In processes


def finished(stale):
    """Make targets, the longest first, and yield each that is finished, with a word every few seconds."""
    expected = {target: target.seconds() or 1 for target in stale}
    order = sorted(stale, key=lambda target: expected[target], reverse=True)
    start, left, done = time.monotonic(), sum(expected.values()) / PROCESSES, 0
    with workers(len(stale)) as pool:
        futures = {pool.submit(run, target): target for target in order}
        try:
            while futures:
                ended, _ = wait(futures, SILENCE, FIRST_COMPLETED)
                if not ended:
                    busy = ", ".join(target.name for target in list(futures.values())[:PROCESSES])
                    print(f"           still at it after {time.monotonic() - start:.0f} s: {busy}", flush=True)
                for future in ended:
                    done += 1
                    expected.pop(futures.pop(future))
                    left = min(left, sum(expected.values()) / PROCESSES)
                    target, text, seconds, error = future.result()
                    print(f"{done:4}/{len(stale)}  {target.file:34} {seconds:5.1f} s  ({left:.0f} s left)", flush=True)
                    yield target, text, seconds, error
        except BaseException:
            for future in futures:
                future.cancel()
            end_workers()
            raise


@contextmanager
def workers(n):
    """Where targets are made: in processes of this machine, or on the Dask cluster at the address NNREF_CLUSTER."""
    if address := os.environ.get("NNREF_CLUSTER"):
        from distributed import Client

        with Client(address) as client:
            yield client.get_executor(pure=False)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(min(PROCESSES, n), mp_context=context, initializer=quiet)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False)


def end_workers():
    """End what still runs: nobody waits for it."""
    for worker in multiprocessing.active_children():
        worker.kill()


def quiet():
    """In a worker: an interrupt ends it without a word; the main process speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


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


# All of it


def whole(build):
    """Build everything."""
    from scripts.browser import runtime

    experiments, figures, verdicts = targets()
    kept = []
    if not LABS:
        kept = [target.path for target in experiments + figures if target.of_lab]
        experiments, figures, verdicts = (
            [target for target in some if not target.of_lab] for some in (experiments, figures, verdicts)
        )
    build.experiments(experiments)
    build.judge(verdicts)
    build.bring(figures + explorables())
    build.bring(all_labs())
    for text in texts():
        build.files += text.write()
    build.files += [files.write(DOCS / copy, (DOCS / file).read_text("utf-8")) for file, copy in COPIES.items()]
    build.unchanged()
    remove(set(build.files + kept))
    if build.python:
        runtime.write(files.write)


def draw_away(build):
    """Draw the figures for readers to take away."""
    _, figures, _ = targets()
    build.bring(away([figure for figure in figures if LABS or not figure.of_lab]))


def pages(build):
    """Make what the pages need at once while they are served: measure nothing, run no lab; say what is waiting."""
    experiments, figures, verdicts = targets()
    waiting = {"stale": {}, "behind": [], "errors": []}
    for target in experiments:
        if build.take(target):
            continue
        waiting["stale"][target.name] = [figure.name for figure in figures if target.name in figure.needs]
    ready = {target.name for target in experiments if target.read()[0]}
    current = ready - waiting["stale"].keys()
    waiting["errors"] += objections([target for target in verdicts if current.issuperset(target.needs)])
    waiting["behind"] = [target.name for target in all_labs() if not build.take(target)]
    drawn = figures + explorables()
    steps = [lambda: build.bring([target for target in drawn if ready.issuperset(target.needs)])]
    steps += [text.write for text in texts()]
    for step in steps:
        try:
            step()
        except (Stop, ValueError, LookupError) as why:
            waiting["errors"] += str(why).splitlines()
    if not python_for_the_browser():
        waiting["behind"].append("Python for the browser")
    files.write(files.CACHE / "serve/pending.json", json.dumps(waiting))
    if later := [*waiting["stale"], *waiting["behind"]]:
        print(f"the pages come first; behind them: {because(later)}", flush=True)


def python_for_the_browser():
    """Publish it if it has been fetched; else say that it is on its way."""
    from scripts.browser import runtime

    if any(runtime.CACHE.glob("made-*")):
        runtime.write(files.write)
        return True
    if not (runtime.OUT / "runtime.json").exists():
        why = "it is being fetched, about 10 MB, and is there when this page reloads"
        files.write(runtime.OUT / "runtime.json", json.dumps({"why": why}))
    return False


def remove(left):
    """Remove generated files that nothing makes any more."""
    for path in [path for folder in MADE for path in sorted((DOCS / folder).glob("[!.]*"))]:
        if path.is_file() and path not in left:
            print(f"removed {path.relative_to(ROOT)}, which nothing makes any more")
            path.unlink(missing_ok=True)


def only(build, names):
    """Build the named experiments, figures and labs, and what they need."""
    experiments, figures, verdicts = targets()
    labs = all_labs()
    names = {target.name for target in known_as(names, experiments + figures + labs)}
    figures = [target for target in figures if target.name in names]
    needed = {name for target in figures for name in target.needs} | names
    build.experiments([target for target in experiments if target.name in needed])
    build.judge([target for target in verdicts if needed.issuperset(target.needs)])
    build.bring(figures)
    build.bring([target for target in labs if target.name in names])


def known_as(names, some: list[Target]):
    """The targets with one of these names or files; an unknown name is an error that lists the near or all known."""
    known = sorted({target.name for target in some})
    if unknown := sorted(set(names) - set(known) - {target.file for target in some}):
        near = [one for name in unknown for one in difflib.get_close_matches(name, known)]
        raise Stop(f"nothing is named {', '.join(unknown)}; there are {', '.join(near or known)}")
    return [target for target in some if target.name in names or target.file in names]


def measure(build, names):
    """Measure what is stale, of the named experiments or of all."""
    experiments, _, verdicts = targets()
    some = known_as(names, experiments) if names else experiments
    build.experiments(some)
    measured = {target.name for target in some}
    build.judge([target for target in verdicts if measured.issuperset(target.needs)])


def explain(names):
    """Print what has changed since the named targets were made."""
    experiments, figures, _ = targets()
    for target in known_as(names, experiments + figures + explorables() + all_labs() + texts()):
        made_of, now = target.made_of(), target.ingredients()
        if made_of is None:
            print(f"{target.file} has not been made, or its file is unsound")
            continue
        lines = list(now.differences(*made_of))
        if not lines and not isinstance(store.load(target, now), str) and not target.on_disk(now):
            lines = ["what was made is not kept any more"]
        if not lines and target.path.suffix and not same(target, now):
            lines = ["the file was changed by something else"]
        print(f"{target.file} is stale:" if lines else f"{target.file} is fresh", *lines, sep="\n  ")


def same(target, now):
    text = target.on_disk(now) or store.load(target, now)
    return target.path.exists() and target.path.read_text("utf-8") == text


def main(arguments=()):
    """Build everything, or what is named and what it needs. Return the exit code."""
    parser = argparse.ArgumentParser("python -m scripts.website.build", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--why", action="store_true", help="say what has changed since the named were made")
    parser.add_argument("--measure", action="store_true", help="measure the experiments that are stale")
    parser.add_argument("--all", action="store_true", help="with --measure: every one")
    parser.add_argument("--alone", action="store_true", help="without Python for the browser")
    parser.add_argument("--away", action="store_true", help="also draw the figures for readers to take away")
    parser.add_argument("--pages", action="store_true", help=argparse.SUPPRESS)  # for scripts/website/serving.py
    parser.add_argument("--gently", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    forget_old_bytecode()
    if told.why:
        explain(told.names)
        return 0
    start = time.perf_counter()
    may = told.measure or not os.environ.get("CI")
    build = Build(measure=may, repair=told.measure, anew=told.measure and told.all, python=not told.alone)
    if told.gently and hasattr(os, "nice"):
        os.nice(5)
    if told.pages:
        pages(build)
    elif told.measure:
        measure(build, told.names)
    elif told.names:
        only(build, told.names)
    else:
        whole(build)
        if told.away:
            draw_away(build)
    print(f"{build.made} made, {build.fresh} up to date, {time.perf_counter() - start:.1f} s")
    return 0


def command(arguments):
    """main for the command line: what stops it is one line, or a few."""
    for end in signal.SIGINT, signal.SIGTERM:  # its workers have to end with it, also in the background
        signal.signal(end, signal.default_int_handler)
    try:
        return main(arguments)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one has nothing left to end
        return "interrupted: what was finished is kept"
    except Stop as why:
        return str(why)
    except (ValueError, LookupError) as error:
        return f"error: {error}"
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT):
            return f"error: {error.filename or 'a file'} cannot be written: {error.strerror}. Nothing is half-written"
        raise


if __name__ == "__main__":
    from scripts.website.build import command, end_workers  # workers and keys know this module by its name

    result = command(sys.argv[1:])
    if isinstance(result, str):
        end_workers()
        print(result, file=sys.stderr, flush=True)
        os._exit(1)  # without the pool's own ending, which may wait for a worker that was ended
    sys.exit(result)
