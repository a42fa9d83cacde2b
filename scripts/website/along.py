"""What readers take along: the package and the notebooks, and the line on each page that offers them."""

import shutil
import subprocess
import sys
from html import escape
from urllib.parse import urlencode

from mkdocs.utils import get_relative_url

from scripts.website import citation, classroom, notebooks
from scripts.website.files import ROOT, SITE

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


def line(page, config):
    """The links below a page: its notebook, and, where the repository is known, what leads there."""
    file, links, home = page.file.src_uri, [], repository(config)
    if file in notebooks.listed(config.nav):
        name = notebooks.name_of(file)
        here = get_relative_url(f"{notebooks.FOLDER}/{name}.ipynb", page.url)
        links.append(LINK.format(here, " download", "Notebook"))
        if home.startswith("https://github.com/"):
            colab = COLAB.format(home.removeprefix("https://github.com/"), name)
            links.append(LINK.format(colab, "", "Open in Colab"))
    if home:
        asked = urlencode({"template": "wrong.yml", "page": f"docs/{file}"})
        links.append(LINK.format(f"{home}/edit/main/docs/{file}", "", "Edit this page"))
        links.append(LINK.format(escape(f"{home}/issues/new?{asked}"), "", "Report an error here"))
    return f'<p class="nn-along" data-search-exclude>{" · ".join(links)}</p>\n' if links else ""
