"""Where things are, and how a file is written: in one step, and only if its bytes differ."""

import hashlib
import os

from scripts.lecture.measurements import ROOT

DOCS, CACHE, SITE = ROOT / "docs", ROOT / ".cache", ROOT / "site"
FRAGMENTS = DOCS / "fragments"


def write(path, content):
    """Put text or bytes into a file. Return its path."""
    data = content.encode() if isinstance(content, str) else content
    if not (path.exists() and path.read_bytes() == data):
        CACHE.mkdir(exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = CACHE / f"{path.name}.{os.getpid()}"
        new.write_bytes(data)
        new.replace(path)
    return path


def digest(*parts):
    """The sha256, in hex, of texts and bytes one after another."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() if isinstance(part, str) else part)
    return whole.hexdigest()
