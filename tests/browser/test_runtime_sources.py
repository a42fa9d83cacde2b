"""The official files of the browser's Python: each from the first source that has it, whole and checked."""

import hashlib
import io
import sys
import tarfile
import urllib.error
import zipfile
from email.message import Message

import pytest

from scripts.browser.runtime import sources

pytestmark = pytest.mark.slow

PYTHON = sys.executable
FILES = {"pyodide.mjs": b"loader", "pyodide.asm.wasm": b"wasm" * 100, "numpy-1.whl": b"numpy"}
CLIENT = """#!{python}
import shutil, sys
folder = next(sys.argv[i + 1] for i, word in enumerate(sys.argv) if word in ("--dest", "--pack-destination"))
shutil.copy({archive!r}, folder)
"""


class Answer(io.BytesIO):
    """What urlopen gives, with the length that the server has told."""

    def __init__(self, data, told):
        super().__init__(data)
        self.headers = Message()
        self.headers["Content-Length"] = str(told)


@pytest.fixture
def world(monkeypatch, tmp_path):
    """Small files, a CDN that has those in `cdn`, no npm, and a pip whose package has all files."""

    class World:
        cdn, asked, folder = {}, [], tmp_path / "cache" / sources.OFFICIAL["info"]["version"]

        def get(self):
            return sources.official(tmp_path / "cache")

        def client(self, name, archive):
            file = tmp_path / "bin" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(CLIENT.format(python=PYTHON, archive=str(archive)))
            file.chmod(0o755)
            return str(file)

        def npm(self, files):
            archive = tmp_path / "pyodide.tgz"
            with tarfile.open(archive, "w:gz") as tar:
                for name, data in files.items():
                    member = tarfile.TarInfo(f"package/{name}")
                    member.size = len(data)
                    tar.addfile(member, io.BytesIO(data))
            self.client("npm", archive)

        def pip(self, files):
            archive = tmp_path / "large-1-py3-none-any.whl"
            with zipfile.ZipFile(archive, "w") as wheel:
                for name, data in files.items():
                    wheel.writestr(sources.OFFICIAL["sources"]["pip"]["folder"] + name, data)
            monkeypatch.setattr(sys, "executable", self.client("python", archive))

    world = World()

    def urlopen(url, timeout):
        name = url.rpartition("/")[2]
        world.asked.append(name)
        if name not in world.cdn:
            raise urllib.error.URLError("no answer")
        return Answer(world.cdn[name], len(FILES[name]))

    monkeypatch.setattr(sources.urllib.request, "urlopen", urlopen)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    monkeypatch.setitem(sources.OFFICIAL, "sha256", hashes)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("NNREF_RUNTIME", raising=False)
    world.pip(FILES)
    return world


def kept(world):
    return {path.name: path.read_bytes() for path in world.folder.iterdir()}


def test_the_cdn_is_enough(world):
    world.cdn = FILES
    world.get()
    assert kept(world) == FILES and world.asked == list(FILES)


def test_files_that_are_there_are_not_fetched_again(world):
    world.cdn = FILES
    world.get()
    world.get()
    assert world.asked == list(FILES)


def test_each_download_is_announced_with_its_size(world, capsys):
    world.get()
    said = capsys.readouterr().err
    assert "downloading open-webui" in said and " by pip, 106.0 MB, once" in said
    world.cdn = FILES
    (world.folder / "pyodide.asm.wasm").unlink()
    world.get()
    assert "downloading pyodide.asm.wasm from Pyodide's CDN, 0.0 MB, once" in capsys.readouterr().err


def test_a_download_says_now_and_then_how_far_it_is(world, capsys, monkeypatch):
    monkeypatch.setattr(sources, "EVERY", 0)
    world.get()
    assert " of 106.0 MB after 0 s" in capsys.readouterr().err


def test_without_the_cdn_npm_brings_all_but_numpy_and_the_large_package_only_that(world):
    world.npm({name: data for name, data in FILES.items() if name != "numpy-1.whl"})
    world.pip({"numpy-1.whl": FILES["numpy-1.whl"]})
    world.get()
    assert kept(world) == FILES


def test_numpy_alone_is_not_asked_of_npm(world):
    world.cdn = {name: data for name, data in FILES.items() if name != "numpy-1.whl"}
    world.npm({})
    world.get()
    assert kept(world) == FILES


def test_without_npm_the_large_package_brings_all_and_the_lack_is_said(world, capsys):
    world.get()
    assert kept(world) == FILES and "npm is not installed (it comes with Node.js)" in capsys.readouterr().err


def test_what_a_source_brought_before_it_broke_off_is_kept(world):
    world.cdn = {"pyodide.mjs": FILES["pyodide.mjs"]}
    world.pip({})
    with pytest.raises(LookupError, match="no source has pyodide.asm.wasm, numpy-1.whl: "):
        world.get()
    assert kept(world) == world.cdn


def test_a_file_that_ends_too_early_is_not_kept(world):
    world.cdn = FILES | {"pyodide.asm.wasm": FILES["pyodide.asm.wasm"][:-1]}
    world.pip({})
    with pytest.raises(LookupError, match="pyodide.asm.wasm ended after 399 of 400 bytes"):
        world.get()
    assert set(kept(world)) == {"pyodide.mjs"}


def test_a_file_with_another_hash_is_not_kept(world):
    world.pip(FILES | {"numpy-1.whl": b"evil!"})
    with pytest.raises(LookupError, match="numpy-1.whl is not the official file"):
        world.get()
    assert "numpy-1.whl" not in kept(world)


def test_a_client_that_fails_is_named(world, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(LookupError, match="pip did not bring open-webui"):
        world.get()


def test_sources_that_did_not_answer_are_not_asked_again_at_once(world):
    world.pip({})
    for again in "", "asked within the last hour":
        with pytest.raises(LookupError, match=f"no answer.*{again}"):
            world.get()
    assert len(world.asked) == 1


def test_a_named_folder_is_the_only_source(world, monkeypatch, tmp_path):
    monkeypatch.setenv("NNREF_RUNTIME", str(tmp_path))
    with pytest.raises(LookupError, match="no source has pyodide.mjs"):
        world.get()
    assert world.asked == []


def test_the_versions_are_put_in_where_they_are_named():
    assert not any("{" in name for name in sources.official_files()["sha256"])
    version, places = sources.OFFICIAL["info"]["version"], sources.OFFICIAL["sources"]
    assert f"/v{version}/" in places["cdn"] and places["npm"]["name"] == f"pyodide@{version}"
