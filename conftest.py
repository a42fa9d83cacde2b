"""The pages and the README are tests (scripts/prose/pages.py); tests that look at pages get a browser."""

import os

import pytest

from scripts.prose.pages import sybil
from scripts.website.chromium import FLAGS, find

collect_page = sybil.pytest()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """A page is nothing else besides: a lab is no module with doctests."""
    others = yield
    page = collect_page(file_path, parent)
    return [page] if page else others


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright. Where there is none its tests are skipped, but in CI they fail."""
    path = find()
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("this test needs Chromium: install the system's package")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
