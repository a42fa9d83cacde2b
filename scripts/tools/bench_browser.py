"""make bench-browser: start, size, pictures and steps a second of the site's Python in the system's Chromium.

The site is served as it is published. Every figure is of this machine, now: run it while nothing else runs.
"""

import statistics
import sys
import tempfile
from contextlib import contextmanager

from scripts.website.chromium import FLAGS, find
from scripts.website.server import Site

TRAIN = """
from time import perf_counter
from scripts.browser.playground.engine import Engine
from scripts.browser.playground.settings import checked
def rate(**state):
    e = Engine(checked({"data": "circles", "points": 512, "noise": 0.1} | state))
    e.advance(300, 1e9)
    before, start = e.step, perf_counter()
    e.advance(2000, 1e9)
    return (e.step - before) / (perf_counter() - start)
"""
FRAMES = """() => new Promise(resolve => {
    const root = document.querySelector(".nn-playground"), seen = []
    root.addEventListener("nn-frame", ({ detail }) => seen.push([performance.now(), detail.step]))
    setTimeout(() => {
        const [[start, first], [end, last]] = [seen[0], seen.at(-1)]
        resolve([1000 * (seen.length - 1) / (end - start), 1000 * (last - first) / (end - start)])
    }, 4000)
})"""
SLIDER = """() => new Promise(resolve => {
    const root = document.querySelector(".nn-playground"), field = root.querySelector("[name=n1]")
    const start = performance.now()
    const watch = ({ detail }) => {
        if (detail.step > 200) return
        root.removeEventListener("nn-frame", watch)
        requestAnimationFrame(() => resolve(performance.now() - start))
    }
    root.addEventListener("nn-frame", watch)
    field.value = field.value === "20" ? 19 : 20
    field.dispatchEvent(new Event("change", { bubbles: true }))
})"""
RUN = """code => import(document.querySelector("script[src$='run.js']").src.replace("run.js", "python.mjs"))
    .then(python => python.call("blocks.run", { page: "", blocks: [{ kind: "python", source: code }] }))
    .then(said => said.error ?? said.value)"""
FIRST = """() => new Promise(resolve => {
    const box = document.querySelector(".nn-example.language-pycon"), start = performance.now()
    const state = box.querySelector(".nn-state")
    new MutationObserver(() => { if (/pass|fail/.test(state.textContent)) resolve(performance.now() - start) })
        .observe(state, { childList: true, characterData: true, subtree: true })
    box.querySelector(".nn-button").click()
})"""


STATES = {
    "full batch": "batch=0",
    "batches of 10": "batch=10",
    "batches of 10, ReLU": "batch=10, layers=[[20, 'relu']]",
}
ELSEWHERE = """\
For comparison, TensorFlow Playground's own engine in one browser of such a machine: 87,000 to 99,000 updates a second
with batches of 10."""


def main():
    from playwright.sync_api import sync_playwright

    browser = find()
    if not browser:
        sys.exit("make bench-browser needs Chromium: install the system's package")
    site = Site()
    with sync_playwright() as playwright:

        @contextmanager
        def reader(folder):
            """A page of a browser that keeps in this folder what it has loaded."""
            context = playwright.chromium.launch_persistent_context(
                folder, executable_path=browser, viewport={"width": 1280, "height": 900}, args=FLAGS
            )
            yield context.pages[0]
            context.close()

        starts(site, reader)
        speed(site, reader)
    print(ELSEWHERE)


def starts(site, reader):
    """How long the first result takes, for a new reader and for one who has been here, and what is sent for it."""
    cold, warm, sent = [], [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            for times in cold, warm, warm:
                with reader(folder) as page:
                    site.sent.clear()
                    page.goto(site.url("activations/elu/"))
                    page.get_by_role("button", name="Run example").first.wait_for()
                    times.append(page.evaluate(FIRST))
                    if times is cold:
                        sent = [size for path, size in site.sent if "/assets/py/" in path or path.endswith(".mjs")]
                        page.wait_for_timeout(3000)  # the browser stores what it has compiled
    print(f"click to first result, nothing cached   {show(cold, 's', 1000)}")
    print(f"click to first result, files cached     {show(warm, 's', 1000)}")
    print(f"bytes on the wire for it                {sum(sent) / 1e6:.2f} MB in {len(sent)} answers")


def speed(site, reader):
    """Pictures and steps a second in the playground, and steps while nothing is drawn."""
    with tempfile.TemporaryDirectory() as folder, reader(folder) as page:
        page.goto(site.url("playground/"))
        page.get_by_role("button", name="Play", exact=True).click()
        page.locator(".nn-playground[data-recorded=false]").wait_for()
        page.evaluate(FRAMES)
        pictures, steps = zip(*(page.evaluate(FRAMES) for _ in range(3)))
        print(f"pictures a second, 2-8-2 tanh, 256      {show(pictures)}")
        print(f"steps a second meanwhile                {show(steps)}")
        print(f"a field's change is seen after          {show([page.evaluate(SLIDER) for _ in range(15)], 'ms')}")
        page.get_by_role("button", name="Pause").click()
        for label, state in STATES.items():
            rates = [float(page.evaluate(RUN, f"{TRAIN}\nrate({state})")) for _ in range(3)]
            print(f"updates a second undrawn, {label:20}  {show(rates)}")


def show(values, unit="", per=1):
    values = [value / per for value in values]
    digits = 2 if per > 1 else 0
    return (
        f"{statistics.median(values):,.{digits}f} {unit} (median of {len(values)}, "
        f"{min(values):,.{digits}f} to {max(values):,.{digits}f})"
    )


if __name__ == "__main__":
    main()
