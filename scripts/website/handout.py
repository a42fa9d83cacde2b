"""The PDFs of the built site, printed by Chromium.

lecture.pdf is the lecture alone, without what its pages fold away; handout.pdf is all pages in the order of the
navigation, folds open. Neither has the solutions of the exercises, which are in answers.pdf, a teacher's key, with what
the known wrong answers mistake. slides.pdf is the deck, slides-short.pdf and slides-activations.pdf are its shorter
forms, slides-notes.pdf is all of it with what is said.
python -m scripts.website.handout [site]. Without a Chromium on the machine nothing is made, and that is said.
"""

import json
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup

from scripts.lecture import order
from scripts.website import files, slides
from scripts.website.chromium import FLAGS, find
from scripts.website.files import CACHE, SITE

LAYOUT = """<style>
body { background: white }
.md-typeset { line-height: 1.4 }
.handout-page h1 { margin: 2.5em 0 0.6em; padding-top: 0.6em; border-top: 1px solid }
.md-typeset h2 { margin: 1.2em 0 0.5em }
.md-typeset :is(p, ul, ol, pre) { margin-block: 0.6em }
.md-typeset figure { margin: 0.6em auto }
.md-typeset li { margin-bottom: 0.15em !important }
.md-typeset .nn-exercise, .md-typeset .nn-predict { margin: 0.7em 0; padding: 0.2em 0.7em }
.nn-choice, .nn-items li { margin: 0.1em 0; padding: 0.1em 0.4em }
figure img { max-width: 100%; max-height: 64mm; width: auto }
.handout-front p { margin: 0.4em 0 }
.handout-front .title { font-size: 2em; font-family: var(--serif) }
.handout-front ol { columns: 2; margin-top: 2em }
.nn-answer-line { margin: 0.3em 0 0.3em 1em }
figure, table, pre { break-inside: avoid }
h1, h2, h3 { break-after: avoid }
h1, h2, h3, h4 { overflow: clip } /* letters that reach over the edge of a page would be in the outline twice */
a { color: inherit }
</style>"""
LEFT_OUT = (
    ".headerlink, .nn-mark, .provenance, .md-source-file, script, noscript, .nn-playground, .nn-screen, "
    "button, input, select, textarea, a.handout, .nn-along, .nn-checks, .nn-printed"
)
SOURCES = ".mkdocstrings-source"
PAPER = {
    "format": "A4",
    "scale": 0.83,  # with which the lecture has 60 pages also in a wide font
    "margin": dict.fromkeys(("top", "bottom"), "16mm") | dict.fromkeys(("left", "right"), "18mm"),
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": '<div style="width:100%;text-align:center;font-size:8px"><span class="pageNumber"></span></div>',
}
SLIDES = {"width": "1280px", "height": "720px", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "0")}
SOLUTIONS = ".nn-solution, .nn-key"
TITLES = {
    "lecture.pdf": "Neural networks: the lecture",
    "handout.pdf": "Neural networks: the whole site",
    "answers.pdf": "Neural networks: the key to the exercises",
}
ONLINE_ONLY = {"playground.md", "slides.md"}
HERE = "https://site.invalid/"  # stands for the place of the site
LINK = re.compile(r'<a\b[^>]* href="#([^"]*)"[^>]*>(.*?)</a>', re.S)
HEAD = re.compile(r'<section\b[^>]*? id="([^"]*)".*?<h1\b[^>]*>(.*?)</h1>', re.S)
CODE = Path(__file__).read_text("utf-8")


def address(file):
    """Where a page of the navigation is in the site."""
    stem = re.sub(r"\.(md|py)$", "", file)
    return re.sub(r"(^|/)index$", r"\1", stem).rstrip("/") + "/" if stem != "index" else ""


# A page in a PDF: what it is of the three is kept until it changes


def shares(site, named, kind):
    """What each of these pages gives to the PDF of this kind, as HTML whose pictures are below HERE."""
    inside = tuple(sorted(map(address, named)))
    asked = [(kind, file, "" if kind == "key" else inside, text(site, file)) for file in named]
    found = {one: kept(one) for one in asked}
    new = [one for one in asked if found[one] is None]
    if len(new) > 8:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
            made = [*pool.map(share, *zip(*new), chunksize=4)]
    else:
        made = [share(*one) for one in new]
    for one, html in zip(new, made):
        place, key = noted(one)
        files.write(place, f"{key}\n{html}")
    return [*(found | dict(zip(new, made))).values()]


