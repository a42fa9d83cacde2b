"""What a page folds away: a link to it opens it, printing leaves it out, and the Tab key gets there."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

FOLD = (
    '<details class="fold" id="more"><summary>How this was measured</summary>'
    '<p id="inside">Inside.</p></details><p><a href="#inside">to it</a></p>'
)


@pytest.fixture
def folded(page, site):
    """A page with a fold at its end."""

    def with_fold(route):
        html = route.fetch().text()
        route.fulfill(content_type="text/html", body=re.sub(r"(?=</article>)", FOLD, html, count=1))

    page.route("**/neuron/", with_fold)
    page.goto(site.url("neuron/"))
    page.locator("article .copy").first.wait_for()  # the scripts have run
    expect(page.locator("#inside")).to_be_hidden()
    return page


def test_a_link_to_a_place_in_a_closed_fold_opens_it(folded):
    folded.get_by_role("link", name="to it", exact=True).click()
    expect(folded.locator("#inside")).to_be_visible()
    expect(folded.locator("#inside")).to_be_in_viewport()


def test_an_address_of_a_place_in_a_closed_fold_opens_it(folded):
    folded.goto(folded.url + "#inside")
    folded.reload()
    expect(folded.locator("#inside")).to_be_in_viewport()


def test_a_fold_is_opened_by_keyboard(folded):
    folded.locator("summary", has_text="How this was measured").focus()
    folded.keyboard.press("Enter")
    expect(folded.locator("#inside")).to_be_visible()


@pytest.mark.parametrize("opened", [False, True])
def test_what_is_printed_of_a_page_is_what_is_open(folded, opened):
    if opened:
        folded.locator("summary", has_text="How this was measured").click()
    folded.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded.emulate_media(media="print")
    expect(folded.locator("#inside")).to_be_visible(visible=opened)
    expect(folded.locator("#more")).to_be_visible(visible=opened)
    folded.emulate_media(media="screen")
    folded.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded.locator("#more")).to_be_visible()
    expect(folded.locator("#inside")).to_be_visible(visible=opened)
