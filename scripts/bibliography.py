"""The bibliography: docs/references.bib, read, checked against the pages, and written as text for them."""

import difflib
import re
from collections import defaultdict

from scripts import numbers, statements

BIB = statements.ROOT / "docs/references.bib"
FRAGMENTS = statements.ROOT / "docs/fragments"
ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}\n?", re.M | re.S)
FIELD = re.compile(r"\s*(\w+) = \{(.*?)\},?\n(?=\s*\w+ = |\s*\Z)", re.S)
FIELDS = {"author", "title", "journal", "volume", "number", "pages", "year", "doi", "arxiv", "url", "note", "quoted"}


def entries(text=None):
    """{key: fields}. What cannot be read is an error with its line."""
    text = BIB.read_text("utf-8") if text is None else text
    found = {}
    for entry in ENTRY.finditer(text):
        line, (_, key, body) = statements.line_of(text, entry.start()), entry.groups()
        fields = dict(FIELD.findall(body))
        if wrong := FIELD.sub("", body).strip() or ", ".join(fields.keys() - FIELDS):
            raise ValueError(f"references.bib:{line}: {key} has {wrong!r}; expected lines such as title = {{...}}, of {sorted(FIELDS)}")
        if missing := {"author", "title", "note"} - fields.keys():
            raise ValueError(f"references.bib:{line}: {key} lacks {', '.join(sorted(missing))}")
        if key in found:
            raise ValueError(f"references.bib:{line}: {key} stands there twice")
        found[key] = {name: " ".join(value.split()) for name, value in fields.items()}
    if missed := len(re.findall("^@", text, re.M)) - len(found):
        raise ValueError(f"references.bib: {missed} entries cannot be read; expected @kind{{key, then fields, then }} on a line of its own")
    return found


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
            found.append((statement.line, f"{statement.claim!r} is no key of docs/references.bib: write {close}, or add an entry"))
        elif message := unsupported(statement, known[statement.claim]):
            found.append((statement.line, message))
    return found


def unsupported(statement, entry):
    """What a cited statement prints that its entry does not have: so a slip in copying is noticed."""
    has = " ".join(entry.get(field, "") for field in ("year", "title", "note", "quoted"))
    shown = " ".join(statement.shown.replace("\n>", " ").strip("“”\" >").split())
    if statement.about == "word" or not re.search(r"\d", shown):
        return None
    if statement.about == "number" or numbers.RUN.fullmatch(shown):
        wanted = readings(shown)
        stands = any(wanted == found[i:i + len(wanted)] for found in map(readings, runs(has)) for i in range(len(found)))
    elif statement.about == "formula":
        stands = "".join(shown.split()) in "".join(has.split())
    else:
        stands = shown in has
    return None if stands else f"{shown!r} does not stand in the entry {statement.claim!r} of docs/references.bib: add it there, to note or quoted"


def runs(text):
    return (run[0] for run in numbers.RUN.finditer(text))


def readings(run):
    return [numbers.reading(number) for number in numbers.NUMBER.finditer(run)]


def uses():
    """{key: the pages that cite it}."""
    found = defaultdict(list)
    for page in statements.pages():
        for statement in statements.parse(statements.read(page)) if page.exists() else ():
            if statement.kind == "cited" and page not in found[statement.claim]:
                found[statement.claim].append(page)
    return found


def counts():
    """How many statements are computed, cited and not checked, over all pages and the README."""
    found = dict.fromkeys(("computed", "cited", "not checked"), 0)
    for page in statements.pages():
        for statement in statements.parse(statements.read(page)) if page.exists() else ():
            if statement.kind in found:
                found[statement.kind] += 1
    return found


def title(page):
    heading = re.search(r"^# (.+)$", statements.blank(statements.read(page), statements.COMMENT, ""), re.M)
    return heading[1].strip() if heading else page.stem


def reference(key, entry, pages):
    """One entry as a paragraph with its anchor."""
    authors = ", ".join(" ".join(reversed(author.strip("{}").split(", "))) for author in re.split(r"\s+and\s+", entry["author"]))
    number = f"({entry['number']})" if "number" in entry else ""
    venue = ", ".join(part for part in (f"*{entry['journal']}*" if "journal" in entry else "", entry.get("volume", "") + number,
                                        entry.get("pages", "")) if part)
    links = [f"[doi:{entry['doi']}](https://doi.org/{entry['doi'].replace('(', '%28').replace(')', '%29')})"] if "doi" in entry else []
    links += [f"[arXiv:{entry['arxiv']}](https://arxiv.org/abs/{entry['arxiv']})"] if "arxiv" in entry else []
    links += [f"[{re.sub('^https?://', '', entry['url']).split('/')[0]}]({entry['url']})"] if "url" in entry else []
    cited = ", ".join(f"[{title(page)}]({page.relative_to(statements.ROOT / 'docs').as_posix()})" for page in pages if page.name != "README.md")
    sentences = [f"{authors}{' (' + entry['year'] + ')' if 'year' in entry else ''}", f"**{entry['title']}**", venue, ", ".join(links),
                 f"Cited for {entry['note']}", cited and f"Cited on {cited}"]
    return "\n".join(re.sub(r"(?<![.?])$", ".", s) for s in sentences if s).replace("?**.", "?**") + f"\n{{: #{key} .nn-reference }}\n"


def write():
    """The fragments references.md and counts.md; the paths of both."""
    from scripts.build import replace
    used, count = uses(), counts()
    order = sorted(entries().items(), key=lambda item: ([name.casefold() for name in names(item[1])], item[1].get("year", "")))
    text = (f"**{count['computed']}** statements on this site are computed by its own code every time it is built, "
            f"**{count['cited']}** are cited from [the literature](references.md), "
            f"and **{count['not checked']}** formulas are marked as not checked.\n")
    return [replace(FRAGMENTS / "references.md", "\n".join(reference(key, entry, used[key]) for key, entry in order)),
            replace(FRAGMENTS / "counts.md", text)]
