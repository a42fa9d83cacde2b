"""The whole lecture as one PDF: the articles of the built site, in the order of the navigation, printed by Chromium.

python -m scripts.website.handout [site]. Without a Chromium on the machine nothing is made, and that is said.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup

from scripts.website import files, navigation
from scripts.website.chromium import FLAGS, find
from scripts.website.files import CACHE, SITE

LAYOUT = """<style>
body { background: white }
.handout-page { break-before: page }
.handout-page:first-of-type { break-before: auto }
figure, table, pre { break-inside: avoid }
h1, h2, h3 { break-after: avoid }
a { color: inherit }
</style>"""
LEFT_OUT = ".headerlink, .nn-mark, .provenance, .md-source-file, script, noscript, .nn-playground, button"
ONLINE_ONLY = {"playground.md"}


def address(file):
    """Where a page of the navigation is in the site."""
    stem = re.sub(r"\.(md|py)$", "", file)
    return re.sub(r"(^|/)index$", r"\1", stem).rstrip("/") + "/" if stem != "index" else ""


def article(site, file):
    """The article of one page, its links made to work inside the one document."""
    here = address(file)
    soup = BeautifulSoup((site / here / "index.html").read_text("utf-8"), "html.parser").select_one("article")
    for left in soup.select(LEFT_OUT):
        left.decompose()
    base = f"https://site.invalid/{here}"

    for element in soup.find_all(id=True):
        element["id"] = f"{here}{element['id']}"
    for element in soup.find_all(["img", "a"]):
        key = "src" if element.name == "img" else "href"
        target = urljoin(base, element.get(key, ""))
        if target.startswith("https://site.invalid/"):
            path, fragment = urldefrag(target.removeprefix("https://site.invalid/"))
            inside = path == "" or path.endswith("/")
            element[key] = f"#{path}{fragment}" if inside and key == "href" else (site / path).as_uri()
    for image in soup.find_all("img"):
        del image["loading"]
    soup.name = "section"
    soup.attrs.clear()
    soup["id"], soup["class"] = here, "handout-page md-typeset"
    return str(soup)


def document(site, files):
    """One HTML document of all pages."""
    styles = "".join(f'<link rel="stylesheet" href="{(site / sheet).as_uri()}">' for sheet in sheets(site))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>nnref: the handout</title>{styles}{LAYOUT}'
        '</head><body class="handout" data-md-color-scheme="default">'
        + "".join(article(site, file) for file in files)
        + "</body></html>"
    )


def sheets(site):
    """The style sheets of the home page."""
    soup = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    return [link["href"] for link in soup.select('link[rel="stylesheet"]')]


def write(site, named):
    """Make site/handout.pdf of these pages, or take it from the cache if nothing has changed.
    Return its path, or None."""
    chromium = find()
    if not chromium:
        print("no Chromium on this machine, so the handout (handout.pdf) is left out")
        return None
    printable = [file for file in named if file not in ONLINE_ONLY]
    used = (
        [site / address(file) / "index.html" for file in printable]
        + sorted(site.rglob("*.svg"))
        + sorted(site.rglob("*.css"))
    )
    digest = files.digest(Path(__file__).read_bytes(), *(file.read_bytes() for file in used))
    kept = CACHE / "handout" / f"{digest}.pdf"
    if not kept.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            files.write(kept, settled(printed(chromium, document(site, printable), Path(folder) / "handout.html")))
        for old in set(kept.parent.iterdir()) - {kept}:
            old.unlink(missing_ok=True)
    shutil.copyfile(kept, site / "handout.pdf")
    return site / "handout.pdf"


def printed(chromium, html, file):
    """What Chromium prints of the document."""
    from playwright.sync_api import sync_playwright

    file.write_text(html, "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        data = page.pdf(
            format="A4",
            margin=dict.fromkeys(("top", "bottom"), "18mm") | dict.fromkeys(("left", "right"), "20mm"),
            display_header_footer=True,
            header_template="<span></span>",
            print_background=True,
            outline=True,
            tagged=True,
            footer_template='<div style="width:100%;text-align:center;font-size:8px"><span '
            'class="pageNumber"></span></div>',
        )
        browser.close()
    return data


def settled(pdf):
    """The same bytes at any time: Chromium writes the time into two places, and numbers its nodes by chance."""
    seen = {}
    pdf = re.sub(rb"node(\d{8})", lambda node: b"node%08d" % seen.setdefault(node[1], len(seen)), pdf)
    return re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", b"D:20000101000000+00'00'", pdf)


if __name__ == "__main__":
    made = write(Path(sys.argv[1] if len(sys.argv) > 1 else SITE).resolve(), list(navigation.pages(navigation.whole())))
    print(made or "")
