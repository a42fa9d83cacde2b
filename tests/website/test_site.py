"""Claims about the built site, read from site/ as `make build` left it."""

import functools
import json
import os
import re
import tomllib
from collections import Counter
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from scripts.lecture.literal import KINDS
from scripts.website import handout, slides
from scripts.website.files import ROOT, SITE
from scripts.website.finish import MOVED
from scripts.website.text import figures

SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000/")
BASE = urlsplit(SITE_URL).path  # where the site lies on its host
RESOURCES = {"img": "src", "script": "src", "iframe": "src", "source": "srcset", "object": "data"}
RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}

# Where each row of the lecture is told.
LECTURE = {
    "L1": "",
    "L2": "neuron/",
    "L3": "neuron/",
    "L4": "activations/",
    "L5": "activations/sigmoid/",
    "L6": "activations/sigmoid/",
    "L7": "activations/sigmoid/",
    "L8": "activations/sigmoid/",
    "L9": "activations/tanh/",
    "L10": "activations/relu/",
    "L11": "activations/relu/",
    "L12": "activations/relu/",
    "L13": "activations/leaky_relu/ activations/prelu/",
    "L14": "activations/elu/",
    "L15": "activations/maxout/",
    "L16": "activations/practice/ activations/after/",
    "L17": "architectures/organization/",
    "L18": "architectures/capacity/",
    "L19": "architectures/capacity/ architectures/regularization/",
    "L20": "architectures/regularization/",
    "L21": "references/",
    "L22": "about/",
}


@functools.cache
def pages():
    """Each page of the site, parsed, under its address relative to the site: '' is the home page.
    No redirects, and no slides, which have a frame of their own."""
    if not (SITE / "index.html").exists():
        pytest.fail("site/ is not built: run `make build` first, or `make test`")
    found = {str(file.relative_to(SITE)).removesuffix("index.html"): file for file in sorted(SITE.rglob("*.html"))}
    there = {address: file for address, file in found.items() if address not in MOVED and address != "slides/"}
    return {address: BeautifulSoup(file.read_text("utf-8"), "html.parser") for address, file in there.items()}


@functools.cache
def ids(address):
    return {element.get("id") or element.get("name") for element in pages()[address].select("[id], a[name]")}


def articles():
    """What a reader reads: the pages without the one for addresses that do not exist."""
    return {address: page.find("article") for address, page in pages().items() if address != "404.html"}


def resolve(address, link):
    """The path of a link on a page, relative to the site, and its fragment; None for another host."""
    url = urlsplit(urljoin(f"http://here{BASE}{address}", link))
    if url.netloc != "here" or url.scheme != "http":
        return None
    assert url.path.startswith(BASE), f"{address or 'home'}: {link} leaves the site"
    return unquote(url.path.removeprefix(BASE)), unquote(url.fragment)


def links():
    """Every address that a page names, with the page: links, images, scripts, style sheets."""
    for address, page in pages().items():
        for element in page.find_all(["a", "link", *RESOURCES]):
            attribute = RESOURCES.get(element.name, "href")
            if element.get(attribute):
                yield address, element, element[attribute]


def test_every_internal_link_anchor_and_asset_resolves():
    broken = []
    for address, _, link in links():
        target = None if link.startswith("data:") else resolve(address, link)
        if target is None:
            continue
        path, fragment = target
        file = SITE / path / "index.html" if path.endswith("/") or not path else SITE / path
        if not file.is_file():
            broken.append(f"{address or 'home'}: {link}")
        elif "=" not in fragment and fragment and file.suffix == ".html" and fragment not in ids(path):
            broken.append(f"{address or 'home'}: {link} (there is no such anchor)")
    assert broken == []


def test_no_page_loads_anything_from_another_host():
    foreign = []
    for address, element, link in links():
        loads = element.name in RESOURCES or RELATIONS & set(element.get("rel", []))
        if loads and not link.startswith("data:") and resolve(address, link) is None:
            foreign.append(f"{address or 'home'}: {link}")
    for sheet in SITE.rglob("*.css"):
        text = re.sub(r"url\(\s*['\"]?data:.*?['\"]?\)|xmlns='[^']*'", "", sheet.read_text("utf-8"))
        foreign += [f"{sheet.relative_to(SITE)}: {url}" for url in re.findall(r"(?:url\(|@import)[^;)]*//[^;)]*", text)]
    assert foreign == []


def outside():
    """The links to other hosts."""
    return {link for address, element, link in links() if element.name == "a" and resolve(address, link) is None}


def test_every_link_to_another_host_is_https():
    assert (
        outside()
        and [link for link in outside() if not re.fullmatch(r"(https://[\w-]+(\.[\w-]+)+(/\S*)?|mailto:\S+@\S+)", link)]
        == []
    )


