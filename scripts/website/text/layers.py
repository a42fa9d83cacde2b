"""For the home page: how much of the gradient reaches the first of some layers, as a figure that moves.

Its picture in the page is what docs/assets/js/explorables/layers.mjs draws first.
"""

import json

from scripts.lecture.explorables.layers import BOX, FIRST
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS


def bars(kind, values, label):
    """The picture: a bar for each layer, the dashed line is what reaches the last."""
    step, top = (BOX["right"] - BOX["left"]) / len(values), max(values)
    height = (BOX["floor"] - BOX["top"]) / top
    drawn = "".join(
        f'<rect x="{BOX["left"] + i * step + 1:.1f}" y="{BOX["floor"] - max(0.5, share * height):.1f}" '
        f'width="{step - 2:.1f}" height="{max(0.5, share * height):.1f}" style="fill: var(--nn-{kind})"></rect>'
        for i, share in enumerate(values)
    )
    one, above = BOX["floor"] - height, BOX["floor"] - max(0.5, values[0] * height) - 6
    return (
        f'{drawn}<line x1="{BOX["left"]}" y1="{one:.1f}" x2="{BOX["right"]}" y2="{one:.1f}"></line>'
        f'<text x="{BOX["left"]}" y="{above:.1f}" class="nn-strong">{label}</text>'
        f'<text x="{BOX["left"]}" y="{BOX["bottom"]}">first layer</text>'
        f'<text x="{BOX["right"]}" y="{BOX["bottom"]}" text-anchor="end">last layer</text>'
    )


def write():
    """Write the fragment; return its path in a list."""
    computed = json.loads((DOCS / "assets/explorables/layers.json").read_text("utf-8"))
    first = computed["states"][" ".join(map(str, FIRST))]
    svg = (
        f'<svg viewBox="0 0 360 176" role="img" aria-label="{first["said"]}">'
        f"{bars(FIRST[0], first['values'], first['label'])}</svg>"
    )
    text = (
        f'<div class="nn-explorable" data-explore="layers" data-search-exclude>\n{svg}\n'
        f'<p class="nn-said" role="status">{first["said"]}</p>\n</div>\n'
    )
    return [files.write(FRAGMENTS / "layers.md", text)]
