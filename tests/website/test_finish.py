"""What is done to the built site at the end: old addresses lead to the pages that have moved."""

import functools
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from scripts.lecture.order import pages, whole
from scripts.website import finish
from scripts.website.files import ROOT
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


def test_who_may_frame_the_pages_is_said_in_the_header(tmp_path):
    (tmp_path / "index.html").write_text('<meta charset="utf-8">')
    finish.write(tmp_path, "'self'  https://moodle.example.org")
    assert "; frame-ancestors 'self' https://moodle.example.org\n" in (tmp_path / "_headers").read_text()


@pytest.mark.parametrize(
    "hosts", ["'self'", "'none'", "*", "https:", "'self' https://*.example.org:8443 lms.example.org"]
)
def test_hosts_that_may_frame_the_pages_are_taken(hosts):
    assert finish.frame_ancestors(hosts) == hosts


@pytest.mark.parametrize("hosts", ["", "self", "'none' *", "'self', example.org", "'self'; script-src *", "a\nb.org"])
def test_what_names_no_hosts_is_refused_with_what_is_expected(hosts):
    with pytest.raises(ValueError, match="expected is"):
        finish.frame_ancestors(hosts)


def test_the_setting_comes_from_the_environment_and_is_the_site_itself_otherwise(monkeypatch):
    settings = functools.partial(load_config, str(ROOT / "mkdocs.yml"))
    monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    assert settings().extra["frame_ancestors"] == "'self'"
    monkeypatch.setenv("FRAME_ANCESTORS", "'self' https://moodle.example.org")
    assert settings().extra["frame_ancestors"] == "'self' https://moodle.example.org"


OFFER = '<p>Pages are in <a class="released" data-file="nnref-offline.zip"><code>nnref-offline.zip</code></a>.</p>'


def test_a_file_of_the_release_is_a_link_where_the_repository_is_known_and_a_word_elsewhere(tmp_path):
    page = tmp_path / "index.html"
    for repository, link in [("https://github.com/owner/name", True), ("", False)]:
        page.write_text(OFFER)
        finish.link_releases(tmp_path, repository)
        found = BeautifulSoup(page.read_text(), "html.parser")
        assert found.get_text() == "Pages are in nnref-offline.zip." and bool(found.a) == link
        assert not link or found.a["href"] == f"{repository}/releases/latest/download/nnref-offline.zip"
