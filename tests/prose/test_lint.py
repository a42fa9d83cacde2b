"""A sentence that compares, ranks, counts or generalizes is bound to what decides it. Some pages are bound entirely."""

import pytest

from scripts.lecture.measurements import ROOT
from scripts.prose import lint, pages

BOUND = [  # pages on which every such sentence is bound; this list only grows
    "README.md",
    "docs/about.md",
    "docs/activations/elu.md",
    "docs/activations/index.md",
    "docs/activations/initialization.md",
    "docs/activations/leaky_relu.md",
    "docs/activations/maxout.md",
    "docs/activations/practice.md",
    "docs/activations/prelu.md",
    "docs/activations/relu.md",
    "docs/activations/selu.md",
    "docs/activations/sigmoid.md",
    "docs/activations/tanh.md",
    "docs/api.md",
    "docs/architectures/capacity.md",
    "docs/architectures/organization.md",
    "docs/architectures/regularization.md",
    "docs/benchmarks.md",
    "docs/cheatsheet.md",
    "docs/corrections.md",
    "docs/equivalents.md",
    "docs/glossary.md",
    "docs/index.md",
    "docs/labs/dead.py",
    "docs/labs/elu_promises.py",
    "docs/labs/exp_cost.py",
    "docs/labs/knobs.py",
    "docs/labs/neurons.py",
    "docs/labs/saturation.py",
    "docs/labs/six_times.py",
    "docs/labs/translator.py",
    "docs/labs/which_one.py",
    "docs/labs/zigzag.py",
    "docs/learning.md",
    "docs/misconceptions.md",
    "docs/neuron.md",
    "docs/playground.md",
    "docs/ranges.md",
]


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


@pytest.mark.parametrize("page", BOUND)
def test_every_telling_sentence_of_the_page_is_bound(page):
    found = lint.unbound(pages.read(ROOT / page))
    assert not found, "\n" + "\n".join(f"{page}:{one.line}: {', '.join(one.words)}: {one.text}" for one in found)


def test_the_list_has_every_page_that_is_bound():
    """With -s: how many sentences of each of the other pages are."""
    names = {page.relative_to(ROOT).as_posix(): list(lint.sentences(pages.read(page))) for page in pages.files()}
    for name, found in names.items():
        bound = sum(sentence.bound for sentence in found)
        if name not in BOUND and found:
            print(f"{name}: {bound} of {len(found)} sentences are bound")
            assert bound < len(found), f"{name} is bound entirely: add it to the list"
