"""Claims about labs: run when the site is built, and then set like every other page."""

import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from scripts.website import files, hook, labs

pytestmark = pytest.mark.slow

CONFIG = """
site_name: labs
theme: {name: material, font: false}
nav: [index.md, labs/one.py]
markdown_extensions:
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.arithmatex: {generic: true}
  - scripts.website.markdown.mathml
plugins:
  - mkdocs-jupyter: {include: ["labs/*.py"], ignore: ["*.md"], execute: false, cache: false}
hooks: [hook.py]
"""
HOOK = """
from pathlib import Path
from scripts.website import files, labs
from scripts.website.hook import on_page_content, on_page_read_source, on_pre_page

labs.CACHE = Path("cache")

def on_pre_build(config):
    if not Path("cache/labs/one.json").exists():
        files.write(Path("cache/labs/one.json"), labs.run(Path("docs/labs/one.py")))
"""
LAB = r"""
# ---
# description: What a lab is.
# ---

# %% [markdown]
# # A lab on `tanh`
#
# The formula $\tanh(0) = 0$, and [home](../index.md).

# %%
from nnref import tanh

print("<b>", tanh(0.0), flush=True)
print("in two pieces")

# %%
"a" + "b"

# %% [markdown]
# ## Afterwards
"""
PICTURE = """
import matplotlib.pyplot as plt
plt.plot([1, 2]);
"""


def build(folder, lab):
    (folder / "docs/labs").mkdir(parents=True, exist_ok=True)
    (folder / "docs/index.md").write_text("# Home\n")
    (folder / "docs/labs/one.py").write_text(lab.lstrip())
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "hook.py").write_text(HOOK)
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, capture_output=True, text=True
    )


ONE = "site/labs/one/index.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    done = build(folder, LAB + '\n# %% alt="A line upwards."' + PICTURE)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def page(folder):
    return BeautifulSoup((folder / ONE).read_text(), "html.parser")


def test_a_lab_shows_what_its_cells_print_and_return(page):
    assert [output.get_text() for output in page.select(".lab-output pre")] == ["<b> 0.0\nin two pieces", "'ab'"]


def test_a_lab_is_offered_as_a_notebook_and_not_as_the_file_that_needs_the_repository(folder, page):
    assert [link["href"] for link in page.find_all("a", download=True)] == ["../../notebooks/labs-one.ipynb"]
    assert not list((folder / "site/labs").rglob("*.py"))


def test_a_lab_has_mathematics_code_and_links_like_a_page(page):
    assert page.find("math")["alttext"] == r"\tanh(0) = 0"
    assert "from nnref import tanh" in page.select_one("div.highlight pre > code").get_text()
    assert page.find("article").find("a", string="home")["href"].startswith("../..")


def test_a_lab_has_a_title_with_its_code_and_the_description_of_its_first_lines(page):
    assert page.title.get_text().startswith("A lab on tanh") and page.find("h1").get_text() == "A lab on tanh"
    assert page.find("meta", {"name": "description"})["content"] == "What a lab is."


def test_a_lab_brings_nothing_of_the_notebook_with_it(page):
    assert not [
        element
        for element in page.find_all(class_=True)
        if any(name.startswith(("jp-", "jupyter")) for name in element["class"])
    ]
    assert page.find("article").select("[id^=cell-id], clipboard-copy, [tabindex], style, script") == []


def test_a_picture_of_a_lab_has_the_alternative_text_of_its_cell_and_its_size(page):
    image = page.select_one(".lab-output img")
    assert image["alt"] == "A line upwards." and int(image["width"]) > int(image["height"]) > 100


@pytest.mark.parametrize("cell, message", [("# %%" + PICTURE, "alt="), ("# %%\n1 / 0\n", "ZeroDivisionError")])
def test_a_picture_without_alternative_text_or_an_error_in_a_cell_ends_the_build(tmp_path, cell, message):
    done = build(tmp_path, LAB + "\n" + cell)
    assert done.returncode == 1 and message in done.stderr


def test_a_lab_whose_code_was_edited_since_it_was_run_says_so(folder):
    html, lab = (folder / ONE).read_text(), (folder / "docs/labs/one.py").read_text()
    assert build(folder, lab.replace("## Afterwards", "## Later")).returncode == 0
    assert (folder / ONE).read_text() == html.replace("Afterwards", "Later").replace("#afterwards", "#later").replace(
        'id="afterwards"', 'id="later"'
    )
    assert build(folder, lab.replace("in two", "in 2")).returncode == 0
    page = BeautifulSoup((folder / ONE).read_text(), "html.parser")
    assert page.find("h1").find_next_sibling().get_text() == BeautifulSoup(hook.NOT_YET, "html.parser").get_text()
    assert build(folder, lab).returncode == 0


def test_a_page_loses_the_indentation_of_its_frame_and_keeps_that_of_code():
    page = "<div>\n    \n  <p>a\n  b</p>{}\n  </div>"
    for code in "<pre>if x:\n    y\n\n    z</pre>", "<!-- code\nif x:\n    y -->":
        assert hook.on_post_page(page.format(code), None, None) == f"<div>\n<p>a\nb</p>{code}\n</div>"


def test_a_lab_that_is_not_run_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("NNREF_EXECUTE", "false")
    assert build(tmp_path, LAB).returncode == 0
    page = BeautifulSoup((tmp_path / ONE).read_text(), "html.parser")
    assert [note.get_text() for note in page.select(".lab-output")] == [
        BeautifulSoup(hook.NOT_RUN, "html.parser").get_text()
    ]
    assert page.find("h1").find_next_sibling()["class"] == ["lab-output"]


def test_without_git_nothing_is_known_about_the_commit(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert files.git("rev-parse", "--short", "HEAD") == ""


@pytest.mark.parametrize("given", [None, "86400"])
def test_dates_are_those_of_the_commit_where_the_environment_says_nothing_else(given, monkeypatch):
    environment = {"PATH": os.environ["PATH"]} | ({"SOURCE_DATE_EPOCH": given} if given else {})
    monkeypatch.setattr(os, "environ", environment)
    hook.on_startup("build", False)
    assert environment["SOURCE_DATE_EPOCH"] == (given or files.git("log", "-1", "--format=%ct"))


def test_a_warning_of_a_lab_is_an_error_and_an_error_names_the_lab(tmp_path):
    lab = tmp_path / "loud.py"
    lab.write_text("# %%\nimport warnings\nwarnings.warn('thin ice')\n")
    with pytest.raises(RuntimeError, match="loud.py warns: .*thin ice"):
        labs.run(lab)
