"""make build: whether site/ is still what its sources make, so that there is nothing to do.

python -m scripts.website.unchanged      ends with 0 where it is; with --note it remembers that it is

One hash stands for all that a build reads: each file but those of tests, the packages, the settings; another for what
it made. `mkdocs build` does not ask: it always builds.
"""

import os
import sys
from importlib.metadata import distributions
from pathlib import Path

from scripts.website import chromium, files
from scripts.website.files import CACHE, ROOT, SITE

NOTE = CACHE / "site.txt"
APART = {"site", "dist", "tests"}  # beside what is hidden
SETTINGS = ("SITE_URL", "REPO_URL", "FRAME_ANCESTORS", "SOURCE_DATE_EPOCH", "CI", "MIKE_")
SETTINGS += ("NNREF_", "NPY_", "OPENBLAS_")


def paths(folder):
    """All files below a folder."""
    for place, folders, names in os.walk(folder):
        top = Path(place) == ROOT
        folders[:] = sorted(name for name in folders if name[0] != "." and not (top and name in APART))
        yield from (Path(place, name) for name in sorted(names) if name[0] != ".")


def content(folder):
    """One hash of the names and the bytes of all files below a folder."""
    parts = []
    for path in paths(folder):
        if path.suffix != ".pyc":
            parts += [path.relative_to(folder).as_posix(), files.digest(path.read_bytes())]
    return files.digest("\n".join(parts))


def now():
    """What the site would be made of, and what there is of it."""
    packages = sorted(f"{one.name} {one.version}" for one in distributions())
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(SETTINGS))
    machine = [sys.version, *packages, *settings, str(chromium.find()), files.git("rev-parse", "HEAD")]
    return f"{files.digest(*machine, content(ROOT))}\n{content(SITE)}\n"


def main():
    if "--note" in sys.argv:
        files.write(NOTE, now())
    elif not (NOTE.exists() and SITE.exists() and NOTE.read_text("utf-8") == now()):
        NOTE.unlink(missing_ok=True)
        sys.exit(1)
    else:
        print("site/ is what its sources make: nothing to do")


if __name__ == "__main__":
    main()
