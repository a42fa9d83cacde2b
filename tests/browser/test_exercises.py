"""Exercises in a real browser: each kind by mouse and by keyboard, what is said, and what is remembered."""

import re

import pytest
from playwright.sync_api import expect

from scripts.browser import answers

pytestmark = pytest.mark.slow

PAGE, LAB = "activations/softplus/", "labs/exp_cost/"


@pytest.fixture
def reader(chromium, site):
    """A new reader, who has solved nothing yet."""
    from tests.browser.conftest import new_page

    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = new_page(context, site)
    yield page
    context.close()
    assert page.wrong == []


def exercise(page, site, name, address=PAGE):
    page.goto(site.url(address))
    section = page.locator(f"section#{name}.nn-exercise")
    expect(section).to_have_class(re.compile("nn-live"))
    return section


def button(section, name):
    return section.get_by_role("button", name=name, exact=True)


def check(section):
    button(section, "Check").click()
    expect(button(section, "Check")).to_be_enabled()


def said(section):
    return section.get_by_role("status")


def test_a_number_is_judged_without_python(reader, site):
    section = exercise(reader, site, "softplus-slope")
    field = section.get_by_role("textbox", name="Your answer")
    field.fill("0.69")
    check(section)
    expect(said(section)).to_contain_text("Not yet.")
    expect(said(section)).to_contain_text("This is the height of softplus at zero")
    for right in "0.5", "1/2", "5e-1", "0,5", ".5", "50 %":
        field.fill(right)
        expect(said(section)).to_be_empty()
        check(section)
        expect(said(section)).to_have_text("Right.")
    assert not [path for path, _ in site.sent if "/assets/py/" in path and not path.endswith("runtime.json")]


def test_a_number_is_entered_by_keyboard(reader, site):
    section = exercise(reader, site, "softplus-slope")
    section.get_by_role("textbox", name="Your answer").focus()
    reader.keyboard.type("-0.5")
    reader.keyboard.press("Enter")
    expect(said(section)).to_contain_text("Look at the sign.")


def test_what_is_no_number_is_said_to_be_none(reader, site):
    section = exercise(reader, site, "softplus-slope")
    check(section)
    expect(said(section)).to_have_text("Write a number first.")
    section.get_by_role("textbox").fill("a half")
    check(section)
    expect(said(section)).to_contain_text("“a half” is no number that can be read here")


def test_a_choice_is_answered_by_mouse(reader, site):
    section = exercise(reader, site, "softplus-derivative")
    section.get_by_label("tanh").check()
    check(section)
    expect(said(section)).to_contain_text("Tanh is negative on the left")
    section.get_by_label("the sigmoid").check()
    check(section)
    expect(said(section)).to_contain_text("Right.")


def test_a_choice_is_answered_by_keyboard(reader, site):
    section = exercise(reader, site, "softplus-derivative")
    section.get_by_role("radio").first.focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    expect(said(section)).to_contain_text("Tanh is negative on the left")


def test_items_are_put_in_order_by_buttons_and_keys(reader, site):
    section = exercise(reader, site, "softplus-means")
    check(section)
    expect(said(section)).to_have_text("Not yet. “softplus” stands before “tanh”: compare these two.")
    section.get_by_role("button", name="Move softplus down").click()
    expect(said(section)).to_have_text("softplus: now 2 of 4.")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowDown")
    expect(section.locator(".nn-items > li > span:first-child")).to_have_text(["tanh", "ReLU", "ELU", "softplus"])
    check(section)
    expect(said(section)).to_contain_text("Compare ELU and ReLU once more")
    section.get_by_role("button", name="Move ELU up").press("Enter")
    check(section)
    expect(said(section)).to_have_text("Right.")


def test_a_place_that_nobody_foresaw_is_told_where_to_look_and_what_is_there(reader, site):
    section = exercise(reader, site, "softplus-half")
    section.get_by_role("slider", name="Place on the curve").focus()
    reader.keyboard.press("Home")
    reader.keyboard.press("Enter")
    expect(said(section)).to_have_text(
        "Not yet. Look further right. Here the curve is at 0.0181, and its slope is 0.018."
    )


