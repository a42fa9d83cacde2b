"""make audit: Lighthouse on one page of each kind of the built site, and the validator of HTML on every page.

Both come through npx, at fixed versions, and stay out of the project: without npx or Chromium this says so and ends.
The performance is of this machine, now, and the median of three runs: run it while nothing else runs. Where CI is
set, it is of one run, shown but not judged.
"""

import json
import os
import re
import shutil
import subprocess
import sys

from scripts.website.chromium import FLAGS, find
from scripts.website.files import SITE
from scripts.website.server import Site

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {"home": "", "activation": "activations/elu/", "lab": "labs/knobs/", "playground": "playground/"}
GOALS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_SHIFT = 0.01
VALIDATOR = "vnu-jar@26.9.27"
# Faults that are not ours: the theme's, and one that a newer standard of MathML allows.
KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": "theme: the checkboxes that open menu "
    "and search",
    "Bad value “” for attribute “tabindex” on element “label”": "theme: the labels of the menu's groups",
    "The value of the “for” attribute of the “label” element must be the ID": "theme: the title of the "
    "contents beside a group's own page",
    "Attribute “scriptlevel” not allowed on element “mtable”": "allowed by MathML Core",
}


def main():
    chromium = find()
    if not shutil.which("npx") or not chromium:
        sys.exit("make audit needs npx (Node 18.20 or newer) and Chromium: install the system's packages")
    good = lighthouse(chromium)
    if shutil.which("java"):
        good &= valid()
    else:
        print("\nHTML is not validated: that needs Java 11 or newer")
    sys.exit(0 if good else "\nnot all goals are reached")


def measured(url, chromium):
    """What one run of Lighthouse says about a page."""
    done = npx(
        LIGHTHOUSE,
        "lighthouse",
        url,
        "--quiet",
        "--output=json",
        f"--chrome-flags={' '.join(('--headless', *FLAGS))}",
        f"--only-categories={','.join(GOALS)}",
        env=os.environ | {"CHROME_PATH": chromium},
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed on {url}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def lighthouse(chromium):
    """Print how Lighthouse's phone on a slow line finds the site as it is published.
    Return whether the goals are reached."""
    site, good = Site(), True
    timed = "CI" not in os.environ  # else other things run beside this
    judged = [name for name in GOALS if timed or name != "performance"]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{LIGHTHOUSE}, mobile; {os.cpu_count()} cores, load {load}; goals {GOALS}, shift at most {MOST_SHIFT}\n")
    print(
        f"{'':12}"
        + "".join(
            f"{name:>16}" for name in [*GOALS, "first paint", "largest paint", "blocked", "shift", "requests", "bytes"]
        )
    )
    for kind, address in PAGES.items():
        runs = [measured(site.url(address), chromium) for _ in range(3 if timed else 1)]
        report = sorted(runs, key=lambda run: run["categories"]["performance"]["score"])[len(runs) // 2]
        scores = {name: round(100 * report["categories"][name]["score"]) for name in GOALS}
        audits = report["audits"]
        asked = audits["network-requests"]["details"]["items"]
        shown = [
            audits[name]["displayValue"]
            for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
        ]
        shift = audits["cumulative-layout-shift"]["numericValue"]
        shown += [f"{shift:.3f}", len(asked), f"{sum(one.get('transferSize', 0) for one in asked):,}"]
        print(f"{kind:12}" + "".join(f"{value:>16}" for value in [*scores.values(), *shown]), flush=True)
        for name, goal in GOALS.items():
            for part in report["categories"][name]["auditRefs"] if scores[name] < goal else ():
                if part["weight"] and (audits[part["id"]]["score"] or 0) < 0.9:
                    print(f"{'':12}  {name}: {audits[part['id']]['title']}")
        good &= shift <= MOST_SHIFT and all(scores[name] >= GOALS[name] for name in judged)
    return good


def npx(package, *arguments, **options):
    """Run a program of an npm package."""
    return subprocess.run(
        ["npx", "--yes", f"--package={package}", *arguments], capture_output=True, text=True, **options
    )


def valid():
    """Print what the validator finds on the pages, apart from KNOWN. Return whether that is nothing."""
    done = npx(VALIDATOR, "vnu", "--format", "json", "--skip-non-html", "--errors-only", str(SITE))
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


if __name__ == "__main__":
    main()