def test_the_home_page_describes_a_course_of_all_pages_to_search_engines():
    (data,) = pages()[""].select('script[type="application/ld+json"]')
    course = json.loads(data.string)
    described = pages()[""].find("meta", {"name": "description"})["content"]
    assert course["@type"] == "Course" and course["description"] == described and course["provider"]["name"]
    parts = {resolve("", urlsplit(part["url"]).path)[0] for part in course["hasPart"]}
    assert parts == (articles().keys() - {""}) | {"slides/"} and all(part["name"] for part in course["hasPart"])


def test_a_pdf_is_offered_if_and_only_if_it_was_made():
    offered = {
        (address, resolve(address, link["href"])[0])
        for address, page in pages().items()
        for link in page.select("a.handout")
    }
    made = {file.name for file in SITE.glob("*.pdf")}
    decks = {"slides-notes.pdf", *map(slides.pdf, slides.FORMS)}
    assert {name for _, name in offered if name.endswith(".pdf")} == made
    assert all((SITE / name).is_file() for _, name in offered)
    assert made in (set(), {"lecture.pdf", "handout.pdf", "answers.pdf", *decks})
    assert all((address, "lecture.pdf") in offered for address in ("", "about/") if made)


def test_every_figure_that_moves_is_on_a_page_and_has_its_values_and_its_picture():
    named = {place["data-explore"] for page in pages().values() for place in page.select("[data-explore]")}
    made = {file.stem: json.loads(file.read_text("utf-8")) for file in (SITE / "assets/explorables").glob("*.json")}
    assert named == made.keys()
    assert all((SITE / f"assets/js/explorables/{data['picture']}.mjs").exists() for data in made.values())


def test_every_figure_can_be_enlarged_and_kept_and_names_the_script_that_drew_it():
    wrong, seen = [], 0
    for address, article in articles().items():
        for figure in article.find_all("figure"):
            image, line = (
                figure.select_one("a.full-size > img[src$='.svg']"),
                figure.select_one("figcaption .provenance"),
            )
            seen += 1
            if (
                not image
                or not line
                or [image["src"].removesuffix(".svg") + end for end in KINDS.values()]
                != [a["href"] for a in line.select("a[download]")]
                or image.parent["href"] != image["src"].removesuffix(".svg") + KINDS["light"]
            ):
                wrong.append(f"{address or 'home'}: {image and image['src']}")
            elif not (ROOT / line.find_all("code")[1].get_text()).is_file():
                wrong.append(f"{address}: there is no {line.find_all('code')[1].get_text()}")
    assert seen > 40 and wrong == []


def test_the_footer_names_the_version_and_the_commit():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    footers = {" ".join(page.select_one(".md-copyright").get_text().split()) for page in pages().values()}
    (footer,) = footers
    assert re.match(rf"nnref {re.escape(version)}( \([0-9a-f]{{7,}}\))?\.", footer)


def test_no_tex_is_left_in_the_text():
    left = []
    for address, article in articles().items():
        for text in article.find_all(string=re.compile(r"\$|\\[a-zA-Z]+")):
            if not any(parent.name in ("code", "pre", "script", "style") for parent in text.parents):
                left.append(f"{address or 'home'}: {text.strip()[:60]}")
    assert left == []


def test_no_sentence_ends_in_two_full_stops():
    found = {address: re.findall(r"\w+\.\.(?=\s)", article.get_text()) for address, article in articles().items()}
    assert {address: twice for address, twice in found.items() if twice} == {}


def test_every_image_has_alternative_text_and_its_size():
    images = [(address, image) for address, page in pages().items() for image in page.find_all("img")]
    bare = [
        f"{a or 'home'}: {i.get('src')[:60]}"
        for a, i in images
        if not (i.get("alt") and i.get("width") and i.get("height"))
    ]
    assert len(images) > 5 and bare == []


def test_a_lab_has_at_most_60_kb_of_html_besides_pictures_exercises_and_the_frame_of_the_site():
    labs = [lab for lab in (SITE / "labs").glob("*/index.html") if f"labs/{lab.parent.name}/" not in MOVED]
    assert len(labs) == len(list((ROOT / "docs/labs").glob("*.py")))
    articles = {lab.parent.name: re.search(r"<article.*</article>", lab.read_text("utf-8"), re.S)[0] for lab in labs}
    exercise = re.compile(r'<section class="nn-(?:exercise|predict)".*?</section>', re.S)
    articles = {lab: exercise.sub("", article) for lab, article in articles.items()}
    sizes = {lab: len(re.sub(r"data:image[^\"]+", "", article).encode()) for lab, article in articles.items()}
    assert {lab: size for lab, size in sizes.items() if size > 60_000} == {}


