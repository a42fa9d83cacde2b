"""The playground in a real browser: it trains what the lecture shows, and what it shows can be had anywhere."""

import gzip
import json
import re
import struct
import subprocess
import sys
import threading
from html import unescape

import numpy as np
import pytest
from playwright.sync_api import expect

from nnref import dead_units, lecture_points
from scripts.browser.playground import recording
from scripts.browser.playground.engine import Engine
from scripts.browser.playground.pictures import Pictures
from scripts.browser.playground.settings import FIRST, checked
from scripts.lecture.measurements import measured
from scripts.lecture.regions import off_the_circle
from scripts.website.files import SITE
from scripts.website.text import playground

pytestmark = pytest.mark.slow

RECORDED = SITE / "assets/recorded/playground.bin"


def open_page(page, site, hash=""):
    page.goto("about:blank")
    page.goto(site.url("playground/" + hash))
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()


def out(page, name):
    return page.get_by_label(name, exact=True).and_(page.locator("output"))


def shown(page):
    return {
        name: out(page, name).inner_text()
        for name in ("Training loss", "Held-out loss", "Training accuracy", "Held-out accuracy")
    }


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def example(page, name):
    page.get_by_label("Examples", exact=True).select_option(name)


def arrived(page):
    """Wait until what is seen is the network that is set."""
    expect(stage(page, recorded=False).and_(page.locator(":not(.nn-earlier)"))).to_be_visible()


def play_example(page, name):
    """Open an example, which waits before its first step, and let it play to the step that answers its question."""
    example(page, name)
    arrived(page)
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Play").click()
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "true")
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")


def stage(page, recorded):
    return page.locator(f".nn-playground[data-recorded={str(recorded).lower()}]")


def paused(page):
    button(page, "Pause").click()
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")


def test_the_page_opens_with_the_first_picture_of_a_recorded_run_and_loads_no_python(page, site):
    open_page(page, site)
    expect(out(page, "Step")).to_have_text("0")
    expect(page.locator(".nn-recorded")).to_be_visible()
    expect(page.locator(".nn-node")).to_have_count(11)
    page.wait_for_load_state("networkidle")
    assert not any("pyodide" in path for path, _ in site.sent)


def play_without_python(page, site):
    """Press Play while a part of Python is held back, and return the held requests."""
    held = []
    page.route("**/numpy.bin", lambda route: held.append(route))
    open_page(page, site)
    button(page, "Play").click()
    return held


EARLIER = "You still see the earlier network."
ANOTHER = {
    "example": lambda page: example(page, "Spirals, two layers"),
    "data set": lambda page: page.get_by_label("Data set").select_option("circles"),
    "seed": lambda page: page.get_by_label("Weight seed").fill("7"),
    "layer": lambda page: button(page, "Add a layer").click(),
    "rate": lambda page: rate(page, "0.3"),
}


@pytest.mark.parametrize("what", ANOTHER)
def test_while_python_comes_the_picture_of_the_earlier_network_is_pale_and_it_is_said(rough, site, what):
    held = play_without_python(rough, site)
    expect(out(rough, "Step")).to_have_text("600")
    button(rough, "Reset").click()
    expect(out(rough, "Step")).to_have_text("0")
    ANOTHER[what](rough)
    expect(rough.locator(".nn-message")).to_contain_text(EARLIER)
    for part in (".nn-map", ".nn-net", ".nn-loss", ".nn-readout"):
        expect(rough.locator(part)).to_have_css("opacity", "0.35")
    button(rough, "Keep this network").click()
    expect(rough.locator(".nn-shelf-said")).to_contain_text("not there yet")
    expect(rough.locator(".nn-shelf-list li")).to_have_count(0)
    while held:
        held.pop().continue_()
    stage(rough, recorded=False).wait_for()
    expect(rough.locator(".nn-map")).to_have_css("opacity", "1")
    expect(rough.locator(".nn-message")).not_to_contain_text(EARLIER)


def test_a_step_that_was_asked_for_while_python_comes_is_the_first_of_the_new_network(rough, site):
    held = []
    rough.route("**/numpy.bin", lambda route: held.append(route))
    open_page(rough, site)
    rough.get_by_label("Look back").fill("100")
    expect(out(rough, "Step")).to_have_text(re.compile(r"^\d{3}$"))
    rough.get_by_label("Data set").select_option("circles")
    expect(rough.locator(".nn-message")).to_contain_text("Loading Python")
    rate(rough, "0.3")
    button(rough, "Step").click()
    while held:
        held.pop().continue_()
    expect(out(rough, "Step")).to_have_text("1")
    expect(rough).to_have_url(re.compile(r"^(?!.*then=).*data=circles.*step=1$"))


def test_the_recorded_run_is_at_most_100_kilobytes():
    assert RECORDED.stat().st_size <= 100_000


def test_the_recorded_run_plays_while_python_is_still_on_its_way(rough, site):
    held = play_without_python(rough, site)
    expect(rough.locator(".nn-message")).to_contain_text("You see a recorded run. Loading Python")
    expect(out(rough, "Step")).to_have_text("600")
    held[0].continue_()
    stage(rough, recorded=False).wait_for()
    expect(out(rough, "Step")).not_to_have_text("600")
    assert int(out(rough, "Step").inner_text()) > 600


STEPS = """root => new Promise(resolve => {
    const seen = []
    root.addEventListener("nn-frame", function watch({ detail }) {
        seen.push([detail.step, Boolean(detail.recorded)])
        if (seen.length < 3 || seen.at(-1)[1]) return
        root.removeEventListener("nn-frame", watch)
        resolve(seen)
    })
})"""


def test_python_takes_over_at_the_step_that_is_shown(page, site):
    open_page(page, site)
    root = page.locator(".nn-playground").element_handle()
    button(page, "Play").click()
    seen = root.evaluate(STEPS)
    at = [recorded for _, recorded in seen].index(False)
    assert at == 0 or seen[at][0] == seen[at - 1][0]
    paused(page)


@pytest.mark.parametrize("step", [0, 30, 300, 600])
def test_the_recorded_numbers_are_those_of_the_network_itself(page, site, step):
    open_page(page, site, f"#layers=8-tanh&step={step}" if step else "#layers=8-tanh")
    expect(out(page, "Step")).to_have_text(str(step))
    live = {name: float(text.removesuffix(" %")) for name, text in shown(page).items()}
    words = pictures()[recording_index(step)]
    numbers = words["numbers"]
    assert [live["Training loss"], live["Held-out loss"]] == pytest.approx(
        [numbers["loss"], numbers["heldLoss"]], rel=2e-5
    )
    assert live["Training accuracy"] == pytest.approx(100 * numbers["accuracy"], abs=0.0501)


def recording_index(step):
    return list(recording.steps()).index(step) if step in recording.steps() else pytest.skip("not recorded")


def pictures():
    """The words of the recorded pictures."""
    data, at, words = gzip.decompress(RECORDED.read_bytes()), 0, []
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        words.append(json.loads(data[at + 4 : at + 4 + size]))
        units, points = sum(n for n, _ in FIRST["layers"]), words[0]["scene"]["sizes"]["points"]
        shown = recording.GRID**2 + units * (recording.SMALL**2 + points)
        at += 4 + size + shown + 4 * (2 * units + units)
    return words


