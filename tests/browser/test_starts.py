"""Small labs: the reader's browser runs a lab's own code from a few starts more, beside what is recorded."""

import re

import pytest
from playwright.sync_api import expect

from scripts.lecture.labs import neurons
from scripts.website.targets import functions
from tests.browser.test_explorables import SIZES, STAYS, SWEEP

pytestmark = pytest.mark.slow

LABS = [name for name, _ in functions("trial")]


def small(page, site, name):
    """The small lab of a page, in view and ready."""
    page.goto(site.url(f"labs/{name}/"))
    page.locator(f"[data-explore=trial_{name}], [data-of=trial_{name}]").scroll_into_view_if_needed()
    box = page.locator(f".nn-live[data-of=trial_{name}]")
    expect(box.get_by_role("button", name="Run 3")).to_be_visible()
    return box


def runs(box):
    box.get_by_role("button", name="Run 3").click()
    expect(box.locator(".nn-state")).to_have_text("Done.", timeout=60_000)
    return box.locator(".nn-said").inner_text()


@pytest.mark.parametrize("name", LABS)
def test_each_lab_runs_three_starts_more(page, site, name):
    box = small(page, site, name)
    assert re.search(r" Yours: \S+, \S+, \S+\.$", runs(box))
    expect(box.locator(".nn-mine")).to_have_count(3)
    assert "lost" not in box.locator(".nn-said").inner_text()


def test_what_it_finds_is_what_the_lab_finds(page, site):
    loss = [float(f"{neurons.one_run(3, 0, seed)[0]:.2g}") for seed in (1000, 1001, 1002)]
    said = runs(small(page, site, "neurons"))
    assert [float(found) for found in re.search("Yours: (.*)\\.$", said)[1].split(", ")] == loss


def test_beyond_what_is_recorded_it_says_so_and_runs(page, site):
    box = small(page, site, "neurons")
    box.get_by_role("slider", name="Hidden units").press("Home")
    expect(box.locator(".nn-said")).to_have_text("Nothing is recorded for this setting.")
    assert "Nothing is recorded for this setting. Yours: " in runs(box)


def test_changed_code_is_run_and_what_other_code_gave_is_left_out(page, site):
    box = small(page, site, "zigzag")
    runs(box)
    box.get_by_text("The code, which you may change").click()
    code = box.get_by_role("textbox")
    text = code.input_value()
    code.fill(text.replace("LIMIT = 10, 128, 0.1, 1000", "LIMIT = 10, 128, 0.1, 7"))
    assert runs(box).endswith(" Yours, with your code: 7, 7, 7.")
    box.get_by_role("button", name="The code as it was").click()
    expect(code).to_have_value(text)


def test_a_mistake_in_the_code_is_shown_and_the_next_run_works(page, site):
    box = small(page, site, "zigzag")
    box.get_by_text("The code, which you may change").click()
    code = box.get_by_role("textbox")
    text = code.input_value()
    code.fill(text + "\nUNITS = missing\n")
    box.get_by_role("button", name="Run 3").click()
    expect(box.locator(".nn-error")).to_contain_text("NameError: name 'missing' is not defined")
    code.fill(text)
    runs(box)
    expect(box.locator(".nn-error")).to_be_hidden()


@pytest.mark.parametrize("name", LABS)
def test_its_controls_stay_where_they_are_and_nothing_sticks_out(page, site, name):
    page.set_viewport_size(SIZES["phone"])
    box = small(page, site, name)
    box.evaluate(STAYS)
    for choose in [lambda: None, *(label.click for label in box.locator("fieldset label").all())]:
        choose()
        for slider in box.get_by_role("slider").all():
            slider.evaluate(SWEEP)
    runs(box)
    assert box.evaluate("box => box.moved") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
