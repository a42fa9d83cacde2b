"""What the site does, in Firefox and in WebKit: a short walk through each feature. Chromium has the other tests."""

import os

import pytest

from tests.browser.engines import PROGRAMS, SIZE, WATCH, Firefox, Reader, WebKit, missing

ENGINES = {"firefox": Firefox, "webkit": WebKit}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    if absent := missing(request.param):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"{request.param} is tested with {' and '.join(absent)}: install the system's package"
        )
    engine = ENGINES[request.param](tmp_path_factory.mktemp(request.param))
    engine.command("SetWindowRect", x=0, y=0, **SIZE)
    yield engine
    engine.close()


@pytest.fixture
def reader(engine, site):
    """A new reader, to whom nothing may go wrong."""
    site.watch(WATCH)
    reader = Reader(engine, site)
    yield reader
    wrong = reader.ask("() => sessionStorage.wrong")
    reader.ask("() => { localStorage.clear(); sessionStorage.clear() }")
    reader.command("Navigate", url="about:blank")
    assert not wrong


def test_keys_move_the_home_pages_figure(reader):
    reader.go("")
    reader.sees(".nn-explorable", "The first of 10 sigmoid layers")
    reader.focus(".nn-explorable input", "sigmoid")
    reader.press("ArrowRight")
    reader.sees(".nn-explorable", "The first of 10 tanh layers")
    reader.focus(".nn-explorable input", "Layers")
    reader.press("End")
    reader.sees(".nn-explorable", "The first of 20 tanh layers")


def test_an_example_is_run_by_python(reader):
    reader.go("activations/elu/")
    reader.ask("() => { for (const fold of document.querySelectorAll('details')) fold.open = true }")
    reader.click("button", "Run")
    reader.sees(".nn-state", "pass")
