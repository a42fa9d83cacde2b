"""The lambda translator: its verdict holds on what was measured. PyTorch and Keras themselves:
tests/parity/test_translator.py."""

import pytest

from scripts.lecture.labs.translator import TOOLS, check_translated, difference, tool, verdict
from scripts.lecture.measurements import measured

LAM, N = 0.01, 80
RUN_HERE = [t.name for t in TOOLS if t.step] + ["scikit-learn: MLPClassifier", "scikit-learn: MLPRegressor"]


@pytest.mark.parametrize("name", RUN_HERE)
@pytest.mark.parametrize("lam", [0.001, 0.1])
def test_the_translated_strength_gives_the_same_weights_to_a_millionth(name, lam):
    assert difference(name, lam, tool(name.split(":")[0]).strength(lam, N)) < 1e-6


@pytest.mark.parametrize(
    "name", [name for name in RUN_HERE if name.split()[0] in ("ConvNetJS", "Keras", "scikit-learn:")]
)
def test_the_number_taken_as_it_is_gives_other_weights(name):
    assert difference(name, LAM, LAM) > 0.1


@pytest.mark.parametrize("name", RUN_HERE)
def test_a_strength_that_is_off_by_a_hundredth_gives_other_weights(name):
    assert difference(name, LAM, 1.01 * tool(name.split(":")[0]).strength(LAM, N)) > 1e-4


def test_the_experiment_measured_the_same():
    found = measured("translator")
    assert list(found["plain"]) == RUN_HERE and (found["lambda"], found["n"]) == (LAM, N)
    assert {name for name, gap in found["plain"].items() if gap == 0} == {"CS231n", "TensorFlow Playground"}


def test_the_verdict_on_the_translator_fails_for_weights_that_differ():
    check_translated({"Keras": 1e-12})
    verdict({"plain": {"Keras": 0.3, "CS231n": 1e-12}})
    with pytest.raises(AssertionError, match="Keras, translated, should give nnref's weights"):
        check_translated({"Keras": 1e-5})
    with pytest.raises(AssertionError, match="Keras with nnref's lambda should give other weights"):
        verdict({"plain": {"Keras": 1e-12}})
    with pytest.raises(AssertionError, match="CS231n with nnref's lambda should give the same weights"):
        verdict({"plain": {"CS231n": 0.3}})


@pytest.mark.parametrize("there", TOOLS, ids=lambda tool: tool.name)
def test_there_and_back_is_where_one_was(there):
    assert there.lam(there.strength(LAM, 32), 32) == pytest.approx(LAM, rel=1e-15)


def test_the_batch_counts_where_the_penalty_is_divided_by_it():
    counts = {there.name for there in TOOLS if there.strength(LAM, 10) != there.strength(LAM, 80)}
    assert counts == {"ConvNetJS", "scikit-learn"}
