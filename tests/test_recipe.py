"""The recipes of README and CONTRIBUTING, performed in a copy: they are enough, and what is forgotten is named.

An activation is a block in nnref/activations.py and a page; a page is a file and a line in mkdocs.yml; a lab is a
page, a module and a test of its name, and a line in mkdocs.yml.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from scripts.website.files import ROOT

pytestmark = pytest.mark.slow

ALL = "ACTIVATIONS: tuple[Activation, ...]"  # the line of nnref/activations.py behind the last block


def copied(folder):
    """The tree, without what is large and not needed."""
    left_out = shutil.ignore_patterns("__pycache__", "py", "fonts", "*.png", "browser.css")
    for name in "nnref", "scripts", "docs", "tests":
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name in "README.md", "CONTRIBUTING.md", "LICENSE", "mkdocs.yml", "pyproject.toml", "conftest.py":
        shutil.copy(ROOT / name, folder)
    return folder


def python(folder, *arguments):
    """What a Python there does with the arguments, and prints."""
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("CI", None)  # where nothing is measured; this is a contributor's machine
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def passes(folder, *arguments):
    """Do that, and fail with all it prints if it fails."""
    done = python(folder, *arguments)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
    return done.stdout


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


# Activations: one with two kinks, both ends of its range attained and bars in its formula, and a smooth one


HARD_TANH = r'''
def hard_tanh(x: ArrayLike) -> Array:
    """Hard tanh: x, held between -1 and 1.

    >>> hard_tanh([-2, 0, 2])
    array([-1.,  0.,  1.])
    """
    return np.minimum(np.maximum(x, -1.0), 1.0)


def d_hard_tanh(x: ArrayLike) -> Array:
    """Derivative of hard_tanh: 1 between the kinks, 0 elsewhere.

    >>> d_hard_tanh([-2, 0, 2])
    array([0., 1., 0.])
    """
    return np.multiply(np.heaviside(np.add(x, 1.0), 0), np.heaviside(np.subtract(1.0, x), 1))


HARD_TANH = Activation(hard_tanh, d_hard_tanh, r"\frac{|x + 1| - |x - 1|}{2}", (-1.0, 1.0), attained=(True, True),
                       kinks=(-1.0, 1.0), paper="Collobert 2004",
                       d_tex=r"\begin{cases} 1 & |x| < 1 \\ 0 & |x| > 1 \end{cases}")
__all__ += ["hard_tanh", "d_hard_tanh", "HARD_TANH"]


'''
LOGISH = r'''
def logish(x: ArrayLike) -> Array:
    """Logish: x ln(1 + sigmoid(x)).

    >>> logish([-2, 0, 2]).round(4)
    array([-0.2252,  0.    ,  1.2634])
    """
    return np.multiply(np.maximum(x, -800.0), np.log1p(sigmoid(x)))


def d_logish(x: ArrayLike) -> Array:
    """Derivative of logish: ln(1 + s) + x s' / (1 + s), where s = sigmoid(x).

    >>> d_logish([-2, 0, 2]).round(4)
    array([-0.075 ,  0.4055,  0.7433])
    """
    x = _held(x)
    s = sigmoid(x)
    return np.log1p(s) + np.divide(np.multiply(x, d_sigmoid(x)), 1 + s)


LOGISH = Activation(logish, d_logish, r"x \ln(1 + \sigma(x))", (-0.25276881678944034, inf), attained=(True, False),
                    paper="Zhu, Zeng, Liu and Chen 2021",
                    d_tex=r"\ln(1 + \sigma(x)) + \frac{x \sigma(x) \sigma(-x)}{1 + \sigma(x)}")
__all__ += ["logish", "d_logish", "LOGISH"]


'''
PAGE = """---
description: {title}, a function that stands here to show how one is added.
activation:
  spelling: {spelling}
  color: "{color}"
  line: {line}
  lecture: after
  sentence: {sentence}
---

# {title}

**{title}** {sentence}.

$$
\\operatorname{{{printed}}}(x) = {tex}
$$<!-- = {name}(x) -->

![{title} and its derivative.](../figures/{name}.svg){{ data-explore=tangent_{name} }}
/// caption
{title} and its derivative.
///

--8<-- "{name}_card.md"

## The code

--8<-- "{name}.md"

## Seven inputs

```pycon
>>> {name}([-3.0, 0.0, 3.0]).round(3)
{output}
```

Its mean output is {mean}<!-- = {upper}.mean -->.

## Where next

