"""The installation says how far it is, and what went wrong."""

import subprocess
import sys

from scripts.website import install
from scripts.website.files import ROOT


def test_it_says_how_far_it_is_and_never_is_silent_for_long(monkeypatch, capsys):
    monkeypatch.setattr(install, "SILENCE", 0.5)
    slow = "import time\nfor n in range(3): print('Collecting package', n, flush=True); time.sleep(1.2)\n"
    slow += "print('Installing collected packages', flush=True); time.sleep(2.5)"
    assert install.follow([sys.executable, "-c", slow], 3)[0] == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 4 and "1 of 3 packages fetched" in lines[0] and lines[-1].endswith("fetched, now unpacking")


def test_what_went_wrong_is_the_end_of_what_was_written():
    code, last = install.follow([sys.executable, "-c", "print('no such package'); raise SystemExit(3)"], 1)
    assert code == 3 and last == ["no such package\n"]


def test_the_bytes_that_are_downloaded_are_said_beforehand(monkeypatch, capsys):
    monkeypatch.setattr(install, "command", lambda lock: [sys.executable, "-c", ""])
    assert install.main() == 0
    assert "190 MB are downloaded" in capsys.readouterr().out


def test_an_unsupported_python_is_told_apart_before_anything_is_installed(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho 'nnref is built with Python 3.11 to 3.14, but this is another' >&2\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "venv", f"PYTHON={old}", f"BIN={tmp_path}/bin", f"READY={tmp_path}/ready"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and "Python 3.11 to 3.14" in done.stderr and not (tmp_path / "bin").exists()
