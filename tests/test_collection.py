"""What pytest finds is the same and gives the same, however it is started."""

from types import SimpleNamespace

import pytest

from conftest import Page, names, pytest_collection_modifyitems
from scripts.website import files
from scripts.website.files import ROOT

PAGE = ROOT / "docs/architectures/organization.md"


@pytest.fixture
def examples(request):
    return list(Page.from_parent(request.session, path=PAGE).collect())


def test_an_example_of_a_page_runs_what_stands_above_it(examples):
    examples[-1].runtest()


def test_the_examples_of_a_page_may_run_in_any_order_and_twice(examples):
    for example in (*reversed(examples), *examples[::2], *examples[::2]):
        example.runtest()


def test_an_example_is_named_by_its_line_and_column(examples):
    line, column = (int(part.partition(":")[2]) for part in examples[-1].name.split(","))
    assert PAGE.read_text("utf-8").splitlines()[line - 1][column - 1 :].startswith("<!-- = ")


@pytest.mark.parametrize(
    "topic, text",
    [
        ("elu", "docs/activations/elu.md::line:12,column:1"),
        ("elu", "nnref/activations.py::nnref.activations.d_elu"),
        ("elu", "tests/lecture/labs/test_elu_promises.py::test_a"),
        ("elu", "tests/nnref/test_activations.py::test_a[elu-float32]"),
        ("elu", "docs/corrections.md::line:7,column:1 <!-- = ELU.mean -->"),
        ("relu", "test_the_slope_of_relu_and_leaky_relu"),
        ("leaky_relu", "tests/lecture/test_leaky_relu.py::test_a"),
        ("zigzag", "docs/labs/zigzag.py::line:3,column:1"),
    ],
)
def test_a_topic_selects_what_names_it(topic, text):
    assert names(topic, text)


@pytest.mark.parametrize("text", ["test_selu", "docs/activations/gelu.md", "prelu relu", "leaky_relu", "elus"])
def test_a_topic_selects_nothing_that_only_contains_it(text):
    assert not names("elu", text)


def test_relu_is_not_the_topic_of_what_names_the_leaky_relu_alone():
    assert not names("relu", "tests/lecture/test_leaky_relu.py d_leaky_relu")


def test_the_option_deselects_the_others():
    items = [SimpleNamespace(nodeid=name) for name in ("test_gelu", "test_elu", "docs/selu.md::line:1")]
    others = []
    hook = SimpleNamespace(pytest_deselected=lambda items: others.extend(items))
    config = SimpleNamespace(getoption={"topic": "elu"}.get, hook=hook)
    gelu, elu, selu = items
    pytest_collection_modifyitems(config, items)
    assert items == [elu] and others == [gelu, selu]


def drawn_at(commit, monkeypatch):
    """Of 100 tests marked slow and one that is not, which are run at a commit with one in four."""
    monkeypatch.setattr(files, "git", lambda *_: commit)
    slow = [SimpleNamespace(nodeid=f"test[{i}]", get_closest_marker=lambda name: name == "slow") for i in range(100)]
    items = [*slow, SimpleNamespace(nodeid="test_quick", get_closest_marker=lambda name: None)]
    config = SimpleNamespace(getoption={"one_in": 4}.get, hook=SimpleNamespace(pytest_deselected=lambda items: None))
    pytest_collection_modifyitems(config, items)
    return {item.nodeid for item in items}


def test_of_the_slow_tests_each_commit_draws_others_and_of_the_rest_none_is_left_out(monkeypatch):
    one, other = (drawn_at(commit, monkeypatch) for commit in ("one", "other"))
    assert "test_quick" in one & other and one != other
    assert 10 < len(one) < 40 and one == drawn_at("one", monkeypatch)


def test_within_some_commits_every_slow_test_has_been_run(monkeypatch):
    assert len(set().union(*(drawn_at(f"commit {i}", monkeypatch) for i in range(40)))) == 101
