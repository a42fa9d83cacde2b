"""Every notebook runs where there is nothing but the wheel, NumPy, matplotlib and what Jupyter needs."""

import ast
import doctest
import json
import re
import zipfile

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from scripts.browser import answers
from scripts.website import checks, flat, notebooks, packages
from scripts.website.files import DOCS
from tests import environment

pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/lecture/"
CHECK = doctest.OutputChecker().check_output
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
LOCAL = "http://localhost:8000/"
PAGES = notebooks.listed()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    return folder / packages.write(folder)[0]


@pytest.fixture(scope="module")
def python(tmp_path_factory, wheel):
    """The Python of the new environment; the wheel is unpacked there, which is what installing it comes to."""
    folder = tmp_path_factory.mktemp("empty")
    python = environment.create(folder, None, "numpy", "matplotlib", "ipykernel")
    zipfile.ZipFile(wheel).extractall(next(folder.rglob("site-packages")))
    assert environment.distributions(python) >= {"nnref", "numpy", "matplotlib"}
    assert environment.distributions(python).isdisjoint({"scipy", "scikit-learn", "mkdocs", "nbclient", "pip"})
    return python


def executed(notebook, python, folder, **options):
    """A notebook as it is after all its cells have run."""

    class Kernel(AsyncKernelManager):
        transport_encryption = "auto"
        kernel_spec = KernelSpec(
            argv=[str(python), "-I", "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python"
        )

    place = {"metadata": {"path": str(folder)}}
    options |= {"kernel_manager_class": Kernel, "timeout": 300, "startup_timeout": 300, "resources": place}
    NotebookClient(notebook, **options).execute()
    return notebook


def said(cell):
    """What a cell puts out, as text."""
    parts = []
    for output in cell.outputs:
        if output.output_type == "error":
            parts.append(f"{output.ename}: {output.evalue}\n")
        else:
            parts.append(output.text if output.output_type == "stream" else output.data["text/plain"] + "\n")
    return "".join(parts)


def read(page, wheel="nnref.whl", address=ADDRESS):
    return nbformat.reads(notebooks.notebook(page, address, wheel, checks.found(DOCS)).json(), 4)


@pytest.mark.parametrize("page", PAGES)
def test_a_notebook_runs_in_an_empty_environment_and_puts_out_what_it_shows(page, python, tmp_path):
    notebook = read(page)
    nbformat.validate(notebook)
    shown = {cell.id: said(cell) for cell in notebook.cells if cell.cell_type == "code"}
    for cell in executed(notebook, python, tmp_path).cells:
        missing = "find_spec('sklearn')" in cell.source  # such a cell says what it needs
        if cell.cell_type == "code" and shown[cell.id] and not missing:
            assert CHECK(shown[cell.id], said(cell), OPTIONS), cell.source


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("labs/")])
def test_a_labs_notebook_has_its_results_and_no_trace_of_the_repository(page):
    notebook = read(page)
    assert sum(bool(cell.get("outputs")) for cell in notebook.cells) >= 2
    for cell in notebook.cells:
        assert "scripts." not in cell.source and "<!--" not in cell.source
        if cell.cell_type == "code":
            assert "pyright" not in cell.source and "pragma" not in cell.source


LEFT = re.compile(r"^(?: {4}(?:id|kind|is|value|answer):|/{3,})|\{ *:? *(?:#|\.[a-z]|data-)|<div|<!--|<exercise", re.M)


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_notebook_shows_how_the_page_is_written(page):
    for cell in read(page).cells:
        assert cell.cell_type == "code" or not LEFT.search(cell.source), cell.source


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("labs/")])
def test_each_lab_asks_and_judges(page):
    sources = [cell.source for cell in read(page).cells if cell.cell_type == "code"]
    assert any("check = judging.check" in source for source in sources)
    assert any(re.match(r'%%check \S+|check\("', source) for source in sources)


def test_what_is_to_be_seen_after_a_guess_is_folded_away():
    cells = [cell.source for cell in read("labs/dead.py").cells]
    [guess] = [number for number, source in enumerate(cells) if source.startswith("### Predict")]
    assert cells[guess + 1].startswith("- **a** ")
    assert cells[guess + 2].startswith("<details><summary>What is to be seen")


def test_the_pages_of_the_lecture_and_the_labs_are_notebooks():
    assert {"neuron.md", "activations/index.md", "activations/mish.md", "architectures/capacity.md"} <= set(PAGES)
    assert len([page for page in PAGES if page.startswith("labs/")]) == 10
    assert len({notebooks.name_of(page) for page in PAGES}) == len(PAGES)


