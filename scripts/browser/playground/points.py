"""Points of the reader's own, from text."""

import json

import numpy as np

from scripts.browser.playground.settings import OWN_LIMIT

EXAMPLE = "x, y and a class (as in 0.5, -0.2, 1)"


def read_csv(request):
    """Points from text, one `x, y, class` a line. Lines that are none are named, the others kept.

    Where `;` or tabs part the values, a comma is a decimal point. Names of columns in the first line are no point.
    """
    points, wrong, first = [], [], True
    for number, line in enumerate(json.loads(request).lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = cells_of(line)
        try:
            if len(cells) != 3:
                raise ValueError(f"expected {EXAMPLE}, got {len(cells)} value{'s' * (len(cells) != 1)}")
            x, y, c = (number_of(cell) for cell in cells)
            if c not in (0, 1):
                raise ValueError(f"the class must be 0 or 1, got {cells[2]}")
            if len(points) == OWN_LIMIT:
                raise ValueError(f"only {OWN_LIMIT} points fit")
            points.append([round(x, 4), round(y, 4), int(c)])
        except ValueError as error:
            if not first or len(cells) != 3 or any(map(is_number, cells)):
                wrong.append(f"line {number}: {error}")
        first = False
    if not points and not wrong:
        wrong.append(f"there is no line with {EXAMPLE}")
    return json.dumps({"points": points, "wrong": wrong})


def cells_of(line):
    for mark in ";\t":
        if mark in line:
            cells = line.replace(",", ".").split(mark)
            break
    else:
        cells = line.split("," if "," in line else None)
    return [cell.strip().strip("\"'").strip() for cell in cells]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def number_of(cell):
    if not is_number(cell):
        raise ValueError(f"{cell!r} is not a number")
    value = float(cell)
    if not np.isfinite(value) or abs(value) > 1e6:
        raise ValueError(f"{cell} is not a number between -1e6 and 1e6")
    return value