Back to [what came after the lecture](after.md).
"""
HARD = dict(
    name="hard_tanh",
    block=HARD_TANH,
    spelling="hard tanh",
    color="#910808 #919108",
    line="solid",
    sentence="holds its input between walls",
    printed="HardTanh",
    tex=r"\frac{|x + 1| - |x - 1|}{2}",
    output="array([-1.,  0.,  1.])",
    mean="0.00",
)
SMOOTH = dict(
    name="logish",
    block=LOGISH,
    spelling="Logish",
    color="#910808 #4d9108",
    line="dashed",
    sentence="lets its input through the logarithm of a gate",
    printed="Logish",
    tex=r"x \ln(1 + \sigma(x))",
    output="array([-0.139,  0.   ,  2.007])",
    mean="0.14",
)
DRAW = """
import json, warnings
from scripts.browser import curves
from scripts.lecture import order
from scripts.lecture.catalog import RECORDS
from scripts.website import build, targets

warnings.simplefilter("error")
_, figures, verdicts = targets.targets()
for target in [*figures, *targets.explorables()]:
    if target.name in {names}:
        target.path.write_text(target.text(), "utf-8")
for text in targets.texts():
    text.write()
assert (found := build.objections(verdicts)) == [], found
record = RECORDS["{name}"]
assert json.loads((targets.DOCS / "assets/explorables/tangent_{name}.json").read_text("utf-8"))["y"]
assert json.loads(curves.curve(json.dumps(dict(name="{name}", params={{}}, reach=4))))["breaks"] == list(record.kinks)
assert "activations/{name}.md" in list(order.pages(order.whole()))
"""
PANELS = ("activations_six", "activations_overview", "activations_derivatives", "after_curves", "practice")
PANELS += ("which_one", "which_one_curves", "saturation_gain")
TESTS = (
    "tests/nnref",
    "tests/lecture/test_activations.py",
    "tests/lecture/test_catalog.py",
    "tests/lecture/test_style.py",
    "tests/lecture/test_figures.py",
    "tests/lecture/test_practice.py",
    "tests/lecture/labs/test_which_one.py",
    "tests/prose",
    "tests/website/text",
    "tests/tools/test_bench.py",
    "nnref/activations.py",
)
OF_ALL = "sheets or lecture_come_first or table or cheat_sheet or pages_list or budget or all_activations or exact"
PAGES = ("index.md", "after.md", "practice.md")


def add(folder, function, **changed):
    """Follow the README's recipe: the block, and the page."""
    function = function | changed
    edit(folder / "nnref/activations.py", ALL, function["block"].lstrip("\n") + ALL)
    title = function["spelling"][0].upper() + function["spelling"][1:]
    page = PAGE.format(title=title, upper=function["name"].upper(), **function)
    (folder / f"docs/activations/{function['name']}.md").write_text(page, "utf-8")


@pytest.mark.parametrize("function", [HARD, SMOOTH], ids=lambda function: function["name"])
def test_an_activation_is_a_block_and_a_page(tmp_path, function):
    name, folder = function["name"], copied(tmp_path)
    add(folder, function)
    passes(folder, "-c", DRAW.format(name=name, names=(name, f"tangent_{name}", *PANELS)))
    derivatives = (folder / "docs/figures/activations_derivatives.svg").read_text("utf-8")
    for fragment in "table", "cheatsheet", "after", "outline":
        assert f"{name}.md" in (folder / f"docs/fragments/{fragment}.md").read_text("utf-8"), fragment
    assert function["spelling"] in derivatives and function["color"].split()[0] in derivatives
    which = f"{name} or {name.upper()} or {OF_ALL}"
    passes(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, "-k", which)
    pages = [f"docs/activations/{page}" for page in (f"{name}.md", *PAGES)]
    passes(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *pages, "docs/index.md", "docs/cheatsheet.md")


