"""For the page Practice: all exercises in the order of the pages, with their kinds and how they begin."""

import re

from scripts.lecture import order
from scripts.prose import exercises, pages
from scripts.prose.statements import uncommented
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS


def every():
    """(page, title of the page, exercise) in the order of the navigation. An id that occurs twice is an error."""
    seen = {}
    for page in order.pages(order.whole()):
        text = pages.read(DOCS / page)
        heading = re.search(r"^# (.*)$", uncommented(text), re.M)
        for block in exercises.parse(text):
            if other := seen.get(block.id):
                raise ValueError(
                    f"docs/{page}: the exercise {block.id} has the id of one in docs/{other}: find another"
                )
            seen[block.id] = page
            yield page, heading[1] if heading else page, block


def begins(block):
    """The first sentence of an exercise; its numbers and links are those of its own page."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", uncommented(block.text).strip().partition("\n")[0])


def write():
    lines, last = [], None
    for page, title, block in every():
        if block.name != "exercise":
            continue
        if page != last:
            lines += ["", f"## {title}", ""]
        last = page
        kind = exercises.KINDS.get(block.kind, block.kind)
        words = uncommented(block.title)
        known = f'{{: data-practice="{block.id}" data-kind="{block.kind}" }}'
        lines.append(f"- [{words}]({page}#{block.id}){known} <small>{kind}</small><br><small>{begins(block)}</small>")
    text = "\n".join(lines) or "There are none yet."
    return [files.write(FRAGMENTS / "practice.md", f'<div class="nn-practice" markdown>\n\n{text}\n\n</div>\n')]
