"""The built site with a server of plain Python in one file, which the site offers for a lecture hall without network:
dist/nnref-classroom.zip in it. python -m scripts.website.classroom says where it is."""

import re
import sys
from pathlib import Path

from scripts.website import files
from scripts.website.files import ROOT, SITE
from scripts.website.offline import zipped

ZIP = SITE / "dist/nnref-classroom.zip"
FOLDER = "nnref-classroom"
OFFER = re.compile(r'<a class="hall" hidden(?:="")?>([^<]*)</a>')


def write(site):
    """Put the file into the finished site, and link to it, with its size, where a page offers it. The pages in it
    offer none."""
    file = site / ZIP.relative_to(SITE)
    pages = {f"{FOLDER}/site/{path.relative_to(site).as_posix()}": path for path in files.below(site) if path != file}
    zipped(pages | {f"{FOLDER}/serve.py": Path(__file__).with_name("serve.py")}, file)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if OFFER.search(html):
            up = "../" * (len(page.relative_to(site).parts) - 1)
            link = rf'<a href="{up}{file.relative_to(site).as_posix()}">\1</a>'
            files.write(page, OFFER.sub(link, html).replace("… MB", f"{file.stat().st_size / 1e6:.0f} MB"))


def main():
    if not ZIP.exists():
        return "site/ is not built: run `make build` first"
    print(f"{ZIP.relative_to(ROOT)}: unpack it and run python3 serve.py in it ({ZIP.stat().st_size / 1e6:.0f} MB)")
    return None


if __name__ == "__main__":
    sys.exit(main())
