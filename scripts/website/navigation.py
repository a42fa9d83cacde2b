"""The navigation: that of mkdocs.yml, with a page for each activation behind the one that introduces them.

So the order of the pages stands in mkdocs.yml, and that of the activations in nnref/activations.py.
"""

import re

from mkdocs.utils.yaml import yaml_load

from scripts.website.files import DOCS, ROOT

BEHIND = {"activations/index.md": ("six", "beside"), "activations/after.md": ("after",)}


def activations(page):
    """The titles and pages that stand behind this one."""
    from scripts.lecture.catalog import CATALOG  # refuses what is incomplete

    return {one.title: one.page for one in CATALOG.values() if one.lecture in BEHIND.get(page, ())}


def filled(nav):
    """A navigation with the activations in their places; those that it lists itself stay where they are."""
    listed = set(pages(nav))

    def fill(items):
        for item in items:
            if isinstance(item, dict):
                yield {title: list(fill(part)) if isinstance(part, list) else part for title, part in item.items()}
            else:
                yield item
                yield from ({title: page} for title, page in activations(item).items() if page not in listed)

    return list(fill(nav))


def pages(nav):
    """The Markdown and lab files of a navigation, in order."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            yield from pages(list(item.values()))
        elif isinstance(item, list):
            yield from pages(item)
        else:
            yield item


def whole():
    """The site's."""
    with open(ROOT / "mkdocs.yml", encoding="utf-8") as file:
        return filled(yaml_load(file)["nav"])


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
