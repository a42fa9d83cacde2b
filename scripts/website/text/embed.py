"""For the page for teachers: what of these pages can stand in a frame on another, but for the exercises."""

import json
import re

from scripts.lecture import order
from scripts.prose import pages
from scripts.prose.statements import uncommented
from scripts.website import files, slides
from scripts.website.files import DOCS, FRAGMENTS

MOVES = re.compile(
    r"^(?:!\[[^\]]*\]\((?:\.\./)*figures/(?P<figure>\w+)\.svg\)\{[^}\n]*"
    r'|<div class="nn-explorable" id="(?P<id>[\w-]+)" )data-explore="?(?P<name>\w+)',
    re.M,
)


def every():
    """(name, page, its title, anchor) of the figures that move, in the order of the pages; the deck repeats some."""
    for page in order.pages(order.whole()):
        if page == slides.SOURCE.name:
            continue
        text = uncommented(pages.read(DOCS / page))
        for found in MOVES.finditer(text):
            title = re.search(r"^# (.*)$", text, re.M)[1]
            yield found["name"], page, title, found["id"] or f"fig-{found['figure']}"


def task(name):
    """What is to be found out with it, which was made before the texts are."""
    return json.loads((DOCS / f"assets/explorables/{name}.json").read_text("utf-8"))["task"]


def write():
    lines = ['- [Playground](playground.md){: data-embed="" data-kind="playground" }']
    for name, page, title, anchor in every():
        known = f'{{: data-embed="{name}" data-kind="explorable" }}'
        lines.append(f"- [{title}]({page}#{anchor}){known}: {task(name)}")
    text = "\n".join(lines)
    return [files.write(FRAGMENTS / "embed.md", f'<div class="nn-embeds" markdown>\n\n{text}\n\n</div>\n')]
