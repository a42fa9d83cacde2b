"""Several versions of the site beside each other: what stands at the root, and when the theme asks for the list."""

import json
import subprocess

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from scripts.tools import versions
from scripts.website import hook
from scripts.website.files import ROOT, SITE

VERSIONS = [
    {"version": "0.2.0", "title": "0.2.0", "aliases": ["latest"]},
    {"version": "0.1.0", "title": "0.1.0", "aliases": []},
]


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A repository whose branch has two versions, as mike leaves it."""
    for role in "AUTHOR", "COMMITTER":
        monkeypatch.setenv(f"GIT_{role}_NAME", "nobody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "nobody@example.org")
    for one in VERSIONS:
        folder = tmp_path / one["version"]
        folder.mkdir()
        (folder / "_headers").write_text(f"/*\n  Policy: {one['version']}\n/assets/py/*\n  Cache-Control: immutable\n")
        (folder / "404.html").write_text(f"not in {one['version']}")
    (tmp_path / "versions.json").write_text(json.dumps(VERSIONS))
    for command in f"init -q -b {versions.BRANCH}", "add .", "commit -q -m two":
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)
    return tmp_path


def test_the_headers_at_the_root_are_those_of_each_version_for_its_folders(published):
    versions.commit(versions.at_root(published), "root", published)
    headers = versions.git("show", f"{versions.BRANCH}:_headers", root=published).splitlines()
    rules = dict(zip(headers[::2], (line.strip() for line in headers[1::2])))
    assert rules == {
        "/0.2.0/*": "Policy: 0.2.0", "/0.2.0/assets/py/*": "Cache-Control: immutable",
        "/latest/*": "Policy: 0.2.0", "/latest/assets/py/*": "Cache-Control: immutable",
        "/0.1.0/*": "Policy: 0.1.0", "/0.1.0/assets/py/*": "Cache-Control: immutable",
    }  # fmt: skip


def test_what_is_not_found_at_the_root_is_said_by_the_newest_version(published):
    versions.commit(versions.at_root(published), "root", published)
    assert versions.git("show", f"{versions.BRANCH}:404.html", root=published) == "not in 0.2.0"


def test_the_versions_stay_and_nothing_is_committed_twice(published):
    for _ in range(2):
        versions.commit(versions.at_root(published), "root", published)
    assert versions.git("log", "--format=%s", versions.BRANCH, root=published).split() == ["root", "two"]
    kept = versions.git("ls-tree", "-r", "--name-only", versions.BRANCH, root=published).split()
    assert {"0.1.0/404.html", "0.2.0/_headers", "versions.json"} < set(kept)


def test_one_of_several_versions_has_the_list_and_its_own_address(monkeypatch):
    monkeypatch.setenv("MIKE_DOCS_VERSION", "0.2.0")
    monkeypatch.setenv("SITE_URL", "")  # it is set, and has to be as before
    config = load_config(str(ROOT / "mkdocs.yml"), site_url="https://example.org/nnref/0.2.0")
    hook.on_config(config)
    assert config.extra["version"]["provider"] == "mike"
    assert config.site_url == "https://example.org/nnref/0.2.0/"


def test_a_site_without_versions_asks_for_no_list():
    page = BeautifulSoup((SITE / "index.html").read_text("utf-8"), "html.parser")
    assert json.loads(page.find(id="__config").string)["version"] is None
