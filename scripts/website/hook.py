"""The one MkDocs hook: make what is generated before each build, and set executed labs like the other pages."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File

from scripts.lecture import order
from scripts.lecture.literal import KINDS
from scripts.website import (
    along,
    build,
    checks,
    classroom,
    files,
    finish,
    handout,
    labs,
    navigation,
    pictures,
    search,
    serving,
    slides,
)
from scripts.website.files import ROOT, SITE
from scripts.website.markdown import marks
from scripts.website.text import figures

PLACE = "lab-output-{}"
NOT_RUN = (
    '<p class="lab-output">This copy of the site was built with <code>NNREF_EXECUTE=false</code>: the '
    "code below was not run.</p>"
)
NO_ADDRESS = (
    "SITE_URL is not set, so the sitemap, the page for what is missing and how to cite name http://localhost:8000/, "
    "there are no link previews, and notebooks look for the wheel beside them alone: "
    "for a host, SITE_URL=https://example.org/some/where/ make build"
)
FOUND = {}  # what scripts/website/checks.py found on the pages of this build
NOT_YET = (
    '<p class="lab-output">This lab is being run: what it puts out below is missing, or of the code before the last '
    "edit.</p>"
)
behind = serving.Behind()


def on_startup(command, dirty):
    """Dates in the site are the commit's, so that two builds of one commit are the same bytes.
    While pages are served, the browser's copy of nnref is not compiled at each edit (scripts/browser/runtime)."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", files.git("log", "-1", "--format=%ct") or "0")
    if command == "serve":
        os.environ["NNREF_SERVE"] = "1"
    elif not os.environ.get("SITE_URL"):
        print(NO_ADDRESS, file=sys.stderr)


def serves():
    return "NNREF_SERVE" in os.environ


