"""What students type leads to the page that answers it: typed into the search box, read from its first result."""

import pytest

from scripts.website import search
from scripts.website.handout import address
from scripts.website.server import UNDER

LISTEN = """
    const dispatch = EventTarget.prototype.dispatchEvent // docs/assets/site.js passes on by it what the worker says
    EventTarget.prototype.dispatchEvent = function (event) {
        if (event.data?.data?.items) window.found = event.data.data.items.map(([first]) => first.location)
        return dispatch.call(this, event)
    }
"""
TYPE = """async words => {
    const box = document.querySelector("[data-md-component=search-query]")
    window.found = null
    box.value = words
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    const until = performance.now() + 20000
    while (!window.found && performance.now() < until) await new Promise(done => setTimeout(done, 5))
    return window.found?.[0]?.split("#")[0]
}"""
TYPED = search.words()


@pytest.fixture(scope="module")
def box(chromium, server):
    """A page whose search box has the focus, and whose index is there."""
    server.restore()
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.goto(server.url())
        page.get_by_role("textbox", name="Search").focus()
        page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for()
        yield page


@pytest.mark.parametrize("name", TYPED)
def test_the_first_result_is_the_page_that_answers(name, box):
    found = {words: box.evaluate(TYPE, words) for words in TYPED[name]}
    assert found == dict.fromkeys(TYPED[name], address(name))


def test_the_search_is_there_after_another_page_was_opened_first(chromium, server):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.goto(server.url())
        page.locator(".md-nav--primary a[href$='activations/sigmoid/']").first.click()
        page.get_by_role("heading", name="Sigmoid", level=1).wait_for()
        page.get_by_role("textbox", name="Search").focus()
        page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for(state="attached")
        assert page.evaluate(TYPE, "overfit")


def test_the_words_are_many_and_no_page_shows_them(box):
    assert sum(map(len, TYPED.values())) >= 45
    box.evaluate(TYPE, "swish")
    link = box.locator(".md-search-result__link").first
    link.wait_for()
    assert link.get_attribute("href").startswith((f"{UNDER}activations/silu/", "http"))
    assert box.locator(".md-search-result .md-tag:visible").count() == 0
