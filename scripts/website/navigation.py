"""The navigation of the site: how it is shown, and that each page is in it and complete."""

import re

from scripts.lecture.order import pages, whole
from scripts.website.files import DOCS, ROOT

FOLDED = "Labs", "Appendix"
SECTION = re.compile(
    r'(<li class="md-nav__item[^"]*?) md-nav__item--section( [^"]*">\s*<input [^>]*>\s*<label [^>]*?tabindex=")'
    rf'(">\s*<span class="md-ellipsis">\s*(?:{"|".join(FOLDED)})\s)'
)


def folded(html):
    """A page whose navigation shows these parts by their titles, until one is opened or has the page itself."""
    return SECTION.sub(r"\g<1>\g<2>0\g<3>", html)


def check():
    """Refuse a page that the navigation does not have, an entry without a page, and a page or lab without its parts."""
    files = [*DOCS.rglob("*.md"), *DOCS.glob("labs/*.py")]
    there = {page for file in files if not (page := file.relative_to(DOCS).as_posix()).startswith("fragments/")}
    listed = set(pages(whole()))
    for page in sorted(there - listed):
        raise ValueError(f"mkdocs.yml: the page docs/{page} is not in `nav`: add a line such as `- Title: {page}`")
    for page in sorted(listed - there):
        raise ValueError(f"mkdocs.yml: `nav` has {page}, but there is no docs/{page}: write it, or remove the line")
    for page in sorted(there):
        text = (DOCS / page).read_text("utf-8")
        if not re.match(r"(# %% \[raw\]\n)?(# )?---\n(.*\n)*?(# )?description: \S", text):
            raise ValueError(f"docs/{page}: add a `description:` to the front matter, for search engines and previews")
        if page.startswith("labs/"):
            check_lab(page.removeprefix("labs/").removesuffix(".py"), text)


def check_lab(name, text):
    """Refuse a lab without a verdict, or without a module of its name that has one."""
    module = ROOT / f"scripts/lecture/labs/{name}.py"
    if not module.exists():
        raise ValueError(
            f"docs/labs/{name}.py has no module: add scripts/lecture/labs/{name}.py, with what it measures,"
            " what it draws, and a function verdict that judges what was measured"
        )
    if not re.search(r"^def verdict", module.read_text("utf-8"), re.M):
        raise ValueError(
            f"scripts/lecture/labs/{name}.py has no function verdict: add one, whose parameters name the "
            "experiments and whose assertions say what the lab says"
        )
    if "\n# ## Verdict\n" not in text:
        raise ValueError(f"docs/labs/{name}.py has no section `## Verdict`: add one, which says what was found")
