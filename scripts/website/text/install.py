"""How to install nnref from the site: one line, with the address that SITE_URL says."""

import os

from scripts.website import files
from scripts.website.files import FRAGMENTS

LOCAL = "http://localhost:8000/"


def wheel():
    """The name of the wheel."""
    return f"nnref-{files.version()}-py3-none-any.whl"


def line():
    return f"pip install {os.environ.get('SITE_URL') or LOCAL}dist/{wheel()}"


def write():
    return [files.write(FRAGMENTS / "install.md", f"```sh\n{line()}   # needs NumPy, and nothing else\n```\n")]
