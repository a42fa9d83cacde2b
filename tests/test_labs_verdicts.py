"""What is common to the labs: if a verdict fails, so does the build, at a figure and at the page."""

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import scripts.experiments
import scripts.figures
from scripts.measured import measured

LABS = {page.stem: page.read_text("utf-8") for page in (Path(__file__).parents[1] / "docs/labs").glob("*.py")}
MADE = [f"{package.__name__}.{info.name}" for package in (scripts.figures, scripts.experiments)
        for info in pkgutil.iter_modules(package.__path__) if info.name.startswith("lab_")]  # fmt: skip
VERDICTS = [(module, name) for module in map(import_module, MADE) for name in vars(module) if name.startswith("verdict")]


def planted(*found):
    raise AssertionError("a claim that was planted")


@pytest.mark.parametrize("module, name", VERDICTS, ids=[f"{module.__name__}.{name}" for module, name in VERDICTS])
def test_a_verdict_that_fails_stops_the_build_with_its_sentence(module, name, monkeypatch):
    monkeypatch.setattr(module, name, planted)
    functions = [f for f in vars(module).values() if inspect.isfunction(f) and f.__name__.startswith("lab_")]
    judged = next(f for f in functions if f"{name}(" in inspect.getsource(f))
    with pytest.raises(AssertionError, match="a claim that was planted"):
        judged(*map(measured, inspect.signature(judged).parameters))


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_has_a_verdict_and_is_checked_by_it(lab):
    calls = re.findall(r"^(?:\w+\.)?verdict\w*\(", LABS[lab], re.M)
    assert "\n# ## Verdict\n" in LABS[lab] and (calls or lab == "translator")  # that one is checked where it is measured


def test_every_lab_has_a_verdict_that_stops_the_build():
    assert len({module.__name__ for module, _ in VERDICTS}) == len(LABS)
