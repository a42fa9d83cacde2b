"""The zip of the pages, unpacked and opened from disk."""

import hashlib
import zipfile

import pytest
from playwright.sync_api import expect

from scripts.website import offline

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    offline.build(folder / "built/nnref")
    offline.pack(folder / "built/nnref", folder / "nnref.zip")
    with zipfile.ZipFile(folder / "nnref.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def page(chromium, folder):
    """A page opened from disk, on which nothing may go wrong and which asks no host."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
        page.goto((folder / "nnref/index.html").as_uri())
        yield page
    assert wrong == []


def test_the_same_files_give_the_same_zip(folder):
    for path in (folder / "built").rglob("*"):
        path.touch()
    offline.pack(folder / "built/nnref", folder / "again.zip")
    first, second = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("nnref.zip", "again.zip"))
    assert first == second


def test_the_search_works_from_disk(page):
    expect(page.get_by_role("button", name="Run example").first).to_be_visible()
    page.get_by_role("textbox", name="Search").focus()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.get_by_role("textbox", name="Search").press_sequentially("dying ReLU")
    page.locator(".md-search-result__link[href*='activations/relu.html']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ReLU")


def test_mathematics_figures_and_navigation_work_from_disk(page):
    page.locator(".md-nav--primary").get_by_role("link", name="ELU", exact=True).click()
    expect(page.locator("article math").first).to_be_visible()
    assert page.evaluate("document.fonts.load('1em \"STIX Two Math\"', 'x').then(fonts => fonts.length)") == 1
    assert (
        page.locator("article figure img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    )


def test_a_run_control_says_why_nothing_runs_from_disk(page):
    page.get_by_role("button", name="Run example").first.click()
    expect(page.get_by_role("alert")).to_contain_text("opened from disk")
