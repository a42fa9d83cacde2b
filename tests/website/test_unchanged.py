"""Whether site/ is what its sources make: what a build reads and what it made decide, and nothing else does."""

import pytest

from scripts.website import unchanged


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout with a site that has just been built."""
    monkeypatch.setattr(unchanged, "ROOT", tmp_path)
    monkeypatch.setattr(unchanged, "SITE", tmp_path / "site")
    monkeypatch.setattr(unchanged, "NOTE", tmp_path / ".cache/site.txt")
    for name in "docs/page.md", "site/index.html", "tests/test_page.py":
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    says(monkeypatch, "--note")
    return tmp_path


def says(monkeypatch, *arguments):
    """Whether nothing has changed."""
    monkeypatch.setattr("sys.argv", ["unchanged", *arguments])
    try:
        unchanged.main()
    except SystemExit as end:
        assert end.code == 1
        return False
    return True


def test_a_site_that_has_just_been_built_is_what_its_sources_make(root, monkeypatch, capsys):
    assert says(monkeypatch)
    assert "nothing to do" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["docs/page.md", "docs/new.md", "site/index.html"])
def test_an_edit_of_a_source_or_of_the_site_asks_for_a_build(name, root, monkeypatch):
    (root / name).write_text("other")
    assert not says(monkeypatch)


def test_a_page_that_is_gone_asks_for_a_build(root, monkeypatch):
    (root / "docs/page.md").unlink()
    assert not says(monkeypatch)


def test_a_setting_that_a_build_reads_asks_for_one(root, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert not says(monkeypatch)


def test_an_edit_of_a_test_asks_for_none(root, monkeypatch):
    (root / "tests/test_page.py").write_text("other")
    assert says(monkeypatch)


def test_a_build_that_fails_after_a_change_is_not_taken_for_done(root, monkeypatch):
    (root / "docs/page.md").write_text("other")
    assert not says(monkeypatch)
    (root / "docs/page.md").write_text("text")
    assert not says(monkeypatch)


def test_it_is_known_without_git_too(root, monkeypatch):
    monkeypatch.setenv("PATH", "")
    says(monkeypatch, "--note")
    assert says(monkeypatch)
