"""For the home page: how much of the gradient reaches the first of some layers, as a figure that moves.

Its picture in the page is what docs/assets/js/explorables/layers.mjs draws first; its controls stand in for those of
docs/assets/js/explorable.mjs until these are there, so that the page does not move while it loads.
"""

import json

from scripts.lecture.explorables.layers import BOX, FIRST
from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS


def bars(kind, values, labels):
    """The picture: a numbered bar for each layer, the dashed line is what reaches the last."""
    left, right, floor, n = BOX["left"], BOX["right"], BOX["floor"], len(values)
    step, height = (right - left) / n, (floor - BOX["top"]) / max(values)
    high = [max(0.5, share * height) for share in values]
    middle = [f"{left + (i + 0.5) * step:.1f}" for i in range(n)]
    drawn = "".join(
        f'<rect x="{left + i * step + 1:.1f}" y="{floor - up:.1f}" width="{step - 2:.1f}" height="{up:.1f}" '
        f'style="fill: var(--nn-{kind})"></rect>'
        for i, up in enumerate(high)
    )
    one = f"{floor - height:.1f}"
    shares = {i: (f'x="{middle[i]}" text-anchor="middle"', label) for i, label in enumerate(labels)}
    if any(BOX["digit"] * len(label) >= step for label in labels):
        shares = {0: (f'x="{left}"', labels[0]), n - 1: (f'x="{right}" text-anchor="end"', labels[-1])}
    return (
        f'{drawn}<line x1="{left}" y1="{one}" x2="{right}" y2="{one}"></line>'
        + "".join(
            f'<text {place} y="{floor - high[i] - 6:.1f}" class="nn-strong">{label}</text>'
            for i, (place, label) in shares.items()
        )
        + "".join(
            f'<text x="{x}" y="{BOX["numbers"]}" text-anchor="middle">{i}</text>' for i, x in enumerate(middle, 1)
        )
        + f'<text x="{left}" y="{BOX["bottom"]}">first layer</text>'
        f'<text x="{right}" y="{BOX["bottom"]}" text-anchor="end">last layer</text>'
    )


def choice(one):
    """The stand-in of a choice."""
    options = "".join(
        f'<label><input type="radio"{" checked" * (option["value"] == one["value"])}>{option["label"]}</label>'
        for option in one["options"]
    )
    return f"<fieldset><legend>{one['label']}</legend>{options}</fieldset>"


def slider(one):
    """The stand-in of a range."""
    limits = " ".join(f'{name}="{one[name]}"' for name in ("min", "max", "step", "value"))
    return f'<div><label>{one["label"]}</label><input type="range" {limits}><span>{one["value"]}</span></div>'


def controls(inputs):
    """What stands in for the controls."""
    forms = {"choice": choice, "range": slider}
    return "".join(forms[one["form"]](one) for one in inputs)


def write():
    """Write the fragment; return its path in a list."""
    computed = json.loads((DOCS / "assets/explorables/layers.json").read_text("utf-8"))
    first = computed["states"][" ".join(map(str, FIRST))]
    svg = (
        f'<svg viewBox="0 0 360 176" role="img" aria-label="{first["said"]}">'
        f"{bars(FIRST[0], first['values'], first['labels'])}</svg>"
    )
    text = (
        f'<div class="nn-explorable" data-explore="layers" data-search-exclude>\n{svg}\n'
        f'<p class="nn-said" role="status">{first["said"]}</p>\n'
        f'<div class="nn-explorable-controls" inert>{controls(computed["inputs"])}</div>\n</div>\n'
    )
    return [files.write(FRAGMENTS / "layers.md", text)]