def test_every_id_occurs_once_on_a_page():
    twice = {}
    for address, page in pages().items():
        counted = Counter(element["id"] for element in page.select("[id]"))
        twice |= {f"{address or 'home'} #{name}": n for name, n in counted.items() if n > 1}
    assert twice == {}


def test_every_page_has_one_heading_a_title_of_its_own_and_a_description_of_its_own():
    own = {}
    for address, article in articles().items():
        page = pages()[address]
        assert len(article.find_all("h1")) == 1, f"{address or 'home'}: one h1 was expected"
        own[address] = page.title.get_text(), page.find("meta", {"name": "description"})["content"]
    titles, descriptions = (Counter(values) for values in zip(*own.values()))
    common = yaml.safe_load(re.search(r"^site_description: .*", (ROOT / "mkdocs.yml").read_text(), re.M)[0])[
        "site_description"
    ]
    assert [
        a for a, (title, text) in own.items() if titles[title] > 1 or descriptions[text] > 1 or text == common
    ] == []


def test_no_link_is_inside_another_and_every_page_but_home_and_glossary_may_have_terms():
    for address, article in articles().items():
        assert article.select("a a.nn-term, h1 .nn-term, h2 .nn-term, h3 .nn-term") == []
        shown = [term["href"].partition("#")[2] for term in article.select("a.nn-term")]
        assert len(set(shown)) == len(shown) and (not shown or address not in ("", "glossary/"))


def test_the_navigation_shows_the_lecture_and_the_playground_and_folds_the_long_lists():
    top = pages()[""].select_one(".md-nav--primary > .md-nav__list").find_all("li", recursive=False)
    titles = [" ".join(item.select_one(".md-ellipsis").get_text().split()) for item in top]
    assert titles.index("Playground") == titles.index("Architectures") + 1
    folded = [
        title
        for title, item in zip(titles, top)
        if item.select_one("nav[data-md-level]") and "section" not in str(item["class"])
    ]
    assert folded == ["Labs", "Appendix"]
    for title, item in zip(titles, top):
        if title in folded:
            assert item.select_one("label")["tabindex"] == "0" and not item.select_one("input").has_attr("checked")


@pytest.mark.parametrize("row", LECTURE)
def test_the_navigation_leads_to_every_row_of_the_lecture(row):
    home = pages()[""]
    reached = {resolve("", link["href"])[0] for link in home.select(".md-nav--primary a[href]")}
    assert set(LECTURE[row].split()) - reached == set()


def test_every_character_of_a_formula_is_in_the_font():
    used, everything = {}, pages()
    font = TTFont(SITE / "assets/fonts/stix-two-math.woff2").getBestCmap()
    for address, page in everything.items():
        for formula in page.find_all("math"):
            used |= {character: address or "home" for character in formula.get_text() if not character.isspace()}
            # a single letter in <mi> is shown in italics, which are characters of their own
            letters = [mi.get_text() for mi in formula.find_all("mi") if mi.get("mathvariant") != "normal"]
            used |= {italic(letter): address or "home" for letter in letters if len(letter) == 1}
    missing = {f"{c} U+{ord(c):04X}": address for c, address in used.items() if ord(c) not in font}
    assert used and missing == {}, "add them to scripts/tools/subset_font.py"


def italic(letter):
    """The character that MathML draws for a single letter."""
    for first, last, start in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC)):
        if first <= letter <= last:
            return "ℎ" if letter == "h" else chr(start + ord(letter) - ord(first))
    return letter


@pytest.mark.parametrize("page", [page for page, some in figures.numbered().items() if some])
def test_on_the_site_each_caption_begins_with_its_number_and_a_link_to_itself(page):
    soup = BeautifulSoup((SITE / handout.address(page) / "index.html").read_text("utf-8"), "html.parser")
    found = {}
    for figure in soup.select("figure[id^=fig-]"):
        link = figure.select_one("figcaption a.nn-figure")
        assert link["href"] == f"#{figure['id']}"
        found[figure["id"].removeprefix("fig-")] = link.get_text().removeprefix("Figure ")
    assert found == figures.numbered()[page]


def test_every_figure_can_be_taken_along_as_svg_for_both_papers_and_as_png():
    for name in (name for some in figures.numbered().values() for name in some):
        for end in "-light.svg", "-dark.svg", ".png":
            file = SITE / f"figures/{name}{end}"
            assert file.stat().st_size > 1000
            assert not re.search(rb"var\(--|light-dark", file.read_bytes())
