"""python -m scripts.runtime: fetch and prepare the browser's Python."""

from scripts.runtime import ROOT, write

print(write().relative_to(ROOT))
