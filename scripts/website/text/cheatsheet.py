"""The cheat sheet: every activation with its curve, formula, derivative and facts, on one printed page."""

from scripts.lecture.catalog import CATALOG, RECORDS
from scripts.website import files
from scripts.website.files import FRAGMENTS
from scripts.website.text.activations import MAXOUT, SIDES, chosen, formula, interval, kinks, line, mean


def write():
    """Write the fragment; return its path in a list."""
    cards = [card(one, facts(RECORDS[name]) if name in RECORDS else OF_MAXOUT) for name, one in CATALOG.items()]
    return [
        files.write(
            FRAGMENTS / "cheatsheet.md", '<div class="cheat-sheet" markdown>\n\n' + "\n".join(cards) + "\n</div>\n"
        )
    ]


OF_MAXOUT = f"""{MAXOUT}

The derivative is that of the largest piece.
Range, saturation and kinks depend on the pieces, and $k$ pieces have $k$ times the parameters."""


def card(one, text):
    return (
        f'<section class="cheat-card" markdown>\n\n## {line(one)} [{one.spelling}]({one.page})\n\n'
        f"![{one.name} and its derivative](figures/{one.name}.svg)\n\n{text}\n\n</section>\n"
    )


def facts(record):
    return (
        f"$f(x) = {record.tex}$<!-- {formula(record)[0]} -->\n\n$f'(x) = {record.d_tex}$<!-- "
        f"{formula(record, 'd_')[0]} -->\n\n"
        f"Range {interval(record)}, mean output {mean(record)}, saturates {SIDES[record.saturates]}, "
        f"kinks {kinks(record)}; you choose {chosen(record)}."
    )
