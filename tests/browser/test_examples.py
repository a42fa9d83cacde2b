"""Examples in a real browser: they run, can be edited, fail with words, and never take the page with them."""

import json
import re
import threading

import pytest
from playwright.sync_api import expect

from scripts.website.files import SITE

pytestmark = pytest.mark.slow

PAGE = "activations/elu/"


def open_page(page, site, address=PAGE):
    """Two examples of a page with its folds open: one of Python, and the first of a console that comes after it."""
    page.goto(site.url(address))
    open_folds(page)
    first = page.locator(".nn-example.language-python").first
    return first, first.locator(
        "xpath=following::*[contains(@class, 'nn-example') and contains(@class, 'language-pycon')]"
    ).first


def open_folds(page):
    page.locator("details").evaluate_all("all => all.forEach(fold => { fold.open = true })")
    expect(page.get_by_role("button", name="Run example").first).to_be_visible()


def run(example, code=None):
    if code is not None:
        example.get_by_role("textbox").fill(code)
    example.get_by_role("button", name="Run example").click()


# Playwright's wait_for_function would have the page evaluate text, which the site's policy forbids.
EDITED = """box => new Promise((done, fail) => {
    const look = () => box.example.editing ? done() : requestAnimationFrame(look)
    setTimeout(() => fail(new Error("there is no editor")), 60000)
    look()
})"""


def edit(page, example):
    """The text of an example with its editor at work: that is loaded when the text is first entered."""
    box = example.get_by_role("textbox")
    box.focus()
    example.evaluate(EDITED)
    return box


def state(example):
    return example.get_by_role("status")


def test_nothing_of_python_is_loaded_before_the_first_use(page, site):
    open_page(page, site)
    page.wait_for_load_state("networkidle")
    loaded = [
        path
        for path, _ in site.sent
        if "/assets/py/" in path or path.endswith(".mjs") and not re.search("exercises/|explorable|checks", path)
    ]
    assert [path.rpartition("/")[2] for path in loaded] == ["runtime.json"]


def test_an_example_shows_what_it_prints_and_its_value(page, site):
    example, _ = open_page(page, site)
    run(example, "print('hello')\nrelu(np.array([-1.0, 2.0]))")
    expect(state(example)).to_have_text("Done")
    expect(example.locator(".nn-text")).to_have_text("hello")
    expect(example.locator(".nn-value")).to_have_text("array([0., 2.])")


def test_each_doctest_example_passes_or_fails(page, site):
    _, example = open_page(page, site)
    run(example)
    expect(state(example)).to_have_text(re.compile(r"^(\d+) of \1 pass$"))
    run(
        example,
        ">>> 6 * 7\n42\n>>> 6 * 7\n43\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: "
        "division by zero",
    )
    expect(state(example)).to_have_text("1 of 3 fail")
    expect(example.locator(".nn-verdict")).to_have_text(["✓ pass", "✗ fail", "✓ pass"])


def test_code_that_prints_nothing_shows_what_it_made_and_a_picture_of_it(page, site):
    example, _ = open_page(page, site, "")
    run(example)
    expect(example.locator(".nn-value")).to_contain_text("accuracy = 0.97")
    expect(example.get_by_role("img", name=re.compile("circles and crosses"))).to_be_visible()
    example, _ = open_page(page, site)
    run(example)
    expect(example.locator(".nn-value")).to_contain_text("elu([-2, -1, 0, 1, 2]) = [-0.8647, -0.6321, 0, 1, 2]")
    expect(example.get_by_role("img", name=re.compile("^elu and d_elu"))).to_be_visible()


def test_all_of_numpy_can_be_imported(page, site):
    example, _ = open_page(page, site)
    run(example, "from numpy import *\nfloat(sin(pi / 2))")
    expect(example.locator(".nn-value")).to_have_text("1.0")


