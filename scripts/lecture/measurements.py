"""What the experiments found: measured("capacity") is the dict in docs/data/capacity.json."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs/data"


def measured(name):
    path = DATA / f"{name}.json"
    if not path.exists():
        known = (
            ", ".join(sorted(file.stem for file in DATA.glob("*.json"))) or "none, run python -m scripts.website.build"
        )
        raise ValueError(f"there is no experiment {name!r}; there are: {known}")
    return json.loads(path.read_text("utf-8"))


def rounded(value, place="the result"):
    """Plain Python values, floats to six significant digits, so that other BLAS kernels draw the same."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        if wrong := [key for key in value if not isinstance(key, str)]:
            raise ValueError(f"{place} has the key {wrong[0]!r}: text was expected")
        return {key: rounded(item, f"{place}[{key!r}]") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item, f"{place}[{i}]") for i, item in enumerate(value)]
    if isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"{place} is {value}: a finite number was expected, or None")
        return float(f"{value:.6g}") + 0.0  # no -0.0
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise ValueError(f"{place} is a {type(value).__name__}: a number, text, list, dict or None was expected")
