"""Markdown extension: a head that is empty in the source, where Markdown demands one, is none on the page."""

from markdown import Extension
from markdown.treeprocessors import Treeprocessor


class TableTreeprocessor(Treeprocessor):
    def run(self, root):
        for table in root.iter("table"):
            for head in table.findall("thead"):
                empty = [cell for cell in head.iter("th") if not len(cell) and not (cell.text or "").strip()]
                for cell in empty:
                    cell.tag = "td"
                if len(empty) == len(head.findall("tr/*")):
                    table.remove(head)


class TableExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(TableTreeprocessor(md), "table-markup", 10)  # after the inline patterns (20)


def makeExtension(**options):
    return TableExtension(**options)
