"""The page From nnref to PyTorch, JAX, Keras: every cell and every block of code is run and compared with nnref."""

import re

import numpy as np
import pytest

import nnref
from scripts.lecture.catalog import CATALOG
from scripts.prose.pages import namespace
from scripts.website.files import ROOT
from tests.parity.libraries import jax, keras, torch

check_grads = pytest.importorskip("jax.test_util").check_grads

PAGE = (ROOT / "docs/equivalents.md").read_text("utf-8")
jax.config.update("jax_enable_x64", True)


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)[1]


def rows(title):
    """The code in each cell of a section's table, by row; a cell in words is None."""
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    return [
        [code[1] if (code := re.fullmatch(r" *`(.+)` *", cell)) else None for cell in line.strip("|").split("|")]
        for line in lines
    ]


def blocks(language, text=PAGE):
    return [
        re.sub(r"^ {4}", "", code, flags=re.M) if code.startswith("    ") else code
        for code in re.findall(rf"```{language}\n(.*?)```", text, re.S)
    ]


ACTIVATIONS, LOSSES, LAYERS = rows("Activations"), rows("Losses and penalties"), rows("Layers and training")
PACKAGES = {
    "torch": {
        "torch": torch,
        "F": torch.nn.functional,
        "nn": torch.nn,
        "vmap": torch.func.vmap,
        "grad": torch.func.grad,
    },
    "jax": {"jax": jax, "jnp": jax.numpy, "random": jax.random, "vmap": jax.vmap, "grad": jax.grad},
    "keras": {"keras": keras, "ops": keras.ops, "layers": keras.layers},
}
CONVERT = {"torch": torch.from_numpy, "jax": jax.numpy.asarray, "keras": jax.numpy.asarray}
PRECISION = {
    "torch": 1e-12,
    "jax": 1e-12,
    "keras": 1e-6,
}  # Keras computes in float32, in places even when told otherwise


def values():
    rng = np.random.default_rng(0)
    return {
        "x": rng.standard_normal((6, 3)),
        "a": np.array([0.1, 0.25, 0.7]),
        "W": rng.standard_normal((2, 3, 4)),
        "b": rng.standard_normal((2, 4)),
        "z": rng.standard_normal((6, 3)),
        "t": rng.integers(0, 3, 6),
        "y": rng.standard_normal((6, 3)),
        "u": rng.standard_normal((6, 3)),
    }


def cells():
    for title in ACTIVATIONS, LOSSES:
        for ours, *others in title:
            for library, code in zip(("torch", "jax", "keras"), others, strict=True):
                if code:
                    yield pytest.param(library, ours, code, id=f"{library}-{ours}")


def test_the_tables_have_functions_of_nnref_once_and_in_the_order_of_the_site():
    names = [re.match(r"\w+", row[0])[0] for row in ACTIVATIONS]
    assert names == [*(name for name in CATALOG if name in names), "d_tanh"]  # one that is new may not be there yet
    layers = {re.match(r"\w+", row[0])[0] for row in LAYERS}
    assert {"Dense", "Elementwise", "PReLU", "Dropout", "Noise", "MLP", "sgd"} == layers


@pytest.mark.parametrize("library, ours, code", list(cells()))
def test_a_cell_gives_what_nnref_gives(library, ours, code):
    mine = values() | {"lam": 0.3}
    if ours.startswith("lam"):
        mine["W"] = mine["W"][0]
    theirs = {name: CONVERT[library](value) if hasattr(value, "shape") else value for name, value in mine.items()}
    expected = eval(ours, vars(nnref) | mine)
    result = eval(code, PACKAGES[library] | theirs)
    np.testing.assert_allclose(
        np.asarray(result).reshape(np.shape(expected)), expected, rtol=PRECISION[library], atol=PRECISION[library] / 100
    )


# Layers and training: each cell by what it makes


def cell(name, library):
    code = next(row for row in LAYERS if row[0].startswith(name))[1 + ("torch", "jax", "keras").index(library)]
    return lambda **given: eval(code, PACKAGES[library] | given)


