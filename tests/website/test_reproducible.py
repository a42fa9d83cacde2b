"""The site is the same bytes in another folder, on another day, in another time zone."""

import os
import shutil
import subprocess
import sys

import pytest

from scripts.website.files import ROOT, SITE

pytestmark = pytest.mark.slow

# Read by Python when it starts: 40 days later. What has a fixed time behind it, as SOURCE_DATE_EPOCH, stays.
LATER = """
import datetime, time
seconds = 40 * 86400
clock, local, utc, written = time.time, time.localtime, time.gmtime, time.strftime
time.time = lambda: clock() + seconds
time.localtime = lambda at=None: local(time.time() if at is None else at)
time.gmtime = lambda at=None: utc(time.time() if at is None else at)
time.strftime = lambda form, at=None: written(form, at or time.localtime())
class datetime_later(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    today = classmethod(lambda cls: cls.now())
    utcnow = classmethod(lambda cls: cls.now(datetime.timezone.utc).replace(tzinfo=None))
class date_later(datetime.date):
    today = classmethod(lambda cls: cls.fromtimestamp(time.time()))
datetime.datetime, datetime.date = datetime_later, date_later
"""


def git(*arguments):
    """What git says of the checkout."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The checkout, copied with what experiments and figures have left, and its pages built there."""
    copy = tmp_path_factory.mktemp("elsewhere") / "another folder"
    listed = git("ls-files", "-co", "--exclude-standard")
    for name in listed.splitlines():
        if (file := ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy / name)
    for name in ("docs/data", "docs/figures", ".cache/store", ".cache/labs", ".cache/runtime", ".cache/handout"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, dirs_exist_ok=True)
    (copy / ".git").write_text(f"gitdir: {git('rev-parse', '--absolute-git-dir')}\n")
    (copy / "later").mkdir()
    (copy / "later/sitecustomize.py").write_text(LATER)
    env = (
        {"SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct")}
        | os.environ
        | {
            "PYTHONPATH": str(copy / "later"),
            "PYTHONHASHSEED": "1",
            "TZ": "Pacific/Kiritimati",
            "NO_MKDOCS_2_WARNING": "1",
        }
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=copy, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "site"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_in_different_folders_on_different_days_are_the_same_bytes(other):
    if not (SITE / "index.html").exists():
        pytest.fail("site/ is not built: run `make build` first, or `make test`")
    here, there = files(SITE), files(other)
    assert [name for name in sorted(here.keys() | there.keys()) if here.get(name) != there.get(name)] == []