def test_the_readme_names_what_an_activation_consists_of_and_every_field():
    from scripts.lecture.catalog import FIELDS

    recipe = re.search(r"^## Add an activation\n(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)[1]
    assert len(re.findall(r"^\d\. ", recipe, re.M)) == 3  # the block, the page, and make test
    assert [field for field in FIELDS if f"  {field}: " not in recipe] == []


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy in which each test breaks something and mends it."""
    return copied(tmp_path_factory.mktemp("tree"))


@pytest.fixture
def broken(tree, request):
    """The copy, whose text files are as before when the test is over."""
    files = [*(tree / "nnref").glob("*.py"), *(tree / "docs").rglob("*.md"), *(tree / "docs/labs").glob("*.py")]
    files += [*(tree / "scripts").rglob("*.py"), tree / "mkdocs.yml"]
    before = {file: file.read_bytes() for file in files}
    yield tree
    for file, text in before.items():
        file.write_bytes(text)
    for file in {*(tree / "docs").rglob("*.md"), *(tree / "docs/labs").glob("*.py")} - set(files):
        file.unlink()
    for file in "scripts/lecture/labs/toy.py", "tests/lecture/labs/test_toy.py":
        (tree / file).unlink(missing_ok=True)


def refuses(folder, message):
    """The build ends, and says this in one line."""
    done = python(folder, "-m", "scripts.website.build", "hard_tanh")
    assert done.returncode == 1 and re.fullmatch(f"error: {message}\n", done.stderr), done.stderr


WITHOUT_DERIVATIVE = re.sub(r"def d_hard_tanh.*?(?=HARD_TANH =)", "", HARD_TANH, flags=re.S)
WITHOUT_DERIVATIVE = WITHOUT_DERIVATIVE.replace("h, d_", "h, ").replace(', "d_hard_tanh"', "")
WITHOUT_RECORD = re.sub(r"HARD_TANH = .*?(?=__all__)", "", HARD_TANH, flags=re.S).replace(', "HARD_TANH"', "")


@pytest.mark.parametrize(
    "block, message",
    [
        (WITHOUT_DERIVATIVE, "hard_tanh has no derivative: add the function d_hard_tanh below it"),
        (WITHOUT_RECORD, r"hard_tanh has no record: add HARD_TANH = Activation\(...\) below it"),
        (HARD_TANH.replace(', "d_hard_tanh"', ""), "add 'd_hard_tanh' to __all__"),
        (HARD_TANH.replace(', "HARD_TANH"', ""), "add 'HARD_TANH' to __all__"),
    ],
    ids=["derivative", "record", "public derivative", "public record"],
)
def test_what_the_block_of_an_activation_lacks_is_named(broken, block, message):
    add(broken, HARD, block=block)
    refuses(broken, f"nnref/activations.py: {message}")


def test_a_page_that_an_activation_lacks_is_named(broken):
    add(broken, HARD)
    (broken / "docs/activations/hard_tanh.md").unlink()
    refuses(broken, "docs/activations/hard_tanh.md is missing: nnref/activations.py has hard_tanh, and .*")


@pytest.mark.parametrize("field", ["spelling", "color", "line", "lecture", "sentence"])
def test_a_field_that_the_page_of_an_activation_lacks_is_named(broken, field):
    add(broken, HARD)
    page = broken / "docs/activations/hard_tanh.md"
    page.write_text(re.sub(rf"^  {field}: .*\n", "", page.read_text("utf-8"), flags=re.M), "utf-8")
    refuses(
        broken, f"docs/activations/hard_tanh.md: activation: {field}: has nothing in the front matter, but needs .*"
    )


def test_a_color_too_near_to_another_is_named_with_both_pages(broken):
    color = re.search(r"^  color: (.*)$", (broken / "docs/activations/relu.md").read_text("utf-8"), re.M)[1]
    add(broken, HARD, color=color.strip('"'))
    refuses(broken, "docs/activations/relu.md and docs/activations/hard_tanh.md: .* look alike on light paper: .*")


# Pages and labs


CHECK = "from scripts.website.text import home; print(home.outline()[0].read_text('utf-8'))"
NEW_PAGE = "---\ndescription: A page that stands here to show how one is added.\noutline: what it is\n---\n\n# A page\n"
LAB_PAGE = """# %% [raw]
# ---
# description: A lab that stands here to show how one is added.
# ---

# %% [markdown]
# # A lab
#
# <!-- invisible-code-block: python
# found = measured("toy")
# -->
#
# The mean is 2<!-- = found["mean"] -->.
#
# ![A line.](../figures/toy.svg)
# /// caption
# A line.
# ///
#
# ## Verdict

# %%
from scripts.lecture.labs.toy import verdict
from scripts.lecture.measurements import measured

verdict(measured("toy"))
"""
LAB_MODULE = '''"""A toy: its mean."""

from scripts.lecture import style


def measure():
    """The mean of three numbers."""
    return {"mean": (1 + 2 + 3) / 3}


def verdict(toy):
    """What the lab says."""
    assert toy["mean"] == 2, "the mean should be two"


def draw(toy):
    """A line at the mean"""
    fig, ax = style.panels()
    ax.axhline(toy["mean"], color=style.INK)
    return fig
'''


LAB_TEST = """import pytest

from scripts.lecture.labs.toy import verdict


def test_the_verdict_fails_for_another_mean():
    with pytest.raises(AssertionError, match="should be two"):
        verdict({"mean": 3})
"""


LAST = "    - Regularization: architectures/regularization.md\n"  # of its section


def add_page(folder):
    """A page, and its line in mkdocs.yml."""
    (folder / "docs/architectures/skips.md").write_text(NEW_PAGE)
    edit(folder / "mkdocs.yml", LAST, LAST + "    - Skips: architectures/skips.md\n")


def add_lab(folder):
    """A page, its module and its test, and its line in mkdocs.yml."""
    (folder / "tests/lecture/labs/test_toy.py").write_text(LAB_TEST)
    (folder / "docs/labs/toy.py").write_text(LAB_PAGE)
    (folder / "scripts/lecture/labs/toy.py").write_text(LAB_MODULE)
    edit(folder / "mkdocs.yml", "  - Labs:\n", "  - Labs:\n    - A toy: labs/toy.py\n")


def lacks(folder, message):
    """The list of pages cannot be made, for this reason."""
    done = python(folder, "-c", CHECK)
    assert done.returncode == 1 and re.fullmatch(f"ValueError: {message}", done.stderr.splitlines()[-1]), done.stderr


def test_a_page_is_a_file_and_a_line(broken):
    add_page(broken)
    assert "[Skips](architectures/skips.md): what it is." in passes(broken, "-c", CHECK)


def test_a_page_that_the_navigation_lacks_is_named(broken):
    (broken / "docs/architectures/skips.md").write_text(NEW_PAGE)
    lacks(broken, "mkdocs.yml: the page docs/architectures/skips.md is not in `nav`: add a line such as .*")


def test_a_page_that_is_in_the_navigation_alone_is_named(broken):
    add_page(broken)
    (broken / "docs/architectures/skips.md").unlink()
    lacks(broken, "mkdocs.yml: `nav` has architectures/skips.md, but there is no docs/architectures/skips.md: .*")


def test_a_description_that_a_page_lacks_is_named(broken):
    add_page(broken)
    (broken / "docs/architectures/skips.md").write_text("# A page\n")
    lacks(broken, "docs/architectures/skips.md: add a `description:` to the front matter, .*")


def test_a_lab_is_a_page_a_module_a_test_and_a_line(broken):
    add_lab(broken)
    assert "[A toy](labs/toy.py)" in passes(broken, "-c", CHECK)
    assert "3 made" in passes(broken, "-m", "scripts.website.build", "toy")  # measured, drawn, run
    assert json.loads((broken / "docs/data/toy.json").read_text())["result"] == {"mean": 2.0}
    tests = "docs/labs/toy.py", "tests/prose", "tests/lecture/labs"
    passes(broken, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, "-k", "toy")


FORGOTTEN = {
    "line": ("mkdocs.yml", "    - A toy: labs/toy.py\n", "mkdocs.yml: the page docs/labs/toy.py is not in `nav`: .*"),
    "module": ("scripts/lecture/labs/toy.py", LAB_MODULE, "docs/labs/toy.py has no module: add scripts/lecture/.*"),
    "verdict": ("scripts/lecture/labs/toy.py", "def verdict", "scripts/lecture/labs/toy.py has no function .*"),
    "section": ("docs/labs/toy.py", "# ## Verdict\n", "docs/labs/toy.py has no section `## Verdict`: add one, .*"),
    "description": ("docs/labs/toy.py", "# description: ", "docs/labs/toy.py: add a `description:` to the front .*"),
}


@pytest.mark.parametrize("file, part, message", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_a_lab_lacks_is_named(broken, file, part, message):
    add_lab(broken)
    edit(broken / file, part, "" if part.endswith("\n") else "def judged" if part == "def verdict" else "# about: ")
    if part == LAB_MODULE:
        (broken / file).unlink()
    lacks(broken, message)


def test_a_test_that_a_lab_lacks_is_named(broken):
    add_lab(broken)
    (broken / "tests/lecture/labs/test_toy.py").unlink()
    done = python(
        broken, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/lecture/labs/test_verdicts.py", "-k", "toy"
    )
    assert done.returncode == 1 and "AssertionError: add tests/lecture/labs/test_toy.py" in done.stdout
