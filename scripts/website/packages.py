"""The wheel and the sdist of nnref: python -m scripts.website.packages FOLDER."""

import sys
from contextlib import chdir
from pathlib import Path

from flit_core import buildapi

from scripts.website.files import ROOT


def write(folder):
    """Make both in a folder. Return the names of the wheel and the sdist."""
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with chdir(ROOT):
        made = buildapi.build_wheel(str(folder)), buildapi.build_sdist(str(folder))
    for name in made:
        (folder / name).chmod(0o644)  # a host serves it
    return made


if __name__ == "__main__":
    print(*write(sys.argv[1]), sep="\n")
