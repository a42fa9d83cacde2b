"""make zensical: build the pages with Zensical, the successor of the theme, and say what is lost.

It reads the same mkdocs.yml, but knows neither hooks nor foreign plugins. It has an environment of its own, and the
site's for the Markdown extensions. Nothing here decides whether the site is good: it keeps the exit in sight.
"""

import re
import shutil
import subprocess
import sys

from bs4 import BeautifulSoup

from scripts.lecture import order
from scripts.tools import environment
from scripts.website.files import CACHE, ROOT, SITE

HOME = CACHE / "zensical"
PARTS = {
    "formulas": "math",
    "marks": ".nn-mark",
    "figures": "a.full-size",
    "citations": ".nn-cite",
    "code blocks": ".highlight",
    "tables": "table",
    "structured data": 'script[type="application/ld+json"]',
    "description": 'meta[name="description"]',
    "policy": 'meta[http-equiv="Content-Security-Policy"]',
}


def build():
    """Run Zensical in a copy of what it needs: it takes .cache for its own, and may empty it."""
    python = environment.python("zensical", "zensical")
    copy = HOME / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for folder in "docs", "nnref", "overrides", "scripts":
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in order.BEHIND:  # what the hook does
        lines = "".join(f"\\1- {title}: {other}\n" for title, other in order.activations(page).items())
        settings = re.sub(rf"^( *)- {page}\n", rf"\g<0>{lines}", settings, flags=re.M)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    variables = environment.variables(copy)
    subprocess.run([python.with_name("zensical"), "build"], cwd=copy, env=variables, check=True)


def pages(folder):
    return {
        file.relative_to(folder).parent.as_posix(): BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for file in folder.rglob("index.html")
    }


def main():
    if not (SITE / "index.html").exists():
        sys.exit("run `make build` first: what is lost is seen by comparison")
    build()
    ours, theirs = pages(SITE), pages(HOME / "copy/site")
    print(
        f"\n{len(theirs)} of {len(ours)} pages; not there: {', '.join(sorted(ours.keys() - theirs.keys())) or 'none'}"
    )
    for name, selector in PARTS.items():
        before, after = (
            sum(len(some[page].select(selector)) for page in ours.keys() & theirs.keys()) for some in (ours, theirs)
        )
        print(f"{name:16} {after:5} of {before}")
    lost = [name for name in ("404.html", "handout.pdf", "_headers") if not (HOME / "copy/site" / name).exists()]
    print(f"not there either: {', '.join(lost) or 'none'}")


if __name__ == "__main__":
    main()
