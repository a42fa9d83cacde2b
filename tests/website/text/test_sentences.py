"""What About says of the sentences that were decided again."""

import json

from scripts.website.files import DOCS
from scripts.website.sentences import FOUND, decide
from scripts.website.text import sentences


def test_one_sentence_does_not_hold_and_several_do_not():
    sentence = min(sentences.stated("neuron.md"))
    one, none = sentences.text("baseline", 9, [["neuron.md", sentence]]), sentences.text("baseline", 9, [])
    assert one.startswith(
        "Of 9 sentences that an expression decides, 1 does not hold under arithmetic without vectors."
    )
    assert f"- [neuron.md](neuron.md): {sentence}" in one
    assert none == "All 9 sentences that an expression decides hold under arithmetic without vectors."


def test_a_sentence_that_its_page_does_not_have_any_more_is_left_out():
    assert sentences.text("baseline", 9, [["neuron.md", "This never stood there."]]).startswith("All 9 sentences")


def test_the_sentences_that_are_kept_stand_on_their_pages():
    for found in json.loads(FOUND.read_text("utf-8")).values():
        for page, sentence in found["wrong"]:
            assert sentence in sentences.stated(page), page


def test_with_the_recorded_results_every_sentence_of_a_page_holds():
    count, wrong = decide(DOCS / "activations/relu.md", None)
    assert count > 10 and wrong == []
