"""No term of the glossary is used before it is explained, and each is explained where the glossary says."""

import re

import pytest

from scripts.prose import pages, terms
from scripts.website.files import DOCS

TERM = terms.Term("learning rate", ("learning rate", "rate of learning"), "learning-rate", "…", "b.md", "b.md", "Terms")
HEAD = "---\ndescription: a\n---\n\n# Page\n\n"


def wrong(**texts):
    """What is wrong on these pages, by their names without .md."""
    found = terms.wrong([f"{name}.md" for name in texts], [TERM], lambda name: HEAD + texts[name[:-3]])
    return [(one.page, one.line, re.search("before|first|nowhere", one.message)[0]) for one in found]


def test_no_term_is_used_before_it_is_explained_and_each_is_explained_where_the_glossary_says():
    found = list(terms.wrong())
    assert not found, "\n" + "\n".join(f"docs/{one.page}:{one.line}: “{one.term}” {one.message}" for one in found)


@pytest.mark.parametrize(
    "a, b, found",
    [
        ("Nothing.", "A **learning rate** is a number. Learning rates differ.", []),
        ("Nothing.", "The **Learning rates** differ.", []),
        ("A learning rate.", "A **learning rate** is a number.", [("a.md", 7, "before")]),
        ("One.\nA rate of\nlearning.", "A **learning rate** is a number.", [("a.md", 8, "before")]),
        ("**Proper learning rates.**", "A **learning rate** is a number.", [("a.md", 7, "before")]),
        ("A **learning rate** is a number.", "Nothing.", [("a.md", 7, "first")]),
        ("Nothing.", "A learning rate.", [("b.md", 7, "before"), ("glossary.md", 1, "nowhere")]),
        ("[learning rate](b.md#x), `learning rate`.", "A **learning rate** is a number.", []),
        ("[learning rate](a.md)", "A **learning rate** is a number.", [("a.md", 7, "before")]),
        ("/// fold | More\nlearning rate\n\n//// caption\nx\n////\n///\n", "A **learning rate** is a number.", []),
        ("## The learning rate\n", "**After this page you can**\n\n- say rate of learning\n\nA **learning rate**.", []),
    ],
)
def test_what_comes_too_early_or_stands_elsewhere_is_found(a, b, found):
    assert wrong(a=a, b=b) == found


def test_every_line_of_the_glossary_is_an_entry_with_a_sentence_and_a_place_of_its_own():
    text = pages.read(DOCS / terms.GLOSSARY)
    entries = list(terms.terms(text))
    lines = re.findall(r"^- .*$", text, re.M)
    assert len(lines) == len(entries) >= 60
    assert [term.name for term in entries if not (term.said[0].isupper() and term.said.endswith("."))] == []
    forms = [form.lower() for term in entries for form in term.forms]
    assert len(set(forms)) == len(forms) and len({term.anchor for term in entries}) == len(entries)


def test_the_terms_of_each_part_are_in_the_order_of_the_alphabet():
    for part in {term.part for term in terms.terms()}:
        names = [re.sub(r"\W", "", term.name).lower() for term in terms.terms() if term.part == part]
        assert names == sorted(names)


def test_every_page_that_an_entry_leads_to_is_there():
    assert {term.page for term in terms.terms() if not (DOCS / term.page).exists()} == set()
