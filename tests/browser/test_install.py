"""The line that installs nnref, in a copy of the site that knows no address."""

import os

import pytest
from playwright.sync_api import expect

from scripts.website.text import install


@pytest.mark.skipif("SITE_URL" in os.environ, reason="this site was built with an address, which its line names")
def test_the_line_names_the_address_that_the_page_is_read_from(page, site):
    page.goto(site.url("api/"))
    wheel = site.url(f"dist/{install.wheel()}")
    expect(page.locator(".nn-install code").first).to_have_text(f"pip install {wheel}")
    assert page.request.get(wheel).body().startswith(b"PK")
    page.goto(site.url("neuron/"))
    page.get_by_role("link", name="How to run it").click()
    expect(page.locator(".nn-install code").first).to_have_text(f"pip install {wheel}")
    expect(page).to_have_url(site.url("api/#notebooks"))
