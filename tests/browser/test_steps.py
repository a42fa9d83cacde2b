"""The step that How a network learns follows by hand: one sentence at a time, and the picture as far as it is known."""

import pytest
from playwright.sync_api import expect

from scripts.lecture import learning
from scripts.website.text.learning import steps

SENTENCES = [f"{name}. {sentence}" for name, sentence in steps(learning.one_step())]


@pytest.fixture
def stepping(page, site):
    page.goto(site.url("learning/"))
    expect(said(page)).to_have_text(f"Step 1 of {len(SENTENCES)}. {SENTENCES[0]}")
    return page


def said(page):
    return page.locator(".nn-steps").get_by_role("status")


def press(page, name, times=1):
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).click()


def shown(page, text):
    """Whether each such text of the picture is seen."""
    return [part.is_visible() for part in page.locator(".nn-graph [data-at]").get_by_text(text, exact=True).all()]


def test_next_step_says_each_sentence_in_order(stepping):
    for number, sentence in enumerate(SENTENCES[1:], 2):
        press(stepping, "Next step")
        expect(said(stepping)).to_have_text(f"Step {number} of {len(SENTENCES)}. {sentence}")


def test_back_goes_back_and_stops_at_the_first_step(stepping):
    press(stepping, "Next step", 2)
    press(stepping, "Back")
    expect(said(stepping)).to_contain_text("Step 2 of")
    press(stepping, "Back")
    expect(said(stepping)).to_contain_text("Step 1 of")
    expect(stepping.get_by_role("button", name="Back")).to_be_disabled()


def test_the_keyboard_steps_and_keeps_its_place_at_the_end(stepping):
    following = stepping.get_by_role("button", name="Next step")
    following.focus()
    for _ in SENTENCES:
        stepping.keyboard.press("Enter")
    expect(said(stepping)).to_contain_text(f"Step {len(SENTENCES)} of")
    expect(following).to_be_focused()
    stepping.keyboard.press("Shift+Tab")
    stepping.keyboard.press("Space")
    expect(said(stepping)).to_contain_text(f"Step {len(SENTENCES) - 1} of")


def test_the_picture_shows_what_is_known_and_no_gradient_before_the_backward_pass(stepping):
    assert not any(shown(stepping, "0.5")) and not any(shown(stepping, "(−8)"))
    press(stepping, "Next step")
    assert all(shown(stepping, "0.5")) and not any(shown(stepping, "(−8)"))
    press(stepping, "Next step", 4)
    assert all(shown(stepping, "(−8)")) and not any(shown(stepping, "(−4)"))
    press(stepping, "Next step", 2)
    assert all(part.is_visible() for part in stepping.locator(".nn-graph [data-at]").all())


def test_it_steps_after_instant_navigation_and_only_once(page, site):
    page.goto(site.url("neuron/"))
    page.locator("article").get_by_role("link", name="How a network learns").click()
    expect(said(page)).to_contain_text("Step 1 of")
    press(page, "Next step")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("The neuron")
    page.go_forward()
    expect(said(page)).to_have_count(1)


def test_on_paper_it_is_the_whole_list_with_the_whole_picture(stepping):
    stepping.emulate_media(media="print")
    items = stepping.locator(".nn-steps li")
    assert [item.inner_text() for item in items.all()] == SENTENCES
    assert all(part.is_visible() for part in stepping.locator(".nn-graph [data-at]").all())
    expect(stepping.get_by_role("button", name="Next step")).to_have_count(0)


def test_without_scripts_it_is_the_whole_list_with_the_whole_picture(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("learning/"))
    assert page.locator(".nn-steps li:visible").count() == len(SENTENCES)
    assert all(part.is_visible() for part in page.locator(".nn-graph [data-at]").all())
    context.close()


def test_on_a_phone_the_picture_fits_and_its_numbers_can_be_read(stepping):
    stepping.set_viewport_size({"width": 360, "height": 780})
    box = stepping.locator(".nn-graph svg").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    sizes = stepping.locator(".nn-graph text, .nn-graph tspan").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) * box["width"] / 360 >= 11
