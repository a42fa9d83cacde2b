"""Figures that move: they ask, open in their telling state, and answer to keys and fingers, also on a phone."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import nnref
from scripts.lecture.measurements import measured

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


def opened(page, site, address, name, guess="Just show me"):
    """The figure that moves, behind its question."""
    page.goto(site.url(address))
    page.locator(f"[data-explore={name}], [data-of={name}]").evaluate(
        "it => (it.closest('figure') ?? it).scrollIntoView()"
    )
    box = page.locator(f".nn-live[data-of={name}]")
    box.get_by_role("button", name=guess, exact=True).click()
    return box


def said(box):
    return box.get_by_role("status")


def numbers(box):
    """Those of the sentence."""
    text = said(box).inner_text().replace("−", "-").replace(",", "")
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


def drag(page, box, part, x, y):
    """Drag a handle to a place of the picture, given as shares of its width and height."""
    handle, frame = box.locator(f".nn-handle[data-drag={part}]").bounding_box(), box.locator("svg").first.bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * x, frame["y"] + frame["height"] * y, steps=3)
    page.mouse.up()


def test_the_zigzag_takes_the_steps_that_were_measured(page, site):
    box = opened(page, site, "activations/sigmoid/", "zigzag")
    for inputs in "positive", "centered":
        for batch, name in ("one", "one at a time"), ("all", "all at once"):
            box.get_by_role("radio", name=inputs).check()
            box.get_by_role("radio", name=name).check()
            steps = measured("sigmoid_zigzag_paths")[f"{inputs}_{batch}"]["steps"]
            shown = round(numbers(box)[0])
            assert shown in steps and abs(shown - np.median(steps)) <= 0.5, (inputs, batch)


def test_the_start_of_the_zigzag_is_dragged_and_moved_by_keys(page, site):
    box = opened(page, site, "activations/sigmoid/", "zigzag", "in a zig-zag")
    expect(said(box)).to_contain_text("Right: in a zig-zag.")
    drag(page, box, "start", 0.75, 0.2)
    slider = box.get_by_role("slider", name="Start, w₁")
    expect(slider).to_have_value("1")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("1.1")
    expect(said(box)).to_contain_text("every step changes both weights the same way")


def test_a_wrong_guess_is_told_what_is_right(page, site):
    box = opened(page, site, "activations/sigmoid/", "zigzag", "straight to the goal")
    expect(said(box)).to_contain_text("You guessed: straight to the goal. It is: in a zig-zag.")
    expect(box.get_by_role("button")).to_have_count(0)
    assert box.evaluate("box => box.contains(document.activeElement)")


def test_steps_of_the_zigzag_are_shown_one_by_one_and_the_task_is_found(page, site):
    box = opened(page, site, "activations/sigmoid/", "zigzag")
    box.get_by_role("slider", name="Steps shown").fill("3")
    expect(said(box)).to_contain_text("After 3 of")
    expect(box.get_by_text("Found.")).to_have_count(0)
    box.get_by_role("radio", name="centered").check()
    expect(box.get_by_text("Found.")).to_be_visible()


@pytest.mark.parametrize("record", nnref.ACTIVATIONS, ids=lambda record: record.name)
def test_value_and_slope_along_a_curve_are_those_of_nnref(page, site, record):
    box = opened(page, site, f"activations/{record.name}/", f"tangent_{record.name}")
    slider = box.get_by_role("slider", name="Input x")
    for x in -2.0, -0.75, 0.3, 4.0:
        slider.fill(str(x))
        assert numbers(box)[1:] == pytest.approx([record.f(x), record.df(x)], rel=6e-3, abs=1e-12), x


def test_the_tangent_moves_by_keys_and_by_a_finger(page, site):
    box = opened(page, site, "activations/tanh/", "tangent_tanh")
    slider = box.get_by_role("slider", name="Input x")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(said(box)).to_contain_text("At x = −1.95")
    drag(page, box, "x", 193 / 360, 0.5)
    expect(said(box)).to_contain_text("At x = 0 the value is 0 and the slope 1.")
    expect(box.get_by_text("Found.")).to_be_visible()


def test_a_figure_that_moves_stands_in_for_the_still_one_on_the_screen_and_leaves_it_to_paper(page, site):
    box = opened(page, site, "activations/sigmoid/", "zigzag")
    still = page.locator("img[src$='sigmoid_zigzag_path.svg']")
    expect(still).to_be_hidden()
    page.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(box).to_be_hidden()


PLACES = {"zigzag": "activations/sigmoid/", "tangent_elu": "activations/elu/"}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_touched_is_24_pixels_and_more_and_nothing_sticks_out(page, site, name):
    page.set_viewport_size(SIZES["phone"])
    box = opened(page, site, PLACES[name], name)
    for touched in box.locator("input[type=range], fieldset label, .nn-grip").all():
        frame = touched.bounding_box()
        assert frame["height"] >= 24 and frame["width"] >= 24
    frame = box.bounding_box()
    assert frame["x"] >= 0 and frame["x"] + frame["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
