"""Which sentences of the pages did not hold under other arithmetic or from another draw."""

import json

from scripts.prose import pages, statements
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS
from scripts.website.robustness import WORDS
from scripts.website.sentences import FOUND


def stated(page):
    """The sentences of a page that are decided."""
    return {one.shown for one in statements.parse(pages.read(DOCS / page)) if one.kind == "holds"}


def text(kind, sentences, wrong):
    """How many were decided again, and in a fold, by page, those that did not hold and that still stand there."""
    known = {page: stated(page) for page, _ in wrong}
    there = [(page, one) for page, one in wrong if one in known[page]]
    kind = WORDS.get(kind, kind)
    if not there:
        return f"All {sentences} sentences that an expression decides hold under {kind}."
    many = "1 does" if len(there) == 1 else f"{len(there)} do"
    said = f"Of {sentences} sentences that an expression decides, {many} not hold under {kind}."
    lines = [f"- [{page}]({page}): {one}" for page, one in there]
    return "\n\n".join((said, f"/// fold | Those of {kind}", *lines, "///"))


def digits(kind, numbers, moved):
    """Whether what the pages print is the same under this arithmetic, to the digits that they print."""
    if not moved:
        return f"All {numbers:,} computed numbers and formulas of the pages are the same under {kind}, as printed."
    other = "1 is" if moved == 1 else f"{moved} are"
    return f"Of {numbers:,} computed numbers and formulas of the pages, {other} not the same under {kind}."


def write():
    found = json.loads(FOUND.read_text("utf-8"))
    said = [text(kind, one["sentences"], one["wrong"]) for kind, one in found.items()]
    for kind, one in found.items():
        if one["numbers"]:
            said.append(digits(WORDS.get(kind, kind), one["numbers"], len(one["moved"])))
    return [files.write(FRAGMENTS / "sentences.md", "\n\n".join(said) + "\n")]
