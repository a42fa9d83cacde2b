"""What is common to the labs: if a verdict fails, so does the build, before it draws anything, and so does the page."""

import re
from dataclasses import replace

import pytest

from scripts.website import build
from scripts.website.files import DOCS, ROOT

LABS = {page.stem: page.read_text("utf-8") for page in (DOCS / "labs").glob("*.py")}
_, FIGURES, VERDICTS = build.targets()


def planted(*found):
    raise AssertionError("a claim that was planted")


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda verdict: verdict.name)
def test_a_verdict_that_fails_stops_the_build_with_its_sentence(verdict):
    assert build.objections([replace(verdict, make=planted)]) == [f"{verdict.name}: a claim that was planted"]


def test_the_verdicts_hold_on_what_was_measured():
    assert build.objections(VERDICTS) == []


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_has_a_verdict_and_is_checked_by_it(lab):
    calls = re.findall(r"^(?:\w+\.)?verdict\w*\(", LABS[lab], re.M)
    assert "\n# ## Verdict\n" in LABS[lab] and (
        calls or lab == "translator"
    )  # that one is checked where it is measured


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_has_a_test_of_its_name(lab):
    assert (ROOT / f"tests/lecture/labs/test_{lab}.py").exists(), f"add tests/lecture/labs/test_{lab}.py"


def test_every_lab_has_a_verdict_that_stops_the_build_in_the_module_of_its_name():
    assert {verdict.make.__module__ for verdict in VERDICTS} == {f"scripts.lecture.labs.{lab}" for lab in LABS}
    assert all(verdict.of_lab and verdict.needs for verdict in VERDICTS)


def test_figures_and_experiments_do_not_call_verdicts():
    for target in FIGURES:
        assert "verdict" not in target.make.__code__.co_names, target.name
