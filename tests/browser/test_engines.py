"""What the site does, in Firefox and in WebKit: a short walk through each feature. Chromium has the other tests."""

import os

import pytest

from scripts.website.files import SITE
from tests.browser.engines import SIZE, WATCH, Firefox, Reader, WebKit, missing
from tests.browser.test_explorables import ASKED_BY_THE_PAGE, PLACES

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
    reader.focus(".nn-live input", "sigmoid")
    reader.press("ArrowRight")
    reader.sees(".nn-explorable", "The first of 10 tanh layers")
    reader.focus(".nn-live input", "Layers")
    reader.press("End")
    reader.sees(".nn-explorable", "The first of 20 tanh layers")


BESIDE = """css => [...document.querySelectorAll(css)].map(box => {
    const [name, choice] = ["legend", "label"].map(part => box.querySelector(part).getBoundingClientRect())
    return name.right <= choice.left && Math.abs(name.top + name.bottom - choice.top - choice.bottom) < 8
})"""


def test_the_name_of_a_choice_stands_beside_it(reader):
    reader.go("")
    reader.sees(".nn-explorable.nn-live", "First weights")
    assert reader.ask(BESIDE, ".nn-live fieldset") == [True, True]


FOUND = "css => document.querySelector(css)"
STILL = """async () => {
    const height = () => document.documentElement.scrollHeight, before = height()
    for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame)
    return height() === before
}"""  # no figure above is still to come, which would move what is pointed at
TEXT = "css => document.querySelector(css).innerText"
WATCHED = """css => {
    const box = document.querySelector(css), before = box.innerText
    const look = new MutationObserver(() => { box.changed ||= box.innerText !== before })
    look.observe(box, { childList: true, subtree: true })
}"""
CHANGED = "(css, before) => document.querySelector(css).innerText !== before"


@pytest.mark.parametrize("name", PLACES)
def test_a_figure_that_moves_answers_to_a_key_and_a_drag(name, reader):
    reader.go(PLACES[name])
    place, box = f":is([data-explore={name}], [data-of={name}])", f".nn-live[data-of={name}]"
    if name in ASKED_BY_THE_PAGE:
        reader.find(f".nn-predict:has({place}) button", "Just show me")
        reader.until(STILL)
        reader.click(f".nn-predict:has({place}) button", "Just show me")
    reader.ask("css => (css.closest('figure') ?? css).scrollIntoView()", reader.until(FOUND, place))
    reader.until(STILL)
    if name not in ASKED_BY_THE_PAGE:
        reader.click(f"{box} button", "Just show me")
    said, slider = f"{box} .nn-said", f"{box} input[type=range]"
    reader.focus(slider)
    reader.press("Home")
    first = reader.ask(TEXT, said)
    reader.press("End")
    reader.until(CHANGED, said, first)
    reader.ask(WATCHED, said)
    handle = f"{box} .nn-handle"
    for to in (-30, 60), (30, -60):  # in one of these directions it can go on
        reader.point(handle if reader.ask(FOUND, handle) else slider, to=[to] * 3)
    reader.until("css => document.querySelector(css).changed", said)


def test_python_runs_an_example_computes_a_number_again_and_moves_a_curve(reader):
    reader.go("activations/elu/")
    reader.ask("() => { for (const fold of document.querySelectorAll('details')) fold.open = true }")
    reader.focus("button", "Run")  # what loads late in the folds may move it away from under a pointer
    reader.press("Enter")
    reader.sees(".nn-state", "pass")
    reader.click(".nn-mark[data-expr='ELU.mean']")
    reader.sees(".nn-result", "= 0.16052057226655542")
    reader.click("button", "Move along the curve")
    reader.sees(".nn-living output", "elu: f(1) = 1")
    reader.press("ArrowRight")
    reader.sees(".nn-living output", "elu: f(1.01) = 1.01")
    reader.point(".nn-living svg", by=(-200, 0), to=[(20, 0)])
    reader.sees(".nn-living output", "f(−")


