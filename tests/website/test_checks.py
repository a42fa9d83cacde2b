"""A statement is evaluated before it is shown: a wrong one ends `mkdocs build`, and is red under `mkdocs serve`."""

import pytest
from bs4 import BeautifulSoup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from scripts.website import checks

CONFIG = """
site_name: one page
theme: {{name: material, font: false}}
markdown_extensions: [pymdownx.snippets: {{base_path: ["{}/docs/fragments"]}}, scripts.website.markdown.marks]
hooks: [hook.py]
exclude_docs: fragments/
"""
RIGHT = "# A page\n\nThe mean is 0.16<!-- = ELU.mean -->.\n\nSo $f(x) = x + 1$<!-- = 1 + x -->."
WRONG = {
    "a number": ("It is\n0.99<!-- = ELU.mean -->.", "index.md:2: the page shows '0.99', but the expression is 0.1605"),
    "a formula": ("$f(x) = x - 1$<!-- = 1 + x -->", "index.md:1: x-1: the page says -1.0, but the expression is 1"),
    "a sentence": ("It rises.<!-- holds: increases([2, 1]) -->", "index.md:1: 'It rises.' does not hold: increases([2"),
    "a fragment": ('--8<-- "one.md"', "one.md:1: the page shows '3', but the expression is 2"),
    "a comment": ("It is 3 <!-- = 3 -->", "index.md:1: a space stands before this comment"),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Pages are evaluated in this process; the names of those that were."""
    monkeypatch.setattr(checks, "RECORD", tmp_path / "checked.json")
    monkeypatch.delenv("NNREF_SERVE", raising=False)
    done = []

    def evaluate_all(paths):
        done.extend(checks.Path(path).stem for path in paths)
        return map(checks.evaluate, paths)

    monkeypatch.setattr(checks, "evaluate_all", evaluate_all)
    return done


@pytest.fixture
def build(here, tmp_path):
    """Build a site of one page with this text; return the page."""

    def build(text, fragment="2<!-- = 2 -->"):
        (tmp_path / "docs/fragments").mkdir(parents=True)
        (tmp_path / "docs/fragments/one.md").write_text(fragment)
        (tmp_path / "docs/index.md").write_text(text)
        (tmp_path / "hook.py").write_text("from scripts.website.hook import on_files, on_page_markdown\n")
        (tmp_path / "mkdocs.yml").write_text(CONFIG.format(tmp_path))
        mkdocs_build(load_config(str(tmp_path / "mkdocs.yml")))
        return BeautifulSoup((tmp_path / "site/index.html").read_text(), "html.parser")

    return build


def test_a_page_that_is_right_is_built_and_says_what_was_checked(build):
    page = build(RIGHT)
    assert [mark["class"] for mark in page.select("article button.nn-mark")] == [["nn-mark"], ["nn-mark"]]
    assert not page.select(".nn-wrong")


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_ends_the_build_and_is_named(build, caplog, what):
    text, message = WRONG[what]
    with pytest.raises(Abort):
        build(text, "3<!-- = 2 -->" if what == "a fragment" else "2<!-- = 2 -->")
    assert message in caplog.text


def test_all_that_is_wrong_on_the_page_is_listed(build, caplog):
    with pytest.raises(Abort):
        build("1<!-- = 2 -->\n\n2<!-- = 2 -->\n\n3<!-- = 2 -->")
    assert "index.md:1: the page shows '1'" in caplog.text and "index.md:5: the page shows '3'" in caplog.text


def test_while_serving_the_page_shows_it_in_red_with_the_message_above(build, monkeypatch):
    monkeypatch.setenv("NNREF_SERVE", "1")
    page = build(RIGHT.replace("0.16", "0.99"))
    (note,) = page.select("article pre.nn-wrong[role=alert]")
    assert "index.md:3: the page shows '0.99', but the expression is 0.1605" in note.get_text()
    false, right = page.select("article button.nn-mark")
    assert false["class"] == ["nn-mark", "nn-false"] and "but the expression is" in false["aria-label"]
    assert right["class"] == ["nn-mark"] and right["aria-label"].startswith("Checked")


def test_pages_are_evaluated_in_processes_that_read_the_code_anew(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.md").write_text("1<!-- = np.int64(1) -->")
    one = {"right": [["1", "np.int64(1)"]], "wrong": [], "exercises": {}}
    assert list(checks.evaluate_all([str(tmp_path / "a.md"), str(tmp_path / "b.md")])) == [one, one]


@pytest.fixture
def evaluated(here, tmp_path):
    """Look at the pages of a folder; the names of those that were evaluated, and what was found."""

    def evaluated(**texts):
        here.clear()
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(text)
        wrong = checks.first_wrong(checks.found(tmp_path))
        return sorted(here), wrong

    return evaluated


def test_a_page_is_evaluated_again_when_its_text_changes_and_only_then(evaluated):
    assert evaluated(a="1<!-- = 1 -->", b="2<!-- = 2 -->") == (["a", "b"], None)
    assert evaluated() == ([], None)
    names, wrong = evaluated(b="3<!-- = 2 -->")
    assert names == ["b"] and "b.md:1: the page shows '3'" in wrong
    assert evaluated() == ([], wrong)
    assert evaluated(b="2<!-- = 2 -->") == (["b"], None)


def test_all_pages_are_evaluated_again_when_what_they_use_changes(evaluated, monkeypatch):
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    evaluated(a="1<!-- = 1 -->")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    assert evaluated() == (["a"], None)
