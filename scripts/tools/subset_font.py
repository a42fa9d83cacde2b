"""The font of the site's mathematics: a subset of STIX Two Math 2.11, written to docs/assets/fonts.

    python -m scripts.tools.subset_font STIXTwoMath-Regular.ttf

The result is committed, so this runs only when a formula needs a character that CHARACTERS lacks
(a test of the built site says which). The font file is in the release of the STIX fonts, and in the package ziamath.
"""

import hashlib
import io
import string
import sys
from pathlib import Path

from fontTools import subset

from scripts.website import files
from scripts.website.files import DOCS

FONT = DOCS / "assets/fonts/stix-two-math.woff2"
SOURCE_SHA256 = "8f42cb183a85043a4dc3f8e41ac3821eb27bf178d68ace929ba439523622323c"

GREEK = "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξοπρστυφχψωϑϕϵ"
ITALIC = [*range(0x1D434, 0x1D468), 0x210E]  # h is older than the others
ITALIC_GREEK = range(0x1D6E2, 0x1D71C)
BOLD = range(0x1D400, 0x1D434)
DOUBLE_STRUCK = "ℂℕℝℤ𝔼𝔸𝟙"
SCRIPT = "ℒ𝒩𝒟𝒪ℓ"
OPERATORS = "−±×÷·⋅∘∗⊙⊗⊕≠≈≡≤≥≪≫∝∼≃∈∉⊂⊆∪∩∅∞∂∇∫∑∏√∀∃¬∧∨→←↔↦⇒⇐⇔↑↓↗↘…⋯⋮⋱′″‴‖∣⌊⌋⌈⌉⟨⟩⊤⊥ˆ˜¯˙→⏞⏟⎵^~ˉ"
INVISIBLE = "\u2061\u2062\u2063\u2064\u00a0"

CHARACTERS = sorted(
    {*map(ord, string.printable.strip() + " " + GREEK + DOUBLE_STRUCK + SCRIPT + OPERATORS + INVISIBLE)}
    | {*ITALIC, *ITALIC_GREEK, *BOLD}
)


def draw_primes_as_scripts(font):
    """A prime stands in a superscript, for which the font has a form of its own that Chromium does not ask for."""
    table = font["GSUB"].table
    chosen = next(r.Feature for r in table.FeatureList.FeatureRecord if r.FeatureTag == "ssty").LookupListIndex
    forms = {}
    for index in chosen:
        for part in table.LookupList.Lookup[index].SubTable:
            forms |= getattr(part, "ExtSubTable", part).alternates
    primes = {ord(prime): forms[font.getBestCmap()[ord(prime)]][0] for prime in "′″‴"}
    for table in font["cmap"].tables:
        table.cmap.update(primes)


def write(source, target=FONT):
    found = hashlib.sha256(Path(source).read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        raise SystemExit(f"{source} is not STIX Two Math 2.11: its sha256 is {found}, expected {SOURCE_SHA256}")
    options = subset.Options(flavor="woff2", hinting=False, layout_features=[], recalc_timestamp=False)
    font = subset.load_font(source, options)
    draw_primes_as_scripts(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    data = io.BytesIO()
    subset.save_font(font, data, options)
    files.write(target, data.getvalue())
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(sys.argv[1])
