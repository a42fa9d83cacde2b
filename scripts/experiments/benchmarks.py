"""The last results of `make bench`. They are kept in the repository, because a time cannot be measured again."""

import json
from pathlib import Path

KEPT = json.loads((Path(__file__).parents[2] / "docs/benchmarks.json").read_text("utf-8"))


def benchmarks():
    """Accuracy, times and growth as measured on one machine on one day."""
    return KEPT
