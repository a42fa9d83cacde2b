"""The cheat sheet: every activation with its curve, formula, derivative and facts, on one printed page."""

from nnref import ACTIVATIONS
from scripts.lecture.style import spelled
from scripts.website import files
from scripts.website.files import FRAGMENTS
from scripts.website.text.activations import SIDES, formula, interval, kinks, line, mean, parameters


def write():
    """Write the fragment; return its path in a list."""
    cards = [card(r.name, f"{line(r)} [{spelled(r)}](activations/{r.name}.md)", facts(r)) for r in ACTIVATIONS]
    cards.insert(6, card("maxout", "[maxout](activations/maxout.md)", MAXOUT))
    return [
        files.write(
            FRAGMENTS / "cheatsheet.md", '<div class="cheat-sheet" markdown>\n\n' + "\n".join(cards) + "\n</div>\n"
        )
    ]


MAXOUT = """$\\max\\left(w_1^T x + b_1, w_2^T x + b_2\\right)$<!-- = \
maxout(x[None], np.array([w_1, w_2])[:, :, None], np.array([[b_1], [b_2]]))[0, 0] -->

The derivative is that of the largest piece.
Range, saturation and kinks depend on the pieces, and $k$ pieces have $k$ times the parameters."""


def card(name, title, text):
    return (
        f'<section class="cheat-card" markdown>\n\n## {title}\n\n'
        f"![{name} and its derivative](figures/{name}.svg)\n\n{text}\n\n</section>\n"
    )


def facts(record):
    return (
        f"$f(x) = {record.tex}$<!-- {formula(record)[0]} -->\n\n$f'(x) = {record.d_tex}$<!-- "
        f"{formula(record, 'd_')[0]} -->\n\n"
        f"Range {interval(record)}, mean output {mean(record)}, saturates {SIDES[record.saturates]}, "
        f"kinks {kinks(record)}, parameters {parameters(record)}."
    )
