"""The validator of HTML on every page of the built site, for make audit. It comes through npx and needs Java."""

import json
import re
import subprocess

from scripts.build import ROOT

VALIDATOR = "vnu-jar@26.9.27"
# Faults that are not ours: the theme's, and one that a newer standard of MathML allows.
KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": "theme: the checkboxes that open menu and search",
    "Bad value “” for attribute “tabindex” on element “label”": "theme: the labels of the menu's groups",
    "The value of the “for” attribute of the “label” element must be the ID": "theme: the title of the contents beside a group's own page",
    "Attribute “scriptlevel” not allowed on element “mtable”": "allowed by MathML Core",
}


def npx(package, *arguments, **options):
    """Run a program of an npm package."""
    return subprocess.run(["npx", "--yes", f"--package={package}", *arguments], capture_output=True, text=True, **options)


def valid():
    """Print what the validator finds on the pages, apart from KNOWN. Return whether that is nothing."""
    done = npx(VALIDATOR, "vnu", "--format", "json", "--skip-non-html", "--errors-only", str(ROOT / "site"))
    errors = json.loads(done.stderr)["messages"]
    ours = [error for error in errors if not any(error["message"].startswith(known) for known in KNOWN)]
    print(f"\n{VALIDATOR}: {len(errors) - len(ours)} known faults, {len(ours)} others")
    for known, why in KNOWN.items():
        if number := sum(error["message"].startswith(known) for error in errors):
            print(f"  {number:4}  {why}")
    for error in ours:
        page = re.sub(".*/site/", "", error["url"])
        print(f"  {page}:{error.get('lastLine')}: {error['message']}\n        {error.get('extract', '').strip()}")
    return not ours