def test_the_live_picture_takes_the_place_of_the_recorded_one_without_a_jump(page, site):
    open_page(page, site)
    expect(page.locator(".nn-map canvas")).to_be_visible()
    before = page.locator(".nn-map canvas").bounding_box()
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    stage(page, recorded=False).wait_for()
    assert page.locator(".nn-map canvas").bounding_box() == before
    expect(page.locator(".nn-map img")).to_be_hidden()


def test_play_pause_step_and_reset(page, site):
    open_page(page, site)
    button(page, "Play").click()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{3,}$"))
    button(page, "Pause").click()
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")
    button(page, "Reset").click()
    expect(out(page, "Step")).to_have_text("0")
    first = shown(page)
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    assert shown(page) != first
    button(page, "Reset").click()
    expect(out(page, "Step")).to_have_text("0")
    assert shown(page) == first, "the seeds stay, so the start is the same"


@pytest.mark.parametrize(
    "experiment, setting, label",
    [
        *(("capacity", n, f"{n} neurons") for n in ("3", "6", "20")),
        *(("regularization_l2", lam, f"λ = {lam}") for lam in ("0.0001", "0.001", "0.01")),
    ],
)
def test_the_lectures_panel_is_trained_to_what_its_figure_prints(page, site, experiment, setting, label):
    open_page(page, site)
    play_example(page, label)
    expect(out(page, "Step")).to_have_text("2000")
    expected = measured(experiment)[setting]["shown"]
    for name, key in (("Training accuracy", "train"), ("Held-out accuracy", "held_out")):
        assert float(shown(page)[name].removesuffix(" %")) == pytest.approx(100 * expected[key], abs=0.0501)


def test_parameters_are_counted_term_by_term(page, site):
    open_page(page, site, "#layers=4-tanh,4-prelu,3-maxout&step=1")
    expect(out(page, "Parameters")).to_have_text(
        "74 = [2 × 4] + [4 × 4] + 2 × [4 × 3] + [3 × 2] = 54 weights, 4 + 4 + 2 × 3 + 2 = 16 biases, 4 = 4 slopes"
    )


def test_beside_the_parameters_stands_how_many_points_are_trained_on(page, site):
    open_page(page, site, "#points=300&held=0.25&step=1")
    expect(out(page, "Training points")).to_have_text("225")


def run(code):
    """The losses that a program prints."""
    said = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return [float(loss) for loss in re.findall(r"loss ([\d.e+-]+)", said.stdout)]


LINKS = [
    "#step=300",
    "#data=circles&points=200&noise=0.2&held=0.3&layers=8-relu,6-prelu&lr=0.05&l2=0.003&dseed=4&wseed=7&step=400",
    "#data=spirals&layers=10-maxout&batch=10&dropout=0.2&inputnoise=0.05&momentum=0&wseed=2&step=500",
    "#data=lecture&layers=6-elu,6-silu&momentum=0.5&step=250",
    "#data=own&own=0.5,0.5,1;-0.5,0.5,0;-0.4,-0.6,1;0.7,-0.3,0;0,0,1;0.1,0.9,0&held=0.3&layers=5-tanh&dseed=3&step=200",
]


@pytest.mark.parametrize("link", LINKS)
def test_the_code_gives_the_same_losses_on_this_machine(page, site, link):
    open_page(page, site, link)
    expect(out(page, "Step")).to_have_text(link.rpartition("=")[2])
    button(page, "Show the code").click()
    expect(page.locator(".nn-script")).to_contain_text("print")
    code = page.locator(".nn-script").inner_text()
    losses = run(code)
    assert len(losses) == 2
    assert [float(shown(page)[name]) for name in ("Training loss", "Held-out loss")] == pytest.approx(losses, rel=1e-5)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_brings_everything_back(page, site, link):
    open_page(page, site, link)
    expect(out(page, "Step")).to_have_text(link.rpartition("=")[2])
    before = shown(page)
    button(page, "Copy link").click()
    expect(page.locator(".nn-message")).to_contain_text("clipboard")
    copied = page.evaluate("navigator.clipboard.readText()")
    settings = lambda hash: dict(part.split("=") for part in hash.partition("#")[2].split("&"))  # noqa: E731
    assert settings(copied) == settings(link)
    open_page(page, site, "#" + copied.partition("#")[2])
    expect(out(page, "Step")).to_have_text(link.rpartition("=")[2])
    assert shown(page) == before


def test_points_of_ones_own_are_set_by_click(page, site):
    open_page(page, site)
    square = page.get_by_role("application")
    page.get_by_label("Data set").select_option("own")
    expect(page.locator(".nn-message")).to_contain_text("There are no points yet")
    box = square.bounding_box()
    square.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.25})
    page.get_by_label("1, a triangle").check()
    square.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.75})
    button(page, "Copy link").click()
    expect(page.locator(".nn-message")).to_contain_text("clipboard")
    assert re.search(r"own=-0\.7\d*,0\.7\d*,0;0\.7\d*,-0\.7\d*,1", page.evaluate("location.href"))


