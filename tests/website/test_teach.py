"""What the page for teachers says of the tasks that it sets."""

import re
from itertools import pairwise

import numpy as np
import pytest

from scripts.browser.playground.engine import Engine
from scripts.browser.playground.settings import checked
from scripts.website.files import DOCS

DEEP = re.search(r"#data=(\w+)&layers=((?:4-sigmoid,?)+)\)", (DOCS / "teach.md").read_text("utf-8"))
LAYERS = [(int(n), name) for n, name in (part.split("-") for part in DEEP[2].split(","))]


def gradients(name, step):
    """The size of the gradient on the weights of each hidden layer after so many steps of the task."""
    engine = Engine(checked({"data": DEEP[1], "layers": [[n, name] for n, _ in LAYERS]}))
    while engine.step < step:
        engine.advance(0, step, step)
    return [float(np.linalg.norm(layer.grads[0])) for layer in engine.net.layers if hasattr(layer, "W")][:-1]


def test_after_one_step_the_gradient_is_smaller_the_nearer_to_the_inputs_and_not_with_tanh():
    assert all(before < after / 2 for before, after in pairwise(gradients("sigmoid", 1)))
    assert gradients("tanh", 1)[0] > gradients("tanh", 1)[-1]


@pytest.mark.parametrize("step", [200, 500])
def test_later_the_order_has_turned_round(step):
    found = gradients("sigmoid", step)
    assert found == sorted(found, reverse=True)
