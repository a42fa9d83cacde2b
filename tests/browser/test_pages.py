"""Every example of every page runs in the browser as it does in the tests, and every mark has a value."""

import re

import pytest
from playwright.sync_api import expect

from scripts.website.files import DOCS

pytestmark = pytest.mark.slow

PAGES = [
    page.relative_to(DOCS).with_suffix("").as_posix()
    for page in sorted(DOCS.rglob("*.md"))
    if "fragments" not in page.parts and page.stem != "slides" and re.search(r"```py|<!-- = ", page.read_text("utf-8"))
]
MARKS = """async () => {
    const script = document.querySelector("script[src$='run.js']").src
    const { mark } = await import(script.replace("run.js", "examples.mjs"))
    const wrong = []
    for (const button of document.querySelectorAll("article .nn-mark[data-expr]")) {
        await mark(button)
        const { textContent } = button.nextElementSibling
        if (!/^(= |for )/.test(textContent)) wrong.push(`${button.dataset.expr}: ${textContent}`)
    }
    return wrong
}"""


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_and_marks_run_on(name, page, site):
    page.goto(site.url("" if name == "index" else name.removesuffix("index") + "/" * (not name.endswith("index"))))
    page.wait_for_load_state("networkidle")
    page.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
    examples = page.locator(".nn-example")
    for i in range(examples.count()):
        examples.nth(i).get_by_role("button", name="Run example").click()
        expect(examples.nth(i).get_by_role("status")).to_have_text(
            re.compile(r"^(Done|(\d+) of \2 pass)$"), timeout=60_000
        )
    assert page.evaluate(MARKS) == []
