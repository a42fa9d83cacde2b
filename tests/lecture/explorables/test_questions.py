"""A figure that moves asks before the page answers."""

import pytest

from scripts.website.files import DOCS

ANSWERS = {  # page, figure: what gives the answer
    ("activations/relu.md", "dying"): ("negative at all four points", "every slope is zero"),
    ("activations/sigmoid.md", "zigzag"): ("like a car in parallel parking", "figures/sigmoid_quadrants.svg"),
}


@pytest.mark.parametrize("page, figure", ANSWERS)
def test_the_answer_stands_below_the_question(page, figure):
    text = (DOCS / page).read_text("utf-8")
    for answer in ANSWERS[page, figure]:
        assert text.index(f"data-explore={figure}") < text.index(answer)
