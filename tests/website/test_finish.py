"""What is done to the built site at the end: old addresses lead to the pages that have moved."""

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from scripts.lecture.order import pages, whole
from scripts.website import finish
from scripts.website.handout import address

PAGES = {address(file) for file in pages(whole())}


@pytest.mark.parametrize("old, new", finish.MOVED.items())
def test_an_old_address_leads_to_the_new_page_without_a_script(old, new, tmp_path):
    assert new in PAGES and old not in PAGES
    (tmp_path / new).mkdir(parents=True)
    (tmp_path / new / "index.html").write_text("here")
    finish.redirect(tmp_path)
    page = BeautifulSoup((tmp_path / old / "index.html").read_text(), "html.parser")
    at, there = f"https://example.org/site/{old}", f"https://example.org/site/{new}"
    assert urljoin(at, page.find("meta", {"http-equiv": "refresh"})["content"].removeprefix("0; url=")) == there
    assert {urljoin(at, link["href"]) for link in page.find_all(href=True)} == {there}
    assert page.find("script") is None


def test_a_site_of_single_files_gets_no_redirects(tmp_path):
    finish.redirect(tmp_path)
    assert list(tmp_path.iterdir()) == []