def test_points_are_set_by_keyboard_too(page, site):
    open_page(page, site)
    page.get_by_label("Data set").select_option("own")
    expect(page.locator(".nn-message")).to_contain_text(
        "There are no points yet"
    )  # Python is there, and says nothing more
    square = page.get_by_role("application")
    square.focus()
    for key in ("ArrowRight", "ArrowUp", "Enter", "1", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    button(page, "Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".nn-message")).to_contain_text("clipboard")
    assert page.evaluate("location.href").partition("own=")[2].startswith("0.1,0.1,0;-0.1,0.1,1")


def test_without_points_no_number_of_the_run_before_is_left(page, site):
    open_page(page, site, "#layers=3-tanh&step=5")
    expect(out(page, "Step")).to_have_text("5")
    button(page, "Remove all points").click()
    expect(out(page, "Step")).to_have_text("–")
    expect(page.locator(".nn-readout output")).to_have_text(["–"] * page.locator(".nn-readout output").count())


def test_who_chooses_other_points_looks_at_them_and_does_not_draw(page, site):
    open_page(page, site)
    data, tools = page.get_by_label("Data set"), page.get_by_role("group", name="A click on the square")
    data.select_option("own")
    expect(tools.get_by_role("radio").nth(0)).not_to_be_checked()
    data.select_option("moons")
    expect(tools.get_by_role("radio").nth(0)).to_be_checked()


def test_a_table_with_bad_rows_names_them_and_keeps_the_rest(page, site):
    open_page(page, site)
    page.get_by_label("Points as CSV").fill("x,y,class\n0.5,0.5,1\nfoo,1,0\n-0.5;0.2;0\n1,2\n0.1,0.1,2\n-1,-1,1")
    button(page, "Use these points").click()
    said = page.locator(".nn-csv-said")
    expect(said).to_contain_text("3 points, and 3 lines left out")
    expect(said.locator("li")).to_have_text(
        [
            "line 3: 'foo' is not a number",
            "line 5: expected x, y and a class (as in 0.5, -0.2, 1), got 2 values",
            "line 6: the class must be 0 or 1, got 2",
        ]
    )
    expect(out(page, "Step")).to_have_text("0")
    expect(page.get_by_label("Data set")).to_have_value("own")


def test_a_file_can_be_opened(page, site, tmp_path):
    file = tmp_path / "points.csv"
    file.write_text("0.5,0.5,1\n-0.5,-0.5,0\n")
    open_page(page, site)
    page.get_by_label("Open a CSV file").set_input_files(file)
    expect(page.locator(".nn-csv-said")).to_contain_text("2 points")


def test_a_loss_that_stops_being_finite_is_explained_and_the_last_good_state_stays(page, site):
    open_page(page, site)
    play_example(page, "Decay larger than the step")
    expect(page.locator(".nn-message")).to_contain_text("the loss stopped being a finite number")
    expect(page.locator(".nn-message")).to_contain_text("the decay itself makes the weights grow")
    assert float(shown(page)["Training loss"]) >= 0
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")


def test_before_the_first_step_no_gradient_is_said(page, site):
    open_page(page, site)
    note = page.locator(".nn-note").first
    button(page, "Reset").click()
    expect(note).to_contain_text("gradient –")
    button(page, "Step").click()
    expect(note).to_contain_text(re.compile(r"gradient \d"))


def test_the_gradient_is_that_of_the_loss_and_under_l2_it_is_said_that_the_penalty_is_left_out(page, site):
    penalized, alone = (Engine(checked({"layers": [[8, "tanh"]], "l2": strength})) for strength in (1.0, 0.0))
    for network in (penalized, alone):
        network.advance(0, 1)
    assert Pictures(penalized).gradients() == Pictures(alone).gradients(), "of the first step, from the same weights"
    open_page(page, site, "#layers=8-tanh&l2=1&step=1")
    expect(out(page, "Step")).to_have_text("1")
    [gradient, _] = Pictures(alone).gradients()
    expect(page.locator(".nn-note").first).to_have_text(f"gradient {gradient:#.2} without that of L2")
    open_page(page, site, "#layers=8-tanh&step=1")
    expect(page.locator(".nn-note").first).to_have_text(f"gradient {gradient:#.2}")


def test_dead_units_are_named(page, site):
    open_page(page, site)
    play_example(page, "Rate and momentum too large for ReLU")
    expect(out(page, "Step")).to_have_text("200")
    expect(page.get_by_role("img", name=re.compile("layer 1, 20 relu units, 1[0-9] dead"))).to_be_visible()
    expect(page.locator(".nn-note").first).to_contain_text(re.compile("1[0-9] dead, gradient"))


@pytest.mark.parametrize("kind, word", [("relu", "off"), ("sigmoid", "saturated"), ("tanh", "saturated")])
def test_a_rectifier_that_is_flat_at_nearly_all_points_is_off_and_other_units_saturated(kind, word):
    network = Engine(
        checked({"layers": [[1, kind]], "data": "own", "held": 0.0, "own": [[x, 0, 0] for x in range(-20, 2)]})
    )
    network.net.params[0][:] = [[40.0], [0.0]]
    network.net.params[1][:] = 0
    assert Pictures(network).states() == [[word]]


def test_saturated_units_are_named(page, site):
    open_page(page, site, "#layers=6-sigmoid&lr=50&step=100")
    expect(out(page, "Step")).to_have_text("100")
    expect(page.get_by_role("img", name=re.compile("layer 1, 6 sigmoid units, [1-6] saturated"))).to_be_visible()


def test_a_link_without_a_clipboard_is_in_the_address(page, site):
    open_page(page, site)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    button(page, "Copy link").click()
    expect(page.locator(".nn-message")).to_have_text("The link is in the address bar.")
    assert page.evaluate("location.hash") == "#layers=8-tanh&step=0"


def test_a_link_stays_in_the_address_while_one_scrolls(
    rough, site
):  # the theme's timers say things about a clock that jumps
    open_page(rough, site)
    button(rough, "Copy link").click()
    expect(rough.locator(".nn-message")).to_contain_text("The link is in the address bar")
    link = rough.evaluate("location.href")
    rough.clock.install()  # some of what a page does waits for the end of scrolling
    for place in ("#what-you-see", "#side-by-side", "#what-you-see"):
        rough.locator(place).scroll_into_view_if_needed()
        expect(rough.locator(place)).to_be_in_viewport()
        for _ in range(4):
            rough.clock.run_for(300)
    assert rough.evaluate("location.href") == link and "step=" in link


def test_a_change_of_the_controls_starts_anew_and_goes_on_playing(page, site):
    open_page(page, site)
    button(page, "Play").click()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{2,}$"))
    page.get_by_label("Hidden layers").fill("2")
    page.get_by_label("Neurons in layer 2").fill("5")
    page.get_by_label("Activation in layer 2").select_option("relu")
    expect(out(page, "Parameters")).to_contain_text("[2 × 8] + [8 × 5] + [5 × 2]")
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{2,}$"))
    button(page, "Pause").click()


PER_PICTURE = """() => new Promise(resolve => {
    const root = document.querySelector(".nn-playground"), steps = []
    root.addEventListener("nn-frame", function watch({ detail }) {
        if (steps.push(detail.step) < 40) return
        root.removeEventListener("nn-frame", watch)
        resolve(steps.slice(1).map((step, i) => step - steps[i]).sort((a, b) => a - b)[20])
    })
})"""
CHANGES = """async () => {
    const field = document.querySelector(".nn-playground [name=n1]"), next = () => new Promise(requestAnimationFrame)
    for (let i = 0; i < 40; i++) {
        field.value = 20 - i % 2
        field.dispatchEvent(new Event("change", { bubbles: true }))
        await next()
        await next()
    }
}"""


def test_pictures_come_as_often_after_many_changes(page, site):
    open_page(page, site)
    button(page, "Play").click()
    stage(page, recorded=False).wait_for()
    before = page.evaluate(PER_PICTURE)
    page.evaluate(CHANGES)
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{3,}$"))
    assert page.evaluate(PER_PICTURE) <= 3 * before, "steps from one picture to the next"
    button(page, "Pause").click()


def test_everything_can_be_done_by_keyboard(page, site):
    open_page(page, site)
    button(page, "Play").focus()
    page.keyboard.press("Enter")
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{2,}$"))
    page.keyboard.press("Tab")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")
    page.get_by_label("Learning rate").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Learning rate")).to_have_value("0.3")
    assert int(out(page, "Step").inner_text()) >= 10, "the rate changes while the network trains"


def test_a_phone_plays_by_touch(chromium, site):
    from tests.browser.conftest import new_page

    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = new_page(context, site)
    open_page(page, site)
    button(page, "Play").tap()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{2,}$"))
    button(page, "Pause").tap()
    step = out(page, "Step").inner_text()
    page.locator(".nn-map canvas").tap(position={"x": 100, "y": 100})
    expect(page.get_by_label("Data set")).to_have_value("moons")
    expect(out(page, "Step")).to_have_text(step)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert page.wrong == []


WRONG = {
    "data=nonsense&step=10": "data=nonsense (there is no such data set)",
    "layers=8-tanh,8-tanh,8-tanh,8-tanh,8-tanh&step=10": "there can be 1 to 4 hidden layers",
    "layers=99-tanh&step=10": "layers=99-tanh (a layer is 1 to 32 neurons and an activation, such as 8-tanh)",
    "layers=20.5-tanh": "layers=20.5-tanh",
    "layers=8-nonsense": "layers=8-nonsense",
    "lr=foo&step=10": "lr=foo (Learning rate is a number from 0 to 1,000,000)",
    "lr=&step=10": "Learning rate is a number",
    "points=1e400": "points=1e400 (Points is a whole number from 2 to 2,000)",
    "step=foo": "step=foo (a step is a whole number)",
    "nonsense=1": "nonsense=1 (there is no such setting)",
    "data=own&own=0,foo,1": "a point is x, y and a class, 0 or 1",
    "then=5-points-3&step=10": "then=5-points-3 (a change is step-setting-value)",
}  # fmt: skip


@pytest.mark.parametrize("link", WRONG)
def test_a_wrong_link_says_which_part_was_not_understood(page, site, link):
    open_page(page, site, f"#{link}")
    expect(page.locator(".nn-message")).to_contain_text("Not understood in the link: ")
    expect(page.locator(".nn-message")).to_contain_text(WRONG[link])


def test_after_a_wrong_link_the_form_can_be_played(page, site):
    open_page(page, site, "#lr=foo&layers=99-tanh,8-relu,8-relu,8-relu,8-relu")
    expect(page.locator(".nn-message")).to_contain_text("lr=foo")
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    expect(page.get_by_label("Learning rate")).to_have_value("0.1")


def test_a_link_without_a_step_opens_at_the_start(page, site):
    open_page(page, site, "#data=circles&layers=5-relu")
    expect(out(page, "Parameters")).to_contain_text("[2 × 5] + [5 × 2]")
    expect(out(page, "Step")).to_have_text("0")
    expect(page.get_by_label("Data set")).to_have_value("circles")


def test_an_address_that_changes_is_opened_and_a_heading_changes_nothing(page, site):
    open_page(page, site, "#layers=5-relu&step=10")
    expect(out(page, "Step")).to_have_text("10")
    page.evaluate("location.hash = '#what-you-see'")
    page.evaluate("location.hash = '#layers=6-relu&step=20'")
    expect(out(page, "Step")).to_have_text("20")
    expect(out(page, "Parameters")).to_contain_text("[2 × 6] + [6 × 2]")


AGREES = """step => new Promise(done => {
    const script = document.querySelector(".nn-script")
    const look = () => script.textContent.includes(`range(${step.textContent})`) ? done() : requestAnimationFrame(look)
    look()
})"""


def test_the_code_follows_the_settings(page, site):
    open_page(page, site)
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    button(page, "Show the code").click()
    script = page.locator(".nn-script")
    expect(script).to_contain_text("Elementwise(TANH)")
    expect(script).to_contain_text("range(1)")
    page.get_by_label("Activation in layer 1").select_option("elu")
    expect(script).to_contain_text("Elementwise(ELU)")
    button(page, "Play").click()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{2,}$"))
    page.get_by_label("Activation in layer 1").select_option("gelu")
    expect(script).to_contain_text("Elementwise(GELU)")
    button(page, "Pause").click()
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")
    out(page, "Step").evaluate(AGREES)  # once the last picture has arrived
    page.get_by_label("Learning rate").fill("0.3")
    page.keyboard.press("Enter")
    expect(script).to_contain_text("lr=0.3")
    expect(script).to_contain_text("lr=0.1")


def test_pause_while_python_loads_holds(rough, site):
    held = play_without_python(rough, site)
    expect(rough.locator(".nn-message")).to_contain_text("Loading Python")
    button(rough, "Pause").click()
    step = out(rough, "Step").inner_text()
    held[0].continue_()
    stage(rough, recorded=False).wait_for()
    expect(out(rough, "Step")).to_have_text(step)
    expect(rough.locator(".nn-playground")).to_have_attribute("data-playing", "false")


def test_memory_stays_flat_over_two_hundred_resets(page, site):
    open_page(page, site)
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    used = page.evaluate("""async () => {
        const python = await import(document.querySelector("script[src$='run.js']").src.replace("run.js", "python.mjs"))
        const heap = async () => (await python.call("blocks.run", { page: "", blocks: [
            { kind: "python", source: "import pyodide_js\\npyodide_js._module.HEAPU8.length" }] })).value
        const reset = () => python.call("playground.start", { state: {} }, () => {}, true)
        for (let i = 0; i < 20; i++) await reset()
        const before = await heap()
        for (let i = 0; i < 200; i++) await reset()
        return [before, await heap()]
    }""")
    assert used[0] == used[1], json.dumps(used)


def test_a_playground_that_cannot_be_loaded_says_so(rough, site):
    site.missing = ["/playground/map.mjs"]
    rough.goto(site.url("playground/"))
    expect(rough.locator(".nn-message")).to_contain_text("could not be loaded")


def rate(page, value):
    page.get_by_label("Learning rate").fill(value)
    page.keyboard.press("Enter")


def test_the_learning_rate_changes_without_a_restart_and_the_link_and_the_code_tell_it(page, site):
    open_page(page, site, "#layers=8-tanh&step=100")
    expect(out(page, "Step")).to_have_text("100")
    rate(page, "0.3")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("101")
    expect(page).to_have_url(re.compile(r"then=100-lr-0\.3&step=101"))
    before = shown(page)
    button(page, "Show the code").click()
    expect(page.locator(".nn-script")).to_contain_text("range(1)")
    said = run(page.locator(".nn-script").inner_text())
    assert [float(before[name]) for name in ("Training loss", "Held-out loss")] == pytest.approx(said, rel=1e-5)
    open_page(page, site, "#" + page.url.partition("#")[2])
    expect(out(page, "Step")).to_have_text("101")
    assert shown(page) == before


def test_dropout_comes_into_a_network_that_trains(page, site):
    open_page(page, site, "#layers=8-tanh,4-maxout&inputnoise=0.1&step=100")
    expect(out(page, "Step")).to_have_text("100")
    page.get_by_label("Dropout").fill("0.3")
    page.keyboard.press("Enter")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("101")
    button(page, "Show the code").click()
    expect(page.locator(".nn-script")).to_contain_text("Dropout(0.3, rng)")
    said = run(page.locator(".nn-script").inner_text())
    assert float(shown(page)["Training loss"]) == pytest.approx(said[0], rel=1e-5)


@pytest.mark.parametrize("value, why", [
    ("", "Learning rate is a number from 0 to 1,000,000: it stays 0.1."),
    ("-1", "Learning rate is a number from 0 to 1,000,000: it stays 0.1."),
])  # fmt: skip
def test_an_empty_or_impossible_number_leaves_the_value_that_was_and_says_so_beside_the_field(page, site, value, why):
    open_page(page, site)
    rate(page, value)
    field = page.get_by_label("Learning rate")
    expect(page.locator("#nn-amiss-lr")).to_have_text(why)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("0.1")
    rate(page, "0.5")
    expect(page.locator("#nn-amiss-lr")).to_be_empty()
    assert field.get_attribute("aria-invalid") is None


def test_while_one_types_a_number_the_run_goes_on(page, site):
    open_page(page, site, "#layers=8-tanh&step=50")
    expect(out(page, "Step")).to_have_text("50")
    page.get_by_label("Points", exact=True).fill("")
    page.get_by_label("Points", exact=True).press_sequentially("300", delay=20)
    assert out(page, "Step").inner_text() == "50"
    page.keyboard.press("Enter")
    expect(out(page, "Step")).to_have_text("0")


def test_the_slider_of_the_rate_stops_at_one_and_three(page, site):
    open_page(page, site)
    slider, field = page.locator(".nn-of-lr input[type=range]"), page.get_by_label("Learning rate")
    values = []
    for at in range(int(slider.get_attribute("max")) + 1):
        slider.fill(str(at))
        values.append(float(field.input_value()))
    assert values == [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]


def test_the_arrow_keys_walk_the_network_and_each_step_is_said(page, site):
    open_page(page, site)
    expect(out(page, "Step")).to_have_text("0")
    said = page.locator(".nn-told")
    page.locator(".nn-node").first.focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text(re.compile("^Input x2, the vertical place"))
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(
        re.compile(r"^Layer 1, unit \d of 8, tanh\. Its largest weight is −?[\d.]+, from x[12]\.")
    )
    page.keyboard.press("End")
    expect(said).to_have_text(re.compile("^Output, the probability of class 1"))
    page.keyboard.press("Escape")
    expect(said).to_have_text(re.compile("^Point at a unit"))


def test_the_network_is_one_stop_of_the_tab_key(page, site):
    open_page(page, site)
    expect(page.locator(".nn-node")).to_have_count(11)
    assert page.locator(".nn-node[tabindex='0']").count() == 1


def test_a_unit_under_the_pointer_fills_the_square_and_shows_its_curve(page, site):
    open_page(page, site)
    expect(page.locator(".nn-unit-curve")).to_be_hidden()
    before = page.locator(".nn-map canvas").evaluate("canvas => canvas.toDataURL()")
    page.get_by_role("button", name="Layer 1, unit 3", exact=True).hover()
    expect(page.locator(".nn-unit-curve canvas")).to_be_visible()
    expect(page.locator(".nn-told")).to_have_text(re.compile("^Layer 1, unit 3 of 8"))
    assert page.locator(".nn-map canvas").evaluate("canvas => canvas.toDataURL()") != before
    page.locator("h1").hover()
    expect(page.locator(".nn-unit-curve")).to_be_hidden()
    assert page.locator(".nn-map canvas").evaluate("canvas => canvas.toDataURL()") == before


def test_layers_and_units_are_added_and_taken_away_on_the_network(page, site):
    open_page(page, site)
    button(page, "Add a layer").click()
    expect(out(page, "Parameters")).to_contain_text("[2 × 8] + [8 × 8] + [8 × 2]")
    button(page, "Take a neuron out of layer 2").click()
    expect(out(page, "Parameters")).to_contain_text("[2 × 8] + [8 × 7] + [7 × 2]")
    button(page, "Put a neuron into layer 1").click()
    expect(out(page, "Parameters")).to_contain_text("[2 × 9] + [9 × 7] + [7 × 2]")
    button(page, "Take the last layer away").click()
    expect(out(page, "Parameters")).to_contain_text("[2 × 9] + [9 × 2]")
    expect(button(page, "Take the last layer away")).to_be_disabled()
    expect(page.locator(".nn-node")).to_have_count(2 + 9 + 1)


def test_undo_brings_the_run_back_at_its_step(page, site):
    open_page(page, site, "#layers=8-tanh&step=80")
    expect(out(page, "Step")).to_have_text("80")
    before = shown(page)
    page.get_by_label("Data set").select_option("circles")
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Undo").click()
    expect(out(page, "Step")).to_have_text("80")
    expect(page.get_by_label("Data set")).to_have_value("moons")
    assert shown(page) == before
    expect(button(page, "Undo")).to_be_disabled()


def test_one_looks_back_at_any_step_that_is_kept_and_goes_on_from_there(page, site):
    open_page(page, site, "#layers=8-tanh&step=200")
    expect(out(page, "Step")).to_have_text("200")
    page.get_by_label("Look back").fill("0")
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("2")


def test_the_recorded_run_can_be_looked_at_without_python(page, site):
    open_page(page, site)
    expect(page.get_by_label("Look back")).to_have_attribute("max", re.compile(r"^\d{2,}$"))
    page.get_by_label("Look back").fill("100")
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{3}$"))
    assert not any("pyodide" in path for path, _ in site.sent)


def test_the_address_says_what_is_seen(page, site):
    open_page(page, site)
    page.get_by_label("Data set").select_option("spirals")
    expect(page).to_have_url(re.compile("data=spirals&layers=8-tanh&step=0$|layers=8-tanh&data=spirals&step=0$"))
    button(page, "Play").click()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{3,}$"))
    paused(page)
    out(page, "Step").evaluate("() => new Promise(done => setTimeout(done, 500))")
    before, step = shown(page), out(page, "Step").inner_text()
    expect(page).to_have_url(re.compile(f"step={step}$"))
    page.reload()
    expect(out(page, "Step")).to_have_text(step)
    assert shown(page) == before


def test_outside_drawing_a_click_only_says_what_is_there(page, site):
    open_page(page, site)
    expect(out(page, "Step")).to_have_text("0")
    page.locator(".nn-map canvas").click(position={"x": 60, "y": 60})
    expect(page.locator(".nn-under")).to_have_text(re.compile(r"^x₁ = −?[\d.]+, x₂ = −?[\d.]+: probability of class 1"))
    expect(page.get_by_label("Data set")).to_have_value("moons")


def test_the_eraser_takes_a_point_away(page, site):
    open_page(page, site, "#data=own&own=0,0,1;0.5,0.5,0;-0.5,-0.5,0&held=0")
    expect(out(page, "Step")).to_have_text("0")
    arrived(page)
    page.get_by_label("Eraser").check()
    box = page.locator(".nn-map canvas").bounding_box()
    page.locator(".nn-map canvas").click(position={"x": box["width"] / 2 + 3, "y": box["height"] / 2})
    expect(page.locator(".nn-told")).to_have_text("A point is gone, 2 are left.")
    expect(page).to_have_url(re.compile("own=0.5,0.5,0;-0.5,-0.5,0"))


def test_a_link_of_a_page_opens_the_playground_at_its_top(page, site):
    page.goto(site.url("activations/relu/"))
    page.get_by_role("link", name="twenty ReLU units at a learning rate of three").click()
    expect(page.get_by_label("Hidden layers")).to_be_visible()
    expect(out(page, "Step")).to_have_text("0")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_play_pauses_where_a_link_says_and_then_goes_on(page, site):
    open_page(page, site, "#layers=3-tanh&until=50")
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Play").click()
    expect(page.locator(".nn-message")).to_have_text("Paused at step 50. Play goes on.")
    expect(out(page, "Step")).to_have_text("50")
    button(page, "Play").click()
    expect(out(page, "Step")).to_have_text(re.compile(r"^\d{3,}$"))


def test_what_is_no_step_to_pause_at_is_said(page, site):
    open_page(page, site, "#layers=3-tanh&until=soon")
    expect(page.locator(".nn-message")).to_contain_text("until=soon (a step is a whole number above zero)")


def test_the_eraser_takes_one_of_the_given_points_and_the_others_become_ones_own(page, site):
    open_page(page, site, "#data=lecture&layers=3-tanh&step=5")
    expect(out(page, "Step")).to_have_text("5")
    page.get_by_label("Eraser").check()
    place = page.locator(".nn-map canvas").evaluate(
        """canvas => {
        const { x, y, width } = canvas.getBoundingClientRect(), [px, py] = POINT, reach = 5
        return [x + (px / reach + 1) * width / 2, y + (1 - py / reach) * width / 2]
    }""".replace("POINT", json.dumps(lecture_points()[0][0].tolist()))
    )
    page.mouse.click(*place)
    expect(page.locator(".nn-told")).to_have_text(
        "A point is gone, 79 are left. The points that were trained on are your own now."
    )
    expect(page.get_by_label("Data set")).to_have_value("own")
    button(page, "Undo").click()
    expect(page.get_by_label("Data set")).to_have_value("lecture")


@pytest.mark.parametrize("label", ["Sigmoid at depth", "Maxout"])
def test_nothing_moves_when_an_example_is_chosen(page, site, label):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, site)
    before = button(page, "Play").bounding_box()
    example(page, label)
    assert button(page, "Play").bounding_box() == before


SIZES = {"laptop": (1280, 720), "tablet": (768, 1024), "phone": (390, 664), "phone on its side": (664, 390)}


@pytest.mark.parametrize("name", SIZES)
def test_the_picture_and_the_status_stay_in_view_while_a_control_moves(chromium, site, name):
    from tests.browser.conftest import new_page

    width, height = SIZES[name]
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=name != "laptop")
    page = new_page(context, site)
    open_page(page, site)
    expect(out(page, "Step")).to_have_text("0")
    for field in ("lr", "dropout", "wseed", "data", "depth", "n1"):
        page.locator(f"[name={field}]").scroll_into_view_if_needed()
        for part in (".nn-map canvas", ".nn-net", ".nn-play"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= 0 and box["y"] + box["height"] <= height, (field, part)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert page.wrong == []


BEATS = ["Forward: the ", "Loss: the network gives", "Backward: at each unit", "Update: each weight moves"]


def test_slow_motion_takes_one_step_in_four_beats_and_says_each(page, site):
    open_page(page, site, "#layers=8-tanh&step=20")
    expect(out(page, "Step")).to_have_text("20")
    page.get_by_label("Speed").select_option("beats")
    button(page, "Step").click()
    for beat in BEATS:
        expect(page.locator(".nn-told")).to_have_text(re.compile("^" + beat))
    expect(out(page, "Step")).to_have_text("21")
    expect(page.locator(".nn-playground")).to_have_attribute("data-playing", "false")
    after = shown(page)
    open_page(page, site, "#layers=8-tanh&step=21")
    expect(out(page, "Step")).to_have_text("21")
    assert shown(page) == after


def test_ten_starts_stand_beside_each_other_and_any_can_be_opened(page, site):
    open_page(page, site, "#layers=3-tanh&step=100")
    expect(out(page, "Step")).to_have_text("100")
    button(page, "Ten starts").click()
    expect(page.locator(".nn-shelf-said")).to_have_text(
        re.compile(r"^Accuracy after 100 steps, on held-out points: from")
    )
    expect(page.locator(".nn-shelf-list button")).to_have_count(10)
    seventh = page.locator(".nn-shelf-list button").nth(6)
    accuracy = re.search(r"step 100: ([\d.]+ %)", seventh.inner_text())[1]
    seventh.click()
    expect(page.get_by_label("Weight seed")).to_have_value("6")
    expect(out(page, "Step")).to_have_text("100")
    expect(out(page, "Held-out accuracy")).to_have_text(accuracy)


def test_ten_starts_take_as_many_steps_as_is_said_beside_the_button(page, site):
    open_page(page, site)
    length, said = page.locator(".nn-starts-length"), page.locator(".nn-shelf-said")
    expect(length).to_have_text("of 300 steps each")
    example(page, "Sigmoid at depth")
    expect(length).to_have_text("of 500 steps each")
    arrived(page)
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    button(page, "Ten starts").click()
    expect(said).to_contain_text("Accuracy after 500 steps")
    expect(page.locator(".nn-shelf-list button").last).to_contain_text("step 500:")
    page.evaluate("location.hash = '#layers=3-tanh&step=70'")
    expect(out(page, "Step")).to_have_text("70")
    expect(length).to_have_text("of 70 steps each")


def test_networks_are_kept_to_be_compared(page, site):
    open_page(page, site, "#layers=8-tanh&step=50")
    expect(out(page, "Step")).to_have_text("50")
    button(page, "Keep this network").click()
    page.get_by_label("Activation in layer 1").select_option("relu")
    expect(out(page, "Step")).to_have_text("0")
    button(page, "Keep this network").click()
    expect(page.locator(".nn-shelf-list button").nth(0)).to_contain_text("8 tanh, rate 0.1, seed 0, step 50:")
    expect(page.locator(".nn-shelf-list button").nth(1)).to_contain_text("8 relu, rate 0.1, seed 0, step 0:")


def test_ten_starts_leave_the_networks_that_were_kept_and_take_the_place_of_ten_before(page, site):
    open_page(page, site, "#layers=3-tanh&step=50")
    expect(out(page, "Step")).to_have_text("50")
    button(page, "Keep this network").click()
    shelf, said = page.locator(".nn-shelf-list button"), page.locator(".nn-shelf-said")
    kept = shelf.first.inner_text()
    for _ in range(2):
        button(page, "Ten starts").click()
        expect(said).to_contain_text("Start 1 of 10")
        expect(said).to_contain_text("Accuracy after 50 steps")
        expect(shelf).to_have_count(11)
        expect(shelf.first).to_have_text(kept)
    button(page, "Keep this network").click()
    expect(said).to_contain_text("2 kept.")


def test_a_press_before_the_recorded_run_is_there_plays_it_when_it_comes(rough, site):
    site.held, asked = {"/numpy.bin": threading.Event()}, []
    rough.route("**/playground.bin", lambda route: asked.append(route))
    open_page(rough, site)
    button(rough, "Play").click()
    asked[0].continue_()
    expect(out(rough, "Step")).to_have_text(re.compile("^[1-9]"))
    site.held["/numpy.bin"].set()
    expect(rough.locator(".nn-playground[data-recorded=false]")).to_be_visible()


def test_what_is_out_of_sight_rests_and_goes_on_when_it_is_seen_again(page, site):
    def turn(hidden):
        page.evaluate(f"Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }})")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    open_page(page, site)
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    turn("true")
    expect(button(page, "Play")).to_be_visible()
    turn("false")
    expect(button(page, "Pause")).to_be_visible()
    button(page, "Pause").click()
    turn("true")
    turn("false")
    expect(button(page, "Play")).to_be_visible()


def test_a_teachers_link_sets_a_task_and_hides_controls(page, site):
    open_page(page, site)
    page.get_by_text("A link for a class").click()
    page.get_by_label("A task, shown above the network").fill("How many steps until 95 %?")
    page.get_by_role("checkbox", name="data", exact=True).check()
    button(page, "Copy link").click()
    open_page(page, site, "#" + page.evaluate("navigator.clipboard.readText()").partition("#")[2])
    expect(page.locator(".nn-assignment")).to_have_text("How many steps until 95 %?")
    expect(page.get_by_label("Data set")).to_be_hidden()
    expect(page.get_by_label("Learning rate")).to_be_visible()
    expect(page.get_by_role("group", name="A click on the square")).to_be_hidden()
    expect(page.get_by_role("heading", name="Points of your own")).to_be_hidden()
    expect(page.get_by_label("as the last hidden layer has it")).to_be_visible()
    open_page(page, site, "#hide=presets,code")
    for heading in "The lecture's panels", "Settings that work, and settings that do not", "Good settings":
        expect(page.get_by_role("heading", name=heading)).to_be_hidden()
    expect(page.get_by_role("heading", name="Points of your own")).to_be_visible()
    expect(button(page, "Copy link")).to_be_hidden()
    open_page(page, site, "#hide=everything")
    expect(page.locator(".nn-message")).to_contain_text("hide=everything (one can hide training, data")


def test_what_of_a_link_was_not_understood_is_said_also_when_python_is_there(rough, site):
    open_page(rough, site, "#layers=3-tanh&step=5&hide=everything")
    expect(out(rough, "Step")).to_have_text("5")
    expect(rough.locator(".nn-message")).to_contain_text("hide=everything (one can hide training, data")


@pytest.mark.parametrize("name", ("laptop", "phone"))
def test_the_examples_stand_above_the_picture_and_both_are_on_the_first_screen(chromium, site, name):
    from tests.browser.conftest import new_page

    width, height = SIZES[name]
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = new_page(context, site)
    open_page(page, site)
    expect(page.locator(".nn-map canvas")).to_be_visible()
    examples, picture = (page.locator(place).bounding_box() for place in ("#nn-preset", ".nn-map canvas"))
    assert examples["y"] + examples["height"] <= picture["y"]
    assert picture["y"] + picture["height"] <= height
    context.close()
    assert page.wrong == []


def test_the_points_that_the_lectures_figures_ring_are_ringed_and_the_legend_says_what_a_ring_is(page, site):
    open_page(page, site)
    legend = page.locator(".nn-ringed")
    expect(legend).to_be_hidden()
    page.get_by_label("Data set").select_option("lecture")
    expect(legend).to_have_text("◯ wrong side of the circle between classes")
    x, t = lecture_points()[:2]
    assert json.loads(legend.get_attribute("data-points")) == x[off_the_circle(x, t)].tolist()
    page.get_by_label("Data set").select_option("moons")
    expect(legend).to_be_hidden()


def test_beside_batches_a_link_leads_to_the_figure_that_decides_whether_they_cure_the_zigzag(page, site):
    open_page(page, site)
    link = page.locator(".nn-batched").get_by_role("link", name="steps through a long valley")
    expect(link).to_be_hidden()
    page.get_by_label("Batch size").fill("10")
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("href", re.compile(r"activations/sigmoid/#zig-zag$"))
    expect(link).to_be_visible()


def test_what_is_said_of_an_example_goes_when_a_setting_changes(page, site):
    open_page(page, site)
    example(page, "No hidden unit to spare")
    said = page.locator(".nn-preset-why")
    expect(said).to_contain_text("Can two ReLU units")
    page.get_by_label("Data set").select_option("moons")
    expect(said).to_be_empty()
    expect(page.get_by_label("Examples", exact=True)).to_have_value("")


def test_the_sigmoids_at_depth_show_after_one_step_how_the_gradient_shrinks(page, site):
    open_page(page, site)
    example(page, "Sigmoid at depth")
    expect(page.locator(".nn-preset-why")).to_contain_text("Press Step once")
    button(page, "Step").click()
    expect(out(page, "Step")).to_have_text("1")
    notes = page.locator(".nn-note:visible")
    expect(notes.first).to_contain_text(re.compile(r"gradient 0\.\d"))
    first, *_, last = (float(re.search(r"gradient ([\d.]+)", note)[1]) for note in notes.all_inner_texts())
    assert last > 100 * first


def test_sigmoids_at_depth_stay_at_the_loss_of_a_guess_for_hundreds_of_steps():
    network = Engine(checked({"layers": [[10, "sigmoid"]] * 4, "momentum": 0}))
    network.advance(0, 500, 500)
    assert network.measure()[0] == pytest.approx(0.693, abs=0.002)


def presets():
    """The examples: title, state, question, answer, and the step that answers."""
    option = re.compile(r'<option value="({.*?)" data-ask="(.*?)" data-why="(.*?)" data-until="(.*?)">(.*?)</option>')
    for state, ask, why, until, title in option.findall(playground.presets()):
        yield title, checked(json.loads(unescape(state))), ask, why, int(until)


@pytest.mark.parametrize("title", [title for title, *_ in presets()])
def test_an_example_waits_before_its_first_step_with_a_question_and_says_no_answer(page, site, title):
    open_page(page, site)
    example(page, title)
    [(state, ask)] = [(state, ask) for name, state, ask, *_ in presets() if name == title]
    expect(page.locator(".nn-preset-why")).to_have_text(unescape(ask))
    arrived(page)
    expect(stage(page, recorded=False)).to_have_attribute("data-playing", "false")
    expect(out(page, "Step")).to_have_text("0")
    assert "?" in ask and state["step"] == 0


def test_an_example_pauses_at_the_step_that_answers_says_the_answer_and_goes_on_if_one_wants(page, site):
    open_page(page, site)
    play_example(page, "Maxout")
    expect(out(page, "Step")).to_have_text("600")
    expect(page.locator(".nn-preset-why")).to_contain_text("so the boundary is made of straight parts")
    expect(page.locator(".nn-message")).to_have_text("Paused at step 600. Play goes on.")
    button(page, "Play").click()
    expect(out(page, "Step")).not_to_have_text("600")
    expect(page.locator(".nn-message")).to_be_empty()
    paused(page)
    assert int(out(page, "Step").inner_text()) > 600


ANSWERS = {  # what is so at the step that answers; of the losses and accuracies on training and held-out points
    "Tanh, enough neurons": lambda net, start: (
        all(share > 0.9 for share in net.measure()[1::2]) and all(a < b for a, b in zip(net.measure()[::2], start[::2]))
    ),
    "Spirals, two layers": lambda net, start: net.measure()[3] > 0.99,
    "Noisy points, regularized": lambda net, start: net.measure()[2] < 1.05 * lowest(net),
    "Noisy points, not regularized": lambda net, start: (
        net.measure()[2] > 3 * lowest(net) and net.measure()[0] < start[0] / 3
    ),
    "Rate and momentum too large for ReLU": lambda net, start: (
        dead_units(net.net, net.x)[0].mean() > 0.7 and revived(net.state, net.step) <= 1 and dead(net, momentum=0) == 2
    ),
    "No hidden unit to spare": lambda net, start: len({*net.net.predict(around(10 * net.reach))}) == 2,
    "Decay larger than the step": lambda net, start: "the decay itself makes the weights grow" in net.problem,
}


def lowest(network):
    """The lowest held-out loss on the way."""
    return min(held for _, _, held in network.curve if held is not None)


def dead(network, **changes):
    """How many units of the first layer are dead after as many steps under other settings."""
    other = Engine(network.state | changes)
    other.advance(0, network.step, network.step)
    return dead_units(other.net, other.x)[0].sum()


def revived(state, steps):
    """How often a dead unit of the first layer comes back."""
    network, states = Engine(state), []
    for step in range(1, steps + 1):
        network.advance(0, step)
        states.append(dead_units(network.net, network.x)[0])
    return sum((before & ~after).sum() for before, after in zip(states, states[1:]))


def around(radius):
    angles = np.linspace(0, 2 * np.pi, 1000)
    return radius * np.c_[np.cos(angles), np.sin(angles)]


@pytest.mark.parametrize("title", ANSWERS)
def test_what_an_example_answers_is_so(title):
    [(state, until)] = [(state, until) for name, state, *_, until in presets() if name == title]
    network = Engine(state)
    start = network.measure()
    network.advance(0, until, until)
    assert ANSWERS[title](network, start)


LOOK = """play => {
    const { backgroundColor, color, backgroundSize } = getComputedStyle(play)
    return [backgroundColor, color, backgroundSize]
}"""


def test_play_looks_pressed_only_while_it_plays(page, site):
    open_page(page, site)
    play = button(page, "Play")
    before = play.evaluate(LOOK)
    expect(play).to_have_attribute("aria-pressed", "false")
    play.click()
    stage(page, recorded=False).wait_for()
    expect(play).to_have_attribute("aria-pressed", "true")
    assert play.evaluate(LOOK)[:2] == before[1::-1], "paper and ink are exchanged"
    paused(page)
    expect(play).to_have_attribute("aria-pressed", "false")
    assert play.evaluate(LOOK) == before


@pytest.mark.parametrize("rate", (0.1, 3.0))
def test_the_curve_keeps_the_lowest_and_the_highest_training_loss_between_its_points(rate):
    curve, single = (Engine(checked({"lr": rate})) for _ in range(2))
    losses = [single.measure()[0]]
    while single.step < 1000:
        single.advance(0, single.step + 1)
        losses.append(single.measure()[0])
    curve.advance(0, 1000, 1000)
    shown = [loss for _, loss, _ in curve.curve + curve.between]
    assert max(shown) == max(losses)
    assert min(shown[:-1]) == min(losses[: curve.curve[-1][0] + 1])
    assert len(shown) < 300


def test_a_peak_that_was_seen_stays_with_batches_too():
    network = Engine(checked({"batch": 10}))
    network.advance(0, 1000, 1000)
    network.note([[network.step, 9.0, 8.0]])
    network.advance(0, 1200, 200)
    assert [1000, 9.0, 8.0] in network.curve


WRITTEN = """() => {
    const write = CanvasRenderingContext2D.prototype.fillText
    CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        if (this.canvas.closest(".nn-loss")) (window.written ??= new Set()).add(text)
        return write.call(this, text, ...place)
    }
}"""


def axis(page):
    """What is written at the losses that are drawn next."""
    page.evaluate("window.written = new Set()")
    page.locator(".nn-log").click(click_count=2)
    return set(page.evaluate("[...window.written]"))


def test_the_axis_of_the_losses_fits_the_run_that_is_shown_and_earlier_runs_on_the_same_points_are_named(page, site):
    page.add_init_script(f"({WRITTEN})()")
    open_page(page, site, "#layers=8-tanh&step=200")
    expect(out(page, "Step")).to_have_text("200")
    alone, losses = axis(page), page.locator(".nn-loss canvas")
    assert {"— training", "- - held out"} <= alone and "— earlier runs" not in alone
    expect(losses).not_to_have_attribute("aria-label", re.compile("earlier"))
    page.evaluate("location.hash = '#layers=20-relu&lr=5&wseed=1&step=300'")
    expect(out(page, "Step")).to_have_text("300")
    page.evaluate("location.hash = '#layers=8-tanh&step=200'")
    expect(out(page, "Step")).to_have_text("200")
    assert axis(page) - alone == {"— earlier runs"}
    expect(losses).to_have_attribute("aria-label", re.compile("earlier runs, gray"))
    page.evaluate("location.hash = '#data=circles&layers=8-tanh&step=200'")
    expect(page.get_by_label("Data set")).to_have_value("circles")
    expect(out(page, "Step")).to_have_text("200")
    expect(losses).not_to_have_attribute("aria-label", re.compile("earlier"))
    page.evaluate("location.hash = '#layers=6-tanh&step=200'")
    expect(page.get_by_label("Neurons in layer 1")).to_have_value("6")
    expect(out(page, "Step")).to_have_text("200")
    expect(losses).to_have_attribute("aria-label", re.compile("earlier runs, gray"))


def test_examples_are_compared_with_earlier_runs_on_their_own_points_alone(page, site):
    open_page(page, site)
    losses, steps = page.locator(".nn-loss canvas"), {title: until for title, *_, until in presets()}
    for title, compared in (
        ("No hidden unit to spare", False),  # the first on circles
        ("Rate and momentum too large for ReLU", False),  # the first on moons
        ("Tanh, enough neurons", True),
        ("Noisy points, regularized", False),  # more moons, and noisier ones
    ):
        example(page, title)
        arrived(page)
        expect(out(page, "Step")).to_have_text("0")
        button(page, "Play").click()
        expect(out(page, "Step")).to_have_text(str(steps[title]))
        label = expect(losses)
        (label.to_have_attribute if compared else label.not_to_have_attribute)("aria-label", re.compile("earlier"))


def test_opening_the_link_for_a_class_leaves_the_buttons_as_high_as_they_are(page, site):
    open_page(page, site)
    before = button(page, "Copy link").bounding_box()["height"]
    page.get_by_text("A link for a class").click()
    expect(page.get_by_role("checkbox", name="links and code")).to_be_visible()
    assert button(page, "Copy link").bounding_box()["height"] == before


def test_while_python_comes_a_linked_network_is_not_shown_with_the_picture_of_another(page, site):
    waiting = []
    page.route("**/runtime.json", lambda route: waiting.append(route))
    open_page(page, site, "#data=circles&layers=4-sigmoid,4-sigmoid")
    expect(page.locator(".nn-map img")).to_be_hidden()
    expect(page.locator(".nn-loss img")).to_be_hidden()
    for route in waiting:
        route.continue_()
    page.unroute("**/runtime.json")
    expect(out(page, "Step")).to_have_text("0")
