"""make version: the site as one of several versions, beside each other on the branch gh-pages, by mike.

Each version has a folder, the newest is also called latest, and the theme's header has a list of them. What a host
reads at the root alone is put together there: _headers, with the rules of each version for its folder, and 404.html.
PUSH=yes also pushes the branch.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.tools import environment
from scripts.website import files
from scripts.website.files import ROOT

BRANCH, NEWEST = "gh-pages", "latest"


def git(*arguments, root=ROOT, **options):
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, **options).stdout


def at_root(root=ROOT):
    """{name: text} of the files that a host reads at the root, from those of the versions."""

    def show(name):
        return git("show", f"{BRANCH}:{name}", root=root)

    rules, found = [], {}
    for one in json.loads(show("versions.json")):
        headers = show(f"{one['version']}/_headers")
        rules += [re.sub("^/", f"/{folder}/", headers, flags=re.M) for folder in (one["version"], *one["aliases"])]
        if NEWEST in one["aliases"]:
            found["404.html"] = show(f"{one['version']}/404.html")
    return found | {"_headers": "".join(rules)}


def commit(texts, message, root=ROOT):
    """Put these files onto the branch, without checking it out."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git("read-tree", BRANCH, root=root, env=env)
        for name, text in texts.items():
            blob = git("hash-object", "-w", "--stdin", root=root, input=text).strip()
            git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", root=root, env=env)
        tree = git("write-tree", root=root, env=env).strip()
    if tree != git("rev-parse", f"{BRANCH}^{{tree}}", root=root).strip():
        new = git("commit-tree", tree, "-p", BRANCH, "-m", message, root=root).strip()
        git("update-ref", f"refs/heads/{BRANCH}", new, root=root)


def main():
    if not os.environ.get("SITE_URL", "").endswith("/"):
        sys.exit(
            "SITE_URL has to say where the versions will be, as in SITE_URL=https://example.org/nnref/ make version"
        )
    version = files.version()
    python = environment.python("mike", "mike>=2.2,<3")
    env = environment.variables(ROOT)
    env["PATH"] = f"{python.parent}{os.pathsep}{env['PATH']}"  # mike starts mkdocs by its name
    for command in ("deploy", "--update-aliases", version, NEWEST), ("set-default", NEWEST):
        subprocess.run(
            [python.with_name("mike"), command[0], "--branch", BRANCH, *command[1:]], cwd=ROOT, env=env, check=True
        )
    commit(at_root(), f"What hosts read at the root, with {version}")
    if os.environ.get("PUSH"):
        git("push", "origin", BRANCH)
    print(f"{version} is on the branch {BRANCH}" + ("" if os.environ.get("PUSH") else ": push it to publish it"))


if __name__ == "__main__":
    main()
