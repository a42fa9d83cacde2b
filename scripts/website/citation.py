"""How to cite the site: CITATION.cff with its address, and the same for BibTeX, with a key."""

import yaml

from scripts.website import files
from scripts.website.files import ROOT

BIBTEX = """@misc{{nnref{year},
  author = {{{{{author}}}}},
  title = {{{{{title}}}}},
  year = {{{year}}},
  version = {{{version}}},
  url = {{{url}}}
}}
"""


def write(site, address):
    """Put both into a site that is published at this address."""
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    fields = yaml.safe_load(text)
    files.write(site / "CITATION.cff", text.replace("\nlicense:", f"\nurl: {address}\nlicense:", 1))
    said = {"author": fields["authors"][0]["name"], "title": fields["title"], "version": fields["version"]}
    files.write(site / "nnref.bib", BIBTEX.format(year=str(fields["date-released"])[:4], url=address, **said))
