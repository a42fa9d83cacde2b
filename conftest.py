"""The pages and the README are tests (scripts/examples.py); tests that look at pages get a browser."""

import os
import shutil

import pytest

from scripts.examples import pages

collect_page = pages.pytest()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """A page is nothing else besides: a lab is no module with doctests."""
    others = yield
    page = collect_page(file_path, parent)
    return [page] if page else others


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright. Where there is none its tests are skipped, but in CI they fail."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("this test needs Chromium: install the system's package")
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"])
        yield browser
        browser.close()
