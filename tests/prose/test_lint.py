"""A sentence that compares, ranks, counts or generalizes is bound to what decides it."""

import pytest

from scripts.lecture.measurements import ROOT
from scripts.prose import lint, pages


@pytest.mark.parametrize(
    "text, words",
    [
        ("It is faster than the other.", ["faster", "than"]),
        ("It learns.", []),
        ("Nine of ten learn.", ["nine", "ten"]),
        ("> It is faster.", []),
        ("He says “it is faster”.", []),
        ("## A faster one", []),
        ("Is it faster?", []),
        ("| faster |", []),
        ("![A faster one](a.svg)", []),
        ("A unit is **dead** if it never learns.", []),
        ("`more`", []),
        ("It takes at most a step.", []),
        ("## Try it yourself\n\n- Take more.\n\n## End\n\nMore.", ["more"]),
    ],
)
def test_a_sentence_is_found_by_its_words(text, words):
    assert [word for sentence in lint.sentences(text) for word in sentence.words] == words


@pytest.mark.parametrize(
    "text, bound",
    [
        ("It is faster.<!-- holds: faster(a, b) -->", True),
        ("It is faster.<!-- plain: so it is defined -->", True),
        ("It is *faster*<!-- = said -->.", True),
        ("It is faster<!-- @he2015 -->.", True),
        ("It is 3<!-- = 3 --> times faster.", False),
        ("It is. It is faster. It was.<!-- holds: x -->", False),
    ],
)
def test_a_sentence_is_bound_by_what_decides_it(text, bound):
    assert [sentence.bound for sentence in lint.sentences(text)] == [bound]


@pytest.mark.parametrize("page", pages.files(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_telling_sentence_of_the_page_is_bound(page):
    found = lint.unbound(pages.read(page))
    assert not found, "\n".join(["", *(f"{page.name}:{one.line}: {', '.join(one.words)}: {one.text}" for one in found)])


@pytest.mark.parametrize("page", pages.files(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_sentence_with_computed_parts_says_by_its_words_their_expressions_say(page):
    found = [*lint.unsaid(pages.read(page))]
    assert not found, "\n".join(["", *(f"{page.name}:{line}: {message}" for line, message in found)])


@pytest.mark.parametrize(
    "text, says",
    [
        ("With tanh it takes 3<!-- = steps['tanh'] --> steps.", None),
        ("With the sigmoid it takes 3<!-- = steps['tanh'] --> steps.", "names sigmoid, its expressions tanh"),
        ("It takes 3<!-- = steps['tanh'] --> steps.", None),
        ("It takes 3<!-- = steps --> steps more.", "says 'more'"),
        ("It takes 3<!-- = 3 --> steps more.<!-- holds: more(a, b) -->", None),
        ("With the sigmoid it takes 3<!-- = 3 --> steps more.<!-- plain: the setup -->", None),
    ],
)
def test_a_number_beside_other_words_than_its_expressions_is_named(text, says):
    assert [says in message for _, message in lint.unsaid(text)] == ([True] if says else [])
