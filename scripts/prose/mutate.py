"""How good the net is: change every number and formula of the pages, one at a time, and see what is noticed.

    python -m scripts.prose.mutate [--sample N] [--seed S] [pages ...]     the report; fails below 98 percent
    python -m scripts.prose.mutate --check [pages ...]                     only what is wrong with the pages as they are

A page is run once, in order, as the tests run it. Where the run reaches a statement, every mutation of it is put
into the page's text, and the page is read, linted and checked anew; what stands elsewhere on the page has not changed.
"""

import argparse
import multiprocessing
import os
import random
import re
import sys
import time
from pathlib import Path

from scripts.lecture.catalog import CATALOG
from scripts.prose import bibliography, numbers, pages, statements

ENOUGH = 0.98
# As formulas print them, the activations as LeakyReLU or softplus.
PRINTED = [name for one in CATALOG.values() for name in (one.title.replace(" ", ""), one.spelling) if " " not in name]
OTHER_NAME = dict.fromkeys(PRINTED, "ReLU") | {
    "ReLU": "ELU",
    r"\tanh": r"\sigma",
    r"\sigma": r"\tanh",
    r"\exp": r"\ln",
    r"\ln": r"\exp",
    r"\max": r"\min",
    r"\min": r"\max",
}
SIGNS = {"+": "-", "-": "+", "−": "+", "<": ">", ">": "<", r"\le": ">", r"\ge": "<"}
SUBSCRIPT = re.compile(r"_(?:\w|\{[^{}]*\})")
GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"  # in braces, up to three deep


def digits(text, skip=()):
    """Every digit, changed by one."""
    for digit in re.finditer(r"[0-9]", text):
        if not any(start <= digit.start() < end for start, end in skip):
            other = "8" if digit[0] == "9" else str(int(digit[0]) + 1)
            yield f"digit {digit[0]} to {other}", text[: digit.start()] + other + text[digit.end() :]


def of_number(text):
    yield from digits(text)
    number = numbers.NUMBER.search(text)
    if number and numbers.reading(number)[0]:
        signed = number["sign"] in ("-", "−")
        yield "sign flipped", text[: number.start()] + ("" if signed else "−") + text[number.start() + signed :]


def of_word(text):
    for word, other in (("yes", "no"), ("no", "yes"), *zip(numbers.WORDS, numbers.WORDS[1:]), *OTHER_NAME.items()):
        if re.search(rf"\b{re.escape(word)}\b", text, re.I) and word.isalpha():
            yield f"{word} to {other}", re.sub(rf"\b{word}\b", other, text, count=1, flags=re.I)
            return


def of_formula(tex):
    names = [match.span() for match in SUBSCRIPT.finditer(tex)]
    yield from digits(tex, names)
    for sign in re.finditer(r"[-+−<>]|\\[lg]e(?![a-z])", tex):
        if any(start <= sign.start() < end for start, end in names):
            continue
        yield f"{sign[0]} to {SIGNS[sign[0]]}", tex[: sign.start()] + SIGNS[sign[0]] + tex[sign.end() :]
        if sign[0] in "+-" and (
            term := re.match(
                rf"\s*(?:{GROUP}|\([^()]*\)|[^-+=<>(){{}},;&|\[\]\\$]|\\(?!\\|end|le|ge|quad)[a-zA-Z,]+)+",
                tex[sign.end() :],
            )
        ):
            yield f"without {sign[0]} {term[0].strip()}", tex[: sign.start()] + tex[sign.end() + term.end() :]
    for fraction in re.finditer(rf"\\[dt]?frac\s*{GROUP}\s*{GROUP}", tex):
        if fraction[1] != fraction[2] and not re.match(r"d|\\partial", fraction[1]):
            yield (
                "fraction upside down",
                tex[: fraction.start()] + rf"\frac{{{fraction[2]}}}{{{fraction[1]}}}" + tex[fraction.end() :],
            )
    for name in re.finditer(r"\\[a-z]+|(?<=\{)[A-Za-z]+(?=\})", tex):
        if name[0] in OTHER_NAME:
            yield f"{name[0]} to {OTHER_NAME[name[0]]}", tex[: name.start()] + OTHER_NAME[name[0]] + tex[name.end() :]
    if (interval := re.fullmatch(r"([(\[])([^()]*)([)\]])", tex.strip("$ "))) and "," in tex:
        yield "interval closed or opened", tex.replace(interval[1], "(" if interval[1] == "[" else "[", 1)


