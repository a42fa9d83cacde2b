"""What a reader gets of the comments: a button behind what is computed, a link behind what is cited,
and nothing else."""

import markdown
import pytest
from bs4 import BeautifulSoup

from scripts.prose import statements
from scripts.website.files import DOCS

EXTENSIONS = [
    "tables",
    "toc",
    "attr_list",
    "admonition",
    "md_in_html",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.blocks.caption",
    "pymdownx.arithmatex",
    "scripts.website.markdown.mathml",
    "scripts.website.markdown.marks",
]


def convert(text, wrong=None):
    """The page, on which all statements were found right but those that have a message."""
    right = {(statement.shown, statement.claim) for statement in statements.parse(text)} - set(wrong or ())
    found = {"scripts.website.markdown.marks": {"found": {"right": right, "wrong": wrong or {}}}}
    options = {"pymdownx.arithmatex": {"generic": True}} | found
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs=options)
    html = md.convert(text)
    return BeautifulSoup(html, "html.parser"), md, html


def test_a_number_is_followed_by_a_button_that_has_everything_in_attributes():
    page, _, _ = convert('It has 26<!-- = net("a").n < 3 --> parameters.')
    button = page.find("button", class_="nn-mark")
    assert page.get_text() == "It has 26 parameters." and button.previous_sibling == "26"
    assert button.get_text() == "" and button["type"] == "button"
    assert (button["data-shown"], button["data-expr"]) == ("26", 'net("a").n < 3')
    assert button["aria-label"] == 'Checked: 26 equals net("a").n < 3'


def test_a_sentence_that_holds_is_followed_by_a_button_too():
    page, _, _ = convert("Maxout is faster.<!-- holds: faster(a, b) --> It has 26<!-- = x --> parameters.")
    mark, _ = page.find_all("button", class_="nn-mark")
    assert page.get_text() == "Maxout is faster. It has 26 parameters."
    assert mark["aria-label"] == "Checked: this sentence holds, because faster(a, b)"


def test_what_was_not_evaluated_has_no_mark():
    md = markdown.Markdown(extensions=EXTENSIONS)
    assert "button" not in md.convert("It has 26<!-- = x --> parameters. It is good.<!-- holds: y -->")


def test_what_is_wrong_has_a_mark_of_its_own_that_says_so():
    page, _, _ = convert("It has 27<!-- = x --> and 3<!-- = y -->.", {("27", "x"): "the page shows '27', but 26"})
    marks = page.find_all("button")
    assert [mark["class"] for mark in marks] == [["nn-mark", "nn-false"], ["nn-mark"]]
    assert marks[0]["aria-label"] == "Wrong: the page shows '27', but 26"


def test_why_a_sentence_is_plain_is_not_shown():
    page, _, html = convert("It is the first.<!-- plain: it is alone -->")
    assert page.get_text() == "It is the first." and "button" not in html and "alone" not in html


KEPT = {
    "26<!-- = x -->": "26",
    "about *twice*<!-- = x --> as": "twice",
    "(10⁻⁵<!-- = x -->)": "10⁻⁵",
    "so $26$<!-- = x -->.": "26",
    "| a |\n| - |\n| 26<!-- = x --> |": "26",
    "between 3<!-- = x --> and 5<!-- = y -->": "3",
}


@pytest.mark.parametrize("text", KEPT)
def test_a_line_does_not_break_between_a_word_and_its_mark(text):
    kept = convert(text)[0].find(class_="nn-kept")
    assert kept.get_text() == KEPT[text] and kept.contents[-1]["class"] == ["nn-mark"]


@pytest.mark.parametrize(
    "text", ["as *two words*<!-- = x -->", "as **two words**<!-- = x -->", "So [it is](a.md).<!-- holds: x -->"]
)
def test_a_word_whose_markup_begins_before_it_or_a_link_is_left_alone(text):
    page, _, html = convert(text)
    assert (
        page.find(class_="nn-mark") and not page.find(class_="nn-kept") and html.count("<span") == html.count("</span")
    )


