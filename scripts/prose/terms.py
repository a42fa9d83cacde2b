"""The terms of docs/glossary.md, and whether the lecture uses one before it explains it.

    python -m scripts.prose.terms     each use of a term that comes too early, and each explanation that is missing

A page explains a term where it is bold first, in the order of the navigation. A use before that is too early, except
in headings, in the list of what one can do after a page, in links to where the term is explained, and in folds, which
a first reading skips (scripts/prose/core.py). Of the glossary's parts that concerns the first, `## Terms`.
"""

import posixpath
import re
import sys
from collections import namedtuple
from dataclasses import dataclass

from scripts.lecture import order
from scripts.lecture.measurements import ROOT
from scripts.prose import core, pages, statements

GLOSSARY = "glossary.md"
PART = re.compile(r"^## (.*)\n", re.M)
ENTRY = re.compile(
    r"^- \*\*(?P<name>[^*\n]+)\*\*\{#(?P<anchor>[\w-]+)\}(?P<others>(?:, \*[^*\n]+\*)*): "
    r"(?P<said>[^\n]+?) \[[^\]\n]+\]\((?P<link>[^)\s]+)\)$",
    re.M,
)
ORDERED, PLAIN = "Terms", "Plain words in a fixed sense"  # parts: of the rest each is explained, but in no order
BOLD = re.compile(r"\*\*(?P<text>[^*\n]+?)\*\*")
LINK = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#.*$", re.M)
GOALS = re.compile(r"^\*\*After this page you can\*\*.*?\n\n(?:[ \t]*[*+-] .*\n|[ \t]+\S.*\n)+", re.M)

Wrong = namedtuple("Wrong", "page line term message")


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    name: str
    forms: tuple  #: its name and its other spellings
    anchor: str
    said: str  #: the sentence that explains it
    page: str  #: that explains it, named from docs/
    link: str  #: to the place there
    part: str  #: of the glossary

    @property
    def ordered(self):
        return self.part == ORDERED

    @property
    def marked(self):
        """Whether its first use on a page shows its sentence: a plain word has other senses too."""
        return self.part != PLAIN


def terms(text=None):
    """The entries of the glossary."""
    text = pages.read(ROOT / "docs" / GLOSSARY) if text is None else text
    parts = [(part.end(), part[1]) for part in PART.finditer(text)]
    for entry in ENTRY.finditer(text):
        part = [title for start, title in parts if start < entry.start()][-1]
        forms = entry["name"], *re.findall(r"\*([^*]+)\*", entry["others"])
        link = entry["link"]
        yield Term(entry["name"], forms, entry["anchor"], entry["said"], link.partition("#")[0], link, part)


def pattern(form):
    """A form of a term in a text, also in the plural, with a hyphen or a space, and at the beginning of a sentence."""
    *words, last = re.split(r"[ -]", form)
    plural = rf"{re.escape(last[:-1])}(?:y|ies)" if last.endswith("y") else rf"{re.escape(last)}(?:s|es)?"
    return r"[ \n-]".join([*map(re.escape, words), plural])


def finder(some):
    """One pattern for all forms of these terms, the longest first, and what each of its groups means."""
    forms = sorted(((form, term) for term in some for form in term.forms), key=lambda one: len(one[0]), reverse=True)
    found = "|".join(f"({pattern(form)})" for form, _ in forms)
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.I), [term for _, term in forms]


def uses(text, some):
    """(offset, term, whether it is bold by itself) of each use on the core path of a page."""
    prose = statements.blank(core.prose(text), HEADING)
    search, meant = finder(some)
    bold = {(found.start("text"), found.end("text")) for found in BOLD.finditer(prose)}
    for use in search.finditer(prose):
        yield use.start(), meant[use.lastindex - 1], use.span() in bold


def announced(text, page):
    """Where links are, and to which page."""
    prose = statements.blank(core.path(text), statements.COMMENT)
    for link in LINK.finditer(prose):
        target = link["target"].partition("#")[0]
        yield link.start(), link.end(), posixpath.normpath(posixpath.join(posixpath.dirname(page), target))


def wrong(names=None, some=None, read=None):
    """What is used before it is explained, or is not explained where the glossary says, in these pages in order."""
    read = read or (lambda name: pages.read(ROOT / "docs" / name))
    names, some = names or order.lecture(), [term for term in some or terms() if term.ordered]
    explained = {}
    for page in names:
        text = read(page)
        links, goals = list(announced(text, page)), [goal.span() for goal in GOALS.finditer(text)]
        early = set()
        for offset, term, bold in uses(text, some):
            line = statements.line_of(text, offset)
            if term in explained or any(start <= offset < end for start, end in goals):
                continue
            if bold:
                explained[term] = page
                if page != term.page:
                    said = f"is explained here first, but the glossary leads to {term.page}"
                    yield Wrong(page, line, term.name, said)
            elif term not in early and not any(start <= offset < end and to == term.page for start, end, to in links):
                early.add(term)
                yield Wrong(page, line, term.name, f"is used before it is explained, on {term.page}")
    for term in some:
        if term not in explained:
            yield Wrong(GLOSSARY, 1, term.name, f"is bold nowhere on the core paths; it should be on {term.page}")


def main():
    found = list(wrong())
    for one in found:
        print(f"docs/{one.page}:{one.line}: “{one.term}” {one.message}")
    print(f"{len(list(terms()))} terms; {len(found)} wrong")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
