"""The bibliography as text for the pages, and how many statements are computed or cited."""

import re

from scripts.prose import bibliography, pages, statements
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS


def title(page):
    heading = re.search(r"^# (.+)$", statements.blank(pages.read(page), statements.COMMENT, ""), re.M)
    return heading[1].strip() if heading else page.stem


def reference(key, entry, citing):
    """One entry as a paragraph with its anchor."""
    authors = ", ".join(
        " ".join(reversed(author.strip("{}").split(", "))) for author in re.split(r"\s+and\s+", entry["author"])
    )
    number = f"({entry['number']})" if "number" in entry else ""
    venue = ", ".join(
        part
        for part in (
            f"*{entry['journal']}*" if "journal" in entry else "",
            entry.get("volume", "") + number,
            entry.get("pages", ""),
        )
        if part
    )
    links = (
        [f"[doi:{entry['doi']}](https://doi.org/{entry['doi'].replace('(', '%28').replace(')', '%29')})"]
        if "doi" in entry
        else []
    )
    links += [f"[arXiv:{entry['arxiv']}](https://arxiv.org/abs/{entry['arxiv']})"] if "arxiv" in entry else []
    links += [f"[{re.sub('^https?://', '', entry['url']).split('/')[0]}]({entry['url']})"] if "url" in entry else []
    cited = ", ".join(
        f"[{title(page)}]({page.relative_to(DOCS).as_posix()})" for page in citing if page.name != "README.md"
    )
    sentences = [
        f"{authors}{' (' + entry['year'] + ')' if 'year' in entry else ''}",
        f"**{entry['title']}**",
        venue,
        ", ".join(links),
        f"Cited for {entry['note']}",
        cited and f"Cited on {cited}",
    ]
    return (
        "\n".join(re.sub(r"(?<![.?])$", ".", s) for s in sentences if s).replace("?**.", "?**")
        + f"\n{{: #{key} .nn-reference }}\n"
    )


def write():
    """The fragments references.md and counts.md; the paths of both."""
    used, count = bibliography.uses(), pages.counts()
    order = sorted(
        bibliography.entries().items(),
        key=lambda item: ([name.casefold() for name in bibliography.names(item[1])], item[1].get("year", "")),
    )
    text = (
        f"**{count['computed']}** numbers, words and formulas on this site, and **{count['holds']}** sentences, "
        f"were compared with its own code when it was made; **{count['cited']}** are cited from "
        f"[the literature](references.md). Formulas that are marked as not checked: **{count['not checked']}**.\n"
    )
    return [
        files.write(FRAGMENTS / "references.md", "\n".join(reference(key, entry, used[key]) for key, entry in order)),
        files.write(FRAGMENTS / "counts.md", text),
    ]