def test_the_first_cell_installs_the_wheel_that_lies_beside_the_notebook(wheel, tmp_path):
    python = environment.create(tmp_path / "empty", None, "numpy", "matplotlib", "ipykernel", "pip")
    notebook = read("neuron.md", wheel.name)
    notebook.cells = [notebook.cells[1], nbformat.v4.new_code_cell("import nnref; print(nnref.__file__)")]
    (tmp_path / wheel.name).write_bytes(wheel.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        assert "site-packages" in said(executed(notebook, python, tmp_path).cells[1])


def test_without_a_wheel_beside_it_the_first_cell_names_that_of_the_site():
    assert f'"{ADDRESS}dist/" + wheel' in read("neuron.md").cells[1].source


def test_a_site_without_an_address_asks_for_the_wheel_beside_the_notebook():
    text, code = read("neuron.md", "nnref-1.whl", LOCAL).cells[:2]
    assert "Put `nnref-1.whl`" in text.source and "localhost" not in text.source + code.source


@pytest.mark.parametrize("beside", [None, b"no wheel"])
def test_where_nnref_cannot_be_installed_the_run_ends_there_with_a_sentence(beside, tmp_path):
    python = environment.create(tmp_path / "empty", None, "ipykernel", "pip")
    notebook = read("neuron.md", "nnref-1-py3-none-any.whl", LOCAL)
    if beside:
        (tmp_path / "nnref-1-py3-none-any.whl").write_bytes(beside)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(CellExecutionError):
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        executed(notebook, python, tmp_path)
    [cell] = [cell for cell in notebook.cells if cell.get("outputs") and "importlib" in cell.source]
    [sentence] = cell.outputs[-1].traceback
    assert "beside this notebook" in sentence and "Traceback" not in said(cell)
    assert not any(cell.get("execution_count") for cell in notebook.cells[2:])


def test_a_lab_uses_what_was_measured_in_it_and_says_what_no_longer_holds(python, tmp_path):
    notebook = read("labs/dead.py")
    [table] = [cell for cell in notebook.cells if "verdict(" in cell.source and "try:" in cell.source]
    [kept] = [cell for cell in notebook.cells if "def measured(name)" in cell.source]
    changed = "runs = measured('dead_revival'); runs['elu'] = np.array(runs['relu']); keep('dead_revival', runs)"
    causes = [cell for cell in notebook.cells if re.search(r"= measured\(", cell.source) and cell is not table]
    helpers = [cell for cell in notebook.cells[:6] if cell.cell_type == "code" and cell is not kept]
    notebook.cells = [kept, *helpers, *causes, nbformat.v4.new_code_cell(changed), kept, table]
    notebook.cells = [nbformat.v4.new_code_cell(cell.source) for cell in notebook.cells]
    said_of_it = said(executed(notebook, python, tmp_path).cells[-1])
    assert "does not hold: more than half of the silent ELU units should come back" in said_of_it
    assert re.search(r"^elu +\d+ +0 +0 of 20$", said_of_it, re.M)


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("labs/")])
def test_what_a_lab_asks_one_to_try_is_in_its_notebook(page):
    cells = read(page).cells
    [tried] = [cell.source for cell in cells if "## Try it yourself" in cell.source]
    own = flat.module(f"scripts.lecture.labs.{page[5:-3]}").statements
    code = [cell.source for cell in cells if cell.cell_type == "code" and not cell.source.startswith("%%check")]
    defined = set().union(*(flat.assigned(ast.parse(re.sub("^ *%.*", "", source, flags=re.M))) for source in code))
    assert {name for name in re.findall(r"`(\w+)", tried) if name in own} <= defined
    assert f"`{page[5:-3]}." not in tried and "`lab." not in tried


def test_a_link_leads_to_the_site_and_where_that_has_no_address_is_a_word():
    assert notebooks.link("ReLU", "relu.md#dying", "activations/elu.md", ADDRESS) == (
        f"[ReLU]({ADDRESS}activations/relu/#dying)"
    )
    assert notebooks.link("ReLU", "relu.md", "activations/elu.md", "http://localhost:8000/") == "ReLU"


def test_what_a_prompt_shows_inside_a_block_a_cell_shows_too():
    [(source, [output], _)] = notebooks.examples(">>> for i in range(2):\n...     i + 1\n1\n2\n")
    assert source == "for i in range(2):\n    print(repr(i + 1))\n" and output["text"] == "1\n2\n"


def test_of_hidden_statements_those_are_kept_that_the_visible_ones_need():
    hidden = ["a = 1", "b = a + 1", "c = 2", "net.W = c"]
    parts = [*(("hidden", one) for one in hidden), ("python", "print(b)"), ("python", "net = 3\nprint(net)")]
    assert notebooks.needed_hidden(parts) == {0, 1}


