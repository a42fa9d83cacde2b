"""What verdicts and experiments gave under other arithmetic and from another draw."""

from scripts.lecture.measurements import held
from scripts.website import files
from scripts.website.files import FRAGMENTS
from scripts.website.robustness import OWN, WORDS
from scripts.website.targets import functions, needs_of


def outcome(verdict, kind, experiments):
    """What a verdict gave under one kind; a dash for times, which were measured once."""
    if experiments == ("benchmarks",):
        return "–"
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


def ended():
    """The experiments that end in an assertion of their own, and so give no result."""
    lines = []
    for name, _ in functions("measure"):
        for kind, gave in held(name).items():
            if isinstance(gave, dict) and gave["result"] not in ("the same", "another"):
                lines.append(f"- `{name}`, under {WORDS.get(kind, kind)}: {gave['result'].removeprefix(f'{name}: ')}")
    if not lines:
        return ""
    return "\n".join(("These experiments ended in an assertion of their own, and gave no result:", "", *lines, ""))


def write():
    return [files.write(FRAGMENTS / "held.md", f"{table()}\n{ended()}")]
