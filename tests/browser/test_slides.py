"""The deck in a browser: keys, the short form, the notes window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import new_page


@pytest.fixture
def deck(context, site):
    page = new_page(context, site)
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


def test_the_short_form_leaves_slides_out(deck, site):
    every = deck.locator(".slides > section").count()
    deck.goto(site.url("slides/?short"))
    expect(deck.locator(".reveal.ready")).to_be_visible()
    assert deck.locator(".slides > section").count() < every - 8
    assert deck.locator("aside[data-long]").count() == 0


def test_without_a_script_all_slides_stand_below_each_other(chromium, site):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.url("slides/"))
        assert page.locator("section h2").nth(5).is_visible() and page.locator("aside.notes").first.is_visible()
