"""Two sites are compared file by file."""

from scripts.tools import properdocs


def test_the_same_files_have_no_differences():
    assert list(properdocs.differences({"a.html": b"one"}, {"a.html": b"one"})) == []


def test_a_file_of_one_site_alone_is_named():
    found = list(properdocs.differences({"a.html": b""}, {"b.html": b""}))
    assert found == ["a.html: by MkDocs alone", "b.html: by ProperDocs alone"]


def test_what_differs_is_shown_from_where_it_does():
    ours, theirs = "same\n" + 50 * "x" + "before\n", "same\n" + 50 * "x" + "after\n"
    (line,) = properdocs.differences({"a.html": ours.encode()}, {"a.html": theirs.encode()})
    assert line == f"a.html: {20 * 'x' + 'before'!r} is {20 * 'x' + 'after'!r}"


def test_of_what_is_no_text_the_sizes_are_said():
    assert list(properdocs.differences({"a.png": b"\xff"}, {"a.png": b"\xff\xfe"})) == ["a.png: 1 and 2 bytes"]
