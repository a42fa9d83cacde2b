"""The report on mutants passes only where enough was noticed and every survivor has its reason."""

import pytest

from scripts.tools import mutants

EXCUSED = next(iter(mutants.EQUIVALENT.values()))[0]


@pytest.mark.parametrize(
    "survivors, passes", [([], True), ([EXCUSED], True), ([EXCUSED] * 6, False), (["return 0"], False)]
)
def test_the_report_wants_95_percent_and_a_reason_for_each_survivor(survivors, passes, monkeypatch, capsys):
    run = {f"mutant {i}": 0 if i < len(survivors) else 1 for i in range(100)}
    monkeypatch.setattr(mutants, "difference", lambda name: survivors[int(name.split()[1])])
    assert mutants.report(run) == passes
    printed = capsys.readouterr().out
    assert f"{100 - len(survivors)} of 100 mutants noticed" in printed
    assert ("Without a reason" in printed) == ("return 0" in survivors)


def test_every_reason_belongs_to_code_that_is_there():
    """What is excused differs from a line of nnref in a few characters; if that line goes, so does the excuse."""
    code = "\n".join(path.read_text() for path in (mutants.ROOT / "nnref").glob("*.py"))
    lines = {line.strip() for line in code.splitlines()}
    for line in (
        line.partition(": ")[2]
        if line.split(":")[0] in ("Dense", "Elementwise", "PReLU", "Maxout", "Dropout", "Noise")
        else line
        for lines_ in mutants.EQUIVALENT.values()
        for line in lines_
    ):
        assert any(len(line) - 12 <= len(other) <= len(line) + 16 and other[:8] == line[:8] for other in lines), line
