"""What is done to the built site at the end: few files for the first view of a page, and a content-security policy.

The policy is a meta tag, and a header for hosts that take them: only what the site itself serves may run; the theme's
inline scripts are known by their hash.
"""

import base64
import hashlib
import re
from html import escape

from scripts.website import files

INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
# What every page loads, and the folder where it is put together under the name of its hash.
JOINED = {
    "stylesheets/{}.css": re.compile(r'<link rel="stylesheet" href="([^"]+)">'),
    "assets/{}.js": re.compile(r'<script src="([^"]+/(?:site|bundle[.\w]*)\.js)"></script>'),
}
HANDOUT = re.compile(r'<a class="(handout[^"]*)" data-file="([^"]+)" hidden(?:="")?>(.*?)</a>')
RELEASED = re.compile(r'<a class="released" data-file="([^"]+)">(.*?)</a>')
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
  Content-Security-Policy: {}; frame-ancestors {}
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
/assets/py/*
  Cache-Control: public, max-age=31536000, immutable
/stylesheets/*
  Cache-Control: public, max-age=31536000, immutable
"""


# Who may show the pages in a frame: themselves, nobody, everybody, or hosts such as https://*.example.org:8443.
ANCESTOR = re.compile(r"'self'|'none'|\*|https?:(//(\*\.)?[\w.-]+(:(\d+|\*))?)?|(\*\.)?[\w-]+\.[\w.-]+(:(\d+|\*))?")
EXPECTED = (
    "FRAME_ANCESTORS is {!r}: expected is \"'none'\", or \"'self'\" and hosts such as https://moodle.example.org, "
    "with spaces between them and 'self' in its quotes"
)


def frame_ancestors(text):
    """Who may show the pages in a frame, as the header has it, which a meta tag cannot say."""
    some = text.split()
    if not some or not all(map(ANCESTOR.fullmatch, some)) or ("'none'" in some and len(some) > 1):
        raise ValueError(EXPECTED.format(text))
    return " ".join(some)


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
    alone = ""  # of pages with style sheets of their own
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        found = list(pattern.finditer(html))
        if 'class="nn-deck"' in html:
            alone += html
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
        if part.relative_to(site).as_posix() in alone:
            continue
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


def preload(site):
    """Let the playground ask for all its modules at once: found one through the other, each would wait for a slow
    line again."""
    page = site / "playground/index.html"
    if page.exists() and "modulepreload" not in (html := page.read_text("utf-8")):
        modules = sorted((site / "assets/js/playground").glob("*.mjs"))
        links = (f'<link rel="modulepreload" href="../{path.relative_to(site).as_posix()}">' for path in modules)
        files.write(page, html.replace("</head>", "".join(links) + "</head>", 1))


def redirect(site):
    """At the old address of a page that has moved, lead to the new one.
    A site of single files has no such addresses."""
    for old, new in MOVED.items():
        if (site / new / "index.html").exists():
            files.write(site / old / "index.html", REDIRECT.format("../" * old.count("/") + new))


def link_releases(site, repository):
    """Where a page offers a file of the latest release, link to it; without a repository, leave the words."""
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        link = rf'<a href="{escape(repository)}/releases/latest/download/\1">\2</a>' if repository else r"\2"
        files.write(page, RELEASED.sub(link, html))


def write(site, ancestors, repository=""):
    """Join what is joined, link to the PDFs, redirect from old addresses. Put the policy into every page,
    as the first thing behind its character set, and into _headers."""
    for name, pattern in JOINED.items():
        join(site, name, pattern)
    link_handouts(site)
    link_releases(site, repository)
    preload(site)
    redirect(site)
    said = policy(site)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if "Content-Security-Policy" not in html:
            files.write(
                page, re.sub(r'(<meta charset="utf-8">)', lambda found: found[1] + META.format(said), html, count=1)
            )
    files.write(site / "_headers", HEADERS.format(said, frame_ancestors(ancestors)))
