"""What About says of the sentences that were decided again."""

import json

from scripts.website.files import DOCS
from scripts.website.robustness import DRAW
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
    found = decide(DOCS / "activations/relu.md", None)
    assert found["sentences"] > 10 and found["numbers"] > 50 and found["wrong"] == found["moved"] == []


def test_no_number_of_the_pages_moves_with_the_arithmetic():
    found = json.loads(FOUND.read_text("utf-8"))
    assert {kind: one["moved"] for kind, one in found.items()} == dict.fromkeys(found, [])
    assert min(one["numbers"] for kind, one in found.items() if kind != DRAW) > 1000


def test_what_is_said_of_numbers_counts_those_that_moved():
    assert sentences.digits("this", 1234, 0).startswith("All 1,234 computed numbers")
    assert (
        sentences.digits("this", 9, 1)
        == "Of 9 computed numbers and formulas of the pages, 1 is not the same under this."
    )
