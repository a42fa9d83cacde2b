"""The file for a hall without network: unpacked anywhere, plain Python serves the pages and the browser's Python."""

import re
import subprocess
import sys
import urllib.request
import zipfile

import pytest

from scripts.website import classroom, serve


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    assert classroom.main() is None
    folder = tmp_path_factory.mktemp("hall")
    with zipfile.ZipFile(classroom.ZIP) as file:
        file.extractall(folder)
    return folder / "nnref-classroom"


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
