"""Pages that a reader leaves and comes back to, by instant navigation, leave nothing behind."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

OBSERVERS = ("MutationObserver", "ResizeObserver", "IntersectionObserver")
OF_PAGES_LEFT = """function() {
    const elements = this.filter(object => !Object.hasOwn(object, "constructor")) // else it is a prototype
    return elements.filter(element => !element.isConnected && element.closest("article")).length
}"""


def go(page, name):
    """Follow the menu's link to a page, without loading the site anew."""
    page.locator(f".md-nav--primary a[href$='{name}']").first.dispatch_event("click")
    expect(page).to_have_url(re.compile(f"{name}$"))


def play(page):
    go(page, "playground/")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_label("Step", exact=True).and_(page.locator("output"))).to_have_text(re.compile(r"^\d{2,}$"))


def move_along_a_curve(page):
    go(page, "activations/elu/")
    page.get_by_role("button", name="Move along the curve").click()
    expect(page.locator(".nn-living output")).to_contain_text("f(1)")


def run_an_example(page):
    go(page, "activations/elu/")
    page.get_by_role("button", name="Run example").first.click()
    expect(page.locator(".nn-example").first.get_by_role("status")).to_have_text(re.compile("pass$|Done"))


def kept(page):
    """What the browser keeps: listeners of window and document, observers, elements of pages that were left, nodes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")

    def remote(expression):
        return devtools.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]

    def ask(function, prototype):  # of all objects of a kind that are left once the browser has cleaned up
        found = devtools.send("Runtime.queryObjects", {"prototypeObjectId": remote(f"{prototype}.prototype")})
        call = {"objectId": found["objects"]["objectId"], "functionDeclaration": function}
        return devtools.send("Runtime.callFunctionOn", call)["result"]["value"]

    result = Counter()
    for name in "window", "document":
        for one in devtools.send("DOMDebugger.getEventListeners", {"objectId": remote(name)})["listeners"]:
            result[f"{name} {one['type']}"] += 1
    result |= {name: ask("function() { return this.length }", name) for name in OBSERVERS}
    result["elements of pages left"] = ask(OF_PAGES_LEFT, "Element")
    devtools.send("HeapProfiler.collectGarbage")
    all_ = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    result["nodes"], result["listeners"] = all_["Nodes"], all_["JSEventListeners"]
    devtools.detach()
    return result


@pytest.mark.parametrize("visit", [play, move_along_a_curve, run_an_example])
def test_ten_visits_leave_no_more_than_a_few(rough, site, visit):
    rough.goto(site.url("references/"))
    counts = []
    for _ in range(10):
        visit(rough)
        go(rough, "references/")
        expect(rough.get_by_role("heading", level=1)).to_contain_text("References")
        counts.append(kept(rough))
    before, after = ({name: min(count[name] for count in some) for name in counts[-1]}
                     for some in (counts[:5], counts[5:]))  # fmt: skip
    assert {name: (before[name], after[name]) for name in after if after[name] > before[name]} == {}
    assert [text for text in rough.wrong if "preload" not in text] == []  # a font, when one leaves at once


def test_python_stays_when_one_leaves_while_it_trains(rough, site):
    started = []
    rough.on("worker", lambda worker: started.append(worker))
    rough.goto(site.url("references/"))
    for _ in range(2):
        play(rough)
        go(rough, "references/")
        expect(rough.get_by_role("heading", level=1)).to_contain_text("References")
    run_an_example(rough)
    assert len([worker for worker in started if worker.url.endswith("worker.mjs")]) == 1


def test_a_page_opens_without_loading_the_site_anew_wherever_it_is_served(page, site):
    """This site was built for http://localhost:8000/ and is served below a path of another host."""
    page.goto(site.url("activations/elu/"))
    page.evaluate("window.mine = true")
    page.locator(".md-nav--primary a[href$='relu/']").first.dispatch_event("click")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ReLU")
    assert page.evaluate("window.mine") is True
