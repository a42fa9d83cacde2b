"""The numbers of the figures, such as 3.2 for the second on the third page, and the page that shows all of them."""

import re
from functools import cache

from scripts.lecture import order
from scripts.prose import pages
from scripts.prose.statements import uncommented
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS

IMAGE = r"!\[(?P<alt>[^\]]*)\]\((?:\.\./)*figures/(?P<name>\w+)\.svg\)(?:\{[^}\n]*\})?"
CAPTIONED = re.compile(rf"^{IMAGE}\n/{{3,}} caption$", re.M)


@cache
def numbered():
    """{page: {figure: number}} of the figures with captions, the home page being the zeroth."""
    found = {}
    for chapter, page in enumerate(order.pages(order.whole())):
        names = [one["name"] for one in CAPTIONED.finditer(uncommented(pages.read(DOCS / page)))]
        found[page] = {name: f"{chapter}.{place}" for place, name in enumerate(dict.fromkeys(names), 1)}
    return found


def write():
    lines = []
    for page, numbers in numbered().items():
        text = uncommented(pages.read(DOCS / page))
        title = re.search(r"^# (.*)$", text, re.M)
        alts = {one["name"]: one["alt"] for one in CAPTIONED.finditer(text)}
        lines += [f"## [{title[1]}]({page})", ""] if numbers else []
        for name, number in numbers.items():
            lines += [f"![{alts[name]}](figures/{name}.svg)", "/// caption"]
            lines += [f"[Figure {number}]({page}#fig-{name})", "///", ""]
    return [files.write(FRAGMENTS / "figures.md", "\n".join(lines))]
