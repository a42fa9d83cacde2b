"""The file for a hall without network: unpacked anywhere, plain Python serves the pages and the browser's Python."""

import re
import subprocess
import sys
import urllib.request
import zipfile

import pytest
from bs4 import BeautifulSoup

from scripts.website import classroom, serve
from scripts.website.files import SITE


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hall")
    with zipfile.ZipFile(classroom.ZIP) as file:
        file.extractall(folder)
    return folder / "nnref-classroom"


def test_the_site_offers_it_with_its_size_and_the_pages_in_it_do_not(hall):
    page = BeautifulSoup((SITE / "teach/index.html").read_text("utf-8"), "html.parser")
    link = page.select_one("article a[href$='nnref-classroom.zip']")
    assert (SITE / "teach" / link["href"]).resolve() == classroom.ZIP
    assert link.get_text() == f"Download it ({classroom.ZIP.stat().st_size / 1e6:.0f} MB)."
    inside = BeautifulSoup((hall / "site/teach/index.html").read_text("utf-8"), "html.parser")
    assert inside.select("a[href$='nnref-classroom.zip']") == [] and inside.select_one("a.hall[hidden]")
    assert not (hall / "site" / classroom.ZIP.relative_to(SITE)).exists()


def test_the_same_site_gives_the_same_bytes_whatever_zip_is_in_it(tmp_path):
    (tmp_path / "dist").mkdir()
    (tmp_path / "index.html").write_text("here")
    zips = []
    for _ in range(2):
        classroom.write(tmp_path)
        zips.append((tmp_path / "dist/nnref-classroom.zip").read_bytes())
    assert zips[0] == zips[1]


def test_make_classroom_names_it_or_says_what_to_run(monkeypatch, tmp_path, capsys):
    assert classroom.main() is None and "site/dist/nnref-classroom.zip: unpack it" in capsys.readouterr().out
    monkeypatch.setattr(classroom, "ZIP", tmp_path / "none.zip")
    assert "make build" in classroom.main()


def test_one_command_serves_pages_and_python_with_the_types_that_browsers_ask_for(hall):
    command = [sys.executable, "-I", "serve.py", "0"]
    with subprocess.Popen(command, cwd=hall, stdout=subprocess.PIPE, text=True) as server:
        try:
            lines = [server.stdout.readline() for _ in range(2)]
            address = re.search(r"http://localhost:\d+/", "".join(lines))[0]
            found = {}
            for name in ("", "assets/js/slides.mjs", "assets/py/runtime.json"):
                with urllib.request.urlopen(address + name, timeout=10) as answer:
                    found[name] = answer.headers.get_content_type()
        finally:
            server.terminate()
    assert found == {
        "": "text/html",
        "assets/js/slides.mjs": "text/javascript",
        "assets/py/runtime.json": "application/json",
    }


def test_a_port_that_is_taken_is_said(hall, monkeypatch):
    monkeypatch.setattr(serve, "__file__", str(hall / "serve.py"))
    with serve.ThreadingHTTPServer(("", 0), serve.Pages) as taken:
        assert "name another" in serve.main(taken.server_port)


def test_without_pages_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "__file__", str(tmp_path / "serve.py"))
    assert "unpack the whole zip" in serve.main(0)
