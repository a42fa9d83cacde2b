"""A new environment with nothing but what is named: linked from this one, so that it takes a second and no network."""

import re
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement


def required(*names):
    """These distributions and all that they require here."""
    found, waiting = {}, list(names)
    while waiting:
        one = distribution(waiting.pop())
        if one.name not in found:
            found[one.name] = one
            needed = [Requirement(line) for line in one.requires or ()]
            waiting += [each.name for each in needed if not each.marker or each.marker.evaluate({"extra": ""})]
    return list(found.values())


def create(folder, wheel, *names):
    """The Python of a new environment in a folder, with the wheel and these distributions and what they require."""
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    site = Path(output(python, "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    for one in required(*names):
        for part in {Path(file).parts[0] for file in one.files} - {"..", "__pycache__"}:
            link(Path(one.locate_file(part)), site / part)
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    if wheel:
        subprocess.run([*pip, "install", "--no-index", "--quiet", "--no-deps", wheel], check=True)
    return python


def link(there, here):
    """Link a file; of a folder that several distributions share, what is in it."""
    if here.is_symlink() and there.is_dir():
        first = here.resolve()
        here.unlink()
        here.mkdir()
        for part in first.iterdir():
            (here / part.name).symlink_to(part)
    if here.is_dir() and not here.is_symlink():
        for part in there.iterdir():
            if not (here / part.name).exists():
                (here / part.name).symlink_to(part)
    elif not here.exists():
        here.symlink_to(there)


def output(python, code, *options):
    return subprocess.run([python, *options, "-c", code], capture_output=True, text=True, check=True).stdout


def distributions(python):
    """The names of what is installed there, as the package index writes them."""
    names = output(python, "import importlib.metadata as m; print(*(d.name for d in m.distributions()))").split()
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}
