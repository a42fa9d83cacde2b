"""How far results are from the true values, in units in the last place (ulp)."""

import numpy as np

from scripts.prose.exact import EXACT
from scripts.prose.formulas import mp


def points(dtype):
    """Where accuracy is measured: |x| <= 700, denser near 0, and the tails in which results are subnormal."""
    rng = np.random.default_rng(0)
    tiny, end = (-300, 745) if dtype == np.float64 else (-37, 104)
    return np.concatenate(
        [
            rng.uniform(-700, 700, 2000),
            rng.uniform(-40, 40, 5000),
            rng.uniform(-1, 1, 2000),
            rng.choice([-1, 1], 2000) * 10 ** rng.uniform(tiny, 0, 2000),
            rng.uniform(-end, -0.83 * end, 1000),
            rng.uniform(0.83 * end, end, 1000),
            [0.0],
        ]
    ).astype(dtype)


class Truth:
    """The exact values of one function at x, against which results of the dtype of x are measured in ulp."""

    def __init__(self, name, x):
        exact = [EXACT[name](float(v)) for v in x]
        self.nearest = np.array([float(t) for t in exact]).astype(x.dtype)
        self.ulp = np.spacing(np.abs(self.nearest)).astype(float)
        self.rest = np.array(
            [float((t - mp.mpf(float(n))) / mp.mpf(float(u))) for t, n, u in zip(exact, self.nearest, self.ulp)]
        )
        self.normal = np.abs(self.nearest) >= np.finfo(x.dtype).tiny

    def worst(self, y):
        """The largest error in ulp where the true value is a normal number."""
        error = np.abs((np.asarray(y, float) - self.nearest) / self.ulp - self.rest)
        return float(error[self.normal].max())

    def zeros(self, y):
        """The share of the points with a subnormal true value at which y is zero; None without such points."""
        y = np.asarray(y)
        tail = ~self.normal & (self.nearest != 0)
        return float((y[tail] == 0).mean()) if tail.any() else None
