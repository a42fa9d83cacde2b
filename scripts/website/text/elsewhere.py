"""The same line in PyTorch, JAX and Keras, for the pages: the rows of docs/equivalents.md, which tests/parity runs."""

import re

from scripts.website import files
from scripts.website.files import DOCS, FRAGMENTS

LIBRARIES = "PyTorch", "JAX", "Keras"
PARTS = {  # fragment: the first words of its rows
    "elsewhere_maxout": ("maxout",),
    "elsewhere_network": ("Dense", "Elementwise", "MLP"),
    "elsewhere_loss": ("cross_entropy", "squared_error"),
    "elsewhere_training": ("sgd", "lam"),
}
NAMES = (
    "Here `F` is `torch.nn.functional`, `nn` is `torch.nn`, `jnp` is `jax.numpy`, `ops` is `keras.ops` and `layers` is "
    "`keras.layers`; [{0}]({1}equivalents.md) has the rest, and what differs."
)


def rows():
    """{name of nnref: its row, the cells as they are written}."""
    lines = re.findall(r"^\| (`.*) \|$", (DOCS / "equivalents.md").read_text("utf-8"), re.M)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    return {re.match(r"`(\w+)", row[0])[1]: row for row in cells}


def table(names, up="../"):
    """The rows of these names, or nothing where the page has none."""
    found = [row for name, row in rows().items() if name in names]
    if not found:
        return ""
    lines = ["| nnref | " + " | ".join(LIBRARIES) + " |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in found]
    said = NAMES.format("From nnref to PyTorch, JAX, Keras", up)
    return f'<div class="nn-libraries" markdown>\n\n{chr(10).join(lines)}\n\n</div>\n\n{said}\n'


def write():
    up = {"elsewhere_loss": "", "elsewhere_training": ""}  # on a page beside equivalents.md
    return [files.write(FRAGMENTS / f"{name}.md", table(names, up.get(name, "../"))) for name, names in PARTS.items()]
