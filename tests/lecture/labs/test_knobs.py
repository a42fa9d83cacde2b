"""The lab on lambda, dropout and noise: its verdict holds on what was measured, and on nothing that says otherwise."""

import copy

import numpy as np
import pytest

from nnref import lecture_points
from scripts.lecture.labs.knobs import SETS, STRENGTHS, at, chosen, one_run, points, verdict
from scripts.lecture.measurements import measured


@pytest.fixture
def runs():
    return copy.deepcopy({knob: measured(f"knobs_{knob}") for knob in STRENGTHS})


def test_every_strength_was_measured_on_every_set(runs):
    for knob, run in runs.items():
        assert run["strengths"] == list(STRENGTHS[knob])
        assert {np.shape(table) for name, table in run.items() if name != "strengths"} == {(len(STRENGTHS[knob]), SETS)}


def test_the_verdict_holds_on_what_was_measured(runs):
    verdict(*runs.values())


@pytest.mark.parametrize(
    "knob, sentence",
    [
        ("l2", "L2 of a strength chosen on other points should do better"),
        ("dropout", "dropout of a strength chosen on other points should do better"),
        ("noise", "noise of a strength chosen on other points should do better"),
    ],
)
def test_the_verdict_fails_when_a_knob_gains_nothing_on_held_out_points(runs, knob, sentence):
    runs[knob]["held_out"] = [runs["l2"]["held_out"][0]] * len(STRENGTHS[knob])
    with pytest.raises(AssertionError, match=sentence):
        verdict(*runs.values())


def test_the_verdict_fails_when_a_gain_is_only_that_of_the_points_chosen_by(runs):
    for run in runs.values():
        run["choose"] = (1 - np.array(run["choose"])).tolist()  # what is then chosen is the worst
    with pytest.raises(AssertionError, match="chosen on other points"):
        verdict(*runs.values())


@pytest.mark.parametrize("knob", STRENGTHS)
def test_the_verdict_fails_when_one_boundary_does_not_get_shorter(runs, knob):
    for row in runs[knob]["length"]:
        row[3] = max(runs["l2"]["length"][0][3], row[3])
    with pytest.raises(AssertionError, match="shorter boundary on every set"):
        verdict(*runs.values())


def test_the_verdict_fails_when_the_greatest_strength_is_not_too_much(runs):
    runs["noise"]["held_out"][-1] = runs["noise"]["held_out"][4]
    with pytest.raises(AssertionError, match="greatest strength of noise should be too much"):
        verdict(*runs.values())


def test_the_verdict_fails_when_dropout_shrinks_the_first_layer(runs):
    runs["dropout"]["squares_in"][1] = [value / 2 for value in runs["dropout"]["squares_in"][1]]
    with pytest.raises(AssertionError, match="first layer's weights nearly as large"):
        verdict(*runs.values())


def test_the_verdict_fails_when_little_dropout_leaves_a_boundary_long(runs):
    other = np.flatnonzero(chosen(runs["dropout"]) != 1)[0]  # a set on which more of it was chosen
    runs["dropout"]["length"][1][other] = runs["l2"]["length"][0][other]
    with pytest.raises(AssertionError, match="dropout of 0.1 should shorten the boundary on every set"):
        verdict(*runs.values())


@pytest.mark.parametrize("weak, middle", [(0.0001, 0.001), (0.001, 0.01)])
def test_the_verdict_fails_when_a_tenfold_lambda_is_no_better_or_smoother(runs, weak, middle):
    for name, sentence in ("held_out", "should do better on held-out points"), ("length", "shorter boundary on every"):
        spoilt = copy.deepcopy(runs)
        table, place = spoilt["l2"][name], STRENGTHS["l2"].index
        table[place(weak)] = table[place(middle)]
        with pytest.raises(AssertionError, match=f"up to 0.01, each tenfold lambda .*{sentence}"):
            verdict(*spoilt.values())


def test_the_verdict_fails_when_a_tenth_is_as_good_as_a_hundredth(runs):
    table, place = runs["l2"]["held_out"], STRENGTHS["l2"].index
    runs["l2"]["choose"][place(0.02)] = [1.0] * SETS  # so that nothing else hangs on the three
    table[place(0.1)] = table[place(0.01)]
    runs["l2"]["strengths"].append(1.0)
    for name in set(runs["l2"]) - {"strengths"}:
        runs["l2"][name].append([0.0] * SETS)
    with pytest.raises(AssertionError, match="0.01 should do better than 0.1"):
        verdict(*runs.values())


def test_the_verdict_fails_when_dropout_does_as_well_as_l2(runs):
    runs["dropout"]["held_out"] = [np.max(runs["l2"]["held_out"], axis=0).tolist()] * (
        len(STRENGTHS["dropout"]) - 1
    ) + [[0] * SETS]
    with pytest.raises(AssertionError, match="L2 should do better than dropout"):
        verdict(*runs.values())


def test_the_verdict_fails_when_the_largest_lambda_draws_the_shortest_boundary_everywhere(runs):
    runs["l2"]["length"][STRENGTHS["l2"].index(0.1)] = [0.0] * SETS
    with pytest.raises(AssertionError, match="should not get shorter on every set"):
        verdict(*runs.values())


def test_the_strength_is_chosen_without_the_points_it_is_judged_by(runs):
    before = chosen(runs["noise"])
    runs["noise"]["held_out"] = np.random.default_rng(0).random(np.shape(runs["noise"]["held_out"])).tolist()
    np.testing.assert_array_equal(chosen(runs["noise"]), before)
    train, choose, judge = (x for x, _ in points(0))
    assert (len(train), len(choose), len(judge)) == (80, 400, 2000)
    assert not (choose[:, None] == judge[None, :400]).all(axis=2).any()


def test_the_sets_are_not_the_lecture_points_and_differ():
    lecture = lecture_points()[0]
    sets = [points(seed)[0][0] for seed in range(SETS)]
    assert not any(np.array_equal(lecture, x) for x in sets)
    assert len({x.tobytes() for x in sets}) == SETS


def test_training_again_gives_what_was_measured(runs):
    i = STRENGTHS["l2"].index(0.05)
    again = one_run("l2", 0.05, 2)
    np.testing.assert_allclose(
        again,
        [at(runs["l2"], name, i)[2] for name in ("train", "choose", "held_out", "length", "squares_in", "squares_out")],
        rtol=1e-4,
    )
