"""Where floating point reaches what the mathematics only approaches."""

import numpy as np

from nnref import ACTIVATIONS


def measure():
    """For each activation and float type: the first x at which f is its limit and f' is zero, on either side."""
    result = {}
    for a in ACTIVATIONS:
        low, high = a.range
        constant = [attained and a.f(x) == end for attained, end, x in zip(a.attained, a.range, (-1000.0, 1000.0))]
        result[a.name] = {
            dtype.__name__: {
                "low_from": None if a.attained[0] else _first(lambda x: a.f(x) == dtype(low), dtype, -1, low),
                "high_from": None if a.attained[1] else _first(lambda x: a.f(x) == dtype(high), dtype, 1, high),
                "flat_left_from": None if constant[0] else _first(lambda x: a.df(x) == 0, dtype, -1, 0),
                "flat_right_from": None if constant[1] else _first(lambda x: a.df(x) == 0, dtype, 1, 0),
            }
            for dtype in (np.float64, np.float32)
        }
    return result


def _first(holds, dtype, sign, limit):
    """The x closest to zero, on the side of the sign, from which `holds` is true; None if it never is.

    Bisection, to three digits after the point: NumPy's kernels differ in the last digits.
    """
    near, far = 0.0, 1000.0
    if not np.isfinite(limit) or not holds(dtype(sign * far)):
        return None
    with np.errstate(under="ignore"):
        while far - near > 1e-4:
            middle = (near + far) / 2
            near, far = (near, middle) if holds(dtype(sign * middle)) else (middle, far)
    return round(sign * far, 2)
