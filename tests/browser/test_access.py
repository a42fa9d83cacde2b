"""The built site as readers meet it: every page on a phone and on a desktop, in both schemes, by keyboard,
without scripts."""

import functools
import gzip
import re
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from scripts.lecture.order import pages, whole
from scripts.website.handout import address
from scripts.website.server import UNDER
from tests.browser.conftest import SITE, new_page

pytestmark = pytest.mark.slow

ROOT = SITE.parent
PAGES = [address(file) for file in pages(whole())]
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
FRAME = [
    [".md-header"],
    [".md-sidebar--primary"],
    [".md-footer"],
]  # the same on all pages, so looked at on one of each kind
ONE_SCHEME = {"slides/"}  # white in a dark room, too
KINDS = {"", "activations/elu/", "labs/knobs/", "playground/"}
AXE = """async ([exclude, inColor]) => {
    for (const source of document.querySelectorAll(".mkdocstrings-source")) source.remove() // closed, and large
    for (const details of document.querySelectorAll("details")) details.open = true
    const seen = new Set() // of what has the same elements and classes around it, one shows the colors of all
    const look = element => `${element.tagName}.${element.className} ${element.style?.cssText}`
    const alike = element => element && `${look(element)} < ${alike(element.parentElement)}`
    const hasText = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim())
    const texts = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
        && !exclude.some(([left]) => element.closest(left)) && hasText(element)
        && !seen.has(alike(element)) && seen.add(alike(element)))
    const options = { resultTypes: ["violations"], preload: false }
    const color = ["color-contrast", "link-in-text-block"]
    const rules = Object.fromEntries(color.map(name => [name, { enabled: false }]))
    const found = [await axe.run({ include: texts, exclude }, { ...options, runOnly: color })]
    if (!inColor) found.push(await axe.run({ exclude }, { ...options, rules }))
    const sizes = { ...options, runOnly: ["target-size"] } // asked for since WCAG 2.2; the theme's menu may be scrolled
    if (!inColor) found.push(await axe.run({ exclude: [...exclude, [".md-sidebar"]] }, sizes))
    return found.flatMap(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])))
}"""
FIRST_VIEW = 200_000  # bytes on the wire
# No pages to read: the deck loads all its pictures, so that no slide has to wait, the playground its modules and a
# recorded run; of the gallery the browser asks for more the slower the line seems to it.
PICTURES = {"slides/", "figures/", "playground/"}
STORED = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(base => base.name)]"""
FOCUS = """() => {
    const element = document.activeElement, { left, top, right, bottom } = element.getBoundingClientRect()
    const shown = element.matches(".md-option") ? element.nextElementSibling : element
    const { outlineStyle, outlineWidth } = getComputedStyle(shown)
    const inside = left < innerWidth && right > 0 && top < innerHeight && bottom > 0
    return { name: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`,
        body: element === document.body,
        seen: inside && getComputedStyle(element).visibility === "visible",
        marked: outlineStyle !== "none" && outlineWidth !== "0px" || element.matches("input, textarea, select") }
}"""


@pytest.fixture(scope="module")
def axe():
    """Run axe on a page, or what in it depends on the scheme, and give each thing it finds.
    It takes a heading of one formula for an empty one."""
    script = Axe()

    def broken(page, in_color=False, leave_out=()):
        if not page.evaluate("'axe' in window"):
            page.evaluate(script.axe_script)
        return [
            (rule, html)
            for rule, html in page.evaluate(AXE, [leave_out, in_color])
            if not (rule == "empty-table-header" and "<math" in html)
        ]

    return broken


def other_scheme(page, scheme="dark"):
    """Let the reader's system go dark, or light; wait until the page has followed."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")


def open_page(page, server, name):
    """Open a page and wait until its scripts have given each example its button."""
    page.goto(server.url(name))
    expect(page.locator("article .highlight > .copy")).to_have_count(page.locator("article .highlight").count())


def reader(chromium, size, **options):
    return chromium.new_context(viewport=SIZES[size], color_scheme="light", reduced_motion="reduce", **options)


@pytest.fixture(scope="module")
def visits(chromium, server, axe):
    """What each page asks for, says, breaks and stores, and how wide it gets, on a desktop and on a phone,
    in both schemes."""
    server.restore()
    found = {}
    with reader(chromium, "desktop") as context:
        page, asked = new_page(context, server), []
        page.on("request", lambda request: asked.append(request.url))
        for name in PAGES:
            page.set_viewport_size(SIZES["desktop"])
            asked.clear()
            page.wrong.clear()
            open_page(page, server, name)
            first, broken, wide = set(asked), [], []
            frame = [] if name in KINDS else FRAME
            for size, other in ("desktop", "dark"), ("phone", "light"):
                page.set_viewport_size(SIZES[size])
                wide.append(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                broken += axe(page, leave_out=frame)
                if name not in ONE_SCHEME:
                    other_scheme(page, other)
                broken += axe(page, in_color=True, leave_out=frame)
            stored = page.evaluate(STORED) + [cookie["name"] for cookie in context.cookies()]
            found[name or "home"] = {
                "first": first,
                "wrong": [*page.wrong],
                "broken": broken,
                "wide": max(wide),
                "stored": stored,
            }
    return found


def test_no_page_asks_another_host_or_reports_an_error_under_the_strict_policy(visits):
    assert {name: visit["wrong"] for name, visit in visits.items() if visit["wrong"]} == {}


def test_every_page_is_accessible_in_both_schemes(visits):
    assert {name: visit["broken"] for name, visit in visits.items() if visit["broken"]} == {}


def test_every_page_fits_the_screen(visits):
    assert [name for name, visit in visits.items() if visit["wide"] > 0] == []


def test_nothing_is_stored_but_the_scheme_and_what_one_draws(visits):
    assert {key for visit in visits.values() for key in visit["stored"]} <= {UNDER + ".__palette", "nnref-playground"}


def test_the_first_view_of_a_page_is_at_most_200_kb_in_few_requests(visits, server):
    @functools.cache
    def wire(path):
        data = server.answer(path)[2]
        return len(data if path.endswith((".woff2", ".png")) else gzip.compress(data, 6))

    heavy = {}
    for name in visits.keys() - PICTURES:
        visit = visits[name]
        paths = [unquote(urlsplit(url).path) for url in visit["first"] if url.startswith("http")]
        total = sum(map(wire, paths))
        if total > FIRST_VIEW or len(paths) > 24:
            heavy[name] = total, len(paths)
    assert heavy == {}


def search_for(page, words):
    box = page.get_by_role("textbox", name="Search")
    box.focus()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")  # the index is there
    box.press_sequentially(words)


@pytest.mark.parametrize("size", SIZES)
def test_the_search_is_accessible_when_open(chromium, server, axe, size):
    with reader(chromium, size) as context:
        page = new_page(context, server)
        open_page(page, server, "")
        page.keyboard.press("s")
        search_for(page, "sigmoid")
        page.locator(".md-search-result__link").first.wait_for()
        broken = axe(page)
        other_scheme(page)
        assert broken + axe(page, in_color=True) == [] and page.wrong == []


def test_the_menu_is_opened_and_closed_by_keyboard_and_accessible_when_open(chromium, server, axe):
    with reader(chromium, "phone") as context:
        page = new_page(context, server)
        open_page(page, server, "activations/elu/")
        menu, link = (
            page.get_by_role("button", name="Menu"),
            page.locator(".md-nav--primary").get_by_role("link", name="Tanh"),
        )
        expect(link).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        expect(link).to_be_visible()
        broken = axe(page)
        other_scheme(page)
        assert broken + axe(page, in_color=True) == []
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(menu).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_the_tab_key_reaches_nothing_that_is_not_seen(chromium, server, size):
    with reader(chromium, size) as context:
        page = new_page(context, server)
        open_page(page, server, "about/")
        reached = []
        while True:
            page.keyboard.press("Tab")
            if (focus := page.evaluate(FOCUS))["body"]:
                break
            reached.append(focus)
            assert len(reached) < 200, "the Tab key goes in circles"
    assert len(reached) > 10 and [focus["name"] for focus in reached if not (focus["seen"] and focus["marked"])] == []


def test_the_tab_key_stops_at_no_mark_and_one_list_leads_to_each(chromium, server):
    with reader(chromium, "desktop") as context:
        page = new_page(context, server)
        open_page(page, server, "activations/sigmoid/")
        fold = page.locator(".nn-checks.nn-live")
        marks = page.locator("article .nn-mark")
        expect(fold.locator("summary")).to_have_text(f"{marks.count()} checks on this page")
        assert page.locator("article .nn-mark:not([tabindex='-1'])").count() == 0
        fold.locator("summary").press("Enter")
        row = fold.get_by_role("button").nth(5)
        expect(fold.get_by_role("button")).to_have_count(marks.count())
        row.press("Enter")
        expect(marks.nth(5)).to_be_focused()
        expect(marks.nth(5)).to_be_in_viewport()


def test_the_skip_link_leads_past_the_navigation(chromium, server):
    with reader(chromium, "desktop") as context:
        page = new_page(context, server)
        open_page(page, server, "activations/elu/")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("h1:target")).to_be_attached()
        expect(skip).not_to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("article :focus")).to_be_attached()


@pytest.mark.parametrize(
    "words, name",
    [
        ("dying relu", "activations/relu/"),
        ("26 parameters", "architectures/organization/"),
        ("zig-zag", "activations/sigmoid/"),
    ],
)
def test_the_search_finds_what_one_looks_for(chromium, server, words, name):
    with reader(chromium, "desktop") as context:
        page = new_page(context, server)
        open_page(page, server, "")
        search_for(page, words)
        page.locator(f".md-search-result__link[href*='{name}']").first.wait_for()


def test_an_address_that_does_not_exist_leads_back_under_a_sub_path_too(chromium, server):
    page_of_root = (SITE / "404.html").read_text("utf-8")  # its links begin at the root of the host
    html = re.sub(
        r'<meta http-equiv="Content-Security-Policy"[^>]*>',
        "",
        re.sub(r'((?:href|src)=")/(?!/)', rf"\1{UNDER}", page_of_root),
    )
    with reader(chromium, "phone") as context:
        page = new_page(context, server)
        page.route("**/no/such/page/", lambda route: route.fulfill(status=404, content_type="text/html", body=html))
        page.goto(server.url("no/such/page/"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')")
        page.get_by_role("link", name="outline of the lecture").click()
        expect(page).to_have_url(server.url())


def test_copied_examples_hold_what_one_types_and_no_prompts(chromium, server):
    with reader(chromium, "desktop", permissions=["clipboard-read", "clipboard-write"]) as context:
        page = new_page(context, server)
        page.goto(server.url("activations/relu/"))
        example = page.locator(".language-pycon").first
        shown = example.locator("pre > code").first.text_content()
        example.get_by_role("button", name="Copy").click()
        example.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
    typed = [line[4:] for line in shown.splitlines() if line.startswith((">>> ", "... "))]
    assert typed and copied.splitlines() == typed


MOVED = """() => {
    window.moved = 0
    new PerformanceObserver(seen => { for (const { value } of seen.getEntries()) moved += value })
        .observe({ type: "layout-shift", buffered: true })
}"""


@pytest.mark.parametrize("width", [360, 412, 1280])
def test_the_home_page_does_not_move_while_it_loads(chromium, server, width):
    with reader(chromium, "phone") as context:
        page = new_page(context, server)
        page.set_viewport_size({"width": width, "height": 800})
        page.add_init_script(f"({MOVED})()")
        page.goto(server.url(""))
        page.locator(".nn-explorable.nn-live").wait_for()
        page.locator(".nn-mark").first.wait_for(state="attached")
        assert page.evaluate("moved") < 0.01  # as Lighthouse counts; also the goal of make audit


def test_mathematics_and_copy_buttons_are_there_after_instant_navigation(chromium, server):
    with reader(chromium, "desktop") as context:
        page = new_page(context, server)
        open_page(page, server, "")
        page.evaluate("window.sameDocument = true")
        page.locator(".md-nav--primary a[href$='activations/elu/']").click()
        page.locator("h1", has_text="ELU").wait_for()
        page.locator("article .copy").first.wait_for()
        assert page.evaluate("sameDocument") and page.locator("article math").count() and page.wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_a_reader_without_scripts_has_text_mathematics_figures_and_navigation(chromium, server, size):
    with reader(chromium, size, java_script_enabled=False) as context:
        page = new_page(context, server)
        page.goto(server.url())
        if size == "phone":
            page.locator(".md-header__button[for=__drawer]").click()
            page.locator(".md-nav--primary .md-nav__container", has_text="Activation functions").first.locator(
                "label"
            ).click()
        page.locator(".md-nav--primary").get_by_role("link", name="ELU", exact=True).click()
        for what in ("h1", "p", "math", "figure img"):
            expect(page.locator("article").locator(what).first).to_be_visible()
        image = page.locator("article figure img").first
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_menu_opens_on_a_phone(chromium, server, name):
    with reader(chromium, "phone") as context:
        page = new_page(context, server)
        page.goto(server.url(name))
        page.get_by_role("button", name="Menu").click()
        expect(page.locator(".md-sidebar--primary .md-nav__title").first).to_be_in_viewport()


def test_the_list_of_contents_follows_what_is_read(rough, site):
    rough.set_viewport_size({"width": 1280, "height": 300})
    rough.goto(site.url("activations/sigmoid/"))
    practice = rough.locator(".md-sidebar--secondary .md-nav__link[href$='#practice']")
    shown = """link => {
        const { top, bottom } = link.getBoundingClientRect()
        const list = link.closest(".md-sidebar__scrollwrap").getBoundingClientRect()
        return top >= list.top && bottom <= list.bottom
    }"""
    assert not practice.evaluate(shown)
    rough.locator("#practice").evaluate("heading => heading.scrollIntoView()")
    expect(practice).to_have_class(re.compile("--active"))
    expect(practice).to_be_in_viewport(ratio=0.9)
