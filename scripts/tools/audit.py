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
from pathlib import Path

from scripts.website.chromium import FLAGS, find
from scripts.website.files import SITE
from scripts.website.server import Site

VERSIONS = json.loads(Path(__file__).with_name("package.json").read_text())["devDependencies"]
TIMED = "CI" not in os.environ  # else other things run beside this
PAGES = {"home": "", "activation": "activations/elu/", "lab": "labs/knobs/", "playground": "playground/"}
GOALS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_SHIFT = 0.01
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


def lighthouse(chromium):
    """Print how Lighthouse's phone on a slow line finds the site as it is published.
    Return whether the goals are reached."""
    site, columns = Site(), [*GOALS, "first paint", "largest paint", "blocked", "shift", "requests", "bytes"]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{os.cpu_count()} cores, load {load}; goals {GOALS}, shift at most {MOST_SHIFT}\n")
    print(f"{'':12}" + "".join(f"{name:>16}" for name in columns))
    good = True
    for kind, address in PAGES.items():
        report = visit(site.url(address), chromium)
        print(f"{kind:12}" + "".join(f"{value:>16}" for value in row(report)), flush=True)
        print(*(f"{'':12}  {loss}\n" for loss in losses(report)), sep="", end="")
        good &= reached(report)
    return good


def visit(url, chromium):
    """Lighthouse's report on a page: the median of three, by performance, or where no times are judged the only one."""
    runs = [one_visit(url, chromium) for _ in range(3 if TIMED else 1)]
    return sorted(runs, key=lambda run: run["categories"]["performance"]["score"])[len(runs) // 2]


def one_visit(url, chromium):
    flags = f"--chrome-flags={' '.join(('--headless', *FLAGS))}"
    options = "--quiet", "--output=json", flags, f"--only-categories={','.join(GOALS)}"
    for _ in range(2):  # it asks for a second run where the first could not be recorded
        done = npx("lighthouse", "lighthouse", url, *options, env=os.environ | {"CHROME_PATH": chromium})
        if not done.returncode:
            break
    else:
        sys.exit(f"Lighthouse failed on {url}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def scores(report):
    return {name: round(100 * report["categories"][name]["score"]) for name in GOALS}


def shift(report):
    """How far the page moves while it loads."""
    return report["audits"]["cumulative-layout-shift"]["numericValue"]


def row(report):
    """What is shown of a report."""
    audits = report["audits"]
    times = "first-contentful-paint", "largest-contentful-paint", "total-blocking-time"
    sizes = [request.get("transferSize", 0) for request in audits["network-requests"]["details"]["items"]]
    shown = [audits[name]["displayValue"] for name in times]
    return [*scores(report).values(), *shown, f"{shift(report):.3f}", len(sizes), f"{sum(sizes):,}"]


def losses(report):
    """What costs points in the categories whose goal is missed."""
    missed = [name for name, score in scores(report).items() if score < GOALS[name]]
    for name in missed:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and (audit["score"] or 0) < 0.9:
                yield f"{name}: {audit['title']}"


def reached(report):
    """Whether the goals are, without the performance where no times are judged."""
    judged = [name for name in GOALS if TIMED or name != "performance"]
    return shift(report) <= MOST_SHIFT and all(scores(report)[name] >= GOALS[name] for name in judged)


def npx(package, *arguments, **options):
    """Run a program of an npm package."""
    command = ["npx", "--yes", f"--package={package}@{VERSIONS[package]}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **options)


def valid():
    """Print what the validator finds on the pages, apart from KNOWN. Return whether that is nothing."""
    done = npx("vnu-jar", "vnu", "--format", "json", "--skip-non-html", "--errors-only", str(SITE))
    errors = json.loads(done.stderr)["messages"]
    ours = [error for error in errors if not any(error["message"].startswith(known) for known in KNOWN)]
    print(f"\nvnu: {len(errors) - len(ours)} known faults, {len(ours)} others")
    for known, why in KNOWN.items():
        if number := sum(error["message"].startswith(known) for error in errors):
            print(f"  {number:4}  {why}")
    for error in ours:
        page = re.sub(".*/site/", "", error["url"])
        print(f"  {page}:{error.get('lastLine')}: {error['message']}\n        {error.get('extract', '').strip()}")
    return not ours


if __name__ == "__main__":
    main()
