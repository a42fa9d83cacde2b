"""The navigation: mkdocs.yml, and the activations in the order of nnref."""

from scripts.lecture import order
from scripts.lecture.catalog import CATALOG
from scripts.website import navigation


def test_the_pages_of_the_activations_stand_in_their_order_behind_those_that_introduce_them():
    pages = list(order.pages(order.whole()))
    first, second = (pages.index(f"activations/{name}.md") for name in ("index", "after"))
    of_lecture = [one.page for one in CATALOG.values() if one.lecture != "after"]
    assert pages[first + 1 : first + 1 + len(of_lecture)] == of_lecture
    others = [one.page for one in CATALOG.values() if one.lecture == "after"]
    assert pages[second + 1 : second + 1 + len(others)] == others
    assert len(set(pages)) == len(pages)


def test_a_page_that_is_listed_by_hand_stays_where_it_is():
    nav = [{"ELU": "activations/elu.md"}, {"All": ["activations/index.md"]}]
    pages = list(order.pages(order.filled(nav)))
    assert pages[0] == "activations/elu.md" and pages.count("activations/elu.md") == 1 and len(pages) == 8


def test_a_navigation_without_activations_stays_as_it_is():
    nav = ["index.md", {"Labs": ["labs/zigzag.py", {"More": "labs/dead.py"}]}]
    assert order.filled(nav) == nav


def test_every_page_of_the_site_is_in_the_navigation_and_complete():
    navigation.check()
