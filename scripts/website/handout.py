"""The PDFs of the built site, printed by Chromium.

lecture.pdf is the lecture alone, without what its pages fold away; handout.pdf is all pages in the order of the
navigation, folds open; slides.pdf is the deck, slides-notes.pdf with what is said.
python -m scripts.website.handout [site]. Without a Chromium on the machine nothing is made, and that is said.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup

from scripts.lecture import order
from scripts.website import files, slides
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
LEFT_OUT = (
    ".headerlink, .nn-mark, .provenance, .md-source-file, script, noscript, .nn-playground, .nn-screen, "
    "button, input, select, textarea, a.handout"
)
SOURCES = ".mkdocstrings-source"
PAPER = {
    "format": "A4",
    "margin": dict.fromkeys(("top", "bottom"), "18mm") | dict.fromkeys(("left", "right"), "20mm"),
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": '<div style="width:100%;text-align:center;font-size:8px"><span class="pageNumber"></span></div>',
}
SLIDES = {"width": "1280px", "height": "720px", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "0")}
ONLINE_ONLY = {"playground.md", "slides.md"}


def address(file):
    """Where a page of the navigation is in the site."""
    stem = re.sub(r"\.(md|py)$", "", file)
    return re.sub(r"(^|/)index$", r"\1", stem).rstrip("/") + "/" if stem != "index" else ""


def article(site, file, named, folds):
    """The article of one page, its links made to work inside the one document; with its folds open, or without."""
    here = address(file)
    soup = BeautifulSoup((site / here / "index.html").read_text("utf-8"), "html.parser").select_one("article")
    for left in soup.select(f"{LEFT_OUT}, {SOURCES if folds else 'details'}"):
        left.decompose()
    for fold in soup.find_all("details"):
        fold["open"] = ""
    base, inside = f"https://site.invalid/{here}", {address(file) for file in named}

    for element in soup.find_all(id=True):
        element["id"] = f"{here}{element['id']}"
    for element in soup.find_all(["img", "a"]):
        key = "src" if element.name == "img" else "href"
        target = urljoin(base, element.get(key, ""))
        if target.startswith("https://site.invalid/"):
            path, fragment = urldefrag(target.removeprefix("https://site.invalid/"))
            if key == "src":
                element[key] = (site / path).as_uri()
            elif path in inside and "nn-term" not in str(element.get("class")):
                element[key] = f"#{path}{fragment}"
            else:  # on paper a word
                element.unwrap()
    for image in soup.find_all("img"):
        del image["loading"]
    soup.name = "section"
    soup.attrs.clear()
    soup["id"], soup["class"] = here, "handout-page md-typeset"
    return str(soup)


def document(site, named, folds):
    """One HTML document of these pages."""
    styles = "".join(f'<link rel="stylesheet" href="{(site / sheet).as_uri()}">' for sheet in sheets(site))
    articles = BeautifulSoup("".join(article(site, file, named, folds) for file in named), "html.parser")
    places = {str(element["id"]) for element in articles.find_all(id=True)}
    for link in articles.select('a[href^="#"]'):
        if str(link["href"])[1:] not in places:  # it is in a fold that is left out
            link.unwrap()
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>nnref: the handout</title>{styles}{LAYOUT}'
        f'</head><body class="handout" data-md-color-scheme="default">{articles}</body></html>'
    )


def sheets(site):
    """The style sheets of the home page."""
    soup = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    return [link["href"] for link in soup.select('link[rel="stylesheet"]')]


def write(site, nav):
    """Make site/lecture.pdf and site/handout.pdf, each from the cache if nothing has changed. Return their paths."""
    if not find():
        print("no Chromium on this machine, so the PDFs (lecture.pdf, handout.pdf) are left out")
        return []
    lecture = [file for file in order.lecture(nav) if file not in ONLINE_ONLY]
    everything = [file for file in order.pages(nav) if file not in ONLINE_ONLY]
    made = {"lecture.pdf": document(site, lecture, False), "handout.pdf": document(site, everything, True)}
    if (site / slides.ADDRESS).exists():
        made |= {"slides.pdf": slides.document(site), "slides-notes.pdf": slides.document(site, notes=True)}
    drawn = [path.read_bytes() for pattern in ("*.svg", "*.css") for path in sorted(site.rglob(pattern))]
    kept = {name: CACHE / "handout" / f"{digest(html, site, drawn)}.pdf" for name, html in made.items()}
    for name, html in made.items():
        if not kept[name].exists():
            files.write(kept[name], settled(printed(html, SLIDES if name == "slides.pdf" else PAPER)))
        shutil.copyfile(kept[name], site / name)
    for old in set((CACHE / "handout").iterdir()) - set(kept.values()):
        old.unlink(missing_ok=True)
    return [site / name for name in made]


def digest(html, site, drawn):
    """What a PDF is made of, wherever the site is."""
    return files.digest(Path(__file__).read_bytes(), html.replace(site.as_uri(), ""), *drawn)


def printed(html, layout):
    """What Chromium prints of the document."""
    from playwright.sync_api import sync_playwright

    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder, sync_playwright() as playwright:
        file = Path(folder) / "handout.html"
        file.write_text(html, "utf-8")
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page()
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        data = page.pdf(print_background=True, outline=True, tagged=True, **layout)
        browser.close()
    return data


def settled(pdf):
    """The same bytes at any time: Chromium writes the time into two places, and numbers its nodes by chance."""
    seen = {}
    pdf = re.sub(rb"node(\d{8})", lambda node: b"node%08d" % seen.setdefault(node[1], len(seen)), pdf)
    return re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", b"D:20000101000000+00'00'", pdf)


if __name__ == "__main__":
    print(*write(Path(sys.argv[1] if len(sys.argv) > 1 else SITE).resolve(), order.whole()), sep="\n")
