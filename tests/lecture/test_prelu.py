"""What the lecture says about the PReLU, as the page states it."""

import numpy as np

from nnref import MLP, Dense, PReLU, d_leaky_relu, d_prelu, l2, numerical_derivative, numerical_gradient, prelu
from scripts.lecture.measurements import measured

X = np.linspace(-8, 8, 1601)
SHARE, REVIVAL, SLOPES, RESULTS = (
    measured(name) for name in ("relu_dead_fraction", "relu_revival", "prelu_slopes", "leaky_relu_results")
)
DEPTH = measured("prelu_depth")["sets"]


def test_prelu_against_relu_the_differences_that_count_are_of_both_signs_and_one_is_large():
    signs = [entry["prelu"]["counts"] for entry in RESULTS["sets"].values()]
    assert min(signs) < 0 < max(signs) and RESULTS["sets"]["spirals"]["prelu"]["mean"] < -0.03


def test_after_400_steps_a_fixed_quarter_is_behind_on_moons_and_spirals_and_a_learned_slope_is_not():
    found = measured("leaky_relu_quarter")["sets"]
    for name in "moons", "spirals":
        assert [found[name][0][key]["counts"] for key in ("fixed", "learned", "prelu")] == [-1, 1, 0]
    assert not any(entry["counts"] for entry in found["circles"][0].values())


def test_after_1000_steps_little_is_left_of_it_on_moons_and_on_spirals_both_slopes_are_behind():
    found = measured("leaky_relu_quarter")["sets"]
    assert found["moons"][1]["fixed"]["mean"] > -0.005
    assert [found["spirals"][1][key]["counts"] for key in ("fixed", "prelu")] == [-1, -1]


def test_the_prelus_slope_learns_from_negative_inputs_alone():
    layer, x = PReLU(2), np.array([[-3.0, 1.0], [2.0, 4.0]])
    layer.forward(x)
    layer.backward(np.ones_like(x))
    np.testing.assert_array_equal(layer.grads[0], [-3.0, 0.0])
    np.testing.assert_allclose(
        numerical_gradient(lambda alpha: layer.forward(x).sum(), layer.alpha), [-3.0, 0.0], atol=1e-8
    )


def test_the_derivative_of_the_prelu_in_x_is_the_leaky_relus():
    x = X[X != 0]
    np.testing.assert_array_equal(d_prelu(x, 0.3), d_leaky_relu(x, 0.3))
    np.testing.assert_allclose(d_prelu(2.0), numerical_derivative(prelu, 2.0), rtol=1e-9)


def test_learned_slopes_start_at_a_quarter_go_down_on_average_and_some_become_negative():
    assert (np.array(SLOPES["one"][0]) == 0.25).all()
    assert (np.array(SLOPES["means"])[:, -1] < 0.25).all() and 0.1 < SLOPES["negative"] < 0.4


def test_no_learned_slope_is_larger_than_one():
    assert SLOPES["above_one"] == 0 and SLOPES["highest"] < 1


def test_whether_deeper_slopes_are_smaller_depends_on_the_data():
    first_to_third = {name: entry["mean"][2] - entry["mean"][0] for name, entry in DEPTH.items()}
    assert first_to_third["lecture points"] < 0 < first_to_third["moons"]


def test_the_l2_penalty_leaves_slopes_alone():
    rng = np.random.default_rng(0)
    net = MLP(Dense(2, 3, rng), PReLU(3), Dense(3, 1, rng))
    before = l2(net, 0.1)
    net.layers[1].alpha[:] = 5
    assert l2(net, 0.1) == before
