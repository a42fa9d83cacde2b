"""Is what was found more than this processor's rounding and these draws? Every experiment and verdict once more,
under other arithmetic and from other draws: python -m scripts.website.robustness

What each kind gave is put into the records (`held`), and where a result differs, the other one into docs/data/held/.
scripts/website/sentences.py then decides the sentences of the pages with those results.
"""

import json
import os
import subprocess
import sys

from scripts.lecture import measurements
from scripts.website import arithmetic, build, files, store
from scripts.website.files import CACHE, ROOT
from scripts.website.targets import targets

DRAW = "second draw"
OWN = "as recorded"
WORDS = {
    "baseline": "arithmetic without vectors",
    "AVX2": "arithmetic with AVX2",
    DRAW: "a second draw of starts, points and the split of the digits",
}


def repeat():
    """Repeat everything under each kind, and put what it gave into the records."""
    for kind, variables in (arithmetic.kinds() | {DRAW: {}}).items():
        if variables is None and not all(measured_alike(target) for target in targets()[0]):
            variables = {}  # some records are of another processor
        if variables is not None:
            env = {name: value for name, value in os.environ.items() if name != "NNREF_CLUSTER"} | variables
            print(f"once more: {kind}", flush=True)
            if subprocess.run([sys.executable, "-m", "scripts.website.robustness", kind], cwd=ROOT, env=env).returncode:
                raise build.Stop(f"the measurements under {kind!r} were not finished: what was finished is kept")
    note()


def results(kind):
    return CACHE / "held" / f"{kind}.json"


def main(kind):
    """Measure and judge everything in this process, whose arithmetic is of this kind. Keep what was found."""
    if kind == DRAW:
        draw_anew()
    experiments, _, verdicts = targets()
    found = {}
    for target in experiments:
        path = CACHE / "held" / kind / target.ingredients().key / f"{target.name}.json"
        found[target] = path
    missing = {target: None for target, path in found.items() if not path.exists()}
    for target, text, _, error in build.finished(missing) if missing else ():
        result = {"error": error} if error else {"result": json.loads(text)["result"]}
        files.write(found[target], json.dumps(result))
    gave = {target.name: json.loads(path.read_text("utf-8")) for target, path in found.items()}
    outcomes = {verdict.name.removeprefix("verdict of "): judged(verdict, gave) for verdict in verdicts}
    keys = {target.name: target.ingredients().key for target in experiments}
    files.write(results(kind), json.dumps({"keys": keys, "gave": gave, "outcomes": outcomes}))


def draw_anew():
    """Let every seed stand for another stream: other starts, other data."""
    import numpy as np

    own = np.random.default_rng

    def other(seed=None):
        whole = isinstance(seed, (int, np.integer)) and not isinstance(seed, bool)
        return own((1, seed) if whole else (1, *seed) if isinstance(seed, (list, tuple)) else seed)

    np.random.default_rng = other


def judged(verdict, gave):
    """`holds`, or the sentence that does not."""
    for name in verdict.needs:
        if "error" in gave[name]:
            return gave[name]["error"]
    try:
        verdict.make(*(gave[name]["result"] for name in verdict.needs))
    except AssertionError as failed:
        return str(failed) or build.where(failed)
    return "holds"


def note():
    """Put into each record what the kinds gave, and beside it the results that are other ones."""
    experiments, _, verdicts = targets()
    found = {kind: read(kind) for kind in [*arithmetic.kinds(), DRAW]}
    for target in experiments:
        text, fields, wrong = target.read()
        if wrong or not fields or target.on_disk(target.ingredients()) is None:
            raise build.Stop(f"{measurements.place(target.name)} is not up to date: run `make measure` first")
        held, others = {}, {}
        for kind, one in found.items():
            held[kind], others[kind] = summary(target, fields, verdicts, kind, one)
        others = {kind: result for kind, result in others.items() if result is not None}
        text = measurements.sealed(fields | {"held": held})
        store.save(target, fields["uses"], fields["libraries"], fields["seconds"], text)
        files.write(target.path, text)
        beside = measurements.DATA / "held" / f"{target.name}.json"
        if others:
            files.write(beside, measurements.compact({"name": target.name, "key": fields["key"], "result": others}))
        else:
            beside.unlink(missing_ok=True)


def measured_alike(target):
    """Whether a record was measured under the arithmetic of this processor."""
    return level(target.read()[1]["processor"]) == level(arithmetic.processor())


def level(processor):
    return processor.rpartition(", ")[2]


def read(kind):
    """What a kind gave, or None where it did not have to be tried."""
    return json.loads(results(kind).read_text("utf-8")) if results(kind).exists() else None


def summary(target, fields, verdicts, kind, one):
    """What a kind gave in this record, and the result if it is another one."""
    if one is None or arithmetic.kinds().get(kind, {}) is None and measured_alike(target):
        return OWN, None
    if one["keys"].get(target.name) != fields["key"]:
        return "the code has changed since", None
    gave = one["gave"][target.name]
    named = {v.name.removeprefix("verdict of ") for v in verdicts if target.name in v.needs}
    said = {name: one["outcomes"][name] for name in sorted(named)}
    if "error" in gave:
        return {"result": gave["error"]} | said, None
    same = gave["result"] == fields["result"]
    return {"result": "the same" if same else "another"} | said, None if same else gave["result"]


def command(kinds):
    """Repeat everything, or in this process what one kind gives."""
    try:
        return main(*kinds) if kinds else repeat()
    except KeyboardInterrupt:
        return "interrupted: what was finished is kept"
    except build.Stop as why:
        return str(why)


if __name__ == "__main__":
    from scripts.website import robustness

    sys.exit(robustness.command(sys.argv[1:]))
