"""The order of the pages: the navigation of mkdocs.yml, with one for each activation behind that which introduces them.

So the order of the pages stands in mkdocs.yml, and that of the activations in nnref/activations.py.
"""

from mkdocs.utils.yaml import yaml_load

from scripts.lecture.measurements import ROOT

BEHIND = {"activations/index.md": ("six", "beside"), "activations/after.md": ("after",)}
BESIDE = "Home", "After the lecture", "Playground", "Practice", "Labs", "Appendix"  # what is beside the lecture


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


def lecture(nav=None):
    """The pages of the lecture itself."""
    return [page for item in within(nav or whole()) for page in pages(item)]


def within(items):
    """Of a navigation, what belongs to the lecture."""
    for item in items:
        if isinstance(item, str):
            yield item
            continue
        for title, part in item.items():
            if title not in BESIDE:
                yield part if isinstance(part, str) else list(within(part))
