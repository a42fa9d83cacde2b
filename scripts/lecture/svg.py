"""A figure as SVG that serves both schemes: each color of scripts/lecture/style.py becomes a CSS variable."""

import io
import re
from collections import Counter
from xml.etree import ElementTree

import matplotlib

from scripts.lecture.style import COLORS, RC, WIDTH

SANS = "system-ui,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif"
SERIF = "'STIX Two Text','Times New Roman','Liberation Serif',serif"
LIMIT = 80_000  # bytes; what is larger holds something that should be rounded, thinned or left out
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
NAME_OF = {light: name for name, (light, dark) in COLORS.items()}


def svg(fig, title, description=""):
    """The figure as the text of an SVG file: the same for the same drawing, on every machine."""
    matplotlib.rcParams.update(RC)
    buffer = io.StringIO()
    width, height = 72 * fig.get_size_inches()
    fig.savefig(buffer, format="svg", transparent=True, metadata=dict.fromkeys(["Date", "Creator", "Format", "Type"]))
    drawn = 72 * fig.get_tightbbox().extents - [0, 0, width, height]
    if width > WIDTH or max(*-drawn[:2], *drawn[2:]) > 1:
        left, below, right, above = drawn.round() * [-1, -1, 1, 1]
        raise ValueError(
            f"the figure is {width:.0f} by {height:.0f} pt, at most {WIDTH} wide, and the drawing reaches out of it by "
            f"{left:.0f} on the left, {right:.0f} on the right, {above:.0f} above, {below:.0f} below: make room"
        )
    root = ElementTree.fromstring(buffer.getvalue())
    used = [v for e in root.iter() for k, v in e.items() if k in (HREF, "clip-path")]
    ids = dict.fromkeys(re.findall(r"#(\w+)", " ".join(used)))
    tidy(root, {name: f"i{number}" for number, name in enumerate(ids)})
    for tag, text in (("style", share_styles(root)), ("desc", description), ("title", title)):
        element = ElementTree.Element(SVG + tag)
        element.text = text
        root.insert(0, element)
    ElementTree.register_namespace("", SVG[1:-1])
    ElementTree.indent(root, "")
    text = ElementTree.tostring(root, "unicode") + "\n"
    if len(text) > LIMIT:
        raise ValueError(
            f"{len(text):,} bytes of SVG, at most {LIMIT:,} were expected: thin out the points or the grid"
        )
    return text


def tidy(element, ids):
    """Shorten a tree of matplotlib's in place: digits, names, empty groups; colors become variables."""
    for key, value in list(element.attrib.items()):
        del element.attrib[key]
        if key == "id" and value in ids:
            element.set("id", ids[value])
        elif key == "id" and value == "halo":
            element.set("class", "halo")
        elif key == HREF:
            element.set("href", "#" + ids[value[1:]])
        elif key == "clip-path":
            element.set(key, re.sub(r"#(\w+)", lambda m: "#" + ids[m[1]], value))
        elif key == "style":
            style = restyle(element, value)
            element.attrib |= {"style": style} if style else {}
        elif key not in ("id", "version", "type"):
            value = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), value)
            value = re.sub(r"\s*\b([A-Za-z])\s*", r"\1", value).strip() if key == "d" else value
            element.attrib |= {} if value.startswith("rotate(-0 ") else {key: value}
    children = []
    for child in element:
        tidy(child, ids)
        bare = child.tag == SVG + "g" and not child.attrib
        nothing = child.tag in (SVG + "metadata", SVG + "style") or (
            child.tag == SVG + "path" and child.get("style") == "fill:none"
        )
        children += [] if nothing else list(child) if bare else [child]
    element[:] = children


def restyle(element, style):
    """A style attribute with variables for colors and classes for fonts."""
    parts = [part.strip().partition(": ")[::2] for part in style.split(";")]
    for number, (prop, value) in enumerate(parts):
        if value.startswith("#"):
            if value not in NAME_OF:
                raise ValueError(f"the color {value} is not one of scripts.lecture.style")
            parts[number] = prop, f"var(--{NAME_OF[value]})"
    if element.tag == SVG + "text" and "fill" not in dict(parts):
        raise ValueError("black text does not show on black: a color of scripts.lecture.style was expected")
    if "STIX" in dict(parts).get("font-family", ""):
        element.set("class", "serif")
    return ";".join(f"{prop}:{value}" for prop, value in parts if prop != "font-family")


def share_styles(root):
    """Give styles that occur more than once a class; return the style sheet."""
    styles = Counter(e.get("style") for e in root.iter() if "style" in e.attrib)
    names = {style: f"s{number}" for number, (style, n) in enumerate(styles.items()) if n > 1}
    for element in root.iter():
        if element.get("style") in names:
            element.set("class", f"{element.get('class', '')} {names[element.attrib.pop('style')]}".strip())
    used = ["paper"] + sorted(
        {name for style in styles for name in re.findall(r"var\(--([\w-]+)\)", style)} - {"paper"}
    )
    light, dark = (";".join(f"--{name}:{COLORS[name][scheme]}" for name in used) for scheme in (0, 1))
    return (
        f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        "*{stroke-linejoin:round;stroke-linecap:butt}"
        f"text{{font-family:{SANS}}}.serif{{font-family:{SERIF}}}"
        ".halo text{paint-order:stroke;stroke:var(--paper);stroke-width:4px}"
        + "".join(f".{name}{{{style}}}" for style, name in names.items())
    )