def noted(one):
    """Where it is kept what a page gives, behind the key to what it was made of."""
    kind, file, *_ = one
    return CACHE / "shares" / kind / f"{file}.html", files.digest(CODE, json.dumps(one))


def kept(one):
    """What a page gave when it was the same, or None."""
    place, key = noted(one)
    of, _, html = place.read_text("utf-8").partition("\n") if place.exists() else ("", "", "")
    return html if of == key else None


def text(site, file):
    """The HTML of a page's article."""
    html = (site / address(file) / "index.html").read_text("utf-8")
    return html[html.index("<article") : html.rindex("</article>") + len("</article>")]


def share(kind, file, inside, html):
    soup = BeautifulSoup(html, "html.parser").article
    return key_of(soup, address(file)) if kind == "key" else article(soup, address(file), inside, kind == "folds")


def article(soup, here, inside, folds):
    """The article of one page, its links made to work inside the one document; with its folds open, or without."""
    for left in soup.select(f"{LEFT_OUT}, {SOLUTIONS}, {SOURCES if folds else 'details'}"):
        left.decompose()
    for fold in soup.find_all("details"):
        fold["open"] = ""

    for element in soup.find_all(id=True):
        element["id"] = f"{here}{element['id']}"
    for element in soup.find_all(["img", "a"]):
        key = "src" if element.name == "img" else "href"
        target = urljoin(HERE + here, element.get(key, ""))
        if target.startswith(HERE):
            path, fragment = urldefrag(target.removeprefix(HERE))
            if key == "src":
                element[key] = target
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


def document(site, named, folds, title="", address=""):
    """One HTML document of these pages."""
    return paged(site, shares(site, named, "folds" if folds else "lecture"), title, address)


def paged(site, articles, title, address):
    """Sections as a document with a title and contents; links to what is left out become words."""
    styles = "".join(f'<link rel="stylesheet" href="{(site / sheet).as_uri()}">' for sheet in sheets(site))
    whole = "".join(articles)
    places = {unescape(place) for place in re.findall(r'\bid="([^"]*)"', whole)}
    whole = LINK.sub(lambda link: link[0] if unescape(link[1]) in places else link[2], whole)  # into a fold left out
    whole = whole.replace(f'src="{HERE}', f'src="{site.as_uri()}/')
    first = front(articles, title, address)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{styles}{LAYOUT}</head>'
        f'<body class="handout" data-md-color-scheme="default">{first}{whole}</body></html>'
    )


def front(articles, title, address):
    """Title, date, source and license, and the contents."""
    date = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    lines = [
        f"{date:%B} {date.day}, {date.year}",
        "" if address.startswith("http://localhost") else address,  # of a build without SITE_URL
        "Text and figures under CC BY 4.0, code under the MIT license.",
    ]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    heads = filter(None, map(HEAD.search, articles))
    items = "".join(f'<li><a href="#{head[1]}">{re.sub("<[^>]*>", "", head[2]).strip()}</a></li>' for head in heads)
    return f'<section class="handout-front md-typeset"><p class="title">{title}</p>{said}<ol>{items}</ol></section>'


# The key


def key(site, named):
    """The exercises of these pages with their answers, a section for each page that has some."""
    return [html for html in shares(site, named, "key") if html]


def key_of(soup, here):
    sections = soup.select("section.nn-exercise")
    if not sections:
        return ""
    head = f'<section class="handout-page md-typeset" id="{here}"><h1>{escape(titled(soup))}</h1>'
    return "".join([head, *(solved(section, here) for section in sections), "</section>"])


def titled(soup):
    head = soup.find("h1")
    for mark in head.select(".headerlink, .nn-mark"):
        mark.decompose()
    return head.get_text().strip()