TWO, PLAIN = {"answer": 2, "within": 0.1}, {"answer": 5, "within": 0}
NUMBERS = [  # wrong ones that nobody foresaw
    (-2, TWO, "Look at the sign."),
    (4, TWO, "It is off by a factor of two."),
    (1, TWO, "It is off by a factor of two."),
    (0.02, TWO, "It is off by a power of ten: look at the decimal point, or at a percentage."),
    (0.5, TWO, "It is the reciprocal: which number is to be divided by which?"),
    (0.2, PLAIN, "It is the reciprocal: which number is to be divided by which?"),
    (0, PLAIN, "It is too small."),
    (7, PLAIN, "It is too large."),
    (3, {"answer": 0, "within": 0.5}, "It is too large."),
]
PLACES = [
    ([3, 3], [1, 1], False, "Look further left. Here", "the curve is at 9, and its slope is 6."),
    ([0, 0], [1, 1], False, "Look further right. Here", "the curve is at 0, and its slope is 1."),
    ([0, 3], [0, 2], True, "The right end is further left. Where you set it", "the curve is at 9, and its slope is 6."),
    ([0, 3], [1, 3], True, "The left end is further right. Where you set it", "the curve is at 0, and its slope is 1."),
]


def in_javascript(page, site, name, *arguments):
    page.goto(site.url(PAGE))
    return page.evaluate(
        "async ([address, name, ...arguments]) => (await import(address))[name](...arguments)",
        [site.url("assets/js/exercises/off.mjs"), name, *arguments],
    )


@pytest.mark.parametrize("value, known, words", NUMBERS)
def test_a_wrong_number_that_nobody_foresaw_is_named_by_what_is_true_of_it(value, known, words, page, site):
    assert answers.off_number(value, known) == words
    assert in_javascript(page, site, "offNumber", value, known) == words


@pytest.mark.parametrize("ends, answer, region, where, there", PLACES)
def test_a_wrong_place_that_nobody_foresaw_is_named_by_what_is_there(ends, answer, region, where, there, page, site):
    known = {"x": [0, 4], "y": [0, 1, 4, 9, 16], "within": 0, "answer": answer, "region": region}
    assert answers.off_mark(ends, known) == f"{where} {there}"
    assert in_javascript(page, site, "offMark", ends, known) == f"{where} {there}"


def test_an_item_is_dragged(reader, site):
    section = exercise(reader, site, "softplus-means")
    section.locator("li").first.scroll_into_view_if_needed()
    first, last = (section.locator("li").nth(i).bounding_box() for i in (0, 3))
    reader.mouse.move(first["x"] + 60, first["y"] + 10)
    reader.mouse.down()
    reader.mouse.move(last["x"] + 60, last["y"] + 20, steps=12)
    reader.mouse.up()
    expect(section.locator("li > span:first-child").last).to_have_text("softplus")


def test_a_place_on_a_curve_is_marked_by_keys_and_read_out(reader, site):
    section = exercise(reader, site, "softplus-half")
    cross = section.get_by_role("slider", name="Place on the curve")
    check(section)
    expect(said(section)).to_contain_text("Set the mark first")
    cross.focus()
    reader.keyboard.press("End")
    expect(said(section)).to_have_text("x = 4, height 4.018.")
    reader.keyboard.press("Enter")
    expect(said(section)).to_contain_text("nearly as steep as the ReLU")
    reader.keyboard.press("Home")
    for _ in range(8):
        reader.keyboard.press("PageUp")
    expect(cross).to_have_attribute("aria-valuetext", re.compile("^x = 0, "))
    reader.keyboard.press("Enter")
    expect(said(section)).to_have_text("Right.")


