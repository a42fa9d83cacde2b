"""What is done to the built site at the end: few files for the first view of a page, and a content-security policy.

python -m scripts.website.finish [site]. The policy is a meta tag, and a header for hosts that take them: only what the
site itself serves may run; the theme's inline scripts are known by their hash.
"""

import base64
import hashlib
import re
import sys
from pathlib import Path

from scripts.website import files
from scripts.website.files import SITE

INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
# What every page loads, and the folder where it is put together under the name of its hash.
JOINED = {
    "stylesheets/{}.css": re.compile(r'<link rel="stylesheet" href="([^"]+)">'),
    "assets/{}.js": re.compile(r'<script src="([^"]+/(?:site|bundle[.\w]*)\.js)"></script>'),
}
HANDOUT = re.compile(r'<a class="(handout[^"]*)" data-file="([^"]+)" hidden(?:="")?>(.*?)</a>')
# Pages that have moved, old address: new.
MOVED = {"labs/lambda/": "labs/knobs/"}
REDIRECT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved</title>
<link rel="canonical" href="{0}">
<meta http-equiv="refresh" content="0; url={0}">
</head>
<body>
<p>This page <a href="{0}">has moved</a>.</p>
</body>
</html>
"""
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
HEADERS = """/*
  Content-Security-Policy: {}; frame-ancestors 'self'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
/assets/py/*
  Cache-Control: public, max-age=31536000, immutable
/stylesheets/*
  Cache-Control: public, max-age=31536000, immutable
"""


def known(script):
    """An inline script, as the policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(site):
    """The policy of the whole site: instant navigation keeps that of the first page, so all pages have the same."""
    scripts = {code for page in site.rglob("*.html") for code in INLINE.findall(page.read_text("utf-8"))}
    return "; ".join(
        (
            "default-src 'self'",  # by it Firefox fetches the next page ahead
            "frame-src 'none'",
            "media-src 'none'",
            "object-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval' " + " ".join(sorted(map(known, scripts))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def join(site, name, pattern):
    """Put the files that all pages name in this way into one, and name that instead."""
    home = (site / "index.html").read_text("utf-8")
    parts = [site / part for part in pattern.findall(home)]
    if len(parts) < 2:
        return  # it has been done
    whole = "".join(
        re.sub(r"(?m)^(//|/\*)# sourceMappingURL.*\n?", "", part.read_text("utf-8")).strip() + "\n" for part in parts
    )
    file = files.write(site / name.format(files.digest(whole)[:8]), whole)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        found = list(pattern.finditer(html))
        if 'class="nn-deck"' in html:  # a page with style sheets of its own
            continue
        root = found[0][1].removesuffix(parts[0].relative_to(site).as_posix())
        if [one[1] for one in found] != [root + part.relative_to(site).as_posix() for part in parts]:
            raise ValueError(
                f"{page.relative_to(site)} does not load what the home page does: {[one[1] for one in found]}"
            )
        last = found[-1]
        rest = last[0].replace(last[1], root + file.relative_to(site).as_posix()) + html[last.end() :]
        files.write(page, pattern.sub("", html[: last.start()]) + rest)
    for part in parts:
        part.unlink()
        part.with_name(part.name + ".map").unlink(missing_ok=True)


def link_handouts(site):
    """Where a page offers a PDF, link to it; if it was not made, take the offer away."""
    for page in site.rglob("*.html"):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        html = page.read_text("utf-8")
        for offer in HANDOUT.finditer(html):
            link = '<a class="{}" href="' + up + '{}">{}</a>'
            html = html.replace(offer[0], link.format(*offer.groups()) if (site / offer[2]).exists() else "")
        files.write(page, html)


def redirect(site):
    """At the old address of a page that has moved, lead to the new one.
    A site of single files has no such addresses."""
    for old, new in MOVED.items():
        if (site / new / "index.html").exists():
            files.write(site / old / "index.html", REDIRECT.format("../" * old.count("/") + new))


def write(site):
    """Join what is joined, link to the PDFs, redirect from old addresses. Put the policy into every page,
    as the first thing behind its character set, and into _headers."""
    for name, pattern in JOINED.items():
        join(site, name, pattern)
    link_handouts(site)
    redirect(site)
    said = policy(site)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if "Content-Security-Policy" not in html:
            files.write(
                page, re.sub(r'(<meta charset="utf-8">)', lambda found: found[1] + META.format(said), html, count=1)
            )
    files.write(site / "_headers", HEADERS.format(said))


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else SITE))
