"""The report on mutants passes only where enough were noticed and each was run."""

import subprocess
import sys

import pytest

from scripts.tools import mutants


@pytest.mark.parametrize("survivors, passes", [(0, True), (5, True), (6, False)])
def test_the_report_wants_95_percent_and_shows_the_others(survivors, passes, monkeypatch, capsys):
    monkeypatch.setattr(mutants, "difference", lambda name: ["- return 1", "+ return 2"])
    assert mutants.report({f"mutant {i}": 0 if i < survivors else 1 for i in range(100)}) == passes
    shown = capsys.readouterr().out
    assert f"{100 - survivors} of 100 mutants noticed" in shown and shown.count("+ return 2") == survivors


@pytest.mark.parametrize("code", [None, 33])
def test_a_mutant_that_no_test_runs_fails_the_report(code, capsys):
    assert not mutants.report({f"mutant {i}": code if i == 7 else 1 for i in range(100)})
    assert "Run by no test:\n    mutant 7\n" in capsys.readouterr().out


def test_the_tests_of_nnref_find_there_all_that_they_read(tmp_path, monkeypatch):
    monkeypatch.setattr(mutants, "WORK", tmp_path)
    mutants.prepare()
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "tests/nnref"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
