"""Markdown extension: an SVG image gets its size, its loading, and a link to itself at full size."""

import re
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

DOCS = Path(__file__).parents[1] / "docs"
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "in": 96}


def size(svg):
    """Width and height of an SVG file in CSS pixels, from its root element."""
    root = next(element for _, element in ElementTree.iterparse(svg, ["start"]))
    found = [re.fullmatch(r"([\d.]+)([a-z]*)", root.get(side, "")) for side in ("width", "height")]
    if not all(found) or not {unit for _, unit in (m.groups() for m in found)} <= PIXELS.keys():
        raise ValueError(f"{svg}: width and height in {sorted(PIXELS)} expected on the <svg> element")
    return tuple(round(float(number) * PIXELS[unit]) for number, unit in (m.groups() for m in found))


class FigureTreeprocessor(Treeprocessor):
    def run(self, root):
        parents = {child: parent for parent in root.iter() for child in parent}
        images = [image for image in root.iter("img") if image.get("src", "").endswith(".svg")]
        for number, image in enumerate(images):
            source = image.get("src")
            svg = DOCS / re.sub(r"^(\.\.?/)+", "", source)
            if not svg.is_file():
                raise ValueError(f"the image {source} is not below docs: no file {svg.relative_to(DOCS.parent)}")
            if not image.get("alt"):
                raise ValueError(f"the image {source} has no alternative text: say what is to be seen")
            width, height = size(svg)
            image.attrib |= {"width": str(width), "height": str(height), "decoding": "async"}
            if number:
                image.set("loading", "lazy")
            wrap(parents[image], image, source)


def wrap(parent, image, source):
    """Put the image into a link to its own file. The link's name is the image's alternative text."""
    link = ElementTree.Element("a", {"class": "full-size", "href": source, "title": "Open this figure alone"})
    link.tail, image.tail = image.tail, None
    parent[list(parent).index(image)] = link
    link.append(image)


class FigureExtension(Extension):
    def extendMarkdown(self, md):
        # after the inline patterns (20), before MkDocs makes links relative to the page (0)
        md.treeprocessors.register(FigureTreeprocessor(md), "figure-markup", 11)


def makeExtension(**options):
    return FigureExtension(**options)
