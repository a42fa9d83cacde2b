"""The files of the figures that readers take away: drawn by the build, and not while pages are served."""

import base64
import json
import os

from scripts.lecture.literal import KINDS
from scripts.website.files import CACHE, DOCS

LABELS = {"light": "SVG", "dark": "SVG, dark", "png": "PNG"}


def there():
    """The names of the figures that have been drawn."""
    served = "NNREF_SERVE" in os.environ
    drawn = [] if served else sorted(path.stem for path in (CACHE / "away").glob("*.json"))
    return [name for name in drawn if (DOCS / f"figures/{name}.svg").exists()]


def kinds(name):
    """{kind: bytes} of a figure, or nothing where it has not been drawn."""
    path = CACHE / "away" / f"{name}.json"
    if not path.exists():
        return {}
    found = json.loads(path.read_text("utf-8"))
    return {kind: base64.b64decode(found[kind]) if kind == "png" else found[kind].encode() for kind in KINDS}
