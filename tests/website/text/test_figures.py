"""Each figure has one number, on its page and on the page of all figures. (On the site: test_site.py.)"""

from scripts.website.files import FRAGMENTS
from scripts.website.text import figures

NUMBERED = [(page, name, number) for page, some in figures.numbered().items() for name, number in some.items()]


def test_the_figures_of_a_page_are_numbered_in_their_order_behind_the_place_of_the_page():
    assert figures.numbered()["neuron.md"] == {"neuron": "1.1", "neuron_line": "1.2", "neuron_bend": "1.3"}
    assert len({number for *_, number in NUMBERED}) == len(NUMBERED) > 50


def test_the_page_of_all_figures_has_each_with_its_number():
    text = (FRAGMENTS / "figures.md").read_text("utf-8")
    for page, name, number in NUMBERED:
        assert f"[Figure {number}]({page}#fig-{name})" in text
