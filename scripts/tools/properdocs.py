"""make properdocs: build the site with ProperDocs, the maintained fork of MkDocs 1.x, and compare it file by file.

It reads the same mkdocs.yml, and takes the place of MkDocs for plugins, theme and hook. It has an environment of its
own, and the site's packages behind it. Ends with an error where the two sites differ.
"""

import subprocess
import sys
from itertools import zip_longest
from os.path import commonprefix

from scripts.tools import environment
from scripts.website.files import CACHE, ROOT, SITE

HOME = CACHE / "properdocs"


def build(site):
    python = environment.python("properdocs", "properdocs>=1.6,<2")
    command = [python, "-m", "properdocs", "build", "--strict", "--site-dir", site, "--config-file", "mkdocs.yml"]
    subprocess.run(command, cwd=ROOT, env=environment.variables(ROOT), check=True)


def files(site):
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def differences(ours, theirs):
    """A line for each file that is not the same in both, and what is different first."""
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs:
            yield f"{name}: by MkDocs alone"
        elif name not in ours:
            yield f"{name}: by ProperDocs alone"
        elif ours[name] != theirs[name]:
            yield f"{name}: {first(ours[name], theirs[name])}"


def first(ours, theirs):
    """The first line that differs, in both, from where it does; for what is no text, the sizes."""
    try:
        pairs = zip_longest(ours.decode().splitlines(), theirs.decode().splitlines(), fillvalue="")
    except UnicodeDecodeError:
        return f"{len(ours)} and {len(theirs)} bytes"
    before, after = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    start = max(0, len(commonprefix((before, after))) - 20)
    return f"{before[start : start + 80]!r} is {after[start : start + 80]!r}"


def main():
    if not (SITE / "index.html").exists():
        sys.exit("run `make build` first: it is what ProperDocs' site is compared with")
    build(HOME / "site")
    ours, theirs = files(SITE), files(HOME / "site")
    found = list(differences(ours, theirs))
    print(
        f"\n{len(ours.keys() | theirs.keys()) - len(found)} files are the same, {len(found)} are not", *found, sep="\n"
    )
    if found:
        sys.exit(1)


if __name__ == "__main__":
    main()