def test_a_place_on_a_curve_is_marked_by_mouse(reader, site):
    section = exercise(reader, site, "softplus-half")
    plot = section.locator(".nn-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    reader.mouse.click(box["x"] + box["width"] * (46 + 264 * (4 - 0.43) / 8) / 320, box["y"] + 50)
    check(section)
    expect(said(section)).to_contain_text("Here its height is one half.")


def answer(section, code):
    section.get_by_role("textbox").fill(code)
    check(section)


def test_code_is_judged_by_what_it_does(reader, site):
    section = exercise(reader, site, "softplus-code")
    check(section)
    expect(said(section)).to_contain_text("softplus(1000.0) should be 1000, but is inf.")
    expect(said(section)).to_contain_text("This is the formula as it is printed")
    answer(
        section, "import numpy\ndef softplus(z):\n    return -numpy.minimum(-z, 0) + numpy.log1p(numpy.exp(-abs(z)))"
    )
    expect(said(section)).to_have_text("Right.")


def test_code_is_checked_from_the_keyboard_in_half_a_second(reader, site):
    section = exercise(reader, site, "softplus-bug")
    box = section.get_by_role("textbox")
    box.fill("def d_softplus(x):\n    return sigmoid(x)")
    box.press("Control+Enter")
    expect(said(section)).to_have_text("Right.")
    took = reader.evaluate("""async () => {
        const section = document.querySelector("#softplus-bug"), start = performance.now()
        section.querySelector(".nn-controls button").click()
        while (section.querySelector(".nn-controls button").disabled) await new Promise(done => setTimeout(done, 5))
        return performance.now() - start
    }""")
    assert took < 500


BROKEN = {
    "an endless loop": ("def d_softplus(x):\n    while True:\n        pass", "did not come to an end within 5 seconds"),
    "deep recursion": (
        "def d_softplus(x):\n    return d_softplus(x)",
        "calls itself again and again without end in line 2",
    ),
    "a missing module": ("import torch\ndef d_softplus(x):\n    return x", "imports what is not here in line 1"),
    "an exception": ("def d_softplus(x):\n    return x[7]", "ends in line 2, 'return x[7]' with"),
    "another name": (
        "def slope(x):\n    return sigmoid(x)",
        "Nothing in your code has the name d_softplus, but of slope",
    ),
    "an unknown name": ("def d_softplus(x):\n    return sigmiod(x)", "name 'sigmiod' is not defined"),
    "a printed result": ("def d_softplus(x):\n    print(sigmoid(x))", "prints its result and returns nothing"),
    "a question": ("def d_softplus(x):\n    return float(input())", "there is no keyboard here"),
    "a wrong line": ("def d_softplus(x)\n    return sigmoid(x)", "Python cannot read line 1"),
    "nnref's own": ("from nnref import *", "Nothing in your code has the name d_softplus"),
    "an end of Python": ("raise SystemExit\ndef d_softplus(x):\n    return x", "ends Python in line 1"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_code_with(what, reader, site):
    code, why = BROKEN[what]
    section = exercise(reader, site, "softplus-bug")
    answer(section, code)
    expect(said(section)).to_contain_text(why)
    answer(section, "def d_softplus(x):\n    return sigmoid(x)")
    expect(said(section)).to_have_text("Right.")


def test_hints_come_one_at_a_time_and_the_solution_opens(reader, site):
    section = exercise(reader, site, "softplus-slope")
    button(section, "Hint").click()
    expect(said(section)).to_contain_text("Hint 1 of 2: Look at the picture")
    expect(said(section)).not_to_contain_text("Hint 2")
    button(section, "Hint").click()
    expect(said(section)).to_contain_text("Hint 2 of 2: The derivative is the sigmoid.")
    expect(button(section, "Hint")).to_be_disabled()
    solution = section.locator(".nn-solution")
    expect(solution).to_be_hidden()
    button(section, "Solution").click()
    expect(solution).to_contain_text("The derivative of softplus is the sigmoid, and")
    button(section, "Start again").click()
    expect(solution).to_be_hidden()
    expect(said(section)).to_be_empty()
    expect(button(section, "Hint")).to_be_enabled()


def test_start_again_brings_the_starting_point_back(reader, site):
    section = exercise(reader, site, "softplus-bug")
    box = section.get_by_role("textbox")
    before = box.input_value()
    box.fill("nothing")
    button(section, "Start again").click()
    expect(box).to_have_value(before)


def test_a_prediction_hides_what_follows_until_one_guesses(reader, site):
    reader.goto(site.url(LAB))
    section = reader.locator("#predict-exp-cost")
    expect(section).to_have_class(re.compile("nn-live"))
    figure = section.get_by_role("img")
    expect(figure).to_be_hidden()
    button(section, "This is my guess").click()
    expect(said(section)).to_have_text("Choose first.")
    section.get_by_label("20 times").check()
    button(section, "This is my guess").click()
    expect(said(section)).to_contain_text(re.compile(r"Your guess: 20 times\. It is: (?!20)[\d.]+ times\."))
    expect(said(section)).to_contain_text("an exponential is a series")
    expect(figure).to_be_visible()


def test_a_prediction_can_be_passed_by_with_one_click(reader, site):
    reader.goto(site.url(LAB))
    section = reader.locator("#predict-exp-cost")
    table = section.locator("xpath=following-sibling::*[contains(@class, 'lab-output')]").first
    expect(table).to_be_hidden()  # it has the answer
    button(section, "Just show me").click()
    expect(said(section)).to_have_text(re.compile(r"^It is: [\d.]+ times\.$"))
    expect(section.get_by_role("img")).to_be_visible()
    expect(table).to_be_visible()


def drawing(reader, site):
    """A prediction that wants a curve over six places."""
    reader.goto(site.url("architectures/regularization/"))
    section = reader.locator("#predict-strength.nn-live")
    section.scroll_into_view_if_needed()
    return section


def test_a_curve_is_drawn_by_hand_and_the_right_one_comes_beside_it(reader, site):
    section = drawing(reader, site)
    button(section, "This is my guess").click()
    expect(said(section)).to_contain_text("Draw a curve first")
    box = section.locator("svg.nn-drawn").bounding_box()
    across = lambda share: box["x"] + (0.15 + 0.8 * share) * box["width"]  # noqa: E731
    reader.mouse.move(across(0), box["y"] + 0.6 * box["height"])
    reader.mouse.down()
    reader.mouse.move(across(0.8), box["y"] + 0.3 * box["height"])  # a quick hand
    reader.mouse.move(across(1), box["y"] + 0.5 * box["height"])
    reader.mouse.up()
    heights = [
        float(one) for one in section.get_by_role("slider").evaluate_all("all => all.map(it => it.ariaValueNow)")
    ]
    assert heights[0] < heights[1] < heights[2] < heights[3] < heights[4] > heights[5]
    button(section, "This is my guess").click()
    expect(said(section)).to_contain_text("Yours is solid, and what was found is dashed.")
    expect(section.locator(".nn-found, .nn-mine")).to_have_count(2)


def test_a_curve_is_drawn_by_keys_and_what_its_shape_mistakes_is_said(reader, site):
    section = drawing(reader, site)
    section.get_by_role("slider").first.focus()
    for _ in range(5):
        reader.keyboard.press("ArrowDown")
        reader.keyboard.press("ArrowRight")
    last = section.get_by_role("slider").last
    expect(last).to_be_focused()
    expect(last).to_have_accessible_name("accuracy at λ 0.1")
    reader.keyboard.press("ArrowDown")
    expect(last).to_have_attribute("aria-valuetext", "0.78")
    reader.keyboard.press("Enter")
    expect(said(section)).to_contain_text("It is otherwise.")
    expect(said(section)).to_contain_text("Your curve hardly changes.")


def test_a_curve_that_nobody_draws_is_shown_alone(reader, site):
    section = drawing(reader, site)
    button(section, "Just show me").click()
    expect(section.locator(".nn-found")).to_have_count(1)
    expect(section.locator(".nn-mine, .nn-knot")).to_have_count(0)


def test_what_is_solved_is_remembered_listed_and_deleted(reader, site):
    section = exercise(reader, site, "softplus-slope")
    expect(reader.locator(".nn-left")).to_contain_text("0 of 6 exercises on this page are solved.")
    section.get_by_role("textbox").fill("0.5")
    check(section)
    expect(reader.locator(".nn-left")).to_contain_text(
        "1 of 6 exercises on this page are solved. Left: Whose integral?"
    )
    expect(section.get_by_role("heading")).to_contain_text("✓ solved")
    reader.get_by_role("link", name="All exercises").click()
    entry = reader.locator("li", has=reader.get_by_role("link", name="The slope in the middle"))
    expect(entry).to_contain_text("✓ solved")
    reader.get_by_role("button", name="Copy what I solved").click()
    expect(reader.get_by_text("What you solved is copied.")).to_be_visible()
    assert "softplus-slope: The slope in the middle" in reader.evaluate("navigator.clipboard.readText()")
    reader.get_by_role("button", name="Delete all of it").click()
    reader.get_by_role("button", name="Really delete").click()
    expect(entry).not_to_contain_text("✓ solved")
    assert reader.evaluate("localStorage.getItem('nn-exercises')") is None


def test_what_went_wrong_comes_back_after_a_day(reader, site):
    section = exercise(reader, site, "softplus-slope")
    section.get_by_role("textbox").fill("7")
    check(section)
    reader.evaluate("""() => {
        const known = JSON.parse(localStorage.getItem("nn-exercises"))
        known["softplus-slope"].wrong -= 25 * 3600e3
        localStorage.setItem("nn-exercises", JSON.stringify(known))
    }""")
    reader.goto(site.url("practice/"))
    reader.get_by_label("Show", exact=True).select_option("to look at again")
    expect(reader.locator(".nn-practice li:visible")).to_have_count(1)
    expect(reader.locator(".nn-practice li:visible")).to_contain_text("↻ look at it again")


def test_a_link_chooses_exercises_for_a_class(reader, site):
    reader.goto(site.url("practice/"))
    for name in "Whose integral?", "A softplus that survives":
        reader.get_by_role("checkbox", name=f"{name}: into the set").check()
    reader.get_by_role("button", name="Copy a link to the checked ones").click()
    expect(reader.get_by_text("The link to 2 exercises is copied.")).to_be_visible()
    link = reader.evaluate("navigator.clipboard.readText()")
    assert link.endswith("practice/#set=softplus-derivative,softplus-code")
    reader.goto("about:blank")
    reader.goto(link)
    expect(reader.locator(".nn-practice li:visible")).to_have_count(2)
    expect(reader.locator(".nn-left")).to_have_text("0 of 2 exercises of this set are solved.")
    for tool in "Copy a link to the checked ones", "Copy the embed code of the checked ones":
        expect(reader.get_by_role("button", name=tool)).to_be_hidden()
    expect(reader.locator(".nn-practice [type=checkbox]:visible")).to_have_count(0)
    expect(reader.locator(".md-nav--secondary .md-nav__link:visible")).to_have_text("Softplus")
    reader.get_by_role("button", name="Show all exercises").click()
    expect(reader.get_by_role("button", name="Copy a link to the checked ones")).to_be_visible()
    assert reader.locator(".md-nav--secondary .md-nav__link:visible").count() > 10


SET = "softplus-slope,softplus-derivative,exp-cost-passes"


def test_an_exercise_of_a_set_leads_to_the_next_of_it(reader, site):
    reader.goto(site.url(f"practice/#set={SET}"))
    expect(reader.locator(".nn-practice li:visible")).to_have_count(3)
    reader.get_by_role("link", name="The slope in the middle").click()
    expect(reader).to_have_url(site.url(f"{PAGE}?set={SET}#softplus-slope"))
    expect(reader.locator(".nn-of-set")).to_have_count(2)
    first = reader.locator("#softplus-slope .nn-of-set")
    expect(first).to_have_text("1 of 3 of your set · Next: Whose integral? · The whole set")
    first.get_by_role("link", name="Whose integral?").click()
    reader.locator("#softplus-derivative .nn-of-set").get_by_role("link", name="How many passes?").click()
    expect(reader).to_have_url(site.url(f"{LAB}?set={SET}#exp-cost-passes"))
    last = reader.locator("#exp-cost-passes .nn-of-set")
    expect(last).to_have_text("3 of 3 of your set · The whole set")
    last.get_by_role("link", name="The whole set").click()
    expect(reader.locator(".nn-practice li:visible")).to_have_count(3)


def test_what_was_solved_of_a_set_is_saved_as_a_file(reader, site):
    section = exercise(reader, site, "softplus-slope")
    section.get_by_role("textbox").fill("0.5")
    check(section)
    reader.goto(site.url(f"practice/#set={SET}"))
    with reader.expect_download() as saved:
        reader.get_by_role("button", name="Save what I solved").click()
    assert saved.value.suggested_filename == "solved.txt"
    first, *others = saved.value.path().read_text("utf-8").splitlines()
    assert first.startswith("Solved 1 of 3 exercises of this set, ")
    assert others == ["softplus-slope: The slope in the middle"]


def test_the_key_to_a_set_shows_what_is_right_and_the_solutions(reader, site):
    names = "softplus-slope", "softplus-derivative", "softplus-means", "softplus-half", "softplus-code"
    reader.goto(site.url(f"practice/#set={','.join(names)}&key"))
    answers = reader.locator(".nn-answered:visible")
    expect(answers).to_have_count(5)
    for place, right in enumerate(["0.5", "the sigmoid", "tanh, ELU, ReLU, softplus", "0"]):
        expect(answers.nth(place)).to_contain_text(f"Right: {right}")
    expect(answers.nth(4).locator("pre").first).to_contain_text("def softplus")
    reader.get_by_role("button", name="Show all exercises").click()
    expect(answers).to_have_count(0)


def test_each_exercise_of_the_list_says_how_it_begins(reader, site):
    reader.goto(site.url("practice/"))
    entry = reader.locator("li", has=reader.get_by_role("link", name="The slope in the middle"))
    expect(entry).to_contain_text("What is the slope of softplus at zero?")


def test_until_an_exercise_is_alive_no_button_of_it_and_no_second_solution_is_seen(reader, site):
    waiting = []
    reader.route("**/exercises/index.mjs", lambda route: waiting.append(route))
    with reader.expect_request("**/exercises/index.mjs"):
        reader.goto(site.url(PAGE), wait_until="commit")
    section = reader.locator("#softplus-slope")
    expect(section.locator(".nn-question")).to_be_visible()
    for hidden in ".nn-controls", ".nn-solution":
        expect(section.locator(hidden)).to_be_hidden()
    waiting[0].continue_()
    expect(button(section, "Check")).to_be_visible()


def test_without_scripts_there_are_the_question_and_a_fold_with_the_solution(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(PAGE))
    section = page.locator("#softplus-slope")
    expect(section.get_by_role("button")).to_have_count(0)
    expect(section.get_by_text("What is the slope of softplus at zero?")).to_be_visible()
    section.locator("summary").click()
    expect(section.get_by_text("The derivative of softplus is the sigmoid, and")).to_be_visible()
    page.goto(site.url(LAB))
    expect(page.locator("#predict-exp-cost").get_by_role("img")).to_be_visible()
    context.close()


def test_exercises_fit_a_phone(chromium, site):
    from tests.browser.conftest import new_page

    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = new_page(context, site)
    section = exercise(page, site, "softplus-half")
    section.locator(".nn-plot").scroll_into_view_if_needed()
    box = section.locator(".nn-plot").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * (34 + 138) / 320, box["y"] + box["height"] / 2)
    button(section, "Check").tap()
    expect(said(section)).to_have_text("Right.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert page.wrong == []


def test_going_to_another_page_and_back_leaves_exercises_alive(reader, site):
    exercise(reader, site, "softplus-slope")
    reader.get_by_role("link", name="The neuron", exact=True).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("neuron")
    reader.go_back()
    section = reader.locator("#softplus-slope")
    section.get_by_role("textbox").fill("0.5")
    check(section)
    expect(said(section)).to_have_text("Right.")
