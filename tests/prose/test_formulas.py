"""A printed formula agrees with an expression exactly when each of its links equals it everywhere."""

import numpy as np
import pytest

import nnref
from scripts.prose.formulas import disagreement
from scripts.prose.pages import namespace

NAMES = namespace() | {
    "net": nnref.mlp((3, 4, 2), nnref.TANH, np.random.default_rng(0)),
    "f": nnref.tanh,
    "lam": nnref.SELU_SCALE,
    "beta": nnref.SELU_ALPHA,
}
ELU = r"\begin{cases} x & x > 0 \\ \alpha(e^x - 1) & x \le 0 \end{cases}"
AGREE = [
    ("0.1x", "x / 10"),
    (r"\tanh(x) = 2\sigma(2x) - 1 = \frac{2}{1 + e^{-2x}} - 1", "tanh(x)"),
    (r"\sigma(x) = \frac{1}{1+e^{-x}} = \dfrac{e^x}{e^x + 1}", "sigmoid(x)"),
    (r"\sigma'(x) = \sigma(x)\,\bigl(1 - \sigma(x)\bigr)", "d_sigmoid(x)"),
    (r"\frac{d}{dx}\tanh(x) = \tanh'(x) = 1 - \tanh^2(x) = 1 - \tanh(x)^2", "d_tanh(x)"),
    (r"y = \max(0, x)", "relu(x)"),
    (r"h(x; \alpha) = \max(\alpha x, x)", "prelu(x, alpha) for alpha <= 1"),
    (r"\operatorname{LeakyReLU}(x) = \max(0,x) + 0.01\min(0,x)", "leaky_relu(x)"),
    (rf"\operatorname{{ELU}}(x) = {ELU}", "elu(x, alpha)"),
    (
        r"\operatorname{ELU}'(x) = \begin{cases} 1 & \text{if } x > 0, \\ \alpha e^x & \text{otherwise.} \end{cases}",
        "d_elu(x, alpha)",
    ),
    (r"g'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}", "d_relu(x)"),
    (r"\operatorname{softplus}(u) = \ln(1+e^u)", "softplus(u)"),
    (
        r"\operatorname{GELU}(x) = \frac{x}{2}\left(1 + \tanh\left(\sqrt{\frac{2}{\pi}}\left(x + 0.044715 "
        r"x^3\right)\right)\right)",
        "gelu(x)",
    ),
    (r"\operatorname{SELU}(x) = \lambda \begin{cases} x & x > 0 \\ \beta (e^x - 1) & x \le 0 \end{cases}", "selu(x)"),
    (r"\operatorname{Mish}(x) = x\tanh(\operatorname{softplus}(x))", "mish(x)"),
    (r"|x| = \max(x, -x)", "maxout([[x]], [[[1]], [[-1]]], [[0], [0]])"),
    (r"f\left(\sum_{i=1}^{n} w_i x_i + b\right) = f(w^T x + b)", "tanh(w @ x + b)"),
    (r"h(x) = \max(w_1^T x + b_1, w_2^T x + b_2)", "maxout([x], np.stack([w_1, w_2])[:, :, None], [[b_1], [b_2]])"),
    (r"E = \frac{1}{2}\sum_k (t_k - o_k)^2", "SQUARED_ERROR.f(o[None], t[None])"),
    (r"\frac{\partial E}{\partial w_i} = -(t - o)\,o\,(1 - o)\,x_i", "-(t - o) * o * (1 - o) * x_i"),
    (
        r"\begin{aligned} y &= \tanh(x) \\ &= 2\sigma(2x) - 1 \\ y' &= 1 - \tanh^2(x)\end{aligned}",
        "(tanh(x), d_tanh(x))",
    ),
    (r"y = \tanh(x), \quad y' = 1 - \tanh^2(x).", "(tanh(x), d_tanh(x))"),
    (r"[3 \times 4] + [4 \times 2] = 20", "net.n_weights"),
    (r"\sigma'(5) \approx 0.00665", "d_sigmoid(5)"),
    (r"4^{-10} = 9.5 \times 10^{-7}", "0.25**10"),
    ("26", "net.n_params"),
    (r"25\,\%", "d_sigmoid(0)"),
    (r"1{,}797", "1797"),
    (r"\sigma(x) + \sigma(-x) = 1", "sigmoid(x) + sigmoid(-x)"),
    ("(0, 1)", "SIGMOID"),
    (r"[0, \infty)", "RELU"),
    (r"(-\infty, \infty)", "PRELU"),
    (r"(-\alpha, \infty)", "ELU"),
    (r"(-\alpha, \infty)", "(elu(-1e4, alpha), np.inf)"),
    (r"\alpha \le 1", "bool(max(alpha * -2, -2) == prelu(-2, alpha))"),
]
AGREE += [
    (r"y = s \tanh(s) + s', \quad s = x^3", "x**3 * tanh(x**3) + 3 * x**2"),
    (r"\begin{cases} 1.0507 x & x > 0 \\ 1.7581 (e^x - 1) & x \le 0 \end{cases}", "selu(x) rounded"),
    (nnref.SELU.d_tex, "d_selu(x) rounded"),
    (nnref.GELU.d_tex, "d_gelu(x)"),
    (nnref.MISH.d_tex, "d_mish(x)"),
]
DISAGREE = [
    ("2x", "2 + 0 * x", "2x"),  # in prose it says twice, here it is a product
    (r"\tanh(x) = 2\sigma(2x) - 1 = \frac{2}{1 + e^{-2x}}", "tanh(x)", r"\frac{2}{1+e^{-2x}}"),
    (r"\sigma(x) = \frac{1}{1+e^{x}}", "sigmoid(x)", "at x"),
    (r"\sigma'(x) = \sigma(x)(1 - \sigma(x)) = \sigma(x)", "d_sigmoid(x)", "says"),
    (r"\frac{d}{dx}\tanh(x) = \sigma(x)(1 - \sigma(x))", "d_sigmoid(x)", r"\frac{d}{dx}"),
    (r"\operatorname{ReLU}(x) = \ln(1 + e^x)", "softplus(x)", "ReLU"),
    (ELU.replace(r"\alpha", ""), "elu(x, alpha)", "alpha is in the expression, but not in the formula"),
    (ELU, "elu(x)", "alpha is in the formula"),
    (ELU.replace(r"\alpha(e^x - 1)", r"\alpha e^x - 1"), "elu(x, alpha)", "alpha = "),
    (ELU.replace(r"x \le 0", r"x < -1"), "elu(x, alpha)", "a case is missing"),
    (ELU.replace("x > 0", r"x \ge -1"), "elu(x, alpha)", "two cases hold at once"),
    (r"\begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}", "d_relu(x)", "at x = 0"),
    (r"y = \max(\alpha x, x)", "prelu(x, alpha)", "alpha = 1.75"),
    (r"y = \max(0.02x, x)", "leaky_relu(x)", "says"),
    (r"1 - \tanh^2(x)", "1 - np.tanh(x)**2", "at x"),  # the expression loses its digits in the tails
    ("[0, 1]", "SIGMOID", "SIGMOID has ( and )"),
    (r"(0, \infty)", "RELU", "RELU has [ and )"),
    ("(0, 2)", "SIGMOID", "the page shows '2'"),
    (r"[0, \infty)", "(0, np.inf)", "a tuple is an open interval"),
    (r"\sigma'(5) \approx 0.0067", "d_sigmoid(5.02)", "0.0066"),
    ("27", "net.n_params", "26"),
    (r"x \approx 3x", "x", "before a number only"),
    (r"\alpha \le 2", "bool(max(alpha * -2, -2) == prelu(-2, alpha))", "alpha = 1.75"),
    (r"y = x, \quad y' = 1", "x", "tuple of 2"),
    (r"z + x", "x", "z is in the formula"),
]
DISAGREE += [
    (r"y = s \tanh(s) + s', \quad s = x^2", "x**3 * tanh(x**3) + 3 * x**2", "says"),
    (nnref.SELU.tex.replace("1.0507", "1.0508"), "selu(x) rounded", "1.0508"),
    (nnref.SELU.tex, "selu(x)", "says"),
    (nnref.MISH.d_tex.replace("e^x", "e^{2x}"), "d_mish(x)", "says"),
]
UNREADABLE = [
    r"\tanh x",
    r"e^-x",
    "x^10",
    r"\frac12",
    r"\foo(x)",
    r"\sigma(x",
    "x 2",
    r"x +",
    r"\oint x",
    r"\operatorname{swish}(x) + x",
    r"\begin{cases} x & x > 0",
    r"\sigma''(x)",
    "f'' + 1",
    "1/2x",
    "x_{i+1}",
    r"x_\sum",
    r"\log_2(x)",
    r"\{x\}",
    "x'",
    r"\text{so } x",
]


@pytest.mark.parametrize("tex, expression", AGREE)
def test_a_formula_agrees_with_what_it_says(tex, expression):
    assert disagreement(tex, expression, NAMES) is None


@pytest.mark.parametrize("tex, expression, message", DISAGREE)
def test_a_formula_that_is_wrong_somewhere_is_caught(tex, expression, message):
    assert message in disagreement(tex, expression, NAMES)


@pytest.mark.parametrize("tex", UNREADABLE)
def test_a_formula_outside_the_grammar_is_an_error_not_a_guess(tex):
    assert "cannot be read" in disagreement(tex, "x", NAMES)


@pytest.mark.parametrize("record", nnref.ACTIVATIONS, ids=lambda record: record.name)
def test_each_record_s_formula_is_its_function(record):
    arguments = ", ".join(["x", *record.defaults]) if r"\alpha" in record.tex else "x"
    more = {nnref.LEAKY_RELU: " for alpha <= 1", nnref.SELU: " rounded"}.get(record, "")
    assert disagreement(record.tex, f"{record.name}({arguments}){more}", NAMES) is None
