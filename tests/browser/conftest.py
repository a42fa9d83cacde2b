"""The site as it is published, and pages that notice what goes wrong."""

import pytest
from playwright.sync_api import expect

from scripts.website.files import SITE
from scripts.website.server import Site

expect.set_options(timeout=60_000)  # a start of Python takes seconds where others use the machine too


BLOCKED = "Service Worker registration blocked by Playwright"  # as the browser of these tests has it


@pytest.fixture(scope="session")
def server():
    if not (SITE / "assets/py/runtime.json").exists():
        pytest.fail("site/ is not built: run `make build` first, or `make test`")
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def site(server):
    server.restore()
    yield server
    server.restore()


def new_page(context, site):
    """A page that keeps what a reader would not see: errors in the console, and requests to other hosts."""
    page = context.new_page()
    page.wrong = []
    page.on(
        "console",
        lambda message: (
            page.wrong.append(message.text)
            if message.type in ("error", "warning") and BLOCKED not in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.origin, "data:", "blob:")) else page.wrong.append(request.url)
        ),
    )
    page.set_default_timeout(60_000)
    return page


@pytest.fixture(scope="session")
def context(chromium):
    """One reader, whose browser keeps what it has loaded."""
    context = chromium.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 900}
    )
    yield context
    context.close()


@pytest.fixture
def page(context, site):
    """A page on which nothing may go wrong."""
    page = new_page(context, site)
    yield page
    page.close()
    assert page.wrong == []


@pytest.fixture
def rough(chromium, site):
    """A page of a new reader, on which something is meant to go wrong."""
    context = chromium.new_context()
    yield new_page(context, site)
    context.close()
