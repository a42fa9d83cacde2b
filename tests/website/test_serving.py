"""What is made while pages are served: what takes long comes behind, what is wrong is said, and the server goes on."""

import json
import socket
import subprocess
import sys
import time

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from scripts.website import hook, serving
from scripts.website.files import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(tmp_path, monkeypatch):
    """Say what is waiting and what went wrong."""
    monkeypatch.setattr(serving, "PENDING", tmp_path / "pending.json")

    def write(**pending):
        serving.PENDING.write_text(json.dumps(pending))

    return write


def test_a_page_that_shows_what_is_being_measured_says_so(waiting):
    waiting(stale={"dead_by_rate": ["dead_rates"], "capacity": []})
    page = "<h1>Dead</h1><p>Text</p>"
    for source in 'x = measured("dead_by_rate")', 'measured(f"dead_{part}")', "![a](../figures/dead_rates.svg)":
        shown = serving.with_notices(page, source)
        assert shown.startswith("<h1>Dead</h1>\n<div") and "<code>dead_by_rate</code> has changed" in shown
        assert "capacity" not in shown
    assert serving.with_notices(page, "no measurement") == page


def test_a_claim_that_fails_is_on_the_page_and_not_the_end_of_the_server(waiting):
    waiting(errors=["verdict of dead: 2 < 1"])
    shown = serving.with_notices("<h1>A</h1>", "", ["verdict of elu: one <b>"])
    assert "verdict of dead: 2 &lt; 1\nverdict of elu: one &lt;b&gt;" in shown


def test_without_anything_to_say_a_page_stays_as_it_is(waiting):
    waiting()
    assert serving.with_notices("<h1>A</h1>", 'measured("capacity")') == "<h1>A</h1>"


def test_a_build_behind_the_pages_that_is_ended_takes_its_workers_with_it(waiting, monkeypatch):
    waiting()
    behind = serving.Behind()
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    behind.process = process
    time.sleep(0.5)
    behind.end()
    assert process.wait(5) != 0 and behind.process is None


def test_a_port_that_is_taken_is_said_before_anything_is_built(monkeypatch):
    monkeypatch.setenv("NNREF_SERVE", "1")
    with socket.socket() as server:
        server.bind(("localhost", 0))
        server.listen()
        port = server.getsockname()[1]
        config = load_config(str(ROOT / "mkdocs.yml"), dev_addr=f"localhost:{port}")
        with pytest.raises(Abort, match=f"port {port} is taken: name another, as in PORT=8001 make serve"):
            hook.on_config(config)
        made = subprocess.run(["make", "-n", "serve"], cwd=ROOT, capture_output=True, text=True)
        assert made.stdout.index("is taken") < made.stdout.index("mkdocs serve")
        told = subprocess.run(["make", "port-is-free", f"PORT={port}"], cwd=ROOT, capture_output=True, text=True)
        assert told.returncode != 0 and f"port {port} is taken" in told.stdout


def test_while_pages_are_served_the_browsers_python_is_in_a_place_of_its_own(monkeypatch):
    code = "from scripts.browser import runtime; print(runtime.OUT.relative_to(runtime.ROOT).as_posix())"
    for variable, place in ("", "docs/assets/py"), ("1", ".cache/serve/py"):
        monkeypatch.setenv("NNREF_SERVE", variable)
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.strip() == place
