"""Small pages, right and wrong: what is said about them, and on which line."""

import pytest

from scripts.prose import mutate, pages, statements

SETUP = "<!-- invisible-code-block: python\nsizes = (3, 4, 2)\nnet = mlp(sizes, TANH, rng)\n-->\n\n"


@pytest.fixture
def problems(tmp_path):
    """The problems of a page with this text, without the path in front."""

    def check(text):
        page = tmp_path / "page.md"
        page.write_text(text, "utf-8")
        return [problem.removeprefix(f"{page}:") for problem in mutate.problems(page)]

    return check


RIGHT = [
    "A 3-4-2<!-- = sizes --> network has 26<!-- = net.n_params --> learnable parameters.",
    "# A heading with 26<!-- = net.n_params --> parameters",
    "1. An item with **26**<!-- = net.n_params --> parameters, in a list with a number.",
    "| network | parameters |\n| - | - |\n| 3-4-2<!-- = sizes --> | 26<!-- = net.n_params --> |",
    '!!! note "All 26<!-- = net.n_params --> of them"\n    Each of the 6<!-- = net.n_biases --> biases counts.',
    "![A network with 26<!-- = net.n_params --> arrows](../figures/a2.svg)\n/// caption\n20<!-- = "
    "net.n_weights --> weights.\n///",
    "> A quotation of 26<!-- = net.n_params --> in a block.",
    "The product (of ten factors of 0.25<!-- = d_sigmoid(0) -->) is 9.5e-7<!-- = 0.25**10 -->.",
    "In math $26$<!-- = net.n_params --> and **$26$**<!-- = net.n_params -->.",
    "From 0.10 to 0.25<!-- = (d_sigmoid(2), d_sigmoid(0)) -->, in 2-D, float64, L2, x1 and CIFAR-10.",
    "Is it zero-centered? **Yes**<!-- = TANH.zero_centered -->: *tanh*<!-- = TANH.name --> is, of seven<!-- = 7 -->.",
    "About 86 billion<!-- @azevedo2009 --> neurons; Maas, Hannun and Ng 2013<!-- @maas2013 -->.",
    "They write “on networks with more than 5 layers”<!-- @clevert2016 -->.",
    "$\\tanh(x) = 2\\sigma(2x) - 1$<!-- = tanh(x) --> where $x > 0$ and $w_1$ is a weight.",
    "$$\n\\operatorname{ELU}(x) = \\begin{cases} x & x > 0 \\\\ \\alpha(e^x - 1) & x \\le 0 \\end{cases}\n"
    "$$<!-- = elu(x, alpha) -->",
    "$$ \\oint = 1 $$<!-- not checked: no integral is in nnref -->",
    "Code such as `26<!-- = 27 -->` and [a link](page2.md#part-3){ width=300 } is left alone.",
    "```pycon\n>>> net.n_params\n26\n```\n\n```python\nassert net.n_layers == 2\n```\n\n~~~text\n26<!-- = 27 -->\n~~~",
    "---\ndescription: 26 things\n---\n\n# No code, no number",
    "Two comments on 26<!-- = net.n_params --><!-- = 26 -->.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_page_whose_statements_hold_has_no_problem(problems, text):
    assert problems(text if text.startswith("---") else SETUP + text) == []


WRONG = [  # text, line, what is said
    ("It has\n27<!-- = net.n_params --> parameters.", 2, "shows '27', but the expression is 26"),
    ("At most 0.27<!-- = d_sigmoid(0) -->.", 1, "shows '0.27', but the expression is 0.25"),
    ("$\\tanh(x) = 2\\sigma(2x) - 1 = \\frac{2}{1+e^{-2x}}$<!-- = tanh(x) -->", 1, "says 1.0, but the expression is 0"),
    (
        "$\\begin{cases} x & x > 0 \\\\ e^x - 1 & x \\le 0 \\end{cases}$<!-- = elu(x, alpha) -->",
        1,
        "alpha is in the expression, but not",
    ),
    ("A bare\nnumber: 26 parameters.", 2, "'26' is neither computed nor cited: write 26<!-- = expression -->"),
    ("A title is no excuse:\n\n## The 3 gates", 3, "'3' is neither"),
    ("![A curve at 0.25](a.svg)", 1, "'0.25' is neither"),
    ("A formula $f(x) = x$.", 1, "the formula $f(x) = x$ is neither"),
    ("A formula $e^{-2x}$.", 1, "is neither"),
    ("$$\nx\n$$", 1, "is neither"),
    ("Cited: 87 billion<!-- @azevedo2009 -->.", 1, "'87 billion' does not stand in the entry 'azevedo2009'"),
    ("“on networks with more than 6 layers”<!-- @clevert2016 -->", 1, "does not stand in the entry"),
    ("$86 + x$<!-- @azevedo2009 -->", 1, "does not stand in the entry"),
    ("Maas et al.<!-- @mass2013 -->", 1, "'mass2013' is no key of docs/references.bib: write maas2013"),
    ("A number 26<!-- = net.n_parms -->.", 1, "raises AttributeError"),
    ("A number 26<!-- = net. -->.", 1, "raises SyntaxError"),
    ("A number 26<!-- = missing -->.", 1, "raises NameError"),
    ('A number 26<!-- = measured("nothing") -->.', 1, "no experiment 'nothing'"),
    ("Not closed 26<!-- = net.n_params.\n\nAnd on.", 1, "belongs to no comment"),
    ("Not closed 26<!-- = net.n_params and 3<!-- = 3 -->", 1, "not closed"),
    ("Half a comment 26<!- = net.n_params -->", 1, "belongs to no comment"),
    ("Half a comment 26< !-- = net.n_params -->", 1, "belongs to no comment"),
    ("No kind 26<!-- net.n_params -->", 1, "of no known kind: write <!-- = expression -->"),
    ("Empty 26<!-- = -->", 1, "empty"),
    ("Hyphens 26<!-- = 27 --1 -->", 1, "two hyphens"),
    ("In a code span: `26`<!-- = net.n_params -->.", 1, "take the number out of the code span"),
    ("Inside: $26<!-- = net.n_params -->$.", 1, "put it behind the closing dollar sign"),
    ("Inside:\n\n$$\nx = 26<!-- = net.n_params -->\n$$", 4, "put it behind the closing dollar sign"),
    ("| a |\n| - |\n| 26<!-- = 24 | 2 --> |", 3, "a | in a comment in a table"),
    ("Next line: 26\n<!-- = net.n_params -->", 2, "nothing stands before this comment"),
    ("| a |\n| - |\n| <!-- = net.n_params --> |", 3, "nothing stands before"),
    ("With a space 26 <!-- = net.n_params -->.", 1, "a space stands before"),
    ("A word<!-- = net.n_params -->.", 1, "only the word 'word'"),
    ("A stop.<!-- = net.n_params -->", 1, "no number, formula or word stands directly before"),
    ("In 2012, 26<!-- = net.n_params -->", 1, "read as 2 numbers"),
    ("Not 26<!-- not checked: no reason at all -->", 1, "only a formula may be marked"),
    ("$x = 1$<!-- not checked: -->", 1, "empty"),
    ("$\\tanh x$<!-- = tanh(x) -->", 1, "cannot be read"),
    (">>> net.n_params\n26<!-- = 26 -->", 1, "is never run: put it into a ```pycon fence"),
    ("- item\n\n    ```python\n    assert net.n_params == 27\n    ```", 3, "AssertionError"),
    ("```pycon\n>>> net.n_params\n27\n```", 2, "Expected:\n    27"),
    ("```python\nassert net.n_params == 27\n```", 1, "AssertionError"),
]


@pytest.mark.parametrize("text, line, message", WRONG)
def test_a_page_that_is_wrong_is_told_where_and_what(problems, text, line, message):
    found = problems(SETUP + text)
    line += SETUP.count("\n")
    assert any(problem.startswith(f"{line}:") and message in problem for problem in found), found


def test_each_bare_number_is_reported_by_itself():
    assert [line for line, _ in statements.problems("1 bird\n2 stones, 3<!-- = 3 --> more\n\n4 and 5")] == [1, 2, 4, 4]


def test_every_exemption_has_a_reason_and_lets_something_pass(monkeypatch):
    exempt = statements.EXEMPT
    passes = ["3. item", "float64", "2-D", "](3.md)", "{ width=3 }", "<b title=3>", "[^3]", '--8<-- "3.md"']
    for text, (pattern, reason) in zip(passes, exempt.items(), strict=True):
        assert reason and statements.problems(text) == []
        monkeypatch.setattr(statements, "EXEMPT", {p: r for p, r in exempt.items() if p != pattern})
        assert statements.problems(text), f"{text!r} passes without the exemption for {reason}"
        monkeypatch.setattr(statements, "EXEMPT", exempt)


LAB = """# %% [raw]
# ---
# description: A lab with 3 cells.
# ---

# %% [markdown]
# # A lab
#
# It has $26$<!-- = 26 --> parameters.

# %% alt="none"
n = mlp((3, 4, 2), TANH, rng).n_params  # 26

# %%
n += 1

# %% [markdown]
# And now 27<!-- = n -->, not 27<!-- = 26 -->.
"""


def test_a_lab_is_a_page_whose_cells_are_run_in_order(tmp_path):
    file = tmp_path / "lab.py"
    file.write_text(LAB)
    assert mutate.problems(file) == [f"{file}:18: the page shows '27', but the expression is 26 (26)"]


def test_a_lab_keeps_its_lines_and_the_columns_of_its_code():
    lines = pages.lab(LAB).split("\n")
    assert len(lines) == LAB.count("\n") + 1
    assert (lines[6], lines[11], lines[14]) == ("# A lab", LAB.split("\n")[11], "n += 1")


def test_a_cell_of_code_that_does_not_end_with_an_empty_line_is_an_error():
    with pytest.raises(ValueError, match="line 2: an empty line was expected between 'x = 1'"):
        pages.lab("# %%\nx = 1\n# %% [markdown]\n# Text.\n")
