"""A printed number agrees with a value exactly when it rounds to it."""

import re
from fractions import Fraction

import numpy as np
import pytest

from scripts.prose.numbers import disagreement, word_disagreement

AGREE = [
    ("26", 26),
    ("26", 26.0),
    ("26", np.int64(26)),
    ("26", np.array([[26]])),
    ("1,797", 1797),
    ("12\u202f345\u202f678", 12345678),
    ("-3", -3),
    ("−3.5", -3.5),
    ("0.27", 0.2651),
    ("0.27", 0.2749),
    ("0.25", Fraction(1, 4)),
    ("0.3333", Fraction(1, 3)),
    ("25%", 0.25),
    ("25 %", 0.2549),
    ("97 percent", 0.97),
    ("99.5%", 0.995),
    (r"25\%", 0.25),
    ("10^14", 10**14),
    ("−10²", -100),
    ("10^{14}", 1e14),
    ("10⁻⁵", 1e-5),
    ("4.5e-5", 4.54e-5),
    ("4.5 × 10⁻⁵", 4.54e-5),
    (r"4.5 \times 10^{-5}", 4.54e-5),
    ("86 billion", 86.4e9),
    ("1.5 million", 1_500_001),
    ("6x", 6),
    ("2^{10}", 1024),
    ("0.3 to 0.5", (0.3, 0.5)),
    ("0.3–0.5", [0.3, 0.5]),
    ("3, 6 and 20", (3, 6, 20)),
    ("3, 6, or 20", np.array([3, 6, 20])),
    ("3-4-2", (3, 4, 2)),
    ("3**, **6** and **20", (3, 6, 20)),
    ("−3 to 3", (-3, 3)),
    ("4.9 × 10⁻³²⁴", 5e-324),
]
DISAGREE = [
    ("26", 27),
    ("26", 26.01),
    ("0.27", 0.25),
    ("0.27", 0.2751),
    ("0.77", 0.7616),
    ("25%", 25),
    ("25%", 0.256),
    ("10^14", 10**15),
    ("4.5e-5", 4.56e-5),
    ("86 billion", 87e9),
    ("-3", 3),
    ("3", -3),
    ("0.3 to 0.5", (0.3, 0.6)),
    ("0.3 to 0.5", (0.5, 0.3)),
    ("3, 6 and 20", (3, 6)),
    ("3, 6 and 20", 20),
    ("26", (26, 27)),
    ("26", "26"),
    ("1", True),
    ("26", None),
    ("26", float("nan")),
    ("26", float("inf")),
    ("5.9 × 10⁻³²⁴", 5e-324),
    ("1,798", 1797),
]


@pytest.mark.parametrize("shown, value", AGREE)
def test_a_number_agrees_at_the_precision_shown(shown, value):
    assert disagreement(shown, value) is None


@pytest.mark.parametrize("shown, value", DISAGREE)
def test_a_number_that_is_off_is_named_beside_the_value(shown, value):
    message = disagreement(shown, value)
    assert any(part in message for part in re.split(r", | to | and ", shown)) and "but the expression is" in message


@pytest.mark.parametrize(
    "word, value", [("yes", True), ("No", np.False_), ("leaky ReLU", "leaky ReLU"), ("relu", "ReLU"), ("seven", 7)]
)
def test_a_word_agrees_with_a_string_a_truth_or_a_count(word, value):
    assert word_disagreement(word, value) is None


@pytest.mark.parametrize(
    "word, value", [("yes", False), ("tanh", "sigmoid"), ("seven", 6), ("about", 26), ("about", 0.5)]
)
def test_a_word_that_does_not_agree_is_named(word, value):
    assert word in word_disagreement(word, value)