def test_dense_cells_make_the_same_map():
    rng = np.random.default_rng(0)
    dense, x = nnref.Dense(3, 4, rng), rng.standard_normal((5, 3))
    dense.b[:] = rng.standard_normal(4)
    linear = cell("Dense", "torch")().double()
    with torch.no_grad():
        linear.weight.copy_(torch.from_numpy(dense.W.T))
        linear.bias.copy_(torch.from_numpy(dense.b))
    layer = cell("Dense", "keras")()
    layer.build((None, 3))
    layer.set_weights([dense.W, dense.b])
    expected = dense.forward(x)
    np.testing.assert_allclose(linear(torch.from_numpy(x)).detach(), expected, rtol=1e-13)
    np.testing.assert_allclose(cell("Dense", "jax")(x=x, W=dense.W, b=dense.b), expected, rtol=1e-13)
    np.testing.assert_allclose(layer(x), expected, rtol=1e-5)


def test_elementwise_cells_make_tanh():
    x = np.linspace(-3, 3, 12).reshape(4, 3)
    for result in (
        cell("Elementwise", "torch")()(torch.from_numpy(x)),
        cell("Elementwise", "jax")(x=x),
        cell("Elementwise", "keras")()(x),
    ):
        np.testing.assert_allclose(result, np.tanh(x), rtol=1e-6)


def test_prelu_cells_start_alike_with_a_slope_per_unit():
    x = np.linspace(-3, 3, 12).reshape(3, 4)
    expected = nnref.PReLU(4).forward(x)
    ours, keras_layer = cell("PReLU", "torch")().double(), cell("PReLU", "keras")()
    np.testing.assert_allclose(
        ours(torch.from_numpy(x)).detach(), expected, rtol=1e-7
    )  # PyTorch's 0.25 is exact, others would not be
    np.testing.assert_allclose(keras_layer(x), expected, rtol=1e-6)
    assert ours.weight.shape == keras_layer.alpha.shape == (4,)


@pytest.mark.parametrize("name", ["Dropout", "Noise"])
def test_random_cells_keep_the_expectation(name):
    n, given = 100_000, {"p": 0.3, "std": 0.5}
    torch.manual_seed(0)
    keras.utils.set_random_seed(0)
    x, key = np.ones((1, n)), jax.random.key(0)
    makers = {library: cell(name, library) for library in PACKAGES}
    t = makers["torch"](x=torch.from_numpy(x), **given)
    results = [
        t(torch.from_numpy(x)) if callable(t) and name == "Dropout" else t,
        makers["jax"](x=x, key=key, **given),
        makers["keras"](**given)(x, training=True),
    ]
    deviation = np.sqrt(0.3 / 0.7) if name == "Dropout" else 0.5
    for y in map(np.asarray, results):
        assert y.mean() == pytest.approx(1, abs=5 * deviation / np.sqrt(n))
        assert y.std() == pytest.approx(deviation, rel=0.02)
        assert name == "Noise" or (y == 0).mean() == pytest.approx(0.3, abs=0.01)


def test_mlp_cells_apply_their_parts_in_order():
    x = np.linspace(-1, 1, 6).reshape(3, 2)
    a, b, c = (torch.nn.Linear(2, 2).double() for _ in range(3))
    X = torch.from_numpy(x)
    assert torch.equal(cell("MLP", "torch")(a=a, b=b, c=c)(X), c(b(a(X))))
    double, minus = (lambda x: 2 * x), (lambda x: x - 1)
    assert (cell("MLP", "jax")(a=double, b=minus, c=double, x=x) == 2 * (2 * x - 1)).all()
    parts = [keras.layers.Dense(2) for _ in range(3)]
    net = cell("MLP", "keras")(**dict(zip("abc", parts)))
    np.testing.assert_allclose(net(x), parts[2](parts[1](parts[0](x))), rtol=1e-6)


def test_sgd_cells_have_the_same_rate_and_momentum():
    optimizer = cell("sgd", "torch")(params=[torch.zeros(1)])
    assert (optimizer.defaults["lr"], optimizer.defaults["momentum"], optimizer.defaults["dampening"]) == (0.1, 0.9, 0)
    other = cell("sgd", "keras")()
    assert float(other.learning_rate) == pytest.approx(0.1, rel=1e-6) and other.momentum == 0.9 and not other.nesterov
    code = next(row for row in LAYERS if row[0].startswith("sgd"))[2]
    state = {"v": 2.0, "g": 1.0, "p": 5.0}
    exec(code, state)
    assert state["v"] == 2.8 and state["p"] == pytest.approx(5 - 0.28)


# Tasks: each row by what it does


def task(name, library):
    """The code of a cell of the table of tasks."""
    rows = (line.strip("|").split(" | ") for line in section("Tasks").splitlines() if line.startswith("| "))
    cells = next([cell.strip() for cell in row] for row in rows if row[0].strip() == name)
    return cells[1 + ("nnref", *PACKAGES).index(library)].strip("`")


