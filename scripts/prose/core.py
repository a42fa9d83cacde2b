"""The core path of a page is what a first reading reads: everything but what it folds away, exercises, code and tables.

    python -m scripts.prose.core [pages ...]    words, minutes, most marks in a paragraph and grade of each lecture page

The grade is that of Flesch and Kincaid: the school year, in the United States, in which a text of sentences and words
this long is read with ease. Syllables are counted where pyphen would hyphenate.
"""

import re
import sys
from functools import cache

from scripts.lecture import order
from scripts.lecture.measurements import ROOT
from scripts.prose import pages, statements

BLOCK = re.compile(r"^(?P<slashes>/{3,}) (?:fold|exercise|predict)\b.*?^(?P=slashes)[ \t]*$", re.M | re.S)
PRACTICE = re.compile(r"^## Practice\b.*?(?=^## |\Z)", re.M | re.S)
NO_PROSE = re.compile(
    r"""
    ^[ \t]*\|.*$                            # a row of a table
  | ^[ \t]*-*8<-.*$                         # an included text
  | ^/{3,}.*$                               # the lines of a block
  | !\[[^\]]*\]\([^)]*\)                    # a picture
  | (?<=\])\([^)\s]*\)                      # the target of a link
  | \{:?\s*(?:[.\#]|[\w-]+=)[^{}\n]*\}      # an attribute list
  | </?[A-Za-z][^<>]*>                      # HTML
""",
    re.M | re.X,
)
PARAGRAPH = re.compile(r"(?:^(?![ \t]*\|)(?!#)[^\n]*\S[^\n]*\n?)+", re.M)
ITEM = re.compile(r"^[ \t]*(?:[*+-]|\d+[.)]) ", re.M)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
END = re.compile(r"[.!?][”\"’)*_\0]*(?:\s|\Z)")
A_MINUTE = 200  # words
MARKS = "computed", "cited", "holds"


def path(text):
    """The page with all that is beside the core path blanked; offsets and lines stay."""
    return statements.blank(statements.blank(statements.blank(text, statements.CODE), BLOCK), PRACTICE)


def prose(text):
    """The words of the core path, without comments, formulas, tables and what no reader sees."""
    bare = path(text)
    for pattern in statements.COMMENT, statements.MATH, NO_PROSE:
        bare = statements.blank(bare, pattern)
    return bare


def paragraphs(text):
    """Where the paragraphs of the core path and the items of its lists begin and end."""
    for paragraph in PARAGRAPH.finditer(path(text)):
        starts = [paragraph.start() + item.start() for item in ITEM.finditer(paragraph[0])]
        starts = sorted({paragraph.start(), *starts})
        yield from zip(starts, [*starts[1:], paragraph.end()])


def marks(text):
    """(marks, line) of each paragraph of the core path. Those in alternative texts are not seen."""
    seen = statements.blank(path(text), re.compile(r"!\[(?:<!--.*?-->|[^\]])*\]", re.S))
    found = [one for one in statements.parse(text) if one.kind in MARKS and seen[one.comment] == "<"]
    for start, end in paragraphs(text):
        inside = sum(start <= one.comment < end for one in found)
        yield inside, statements.line_of(text, start)


@cache
def hyphens():
    from pyphen import Pyphen  # which the site itself does without

    return Pyphen(lang="en_US")


def syllables(word):
    return len(re.split("[-’'\xad]", hyphens().inserted(word, "\xad")))


def grade(text):
    """The grade of Flesch and Kincaid, of the paragraphs; headings are none."""
    bare = re.sub(r"(?m)^#.*$", "", prose(text))
    found = WORD.findall(bare)
    sentences = sum(max(1, len(END.findall(part))) for part in re.split(r"\n\s*\n", bare) if WORD.search(part))
    if not found:
        return 0.0
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def page(name):
    """The text of a page, which is named from docs/."""
    return pages.read(ROOT / "docs" / name)


def words(text):
    """How many words the core path has."""
    return len(WORD.findall(prose(text)))


def minutes(text):
    return words(text) / A_MINUTE


def most_marks(text):
    """The most marks in a paragraph of the core path, and its line."""
    return max(marks(text), default=(0, 1), key=lambda one: one[0])


def main(names):
    texts = {name: page(name) for name in names or order.lecture()}
    print(f"{'page':36} words minutes  marks  grade")
    for name, text in texts.items():
        most, line = most_marks(text)
        where = f"(line {line})" if most > 3 else ""
        print(f"{name:36} {words(text):5} {minutes(text):7.0f} {most:6} {grade(text):6.1f}  {where}")
    print(f"{'all':36} {sum(map(words, texts.values())):5} {sum(map(minutes, texts.values())):7.0f}")


if __name__ == "__main__":
    main([name.removeprefix("docs/") for name in sys.argv[1:]])