def test_a_small_lab_runs_three_starts(reader):
    reader.go("labs/saturation/")
    place = ":is([data-explore=trial_saturation], [data-of=trial_saturation])"
    reader.ask("it => it.scrollIntoView()", reader.until(FOUND, place))
    reader.focus("button", "Run 3 new starts")
    reader.press("Enter")
    reader.sees(".nn-explorable .nn-said", "Yours: 0.31, 0.32, 0.32.")


def exercise(reader, name):
    reader.go("activations/softplus/")
    section = f"#{name}.nn-live"
    reader.find(section)
    reader.until(STILL)
    return section


def judged(reader, section, words):
    reader.click(f"{section} button", "Check")
    reader.sees(f"{section} .nn-said", words)


def test_a_number_is_judged(reader):
    section = exercise(reader, "softplus-slope")
    for answer, words in ("0.69", "This is the height of softplus at zero"), ("0,5", "Right."):
        reader.fill(f"{section} input", answer)
        judged(reader, section, words)


def test_a_choice_is_judged(reader):
    section = exercise(reader, "softplus-derivative")
    for answer, words in ("tanh", "Tanh is negative on the left"), ("the sigmoid", "Right."):
        reader.click(f"{section} label", answer)
        judged(reader, section, words)


def test_an_order_is_judged(reader):
    section = exercise(reader, "softplus-means")
    judged(reader, section, "Not yet.")
    reader.point(f"{section} li > span", "softplus", to=[(0, 30)] * 6)
    judged(reader, section, "Compare ELU and ReLU once more")
    reader.click(f"{section} button", "Move ELU up")
    judged(reader, section, "Right.")


def test_a_mark_is_judged(reader):
    section = exercise(reader, "softplus-half")
    reader.focus(f"{section} [role=slider]")
    reader.press("End", "Enter")
    reader.sees(f"{section} .nn-said", "nearly as steep as the ReLU")
    width = reader.ask("css => document.querySelector(css).clientWidth", f"{section} .nn-plot")
    reader.point(f"{section} .nn-plot", by=(round(width * (46 + 264 / 2 - 320 / 2) / 320), 0))
    judged(reader, section, "Right.")


def test_code_and_a_mended_mistake_are_judged(reader):
    section = exercise(reader, "softplus-code")
    judged(reader, section, "This is the formula as it is printed")
    reader.fill(f"{section} textarea", "def softplus(x): return np.logaddexp(0, x)")
    judged(reader, section, "Right.")
    section = "#softplus-bug"
    judged(reader, section, "here it gets the output of softplus")
    reader.fill(f"{section} textarea", "def d_softplus(x): return sigmoid(x)")
    judged(reader, section, "Right.")


def test_a_prediction_opens_what_is_behind_it(reader):
    reader.go("activations/sigmoid/")
    section = "#predict-sigmoid-depth"
    reader.find(f"{section} label", "about a quarter")
    reader.until(STILL)
    reader.click(f"{section} label", "about a quarter")
    reader.click(f"{section} button", "This is my guess")
    reader.sees(f"{section} .nn-said", "Your guess: about a quarter. It is: ")
    reader.find(f"{section} img")


def test_a_curve_is_drawn_before_it_is_shown(reader):
    reader.go("architectures/regularization/")
    section = "#predict-strength"
    reader.find(f"{section} .nn-drawn")
    reader.until(STILL)
    reader.point(f"{section} .nn-drawn", by=(-100, 40), to=[(60, -60), (60, 30)])
    reader.click(f"{section} button", "This is my guess")
    reader.sees(f"{section} .nn-said", "Yours is solid, and what was found is dashed.")


def step_is(reader, condition):
    """The step that is shown, as soon as it is such a number."""
    reader.until(f"() => {{ const n = Number(document.querySelector('#nn-out-step').value); return {condition} }}")
    return int(reader.value("#nn-out-step"))


