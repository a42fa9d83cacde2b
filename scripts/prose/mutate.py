"""How good the net is: change every number, formula and telling word, one at a time, and see what is noticed.

    python -m scripts.prose.mutate [--sample N] [--seed S] [pages ...]     the report; fails below 98 percent of
                                                                       numbers and 95 of words
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
from collections import Counter, defaultdict
from pathlib import Path

from scripts.lecture.catalog import CATALOG
from scripts.prose import bibliography, compare, lint, numbers, pages, statements

ENOUGH = {"number": 0.98, "word": 0.95}
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
OPPOSITE = {
    **{"more": "less", "less": "more", "fewer": "more", "larger": "smaller", "smaller": "larger", "faster": "slower"},
    **{"slower": "faster", "higher": "lower", "lower": "higher", "longer": "shorter", "shorter": "longer"},
    **{"better": "worse", "worse": "better", "best": "worst", "worst": "best", "most": "few", "few": "most"},
    **{"above": "below", "below": "above", "first": "last", "last": "first", "always": "never", "never": "always"},
    **{"increases": "decreases", "decreases": "increases", "rises": "falls", "falls": "rises", "grows": "shrinks"},
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


def of_sentence(prose, start, end):
    """Where a telling word or the name of an activation stands, and what is put there."""
    words = [(word, OPPOSITE.get(word[0].casefold())) for word in re.finditer(r"[^\W\d_]+", prose[start:end])]
    names = compare.NAMED.finditer(prose[start:end])
    for match, other in words + [(name, "maxout" if name[0].casefold() == "tanh" else "tanh") for name in names]:
        if other:
            yield start + match.start(), start + match.end(), other


def word_mutations(text, found):
    """(index of the statement that should notice it, what was changed, the text) for sentences with a computed part."""
    prose = lint.claims(text)
    for start, end in lint.spans(text):
        inside = [s for s in found if start <= s.comment < end]
        for at, until, other in of_sentence(prose, start, end) if lint.decided(inside) else ():
            inside = [s for s in inside if s.kind in statements.EVALUATED]
            about = [statement for statement in inside if statement.start <= at < statement.comment]
            change = f"{text[at:until]} to {other}"
            yield found.index((about or inside)[0]), change, text[:at] + other + text[until:]


def mutations(text, statement):
    """(what was changed, the page's text with it) for each mutation of one statement."""
    if statement.about == "sentence" or statement.kind == "cited" and statement.about == "word":
        return
    make = {"number": of_number, "word": of_word, "formula": of_formula, "quotation": digits}[statement.about]
    for change, shown in make(text[statement.start : statement.comment]):
        yield change, text[: statement.start] + shown + text[statement.comment :]


def static_problems(text, entries):
    return statements.problems(text) + bibliography.problems(text, entries) + [*lint.unsaid(text)]


def problems(path):
    """All that is wrong with a page, as file:line: message."""
    found = static_problems(pages.read(path), bibliography.entries())
    found += [(example.line, message) for example, _, message in pages.run(path) if message]
    return [f"{path}:{line}: {message}" for line, message in sorted(found)]


def mutate(path, sample=None, seed=0):
    """{"number" or "word": (how many mutations were made of a page, the survivors as file:line: what)}."""
    text, entries = pages.read(path), bibliography.entries()
    found = statements.parse(text)
    if wrong := static_problems(text, entries):
        raise ValueError(f"{path}:{wrong[0][0]}: {wrong[0][1]}")
    todo = [("number", i, *mutation) for i, statement in enumerate(found) for mutation in mutations(text, statement)]
    todo += [("word", *mutation) for mutation in word_mutations(text, found)]
    if sample is not None:
        todo = random.Random(f"{seed} {Path(path).name}").sample(todo, min(sample, len(todo)))
    survivors = defaultdict(list)
    for index, check in checks(path, found):
        for sort, _, change, mutant in (mutation for mutation in todo if mutation[1] == index):
            if not static_problems(mutant, entries) and not check(statements.parse(mutant)[index]):
                survivors[sort].append(
                    f"{path}:{found[index].line}: {change}, in {found[index].shown!r}{why(found[index])}"
                )
    return {sort: (sum(mutation[0] == sort for mutation in todo), survivors[sort]) for sort in ("number", "word")}


def checks(path, found):
    """For each statement its index and what judges the same statement when it was changed."""
    for index, statement in enumerate(found):
        if statement.kind not in statements.EVALUATED:
            yield index, lambda changed: None
    for example, namespace, message in pages.run(path):
        if message:
            raise ValueError(f"{path}:{example.line}: {message}")
        if example.parsed not in found:
            continue
        if example.parsed.about == "formula":
            yield found.index(example.parsed), lambda changed: statements.check(changed, namespace)
        else:
            value = eval(f"({example.parsed.claim})", dict(namespace))
            yield found.index(example.parsed), lambda changed: statements.judge(changed, value)


def why(statement):
    """Why a mutation of it may not be noticed."""
    reasons = {
        "not checked": f" (not checked: {statement.claim})",
        "cited": f" (the entry {statement.claim} holds both)",
    }
    return reasons.get(statement.kind, "")


def report(paths, sample, seed):
    """All cores, a page at a time on each; the share of numbers that was caught, 0 if a page is wrong as it is."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"
    start, total, survivors, wrong = time.perf_counter(), Counter(), defaultdict(list), []
    paths = sorted(paths, key=lambda path: -Path(path).stat().st_size)
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        jobs = [(path, pool.apply_async(mutate, (path, sample, seed))) for path in paths]
        for done, (path, job) in enumerate(jobs, 1):
            said = []
            try:
                for sort, (count, alive) in job.get().items():
                    total[sort] += count
                    survivors[sort] += alive
                    said.append(f"{count} {sort}s, {len(alive)} not caught")
            except ValueError as error:
                wrong.append(error)
                said.append("is wrong as it is")
            print(f"[{done}/{len(jobs)}] {path}: {'; '.join(said)}, {time.perf_counter() - start:.0f} s", flush=True)
    shares = {}
    for sort in total:
        caught = total[sort] - len(survivors[sort])
        shares[sort] = caught / total[sort] if total[sort] else 1
        print(*sorted(survivors[sort]), sep="\n")
        print(f"{caught} of {total[sort]} mutations of {sort}s caught, {shares[sort]:.1%}")
    print(*wrong, f"{time.perf_counter() - start:.0f} s", sep="\n")
    return 0 if wrong else min(share / ENOUGH[sort] for sort, share in shares.items())


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
    sys.exit(report(paths, options.sample, options.seed) < 1)


if __name__ == "__main__":
    main()