def done(name, library, **given):
    names = vars(nnref) | {"np": np} if library == "nnref" else PACKAGES[library]
    return eval(task(name, library), names | given)


@pytest.mark.parametrize("library", PACKAGES)
@pytest.mark.parametrize("name", ["probabilities", "class weights"])
def test_probabilities_and_class_weights_are_those_of_nnref(name, library):
    mine = {"z": values()["z"], "t": values()["t"], "w": np.array([1, 3, 2])}
    theirs = {name: CONVERT[library](value) for name, value in mine.items()}
    np.testing.assert_allclose(
        done(name, library, **theirs), done(name, "nnref", **mine), rtol=PRECISION[library], atol=1e-9
    )


def test_repeating_examples_is_what_class_weights_mean_in_training():
    rng = np.random.default_rng(0)
    net, x, t, w = nnref.mlp((3, 5, 3), nnref.TANH, rng), values()["x"], values()["t"], np.array([1, 3, 2])
    X, W = torch.from_numpy(x), [torch.from_numpy(p.copy()).requires_grad_() for p in net.params]
    loss = done(
        "class weights", "torch", z=torch.tanh(X @ W[0] + W[1]) @ W[2] + W[3], t=torch.from_numpy(t), w=torch.tensor(w)
    )
    loss.backward()
    often_x, often_t = np.repeat(x, w[t], axis=0), np.repeat(t, w[t])
    net.backward(nnref.d_cross_entropy(net.forward(often_x), often_t))
    for ours, theirs in zip(net.grads, W):
        np.testing.assert_allclose(ours, theirs.grad, rtol=1e-12, atol=1e-14)


def networks():
    """{library: a network with the same parameters, and these for JAX}, and the one of nnref."""
    ours = nnref.mlp((3, 5, 2), nnref.TANH, np.random.default_rng(0))
    model = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2)).double()
    with torch.no_grad():
        for p, value in zip(model.parameters(), ours.params):
            p.copy_(torch.from_numpy(value.T.copy()))
    layers = keras.layers.Dense(5, "tanh"), keras.layers.Dense(2)
    other = keras.Sequential([keras.Input((3,)), *layers])
    other.set_weights(ours.params)
    W, b, V, c = ours.params
    return ours, {"torch": model, "jax": lambda x: jax.numpy.tanh(x @ W + b) @ V + c, "keras": other}


@pytest.mark.parametrize("library", PACKAGES)
def test_the_same_network_predicts_the_same_classes(library):
    ours, theirs = networks()
    x = values()["x"]
    given = x if library == "keras" else CONVERT[library](x)
    classes = done("classes", library, net=theirs[library], x=given)
    assert np.array_equal(classes, done("classes", "nnref", net=ours, x=x))


@pytest.mark.filterwarnings("ignore")  # of the libraries' own files
@pytest.mark.parametrize("library", ["nnref", *PACKAGES])
def test_what_was_saved_is_there_again_after_loading(library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ours, theirs = networks()
    net, names = theirs.get(library, ours), PACKAGES.get(library, {}) | {"np": np}
    state = names | {"net": net, "params": ours.params}
    parameters = {
        "nnref": lambda: net.params,
        "torch": lambda: [p.detach().numpy() for p in net.parameters()],
        "jax": lambda: state["params"],
        "keras": lambda: [np.asarray(p.value) for p in net.weights],
    }[library]
    before = [np.array(p) for p in parameters()]
    exec(task("save", library), state)
    for p in ours.params:
        p[:] = 0.0
    if library == "torch":
        for p in net.parameters():
            torch.nn.init.zeros_(p)
    if library == "keras":
        net.set_weights(ours.params)
    assert any(not np.array_equal(a, b) for a, b in zip(before, parameters()))
    exec(task("load", library), state)
    assert all(np.array_equal(a, b) for a, b in zip(before, parameters(), strict=True))


def test_the_rates_fall_alike():
    rate = eval(f"dict({task('rate that falls', 'nnref')})")["lr"]
    expected = [rate(step) for step in range(4)]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.1)
    falls, found = done("rate that falls", "torch", optimizer=optimizer), []
    for _ in range(4):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        falls.step()
    np.testing.assert_allclose(found, expected)
    rate = done("rate that falls", "keras")
    np.testing.assert_allclose([float(rate(step)) for step in range(4)], expected, rtol=1e-6)
    for step in range(4):
        state = {"step": step}
        exec(task("rate that falls", "jax"), state)
        assert state["lr"] == expected[step]


