"""What a reader gets of the comments: a button behind what is computed, a link behind what is cited, and nothing else."""

import markdown
import pytest
from bs4 import BeautifulSoup

EXTENSIONS = ["tables", "toc", "attr_list", "admonition", "md_in_html", "pymdownx.superfences", "pymdownx.details",
              "pymdownx.blocks.caption", "pymdownx.arithmatex", "scripts.mathml", "scripts.marks"]


def convert(text):
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.arithmatex": {"generic": True}})
    html = md.convert(text)
    return BeautifulSoup(html, "html.parser"), md, html


def test_a_number_is_followed_by_a_button_that_has_everything_in_attributes():
    page, _, _ = convert("It has 26<!-- = net(\"a\").n < 3 --> parameters.")
    button = page.find("button", class_="nn-mark")
    assert button.previous_sibling == "It has 26" and button.get_text() == "" and button["type"] == "button"
    assert (button["data-shown"], button["data-expr"]) == ("26", 'net("a").n < 3')
    assert button["aria-label"] == 'Checked: 26 equals net("a").n < 3'


def test_the_text_of_the_page_is_what_it_would_be_without_comments():
    page, _, html = convert("**26**<!-- = a --> and 3 to 5<!-- = (b, c) -->, $x = y$<!-- not checked: no --> and **yes**<!-- = d -->.")
    assert "<!--" not in html and page.get_text().startswith("26 and 3 to 5, ") and page.get_text().endswith(" and yes.")


PLACES = {
    "a table": "| a | b |\n| - | - |\n| 26<!-- = x[\"a\"] --> | b |",
    "a list": "- 26<!-- = x -->",
    "an admonition": "!!! note\n    26<!-- = x -->",
    "a folded block": "??? note\n    26<!-- = x -->",
    "a caption": "![a](b.png)\n/// caption\n26<!-- = x -->\n///",
    "HTML": "<div markdown>\n26<!-- = x -->\n</div>",
    "raw HTML": "<p>26<!-- = x --></p>",
    "inline mathematics": "So $26$<!-- = x --> it is.",
    "a display formula": "$$\n26\n$$<!-- = x -->\n\nNext",
    "a display formula in a list": "- item\n\n    $$\n    26\n    $$<!-- = x -->\n\n    more",
}


@pytest.mark.parametrize("place", PLACES)
def test_there_is_one_mark_in(place):
    page, _, html = convert(PLACES[place])
    assert len(page.find_all("button", class_="nn-mark")) == 1 and "<!--" not in html and "wzxhzdk" not in html


def test_the_mark_of_a_display_formula_stands_in_its_box():
    page, _, _ = convert(PLACES["a display formula"])
    assert page.find("div", class_="arithmatex").find("button") and page.find("div", class_="arithmatex").find("math")


UNMARKED = {
    "a heading": "# The 26<!-- = x --> parameters of 86 billion<!-- @azevedo2009 -->",
    "an alternative text": "![A 26<!-- = x[0] -->](a.png)",
    "a link": "[the 26<!-- = x -->](a.md)",
}


@pytest.mark.parametrize("place", UNMARKED)
def test_there_is_no_mark_and_no_comment_in(place):
    page, _, html = convert(UNMARKED[place])
    assert page.find("button") is None and page.find(class_="nn-cite") is None and "<!--" not in html and "26" in html


def test_a_title_in_the_table_of_contents_has_nothing_of_it():
    _, md, _ = convert(UNMARKED["a heading"])
    assert [(token["name"], token["id"]) for token in md.toc_tokens] == [("The 26 parameters of 86 billion", "the-26-parameters-of-86-billion")]


def test_code_keeps_its_comments():
    page, _, _ = convert("`26<!-- = x -->`\n\n```python\n26  # <!-- = x -->\n```")
    assert page.find("button") is None and page.get_text().count("<!-- = x -->") == 2


def test_a_citation_becomes_a_link_named_by_author_and_year():
    page, _, _ = convert("About 86 billion<!-- @azevedo2009 --> neurons.")
    link = page.find("a", class_="nn-cite")
    assert link.get_text() == "[Azevedo et al. 2009]" and link["href"] == "/references.md#azevedo2009" and link.has_attr("data-search-exclude")


def test_a_wrong_comment_does_not_reach_the_page_either():
    _, _, html = convert("26 <!-- = x --> and <!-- nothing --> and 3<!-- @nobody -->.")
    assert "<!--" not in html and "button" not in html and "nobody" not in html
