"""The bibliography: every key used, every used key there, every entry with what a reader needs to find it."""

import re

import pytest

from scripts.prose import bibliography

ENTRIES = bibliography.entries()
ONE = (
    "@misc{key,\n  author = {Last, First},\n  title = {Title},\n  year = {2001},\n  note = {a reason and 12 "
    "things, on slides 3 and 14},\n}\n"
)


def test_every_entry_is_cited_and_every_citation_has_an_entry():
    assert set(bibliography.uses()) == set(ENTRIES)


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_can_be_found(key):
    entry = ENTRIES[key]
    assert {"doi", "arxiv", "url", "journal", "volume"} & entry.keys(), (
        f"{key} needs a doi, an arxiv number, a url or a venue"
    )
    assert re.fullmatch(r"10\.\d{4,}/\S+", entry.get("doi", "10.1000/x"))
    assert re.fullmatch(r"\d{4}\.\d{4,5}", entry.get("arxiv", "1234.5678"))
    assert "year" not in entry or not re.search(r"\d{4}", key) or entry["year"] in key


@pytest.mark.parametrize(
    "authors, label",
    [
        ("Last, First", "Last 2001"),
        ("A, B and C, D", "A and C 2001"),
        ("A, B and C, D and E, F", "A et al. 2001"),
        ("{A Group}", "A Group 2001"),
    ],
)
def test_the_label_has_at_most_two_names(authors, label):
    assert bibliography.label({"author": authors, "year": "2001"}) == label


@pytest.mark.parametrize(
    "text, message",
    [
        (ONE + ONE.replace("12 things", "me@home"), "references.bib:7: key stands there twice"),
        (ONE.replace("year", "jahr"), "references.bib:1: key has 'jahr'"),
        (ONE.replace("  note", "  url"), "references.bib:1: key lacks note"),
        (ONE.replace("},\n  year", "}\n  year"), "references.bib:4: syntax error in line 4: '}' expected"),
        (ONE + "\n@misc{other, title = {T\n", "references.bib:8: syntax error in line 8: premature end of file"),
    ],
)
def test_a_broken_entry_is_an_error_with_its_line(text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        bibliography.entries(text)


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("12<!-- @key -->", 0),
        ("2001<!-- @key -->", 0),
        ("“and 12 things”<!-- @key -->", 0),
        ("$12$<!-- @key -->", 0),
        ("a name<!-- @key -->", 0),
        ("3 and 14<!-- @key -->", 0),
        ("slide 3<!-- @key -->", 0),
        ("13<!-- @key -->", 1),
        ("14 and 3<!-- @key -->", 1),
        ("3 and 3<!-- @key -->", 1),
        ("−12<!-- @key -->", 1),
        ("12%<!-- @key -->", 1),
        ("“but 12 things”<!-- @key -->", 1),
        ("$x^{12}$<!-- @key -->", 1),
        ("12<!-- @other -->", 1),
    ],
)
def test_what_is_cited_with_a_digit_stands_in_its_entry(text, wrong):
    assert len(bibliography.problems(text, bibliography.entries(ONE))) == wrong


def test_braces_and_commas_of_authors_stay_as_they_are_written():
    entry = bibliography.entries(ONE.replace("Last, First", "{A Group, B} and {\\L}ast, First"))["key"]
    assert entry["author"] == "{A Group, B} and {\\L}ast, First"
