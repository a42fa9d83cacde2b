"""A few of the recorded measurements once more: are they what the code gives? python -m scripts.website.sample [N]

CI does this. What is chosen changes with the commit, among the quick ones. On the kind of processor that a record is
of, every digit must come out again; on another the verdicts must hold, and what has moved is said.
"""

import json
import random
import sys

from scripts.lecture.measurements import measured
from scripts.website import arithmetic, files
from scripts.website.robustness import judged, measured_alike
from scripts.website.targets import targets

QUICK = 5  # seconds, on the fast processor that recorded them


def chosen(experiments, n):
    """n of the quick experiments."""
    quick = [target for target in experiments if target.seconds() and target.seconds() <= QUICK]
    commit = files.git("rev-parse", "HEAD")
    return random.Random(commit).sample(quick, min(n, len(quick)))


def wrong(target, verdicts):
    """What one more measurement says against a record, or nothing; what it gave is printed."""
    result, recorded = (json.loads(text)["result"] for text in (target.text(), target.read()[0]))
    same = result == recorded
    print(f"{target.file}: {'the same' if same else f'another result on {arithmetic.processor()}'}", flush=True)
    if same:
        return []
    if measured_alike(target):
        return [f"docs/{target.file} is not what its code gives: run `make measure ALL=1`"]
    concerned = [verdict for verdict in verdicts if target.name in verdict.needs]
    gave = {name: {"result": measured(name)} for verdict in concerned for name in verdict.needs}
    gave[target.name] = {"result": result}
    return [said for verdict in concerned if (said := judged(verdict, gave)) != "holds"]


def main(n=3):
    experiments, _, verdicts = targets()
    return "\n".join(said for target in chosen(experiments, n) for said in wrong(target, verdicts))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])) or 0)
