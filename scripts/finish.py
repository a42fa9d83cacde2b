"""What is done to the built site at the end: a content-security policy, as a meta tag and as headers for hosts that take them.

python -m scripts.finish [site]. Only what the site itself serves may run; the theme's inline scripts are known by their hash.
"""

import base64
import hashlib
import re
import sys
from pathlib import Path

from scripts.build import ROOT, replace

INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
HEADERS = """/*
  Content-Security-Policy: {}; frame-ancestors 'self'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
/assets/py/*
  Cache-Control: public, max-age=31536000, immutable
"""


def policy(site):
    """The policy of the whole site: instant navigation keeps that of the first page, so all pages have the same."""
    scripts = {code for page in site.rglob("*.html") for code in INLINE.findall(page.read_text("utf-8"))}
    hashes = sorted(base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts)
    return "; ".join((
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval' " + " ".join(f"'sha256-{digest}'" for digest in hashes),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'self'", "form-action 'self'",
    ))


def write(site):
    """Put the policy into every page, as the first thing behind its character set, and into _headers."""
    said = policy(site)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if "Content-Security-Policy" not in html:
            replace(page, re.sub(r'(<meta charset="utf-8">)', lambda found: found[1] + META.format(said), html, count=1))
    replace(site / "_headers", HEADERS.format(said))


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site"))
