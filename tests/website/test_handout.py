"""The PDFs: the lecture without what its pages fold away, all of it with every fold open, and the answers apart."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.lecture import order
from scripts.website import handout
from scripts.website.files import SITE

MOST_PAGES = 60  # of the lecture alone


@pytest.fixture(scope="module")
def printed():
    """What is printed, {name of the PDF: the document}, and the pages of it."""
    named = {
        "lecture": [file for file in order.lecture() if file not in handout.ONLINE_ONLY],
        "handout": [file for file in order.pages(order.whole()) if file not in handout.ONLINE_ONLY],
    }
    html = {name: handout.document(SITE, some, name == "handout") for name, some in named.items()}
    return {name: BeautifulSoup(text, "html.parser") for name, text in html.items()}, named


def folds(files):
    """The folds of the site's pages."""
    pages = [SITE / handout.address(file) / "index.html" for file in files]
    articles = [BeautifulSoup(page.read_text("utf-8"), "html.parser").article for page in pages]
    return [
        fold
        for article in articles
        for fold in article.select("details:not(.mkdocstrings-source, .nn-solution, .nn-checks)")
    ]


def test_the_lecture_is_printed_without_a_fold_and_the_whole_with_every_fold_open(printed):
    documents, named = printed
    assert documents["lecture"].find_all("details") == []
    opened = documents["handout"].select("details[open]")
    assert len(opened) == len(documents["handout"].find_all("details")) == len(folds(named["handout"]))


@pytest.mark.parametrize("name", ["lecture", "handout"])
def test_every_page_is_printed_once_and_no_control(name, printed):
    documents, named = printed
    sections = [section["id"] for section in documents[name].find_all("section", class_="handout-page")]
    assert sections == [handout.address(file) for file in named[name]]
    assert documents[name].select("button, input, select, textarea, script, .nn-mark") == []


@pytest.mark.parametrize("name", ["lecture", "handout"])
def test_every_link_inside_a_pdf_leads_to_a_place_in_it(name, printed):
    document = printed[0][name]
    links = {link["href"][1:] for link in document.select("a[href^='#']")}
    assert links - {element["id"] for element in document.select("[id]")} == set()


@pytest.mark.parametrize("name", ["lecture", "handout"])
def test_a_pdf_begins_with_title_date_source_and_contents(name, printed, monkeypatch):
    _, named = printed
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    html = handout.document(SITE, named[name][:3], False, "A title", "https://example.org/")
    front = BeautifulSoup(html, "html.parser").select_one(".handout-front")
    assert [line.get_text() for line in front.find_all("p")][:3] == [
        "A title",
        "January 2, 1970",
        "https://example.org/",
    ]
    assert [link["href"] for link in front.select("li > a")] == [
        f"#{handout.address(file)}" for file in named[name][:3]
    ]


def test_a_pdf_of_a_build_without_an_address_names_none():
    assert "localhost" not in handout.front([], "A title", "http://localhost:8000/")


@pytest.mark.parametrize("name", ["lecture", "handout"])
def test_the_solutions_are_in_the_key_alone(name, printed):
    documents, named = printed
    key = BeautifulSoup("".join(handout.key(SITE, named["handout"])), "html.parser")
    assert documents[name].select(".nn-solution, .nn-key") == [] and key.select("a, button, input, details") == []
    assert len(key.select("div.nn-exercise")) == len(key.select(".nn-solution")) > 5


def test_the_key_says_what_is_right_and_what_a_known_wrong_answer_mistakes(printed):
    text = BeautifulSoup("".join(handout.key(SITE, ["activations/softplus.md"])), "html.parser").get_text()
    assert "Right: 0.5" in text and "Right: the sigmoid" in text and "0.693147: This is the height" in text


def test_the_key_tells_the_code_that_is_given_from_the_solution():
    key = BeautifulSoup("".join(handout.key(SITE, ["activations/softplus.md"])), "html.parser")
    for exercise in key.select(".nn-exercise:has(.nn-start)"):
        labels = [label.get_text() for label in exercise.select(".nn-answer-line")][:2]
        assert labels == ["Given:", "Solution:"]
        assert exercise.select_one(".nn-start").find_previous_sibling("p").get_text() == "Given:"
        assert exercise.select_one(".nn-solution").find_previous_sibling("p").get_text() == "Solution:"


@pytest.mark.parametrize("name", ["lecture", "handout", "answers"])
def test_every_bookmark_is_there_once(name):
    if not (SITE / f"{name}.pdf").exists():
        pytest.skip(f"site/{name}.pdf was not made: there was no Chromium")
    titles = re.findall(
        rb"/Title (\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>)\s*/(?:Parent|Prev|Next|Dest|First)",
        (SITE / f"{name}.pdf").read_bytes(),
    )
    assert len(titles) > 3
    for title in titles:
        text = bytes.fromhex(title[1:-1].decode()) if title[:1] == b"<" else title[1:-1]
        assert text[: len(text) // 2] != text[len(text) // 2 :]


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_the_lecture_alone_has_at_most_60_pages():
    if not (SITE / "lecture.pdf").exists():
        pytest.skip("site/lecture.pdf was not made: there was no Chromium")
    assert 20 < pages_of(SITE / "lecture.pdf") <= MOST_PAGES
    assert pages_of(SITE / "lecture.pdf") < pages_of(SITE / "handout.pdf")
