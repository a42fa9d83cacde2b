"""The one MkDocs hook: make what is generated before each build, and set executed labs like the other pages."""

import base64
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jupytext
import yaml
from bs4 import BeautifulSoup
from jupyter_client import KernelManager
from mkdocs.exceptions import BuildError
from mkdocs.structure.pages import Page

from scripts.website import build, finish, handout, navigation
from scripts.website.files import CACHE, ROOT, SITE

LABS_USE = ("nnref/**/*", "scripts/**/*", "docs/data/*", "requirements.txt")
SOURCE = (
    '<p><a href="{}" download>Download this lab</a>, a Python file whose cells run in Jupyter or an '
    "editor, in a copy of the repository.</p>\n"
)
NOT_RUN = (
    '<p class="lab-output">This copy of the site was built with <code>NNREF_EXECUTE=false</code>: the '
    "code below was not run.</p>"
)
KernelManager.transport_encryption.default_value = "auto"  # else each kernel warns that it is not encrypted


def on_startup(command, dirty):
    """While pages are served, the browser's copy of nnref is not compiled at each edit (scripts/browser/runtime)."""
    if command == "serve":
        os.environ["NNREF_SERVE"] = "1"


def on_config(config):
    """The whole navigation; the version and the commit, for the footer."""
    try:
        config.nav = config.nav and navigation.filled(config.nav)
    except ValueError as error:  # of the page of an activation
        raise BuildError(str(error)) from None
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    if config.plugins["material/offline"].config.enabled:
        config.extra["polyfills"] = ["assets/frame-worker.js"]  # for the theme's, which is on another host
    config.extra["release"] = version + (f" ({commit.stdout.strip()})" if commit.returncode == 0 else "")


def on_pre_build(config):
    """A process of its own, so that a build by `mkdocs serve` sees edited sources."""
    if subprocess.run([sys.executable, "-m", "scripts.website.build"], cwd=ROOT).returncode:
        raise BuildError("python -m scripts.website.build failed: see the messages above")
    labs = config.plugins["mkdocs-jupyter"].config
    labs["cache"] = labs["execute"]  # else those that were run would be removed from it
    if labs["cache"]:
        labs["cache_dir"] = str(lab_cache())


def lab_cache():
    """Where labs are kept that were run: a folder named after all that they may use.
    Those of other code are removed."""
    now = CACHE / "labs" / build.fingerprint(LABS_USE)
    for folder in set(now.parent.glob("*")) - {now}:
        shutil.rmtree(folder)
    return now


def on_post_build(config):
    """What is made of the whole site: the handout, and the policy of what may run."""
    if "NNREF_SERVE" not in os.environ:
        site = Path(config.site_dir)
        if config.use_directory_urls:
            handout.write(site, list(navigation.pages(config.nav)))
        elif (made := SITE / "handout.pdf").exists():
            shutil.copyfile(made, site / "handout.pdf")
        finish.write(site)


def on_page_content(html, page, config, files):
    """A lab: mkdocs-jupyter has run it. Keep its outputs, and set its text and code as on every other page."""
    if not page.file.src_uri.startswith("labs/"):
        return html
    soup = BeautifulSoup(html, "html.parser")
    ran = soup.select("div.jupyter-wrapper div.jp-Notebook > div.jp-Cell:not(.jp-RawCell)")
    cells = [cell for cell in jupytext.read(page.file.abs_src_path).cells if cell.source]
    kinds = ["code" if "jp-CodeCell" in cell["class"] else "markdown" for cell in ran]
    if kinds != [cell.cell_type for cell in cells if cell.cell_type != "raw"]:
        raise BuildError(f"{page.file.src_uri}: mkdocs-jupyter's page does not have the cells of the file: {kinds}")
    if cells[0].cell_type == "raw":
        page.meta |= yaml.safe_load(cells.pop(0).source.strip().strip("-"))

    text, outputs = [], {}
    for cell, made in zip(cells, ran):
        if cell.cell_type == "markdown":
            text.append(cell.source)
            continue
        text.append(f"```python\n{cell.source}\n```")
        if output := "".join(
            output_html(part, cell.metadata.get("alt")) for part in joined(made.select(".jp-OutputArea-output"))
        ):
            place = f"lab-output-{len(outputs)}"
            outputs[f"<p>{place}</p>"] = f'<div class="lab-output">{output}</div>'
            text.append(place)
    page.markdown = "\n\n".join(text)
    Page.render(page, config, files)
    page.title = page._title_from_render
    html = re.sub(
        r"<!--.*?-->\n?", "", page.content, flags=re.S
    )  # hidden code, which is of use on pages that run in the browser
    if not config.plugins["mkdocs-jupyter"].config["execute"]:
        html = html.replace("</h1>", f"</h1>\n{NOT_RUN}", 1)
    for place, output in outputs.items():
        html = html.replace(place, output)
    return html + SOURCE.format(Path(page.file.src_uri).name)


def on_post_page(html, page, config):
    """The page without the indentation of the theme's templates, a sixth of its size. Code and comments keep theirs."""
    parts = re.split(r"(<pre.*?</pre>|<!--.*?-->)", html, flags=re.S)
    return "".join(part if part.startswith(("<pre", "<!--")) else re.sub(r"\n\s+", "\n", part) for part in parts)


def joined(outputs):
    """The outputs of a cell. What it prints comes in pieces, as the kernel happens to send them:
    here it is one again."""
    whole = []
    for output in outputs:
        if whole and printed(output) and printed(whole[-1]):
            whole[-1].pre.extend(list(output.pre.children))
        else:
            whole.append(output)
    return whole


def printed(output):
    return output["data-mime-type"] == "text/plain" and "jp-OutputArea-executeResult" not in output.parent["class"]


def output_html(output, alt):
    """One output of a cell, without the notebook's own markup."""
    if image := output.find("img"):
        kind, _, data = image["src"].partition("base64,")
        if kind != "data:image/png;" or not alt:
            raise BuildError(
                'a lab draws a picture that is no PNG, or whose cell does not begin # %% alt="what is seen"'
            )
        head = base64.b64decode(data[:64])
        width, height = (int.from_bytes(head[i : i + 4], "big") for i in (16, 20))
        image.attrs = {"src": image["src"], "alt": alt, "width": width, "height": height, "loading": "lazy"}
        return str(image)
    if pre := output.find("pre"):
        return f"<pre><code>{pre.decode_contents().rstrip()}</code></pre>"
    return output.decode_contents()