def test_early_stopping_keeps_the_weights_that_were_best():
    stop = done("early stopping", "keras")
    assert (stop.monitor, stop.patience, stop.restore_best_weights) == ("val_loss", 20, True)
    ours = (ROOT / "docs/api.md").read_text("utf-8").partition("**Early stopping**")[2]
    assert "since == 20" in ours and "net.params = kept" in ours


def test_gradient_checks_accept_a_gradient_and_ours_gives_its_numbers():
    x = values()["x"]
    np.testing.assert_allclose(
        done("gradient check", "nnref", f=lambda x: np.tanh(x).sum(), x=x), 1 - np.tanh(x) ** 2, rtol=1e-6
    )
    assert done("gradient check", "torch", f=torch.tanh, x=torch.from_numpy(x).requires_grad_())
    done("gradient check", "jax", f=jax.numpy.tanh, x=jax.numpy.asarray(x), check_grads=check_grads)


# What differs


def test_the_numbers_that_the_page_gives_for_the_libraries_are_theirs():
    page = namespace()
    exec(re.search(r"<!-- invisible-code-block: python\n(.*?)-->", section("What differs"), re.S)[1], page)
    assert page["theirs"] == {
        "Keras leaky_relu": keras.activations.leaky_relu(np.array(-1.0)) * -1,
        "Keras LeakyReLU": keras.layers.LeakyReLU().negative_slope,
        "PyTorch softplus": torch.nn.Softplus().threshold,
    }


def test_the_difference_gelu_is_the_erf_form_by_default_in_keras():
    assert not np.isclose(keras.activations.gelu(np.array(2.0)), nnref.gelu(2.0), rtol=1e-5)


def test_the_difference_prelu_starts_at_zero_in_keras():
    layer = keras.layers.PReLU()
    layer.build((None, 3))
    assert np.asarray(layer.alpha.value).tolist() == [0, 0, 0]


def test_the_difference_l2_has_no_half_in_keras():
    W = np.ones((3, 2))
    assert float(keras.regularizers.L2(0.1)(W)) == pytest.approx(2 * (0.1 / 2 * (W * W).sum()))


def test_the_difference_mean_squared_error_averages_over_the_outputs_in_keras():
    y, u = values()["y"], values()["u"]
    assert nnref.squared_error(y, u) == pytest.approx(
        float(keras.ops.mean(keras.losses.mean_squared_error(u, y))) * 3 / 2
    )


def test_the_difference_dense_starts_with_two_over_inputs_plus_outputs_in_keras():
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(400)
    layer.build((None, 300))
    assert (
        np.asarray(layer.kernel.value).var() == pytest.approx(2 / 700, rel=0.02)
        and not np.asarray(layer.bias.value).any()
    )


def test_the_difference_the_libraries_start_with_float32():
    assert torch.tensor([1.0]).dtype == torch.float32 and torch.nn.Linear(1, 1).weight.dtype == torch.float32


# Outgrowing nnref


@pytest.mark.filterwarnings("ignore")  # of the libraries: the page shows what one would write
@pytest.mark.parametrize("library", ["PyTorch", "JAX", "Keras"])
def test_the_same_network_gives_the_same_losses(library):
    page, text = namespace(), section("Outgrowing nnref")
    for code in blocks("python", text):
        exec(code, page)
    (code,) = blocks("py", re.search(rf"^### {library}\n(.*?)(?=^### |\Z)", text, re.M | re.S)[1])
    assert code.strip().splitlines()[-1].startswith("np.testing.assert_allclose(")
    keras.utils.set_random_seed(0)
    exec(code, page)


def test_the_example_with_dask_is_lazy_and_counts_what_nnref_counts():
    pytest.importorskip("dask.array", reason="Dask is not installed: make parity")
    page, text = namespace(), section("Larger data, the same functions")
    exec(blocks("python", section("Outgrowing nnref"))[0], page)
    (code,) = blocks("py", text)
    small = code.replace("10_000_000", "10_000").replace("1_000_000", "1_000")
    assert small != code
    exec(small, page)
    assert type(page["classes"]).__module__ == "dask.array.core" and page["classes"].numblocks == (10,)
    assert page["share"] == (page["net"].predict(page["points"].compute()) == 1).mean()