def test_the_text_of_the_page_is_what_it_would_be_without_comments():
    page, _, html = convert(
        "**26**<!-- = a --> and 3 to 5<!-- = (b, c) -->, $x = y$<!-- not checked: no --> and **yes**<!-- = d -->."
    )
    assert (
        "<!--" not in html and page.get_text().startswith("26 and 3 to 5, ") and page.get_text().endswith(" and yes.")
    )


PLACES = {
    "a table": '| a | b |\n| - | - |\n| 26<!-- = x["a"] --> | b |',
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
    assert [(token["name"], token["id"]) for token in md.toc_tokens] == [
        ("The 26 parameters of 86 billion", "the-26-parameters-of-86-billion")
    ]


def test_code_keeps_its_comments():
    page, _, _ = convert("`26<!-- = x -->`\n\n```python\n26  # <!-- = x -->\n```")
    assert page.find("button") is None and page.get_text().count("<!-- = x -->") == 2


def test_a_citation_becomes_a_link_named_by_author_and_year():
    page, _, _ = convert("About 86 billion<!-- @azevedo2009 --> neurons.")
    link = page.find("a", class_="nn-cite")
    assert (
        link.get_text() == "[Azevedo et al. 2009]"
        and link["href"] == "/references.md#azevedo2009"
        and link.has_attr("data-search-exclude")
    )


def test_a_wrong_comment_does_not_reach_the_page_either():
    _, _, html = convert("26 <!-- = x --> and <!-- nothing --> and 3<!-- @nobody -->.")
    assert "<!--" not in html and "button" not in html and "nobody" not in html


TEXT = (
    "A number, 26<!-- = net.n_params -->.\n\n| a | b |\n| - | - |\n| word | 7<!-- = far.away --> |\n\n$$ x "
    "$$<!-- = y -->\n\n" + "More.\n\n" * 99
)
WHAT_SHOWS = """() => [...document.querySelectorAll('.nn-mark')].map(mark => {
    const shown = getComputedStyle(mark, '::after');
    return shown.content === 'none' || shown.display === 'none' ? '' : shown.content;
})"""


@pytest.fixture
def open_page(chromium):
    """The text above in a window of a phone's width."""
    contexts = []

    def open_page(**options):
        context = chromium.new_context(viewport={"width": 360, "height": 640}, **options)
        contexts.append(context)
        page = context.new_page()
        style = (DOCS / "stylesheets/marks.css").read_text("utf-8")
        page.set_content(
            f"<!doctype html><meta name=viewport content='width=device-width'><style>{style}</style>{convert(TEXT)[2]}"
        )
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_keyboard_alone_reads_one_expression_after_the_other(open_page):
    page, seen = open_page(), []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append([text for text in page.evaluate(WHAT_SHOWS) if text])
    assert [len(texts) for texts in seen] == [1, 1, 1]
    assert [texts[0].split("✓")[0].strip(' "') for texts in seen] == [
        "26 = net.n_params",
        "7 = far.away",
        "this formula = y",
    ]


def test_a_tap_on_the_number_itself_shows_its_expression(open_page):
    page = open_page(has_touch=True)
    box = page.locator(".nn-mark").first.bounding_box()
    page.touchscreen.tap(box["x"] - 8, box["y"] + box["height"] / 2)
    assert "net.n_params" in page.evaluate(WHAT_SHOWS)[0]


def test_what_is_pointed_at_wins_over_what_has_the_focus(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    page.locator(".nn-mark").nth(1).hover()
    shown = page.evaluate(WHAT_SHOWS)
    assert not shown[0] and "far.away" in shown[1]


def test_marks_leave_the_width_of_the_page_and_the_print_alone(open_page):
    page = open_page()
    page.locator(".nn-mark").nth(1).hover()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.emulate_media(media="print")
    assert not page.locator(".nn-mark").first.is_visible()
