"""Claims about the mathematics of the pages: TeX in, MathML out, and an error where that fails."""

import re

import markdown
import pytest

from scripts.website.markdown.mathml import mathml


def page(text):
    return markdown.markdown(
        text,
        extensions=["tables", "pymdownx.arithmatex", "scripts.website.markdown.mathml"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )


def visible(html):
    return re.sub(r"<[^>]+>", "", html)


def test_a_fraction_becomes_a_fraction():
    assert "<mfrac><mn>1</mn><mn>4</mn></mfrac>" in mathml(r"\frac{1}{4}")


def test_cases_become_a_table_behind_a_brace():
    markup = mathml(r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}")
    assert markup.count("<mtr>") == 2 and "<mo>{</mo>" in markup


def test_the_tex_stays_as_alternative_text():
    assert mathml(r"a < \sigma'").startswith(r'<math alttext="a &lt; \sigma&#x27;"')


def test_only_display_mathematics_is_a_block():
    assert 'display="block"' in mathml("x", display=True) and "display=" not in mathml("x")


def test_a_formula_in_running_text_can_break_behind_its_relations_and_a_displayed_one_cannot():
    chain = r"a = \frac{b = c}{d} = (e = f), \quad g"
    pieces = mathml(chain).split("<wbr>")
    assert [visible(piece) for piece in pieces] == ["a=", "b=cd=", "(e=", "f),", "g"] and "<wbr>" not in mathml(
        chain, display=True
    )
    assert all(piece.startswith("<math") and piece.endswith("</math>") for piece in pieces)


def test_a_relation_at_the_end_leaves_no_empty_piece():
    assert "<wbr>" not in mathml("a =")


def test_search_leaves_formulas_out():
    assert "data-search-exclude" in mathml("x")


@pytest.mark.parametrize("tex", [r"\nosuch{x}", r"\frac{1}", "x^{2", r"\begin{cases} x"])
def test_tex_that_cannot_be_set_is_an_error_that_shows_it(tex):
    with pytest.raises(ValueError, match=re.escape(tex)):
        mathml(tex)


def test_a_page_with_such_tex_does_not_build():
    with pytest.raises(ValueError, match="nosuch"):
        page(r"A formula, $\nosuch$.")


@pytest.mark.parametrize(
    "text", ["So $a_1 < b^2 & c$ holds.", "$$\na_1 < b^2 & c\n$$", "| a |\n| - |\n| $a_1 < b^2 & c$ |"]
)
def test_a_page_shows_the_formula_and_no_tex(text):
    html = page(text.replace("&", r"\&"))
    assert "<msub><mi>a</mi><mn>1</mn></msub><mo>&lt;</mo>" in html
    assert "^" not in visible(html) and "$" not in visible(html)


def test_a_dollar_in_code_stays_a_dollar():
    assert "<math" not in page("Type `$x$` here.")
