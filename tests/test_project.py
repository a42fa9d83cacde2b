"""Claims about the project's own files: what is locked, pinned and named."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest
import yaml

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


@pytest.mark.parametrize("name", ["requirements", "requirements-lint"])
def test_every_locked_package_has_a_version_and_hashes(name):
    packages = re.split(r"\n(?=\S)", (ROOT / f"{name}.txt").read_text().strip())
    assert [p.split()[0] for p in packages if not re.match(r"[\w-]+==\S+ ", p) or "--hash=sha256:" not in p] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-lint"])
def test_the_lock_holds_all_that_is_required(name):
    required = re.findall(r"^[A-Za-z][\w-]*", (ROOT / f"{name}.in").read_text(), re.M)
    locked = re.findall(r"^([\w-]+)==", (ROOT / f"{name}.txt").read_text(), re.M)
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
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) and "# v" in note for action, note in used)
    assert re.search(r"^permissions:( \{\}|\n  contents: read)$", text, re.M)


def test_ci_runs_what_a_developer_runs():
    assert "\nmake test\nmake test-arithmetic OTHERS=1 " in (ROOT / ".ci/run").read_text()
    assert ".ci/run" in (ROOT / ".github/workflows/ci.yml").read_text()


def test_only_what_ci_found_to_be_in_order_is_published():
    started = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text())[True]  # YAML reads "on" as a bool
    assert started["workflow_run"]["workflows"] == [
        yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["name"]
    ]


# What a package of scripts/ may use besides itself and nnref: CONTRIBUTING says it, a line for each.
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAY_USE = {name: set(used.split()) for name, used in re.findall(r"^([a-z]+) +imports ?(.*)$", CONTRIBUTING, re.M)}


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


def listed():
    """The names in the tree of CONTRIBUTING, as paths with * for what stands in angle brackets."""
    (tree,) = re.findall(r"```text\n(nnref/.*?)```", CONTRIBUTING, re.S)
    folders = []
    for indent, name in re.findall(r"^( *)(\S+)", tree, re.M):
        folders = [*folders[: len(indent) // 2], name.rstrip("/")]
        yield re.sub("<.*?>", "*", "/".join(folders)) + "/" * name.endswith("/")


def test_everything_in_the_tree_of_contributing_is_there():
    assert [name for name in listed() if not list(ROOT.glob(name))] == []


def test_every_module_is_in_the_tree_of_contributing():
    """By its own name, by that of its page, or in a folder of which the tree says nothing more."""
    names = list(listed())
    open_folders = [a for a in names if a.endswith("/") and not any(b != a and b.startswith(a) for b in names)]
    pages = {path.stem for path in (ROOT / "docs").rglob("*.md")}
    missing = []
    for path in (path.relative_to(ROOT) for path in tracked() if path.suffix == ".py" and path.name != "__init__.py"):
        by_name = any(path.match(name) for name in names if "*" not in name or path.parent.name != "lecture")
        by_page = path.match("scripts/lecture/*.py") and path.stem in pages
        if not (by_name or by_page or any(path.is_relative_to(folder) for folder in open_folders)):
            missing.append(str(path))
    assert missing == []
