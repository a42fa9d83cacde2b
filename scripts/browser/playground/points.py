"""Points of the reader's own, from text."""

import json

import numpy as np

from scripts.browser.playground.settings import OWN_LIMIT


def read_csv(request):
    """Points from text, one `x, y, class` a line. Lines that are none are named, the others kept."""
    points, wrong = [], []
    for number, line in enumerate(json.loads(request).splitlines(), 1):
        cells = [cell for cell in line.replace(";", ",").replace("\t", ",").split(",")]
        cells = line.split() if len(cells) == 1 else cells
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            if len(cells) != 3:
                raise ValueError(f"expected x, y and a class, got {len(cells)} value{'s' * (len(cells) != 1)}")
            x, y, c = (number_of(cell) for cell in cells)
            if c not in (0, 1):
                raise ValueError(f"the class must be 0 or 1, got {cells[2].strip()}")
            if len(points) == OWN_LIMIT:
                raise ValueError(f"only {OWN_LIMIT} points fit")
            points.append([round(x, 4), round(y, 4), int(c)])
        except ValueError as error:
            if not (number == 1 and all(cell.strip().isidentifier() for cell in cells)):  # a header
                wrong.append(f"line {number}: {error}")
    return json.dumps({"points": points, "wrong": wrong})


def number_of(cell):
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{cell.strip()!r} is not a number") from None
    if not np.isfinite(value) or abs(value) > 1e6:
        raise ValueError(f"{cell.strip()} is not a number between -1e6 and 1e6")
    return value
