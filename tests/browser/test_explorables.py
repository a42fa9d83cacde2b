"""Experiments in a page: they open in their telling state, and answer to keys, also on a phone."""

import pytest
from playwright.sync_api import expect

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(params=SIZES)
def home(request, page, site):
    page.set_viewport_size(SIZES[request.param])
    page.goto(site.url())
    page.locator(".nn-explorable.nn-live").wait_for()
    return page


def test_without_scripts_the_first_state_is_there_and_the_script_draws_the_same(home, chromium, server):
    with chromium.new_context(java_script_enabled=False) as context:
        still = context.new_page()
        still.goto(server.url())
        box = still.locator(".nn-explorable")
        expect(box.locator("svg")).to_be_visible()
        expect(box.locator("input")).to_have_count(0)
        assert box.locator("svg").inner_html() == home.locator(".nn-explorable svg").inner_html()
        assert box.locator(".nn-said").inner_text() == home.locator(".nn-explorable .nn-said").inner_text()


def test_keys_choose_the_activation_function_and_the_number_of_layers(home):
    said, layers = home.locator(".nn-explorable").get_by_role("status"), home.get_by_role("slider", name="Layers")
    expect(said).to_contain_text("The first of 10 sigmoid layers gets 1/")
    home.get_by_role("radio", name="sigmoid").focus()
    home.keyboard.press("ArrowRight")
    expect(home.get_by_role("radio", name="tanh")).to_be_checked()
    expect(said).to_contain_text("The first of 10 tanh layers")
    expect(said).to_contain_text("it arrives")
    layers.focus()
    home.keyboard.press("End")
    expect(said).to_contain_text("The first of 20 tanh layers")
    expect(layers).to_have_attribute("aria-valuetext", "20")
    expect(home.locator(".nn-explorable rect")).to_have_count(20)


def test_weights_that_are_too_large_let_the_gradient_explode(home):
    home.get_by_role("radio", name="ReLU").check()
    home.get_by_role("radio", name="twice").check()
    expect(home.locator(".nn-explorable").get_by_role("status")).to_contain_text("explodes")
    label = home.locator(".nn-explorable svg").get_attribute("aria-label")
    assert label == home.locator(".nn-explorable .nn-said").inner_text()


def test_it_is_there_after_instant_navigation_and_fits_the_screen(home):
    home.evaluate("window.sameDocument = true")
    home.locator("article a[href$='neuron/']").first.click()
    home.locator("h1", has_text="The neuron").wait_for()
    home.go_back()
    home.locator(".nn-explorable.nn-live").wait_for()
    expect(home.locator(".nn-explorable-controls")).to_have_count(1)
    assert home.evaluate("sameDocument") and home.evaluate("document.documentElement.scrollWidth <= innerWidth")
