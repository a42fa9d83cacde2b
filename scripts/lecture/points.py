"""How nnref/lecture_points.csv was made: python -m scripts.lecture.points writes it anew.

Two circles, four times as large, with jitter, and 5 % of the classes turned over, so that there is
something to overfit. The file is committed because NumPy may change its random streams.
"""

from pathlib import Path

import numpy as np

from nnref import circles


def rows(rng, n, held_out):
    x, t = circles(n, rng, noise=0.16)
    flipped = rng.random(n) < 0.05
    return np.c_[(4 * x).round(2), np.where(flipped, 1 - t, t), np.full(n, held_out)]


def main(path=Path("nnref/lecture_points.csv")):
    rng = np.random.default_rng(1)
    table = np.concatenate([rows(rng, 80, 0), rows(rng, 400, 1)])
    np.savetxt(path, table, fmt="%.2f,%.2f,%d,%d", header="x1,x2,class,held_out", comments="")


if __name__ == "__main__":
    main()
