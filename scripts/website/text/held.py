"""What was decided again under other arithmetic and from another draw: the verdicts, and the sentences that compare."""

import json

from scripts.lecture.measurements import held
from scripts.prose import pages
from scripts.prose.statements import uncommented
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS
from scripts.website.robustness import DRAW, OWN, SENTENCES
from scripts.website.targets import functions, needs_of


def outcome(verdict, kind, experiments):
    """What a verdict gave under one kind."""
    gave = held(experiments[0]).get(kind, "not yet")
    return gave if isinstance(gave, str) else gave.get(verdict, "not yet")


def rows():
    """A verdict, and what each kind gave, {kind: outcome}."""
    for name, verdict in functions("verdict"):
        experiments = needs_of(verdict)
        kinds = dict.fromkeys(kind for experiment in experiments for kind in held(experiment))
        yield name, {kind: outcome(name, kind, experiments) for kind in kinds}


def table():
    """The table in Markdown. What is not said of a kind has not been measured again since the code changed."""
    found = dict(rows())
    kinds = list(dict.fromkeys(kind for outcomes in found.values() for kind in outcomes))
    if not kinds:
        return "The verdicts have not been decided under other arithmetic and from other draws yet.\n"
    lines = [["Verdict", *kinds], ["---"] * (len(kinds) + 1)]
    lines += [[f"`{name}`", *(outcomes.get(kind, "not yet") for kind in kinds)] for name, outcomes in found.items()]
    note = f"\n“{OWN}”: this is the arithmetic of the processor that measured, on which all verdicts hold.\n"
    return "".join("| " + " | ".join(line) + " |\n" for line in lines) + (note if OWN in str(found) else "")


def sentences():
    """How many sentences were decided again, and in a fold those that did not hold, by page."""
    if not SENTENCES.exists():
        return ""
    said = []
    for kind, found in json.loads(SENTENCES.read_text("utf-8")).items():
        there = [(page, one) for page, one in found["wrong"] if one in uncommented(pages.read(DOCS / page))]
        many = "1 does" if len(there) == 1 else f"{len(there) or 'none'} do"
        said.append(
            f"Of {found['sentences']} sentences that an expression decides, {many} not hold "
            f"under {NAMES.get(kind, kind)}."
        )
        if there:
            lines = [f"- [{page}]({page}): {one}" for page, one in there]
            said += [f"/// fold | Those of {NAMES.get(kind, kind)}", *lines, "///"]
    return "\n\n".join(said) + "\n"


NAMES = {
    "baseline": "arithmetic without vectors",
    "AVX2": "arithmetic with AVX2",
    DRAW: "a second draw of all data and starts",
}


def write():
    return [files.write(FRAGMENTS / "held.md", table() + "\n" + sentences())]
