"""Claims about how a figure stands on a page: its size, its loading, its link, who drew it."""

import markdown
import pytest
from bs4 import BeautifulSoup

from scripts.website.markdown import figures as figure_markup

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {size}>{desc}</svg>'


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Sets a page on whose site there are two figures, `one` with and `two` without a note on who drew it."""
    monkeypatch.setattr(figure_markup, "DOCS", tmp_path)
    (tmp_path / "figures").mkdir()
    desc = "<desc>scripts/lecture/some.py: draw_one</desc>"
    (tmp_path / "figures/one.svg").write_text(SVG.format(size='width="360pt" height="196pt"', desc=desc))
    (tmp_path / "figures/two.svg").write_text(SVG.format(size='width="100" height="50px"', desc=""))

    def set_page(text):
        extensions = ["pymdownx.blocks.caption", "scripts.website.markdown.figures"]
        return BeautifulSoup(markdown.markdown(text, extensions=extensions), "html.parser")

    return set_page


ONE = "![A curve.](../figures/one.svg)\n/// caption\nThe curve.\n///\n"
TWO = "![A bell.](../../figures/two.svg)\n"


def test_the_size_is_the_files_own_in_pixels(page):
    images = page(ONE + "\n" + TWO).find_all("img")
    assert [(image["width"], image["height"]) for image in images] == [("480", "261"), ("100", "50")]


def test_only_the_first_figure_of_a_page_loads_at_once(page):
    assert [image.get("loading") for image in page("\n".join([ONE, TWO, TWO])).find_all("img")] == [
        None,
        "lazy",
        "lazy",
    ]


def test_a_figure_is_a_link_to_itself_named_by_its_alternative_text(page):
    link = page(ONE).find("a")
    assert (
        link["href"] == "../figures/one.svg"
        and link.find("img")["alt"] == "A curve."
        and "aria-label" not in link.attrs
    )


def test_the_caption_says_which_function_drew_it_and_how_to_redraw_it(page):
    line = page(ONE).find("figcaption").find(class_="provenance")
    assert line.get_text() == "Drawn by draw_one in scripts/lecture/some.py; make figures redraws it. Download SVG"
    assert line.find("a").attrs == {"href": "../figures/one.svg", "download": ""}


def test_a_figure_that_no_script_of_ours_drew_says_nothing(page):
    assert page(TWO + "/// caption\nA bell.\n///\n").find(class_="provenance") is None


def test_text_around_an_image_stays_where_it_was(page):
    assert page("before ![A bell.](figures/two.svg) after").find("p").get_text() == "before  after"


def test_an_image_that_is_no_svg_is_left_alone(page):
    assert page("![A photograph.](photo.png)").find("img").attrs == {"alt": "A photograph.", "src": "photo.png"}


def test_a_figure_that_does_not_exist_is_an_error_that_names_it(page):
    with pytest.raises(ValueError, match="three.svg"):
        page("![Nothing.](../figures/three.svg)")


def test_a_figure_without_alternative_text_is_an_error_that_names_it(page):
    with pytest.raises(ValueError, match="one.svg has no alternative text"):
        page("![](../figures/one.svg)")


@pytest.mark.parametrize("size", ["", 'width="100%" height="50"', 'width="5em" height="2em"'])
def test_a_file_without_a_usable_size_is_an_error_that_names_it(page, tmp_path, size):
    (tmp_path / "figures/odd.svg").write_text(SVG.format(size=size, desc=""))
    with pytest.raises(ValueError, match="odd.svg: width and height"):
        page("![Odd.](../figures/odd.svg)")


def test_a_figure_of_a_lab_that_was_not_run_is_told_and_any_other_that_is_missing_is_an_error(page, monkeypatch):
    monkeypatch.setattr(figure_markup.build, "LABS", False)
    assert (
        page(ONE.replace("one.svg", "dead_by_rate.svg")).find("em").get_text()
        == "Not drawn, since the labs were not run: A curve."
    )
    with pytest.raises(ValueError, match="there is no figure"):
        page(ONE.replace("one.svg", "three.svg"))
