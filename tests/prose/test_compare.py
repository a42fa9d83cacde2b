"""A sentence is true exactly if its expression is, and says by its words what the expression says by its functions."""

import numpy as np
import pytest

from scripts.prose import compare

FEW, MANY = [10, 11, 12, 13], [20, 21, 22, 23]


def test_a_difference_counts_if_it_is_larger_than_twice_its_standard_error():
    for a, b, difference in (FEW, MANY, -10), (MANY, FEW, 10), (FEW, [9, 11, 13, 14], 0), (3, 2, 1), (FEW, 11, 0):
        assert compare.differs(a, b) == difference
    assert compare.differs([1, 5, 9], [0.9, 4.8, 8.9]) == 0
    assert compare.differs([1, 5, 9], [0.9, 4.8, 8.9], paired=True) == pytest.approx(0.4 / 3)


def test_more_less_and_alike_exclude_each_other():
    for a, b in (FEW, MANY), (MANY, FEW), (FEW, FEW):
        assert compare.more(a, b) + compare.less(a, b) + compare.alike(a, b) == 1


def test_the_best_is_better_than_each_of_the_others_or_there_is_none():
    of = {"a": MANY, "b": FEW, "c": [1, 2, 3, 4]}
    assert (compare.best(of), compare.worst(of), compare.rank(of)) == ("a", "c", ["a", "b", "c"])
    assert compare.best({"a": MANY, "b": [19, 21, 23, 24]}) is None and compare.fastest(of) == "c"


def test_the_words_of_number_and_order_say_what_they_say():
    assert compare.most([1, 1, 0]) and not compare.most([1, 0]) and compare.few([1] + [0] * 19)
    assert compare.always([1, 1]) and not compare.always([1, 0]) and compare.never([0, 0]) and not compare.never([0, 1])
    assert compare.increases([1, 2, 3]) and not compare.increases([1, 2, 2]) and compare.decreases([3, 1])
    assert (compare.first({"a": 1, "b": 2}), compare.last([1, 2])) == ("a", 2)


@pytest.mark.parametrize(
    "sentence, expression, message",
    [
        ("Maxout needs fewer steps than the ReLU.", 'less(of["maxout"], of["relu"])', None),
        ("Maxout needs more steps than the ReLU.", 'less(of["maxout"], of["relu"])', "says 'more'"),
        ("The ReLU needs fewer steps than maxout.", 'less(of["maxout"], of["relu"])', "names relu, maxout"),
        ("Maxout needs fewer steps than the ELU.", 'less(of["maxout"], of["relu"])', "names maxout, elu"),
        ("The first two are dead.", "first(x)", None),
        ("The better it fits, the worse it does.", "better(a, b) and worse(c, d)", None),
        ("The worse it fits, the worse it does.", "better(a, b) and worse(c, d)", "does not say better"),
        ("Tanh is as fast as tanh.", 'alike(of["tanh"], of["relu"])', "names tanh, its expression tanh, relu"),
        ("It is always so.", "x > 0", "says 'always'"),
        ("Leaky ReLUs come back.", "back[LEAKY_RELU.name] > 0", None),
        ("Leaky ReLUs come back.", 'back["relu"] > 0', "names leaky_relu, its expression relu"),
    ],
)
def test_words_and_names_are_those_of_the_expression(sentence, expression, message):
    found = compare.unsaid(sentence, expression)
    assert found is None if message is None else message in found


def test_a_sentence_holds_or_does_not():
    assert compare.disagreement("It holds.", "x", np.True_) is None
    assert "does not hold: x is False" in compare.disagreement("It holds.", "x", False)
    assert "True or False is expected" in compare.disagreement("It holds.", "x", 1)
