"""Once Python was used, a browser keeps it and the pages that were opened, for the next visit and without a line."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import new_page

pytestmark = pytest.mark.slow

KEPT = """async () => {
    const cache = await caches.open("nnref")
    return (await cache.keys()).map(({ url }) => url)
}"""
PAGE = "activations/elu/"


@pytest.fixture
def reader(chromium, site):
    with chromium.new_context(service_workers="allow") as context:
        yield new_page(context, site)


def run(page, code):
    page.locator("details").evaluate_all("all => all.forEach(fold => { fold.open = true })")
    example = page.locator(".nn-example.language-python").first
    example.get_by_role("textbox").fill(code)
    example.get_by_role("button", name="Run example").click()
    expect(example.locator(".nn-value")).to_have_text("42")


def until_kept(page, *ends):
    for _ in range(600):
        kept = page.evaluate(KEPT)
        if all(any(url.endswith(end) for url in kept) for end in ends):
            return kept
        page.wait_for_timeout(100)
    raise TimeoutError(f"{ends} not in {kept}")


def test_a_reader_who_runs_nothing_gets_no_service_worker(reader, site):
    reader.goto(site.url(PAGE))
    reader.wait_for_load_state("networkidle")
    assert reader.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert reader.evaluate("caches.keys()") == []


def test_a_page_and_python_come_without_a_line_after_python_was_used(reader, site):
    reader.goto(site.url(PAGE))
    run(reader, "6 * 7")
    until_kept(reader, PAGE, "numpy.bin", "worker.mjs", ".css")
    reader.context.set_offline(True)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("ELU")
    run(reader, "2 * 21")


def test_the_next_visit_asks_the_site_for_no_file_of_python_again(reader, site):
    reader.goto(site.url(PAGE))
    run(reader, "6 * 7")
    until_kept(reader, "numpy.bin")
    before = len(site.sent)
    reader.goto(site.url("activations/relu/"))
    run(reader, "2 * 21")
    assert [path for path, _ in site.sent[before:] if path.endswith((".bin", ".wasm"))] == []


def test_a_page_that_changed_is_seen_anew(reader, site):
    reader.goto(site.url(PAGE))
    run(reader, "6 * 7")
    until_kept(reader, PAGE)
    before = len(site.sent)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("ELU")
    assert any(path.endswith(PAGE) for path, _ in site.sent[before:])
