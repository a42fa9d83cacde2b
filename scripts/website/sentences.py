"""Which sentences hold with the results of other arithmetic and of another draw: python -m scripts.website.sentences

It decides every sentence that compares once more, with what scripts/website/robustness.py has found, and writes
docs/held.json: how many there are, and the page and the words of those that do not hold or cannot be decided.
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
                wrong = [[name, one] for name, (_, some) in zip(names, decided) for one in some]
                found[kind] = {"sentences": sum(count for count, _ in decided), "wrong": wrong}
    files.write(FOUND, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def decide(path, kind):
    """How many sentences of a page are decided, and those that do not hold, or cannot be decided, under this kind."""
    with measurements.under(kind):
        result = checks.evaluate(path)
    expressions = [one.claim for one in statements.parse(pages.read(path)) if one.kind == "holds"]
    return len(expressions), [shown for shown, claim, *_ in result["wrong"] if claim in expressions]


if __name__ == "__main__":
    from scripts.website import sentences

    sentences.write()