def test_the_playground_plays_what_was_recorded_then_trains_and_takes_another_rate(reader):
    reader.go("playground/")
    reader.find(".nn-recorded")
    reader.click("button", "Play")
    recorded = step_is(reader, "n > 0")
    reader.find(".nn-playground[data-recorded=false]")
    step_is(reader, f"n > {recorded} + 100")
    reader.focus("[name=lr]")
    reader.press("ArrowUp")
    reader.until("() => document.querySelector('[name=lr]').value === '0.3' && location.hash.includes('-lr-0.3')")
    reader.click("button", "Pause")
    reader.find(".nn-playground[data-playing=false]")
    step = int(reader.value("#nn-out-step"))
    reader.click("button", "Step")
    step = step_is(reader, f"n > {step} && location.hash.endsWith(`step=${{n}}`)")
    reader.click("button", "Reset")
    step_is(reader, "n === 0")


def test_a_unit_is_inspected_by_pointer_and_by_keys(reader):
    reader.go("playground/")
    reader.click(".nn-node", "Layer 1, unit 3")
    reader.sees(".nn-told", "Layer 1, unit 3 of 8")
    reader.find(".nn-unit-curve canvas")
    reader.point("h1", press=False)
    reader.press("ArrowDown")
    reader.sees(".nn-told", "Layer 1, unit 4 of 8")
    reader.press("Escape")
    reader.sees(".nn-told", "Point at a unit")


def test_points_are_drawn_and_the_address_has_them(reader):
    reader.go("playground/")
    reader.find(".nn-recorded")
    reader.click("label", "0, a circle")
    reader.point(".nn-map canvas", by=(-60, -60))
    reader.until("() => /own=-0\\.\\d+,0\\.\\d+,0/.test(location.hash)")
    reader.click("label", "1, a triangle")
    reader.point(".nn-map canvas", by=(60, 60))
    reader.until("() => /,0;0\\.\\d+,-0\\.\\d+,1/.test(location.hash)")
    step_is(reader, "n === 0")


def test_the_search_finds_vanishing_gradient(reader):
    reader.go("")
    reader.click("input[aria-label=Search]")
    reader.until("() => document.querySelector('.md-search-result__meta').innerText.includes('Type')")
    reader.press(*"vanishing gradient")
    reader.until("() => document.querySelector('.md-search-result__link')?.href.includes('activations/sigmoid/')")
    reader.press("Enter")
    reader.sees("h1", "Sigmoid")


BUBBLE = """css => {
    const { content, display } = getComputedStyle(document.querySelector(css), "::after")
    return display !== "none" && content !== "none"
}"""


@pytest.mark.parametrize("css", ["article a.nn-term", "article .nn-mark"])
def test_a_term_and_a_mark_are_explained_until_escape(css, reader):
    reader.go("architectures/regularization/")
    assert not reader.ask(BUBBLE, css)
    reader.point(css, press=False)
    reader.until(BUBBLE, css)
    reader.press("Escape")
    reader.until(f"css => !({BUBBLE})(css)", css)
    reader.point("h1", press=False)
    reader.focus(css)
    reader.until(BUBBLE, css)


def test_a_term_is_underlined_with_dots(reader):
    reader.go("architectures/regularization/")
    look = "(css, name) => getComputedStyle(document.querySelector(css))[`textDecoration${name}`]"
    assert [reader.ask(look, "article a.nn-term", name) for name in ("Line", "Style")] == ["underline", "dotted"]


def test_the_scheme_is_switched_and_kept(reader):
    reader.go("")
    scheme = "scheme => document.body.dataset.mdColorScheme === scheme"
    for _ in range(2):
        reader.click("[data-md-component=palette] label")
    reader.until(scheme, "slate")
    reader.go("neuron/")
    reader.until(scheme, "slate")


def test_the_deck_moves_by_keys(reader):
    reader.go("slides/")
    reader.find(".reveal.ready")
    reader.press("ArrowRight")
    reader.sees("section.present > h2", "What you will be able to do")
    reader.press("ArrowLeft")
    reader.sees("section.present > :is(h1, h2)", "Activation functions")


@pytest.mark.slow
def test_nothing_is_wrong_on_any_page(reader):
    for file in sorted(SITE.rglob("index.html")):
        reader.go(file.relative_to(SITE).as_posix().removesuffix("index.html"))
        reader.until("() => !document.querySelector(':is(.nn-exercise, .nn-predict):not(.nn-live)')")
