"""The statements of all pages, evaluated before a page is shown.

What was found on a page is kept until its text changes, or the code or data that it may use.
"""

import json
import multiprocessing
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from html import escape
from importlib.metadata import version
from pathlib import Path

from scripts.prose import exercises, pages, statements
from scripts.website import files
from scripts.website.files import CACHE, ROOT

USED = (
    "nnref/**/*.py",
    "scripts/browser/judge.py",
    "scripts/lecture/**/*.py",
    "scripts/prose/**/*.py",
    "docs/data/**/*.json",
    "docs/*.json",
)
ARITHMETIC = ("NPY_DISABLE_CPU_FEATURES", "OPENBLAS_CORETYPE")  # under which other digits may come out
INCLUDED = re.compile(r'^[ \t]*-*8<-+ "(.+?)"', re.M)
RECORD = CACHE / "checked.json"
PROCESSES = 2


def evaluate(path):
    """What a page states, as [shown, claim]: what is right, and of what is wrong also the line and what is said."""
    right, wrong, known = [], [], {}
    faults = [fault for fault in statements.parse(pages.read(path)) if fault.kind == "fault"]
    wrong += [[fault.shown, fault.claim, fault.line, fault.about] for fault in faults]
    for example, _, message in pages.run(path):
        if isinstance(example.parsed, exercises.Block):
            known[example.parsed.id] = example.parsed.result
        shown, claim = (getattr(example.parsed, name, "") for name in ("shown", "claim"))
        if message:
            wrong.append([shown, claim, example.line, message])
        else:
            right.append([shown, claim])
    return {"right": right, "wrong": wrong, "exercises": known}


def found(docs):
    """{page or fragment: what was found on it} for all that is below this folder."""
    known, used = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}, fingerprint()
    paths = [*sorted(docs.rglob("*.md")), *sorted(docs.glob("labs/*.py"))]
    keys = {str(path): files.digest(used, path.read_bytes()) for path in paths}
    stale = [path for path in keys if known.get(path, {}).get("key") != keys[path]]
    if stale:
        stale.sort(key=os.path.getsize, reverse=True)
        for path, result in zip(stale, evaluate_all(stale), strict=True):
            known[path] = {"key": keys[path]} | result
        files.write(RECORD, json.dumps({path: one for path, one in known.items() if Path(path).exists()}))
    return {path: known[path] for path in keys}


def evaluate_all(paths):
    """Evaluate pages, several at a time, in new processes: code that was edited meanwhile is read anew."""
    print(f"evaluating the statements of {len(paths)} pages and fragments", file=sys.stderr, flush=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(PROCESSES, len(paths)), mp_context=context) as pool:
        yield from pool.map(evaluate, paths)


def fingerprint():
    """One hash of all that the statements of a page may use beside its text."""
    versions = [sys.version, *map(version, ("numpy", "mpmath", "sybil"))]
    parts: list[str | bytes] = [*versions, *(os.environ.get(name, "") for name in ARITHMETIC)]
    for file in sorted({file for pattern in USED for file in ROOT.glob(pattern)}):
        parts += str(file.relative_to(ROOT)), file.read_bytes()
    return files.digest(*parts)


def messages(path, result):
    """What is wrong on a page, as file:line: message."""
    name = Path(path).relative_to(ROOT) if Path(path).is_relative_to(ROOT) else path
    return [f"{name}:{line}: {message}" for *_, line, message in sorted(result["wrong"], key=lambda one: one[2])]


def first_wrong(results):
    """All that is wrong on the first page on which something is; None if there is none."""
    wrong = [path for path, result in results.items() if result["wrong"]]
    if not wrong:
        return None
    rest = f"\n(there is more on {len(wrong) - 1} other pages or fragments)" if wrong[1:] else ""
    return "\n".join(messages(wrong[0], results[wrong[0]])) + rest


def of_page(results, path, docs):
    """What was found on a page and on the fragments that it includes: what marks need, and a text to put above it."""
    parts = [path, *(str(docs / "fragments" / name) for name in INCLUDED.findall(pages.read(path)))]
    parts = [part for part in parts if part in results]
    right = {tuple(one) for part in parts for one in results[part]["right"]}
    wrong = {(shown, claim): message for part in parts for shown, claim, _, message in results[part]["wrong"]}
    said = [message for part in parts for message in messages(part, results[part])]
    note = f'<pre class="nn-wrong" role="alert">{escape(chr(10).join(said))}</pre>\n\n' if said else ""
    known = {name: one for part in parts for name, one in results[part]["exercises"].items() if one}
    return {"right": right, "wrong": wrong, "exercises": known}, note
