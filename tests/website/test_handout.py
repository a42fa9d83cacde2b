"""The two PDFs: the lecture without what its pages fold away, and all of it, with every fold open."""

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
    return [fold for article in articles for fold in article.select("details:not(.mkdocstrings-source)")]


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


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_the_lecture_alone_has_at_most_60_pages():
    if not (SITE / "lecture.pdf").exists():
        pytest.skip("site/lecture.pdf was not made: there was no Chromium")
    assert 20 < pages_of(SITE / "lecture.pdf") <= MOST_PAGES
    assert pages_of(SITE / "lecture.pdf") < pages_of(SITE / "handout.pdf")
