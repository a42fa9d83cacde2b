"""All figures, as they were made."""

import re
from xml.etree import ElementTree

import pytest

from scripts.lecture import svg
from scripts.website import build
from scripts.website.files import DOCS

_, FIGURES, _ = build.targets()
FILES = pytest.mark.parametrize("target", FIGURES, ids=lambda target: target.name)


@FILES
def test_a_figure_was_made_fits_a_phone_and_is_small(target):
    path = DOCS / target.file
    assert path.stat().st_size < svg.LIMIT
    assert float(ElementTree.parse(path).getroot().get("width").removesuffix("pt")) <= 360


@FILES
def test_no_text_of_a_figure_is_smaller_than_9_points_but_indices(target):
    root = ElementTree.parse(DOCS / target.file).getroot()
    sizes = dict(re.findall(r"\.(s\d+)\{[^}]*font-size:([\d.]+)px", root.findtext(svg.SVG + "style")))
    for element in root.iter(svg.SVG + "text"):
        own = re.findall(r"font-size:([\d.]+)px", element.get("style", ""))
        found = own + [sizes[name] for name in element.get("class", "").split() if name in sizes]
        assert all(float(size) >= 9 for size in found), f"{''.join(element.itertext())!r} is too small"


@FILES
def test_a_figure_names_its_maker(target):
    root = ElementTree.parse(DOCS / target.file).getroot()
    assert root.findtext(svg.SVG + "title") == target.title
    assert root.findtext(svg.SVG + "desc").endswith(f": {target.make.__name__}")


def test_the_picture_of_the_readme_is_the_figure():
    for file, copy in build.COPIES.items():
        assert (DOCS / copy).read_bytes() == (DOCS / file).read_bytes()