# Exercises


def answered(page, python, folder, given):
    """What is said of answers, {id: code of the cell}."""
    notebook = read(page)
    for cell in notebook.cells:
        if found := re.match(r'%%check (\S+)|check\("(\S+)"', cell.source):
            cell.source = given.get(found[1] or found[2], "")
    cells = executed(notebook, python, folder).cells
    return [said(cell).strip() for cell in cells if cell.cell_type == "code" and "check" in cell.source[:7]]


def test_right_answers_are_right_and_known_wrong_ones_get_their_words(python, tmp_path):
    right = {
        "softplus-slope": 'check("softplus-slope", 0.5)',
        "softplus-derivative": 'check("softplus-derivative", "a")',
        "softplus-half": 'check("softplus-half", 0.1)',
        "softplus-code": "%%check softplus-code\ndef softplus(x):\n    return np.logaddexp(x, 0)",
    }
    assert answered("activations/softplus.md", python, tmp_path, right) == ["Right."] * 4
    wrong = {"softplus-slope": 'check("softplus-slope", 0)', "softplus-half": 'check("softplus-half", ...)'}
    first, second = answered("activations/softplus.md", python, tmp_path, wrong)
    assert "ReLU" in first and "dots" in second


def test_an_answer_in_another_form_gets_a_sentence_that_says_the_form(python, tmp_path):
    form = {
        'check("softplus-slope", "steep")': "Give a number, such as 0.5.",
        'check("softplus-slope", 0, 5)': "Give a number, such as 0.5.",
        'check("softplus-derivative", 1)': 'Give a letter in quotes, such as "a".',
        'check("softplus-derivative", np.zeros(3))': 'Give a letter in quotes, such as "a".',
        'check("softplus-derivative", "z")': "Give a letter in quotes",
        'check("softplus-derivative", "l")': "The letters go from a to",
        'check("softplus-derivative", sigmoid_)': "letters stand in quotes",
        'check("softplus-derivative", ...)': "in the place of the dots: a letter",
    }
    notebook = read("activations/softplus.md")
    notebook.cells = notebook.cells[:4] + [nbformat.v4.new_code_cell(answer) for answer in form]
    cells = executed(notebook, python, tmp_path, allow_errors=True).cells[-len(form) :]
    for cell, sentence in zip(cells, form.values()):
        assert sentence in said(cell) and "Traceback" not in said(cell), (cell.source, said(cell))


@pytest.mark.parametrize("page", PAGES)
def test_beside_the_place_of_an_answer_stands_its_form(page):
    for cell in read(page).cells:
        if cell.source.startswith("check("):
            assert re.fullmatch(r'check\("[\w-]+", \.\.\.\)  # (a|all|its|letters) .+', cell.source), cell.source


def test_what_a_known_wrong_answer_does_is_said_before_what_is_true_by_computation():
    known = {"answer": 2.0, "within": 0.1, "wrong": [[-2.0, 0.1]]}
    assert answers.number(known, ["Why."], [-2.0]) == "Why."
    assert answers.number(known, ["Why."], [4.0]) == "Not yet. It is off by a factor of two."


def test_a_wrong_order_that_nobody_foresaw_names_two_items_that_stand_the_wrong_way_round():
    known = {"right": [2, 0, 1], "wrong": [[1, 0, 2]]}
    said_of = lambda text: answers.order(known, ["Why."], answers.letters([text], known))  # noqa: E731
    assert said_of("b, a, c") == "Why."
    assert said_of("cba") == "Not yet. b stands before a: compare these two."
    assert said_of("ca") == "Write each letter once."


# The code of scripts/ in one cell


def test_a_name_that_is_taken_gets_its_module_before_it_but_not_in_texts_and_comments():
    text = 'def f(key="accuracy"):\n    """The accuracy."""\n    return accuracy(f"{accuracy(1)}")  # accuracy\n'
    assert flat.renamed(text, "accuracy", "own") == text.replace("accuracy(", "own(")


def test_what_was_gathered_defines_every_name_that_it_uses():
    code = flat.Code(taken={"accuracy"})
    code.add(flat.module("scripts.lecture.labs.dead"), "one_run")
    text = "\n".join(code.texts().values())
    assert {"one_run", "statistics_accuracy", "network", "WIDTH"} <= flat.assigned(ast.parse(text))
    assert code.given == {"digits"} and "nnref" not in "".join(code.import_lines())


def test_the_same_page_gives_the_same_bytes():
    one, other = (notebooks.notebook("neuron.md", ADDRESS, "nnref.whl", checks.found(DOCS)).json() for _ in range(2))
    assert one == other and json.loads(one)["nbformat"] == 4
