"""Markdown extension: where a term of the glossary stands first on a page, it links there and shows its sentence.

The sentence is in the link's attribute; docs/stylesheets/marks.css shows it on hover and focus, docs/assets/site.js on
the first tap. Where a page makes a term bold it explains it by itself, and leads nowhere.
"""

import re
from xml.etree import ElementTree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from scripts.prose import terms

APART = {f"h{level}" for level in range(1, 7)} | set("a abbr button code pre summary strong th script style".split())


class TermsTreeprocessor(Treeprocessor):
    def __init__(self, md, page):
        super().__init__(md)
        self.page = page

    def run(self, root):
        if not self.page or self.page == terms.GLOSSARY:
            return
        self.search, self.meant = terms.finder([term for term in terms.terms() if term.marked])
        self.seen = set()
        self.walk(root)

    def walk(self, element):
        """In the order of the text: what is in an element, then what is behind each of its children."""
        if element.tag == "strong" and (whole := self.search.fullmatch("".join(element.itertext()).strip())):
            self.seen.add(self.meant[whole.lastindex - 1])
        if element.tag in APART:
            return
        children = list(element)
        element.text = self.linked(element, 0, element.text)
        for child in children:
            self.walk(child)
            child.tail = self.linked(element, list(element).index(child) + 1, child.tail)

    def linked(self, parent, place, text):
        """Put the links of a text into its parent, from this place on. Return what is left before the first."""
        if not text or isinstance(text, AtomicString):
            return text
        at, pieces = 0, []
        for use in self.search.finditer(text):
            term = self.meant[use.lastindex - 1]
            if term in self.seen:
                continue
            self.seen.add(term)
            pieces.append(text[at : use.start()])
            link = {"class": "nn-term", "href": f"/{terms.GLOSSARY}#{term.anchor}", "aria-description": term.said}
            made = ElementTree.Element("a", link)
            made.text = AtomicString(re.sub(r"\s+", " ", use[0]))
            parent.insert(place, made)
            if pieces[1:]:
                parent[place - 1].tail = pieces[-1]
            place, at = place + 1, use.end()
        if not pieces:
            return text
        parent[place - 1].tail = text[at:]
        return pieces[0]


class TermsExtension(Extension):
    def __init__(self, **options):
        self.config = {"page": ["", "the page, named from docs/; without one no term is looked for"]}
        super().__init__(**options)

    def extendMarkdown(self, md):
        # after figures (11), mathematics (12) and attribute lists (8), before MkDocs makes links relative to the page (0)
        md.treeprocessors.register(TermsTreeprocessor(md, self.getConfig("page")), "nn-terms", 7)


def makeExtension(**options):
    return TermsExtension(**options)
