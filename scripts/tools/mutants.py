"""Mutation testing of nnref: change its code in every small way that mutmut knows, and see whether a test notices.

    python -m scripts.tools.mutants [--sample N] [--seed S]

prints the changes that no test noticed, and fails where they are more than one in twenty. Some can never be noticed,
as `x / side` for `x * side` where side is 1 or -1: read the others. Needs mutmut, which `make mutants` installs; how it
works is said in pyproject.toml. It works in .cache/mutants and starts where it was interrupted while neither code nor
tests have changed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys

from scripts.website.files import CACHE, ROOT

WORK = CACHE / "mutants"
ENOUGH = 0.95
CODE = (
    "pyproject.toml",
    "nnref/*",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/nnref/*.py",
    "scripts/**/*.py",  # the tests take the catalog and exact values from there,
    "mkdocs.yml",  # which reads the order of the pages
    "docs/activations/*.md",  # and their front matter,
    "docs/api.md",  # and the functions for plots from here
)


def prepare():
    """Put the code, its fast tests and the configuration into WORK; begin anew if any of them has changed."""
    files = [path for pattern in CODE for path in ROOT.glob(pattern) if path.is_file()]
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(files)}
    if any(not (WORK / name).exists() or (WORK / name).read_bytes() != text for name, text in texts.items()):
        shutil.rmtree(WORK, ignore_errors=True)
    for name, text in texts.items():
        if not (WORK / name).exists():
            (WORK / name).parent.mkdir(parents=True, exist_ok=True)
            (WORK / name).write_bytes(text)


def mutmut(*names):
    """Run the named mutants, or all; show mutmut's own progress."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count()), *names]
    subprocess.run(command, cwd=WORK, check=True)


def exit_codes():
    """Mutant -> pytest's exit code, or None where it has not run."""
    metas = sorted((WORK / "mutants/nnref").glob("*.meta"))
    return {name: code for meta in metas for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()}


def difference(name):
    """What the mutant changes: the lines that it loses and those that it has instead."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(command, cwd=WORK, capture_output=True, text=True, check=True).stdout.splitlines()
    return [f"{line[0]} {line[1:].strip()}" for line in shown if line[0:1] in "+-" and line[:3] not in ("+++", "---")]


def report(codes):
    """Print which mutants survived; return whether enough were noticed."""
    if never := [name for name, code in codes.items() if code is None or code == 33]:
        print("Run by no test:", *never, sep="\n    ")
    survivors = [name for name, code in codes.items() if code == 0]
    for name in survivors:
        print(name, *difference(name), sep="\n    ")
    share = 1 - len(survivors) / len(codes)
    print(f"\n{len(codes) - len(survivors)} of {len(codes)} mutants noticed, {100 * share:.1f} percent")
    return share >= ENOUGH and not never


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="so many of the mutants instead of all")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    options = parser.parse_args()
    prepare()
    names = []
    if options.sample:
        if not exit_codes():
            mutmut("nnref.activations.x_relu__mutmut_1")  # makes all, runs one
        names = random.Random(options.seed).sample(sorted(exit_codes()), options.sample)
    mutmut(*names)
    return not report({name: code for name, code in exit_codes().items() if not names or name in names})


if __name__ == "__main__":
    sys.exit(main())
