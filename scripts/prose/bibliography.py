"""The bibliography: docs/references.bib, read by pybtex, and checked against the pages.

Of pybtex its scanner, which keeps the braces around a group that is an author, and knows the lines.
"""

import difflib
import re
from collections import defaultdict

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from scripts.lecture.measurements import ROOT
from scripts.prose import numbers, pages, statements

BIB = ROOT / "docs/references.bib"
FIELDS = {"author", "title", "journal", "volume", "number", "pages", "year", "doi", "arxiv", "url", "note", "quoted"}
NEEDED = {"author", "title", "note"}


def entries(text=None):
    """{key: fields}. What cannot be read is an error with its line."""
    text = BIB.read_text("utf-8") if text is None else text
    found, parser = {}, LowLevelParser(text)
    try:
        for _, (key, fields) in parser:
            entry = {name: " ".join("".join(value).split()) for name, value in fields}
            if wrong := fault(key, entry, found):
                start = f"\n{text}".rindex("\n@", 0, parser.pos)
                raise ValueError(f"references.bib:{statements.line_of(text, start)}: {key} {wrong}")
            found[key] = entry
    except PybtexSyntaxError as error:
        raise ValueError(f"references.bib:{error.lineno}: {error}") from None
    return found


def fault(key, entry, found):
    if unknown := ", ".join(entry.keys() - FIELDS):
        return f"has {unknown!r}; expected are {', '.join(sorted(FIELDS))}"
    if missing := NEEDED - entry.keys():
        return f"lacks {', '.join(sorted(missing))}"
    return "stands there twice" if key in found else None


def names(entry):
    """The last names of the authors."""
    return [author.strip("{}").split(",")[0] for author in re.split(r"\s+and\s+", entry["author"])]


def label(entry):
    """Author and year, as in running text: Maas et al. 2013."""
    authors = names(entry)
    short = f"{authors[0]} et al." if len(authors) > 2 else " and ".join(authors)
    return f"{short} {entry.get('year', '')}".strip()


def problems(text, known=None):
    """What is wrong with the citations of a page, as (line, message)."""
    known = entries() if known is None else known
    found = []
    for statement in statements.parse(text):
        if statement.kind != "cited":
            continue
        if statement.claim not in known:
            close = " or ".join(difflib.get_close_matches(statement.claim, known)) or "a key of that file"
            found.append(
                (
                    statement.line,
                    f"{statement.claim!r} is no key of docs/references.bib: write {close}, or add an entry",
                )
            )
        elif message := unsupported(statement, known[statement.claim]):
            found.append((statement.line, message))
    return found


def unsupported(statement, entry):
    """What a cited statement prints that its entry does not have: so a slip in copying is noticed."""
    has = " ".join(entry.get(field, "") for field in ("year", "title", "note", "quoted"))
    shown = " ".join(statement.shown.replace("\n>", " ").strip('“”" >').split())
    if statement.about == "word" or not re.search(r"\d", shown):
        return None
    if statement.about == "number" or numbers.RUN.fullmatch(shown):
        wanted = readings(shown)
        stands = any(
            wanted == found[i : i + len(wanted)] for found in map(readings, runs(has)) for i in range(len(found))
        )
    elif statement.about == "formula":
        stands = "".join(shown.split()) in "".join(has.split())
    else:
        stands = shown in has
    return (
        None
        if stands
        else f"{shown!r} does not stand in the entry {statement.claim!r} of docs/references.bib: add it there, "
        "to note or quoted"
    )


def runs(text):
    return (run[0] for run in numbers.RUN.finditer(text))


def readings(run):
    return [numbers.reading(number) for number in numbers.NUMBER.finditer(run)]


def uses():
    """{key: the pages that cite it}."""
    found = defaultdict(list)
    for page in pages.files():
        for statement in statements.parse(pages.read(page)) if page.exists() else ():
            if statement.kind == "cited" and page not in found[statement.claim]:
                found[statement.claim].append(page)
    return found
