"""What readers take along: the package and the notebooks, and the line on each page that offers them."""

import shutil
import subprocess
import sys
from html import escape
from urllib.parse import urlencode

from mkdocs.utils import get_relative_url

from scripts.website import citation, classroom, handout, notebooks
from scripts.website.files import ROOT, SITE

TRY = "## Try it yourself\n"
WHERE = """
The lab's own code stands above, with what it put out.
To change it, take the <a href="{}" download>notebook</a> ([how to run it]({})).
All that is named here is there, in cells of its own, and so is what the page imports from `scripts`, this site's code.
"""
LINK = '<a href="{}"{}>{}</a>'
COLAB = "https://colab.research.google.com/github/{}/blob/notebooks/{}.ipynb"
FOLDERS = "dist", notebooks.FOLDER


def write(site, config):
    """Put the package and the notebooks into a site; into the one that opens from disk, those of the other."""
    if not config.use_directory_urls:
        for folder in FOLDERS:
            if (SITE / folder).exists():
                apart = shutil.ignore_patterns(classroom.ZIP.name)
                shutil.copytree(SITE / folder, site / folder, ignore=apart, dirs_exist_ok=True)
        return
    command = [sys.executable, "-m", "scripts.website.packages", str(site / "dist")]
    wheel = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[0]
    notebooks.write(site, config.site_url, wheel, config.nav)
    citation.write(site, config.site_url)


def repository(config):
    """Its address, or nothing where that is not known."""
    return (config.extra.get("repository") or "").rstrip("/")


def where_to_try(text, file):
    """The Markdown of a lab, which says where its readers can try what it proposes."""
    here = get_relative_url(f"{notebooks.FOLDER}/{notebooks.name_of(file.src_uri)}.ipynb", file.url)
    before, heading, after = text.partition(TRY)
    figure, item, rest = after.partition("\n- ")
    return before + heading + figure + WHERE.format(here, f"../{notebooks.HOW_TO_RUN}") * bool(heading) + item + rest


def line(page, config):
    """The links below a page: its notebook, and, where the repository is known, what leads there."""
    file, links, home = page.file.src_uri, [], repository(config)
    if file in notebooks.listed(config.nav):
        name = notebooks.name_of(file)
        here = get_relative_url(f"{notebooks.FOLDER}/{name}.ipynb", page.url)
        path, _, part = notebooks.HOW_TO_RUN.partition("#")
        path = handout.address(path) if config.use_directory_urls else path.replace(".md", ".html")
        how = f"{get_relative_url(path, page.url)}#{part}"
        links.append(LINK.format(here, " download", "Notebook"))
        links.append(LINK.format(how, "", "How to run it"))
        if home.startswith("https://github.com/"):
            colab = COLAB.format(home.removeprefix("https://github.com/"), name)
            links.append(LINK.format(colab, "", "Open in Colab"))
    if home:
        asked = urlencode({"template": "wrong.yml", "page": f"docs/{file}"})
        links.append(LINK.format(f"{home}/edit/main/docs/{file}", "", "Edit this page"))
        links.append(LINK.format(escape(f"{home}/issues/new?{asked}"), "", "Report an error here"))
    return f'<p class="nn-along" data-search-exclude>{" · ".join(links)}</p>\n' if links else ""
