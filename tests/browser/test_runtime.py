"""The browser's Python: verified, from whichever source answers, and its absence breaks no build."""

import gzip
import hashlib
import io
import json
import tarfile
import zipfile

import pytest

from scripts.browser import runtime
from scripts.browser.runtime import sources
from scripts.website.files import write as save

pytestmark = pytest.mark.slow

FAKE = {"pyodide.mjs": b"loader", "pyodide.asm.mjs": b"glue", "pyodide.asm.wasm": b"wasm"}


def archive(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A runtime of a few bytes, all its files in tmp_path/source, and its output in tmp_path/out."""
    files = FAKE | {
        "python_stdlib.zip": archive({"os.py": "x = 1", "turtle.py": "y = 2", "traceback.py": "z = 3"}),
        "numpy-1.whl": archive(
            {
                "numpy/__init__.py": "a = 1",
                "numpy/f2py/__init__.py": "b = 2",
                "numpy-1.dist-info/licenses/LICENSE.txt": "BSD",
            }
        ),
    }
    (tmp_path / "source").mkdir()
    for name, data in files.items():
        (tmp_path / "source" / name).write_bytes(data)
    monkeypatch.setitem(
        sources.OFFICIAL, "sha256", {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    )
    monkeypatch.setattr(runtime, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(runtime, "OUT", tmp_path / "out")
    monkeypatch.setattr(runtime, "find_node", lambda: None)
    monkeypatch.setenv("NNREF_RUNTIME", str(tmp_path / "source"))
    return tmp_path


def manifest(small):
    return json.loads((small / "out/runtime.json").read_text())


def test_files_of_a_local_folder_are_published_with_their_hashes(small):
    runtime.write(save)
    files = manifest(small)["files"]
    assert set(files) == {*FAKE, "python_stdlib.bin", "numpy.bin", "pyodide.asm.wasm.bin", "nnref.bin"}
    for entry in files.values():
        data = (small / "out" / entry["path"]).read_bytes()
        assert entry["bytes"] == len(data) and entry["integrity"] == runtime.integrity(data)


def test_what_no_reader_uses_is_left_out_and_nothing_that_begins_alike(small):
    runtime.write(save)
    files = manifest(small)["files"]
    library = zipfile.ZipFile(small / "out" / files["python_stdlib.bin"]["path"])
    assert library.namelist() == ["os.py", "traceback.py"]
    numpy = tarfile.open(fileobj=io.BytesIO((small / "out" / files["numpy.bin"]["path"]).read_bytes()))
    assert numpy.getnames() == ["numpy-1.dist-info/licenses/LICENSE.txt", "numpy/__init__.py"]


def test_a_file_with_another_hash_is_refused_and_the_site_is_built_without(small, capsys):
    (small / "source/pyodide.asm.wasm").write_bytes(b"evil")
    runtime.write(save)
    assert "pyodide.asm.wasm is not the official file" in manifest(small)["why"]
    assert "examples will not run in the browser" in capsys.readouterr().err
    assert [path.name for path in (small / "out").rglob("*")] == ["runtime.json"]


def test_without_a_source_the_reason_is_published(small, monkeypatch):
    monkeypatch.setenv("NNREF_RUNTIME", str(small / "nowhere"))
    runtime.write(save)
    assert manifest(small)["why"].startswith("no source has pyodide.mjs, ")


def test_the_same_files_give_the_same_bytes_and_a_second_time_writes_nothing(small):
    runtime.write(save)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (small / "out").rglob("*.*") if path.is_file()
    }
    runtime.write(save)
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (small / "out").rglob("*.*") if path.is_file()
    }
    for path in (small / "cache").glob("made-*/*"):
        path.unlink()
    next((small / "cache").glob("made-*")).rmdir()
    runtime.write(save)
    assert {path: data for path, (data, _) in before.items()} == {
        path: path.read_bytes() for path in (small / "out").rglob("*.*") if path.is_file()
    }


def test_left_overs_of_another_version_are_removed(small):
    runtime.write(save)
    old = small / "out/0.0.1-aaaaaaaa/pyodide.mjs"
    old.parent.mkdir()
    old.write_text("old")
    runtime.write(save)
    assert not old.parent.exists()


def test_the_versions_of_the_runtime_stand_in_one_file():
    info = runtime.OFFICIAL["info"]
    minor = info["python"].rpartition(".")[0]
    texts = [
        info["version"],
        info["abi_version"],
        info["platform"],
        f"python{minor}",
        f"cpython-{minor.replace('.', '')}",
    ]
    files = [
        path
        for folder in ("scripts", "docs/assets/js")
        for path in (runtime.ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".mjs", ".js", ".toml") and path.name != "files.toml"
    ]
    assert [(path.name, text) for path in files for text in texts if text in path.read_text("utf-8")] == []


def test_the_package_that_goes_to_the_browser_is_all_of_nnref():
    names = {path.relative_to(runtime.ROOT).as_posix() for path in runtime.code_files()}
    assert {
        path.relative_to(runtime.ROOT).as_posix() for path in (runtime.ROOT / "nnref").iterdir() if path.is_file()
    } <= names


def test_the_published_runtime_weighs_at_most_nine_and_a_half_megabytes_on_the_wire():
    made = runtime.OUT / "runtime.json"
    if not made.exists() or "files" not in (said := json.loads(made.read_text())):
        pytest.skip("there is no runtime here: run `make build` where a source answers")
    sizes = {
        name: len(gzip.compress((runtime.OUT / entry["path"]).read_bytes(), 6)) for name, entry in said["files"].items()
    }
    assert sum(sizes.values()) - sizes["pyodide.asm.wasm.bin"] <= 9.5e6


def test_licenses_are_published_beside_the_files():
    for path in runtime.OUT.glob("*/LICENSES.txt"):
        text = path.read_text()
        assert "Mozilla Public License" in text and "PYTHON SOFTWARE FOUNDATION" in text and "NumPy Developers" in text
