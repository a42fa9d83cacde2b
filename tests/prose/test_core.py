"""The core path of the lecture is short, plain, and not crowded with marks."""

import pytest

from scripts.lecture import order
from scripts.prose import core

WORDS = 1000  # of a page: what five minutes are enough for
MARKS = 3  # in a paragraph
GRADE = 8  # which a second-year student reads without noticing

TEXT = """---
description: front matter is not read
---

# Two words

One two<!-- = 2 -->, three<!-- @key --> [four](five.md) $x + y$ `code`.
Five.<!-- holds: True -->

![Not<!-- = 1 --> seen](x.svg)
/// caption
Six<!-- plain: reason --> seven.
///

- Eight<!-- = 8 -->.
- Nine.

| not | counted<!-- = 1 --> |

/// fold | Title
Not<!-- = 0 --> counted.

//// caption
Nor this.
////
///

/// exercise | Question
Nor this.
///

## Practice

Nor this.

## In short

Ten.
"""


def test_the_core_path_is_what_is_outside_folds_exercises_code_and_tables():
    words = core.WORD.findall(core.prose(TEXT))
    assert words == "Two words One two three four Five Six seven Eight Nine In short Ten".split()


def test_marks_are_counted_by_paragraphs_and_items_of_lists():
    assert [marks for marks, _ in core.marks(TEXT) if marks] == [3, 1]
    assert max(core.marks(TEXT)) == (3, 7)


def test_longer_words_and_sentences_are_of_a_higher_grade():
    plain, learned = "A dog ran. It saw a cat.\n", "Notwithstanding considerations regarding applicability, it ran.\n"
    assert core.grade(plain) < 2 < 12 < core.grade(learned)


@pytest.mark.parametrize("name", order.lecture())
def test_no_paragraph_of_the_core_path_has_more_than_three_marks(name):
    crowded = [f"docs/{name}:{line}: {marks}" for marks, line in core.marks(core.page(name)) if marks > MARKS]
    assert crowded == []


@pytest.mark.parametrize("name", order.lecture())
def test_the_core_path_of_a_page_is_read_with_ease(name):
    assert core.grade(core.page(name)) <= GRADE


def test_the_core_path_of_each_page_is_read_in_five_minutes():
    words = {name: core.words(core.page(name)) for name in order.lecture()}
    assert {name: count for name, count in words.items() if count > WORDS} == {}
