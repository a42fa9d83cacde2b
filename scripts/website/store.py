"""What was made is kept under its key, the last few of each target: undoing an edit makes nothing anew.

.cache/store/<file>/<key>.json holds the parts and libraries it was made of, the seconds it took, and the text.
"""

import json
import os
from contextlib import suppress

from scripts.website import files
from scripts.website.files import CACHE

KEEP = 8


def folder(target):
    return CACHE / "store" / target.file


def place(target, parts, libraries):
    return folder(target) / f"{files.digest(json.dumps([parts, libraries], sort_keys=True))[:32]}.json"


def load(target, now):
    """The text that was made of these ingredients, or None. It counts as used now."""
    path = place(target, now.parts, now.libraries)
    entry = read(path)
    if entry:
        with suppress(FileNotFoundError):  # another build has just removed it
            os.utime(path)
    return entry and entry["text"]


def read(path):
    """An entry, or None where there is none or a torn one."""
    try:
        entry = json.loads(path.read_text("utf-8"))
        return entry if entry["sum"] == files.digest(entry["text"]) else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def save(target, parts, libraries, seconds, text):
    """Keep a text; of the older ones those used last."""
    path = place(target, parts, libraries)
    entry = {
        "parts": parts,
        "libraries": libraries,
        "seconds": round(seconds, 2),
        "sum": files.digest(text),
        "text": text,
    }
    files.write(path, json.dumps(entry))
    for old in newest_first(target)[KEEP:]:
        old.unlink(missing_ok=True)


def newest_first(target):
    """The entries of a target. Another build may remove one while this one looks."""
    found = []
    for path in folder(target).glob("[!.]*.json"):
        with suppress(FileNotFoundError):
            found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found, reverse=True)]


def last(target):
    """The entry that was used last, or None."""
    return next(filter(None, map(read, newest_first(target))), None)
