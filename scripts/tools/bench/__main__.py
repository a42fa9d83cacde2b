"""Measure, print, and keep the results in docs/benchmarks.json: `make bench`."""

import os

# Before NumPy is imported: one thread for every library.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import json

from scripts.website import files
from scripts.website.text.benchmarks import report

from .measure import measure
from .timing import one_core

PATH = files.DOCS / "benchmarks.json"


def rounded(value):
    if isinstance(value, dict):
        return {str(k): rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


one_core()
measured = measure()
complete = measured.pop("complete")
results = rounded(measured)
print(report(results))
if complete:
    files.write(PATH, json.dumps(results, indent=1) + "\n")
    print(f"written: {PATH.relative_to(files.ROOT)}")
else:
    print(
        f"{PATH.relative_to(files.ROOT)} was left as it is: it holds results with every peer; `make parity` "
        "installs them"
    )
