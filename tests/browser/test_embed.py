"""A piece of a page in a frame on another: what is seen, that it works, and the code that teachers copy."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from scripts.website.text import embed

pytestmark = pytest.mark.slow

NUMBER, CHOICE = "activations/softplus/?embed=softplus-slope", "activations/softplus/?embed=softplus-derivative"
PREDICTION = "labs/exp_cost/?embed=predict-exp-cost"
MOVES, KEPT = "activations/sigmoid/?embed=tangent_sigmoid", "architectures/capacity/?embed=sizes"
FIGURE = "activations/sigmoid/?embed=fig-sigmoid"
PLAYGROUND = "playground/?embed#data=xor&layers=3-tanh"
REFUSED = """if (self !== top) for (const name of ["localStorage", "sessionStorage"]) {
    const get = () => { throw new DOMException("no", "SecurityError") }
    Object.defineProperty(window, name, { configurable: true, get })
}"""


@pytest.fixture(scope="module")
def platform():
    """Another site, whose pages are a frame of the address behind /?."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            code = self.server.code
            self.wfile.write(f'<!doctype html><title>A course</title><link rel="icon" href="data:,">{code}'.encode())

        def log_message(self, format, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def course(chromium, site, platform):
    """A reader of the other site, whose frames may remember nothing: course(address) is the frame."""
    from tests.browser.conftest import new_page

    context = chromium.new_context(viewport={"width": 900, "height": 900})
    context.add_init_script(REFUSED)
    page = new_page(context, site)
    origin = f"http://localhost:{platform.server_port}"
    site.policy += f"; frame-ancestors 'self' {origin}"

    def framed(address):
        platform.code = f'<iframe src="{site.url(address)}" width="720" height="820"></iframe>'
        page.goto(origin)
        return page.frame_locator("iframe")

    framed.page = page
    yield framed
    context.close()
    assert [text for text in page.wrong if not text.startswith(origin)] == []


def shown(frame):
    """The line below the piece, and what of the page is seen besides."""
    expect(frame.locator(".nn-from")).to_be_visible()
    return frame.locator("article").evaluate("""article => {
        const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length
        const allowed = element => element.contains(article) || element.matches("article, .nn-way")
            || element.closest(".nn-piece, .nn-explorable")
        const others = [...document.body.querySelectorAll("*")].filter(element => seen(element) && !allowed(element))
        return others.map(element => element.outerHTML.slice(0, 80))
    }""")


@pytest.mark.parametrize("address", [NUMBER, PREDICTION, MOVES, KEPT, FIGURE, PLAYGROUND])
def test_a_piece_is_alone_with_a_line_that_opens_its_page_in_a_new_tab(course, site, address):
    frame = course(address)
    assert shown(frame) == []
    with course.page.context.expect_page() as opened:
        frame.locator(".nn-from a").click()
    assert "embed" not in opened.value.url and opened.value.url.startswith(site.url(address.partition("?")[0]))
    title = opened.value.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    expect(frame.locator(".nn-from")).to_have_text(f"From: {title.inner_text().removesuffix('#').strip()}")


def test_an_exercise_is_answered_in_a_frame_that_may_remember_nothing(course):
    section = course(NUMBER).locator("#softplus-slope")
    section.get_by_role("textbox", name="Your answer").fill("1/2")
    section.get_by_role("button", name="Check", exact=True).click()
    expect(section.get_by_role("status")).to_have_text("Right.")


def test_code_is_judged_in_a_frame(course):
    section = course("activations/softplus/?embed=softplus-bug").locator("#softplus-bug")
    section.get_by_role("textbox").fill("def d_softplus(x):\n    return sigmoid(x)")
    section.get_by_role("button", name="Check", exact=True).click()
    expect(section.get_by_role("status")).to_have_text("Right.")


def test_a_prediction_is_made_in_a_frame(course):
    section = course(PREDICTION).locator("#predict-exp-cost")
    section.get_by_role("button", name="Just show me").click()
    expect(section.get_by_role("img").first).to_be_visible()


@pytest.mark.parametrize("address", [MOVES, FIGURE])
def test_a_figure_moves_in_a_frame(course, address):
    frame = course(address)
    frame.get_by_role("button", name="Just show me").click()
    frame.get_by_role("slider").press("End")
    expect(frame.get_by_role("status")).to_contain_text("6")
    expect(frame.locator(".nn-explorable > svg")).to_be_visible()
    expect(frame.locator("#fig-sigmoid img")).to_be_hidden()


def test_the_playground_plays_what_the_frame_was_given(course):
    frame = course(PLAYGROUND)
    expect(frame.get_by_label("Data set")).to_have_value("xor")
    frame.get_by_role("button", name="Play", exact=True).click()
    expect(frame.get_by_label("Step", exact=True).and_(frame.locator("output"))).to_have_text(re.compile(r"^\d{2,}$"))
    frame.get_by_role("button", name="Pause", exact=True).click()


def test_links_in_a_piece_lead_out_of_the_frame(course):
    frame = course(FIGURE)
    with course.page.context.expect_page() as opened:
        frame.locator(".nn-piece a[href^='#'], .nn-piece a.nn-figure").first.evaluate("link => link.click()")
    assert opened.value.url.endswith("activations/sigmoid/#fig-sigmoid")


@pytest.mark.parametrize("address", ["neuron/?embed=nothing", "neuron/?embed"])
def test_an_address_of_no_piece_says_so_with_a_link_to_the_page(course, site, address):
    frame = course(address)
    assert shown(frame) == []
    expect(frame.locator(".nn-from")).to_contain_text(
        re.compile("There is no exercise or figure “nothing”|does not say")
    )
    expect(frame.get_by_role("link")).to_have_attribute("href", site.url("neuron/"))


def test_the_rest_of_the_page_is_never_seen(page, site):
    waiting = []
    page.route("**/embed.mjs", lambda route: waiting.append(route))
    with page.expect_request("**/embed.mjs"):
        page.goto(site.url(NUMBER), wait_until="commit")
    expect(page.locator(".md-footer")).to_be_attached()
    assert page.locator("body").inner_text().strip() == ""
    waiting[0].continue_()
    expect(page.locator(".nn-from")).to_be_visible()


def test_folds_around_a_piece_are_open(page, site):
    page.goto(site.url("activations/elu/?embed=fig-elu_mean"))
    expect(page.locator("#fig-elu_mean img")).to_be_visible()
    assert shown(page) == []


def test_what_a_prediction_hides_is_seen_alone(page, site):
    page.goto(site.url(KEPT))
    expect(page.locator(".nn-explorable.nn-live > svg")).to_be_visible()
    expect(page.locator("#fig-capacity img")).to_be_hidden()
    page.goto(site.url("architectures/capacity/?embed=fig-capacity"))
    expect(page.locator("#fig-capacity img")).to_be_visible()
    expect(page.locator(".nn-explorable")).to_be_hidden()


def test_without_scripts_the_whole_page_is_there_at_the_piece(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(f"{NUMBER}#softplus-slope"))
    expect(page.locator("#softplus-slope")).to_be_in_viewport()
    expect(page.locator(".md-header")).to_be_visible()
    context.close()


def test_a_teacher_copies_the_code_of_each_piece_and_it_works(page, site, course, platform):
    page.goto(site.url("teach/"))
    buttons = page.get_by_role("button", name="Copy the embed code")
    expect(buttons).to_have_count(1 + len(list(embed.every())))
    buttons.nth(1).click()
    expect(page.locator(".nn-embeds li").nth(1).get_by_role("button")).to_have_text("Copied")
    platform.code = page.evaluate("navigator.clipboard.readText()")
    course.page.goto(f"http://localhost:{platform.server_port}")
    frame = course.page.frame_locator("iframe")
    assert shown(frame) == []
    expect(frame.locator(".nn-explorable.nn-live")).to_be_visible()


def test_without_the_clipboard_the_code_stands_there_selected(rough, site):
    rough.add_init_script("delete Navigator.prototype.clipboard")
    rough.goto(site.url("teach/"))
    rough.get_by_role("button", name="Copy the embed code").first.click()
    assert rough.evaluate("getSelection().toString()").startswith(f'<iframe src="{site.url("playground/")}?embed"')


def test_a_teacher_copies_the_code_of_chosen_exercises(page, site):
    page.goto(site.url("practice/"))
    for name in "Whose integral?", "A softplus that survives":
        page.get_by_role("checkbox", name=f"{name}: into the set").check()
    page.get_by_role("button", name="Copy the embed code of the checked ones").click()
    expect(page.get_by_text("The code that embeds 2 exercises is copied.")).to_be_visible()
    frames = BeautifulSoup(page.evaluate("navigator.clipboard.readText()"), "html.parser").find_all("iframe")
    assert [frame["src"] for frame in frames] == [
        site.url(f"activations/softplus/?embed={name}#{name}") for name in ("softplus-derivative", "softplus-code")
    ]


def test_a_teacher_copies_the_code_of_a_playground_with_a_task(page, site):
    page.goto(site.url("playground/"))
    page.locator(".nn-teach summary").click()
    page.get_by_label("A task, shown above the network").fill('Which is "best"?')
    page.get_by_role("button", name="Copy the embed code").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    frame = BeautifulSoup(page.evaluate("navigator.clipboard.readText()"), "html.parser").iframe
    assert frame["src"].startswith(site.url("playground/?embed#")) and frame["title"] == 'Which is "best"?'
    page.goto(frame["src"])
    expect(page.locator(".nn-assignment")).to_have_text('Which is "best"?')
