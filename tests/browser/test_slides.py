"""The deck in a browser: keys, the short form, the notes window, figures that move, and what fits."""

import re

import pytest
from playwright.sync_api import expect

from scripts.website import slides
from tests.browser.conftest import new_page

pytestmark = pytest.mark.slow

SMALLEST = 22  # of what is to be read, in pixels of a slide with 1280 times 720
MEASURE = """() => {
  const slide = document.querySelector("section.present"), frame = slide.getBoundingClientRect()
  const scale = frame.width / 1280, texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  const boxes = [...slide.querySelectorAll("img, svg:not(svg svg), input, button")], sizes = []
  while (texts.nextNode()) {
    const text = texts.currentNode, element = text.parentElement
    if (!text.data.trim() || element.closest("aside, math") || !element.checkVisibility()) continue
    const drawn = element.closest("svg") ? element.getScreenCTM().a / scale : 1
    sizes.push(drawn * parseFloat(getComputedStyle(element).fontSize))
    const range = document.createRange()
    range.selectNodeContents(text)
    boxes.push(range)
  }
  const places = boxes.map(box => box.getBoundingClientRect()).filter(({ width }) => width)
  const far = (side, start) => Math.max(...places.map(place => (place[side] - start) / scale))
  return [far("right", frame.left), far("bottom", frame.top), Math.min(...sizes)]
}"""


@pytest.fixture
def deck(context, site):
    page = new_page(context, site)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(site.url("slides/"))
    expect(page.locator(".reveal.ready")).to_be_visible()
    yield page
    assert page.wrong == []
    page.close()


def title(page):
    return page.locator("section.present > :is(h1, h2)")


def test_arrow_keys_turn_the_slides_and_the_address_keeps_the_place(deck):
    expect(title(deck)).to_contain_text("Activation functions")
    deck.keyboard.press("ArrowRight")
    expect(deck).to_have_url(re.compile("#/.+"))
    deck.reload()
    expect(title(deck)).to_contain_text("What you will be able to do")


def test_o_shows_all_slides_and_o_again_one(deck):
    deck.keyboard.press("o")
    expect(deck.locator(".reveal.overview")).to_be_visible()
    deck.keyboard.press("o")
    expect(deck.locator(".reveal.overview")).to_have_count(0)


def test_the_notes_window_follows_the_slides_and_turns_them(deck):
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    notes = opened.value
    expect(notes.locator("main > h1")).to_contain_text("Activation functions")
    deck.keyboard.press("ArrowRight")
    expect(notes.locator("main > h1")).to_contain_text("What you will be able to do")
    expect(notes.locator("aside.notes")).to_contain_text("First the functions")
    notes.keyboard.press("ArrowRight")
    expect(title(deck)).to_contain_text("A nerve cell")
    notes.close()


def shorter(deck, site, form):
    deck.goto(site.url(f"slides/?{form}"))
    expect(deck.locator(".reveal.ready")).to_be_visible()


@pytest.mark.parametrize("form", ["short", "activations"])
def test_a_form_has_its_slides_and_its_goals(deck, site, form):
    shorter(deck, site, form)
    heads = deck.locator(".slides > section > :is(h1, h2)").all_text_contents()
    titles = [head.replace("’", "'") for head in heads]
    known = [slide.title for slide in slides.plan() if form in slide.forms]
    known[0] = "Activation functions" + " and architectures" * (form == "short")
    assert titles == known
    goals = deck.locator(".slides > section").nth(1).locator("li").all_text_contents()
    assert any("Count the parameters" in goal for goal in goals) == (form == "short")
    assert deck.locator("[data-forms]").count() == 0
    expect(deck.get_by_role("link", name="PDF")).to_have_attribute("href", re.compile(f"slides-{form}.pdf$"))


@pytest.mark.parametrize("form", ["short", "activations"])
def test_the_notes_window_plans_the_form_that_is_shown(deck, site, form):
    shorter(deck, site, form)
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    notes = opened.value
    assert notes.url.endswith(f"slides/?{form}&notes")
    deck.keyboard.press("ArrowRight")
    follows = {"short": "Six functions", "activations": "Why bend at all?"}[form]
    expect(notes.locator("main")).to_contain_text(f"Next: {follows}")
    deck.keyboard.press("End")
    expect(notes.locator(".nn-clock")).to_contain_text("of a planned 45:00")
    notes.close()


def test_the_notes_of_a_form_opened_by_hand_follow_it(deck, site):
    shorter(deck, site, "short")
    notes = deck.context.new_page()
    notes.goto(site.url("slides/?short&notes"))
    expect(notes.locator("main > h1")).to_contain_text("Activation functions")
    deck.keyboard.press("ArrowRight")
    expect(notes.locator("main")).to_contain_text("Next: Six functions")
    notes.close()


def test_the_overview_is_a_grid_in_which_the_arrow_keys_go_to_all_sides(deck):
    deck.keyboard.press("o")
    places = [slide.bounding_box() for slide in deck.locator(".slides > section").all()]
    rows, columns = ({round(place[side]) for place in places} for side in ("y", "x"))
    assert len(columns) == 4 and len(rows) > 10
    deck.keyboard.press("ArrowDown")
    expect(deck.locator(".slides > section").nth(4)).to_have_class(re.compile("present"))
    expect(deck.locator(".slides > section").nth(4)).to_be_in_viewport()
    deck.locator(".slides > section").nth(2).click()
    expect(deck.locator(".reveal.overview")).to_have_count(0)
    expect(title(deck)).to_contain_text("A nerve cell")


