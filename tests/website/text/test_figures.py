"""Each figure has one number, which its page, the page of all figures and the files agree about."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.website.files import FRAGMENTS, SITE
from scripts.website.handout import address
from scripts.website.text import figures

NUMBERED = [(page, name, number) for page, some in figures.numbered().items() for name, number in some.items()]


def test_the_figures_of_a_page_are_numbered_in_their_order_behind_the_place_of_the_page():
    assert figures.numbered()["neuron.md"] == {"neuron": "1.1", "neuron_line": "1.2", "neuron_bend": "1.3"}
    assert len({number for *_, number in NUMBERED}) == len(NUMBERED) > 50


def test_the_page_of_all_figures_has_each_with_its_number():
    text = (FRAGMENTS / "figures.md").read_text("utf-8")
    for page, name, number in NUMBERED:
        assert f"[Figure {number}]({page}#fig-{name})" in text


@pytest.mark.parametrize("page", [page for page, some in figures.numbered().items() if some])
def test_on_the_site_each_caption_begins_with_its_number_and_a_link_to_itself(page):
    soup = BeautifulSoup((SITE / address(page) / "index.html").read_text("utf-8"), "html.parser")
    found = {}
    for figure in soup.select("figure[id^=fig-]"):
        link = figure.select_one("figcaption a.nn-figure")
        assert link["href"] == f"#{figure['id']}"
        found[figure["id"].removeprefix("fig-")] = link.get_text().removeprefix("Figure ")
    assert found == figures.numbered()[page]


def test_every_figure_can_be_taken_along_as_svg_for_both_papers_and_as_png():
    for _, name, _ in NUMBERED:
        for end in "-light.svg", "-dark.svg", ".png":
            file = SITE / f"figures/{name}{end}"
            assert file.stat().st_size > 1000
            assert not re.search(rb"var\(--|light-dark", file.read_bytes())