def test_what_was_written_into_an_example_is_there_again_after_another_page(page, site):
    example, _ = open_page(page, site)
    example.get_by_role("textbox").fill("6 * 7")
    page.locator(".md-nav--primary a[href$='relu/']").first.dispatch_event("click")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ReLU")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ELU")
    example = page.locator(".nn-example.language-python").first
    box = example.locator("textarea")
    expect(box).to_have_value("6 * 7")
    page.locator("details").evaluate_all("all => all.forEach(fold => { fold.open = true })")
    example.get_by_role("button", name="Reset example").click()
    expect(box).to_have_value(re.compile("^import numpy"))


def test_stop_has_the_focus_that_run_had(page, site):
    example, _ = open_page(page, site)
    example.get_by_role("textbox").fill("while True: pass")
    example.get_by_role("button", name="Run example").press("Enter")
    expect(example.get_by_role("button", name="Stop example")).to_be_focused()
    page.keyboard.press("Enter")
    expect(example.get_by_role("button", name="Run example")).to_be_focused()


def test_an_error_is_printed_as_python_prints_it_with_the_line(page, site):
    example, _ = open_page(page, site)
    run(example, "def half(x):\n    return x / 0\n\nhalf(3)")
    expect(state(example)).to_have_text("Error")
    text = example.locator(".nn-error").inner_text()
    assert text.startswith("Traceback (most recent call last):") and text.endswith(
        "ZeroDivisionError: division by zero"
    )
    assert "line 4, in <module>" in text and "return x / 0" in text and "blocks.py" not in text


def test_stop_ends_an_endless_loop_and_the_page_goes_on(page, site):
    example, _ = open_page(page, site)
    run(example, "print('started')\nwhile True:\n    pass")
    expect(example.locator(".nn-text")).to_have_text("started")
    example.get_by_role("button", name="Stop example").click()
    expect(state(example)).to_contain_text("Stopped")
    run(example, "6 * 7")
    expect(example.locator(".nn-value")).to_have_text("42")


def test_stop_while_python_is_loading_gives_the_page_back(rough, site):
    held = []
    rough.route("**/numpy.bin", lambda route: held.append(route))
    example, _ = open_page(rough, site)
    run(example, "6 * 7")
    expect(state(example)).to_contain_text("Loading Python")
    example.get_by_role("button", name="Stop example").click()
    expect(state(example)).to_contain_text("Stopped")
    rough.unroute("**/numpy.bin")
    run(example)
    expect(example.locator(".nn-value")).to_have_text("42")


def test_copy_covers_no_code(page, site):
    example, _ = open_page(page, site)
    code, copy = (example.locator(part).bounding_box() for part in (".nn-code", ".copy"))
    assert copy["y"] >= code["y"] + code["height"]


