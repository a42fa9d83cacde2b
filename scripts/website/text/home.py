"""For the home page: the lecture's six activation functions as small curves that lead to their pages, the outline,
which is the navigation with what pages say of themselves as `outline:` in their front matter, and the time it takes."""

from itertools import groupby

import numpy as np

from scripts.lecture import order
from scripts.lecture.activations import six
from scripts.lecture.catalog import CATALOG, front_matter
from scripts.lecture.style import LINES
from scripts.prose import core
from scripts.website import files, navigation
from scripts.website.files import DOCS, FRAGMENTS

X = np.linspace(-3, 3, 49)
ACTIVATIONS = {one.page: one for one in CATALOG.values()}


def write():
    """Write the fragment; return its path in a list."""
    tiles = "\n".join(
        f"- [{drawing(name, y)} {CATALOG[name].spelling}]({CATALOG[name].page})<br>{CATALOG[name].sentence}"
        for name, y in six(X).items()
    )
    return [files.write(FRAGMENTS / "curves.md", f'<div class="home-curves" markdown>\n\n{tiles}\n\n</div>\n')]


def drawing(name, y):
    """The curve as a picture inside the page, in the activation's color and line."""
    points = " ".join(f"{16 * (u + 3):.4g},{16 * (3 - v):.4g}" for u, v in zip(X, y))
    line = LINES[CATALOG[name].line]
    dashes = (
        "" if isinstance(line, str) else f' stroke-dasharray="{" ".join(f"{2.5 * length:g}" for length in line[1])}"'
    )
    return (
        f'<svg viewBox="-2 -2 100 74" aria-hidden="true"><path class="axes" d="M0 48H96M48 0V72" />'
        f'<polyline points="{points}" style="stroke: var(--nn-{name})"{dashes} /></svg>'
    )


LISTS = {"Labs": "Labs", "Appendix": "To keep at hand"}  # parts of the navigation that are lists of their own
ELSEWHERE = ("index.md",)  # to which the home page leads by itself


def outline():
    """Write the fragments; return their paths. A page that the navigation forgets is an error."""
    navigation.check()
    nav = order.whole()
    parts = [("The lecture", [item for item in nav if not item.keys() & LISTS.keys()])]
    parts += [(LISTS[title], part) for item in nav for title, part in item.items() if title in LISTS]
    lines = []
    for head, items in parts:
        lines.append(f"- **{head}**")
        for number, (line, below) in enumerate(entries(items), 1):
            lines.append(f"    {f'{number}.' if head == 'The lecture' else '-'} {line}")
            lines += [f"        - {each}" for each, _ in below]
    text = "\n".join(lines)
    outline = f'<div class="home-outline" markdown>\n\n{text}\n\n</div>\n'
    return [files.write(FRAGMENTS / "outline.md", outline), files.write(FRAGMENTS / "minutes.md", minutes())]


def minutes():
    """How long the lecture takes to read."""
    needed = 5 * round(sum(core.minutes(core.page(page)) for page in order.lecture()) / 5)
    return f"About **{needed}** minutes to read, and more to try.\n"


def entries(items):
    """A line for each entry of the navigation, with the entries below it; one for all activations that follow each
    other."""
    for alike, group in groupby(items, key=is_activation):
        if alike:
            yield names(group), []
            continue
        for title, part in (pair for item in group for pair in item.items()):
            if part in ELSEWHERE:
                continue
            if isinstance(part, str):
                yield linked(title, part), []
            elif not isinstance(part[0], str):
                yield from entries(part)
            elif all(map(is_activation, part[1:])):
                yield f"{linked(title, part[0])}: {names(part[1:])}.", []
            else:  # the first page introduces the others
                yield linked(title, part[0]), list(entries(part[1:]))


def is_activation(item):
    return any(page in ACTIVATIONS for page in item.values() if isinstance(page, str))


def names(items):
    return ", ".join(f"[{ACTIVATIONS[page].spelling}]({page})" for page in order.pages(list(items)))


def linked(title, page):
    said = front_matter((DOCS / page).read_text("utf-8"), page).get("outline") if page.endswith(".md") else None
    return f"[{title}]({page})" + (f": {said}." if said else "")
