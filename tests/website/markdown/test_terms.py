"""Where a term of the glossary stands first on a page, it shows its sentence and leads to the glossary."""

import re

import markdown
import pytest

from scripts.prose import terms

TERM = next(term for term in terms.terms() if term.name == "learning rate")


def html(text, page="neuron.md"):
    names = ["attr_list", "tables", "pymdownx.blocks.details", "scripts.website.markdown.terms"]
    return markdown.markdown(text, extensions=names, extension_configs={names[-1]: {"page": page}})


def marked(text, page="neuron.md"):
    """The words that are links to the glossary, in order."""
    return re.findall(r'<a aria-description="[^"]+" class="nn-term"[^>]*>([^<]*)</a>', html(text, page))


def test_a_term_leads_to_its_entry_and_says_its_sentence():
    assert f'aria-description="{TERM.said}"' in html("A learning rate.")
    assert 'href="/glossary.md#learning-rate"' in html("A learning rate.")


def test_the_text_stays_as_it_was():
    text = "A learning rate, *two learning rates*, a loss and its gradient: the rest."
    assert re.sub("<.*?>", "", html(text)) == re.sub(r"\*", "", text)


@pytest.mark.parametrize(
    "text, words",
    [
        ("One learning rate and another learning rate.", ["learning rate"]),
        ("Learning rates differ.", ["Learning rates"]),
        ("Accuracies, losses, biases, batches.", ["Accuracies", "losses", "biases", "batches"]),
        ("A unit of a hidden layer, and a layer.", ["unit", "hidden layer", "layer"]),
        ("*In a unit* a weight, and [a unit](x.md) later.", ["unit", "weight"]),
        ("A non-unit and a unitary weighted sum.", []),
        ("The **learning rate** is $x$. A learning rate.", []),
        ("**Proper learning rates avoid it.** A learning rate.", ["learning rate"]),
        ("# A loss\n\n[a loss](x.md), `loss`, ![loss](x.png)\n\n    loss", []),
        ("# A loss\n\nA loss.", ["loss"]),
        ("| loss |\n| --- |\n| a loss |", ["loss"]),
        ("In each step from a start with a slope.", []),
    ],
)
def test_the_first_use_of_a_term_is_marked_and_no_other(text, words):
    assert marked(text) == words


@pytest.mark.parametrize("page", ["glossary.md", ""])
def test_no_term_is_marked_in_the_glossary_itself_and_where_no_page_is_named(page):
    assert marked("A learning rate.", page) == []
