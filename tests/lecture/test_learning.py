"""How a network learns: the figures' claims, and the numbers that the page follows with a pencil."""

import re

import numpy as np
import pytest

from nnref import cross_entropy, d_cross_entropy, numerical_derivative, numerical_gradient, sigmoid, squared_error
from scripts.lecture import learning
from scripts.lecture.learning import FROM, GOAL, INPUT, RATE, TARGET
from scripts.website.text import learning as text


@pytest.fixture(scope="module")
def step():
    return learning.one_step()


def test_with_a_small_rate_five_steps_leave_more_than_half_of_the_way():
    path = learning.descent(0.1)
    assert (np.diff(path) < 0).all() and abs(path[-1] - GOAL) > abs(FROM - GOAL) / 2


def test_with_the_right_rate_five_steps_leave_less_than_a_hundredth_of_the_way():
    assert abs(learning.descent(0.7)[-1] - GOAL) < abs(FROM - GOAL) / 100


def test_with_a_large_rate_each_step_jumps_over_the_valley_and_lands_higher():
    path = np.array(learning.descent(2.1))
    assert (np.diff(np.sign(path - GOAL)) != 0).all()
    assert (np.diff([learning.loss_of_weight(w) for w in path]) > 0).all()


def test_a_step_of_descent_is_the_rate_times_the_slope_of_the_loss():
    for rate in learning.RATES:
        first, second = learning.descent(rate, 1)
        slope = numerical_gradient(lambda w: learning.loss_of_weight(w[0]), np.array([first]))
        assert second == pytest.approx(first - rate * slope[0], abs=1e-8)


def test_far_on_the_wrong_side_the_squared_error_is_flat_and_the_cross_entropy_is_not():
    squared, entropy = (numerical_derivative(lambda u: learning.losses_of_sum(float(u))[i], -6.0) for i in range(2))
    assert -0.01 < squared < 0 and entropy == pytest.approx(sigmoid(-6.0) - 1)


@pytest.mark.parametrize("target", [0, 1])
def test_the_slope_of_the_cross_entropy_of_a_sigmoid_is_output_minus_target(target):
    for u in (-5.0, -0.3, 0.0, 2.0):
        slope = numerical_derivative(lambda u: learning.losses_of_sum(float(u), target)[1], u)
        assert slope == pytest.approx(sigmoid(u) - target, abs=1e-8)
        assert d_cross_entropy([[0.0, u]], [target])[0, 1] == pytest.approx(sigmoid(u) - target)


def test_the_cross_entropy_is_minus_the_logarithm_of_the_probability_of_the_right_class():
    assert cross_entropy([[0.0, 0.3]], [1]) == pytest.approx(-np.log(1 / (1 + np.exp(-0.3))))


def test_the_numbers_followed_by_hand_are_round(step):
    for values in (step.u, step.h, step.o, step.slope, step.d_o, step.d_h, step.d_u, *step.params, *step.grads):
        np.testing.assert_array_equal(4 * np.asarray(values), np.round(4 * np.asarray(values)))


def test_each_gradient_followed_by_hand_agrees_with_differences(step):
    net = learning.by_hand()
    for parameter, gradient in zip(net.params, step.grads, strict=True):
        found = numerical_gradient(lambda _: squared_error(net.forward(INPUT), TARGET), parameter)
        np.testing.assert_allclose(found, gradient, atol=1e-8)


def test_backward_is_local_slope_times_what_arrives(step):
    (_, _, V, _), (d_W, d_b, d_V, d_c) = step.params, step.grads
    np.testing.assert_array_equal(step.d_o, step.o - TARGET)
    np.testing.assert_array_equal(step.d_h, step.d_o @ V.T)
    np.testing.assert_array_equal(step.d_u, step.d_h * step.h * (1 - step.h))
    np.testing.assert_array_equal(d_V, step.h.T @ step.d_o)
    np.testing.assert_array_equal(d_W, INPUT.T @ step.d_u)
    np.testing.assert_array_equal([*d_b, *d_c], [*step.d_u[0], *step.d_o[0]])


def test_the_update_moves_each_parameter_against_its_gradient_and_the_loss_falls(step):
    for before, gradient, after in zip(step.params, step.grads, step.new, strict=True):
        np.testing.assert_array_equal(after, before - RATE * gradient)
    assert step.new_loss < step.loss / 10


def test_every_equation_of_the_list_is_true(step):
    equations = 0
    for _, sentence in text.steps(step):
        sentence = sentence.replace("σ(0)", f"{sigmoid(0.0)}")
        for left, right in re.findall(r"([−\d.+·()²/ ]*\d[−\d.+·()²/ ]*) = (−?[\d.]*\d)", sentence):
            for sign, python in {"−": "-", "·": "*", "²": "**2"}.items():
                left, right = left.replace(sign, python), right.replace(sign, python)
            assert eval(left) == pytest.approx(float(right)), sentence
            equations += 1
    assert equations == 16


def test_the_list_has_a_sentence_for_each_step_forward_loss_backward_and_update(step):
    names = [name for name, _ in text.steps(step)]
    assert [name.partition(",")[0] for name in names] == ["Forward"] * 3 + ["Loss"] + ["Backward"] * 3 + ["Update"]
    assert all(sentence.endswith(".") and ". " not in sentence for _, sentence in text.steps(step))


def test_the_picture_shows_every_value_and_every_gradient_of_the_step(step):
    picture = text.graph(step)
    for gradient in (*(g for array in step.grads for g in array.ravel()), *step.d_h[0], *step.d_u[0]):
        assert f"({text.n(gradient)})" in picture
    for value in (*INPUT[0], *step.h[0], step.loss, *(p for array in step.params for p in array.ravel())):
        assert f"{text.n(value)}<" in picture


def test_every_text_of_the_figures_has_eleven_points_or_more():
    for figure in learning.draw_rates(), learning.draw_losses():
        for ax in figure.axes:
            shown = [ax.title, ax.xaxis.label, ax.yaxis.label, *ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
            assert all(text.get_fontsize() >= 11 for text in shown if text.get_text())
