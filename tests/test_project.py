"""Claims about the project's own files: what is locked, pinned and named."""

import re
import subprocess
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
