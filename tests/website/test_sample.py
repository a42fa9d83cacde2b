"""A few of the recorded measurements once more."""

import json

from scripts.website import sample
from scripts.website.targets import Experiment, Verdict


class Recorded(Experiment):
    """An experiment whose record says 0.5, whatever it gives now."""

    def text(self):
        return json.dumps({"result": self.make()})

    def read(self):
        fields = {"result": 0.5, "processor": self.args[0], "seconds": 1.0}
        return json.dumps(fields), fields, ""


def wrong(gives, alike, monkeypatch, verdict=lambda found: None):
    monkeypatch.setattr(sample, "measured_alike", lambda target: alike)
    monkeypatch.setattr(sample, "measured", lambda name: 0.5)
    target = Recorded("data/half.json", lambda: gives, ("a processor",))
    return sample.wrong(target, [Verdict("verdict of half", verdict, needs=("half",))])


def test_a_record_that_comes_out_again_is_right(monkeypatch):
    assert wrong(0.5, True, monkeypatch) == []


def test_on_the_same_kind_of_processor_every_digit_must_come_out_again(monkeypatch):
    assert wrong(0.5000001, True, monkeypatch) == [
        "docs/data/half.json is not what its code gives: run `make measure ALL=1`"
    ]


def test_on_another_kind_of_processor_the_verdict_must_hold(monkeypatch):
    def above_half(found):
        if found < 0.5:
            raise AssertionError("it is half at least")

    assert wrong(0.5000001, False, monkeypatch, above_half) == []
    assert wrong(0.4999999, False, monkeypatch, above_half) == ["it is half at least"]


def test_only_quick_experiments_are_chosen_and_as_many_as_asked(monkeypatch):
    some = [Recorded(f"data/{n}.json", lambda: 0.5, ("a processor",)) for n in range(9)]
    assert len(set(sample.chosen(some, 3))) == 3
    monkeypatch.setattr(sample, "QUICK", 0.5)
    assert sample.chosen(some, 3) == []
