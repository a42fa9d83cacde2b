"""Where things are, what git says of them, and how a file is written: in one step, and only if its bytes differ."""

import hashlib
import os
import subprocess
import threading
import tomllib

from scripts.lecture.measurements import ROOT

DOCS, CACHE, SITE = ROOT / "docs", ROOT / ".cache", ROOT / "site"
FRAGMENTS = DOCS / "fragments"


def version():
    """That of nnref."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def git(*arguments):
    """What git says about the commit, or nothing where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def below(folder):
    """The files in a folder and in those below it."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write(path, content):
    """Put text or bytes into a file, whole or not at all. Return its path."""
    data = content.encode() if isinstance(content, str) else content
    if not (path.exists() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")  # on the same disk
        try:
            new.write_bytes(data)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    return path


def digest(*parts):
    """The sha256, in hex, of texts and bytes one after another."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() if isinstance(part, str) else part)
    return whole.hexdigest()