def mutations(text, statement):
    """(what was changed, the page's text with it) for each mutation of one statement."""
    make = {"number": of_number, "word": of_word, "formula": of_formula, "quotation": digits}[statement.about]
    if statement.kind == "cited" and statement.about == "word":
        return
    for change, shown in make(text[statement.start : statement.comment]):
        yield change, text[: statement.start] + shown + text[statement.comment :]


def static_problems(text, entries):
    return statements.problems(text) + bibliography.problems(text, entries)


def problems(path):
    """All that is wrong with a page, as file:line: message."""
    found = static_problems(pages.read(path), bibliography.entries())
    found += [(example.line, message) for example, _, message in pages.run(path) if message]
    return [f"{path}:{line}: {message}" for line, message in sorted(found)]


def mutate(path, sample=None, seed=0):
    """How many mutations were made of a page, and the survivors as file:line: what."""
    text, entries = pages.read(path), bibliography.entries()
    found = statements.parse(text)
    if wrong := static_problems(text, entries):
        raise ValueError(f"{path}:{wrong[0][0]}: {wrong[0][1]}")
    todo = [(index, *mutation) for index, statement in enumerate(found) for mutation in mutations(text, statement)]
    if sample is not None:
        todo = random.Random(f"{seed} {Path(path).name}").sample(todo, min(sample, len(todo)))
    survivors = []

    def survive(index, check):
        for _, change, mutant in (mutation for mutation in todo if mutation[0] == index):
            if not static_problems(mutant, entries) and not check(statements.parse(mutant)[index]):
                kind, claim = found[index].kind, found[index].claim
                reason = {"not checked": f" (not checked: {claim})", "cited": f" (the entry {claim} holds both)"}.get(
                    kind, ""
                )
                survivors.append(f"{path}:{found[index].line}: {change}, in {found[index].shown!r}{reason}")

    for index, statement in enumerate(found):
        if statement.kind != "computed":
            survive(index, lambda changed: None)
    for example, namespace, message in pages.run(path):
        if message:
            raise ValueError(f"{path}:{example.line}: {message}")
        if example.parsed in found:
            statement = example.parsed
            if statement.about == "formula":
                survive(found.index(statement), lambda changed: statements.check(changed, namespace))
            else:
                value = eval(f"({statement.claim})", dict(namespace))
                survive(found.index(statement), lambda changed: statements.compare(changed, value))
    return len(todo), survivors


def report(paths, sample, seed):
    """All cores, a page at a time on each; returns the share that was caught, 0 if a page is wrong as it is."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"
    start, total, survivors, wrong = time.perf_counter(), 0, [], []
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        jobs = [
            (path, pool.apply_async(mutate, (path, sample, seed)))
            for path in sorted(paths, key=lambda p: -Path(p).stat().st_size)
        ]
        for done, (path, job) in enumerate(jobs, 1):
            try:
                count, found = job.get()
                total, survivors, said = total + count, survivors + found, f"{count} mutations, {len(found)} not caught"
            except ValueError as error:
                wrong.append(error)
                said = "is wrong as it is"
            print(f"[{done}/{len(jobs)}] {path}: {said}, {time.perf_counter() - start:.0f} s", flush=True)
    print(*sorted(survivors), *wrong, sep="\n")
    share = 1 - len(survivors) / total if total else 1
    print(f"{total - len(survivors)} of {total} mutations caught, {share:.1%}, in {time.perf_counter() - start:.0f} s")
    return 0 if wrong else share


def main():
    parser = argparse.ArgumentParser(description="Mutate every number and formula of the pages.")
    parser.add_argument("pages", nargs="*", help="pages; all of them if none is given")
    parser.add_argument("--sample", type=int, help="so many mutations of each page")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--check", action="store_true", help="say what is wrong with the pages as they are")
    options = parser.parse_args()
    paths = options.pages or [os.path.relpath(page) for page in pages.files()]
    if options.check:
        found = [problem for path in paths for problem in problems(path)]
        print(*found, sep="\n")
        sys.exit(bool(found))
    sys.exit(report(paths, options.sample, options.seed) < ENOUGH)


if __name__ == "__main__":
    main()
