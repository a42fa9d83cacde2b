"""The one MkDocs hook: make what is generated before each build, clean the pages of executed notebooks."""

import subprocess
import sys
import tomllib
from pathlib import Path

from mkdocs.exceptions import BuildError

ROOT = Path(__file__).parents[1]


def on_config(config):
    """The version and the commit, for the footer."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    config.extra["release"] = version + (f" ({commit.stdout.strip()})" if commit.returncode == 0 else "")


def on_pre_build(config):
    """A process of its own, so that a build by `mkdocs serve` sees edited sources."""
    if not (ROOT / "scripts/build.py").exists():
        return
    if subprocess.run([sys.executable, "-m", "scripts.build"], cwd=ROOT).returncode:
        raise BuildError("python -m scripts.build failed: see the messages above")
