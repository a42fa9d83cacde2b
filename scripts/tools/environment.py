"""An environment of its own for a tool that builds the site another way, with the site's own packages behind it."""

import os
import subprocess
import sysconfig
import venv

from scripts.website.files import CACHE


def python(tool, requirement):
    """The Python of .cache/<tool>/venv, with this requirement installed."""
    home = CACHE / tool / "venv"
    executable = home / "bin/python"
    if not executable.exists():
        venv.create(home, with_pip=True)
        pip = [executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, requirement], check=True)
    return executable


def variables(root):
    """The environment variables with which it finds the scripts in this folder, and the site's packages."""
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(root), sysconfig.get_path("purelib")))}