def solved(section, here):
    """An exercise with its answer and its solution; below them the known wrong answers, and what is said to them."""
    kind, known = section["data-kind"], json.loads(section.get("data-exercise", "{}"))
    labels = [label.get_text() for label in section.select(".nn-choice > span:last-child, .nn-items > li > span")]
    words = [part.get_text().strip() for part in section.select(".nn-feedback")]
    right, wrong = ANSWERS.get(kind, lambda known, labels: ("", []))(known, labels)
    lines = [f"<p class=nn-answer-line><strong>Right: {escape(right)}</strong></p>"] if right else []
    for place, answer in wrong:
        if place < len(words) and words[place]:
            lines.append(f"<p class=nn-answer-line>{escape(answer)}: {escape(words[place])}</p>")
    for left in section.select(f"{LEFT_OUT}, .nn-key, summary, svg, .nn-said"):
        left.decompose()
    for fold in section.find_all("details"):
        fold.name = "div"
        fold.insert_before(labeled("Solution"))
    for start in section.select(".nn-start"):
        start.insert_before(labeled("Given"))
    for link in section.find_all("a"):
        link.unwrap()
    for image in section.find_all("img"):
        image["src"] = urljoin(HERE + here, str(image["src"]))
    section.name = "div"
    section["id"] = f"{here}{section['id']}"
    return f"{section}{''.join(lines)}"


def labeled(word):
    """What stands above a part of an answer."""
    return BeautifulSoup(f"<p class=nn-answer-line><strong>{word}:</strong></p>", "html.parser")


def number(known, labels):
    return f"{known['answer']:.6g}", [(i, f"{value:.6g}") for i, (value, _) in enumerate(known["wrong"])]


def choice(known, labels):
    return "; ".join(labels[i] for i in known["right"]), [(i, label) for i, label in enumerate(labels)]


def ordered(known, labels):
    one = lambda places: ", ".join(labels[i] for i in places)  # noqa: E731
    return one(known["right"]), [(i, one(places)) for i, places in enumerate(known["wrong"])]


def marked(known, labels):
    one = lambda ends: " to ".join(dict.fromkeys(f"{end:.4g}" for end in ends))  # noqa: E731
    return one(known["answer"]), [(i, one(ends)) for i, ends in enumerate(known["wrong"])]


ANSWERS = {"number": number, "choose": choice, "order": ordered, "mark": marked}


def sheets(site):
    """The style sheets of the home page."""
    soup = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    return [link["href"] for link in soup.select('link[rel="stylesheet"]')]


def write(site, nav, address=""):
    """Make the PDFs of a site with this address, each from the cache if nothing has changed. Return their paths."""
    if not find():
        print(f"no Chromium on this machine, so the PDFs ({', '.join(TITLES)}) are left out")
        return []
    lecture = [file for file in order.lecture(nav) if file not in ONLINE_ONLY]
    everything = [file for file in order.pages(nav) if file not in ONLINE_ONLY]
    made = {
        "lecture.pdf": document(site, lecture, False, TITLES["lecture.pdf"], address),
        "handout.pdf": document(site, everything, True, TITLES["handout.pdf"], address),
    }
    if answers := key(site, everything):
        made["answers.pdf"] = paged(site, answers, TITLES["answers.pdf"], address)
    if (site / slides.ADDRESS).exists():
        made |= {slides.pdf(form): slides.document(site, form=form) for form in slides.FORMS}
        made["slides-notes.pdf"] = slides.document(site, notes=True)
    drawn = [path.read_bytes() for pattern in ("*.svg", "*.css") for path in sorted(site.rglob(pattern))]
    pdfs = {name: CACHE / "handout" / f"{digest(html, site, drawn)}.pdf" for name, html in made.items()}
    for name, html in made.items():
        if not pdfs[name].exists():
            files.write(pdfs[name], settled(printed(html, SLIDES if name in map(slides.pdf, slides.FORMS) else PAPER)))
        shutil.copyfile(pdfs[name], site / name)
    for old in set((CACHE / "handout").iterdir()) - set(pdfs.values()):
        old.unlink(missing_ok=True)
    return [site / name for name in made]


def digest(html, site, drawn):
    """What a PDF is made of, wherever the site is."""
    return files.digest(CODE, html.replace(site.as_uri(), ""), *drawn)


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
