"""Markdown extension: a head that is empty in the source, where Markdown demands one, is none on the page, and below an
empty first cell of a head stand the names of the rows."""

from markdown import Extension
from markdown.treeprocessors import Treeprocessor


class TableTreeprocessor(Treeprocessor):
    def run(self, root):
        for table in root.iter("table"):
            if self.names_rows(table):
                for row in table.findall("tbody/tr"):
                    if not empty(row[0]):
                        row[0].tag = "th"
                        row[0].set("scope", "row")
            for head in table.findall("thead"):
                blank = [cell for cell in head.iter("th") if empty(cell)]
                for cell in blank:
                    cell.tag = "td"
                if len(blank) == len(head.findall("tr/*")):
                    table.remove(head)

    def names_rows(self, table):
        first = table.find("thead/tr/th")
        return first is not None and empty(first)


def empty(cell):
    return not len(cell) and not (cell.text or "").strip()


class TableExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(TableTreeprocessor(md), "table-markup", 10)  # after the inline patterns (20)


def makeExtension(**options):
    return TableExtension(**options)
