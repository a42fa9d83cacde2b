"""Living figures: what they show is what nnref computes."""

import re

import pytest
from playwright.sync_api import expect

import nnref
from nnref import d_elu, elu

pytestmark = pytest.mark.slow

expect.set_options(timeout=30_000)


def start(page, site, name):
    page.goto(site.url(f"activations/{name}/"))
    page.get_by_role("button", name="Move along the curve").click()
    values = page.locator(".nn-living output")
    expect(values).to_contain_text("f(1)")
    return values


def numbers(values):
    """f(x) and f'(x) as shown."""
    text = values.inner_text().replace("−", "-").partition(";")[0]
    return [float(number) for number in re.findall(r"= (-?[\d.]+(?:e[+-]?\d+)?)", text)]


@pytest.mark.parametrize("x", [-3.0, -0.5, 0.0, 2.5])
def test_the_values_of_the_figure_are_those_of_nnref(page, site, x):
    values = start(page, site, "elu")
    page.get_by_role("slider", name="alpha").fill("1.5")
    page.get_by_role("slider", name="x", exact=True).fill(str(x))
    expect(values).to_contain_text(f"f({x:g})".replace("-", "−"))
    expect(values).to_contain_text(f"= {d_elu(x, 1.5):.4g}"[:5])
    shown = numbers(values)
    assert shown == pytest.approx([elu(x, 1.5), d_elu(x, 1.5)], rel=5e-4)


def test_another_activation_is_compared(page, site):
    values = start(page, site, "elu")
    page.get_by_label("Compare with").select_option("relu")
    expect(values).to_contain_text("relu: f(1) = 1.000, f′(1) = 1.000")
    assert page.locator(".nn-living svg path").count() == 4


def test_the_arrow_keys_move_along_the_curve(page, site):
    values = start(page, site, "elu")
    slider = page.get_by_role("slider", name="x", exact=True)
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(values).to_contain_text("f(0.99) = 0.9900")


def test_the_pointer_moves_along_the_curve(page, site):
    values = start(page, site, "elu")
    box = page.locator(".nn-living svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.125, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    expect(values).to_contain_text("f(−")
    x = float(page.get_by_role("slider", name="x", exact=True).input_value())
    assert -4 < x < -2
    expect(values).to_contain_text(f"f({x:g})".replace("-", "−"))


def test_it_can_be_touched(chromium, site):
    from tests.browser.conftest import new_page

    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = new_page(context, site)
    values = start(page, site, "elu")
    box = page.locator(".nn-living svg").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.125, box["y"] + box["height"] / 2)
    expect(values).to_contain_text("f(−")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert page.wrong == []


@pytest.mark.parametrize("name", [record.name for record in nnref.ACTIVATIONS] + ["maxout"])
def test_the_page_has_a_figure_that_can_live(name):
    from tests.browser.conftest import SITE

    page = SITE / f"activations/{name}/index.html"
    assert page.exists() and f'figures/{name}.svg"' in page.read_text("utf-8")
