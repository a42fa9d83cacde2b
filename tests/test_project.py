"""Claims about the project's own files: what is locked, pinned and named."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from scripts.website.files import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def tracked():
    """The text files that git would commit, without the locks, whose hashes may spell anything."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix not in (".png", ".woff2") and path not in LOCKS and path.is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_no_index(lock):
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|-e|--index-url|--extra-index-url|--find-links|--trusted-host)\b", text, re.M)


def test_every_locked_package_has_a_version_and_hashes():
    packages = re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text().strip())
    assert [p.split()[0] for p in packages if not re.match(r"[\w-]+==\S+ ", p) or "--hash=sha256:" not in p] == []


def test_the_lock_holds_all_that_is_required():
    required = re.findall(r"^[A-Za-z][\w-]*", (ROOT / "requirements.in").read_text(), re.M)
    locked = re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(), re.M)
    assert {name.lower().replace("_", "-") for name in required} <= set(locked)


def test_the_package_needs_numpy_alone():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [re.match(r"\w+", each)[0] for each in project["dependencies"]] == ["numpy"]


def test_no_file_names_a_registry_or_a_folder_of_the_machine():
    forbidden = re.compile(
        "|".join(["py" + r"pi\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", str(ROOT), r"/ro" + "ot/"])
    )
    found = [
        f"{path.relative_to(ROOT)}: {m[0]}"
        for path in tracked()
        for m in [forbidden.search(path.read_text("utf-8"))]
        if m
    ]
    assert found == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_its_actions_and_states_its_permissions(workflow):
    text = workflow.read_text()
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) and "# v" in note for action, note in used)
    assert re.search(r"^permissions:( \{\}|\n  contents: read)$", text, re.M)


def test_ci_runs_what_a_developer_runs():
    assert (ROOT / ".ci/run").read_text().rstrip().endswith("make test")
    assert all(".ci/run" in workflow.read_text() for workflow in WORKFLOWS)


# Imports inside scripts/: what a package may use besides itself and nnref.
MAY_USE = {
    "browser": set(),
    "lecture": {"browser"},
    "prose": {"lecture"},
    "website": {"lecture", "prose", "browser"},
    "tools": {"lecture", "prose", "website", "browser"},
}


def module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in sorted((ROOT / "scripts").rglob("*.py"))}


def imports(path):
    """What a file imports, also inside functions, as (module, name) or (module, None)."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield from ((".".join((*above, *filter(None, [node.module]))), alias.name) for alias in node.names)


def modules_used(path):
    """The modules of scripts/ that a file imports: `from package import module` is the module."""
    for name, part in imports(path):
        if name.partition(".")[0] == "scripts":
            yield f"{name}.{part}" if f"{name}.{part}" in MODULES else name


USED = {name: {used for used in modules_used(path) if used != name} for name, path in MODULES.items()}


def test_only_the_package_itself_stands_directly_in_scripts():
    assert [path.name for path in (ROOT / "scripts").glob("*") if path.is_file()] == ["__init__.py"]
    assert {path.name for path in (ROOT / "scripts").iterdir() if path.is_dir()} - {"__pycache__"} == set(MAY_USE)


def test_imports_between_the_packages_go_one_way():
    found = [
        f"{name} imports {used}"
        for name, all_used in USED.items()
        if name != "scripts"
        for used in sorted(all_used)
        if (own := name.split(".")[1]) != (other := used.split(".")[1]) and other not in MAY_USE[own]
    ]
    assert found == []


def test_no_imports_go_in_a_circle():
    order = []
    left = dict(USED)
    while ready := [name for name, used in left.items() if not used & left.keys()]:
        order += ready
        left = {name: used for name, used in left.items() if name not in ready}
    assert left == {}, "each of these is imported, directly or not, by what it imports"
    assert len(order) == len(MODULES)


def private(path):
    """The private names of our other modules that a file uses, imported or behind a dot."""
    ours = [(name, part) for name, part in imports(path) if name.partition(".")[0] in ("nnref", "scripts", "tests")]
    yield from (part for _, part in ours if part and part.startswith("_"))
    bound = {part or name for name, part in ours}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr) and ast.unparse(node.value) in bound:
            yield ast.unparse(node)


def test_no_module_uses_a_private_name_of_another():
    files = [
        *MODULES.values(),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "docs/labs").glob("*.py"),
        ROOT / "conftest.py",
    ]
    assert [f"{path.relative_to(ROOT)}: {name}" for path in files for name in private(path)] == []


def test_scripts_and_nnref_import_no_test_and_nothing_imports_a_tool():
    files = [
        *MODULES.values(),
        *(ROOT / "nnref").glob("*.py"),
        *(ROOT / "docs/labs").glob("*.py"),
        ROOT / "conftest.py",
    ]
    for path in files:
        assert "tests" not in {name.partition(".")[0] for name, _ in imports(path)}, path
    assert [
        name
        for name, used in USED.items()
        if not name.startswith("scripts.tools") and any(u.startswith("scripts.tools") for u in used)
    ] == []


def test_nnref_imports_numpy_and_the_standard_library_alone():
    names = {name.partition(".")[0] for path in (ROOT / "nnref").glob("*.py") for name, _ in imports(path)}
    assert names - sys.stdlib_module_names == {"numpy", "nnref"}
