"""The one MkDocs hook: make what is generated before each build, clean the pages of executed notebooks."""

import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import BuildError


def on_pre_build(config):
    """A process of its own, so that a build by `mkdocs serve` sees edited sources."""
    if not Path("scripts/build.py").exists():
        return
    if subprocess.run([sys.executable, "-m", "scripts.build"]).returncode:
        raise BuildError("python -m scripts.build failed: see the messages above")
