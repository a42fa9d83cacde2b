"""While pages are served: what is quick is made before they show, what takes long behind them.

Before: figures, from the records there are, and texts. Behind: stale measurements, labs, Python for the browser.
What is not ready or is contradicted is said on the pages, and the server goes on.
"""

import html
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time

from scripts.website import build, files
from scripts.website.files import CACHE, ROOT

FOLDER = CACHE / "serve"
PENDING, DONE = FOLDER / "pending.json", FOLDER / "done/when.txt"
PYTHON = FOLDER / "py"  # for the browser; a build at the same time has another
TITLE = re.compile("(</h1>)")


class Behind:
    """The build that runs behind the pages, one at a time, and what the code was when it started."""

    def __init__(self):
        self.process, self.code, self.prepared, self.errors = None, None, None, []

    def prepare(self):
        """Make what the pages need at once; start what they can wait for."""
        code = build.sources()
        if self.prepared == (code, done()):  # an edit of prose
            command = "from scripts.website.text import references; references.write()"
            subprocess.run([sys.executable, "-c", command], cwd=ROOT)
            return
        if code != self.code:
            self.end()
            self.errors = []
        ended = subprocess.run(
            [sys.executable, "-m", "scripts.website.build", "--pages"], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        if ended.returncode:
            print(ended.stderr, file=sys.stderr)
            files.write(PENDING, json.dumps(read(PENDING) | {"errors": [ended.stderr.strip()[-2000:]]}))
        self.prepared = code, done()
        waiting = read(PENDING)
        if code != self.code and not ended.returncode and (waiting.get("behind") or waiting.get("stale")):
            self.start(code)

    def start(self, code):
        self.code = code
        command = [sys.executable, "-m", "scripts.website.build", "--gently"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
        self.process = process
        threading.Thread(target=self.wait, args=(process,), daemon=True).start()

    def wait(self, process):
        """Say when it has ended, in a file that the server watches."""
        _, errors = process.communicate()
        if process is self.process:
            print(errors, end="", file=sys.stderr, flush=True)
            self.errors = errors.strip().splitlines() if process.returncode else []
            files.write(DONE, str(time.time()))

    def end(self):
        """End it, with its workers."""
        process, self.process = self.process, None
        if process and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM) if hasattr(os, "killpg") else process.kill()


def read(path):
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def done():
    return DONE.stat().st_mtime_ns if DONE.exists() else None


def notices(text, errors):
    """What has to be said on a page with this source, and what went wrong behind it."""
    waiting = read(PENDING)
    if lines := "\n".join(dict.fromkeys([*waiting.get("errors", []), *errors])):
        yield "failure", "This does not hold", f"<pre><code>{html.escape(lines)}</code></pre>"
    used = [name for name, figures in waiting.get("stale", {}).items() if uses(text, name, figures)]
    if used:
        what = ", ".join(f"<code>{name}</code>" for name in used)
        yield "note", "Being measured", f"<p>The code of {what} has changed: below is what was found before.</p>"


def uses(text, name, figures):
    """Whether a page shows a measurement, by its name or in a figure."""
    patterns = [pattern.replace("*", "") for pattern in re.findall(r'measured\(f?"([^"{]*)', text)]
    shown = any(f"/{figure}.svg" in text for figure in figures)
    return shown or any(name == pattern or pattern.endswith("_") and name.startswith(pattern) for pattern in patterns)


def with_notices(page_html, text, errors=()):
    """The page with its notices behind the title."""
    for kind, title, content in notices(text, errors):
        box = f'<div class="admonition {kind}"><p class="admonition-title">{title}</p>{content}</div>'
        page_html = TITLE.sub(lambda found, box=box: f"{found[1]}\n{box}", page_html, count=1)
    return page_html
