"""The page Where weights start: each cell of its table of initializers draws the weights of its rule."""

import re

import numpy as np
import pytest

from scripts.website.files import ROOT
from tests.parity.libraries import jax, keras, torch

PAGE = (ROOT / "docs/activations/initialization.md").read_text("utf-8")
FOLD = re.search(r"^/// fold \| In PyTorch, JAX and Keras\n(.*?)^///$", PAGE, re.M | re.S)[1]
ROW = re.compile(r"^\| (\w+).* \| `(.+)` \| `(.+)` \| `(.+)` \|$", re.M)
ROWS = {rule: cells for rule, *cells in ROW.findall(FOLD)}
INPUTS, OUTPUTS = 300, 400
VARIANCE = {"He": 2 / INPUTS, "Xavier": 2 / (INPUTS + OUTPUTS), "LeCun": 1 / INPUTS}


def drawn(rule):
    """The weights that each library draws by its cell of a rule."""
    in_torch, in_jax, in_keras = ROWS[rule]
    torch.manual_seed(0)
    keras.utils.set_random_seed(0)
    linear = torch.nn.Linear(INPUTS, OUTPUTS)
    eval(in_torch, {"nn": torch.nn, "layer": linear})
    dense = eval(f"Dense({OUTPUTS}, {in_keras})", {"Dense": keras.layers.Dense})
    dense.build((None, INPUTS))
    return {
        "PyTorch": linear.weight.detach().numpy(),
        "JAX": np.asarray(eval(in_jax, {"jax": jax})(jax.random.key(0), (INPUTS, OUTPUTS))),
        "Keras": np.asarray(dense.kernel.value),
    }


def test_the_table_has_the_rules_of_the_page():
    assert ROWS.keys() == VARIANCE.keys()


@pytest.mark.parametrize("library", ["PyTorch", "JAX", "Keras"])
@pytest.mark.parametrize("rule", VARIANCE)
def test_a_cell_draws_with_the_variance_of_its_rule(rule, library):
    W = drawn(rule)[library]
    assert W.mean() == pytest.approx(0, abs=5 * np.sqrt(VARIANCE[rule] / W.size))
    assert W.var() == pytest.approx(VARIANCE[rule], rel=5 * np.sqrt(2 / W.size))


@pytest.mark.parametrize("rule", VARIANCE)
def test_jax_and_keras_cut_the_normal_distribution_off_at_two_of_its_deviations(rule):
    weights, normal = drawn(rule), np.sqrt(VARIANCE[rule])
    uncut = normal / 0.87962566  # a normal distribution that is cut at two has this deviation
    for library in "JAX", "Keras":
        assert 1.99 * uncut < np.abs(weights[library]).max() <= 2 * uncut * (1 + 1e-6)
    assert np.abs(weights["PyTorch"]).max() > 3 * normal
