"""Which sentences hold with the results of other arithmetic and of another draw: python -m scripts.website.sentences

It decides every sentence that compares once more, with what scripts/website/robustness.py has found, under other
arithmetic every number and formula too, and writes docs/held.json: how many there are, and the page and the words of
those that do not hold or cannot be decided. Another draw has other numbers.
"""

import json
from concurrent.futures import ProcessPoolExecutor

from scripts.lecture import measurements
from scripts.prose import pages, statements
from scripts.website import arithmetic, checks, files
from scripts.website.files import DOCS
from scripts.website.robustness import DRAW, results

FOUND = DOCS / "held.json"


def write():
    found, paths = {}, [path for path in pages.files() if path.is_relative_to(DOCS)]
    names = [path.relative_to(DOCS).as_posix() for path in paths]
    with ProcessPoolExecutor(checks.PROCESSES) as pool:
        for kind in [*arithmetic.kinds(), DRAW]:
            if results(kind).exists():
                decided = list(pool.map(decide, paths, [kind] * len(paths)))
                found[kind] = {what: sum(one[what] for one in decided) for what in ("sentences", "numbers")}
                for what in "wrong", "moved":
                    found[kind][what] = [[name, shown] for name, one in zip(names, decided) for shown in one[what]]
    files.write(FOUND, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def decide(path, kind):
    """How many sentences and numbers of a page are decided, and those that do not hold, or cannot be decided, under
    this kind; a number that is wrong under it has moved."""
    with measurements.under(kind):
        wrong = [(shown, claim) for shown, claim, *_ in checks.evaluate(path)["wrong"]]
    parsed = statements.parse(pages.read(path))
    sentences = [one.claim for one in parsed if one.kind == "holds"]
    numbers = [] if kind == DRAW else [one.claim for one in parsed if one.kind == "computed"]
    return {
        "sentences": len(sentences),
        "numbers": len(numbers),
        "wrong": [shown for shown, claim in wrong if claim in sentences],
        "moved": [shown for shown, claim in wrong if claim in numbers],
    }


if __name__ == "__main__":
    from scripts.website import sentences

    sentences.write()
