"""Claims about labs: run when the site is built, and then set like every other page."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from scripts.website import build as made
from scripts.website import hook

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
  - mkdocs-jupyter:
      include: ["labs/*.py"]
      ignore: ["*.md"]
      execute: true
      allow_errors: false
      cache: true
      cache_dir: cache
      kernel_name: python3
      include_source: true
hooks: [hook.py]
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
    (folder / "hook.py").write_text("from scripts.website.hook import on_page_content\n")
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


def test_a_lab_is_there_to_be_downloaded(folder, page):
    source = folder / "site/labs/one" / page.find("a", download=True)["href"]
    assert source.read_text() == (folder / "docs/labs/one.py").read_text()


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


def test_a_lab_that_has_been_run_is_not_run_again_and_looks_the_same(folder):
    html, (kept,) = (folder / ONE).read_bytes(), (folder / "cache").glob("*.json")
    lab = (folder / "docs/labs/one.py").read_text()
    kept.write_text(kept.read_text().replace(" 0.0", " 0.125"))
    assert build(folder, lab).returncode == 0
    assert (folder / ONE).read_bytes() == html.replace(b" 0.0\n", b" 0.125\n") != html


def test_a_page_loses_the_indentation_of_its_frame_and_keeps_that_of_code():
    page = "<div>\n    \n  <p>a\n  b</p>{}\n  </div>"
    for code in "<pre>if x:\n    y\n\n    z</pre>", "<!-- code\nif x:\n    y -->":
        assert hook.on_post_page(page.format(code), None, None) == f"<div>\n<p>a\nb</p>{code}\n</div>"


def test_a_lab_that_is_not_run_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "CONFIG", CONFIG.replace("execute: true", "execute: false"))
    assert build(tmp_path, LAB).returncode == 0
    page = BeautifulSoup((tmp_path / ONE).read_text(), "html.parser")
    assert [note.get_text() for note in page.select(".lab-output")] == [
        BeautifulSoup(hook.NOT_RUN, "html.parser").get_text()
    ]
    assert page.find("h1").find_next_sibling()["class"] == ["lab-output"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    for file in "nnref/a.py", "scripts/lecture/labs/a.py", "docs/data/a.json", "requirements.txt", "docs/a.md":
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("old")
    monkeypatch.setattr(made, "ROOT", tmp_path)
    monkeypatch.setattr(hook, "CACHE", tmp_path / ".cache")
    return tmp_path


def test_labs_are_run_again_when_anything_that_they_may_use_has_changed(project):
    before = hook.lab_cache()
    (project / "docs/a.md").write_text("new")
    assert hook.lab_cache() == before
    for file in "nnref/a.py", "scripts/lecture/labs/a.py", "docs/data/a.json", "requirements.txt":
        (project / file).write_text("new")
        assert hook.lab_cache() != before, file
        (project / file).write_text("old")
    assert hook.lab_cache() == before


def test_what_other_code_made_of_a_lab_is_removed(project):
    before = hook.lab_cache()
    before.mkdir(parents=True)
    (before / "lab.json").write_text("{}")
    hook.lab_cache()
    assert before.exists()
    (project / "nnref/a.py").write_text("new")
    assert hook.lab_cache() != before and not before.exists()
