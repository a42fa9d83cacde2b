"""The Python that runs in the reader's browser: fetched, verified, made smaller, put below docs/assets/py.

files.toml names the official files, their versions and hashes; sources.py fetches them. Without a source the site is
complete but for the run controls. docs/assets/py/runtime.json tells the pages which it is, and the versions.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

from scripts.browser.runtime.sources import OFFICIAL, official, say

ROOT, HERE = Path(__file__).parents[3], Path(__file__).parent
CACHE = ROOT / ".cache/runtime"
OUT = ROOT / (".cache/serve/py" if os.environ.get("NNREF_SERVE") else "docs/assets/py")  # both may be made at once
CODE = (
    "nnref/*.*",
    "scripts/__init__.py",
    "scripts/browser/*.py",
    "scripts/browser/playground/*.py",
    "scripts/lecture/__init__.py",
    "scripts/lecture/statistics.py",
    "scripts/prose/__init__.py",
    "scripts/prose/compare.py",
)


def write(save):
    """Bring docs/assets/py up to date, writing each file by save(path, bytes). Return the path of runtime.json."""
    try:
        files, compiled = runtime()
        return publish(files, package(compiled, save), compiled, save)
    except LookupError as why:
        print(f"examples will not run in the browser: {why}", file=sys.stderr)
        shutil.rmtree(OUT, ignore_errors=True)
        return save(OUT / "runtime.json", json.dumps({"why": str(why)}).encode())


def code_files():
    return [path for pattern in CODE for path in sorted(ROOT.glob(pattern)) if path.is_file()]


# Smaller and faster


def runtime():
    """The files a browser gets, name -> bytes, and whether the libraries are compiled."""
    recipe = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.*")))).hexdigest()
    made = CACHE / f"made-{recipe[:16]}"
    if not made.exists():
        folder = official(CACHE)
        new = CACHE / f"new-{os.getpid()}"
        new.mkdir(parents=True, exist_ok=True)
        make(folder, new)
        for old in CACHE.glob("made-*"):
            shutil.rmtree(old)
        new.replace(made)
    files = {path.name: path.read_bytes() for path in sorted(made.iterdir())}
    return files, files.pop("compiled.txt", None) is not None


def make(folder, to):
    """Trimmed and, where Node is to be had, compiled archives of the library and of NumPy, and the licenses."""
    library = trimmed(folder / "python_stdlib.zip", OFFICIAL["unused"]["python"].split())
    numpy = trimmed(next(folder.glob("numpy-*.whl")), OFFICIAL["unused"]["numpy"].split())
    node = find_node()
    if node:
        say("compiling the library and NumPy (10 s, once)")
        library, numpy = compiled(node, folder, library), compiled(node, folder, numpy)
        (to / "compiled.txt").write_text("")
    else:
        say("no Node.js found, so the library stays uncompiled and starts a second later")
    with zipfile.ZipFile(to / "python_stdlib.bin", "w") as archive:  # Python unpacks what it imports and no more
        for name, data in library.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 9)
    (to / "numpy.bin").write_bytes(packed(numpy))
    for name in "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm":
        shutil.copyfile(folder / name, to / name)
    # for hosts that do not compress WebAssembly (gzip by another name, which no host decodes)
    (to / "pyodide.asm.wasm.bin").write_bytes(gzip.compress((folder / "pyodide.asm.wasm").read_bytes(), 9, mtime=0))
    licenses = [path.read_text("utf-8") for path in sorted((HERE / "licenses").glob("*.txt"))]
    licenses += [
        data.decode() for name, data in trimmed(next(folder.glob("numpy-*.whl")), []).items() if "/licenses/" in name
    ]
    (to / "LICENSES.txt").write_text(
        f"\n\n{'=' * 100}\n\n".join(
            [
                "Pyodide (MPL 2.0), Python and NumPy with what they contain; sources: pyodide.org, python.org, "
                "numpy.org",
                *licenses,
            ]
        ),
        "utf-8",
    )


def trimmed(archive, unused):
    """The members of a zip file that a reader can use, name -> bytes."""
    patterns = [module.replace(".", "/") + end for module in unused for end in (".*", "/*")]
    with zipfile.ZipFile(archive) as members:
        kept = {
            name: members.read(name)
            for name in sorted(members.namelist())
            if name in OFFICIAL["unused"]["but"]
            or not name.endswith(tuple(OFFICIAL["unused"]["endings"]))
            and not any(fnmatch(name, p) for p in patterns)
        }
        return kept | {name: text.encode() for name, text in OFFICIAL["replaced"].items() if name in members.namelist()}


def package(compile_it, save):
    """nnref and what runs it in the browser, with bytecode beside it: 60 ms less at each start.

    `mkdocs serve` leaves the bytecode out, which would take seconds at each edit (scripts/website/hook.py sets
    NNREF_SERVE).
    """
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in code_files()}
    if not compile_it or os.environ.get("NNREF_SERVE"):
        return packed(files)
    tag = "cpython-" + "".join(OFFICIAL["info"]["python"].split(".")[:2])
    made = CACHE / f"code-{digest(files | {'': (HERE / 'compile.py').read_bytes()})}.bin"
    if not made.exists():
        for name, data in compiled(find_node(), official(CACHE), files, optimize=0).items():
            if name.endswith(".pyc"):
                folder, _, file = name.rpartition("/")
                files[f"{folder}/__pycache__/{file.removesuffix('.pyc')}.{tag}.pyc"] = data
        for old in CACHE.glob("code-*"):
            old.unlink()
        save(made, packed(files))
    return made.read_bytes()


def find_node():
    """Node.js: the one inside Playwright, whose version the lock fixes, or the system's."""
    spec = find_spec("playwright")
    for folder in spec.submodule_search_locations if spec else ():
        for name in "node", "node.exe":
            if (node := Path(folder, "driver", name)).is_file():
                return str(node)
    return shutil.which("node")


def compiled(node, folder, files, optimize=2):
    """The same files with .pyc for .py, made by the runtime's own Python (bytecode belongs to one version)."""
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work, "source.zip"), Path(work, "target.zip")
        with zipfile.ZipFile(source, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        command = [node, HERE / "compile.mjs", folder, work, str(optimize), json.dumps(OFFICIAL["info"])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with zipfile.ZipFile(target) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def packed(files):
    """A .tar.gz whose bytes depend on nothing but the files."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(tar.getvalue(), 9, mtime=0)


# Published


def publish(files, code, compiled, save):
    """Write the files under names that change with their contents, and runtime.json, which says what they are."""
    folder = f"{OFFICIAL['info']['version']}-{digest(files)}"
    paths = {name: f"{folder}/{name}" for name in files} | {"nnref.bin": f"nnref-{digest({'': code})}.bin"}
    files["nnref.bin"] = code
    for name, data in files.items():
        if not (OUT / paths[name]).exists():
            save(OUT / paths[name], data)
    manifest = {
        "info": OFFICIAL["info"],
        "compiled": compiled,
        "files": {
            name: {"path": paths[name], "bytes": len(data), "integrity": integrity(data)}
            for name, data in files.items()
            if not name.endswith(".txt")
        },
    }
    path = save(OUT / "runtime.json", json.dumps(manifest, indent=1).encode())
    for old in [old for old in OUT.rglob("*") if old.is_file() and old != path]:
        if old.relative_to(OUT).as_posix() not in paths.values():
            old.unlink()
    for old in [old for old in OUT.iterdir() if old.is_dir() and not any(old.iterdir())]:
        old.rmdir()
    return path


def digest(files):
    return hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files.values())).hexdigest()[:8]


def integrity(data):
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()