def test_without_a_script_all_slides_stand_below_each_other(chromium, site):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.url("slides/"))
        assert page.locator("section h2").nth(5).is_visible() and page.locator("aside.notes").first.is_visible()


def at(deck, words):
    """The slide whose title begins with these words."""
    titles = deck.locator(".slides > section > :is(h1, h2)").all_text_contents()
    number = next(i for i, title in enumerate(titles) if title.startswith(words))
    deck.evaluate(f"location.hash = '/{number}'")
    expect(title(deck)).to_contain_text(words)
    return deck.locator("section.present .nn-explorable.nn-live")


def fits(deck):
    right, bottom, smallest = deck.evaluate(MEASURE)
    assert right <= 1281 and bottom <= 721 and smallest >= SMALLEST, title(deck).inner_text()


def test_no_slide_is_larger_than_the_screen_and_no_text_too_small_also_when_a_figure_moves(deck):
    for number in range(deck.locator(".slides > section").count()):
        deck.evaluate(f"location.hash = '/{number}'")
        expect(deck.locator(".slides > section").nth(number)).to_have_class(re.compile("present"))
        if deck.locator("section.present :is([data-explore], .nn-explorable)").count():
            expect(deck.locator("section.present .nn-explorable.nn-live")).to_be_visible()
            fits(deck)
            if (guess := deck.locator("section.present .nn-answers button").first).count():
                guess.click()
        fits(deck)


def test_a_figure_asks_the_room_and_then_moves_by_the_arrow_keys_until_escape(deck):
    box, given_away = at(deck, "A drawback of the sigmoid: the gradient"), deck.locator("section.present > ul")
    expect(given_away).to_be_hidden()
    box.get_by_role("button", name="1/4 of it").click()
    expect(box.get_by_role("status")).to_contain_text("You guessed: 1/4 of it. It is: 1/30,000 of it.")
    expect(given_away).to_be_visible()
    deck.keyboard.press("ArrowRight")
    expect(box.get_by_role("radio", name="tanh")).to_be_checked()
    deck.keyboard.press("Escape")
    expect(deck.locator(".reveal.overview")).to_have_count(0)
    deck.keyboard.press("ArrowRight")
    expect(title(deck)).to_contain_text("Is saturation the reason?")


def test_the_keys_of_a_remote_control_turn_the_slides_whatever_has_the_focus(deck):
    slider = at(deck, "More units").get_by_role("slider", name="Hidden units")
    slider.focus()
    before = slider.input_value()
    deck.keyboard.press("PageDown")
    expect(title(deck)).to_contain_text("Which one overfits?")
    deck.keyboard.press("PageUp")
    assert slider.input_value() == before


def test_a_button_of_a_figure_is_pressed_by_the_keyboard_and_the_slide_stays(deck):
    box = at(deck, "Sigmoid")
    box.get_by_role("button", name="a small part").focus()
    deck.keyboard.press(" ")
    expect(box.get_by_role("status")).to_contain_text("Right: a small part.")
    expect(title(deck)).to_have_text(re.compile("^Sigmoid"))


def test_a_finger_on_a_figure_drags_it(deck):
    box = at(deck, "Sigmoid")
    box.get_by_role("button", name="Just show me").click()
    frame = box.locator("svg").first.bounding_box()
    deck.mouse.move(frame["x"] + 0.4 * frame["width"], frame["y"] + 0.5 * frame["height"])
    deck.mouse.down()
    deck.mouse.move(frame["x"] + 193 / 360 * frame["width"], frame["y"] + 0.5 * frame["height"], steps=4)
    deck.mouse.up()
    expect(box.get_by_role("status")).to_contain_text("At x = 0 the value is 0.5 and the slope 0.25.")


def test_on_paper_each_slide_is_a_sheet_on_which_a_figure_stands_still(deck):
    box, still = at(deck, "Units can die"), deck.locator("section.present img")
    expect(still).to_be_hidden()
    deck.emulate_media(media="print")
    expect(still).to_be_visible()
    expect(box).to_be_hidden()
    for slide in deck.locator(".slides > section").all():
        assert slide.bounding_box()["height"] == pytest.approx(0.94 * 720, abs=1 / 64)  # layout counts in these
    deck.emulate_media(media="screen")


def test_the_notes_window_has_the_slide_with_the_picture_that_stands_still(deck):
    at(deck, "Three learning rates")
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    notes = opened.value
    expect(notes.locator("main aside.notes")).to_contain_text("Students believe that a larger rate learns faster.")
    expect(notes.locator(".nn-seen img[src$='learning_rates.svg']")).to_be_visible()
    expect(notes.locator(".nn-explorable")).to_have_count(0)
    notes.close()


def test_the_deck_looks_the_same_where_the_system_is_dark(deck):
    at(deck, "Maxout").wait_for()
    deck.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")  # the slide has come in
    light = deck.screenshot(animations="disabled")
    deck.emulate_media(color_scheme="dark")
    assert deck.screenshot(animations="disabled") == light
    deck.emulate_media(color_scheme="light")
