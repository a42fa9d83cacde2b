"""Figures that move: they ask, open in their telling state, and answer to keys and fingers, also on a phone."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import nnref
from scripts.lecture import learning, maxout, relu
from scripts.lecture.explorables import line, pieces, sizes
from scripts.lecture.measurements import measured
from scripts.website.targets import explorables

pytestmark = pytest.mark.slow

ASKED_BY_THE_PAGE = {"sizes", "slopes"}  # they stand in a prediction
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
        expect(box.locator("input:visible")).to_have_count(0)
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


def test_the_title_holds_for_any_number_of_layers(home):
    expect(home.locator(".home-experiment strong")).not_to_contain_text(re.compile(r"\b(ten|\d+)\b", re.I))


@pytest.mark.parametrize("width, height", [(360, 640), (390, 664)])
def test_on_a_phone_the_home_pages_figure_is_on_the_first_screen(page, site, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.url())
    page.locator(".nn-explorable.nn-live").wait_for()
    box = page.locator(".nn-explorable svg").bounding_box()
    assert box["y"] > 0 and box["y"] + box["height"] <= height


def test_the_controls_have_their_names_in_one_column_and_each_name_is_in_line_with_what_it_names(home):
    names = home.locator(".nn-explorable-controls :is(legend, div > label)")
    boxes = [name.bounding_box() for name in names.all()]
    assert len(boxes) == 3 and len({box["x"] for box in boxes}) == 1
    rows = home.locator(".nn-explorable-controls > *")
    for box, row in zip(boxes, rows.all()):
        choice = row.locator("input").first.bounding_box()
        below = choice["y"] >= box["y"] + box["height"] - 4  # on a phone
        beside = abs(choice["y"] + choice["height"] / 2 - box["y"] - box["height"] / 2) < 4
        assert below if home.viewport_size["width"] < 480 else beside


def test_the_slider_of_the_layers_stands_where_its_value_is_and_every_bar_has_its_number(home):
    layers = home.get_by_role("slider", name="Layers")
    low, high = (int(layers.get_attribute(end)) for end in ("min", "max"))
    assert (low, high, layers.input_value()) == (2, 20, "10")
    for value in (2, 5, 13, 20):
        layers.fill(str(value))
        expect(home.locator(".nn-explorable").get_by_role("status")).to_contain_text(f"The first of {value} ")
        written = home.locator(".nn-explorable svg text").all_text_contents()
        assert [text for text in written if text.isdigit()][-value:] == [str(n + 1) for n in range(value)]


NO_ANCHOR = """() => addEventListener("DOMContentLoaded", () => { // WebKit keeps no place by itself
    document.head.append(Object.assign(document.createElement("style"), { textContent: "* { overflow-anchor: none }" }))
})"""
TOP = "place => place.getBoundingClientRect().top"
GROWN = """(body, height) => new Promise(done => {
    const next = requestAnimationFrame
    const look = () => body.scrollHeight > height + 50 ? next(() => next(done)) : next(look)
    look()
})"""


@pytest.mark.parametrize("scrolls", (False, True))
def test_the_place_of_an_address_is_not_pushed_down_by_what_comes_late_unless_one_scrolls(page, site, scrolls):
    held = []
    page.add_init_script(f"({NO_ANCHOR})()")
    late = re.compile(r"/(explorable\.mjs|runtime\.json|exercises/index\.mjs)$")
    page.route(late, lambda route: held.append(route))
    page.goto(site.url("activations/sigmoid/#where-next"))
    place = page.locator("#where-next")
    expect(place).to_be_in_viewport()
    if scrolls:
        page.evaluate("scrollBy({ top: -200, behavior: 'instant' })")
    before, height = place.evaluate(TOP), page.evaluate("document.body.scrollHeight")
    for route in held:
        route.continue_()
    page.locator("body").evaluate(GROWN, height)
    assert (place.evaluate(TOP) > before + 4) is scrolls


def test_it_is_there_after_instant_navigation_and_fits_the_screen(home):
    home.evaluate("window.sameDocument = true")
    home.locator("article a[href$='neuron/']").first.click()
    home.locator("h1", has_text="The neuron").wait_for()
    home.go_back()
    home.locator(".nn-explorable.nn-live").wait_for()
    expect(home.locator(".nn-explorable-controls")).to_have_count(1)
    assert home.evaluate("sameDocument") and home.evaluate("document.documentElement.scrollWidth <= innerWidth")


def asking(page, site, address, name):
    """The figure that moves, with its question."""
    page.goto(site.url(address))
    place = page.locator(f"[data-explore={name}], [data-of={name}]")
    prediction = page.locator(".nn-predict").filter(has=place)
    if prediction.count():
        prediction.get_by_role("button", name="Just show me").click()
    place.evaluate("it => (it.closest('figure') ?? it).scrollIntoView()")
    box = page.locator(f".nn-live[data-of={name}]")
    box.wait_for()
    return box


def opened(page, site, address, name, guess="Just show me"):
    """What is behind the question."""
    box = asking(page, site, address, name)
    if name not in ASKED_BY_THE_PAGE:
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
    box.locator("svg").first.evaluate("picture => picture.scrollIntoView({ block: 'center' })")
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


def test_a_finger_drags_the_start_and_not_the_page(chromium, site):
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport=SIZES["phone"])
    page = context.new_page()
    box = opened(page, site, "activations/sigmoid/", "zigzag")
    box.locator("svg").first.evaluate("picture => picture.scrollIntoView({ block: 'center' })")
    handle, before = box.locator(".nn-handle").bounding_box(), page.evaluate("scrollY")
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    touch = context.new_cdp_session(page)
    for kind, down in ("touchStart", 0), ("touchMove", 30), ("touchMove", 60), ("touchEnd", None):
        points = [] if down is None else [{"x": x, "y": y + down}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(box.get_by_role("slider", name="Start, w₂")).to_have_value(re.compile(r"-0\.[3-6]"))
    assert page.evaluate("scrollY") == before
    context.close()


@pytest.mark.parametrize("address, name", [("activations/sigmoid/", "zigzag"), ("activations/maxout/", "pieces")])
def test_on_a_phone_the_picture_is_in_view_while_the_last_control_moves(chromium, site, address, name):
    with chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 664}) as context:
        box = opened(context.new_page(), site, address, name)
        box.get_by_role("slider").last.evaluate("slider => slider.scrollIntoView({ block: 'end' })")
        expect(box.locator("svg").first).to_be_in_viewport(ratio=1)
        expect(box.get_by_role("slider").last).to_be_in_viewport(ratio=0.9)


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
    box.get_by_role("radio", name="positive").check()
    expect(box.get_by_text("Found.")).to_have_count(0)


def test_a_step_of_the_zigzag_with_all_examples_costs_all_of_them(page, site):
    box, examples = opened(page, site, "activations/sigmoid/", "zigzag"), measured("sigmoid_zigzag_paths")["examples"]
    for name, cost in ("one at a time", 1), ("all at once", examples):
        box.get_by_role("radio", name=name).check()
        steps, used = numbers(box)[:2]
        assert used == cost * steps, name
        expect(said(box)).to_contain_text("examples used")
    box.get_by_role("slider", name="Steps shown").fill("3")
    expect(said(box)).to_contain_text(f"{3 * examples:,} examples used")


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


def test_a_neuron_counts_the_points_that_nnref_puts_on_the_wrong_side(page, site):
    box, (x, t) = opened(page, site, "neuron/", "line"), line.CLOUDS
    for w1, w2, b in (1, 2, -2), (2, 2, 0), (-1.5, 0.3, 0.4):
        for name, value in ("Weight w₁", w1), ("Weight w₂", w2), ("Bias b", b):
            box.get_by_role("slider", name=name).fill(str(value))
        neuron = nnref.Dense(2, 1, np.random.default_rng(0))
        neuron.W, neuron.b = np.array([[w1], [w2]]), np.array([b])
        wrong = ((neuron.forward(x)[:, 0] > 0) != t).sum()
        expect(said(box)).to_contain_text(f"{wrong} of {len(x)} points" if wrong else f"all {len(x)} points")


def test_the_line_of_a_neuron_is_dragged_turned_and_moved_by_keys(page, site):
    box = opened(page, site, "neuron/", "line", "the bias b")
    expect(said(box)).to_contain_text("Right: the bias b.")
    drag(page, box, "b", 0.51, 0.5)
    weights = [box.get_by_role("slider", name=name) for name in ("Weight w₁", "Weight w₂", "Bias b")]
    assert [slider.input_value() for slider in weights] == ["1", "2", "0.2"]
    weights[2].focus()
    page.keyboard.press("ArrowLeft")
    expect(box.get_by_text("Found.")).to_be_visible()
    drag(page, box, "w", 0.85, 0.3)
    assert float(weights[0].input_value()) > 1.5


@pytest.mark.parametrize("rate", [0.1, 0.7, 2.1])
def test_descent_at_any_rate_is_where_nnref_takes_it(page, site, rate):
    box = opened(page, site, "learning/", "rates")
    box.get_by_role("slider", name="Learning rate").fill(str(rate))
    steps = box.get_by_role("slider", name="Steps")
    steps.focus()
    page.keyboard.press("ArrowRight")
    w = learning.descent(rate, 6)[-1]
    _, _, weight, loss = numbers(box)
    assert [weight, loss] == pytest.approx([w, learning.loss_of_weight(w)], rel=6e-3)


def test_the_rate_that_needs_one_step_is_found_with_the_pointer(page, site):
    box = opened(page, site, "learning/", "rates", "from side to side, higher and higher")
    expect(said(box)).to_contain_text("Right:")
    slider = box.get_by_role("slider", name="Learning rate")
    frame = slider.bounding_box()
    page.mouse.click(frame["x"] + frame["width"] * 0.3, frame["y"] + frame["height"] / 2)
    assert 0.6 < float(slider.input_value()) < 1
    slider.fill("1")
    expect(box.get_by_text("Found.")).to_be_visible()


@pytest.mark.parametrize("rate", relu.RATES)
def test_a_unit_after_one_step_is_that_of_the_page_and_dies_at_the_large_rate(page, site, rate):
    box = opened(page, site, "activations/relu/", "dying")
    box.get_by_role("slider", name="Learning rate").fill(str(rate))
    w, b = relu.stepped(rate)
    terms = f"u = {w:.3g}x − {-b:.3g} ".replace("1x", "x")
    expect(said(box)).to_contain_text(terms)
    active = (w * relu.X + b > 0).sum()
    expect(said(box)).to_contain_text(
        f"positive at {active or 'no'}{f' of {len(relu.X)} points' if active else ' point'}"
    )


def test_a_dead_unit_stays_dead_at_every_later_step(page, site):
    box = opened(page, site, "activations/relu/", "dying", "it learns ten times as fast")
    expect(said(box)).to_contain_text("It is: it is off at every point, for good.")
    steps = box.get_by_role("slider", name="Steps")
    steps.focus()
    for step in range(2, 11):
        page.keyboard.press("ArrowRight")
        expect(said(box)).to_contain_text(f"After {step} steps at the rate 2, u = x − 4 is positive at no point")


def test_the_slope_of_a_prelu_is_dragged_and_gives_what_nnref_gives(page, site):
    box = opened(page, site, "activations/prelu/", "slopes")
    drag(page, box, "alpha", (30 + 320 / 6) / 360, (8 + 278 * (3.4 + 1.5) / 6.4) / 300)
    slider = box.get_by_role("slider", name="Slope α")
    expect(slider).to_have_value("0.75")
    assert numbers(box)[:3] == [0.75, nnref.prelu(-2.0, 0.75), -2]
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(box.get_by_text("Found.")).to_be_visible()


def test_the_learned_slopes_are_those_that_were_measured(page, site):
    box, learned = opened(page, site, "activations/prelu/", "slopes"), np.array(measured("prelu_slopes")["one"])
    *_, negative, units, mean = numbers(box)
    assert (negative, units) == ((learned[-1] < 0).sum(), learned.shape[1])
    assert mean == pytest.approx(learned[-1].mean(), rel=0.02)


def test_the_pieces_of_a_maxout_unit_are_dragged_until_it_is_another(page, site):
    box = opened(page, site, "activations/maxout/", "pieces", "the sigmoid")
    expect(said(box)).to_contain_text("Right: the sigmoid.")
    place = lambda y: (8 + 288 * (3.4 - y) / 6.6) / 310  # noqa: E731
    left, right = (30 + 320 / 6) / 360, (30 + 320 * 5 / 6) / 360
    drag(page, box, "end00", left, place(0))
    drag(page, box, "end01", right, place(0))
    drag(page, box, "end10", left, place(-2))
    drag(page, box, "end11", right, place(2))
    expect(said(box)).to_contain_text("it is the ReLU")
    expect(box.get_by_text("Found.")).to_be_visible()
    box.get_by_role("slider", name="Piece 1, at −2").focus()
    page.keyboard.press("ArrowRight")
    expect(said(box)).to_contain_text("it is off by up to")


def test_how_far_a_maxout_unit_is_off_is_what_nnref_says(page, site):
    box = opened(page, site, "activations/maxout/", "pieces")
    x = np.linspace(-3, 3, 61)
    slopes, heights = np.transpose([((b - a) / 4, (a + b) / 2) for a, b in pieces.START])
    off = abs(maxout.curve(x, slopes, heights) - nnref.relu(x)).max()
    assert numbers(box)[-1] == pytest.approx(off, rel=0.05)


def test_the_sizes_are_the_networks_of_the_page(page, site):
    box = opened(page, site, "architectures/capacity/", "sizes")
    slider = box.get_by_role("slider", name="Hidden units")
    slider.focus()
    for start in 1, 2, 3:
        box.get_by_role("radio", name=str(start), exact=True).check()
        for n in 3, 6, 20:
            slider.fill(str(sizes.SIZES.index(n)))
            run = measured("capacity")[str(n)]
            train, held = [100 * run[part]["all"][start - 1] for part in ("train", "held_out")]
            assert numbers(box)[-3:] == pytest.approx([train, 80, held], abs=0.5001), (n, start)
    page.keyboard.press("Home")
    box.locator("fieldset label", has_text="held-out").click()
    expect(said(box)).to_contain_text("One hidden unit gets")


def test_with_more_points_a_large_network_does_better_on_those_held_out(page, site):
    box = opened(page, site, "architectures/capacity/", "sizes")
    box.get_by_role("slider", name="Training points").focus()
    held = []
    for key in "Home", "ArrowRight", "ArrowRight":
        page.keyboard.press(key)
        held.append(numbers(box)[-1])
    expect(said(box)).to_contain_text("of 320 training points right")
    assert held == sorted(held) and held[-1] > held[0] + 10


@pytest.mark.parametrize("address, name", [("capacity", "sizes"), ("regularization", "strengths")])
def test_solid_is_training_and_dashed_is_held_out(page, site, address, name):
    box = opened(page, site, f"architectures/{address}/", name)
    lines = box.locator("svg > path[style*='fill: none']")
    expect(box.locator("svg text", has_text="— training")).to_be_visible()
    expect(box.locator("svg text", has_text="- - held out")).to_be_visible()
    dashes = lines.evaluate_all("lines => lines.map(line => getComputedStyle(line).strokeDasharray)")
    assert [dash == "none" for dash in dashes] == [True, False]


def test_the_strengths_are_those_that_were_measured(page, site):
    box = opened(page, site, "architectures/regularization/", "strengths")
    slider = box.get_by_role("slider", name="Strength")
    for kind, name in ("l2", "L2"), ("dropout", "dropout"), ("noise", "noise"):
        box.locator("fieldset label", has_text=name).click()
        sweep = measured(f"regularization_{kind}")
        for i, strength in enumerate(sweep["strengths"], 1):
            slider.fill(str(i))
            shares = [100 * sweep[str(strength)][part]["median"] for part in ("train", "held_out")]
            assert numbers(box) == pytest.approx([strength, *shares], abs=0.5001), (kind, strength)
    slider.focus()
    page.keyboard.press("Home")
    expect(said(box)).to_contain_text("With a deviation of 0,")


def test_ten_layers_are_guessed_before_they_are_seen(page, site):
    box = opened(page, site, "activations/initialization/", "layers", "1/10 of it")
    expect(said(box)).to_contain_text("You guessed: 1/10 of it. It is: 1/30,000 of it.")
    box.get_by_role("radio", name="ReLU").check()
    box.get_by_role("slider", name="Layers").focus()
    page.keyboard.press("End")
    expect(said(box)).to_contain_text("The first of 20 ReLU layers")
    expect(box.get_by_text("Found.")).to_be_visible()


PLACES = {
    "dying": "activations/relu/",
    "layers": "activations/initialization/",
    "line": "neuron/",
    "pieces": "activations/maxout/",
    "rates": "learning/",
    "sizes": "architectures/capacity/",
    "slopes": "activations/prelu/",
    "strengths": "architectures/regularization/",
    "tangent_elu": "activations/elu/",
    "zigzag": "activations/sigmoid/",
}


def test_each_figure_that_moves_is_looked_at():
    moving = {target.name.partition("_")[0] for target in explorables()}
    assert {name.partition("_")[0] for name in PLACES} == moving - {"trial"}  # see test_starts.py


@pytest.mark.parametrize("name", sorted(PLACES.keys() - ASKED_BY_THE_PAGE))
def test_nothing_is_given_away_before_the_guess(page, site, name):
    box = asking(page, site, PLACES[name], name)
    expect(box.locator("input")).to_have_count(0)
    before = said(box).inner_text()
    box.get_by_role("button", name="Just show me").click()
    expect(said(box)).not_to_have_text(before)
    assert box.locator("svg").first.get_attribute("aria-label") == said(box).inner_text()


STAYS = """box => {
    const controls = [...box.querySelectorAll("input")]
    const places = () => controls.map(one => {
        const { left, top, width } = one.getBoundingClientRect(), frame = box.getBoundingClientRect()
        return [left - frame.left, top - frame.top, width].map(Math.round).join()
    })
    const first = places()
    box.moved = []
    box.addEventListener("input", () => places().forEach((place, i) => {
        if (place !== first[i]) box.moved.push([box.querySelector(".nn-said").innerText, first[i], place])
    }))
}"""
SWEEP = """slider => {
    for (let i = 0; i <= 12; i++) {
        slider.value = Number(slider.min) + (slider.max - slider.min) * i / 12
        slider.dispatchEvent(new Event("input", { bubbles: true }))
    }
}"""


@pytest.mark.parametrize("width", (390, 1280))
@pytest.mark.parametrize("name", PLACES)
def test_the_controls_stay_where_they_are_whatever_is_said(page, site, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    box = opened(page, site, PLACES[name], name)
    box.evaluate(STAYS)
    for choose in [lambda: None, *(label.click for label in box.locator("fieldset label").all())]:
        choose()
        for slider in box.get_by_role("slider").all():
            slider.evaluate(SWEEP)
    assert box.evaluate("box => box.moved") == []


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
