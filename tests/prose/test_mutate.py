"""The mutation run changes what it should, and judges a mutant as the tests of the whole page would."""

import pytest

from scripts.prose import mutate, statements

PAGE = r"""A draw is 0.637<!-- = rng.random() -->.
A network has 26<!-- = mlp((3, 4, 2), TANH, rng).n_params --> weights, a brain 86 billion<!-- @azevedo2009 --> neurons.
Saturates: **yes**<!-- = TANH.saturates[0] -->, in $(-1, 1)$<!-- = TANH -->.

$$
\operatorname{ELU}'(x) = \begin{cases} 1 & x > 0 \\ \alpha e^x & x \le 0 \end{cases}
$$<!-- = d_elu(x, alpha) -->

$\tanh(x) = \frac{2}{1 + e^{-2x}} - 1$<!-- = tanh(x) -->
"""


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.md"
    file.write_text(PAGE, "utf-8")
    return file


def mutants_of(text):
    (statement,) = statements.parse(text)
    return {mutant[: mutant.index("<!--")] for _, mutant in mutate.mutations(text, statement)}


@pytest.mark.parametrize(
    "text, mutants",
    [
        ("26<!-- = x -->", ["36", "27", "−26"]),
        ("−0.9%<!-- = x -->", ["−1.9%", "−0.8%", "0.9%"]),
        ("0<!-- = x -->", ["1"]),
        ("86 billion<!-- @k -->", ["96 billion", "87 billion", "−86 billion"]),
        ("yes<!-- = x -->", ["no"]),
        ("name<!-- @k -->", []),
        ("$w_1 - 2x$<!-- = x -->", ["$w_1 + 2x$", "$w_1 $", "$w_1 - 3x$"]),
        (r"$\frac{a}{b + c}$<!-- = x -->", [r"$\frac{b + c}{a}$", r"$\frac{a}{b - c}$", r"$\frac{a}{b }$"]),
        (r"$\tanh(x)$<!-- = x -->", [r"$\sigma(x)$"]),
        (r"$\operatorname{SELU}(x)$<!-- = x -->", [r"$\operatorname{ReLU}(x)$"]),
        (r"$[0, \infty)$<!-- = RELU -->", [r"$(0, \infty)$", r"$[1, \infty)$"]),
    ],
)
def test_a_statement_has_these_mutants(text, mutants):
    assert mutants_of(text) == set(mutants)


def test_every_mutation_of_a_right_page_is_caught(page):
    count, survivors = mutate.mutate(page)["number"]
    assert count > 30 and survivors == []


def test_the_judgment_is_that_of_the_whole_page(page):
    text = page.read_text("utf-8")
    mutants = [mutant for statement in statements.parse(text) for _, mutant in mutate.mutations(text, statement)]
    for mutant in mutants[::5]:
        page.write_text(mutant, "utf-8")
        assert mutate.problems(page), mutant


def test_what_is_not_checked_survives_and_is_listed_with_its_reason(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("First\n\n$\\oint x = 1$<!-- not checked: no integrals here -->", "utf-8")
    count, survivors = mutate.mutate(page)["number"]
    assert (count, survivors) == (1, [f"{page}:3: digit 1 to 2, in '\\\\oint x = 1' (not checked: no integrals here)"])


def test_a_sample_is_the_same_for_the_same_seed(page):
    assert sum(count for count, _ in mutate.mutate(page, sample=5).values()) == 5


def test_a_page_that_is_wrong_is_not_mutated(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("So\n27<!-- = 26 -->", "utf-8")
    with pytest.raises(ValueError, match="page.md:2: .*shows '27'"):
        mutate.mutate(page)


HOLDS = "steps = {'relu': [1, 2, 3], 'tanh': [7, 8, 9]}"
SENTENCE = "ReLU needs fewer steps than tanh, “more” is a quotation.<!-- holds: less(steps['relu'], steps['tanh']) -->"


def test_a_sentence_that_holds_notices_each_of_its_words_and_names(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"<!-- invisible-code-block: python\n{HOLDS}\n-->\n\n{SENTENCE}", "utf-8")
    assert mutate.mutate(page)["word"] == (3, [])


NUMBERED = """Fewer than 3<!-- = 2 + less(2, 3) --> are better<!-- = "better" if better(3, 2) else "worse" -->.
With tanh it is 0<!-- = tanh(0) -->.
"""


def test_each_word_and_name_beside_a_number_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(NUMBERED, "utf-8")
    assert mutate.mutate(page)["word"] == (3, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Fewer than 3<!-- = 3 --> are better.<!-- plain: a definition -->",
        "Fewer than 86 billion<!-- @azevedo2009 --> are 3<!-- = 3 -->.",
        "More text without a statement.",
    ],
)
def test_words_that_a_reason_or_a_source_decides_and_words_without_a_statement_are_not_changed(tmp_path, sentence):
    page = tmp_path / "page.md"
    page.write_text(sentence, "utf-8")
    assert mutate.mutate(page)["word"] == (0, [])


def test_words_beside_a_number_that_their_expressions_do_not_say_are_wrong(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Fewer than 3<!-- = 3 --> are better.", "utf-8")
    with pytest.raises(ValueError, match="page.md:1: .* says 'fewer'"):
        mutate.mutate(page)