def free(host, port):
    """Whether a server can listen there."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def on_config(config):
    """The whole navigation; the version and the commit, for the footer. A port that is taken is said at once."""
    if serves() and behind.prepared is None and not free(*config.dev_addr):
        raise Abort(f"port {config.dev_addr[1]} is taken: name another, as in PORT=8001 make serve")
    try:
        config.nav = config.nav and order.filled(config.nav)
        finish.frame_ancestors(config.extra["frame_ancestors"])
    except ValueError as error:  # of the page of an activation, or of who may show pages in a frame
        raise BuildError(str(error)) from None
    if os.environ.get("MIKE_DOCS_VERSION"):  # one of several versions (scripts/tools/versions.py)
        config.extra["version"] = {"provider": "mike", "alias": True}
        config.site_url = os.environ["SITE_URL"] = config.site_url.rstrip("/") + "/"  # with the version in it
    if config.plugins["material/offline"].config.enabled:
        config.extra["polyfills"] = ["assets/frame-worker.js"]  # for the theme's, which is on another host
    commit = files.git("rev-parse", "--short", "HEAD")
    config.extra["release"] = files.version() + (f" ({commit})" if commit else "")


def on_pre_build(config):
    """A process of its own, so that a build by `mkdocs serve` sees edited sources."""
    if serves():
        behind.prepare()
    elif subprocess.run([sys.executable, "-m", "scripts.website.build", "--away"], cwd=ROOT).returncode:
        raise BuildError("python -m scripts.website.build failed: see the messages above")


def on_serve(server, config, builder):
    """What is made behind the pages shows when it is finished."""
    serving.DONE.parent.mkdir(parents=True, exist_ok=True)
    server.watch(str(serving.DONE.parent))
    return server


def on_shutdown():
    behind.end()


def exchange_python(files, config):
    """While pages are served, the browser has a Python of its own: a build at the same time replaces the other."""
    for file in [file for file in files if file.src_uri.startswith("assets/py/")]:
        files.remove(file)
    for path in sorted(serving.PYTHON.rglob("[!.]*.*")):
        if path.is_file():
            uri = f"assets/py/{path.relative_to(serving.PYTHON).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))


def on_files(files, config):
    """Every statement is evaluated. `mkdocs build` ends at the first page with a wrong one, `mkdocs serve` shows it."""
    found = checks.found(Path(config.docs_dir))
    if (wrong := checks.first_wrong(found)) and not serves():
        raise BuildError(wrong)
    figures.numbered.cache_clear()
    FOUND.clear()
    FOUND.update(found)
    if serves():
        exchange_python(files, config)
    for name in pictures.there():
        for kind, content in pictures.kinds(name).items():
            files.append(File.generated(config, f"figures/{name}{KINDS[kind]}", content=content))


def on_page_markdown(markdown, page, config, files):
    """A page with what its marks need; above it what is wrong on it."""
    found, note = checks.of_page(FOUND, page.file.abs_src_path, Path(config.docs_dir))
    config.mdx_configs["scripts.website.markdown.marks"] = {"found": found}
    numbers = figures.numbered().get(page.file.src_uri, {})
    config.mdx_configs["scripts.website.markdown.figures"] = {"numbers": numbers}
    if card := next((name for name in numbers if name in pictures.there()), ""):
        page.meta["card"] = f"figures/{card}.png"
    apart = page.is_homepage or page.file.src_uri == "api.md"  # whose docstrings are pages of their own
    config.mdx_configs["scripts.website.markdown.terms"] = {"page": "" if apart else page.file.src_uri}
    config.mdx_configs["scripts.website.markdown.exercises"] = {"found": found["exercises"]}
    return note + (slides.with_questions(markdown, exercises_found()) if is_deck(page) else markdown)


def exercises_found():
    """{id: what it came to} of the exercises of all pages."""
    return {name: one for page in FOUND.values() for name, one in page["exercises"].items() if one}


def on_post_build(config):
    """What is made of the whole site: the words that the search finds, the PDFs, and the policy of what may run."""
    site = Path(config.site_dir)
    search.write(site)
    if not serves():
        along.write(site, config)
        if config.use_directory_urls:
            handout.write(site, config.nav, config.site_url)
        else:
            for made in SITE.glob("*.pdf"):
                shutil.copyfile(made, site / made.name)
        finish.write(site, config.extra["frame_ancestors"], along.repository(config))
        if config.use_directory_urls:
            classroom.write(site)


def is_deck(page):
    return page.file.src_uri == slides.SOURCE.name


def is_lab(page):
    return page.file.src_uri.startswith("labs/")


def on_pre_page(page, config, files):
    """A lab is a page like the others: of mkdocs-jupyter it needs only that its file counts as one."""
    if is_lab(page):
        vars(page).pop("render", None)
    return page


def on_page_read_source(page, config):
    """The Markdown of a lab, with a place behind each cell for what it puts out."""
    if not is_lab(page):
        return None
    text, code = [], 0
    for cell in labs.cells(page.file.abs_src_path):
        if cell.kind == "code":
            text.append(f"```python\n{cell.source}\n```\n\n{PLACE.format(code)}")
            code += 1
        else:
            text.append(cell.source)
    return along.where_to_try("\n\n".join(text), page.file)


def on_page_content(html, page, config, files):
    """A lab: put in what its cells put out, leave out hidden code, which is of use on pages that run in the browser.
    The sign behind a heading is for the mouse: the contents lead there too, and a heading is read without it."""
    html = html.replace('<a class="headerlink" ', '<a class="headerlink" aria-hidden="true" tabindex="-1" ')
    for file, anchors in (page.links_to_anchors or {}).items():
        if file.src_uri == "playground.md":  # what looks like an anchor there is what to set
            for settings in [anchor for anchor in anchors if "=" in anchor]:
                del anchors[settings]
    if serves():
        html = serving.with_notices(html, Path(page.file.abs_src_path).read_text("utf-8"), behind.errors)
    if is_deck(page):
        return slides.sections(html)
    if not is_lab(page):
        return html + marks.place(html) + along.line(page, config)
    html = re.sub(r"<!--.*?-->\n?", "", html, flags=re.S)
    outputs, current = labs.outputs(Path(page.file.abs_src_path)) if build.LABS else (None, False)
    if not current:
        notice = NOT_YET if build.LABS else NOT_RUN
        html = html.replace("</h1>", f"</h1>\n{notice}", 1)
    code = [cell for cell in labs.cells(page.file.abs_src_path) if cell.kind == "code"]
    for number, cell in enumerate(code):
        parts = outputs[number] if outputs and number < len(outputs) else []
        try:
            shown = "".join(labs.as_html(kind, content, cell.alt) for kind, content in parts)
        except ValueError as error:
            raise BuildError(f"{page.file.src_uri}: {error}") from None
        place = f"<p>{PLACE.format(number)}</p>"
        html = html.replace(place, f'<div class="lab-output">{shown}</div>' if shown else "")
    return html + marks.place(html) + along.line(page, config)


def on_post_page(html, page, config):
    """The page without the indentation of the theme's templates, a sixth of its size. Code and comments keep theirs.
    In its navigation the long lists are folded, which the theme's sections are not."""
    parts = re.split(r"(<pre.*?</pre>|<!--.*?-->)", html, flags=re.S)
    html = "".join(part if part.startswith(("<pre", "<!--")) else re.sub(r"\n\s+", "\n", part) for part in parts)
    return navigation.folded(html)
