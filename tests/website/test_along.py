"""What a page offers to take along, and how to install and cite."""

import re
import subprocess
import threading
import tomllib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
import yaml
from jinja2 import Environment

from scripts.website import along, citation, hook, labs, packages
from scripts.website.files import DOCS, FRAGMENTS, ROOT
from scripts.website.text import install
from tests import environment

NAV = ["neuron.md", {"Labs": ["labs/dead.py"]}, {"Appendix": ["about.md"]}]


def line(file, repository=""):
    page = SimpleNamespace(file=SimpleNamespace(src_uri=file), url=re.sub(r"\.\w+$", "/", file))
    config = SimpleNamespace(extra={"repository": repository}, nav=NAV, use_directory_urls=True)
    return dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', along.line(page, config)))


def test_without_a_repository_a_page_offers_its_notebook_alone():
    assert line("neuron.md") == {"../notebooks/neuron.ipynb": "Notebook", "../api/#notebooks": "How to run it"}
    assert line("labs/dead.py") == {
        "../../notebooks/labs-dead.ipynb": "Notebook",
        "../../api/#notebooks": "How to run it",
    }
    assert line("about.md") == {}


def test_with_one_it_can_be_opened_in_colab_edited_and_found_wrong():
    found = line("labs/dead.py", "https://github.com/owner/name/")
    assert found == {
        "../../notebooks/labs-dead.ipynb": "Notebook",
        "../../api/#notebooks": "How to run it",
        "https://colab.research.google.com/github/owner/name/blob/notebooks/labs-dead.ipynb": "Open in Colab",
        "https://github.com/owner/name/edit/main/docs/labs/dead.py": "Edit this page",
        "https://github.com/owner/name/issues/new?template=wrong.yml&amp;page=docs%2Flabs%2Fdead.py": (
            "Report an error here"
        ),
    }
    assert "Open in Colab" not in line("neuron.md", "https://git.example.org/owner/name").values()


def test_the_line_that_installs_nnref_installs_it_where_only_numpy_is(tmp_path, monkeypatch):
    site = tmp_path / "site"
    wheel, sdist = packages.write(site / "dist")
    handler = partial(SimpleHTTPRequestHandler, directory=site)
    handler.log_message = lambda *_: None
    with ThreadingHTTPServer(("localhost", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("SITE_URL", f"http://localhost:{server.server_port}/")
        python = environment.create(tmp_path / "empty", None, "numpy", "pip")
        command = [python, "-I", "-m", *install.line().split(), "--no-index", "--disable-pip-version-check"]
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
        server.shutdown()
    assert environment.output(python, "import nnref; print(nnref.relu(-1.0) + nnref.relu(2.0))", "-I") == "2.0\n"
    assert wheel == install.wheel() and (site / "dist" / sdist).exists()


def test_without_an_address_the_line_names_the_wheel_which_is_there_to_download(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    install.write()
    text = (FRAGMENTS / "install.md").read_text()
    assert install.line() == f"pip install {install.wheel()}" and "localhost" not in text
    assert f'data-file="dist/{install.wheel()}"' in text and "#" not in install.line()


def test_a_notebook_needs_the_python_that_nnref_needs():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert f"min_python = {needed.removeprefix('>=')} " in (DOCS / "api.md").read_text()


def test_the_license_on_the_page_is_that_of_the_code():
    install.write()
    assert (ROOT / "LICENSE").read_text() in (FRAGMENTS / "license.md").read_text()
    owner = re.search(r"Copyright \(c\) (.+)", (ROOT / "LICENSE").read_text())[1]
    assert f"# From nnref, copyright {owner}, SPDX-License-Identifier: MIT" in (DOCS / "about.md").read_text()


@pytest.mark.parametrize("lab", sorted((DOCS / "labs").glob("*.py")), ids=lambda lab: lab.stem)
def test_each_lab_says_where_to_try_what_it_proposes(lab):
    file = SimpleNamespace(src_uri=f"labs/{lab.name}", url=f"labs/{lab.stem}/")
    text = along.where_to_try("\n\n".join(cell.source for cell in labs.cells(lab)), file)
    assert f'<a href="../../notebooks/labs-{lab.stem}.ipynb" download>notebook</a>' in text


def test_the_site_says_how_to_cite_it_with_address_date_and_key(tmp_path):
    citation.write(tmp_path, "https://example.org/lecture/")
    fields = yaml.safe_load((tmp_path / "CITATION.cff").read_text())
    assert fields["url"] == "https://example.org/lecture/" and fields["date-released"]
    bib = (tmp_path / "nnref.bib").read_text()
    assert bib.startswith(f"@misc{{nnref{fields['date-released'].year},") and "url = {https://example.org" in bib
    assert bib.count("{") == bib.count("}")


@pytest.mark.parametrize("address, says", [("", True), ("https://example.org/", False)])
def test_a_build_without_an_address_says_what_is_missing(address, says, monkeypatch, capsys):
    monkeypatch.setenv("SITE_URL", address)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    hook.on_startup("build", False)
    assert ("SITE_URL is not set" in capsys.readouterr().err) == says


@pytest.mark.parametrize("repository", ["", "https://github.com/owner/name"])
def test_the_footer_leads_to_the_repository_where_it_is_known(repository):
    theme = Environment()
    theme.filters["url"] = "../{}".format
    footer = theme.from_string((ROOT / "overrides/partials/copyright.html").read_text("utf-8"))
    config = {"copyright": "Code: MIT license", "extra": {"repository": repository}, "use_directory_urls": True}
    license = "../about/#license"
    assert re.findall('href="([^"]*)"', footer.render(config=config)) == [license, *[repository] * bool(repository)]
