"""What Lighthouse finds is judged by the goals."""

import pytest

from scripts.tools import audit

AUDITS = {
    "cumulative-layout-shift": {"numericValue": 0.0},
    "image-alt": {"score": 0, "title": "Images have no text"},
    "network-requests": {"details": {"items": [{"transferSize": 1500}, {}]}},
    "first-contentful-paint": {"displayValue": "1.0 s"},
    "largest-contentful-paint": {"displayValue": "1.2 s"},
    "total-blocking-time": {"displayValue": "0 ms"},
}


def report(shift=0.0, **scores):
    """A report in which all is well, apart from what is said."""
    named = {name: scores.get(name, 1.0) for name in audit.GOALS}
    parts = [{"id": "image-alt", "weight": 7}]
    return {
        "categories": {name: {"score": score, "auditRefs": parts} for name, score in named.items()},
        "audits": AUDITS | {"cumulative-layout-shift": {"numericValue": shift}},
    }


def test_a_perfect_page_reaches_the_goals():
    assert audit.reached(report()) and list(audit.losses(report())) == []


@pytest.mark.parametrize("fault", [{"accessibility": 0.99}, {"seo": 0.9}, {"shift": 0.02}])
def test_a_page_that_misses_one_does_not(fault):
    assert not audit.reached(report(**fault))


@pytest.mark.parametrize("timed", [True, False])
def test_the_performance_counts_where_times_are_judged(timed, monkeypatch):
    monkeypatch.setattr(audit, "TIMED", timed)
    assert audit.reached(report(performance=0.5)) != timed


def test_what_costs_points_is_named():
    assert list(audit.losses(report(accessibility=0.8))) == ["accessibility: Images have no text"]


def test_a_row_has_scores_times_shift_requests_and_bytes():
    assert audit.row(report(seo=0.9)) == [100, 100, 100, 90, "1.0 s", "1.2 s", "0 ms", "0.000", 2, "1,500"]