PLACES = """() => {
    const found = [...document.querySelectorAll("h1, h2, figure, table, .highlight, .copy, .md-footer")]
    return found.map(element => {
        const { x, y, width } = element.getBoundingClientRect()
        return [element.tagName, x, y, width].join(" ")
    })
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_controls_that_a_page_gets_move_nothing(rough, site, width):
    held = []
    rough.route("**/runtime.json", lambda route: held.append(route))
    rough.set_viewport_size({"width": width, "height": 900})
    rough.goto(site.url(PAGE), wait_until="load")
    rough.locator(".md-typeset__scrollwrap").first.wait_for(state="attached")  # the theme's own scripts are done
    rough.locator(".copy").first.wait_for(state="attached")
    rough.locator(".nn-explorable.nn-live").first.wait_for()
    rough.locator("details").evaluate_all("all => all.forEach(fold => { fold.open = true })")
    before = rough.evaluate(PLACES)
    held[0].continue_()
    button = rough.get_by_role("button", name="Move along the curve")
    expect(button).to_be_visible()
    assert rough.evaluate(PLACES) == before


@pytest.mark.parametrize("width", [360, 1280])
def test_nor_do_they_where_an_example_is_a_single_line(rough, site, width):
    held = []
    rough.route("**/runtime.json", lambda route: held.append(route))
    rough.set_viewport_size({"width": width, "height": 900})
    rough.goto(site.url("api/"), wait_until="load")
    rough.locator(".copy").first.wait_for(state="attached")
    before = rough.evaluate(PLACES)
    held[0].continue_()
    expect(rough.get_by_role("button", name="Run example").first).to_be_visible()
    assert rough.evaluate(PLACES) == before


def test_an_example_run_alone_runs_what_stands_above_it(page, site):
    first, second = open_page(page, site)
    first.get_by_role("textbox").fill("answer = 6 * 7")
    run(second, ">>> answer\n42")
    expect(state(second)).to_have_text("1 of 1 pass")
    run(first, "answer = 43")
    expect(state(first)).to_have_text("Done")
    run(second)
    expect(state(second)).to_have_text("1 of 1 fail")


def test_running_twice_gives_the_same_random_numbers(page, site):
    example, _ = open_page(page, site)
    run(example, "rng.random()")
    expect(example.locator(".nn-value")).to_have_text("0.6369616873214543")
    run(example)
    expect(state(example)).to_have_text("Done")
    expect(example.locator(".nn-value")).to_have_text("0.6369616873214543")


def test_reset_brings_the_original_back(page, site):
    example, _ = open_page(page, site)
    box = example.get_by_role("textbox")
    original = box.input_value()
    box.fill("changed")
    example.get_by_role("button", name="Reset example").click()
    expect(box).to_have_value(original)
    expect(example.get_by_role("button", name="Reset example")).to_be_hidden()


def test_tab_passes_by_until_one_types_then_indents_and_escape_lets_go(page, site):
    example, _ = open_page(page, site)
    box = edit(page, example)
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()
    box.fill("")
    box.focus()
    page.keyboard.type("if True:")
    page.keyboard.press("Enter")
    page.keyboard.type("x = 1")
    expect(box).to_have_value("if True:\n    x = 1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(box).to_have_value("if True:\n    x = 1\n        ")
    page.keyboard.press("Control+z")
    expect(box).to_have_value(
        re.compile(r"^if True:\n    x = 1(\n    )?$")
    )  # browsers group what was typed differently
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()


def test_control_enter_runs_what_was_typed(page, site):
    example, _ = open_page(page, site)
    example.get_by_role("textbox").fill("'typed'")
    page.keyboard.press("Control+Enter")
    expect(example.locator(".nn-value")).to_have_text("'typed'")
    expect(example.locator("pre > code")).to_have_text("'typed'")


def test_edited_code_keeps_its_colors_and_its_place_under_the_text(page, site):
    example, _ = open_page(page, site)
    box = edit(page, example)
    box.fill("def f(x):  # a comment\n    return 'text', 12")
    code = example.locator("pre > code")
    expect(code.locator(".k")).to_have_text(["def", "return"])
    expect(code.locator(".c1, .s2, .mi")).to_have_text(["# a comment", "'text'", "12"])
    sizes = [element.bounding_box() for element in (box, example.locator(".nn-code > pre"))]
    assert abs(sizes[0]["height"] - sizes[1]["height"]) <= 1 and abs(sizes[0]["width"] - sizes[1]["width"]) <= 1


def test_copy_gives_code_without_prompts_and_outputs(page, site):
    _, example = open_page(page, site)
    example.get_by_role("textbox").fill(">>> relu(2.0)\n2.0\n>>> for i in range(2):\n...     i\n0\n1")
    example.get_by_role("button", name="Copy").click()
    expect(example.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "relu(2.0)\nfor i in range(2):\n    i\n"


def test_a_computed_number_is_computed_again_on_click(page, site):
    open_page(page, site)
    mark = page.locator("article .nn-mark[data-about=number][data-expr='ELU.mean']:visible").first
    mark.click()
    expect(page.locator(".nn-result").first).to_have_text("= 0.16052057226655542")


def test_an_interval_is_computed_again_as_an_interval(page, site):
    open_page(page, site)
    page.locator("article .nn-mark[data-about=formula][data-expr='ELU']").first.click()
    expect(page.locator(".nn-result").first).to_have_text("= (-1.0, inf)")


def test_python_survives_the_way_to_another_page(page, site):
    example, _ = open_page(page, site)
    run(example, "1")
    expect(state(example)).to_have_text("Done")
    workers = len(page.workers)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="The neuron", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("neuron")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ELU")
    open_folds(page)
    example = page.locator(".nn-example.language-python").first
    run(example, "2")
    expect(example.locator(".nn-value")).to_have_text("2")
    assert page.evaluate("window.stayed") and len(page.workers) == workers


def test_a_phone_shows_and_runs_an_example(chromium, site):
    from tests.browser.conftest import new_page

    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = new_page(context, site)
    _, example = open_page(page, site)
    example.get_by_role("button", name="Run example").tap()
    expect(state(example)).to_have_text(re.compile("pass$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert page.wrong == []


BROKEN = {
    "missing": ({"missing": ["/numpy.bin"]}, "numpy.bin is missing on this site"),
    "corrupted": ({"corrupted": ["/numpy.bin"]}, "numpy.bin was refused: its hash is not that of the file"),
    "with corrupted WebAssembly": ({"corrupted": ["/pyodide.asm.wasm"]}, "pyodide.asm.wasm was refused"),
    "with a corrupted script": ({"corrupted": ["/pyodide.asm.mjs"]}, "pyodide.asm.mjs was refused"),
    "forbidden": ({"policy": "script-src 'self' 'unsafe-inline'"}, "WebAssembly is blocked here"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_runtime_that_is(how, rough, site):
    change, said = BROKEN[how]
    for name, value in change.items():
        setattr(site, name, value)
    example, _ = open_page(rough, site)
    run(example)
    expect(example.locator(".nn-error")).to_contain_text(said)
    expect(example.get_by_role("button", name="Run example")).to_be_enabled()


def test_what_has_come_of_a_file_is_told_before_all_of_it_is_there(rough, site):
    files = json.loads((SITE / "assets/py/runtime.json").read_text("utf-8"))["files"]
    del files["pyodide.asm.wasm.bin"]
    total, size = sum(file["bytes"] for file in files.values()), files["numpy.bin"]["bytes"]
    share = 0.9 * (1 - (1 - 0.99 / 2) * size / total)
    site.held = {"/numpy.bin": threading.Event()}
    example, _ = open_page(rough, site)
    run(example, "1 + 1")
    expect(state(example).locator("progress")).to_have_attribute("value", re.compile(rf"^{share:.6f}"[:5]))
    site.held["/numpy.bin"].set()
    expect(example.locator(".nn-value")).to_have_text("2")


def test_after_a_failed_start_the_next_one_can_succeed(rough, site):
    site.missing = ["/numpy.bin"]
    example, _ = open_page(rough, site)
    run(example, "1 + 1")
    expect(example.locator(".nn-error")).to_be_visible()
    site.restore()
    run(example)
    expect(example.locator(".nn-value")).to_have_text("2")


def test_a_host_that_does_not_compress_sends_the_compressed_file(rough, site):
    site.compress = False
    try:
        example, _ = open_page(rough, site)
        run(example, "1 + 1")
        expect(example.locator(".nn-value")).to_have_text("2")
    finally:
        site.compress = True
    runtime = [(path, size) for path, size in site.sent if "/assets/py/" in path or "/assets/js/" in path]
    assert sum(size for _, size in runtime) <= 10.2e6 and not any(path.endswith(".wasm") for path, _ in runtime)


def test_a_site_built_without_python_has_no_run_controls(rough, site):
    rough.route("**/runtime.json", lambda route: route.fulfill(json={"why": "no source has its files"}))
    rough.goto(site.url(PAGE))
    rough.wait_for_load_state("networkidle")
    assert rough.get_by_role("button", name="Run example").count() == 0
    expect(rough.get_by_role("button", name="Copy").first).to_be_visible()


def test_a_page_opened_from_disk_says_why_nothing_runs(chromium):
    from tests.browser.conftest import SITE

    context = chromium.new_context()
    page = context.new_page()
    page.goto((SITE / PAGE / "index.html").as_uri())
    page.get_by_role("button", name="Run example").first.click()
    expect(page.get_by_role("alert").first).to_contain_text("opened from disk")
    page.goto((SITE / "playground/index.html").as_uri())
    expect(page.locator(".nn-message")).to_contain_text("opened from disk")
    context.close()
