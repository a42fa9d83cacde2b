"""Markdown extension: an SVG image gets its size, loading, number, a link to itself, who drew it, and downloads."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.lecture.literal import KINDS
from scripts.website import build, pictures
from scripts.website.files import DOCS

PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "in": 96}


def size(svg):
    """Width and height of an SVG file in CSS pixels, from its root element."""
    with svg.open("rb") as file:
        root = next(element for _, element in ElementTree.iterparse(file, ["start"]))
    found = [re.fullmatch(r"([\d.]+)([a-z]*)", root.get(side, "")) for side in ("width", "height")]
    if not all(found) or not {unit for _, unit in (m.groups() for m in found)} <= PIXELS.keys():
        raise ValueError(f"{svg}: width and height in {sorted(PIXELS)} expected on the <svg> element")
    return tuple(round(float(number) * PIXELS[unit]) for number, unit in (m.groups() for m in found))


def provenance(svg, source):
    """The function that drew an SVG file, which scripts.website.build writes into <desc>, and the file to keep;
    or nothing."""
    described = ElementTree.parse(svg).find("{http://www.w3.org/2000/svg}desc")
    script, _, function = (described.text if described is not None else "").partition(": ")
    if not function:
        return None
    line = ElementTree.Element("span", {"class": "provenance", "data-search-exclude": ""})
    line.text = "Drawn by "
    for code, tail in ((function, " in "), (script, "; "), ("make figures", " redraws it.")):
        part = ElementTree.SubElement(line, "code")
        part.text, part.tail = code, tail
    part.tail += " "
    for number, (href, label) in enumerate(downloads(source)):
        if number:
            line[-1].tail = " · "
        ElementTree.SubElement(line, "a", {"href": href, "download": ""}).text = label
    return line


def downloads(source):
    """The files of a figure to take away, as (address, label)."""
    stem = source.removesuffix(".svg")
    if Path(stem).name in pictures.there():
        return [(stem + end, pictures.LABELS[kind]) for kind, end in KINDS.items()]
    return [(source, "Download SVG")]


def number(figure, caption, name, shown):
    """Put a figure's number before its caption, as a link to the figure, whose address has its name."""
    figure.set("id", f"fig-{name}")
    first = caption[0] if len(caption) and caption[0].tag == "p" else caption
    link = ElementTree.Element("a", {"class": "nn-figure", "href": f"#fig-{name}"})
    link.text, link.tail = f"Figure {shown}", f". {first.text or ''}"
    first.text = None
    first.insert(0, link)


@cache
def figures_of_labs():
    """The names of the files that are not there where labs are not run."""
    _, figures, _ = build.targets()
    return {Path(target.file).name for target in figures if target.of_lab}


class FigureTreeprocessor(Treeprocessor):
    def __init__(self, md, numbers):
        super().__init__(md)
        self.numbers = numbers  # {figure: number} of this page

    def run(self, root):
        parents = {child: parent for parent in root.iter() for child in parent}
        images = [image for image in root.iter("img") if image.get("src", "").endswith(".svg")]
        for place, image in enumerate(images):
            source = image.attrib["src"]
            svg = DOCS / re.sub(r"^(\.\.?/)+", "", source)
            if not (svg.is_file() or build.LABS) and svg.name in figures_of_labs():
                image.tag, image.text = "em", f"Not drawn, since the labs were not run: {image.get('alt')}"
                image.attrib.clear()
                continue
            if not svg.is_file():
                raise ValueError(f"there is no figure {svg.relative_to(DOCS.parent)} for the image {source}")
            if not image.get("alt"):
                raise ValueError(f"the image {source} has no alternative text: say what is to be seen")
            width, height = size(svg)
            image.attrib |= {"width": str(width), "height": str(height), "decoding": "async"}
            if place:
                image.set("loading", "lazy")
            parent = parents[image]
            wrap(parent, image, source)
            caption = parents[parent].find("figcaption") if parents[parent].tag == "figure" else None
            if caption is not None and (shown := self.numbers.get(svg.stem)):
                number(parents[parent], caption, svg.stem, shown)
            if caption is not None and (line := provenance(svg, source)) is not None:
                caption.append(line)


def wrap(parent, image, source):
    """Put the image into a link to the file to take away, which any program shows as it is, or to its own. The link's
    name is the image's alternative text."""
    href = downloads(source)[0][0]
    link = ElementTree.Element("a", {"class": "full-size", "href": href, "title": "Open this figure alone"})
    link.tail, image.tail = image.tail, None
    parent[list(parent).index(image)] = link
    link.append(image)


class FigureExtension(Extension):
    def __init__(self, **options):
        self.config = {"numbers": [{}, "{figure: number}"]}
        super().__init__(**options)

    def extendMarkdown(self, md):
        # after the inline patterns (20), before MkDocs makes links relative to the page (0)
        md.treeprocessors.register(FigureTreeprocessor(md, self.getConfig("numbers")), "figure-markup", 11)


def makeExtension(**options):
    return FigureExtension(**options)
