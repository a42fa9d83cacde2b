"""What the home page's experiment shows is what nnref computes."""

import json

import numpy as np
import pytest

from nnref import RELU, SIGMOID
from scripts.lecture.explorables import layers
from scripts.website.files import DOCS


@pytest.fixture(scope="module")
def data():
    return json.loads((DOCS / "assets/explorables/layers.json").read_text("utf-8"))


def test_there_is_a_state_for_each_choice_with_a_height_for_each_layer(data):
    kinds, depths, scales = data["inputs"]
    assert set(data["states"]) == {
        f"{kind['value']} {depth} {scale['value']}"
        for kind in kinds["options"]
        for depth in range(depths["min"], depths["max"] + 1, depths["step"])
        for scale in scales["options"]
    }
    for key, state in data["states"].items():
        assert len(state["values"]) == len(state["labels"]) == int(key.split()[1])
    assert all(state["values"][-1] == 1 for state in data["states"].values())


@pytest.mark.parametrize("record, at_most", [(SIGMOID, 1e-4), (RELU, 3)])
def test_ten_sigmoid_layers_leave_next_to_nothing_and_ten_relu_layers_nearly_all(data, record, at_most):
    shown = data["states"][f"{record.name} 10 usual"]["values"]
    assert shown == pytest.approx(layers.measured(record, 10, 1.0), rel=0.01)
    assert shown[0] < at_most


@pytest.mark.parametrize(
    "share, words",
    [
        (1e-9, "less than a millionth of"),
        (3.2e-5, "1/30,000 of"),
        (0.25, "0.2 times"),
        (1.04, "1.0 times"),
        (512, "500 times"),
    ],
)
def test_a_share_is_said_in_words(share, words):
    assert layers.amount(share) == words


def test_the_words_follow_the_share():
    said = [layers.sentence("tanh", 3, share).rsplit(": ")[1] for share in (0.01, 1, 100)]
    assert said == ["on its way back the gradient vanishes.", "it arrives.", "on its way back the gradient explodes."]
    assert np.all(np.diff(layers.DEPTHS) > 0)
