"""Where a term stands first on a page, its sentence shows on hover, focus and the first tap; no script is needed."""

import pytest
from playwright.sync_api import expect

from scripts.prose import terms
from tests.browser.conftest import new_page

SIZES = {"phone": {"width": 390, "height": 800}, "desktop": {"width": 1280, "height": 900}}
PAGE = "architectures/regularization/"
BUBBLE = """term => {
    const { content, display } = getComputedStyle(term, "::after")
    return display === "none" || content === "none" ? "" : content.split('"')[1]
}"""
SAID = {term.anchor: term.said for term in terms.terms()}


def first(page):
    return page.locator("article a.nn-term").first


def expected(term):
    return SAID[term.get_attribute("href").partition("#")[2]]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_the_sentence_shows_on_hover_and_on_focus_with_and_without_scripts(chromium, server, size, scripts):
    server.restore()
    with chromium.new_context(viewport=SIZES[size], java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(server.url(PAGE))
        term = first(page)
        assert page.evaluate("term => getComputedStyle(term, '::after').content", term.element_handle()) == "none"
        term.hover()
        assert term.evaluate(BUBBLE) == expected(term)
        page.mouse.move(0, 0)
        assert term.evaluate(BUBBLE) == ""
        term.focus()
        assert term.evaluate(BUBBLE) == expected(term)


def test_screen_readers_hear_the_word_and_its_sentence(page, site):
    page.goto(site.url(PAGE))
    term = first(page)
    term.focus()
    word = term.inner_text()
    expect(term).to_have_accessible_name(word)
    expect(term).to_have_accessible_description(expected(term))


def test_the_first_tap_shows_the_sentence_and_the_second_leads_to_the_glossary(chromium, server):
    server.restore()
    with chromium.new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True) as context:
        page = new_page(context, server)
        page.goto(server.url(PAGE))
        page.locator("article .highlight, article table").first.wait_for()
        term = first(page)
        said = expected(term)
        term.tap()
        expect(term).to_be_focused()
        assert term.evaluate(BUBBLE) == said and page.url == server.url(PAGE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        term.tap()
        page.locator("h1", has_text="Terms and notation").wait_for()
        assert "#" in page.url and page.wrong == []


def test_a_click_with_the_mouse_and_the_enter_key_lead_to_the_glossary_at_once(page, site):
    for go in (lambda term: term.click(), lambda term: term.press("Enter")):
        page.goto(site.url(PAGE))
        go(first(page))
        page.locator("h1", has_text="Terms and notation").wait_for()


def test_on_paper_a_term_is_a_word(page, site):
    page.goto(site.url(PAGE))
    first(page).focus()
    page.emulate_media(media="print")
    assert first(page).evaluate("term => getComputedStyle(term).textDecorationLine") == "none"
    assert first(page).evaluate(BUBBLE) == ""
    page.emulate_media(media="screen")
