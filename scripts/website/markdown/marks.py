"""Markdown extension: what scripts/prose/statements.py finds on a page becomes visible, and the comments disappear.

A statement that was evaluated, and found right or wrong (scripts/website/checks.py), gets a button without text behind
it, whose expression docs/stylesheets/marks.css shows; a cited one gets a link to its entry on the page References.
Everything about a button is in its attributes, so that neither search nor titles see any of it.
In headings, links and alternative texts there is no mark.
"""

import re
from html import escape

from markdown import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from scripts.prose import bibliography, statements

LINK = re.compile(r"!?\[[^\[\]]*\](?=[(\[])")
LAST = re.compile(
    r"(?<![^\s(|])(?<!\]\()(\$[^$\n]+\$|\*[^*\s]+\*|[^\s*_`|$(\[<>]+)\Z"
)  # a word, which its mark must not leave


def button(statement, message=None):
    """The mark of a statement that was found right, or wrong, as the message says."""
    name, of = escape(statement.shown), escape(statement.claim)
    if message:
        state, label = "nn-mark nn-false", f"Wrong: {message}"
    elif statement.about == "sentence":
        state, label = "nn-mark", f"Checked: this sentence holds, because {statement.claim}"
    else:
        what = "this formula" if statement.about == "formula" else statement.shown
        state, label = "nn-mark", f"Checked: {what} equals {statement.claim}"
    return (
        f'<button type="button" class="{state}" data-about="{statement.about}" data-shown="{name}" data-expr="{of}" '
        f'aria-label="{escape(label)}"></button>'
    )


def place(html):
    """Where assets/js/checks.mjs lists the marks of a page, at each of which the Tab key would else stop."""
    count = html.count('class="nn-mark')
    words = f"{count} check{'s' * (count != 1)} on this page"
    return f'<details class="nn-checks" data-search-exclude><summary>{words}</summary></details>' if count else ""


class MarksPreprocessor(Preprocessor):
    def __init__(self, md, found):
        super().__init__(md)
        self.found, self.entries = found, bibliography.entries()

    def run(self, lines):
        text, marked, at = "\n".join(lines), [], 0
        links = list(LINK.finditer(statements.blank(text, statements.COMMENT)))
        for statement in statements.parse(text):
            if not text.startswith("<!--", statement.comment):
                continue  # a fault that is no comment
            line = text[text.rfind("\n", 0, statement.comment) + 1 : statement.comment]
            unmarked = line.startswith("#") or any(link.start() < statement.comment < link.end() for link in links)
            before, mark = text[at : statement.comment], "" if unmarked else self.mark(statement, line)
            if mark and statement.kind in statements.EVALUATED:
                before, words = LAST.subn(r'<span class="nn-kept">\1', before)
                mark += "</span>" * words
            marked += before, mark
            at = statement.end
        return "".join((*marked, text[at:])).split("\n")

    def mark(self, statement, line):
        if statement.kind == "cited":
            entry = self.entries.get(statement.claim)
            if not entry:  # that there is one, the tests see to
                return ""
            link = f"[\\[{bibliography.label(entry)}\\]](/references.md#{statement.claim})"
            return f" {link}{{: .nn-cite data-search-exclude='' }}"
        key, found = (statement.shown, statement.claim), self.found
        if statement.kind not in statements.EVALUATED or key not in found["right"] and key not in found["wrong"]:
            return ""
        mark = self.md.htmlStash.store(button(statement, found["wrong"].get(key)))
        if not line.endswith("$$"):
            return mark
        indent = re.match(r"[ \t>]*", line)[0]
        return f"\n\n{indent}{mark}\n"  # a paragraph of its own, which goes into the formula's box below


class MarksTreeprocessor(Treeprocessor):
    """Puts the mark of a display formula beside the formula."""

    def run(self, root):
        for parent in root.iter():
            for formula, mark in zip(list(parent), list(parent)[1:]):
                if (
                    formula.tag == "div"
                    and formula.get("class") == "arithmatex"
                    and mark.tag == "p"
                    and self.is_mark(mark)
                ):
                    parent.remove(mark)
                    mark.tag = "span"
                    formula.append(mark)

    def is_mark(self, element):
        stash = re.fullmatch("\x02wzxhzdk:(\\d+)\x03", (element.text or "").strip())
        return bool(stash) and not len(element) and 'class="nn-mark' in self.md.htmlStash.rawHtmlBlocks[int(stash[1])]


class MarksExtension(Extension):
    def __init__(self, **options):
        nothing = {"right": set(), "wrong": {}}
        self.config = {"found": [nothing, "on the page: (shown, claim) of what is right; with a message what is wrong"]}
        super().__init__(**options)

    def extendMarkdown(self, md):
        md.preprocessors.register(
            MarksPreprocessor(md, self.getConfig("found")), "nn-marks", 22
        )  # after code fences (25), before HTML blocks (20)
        md.treeprocessors.register(MarksTreeprocessor(md), "nn-marks", 13)  # after the inline patterns (20)


def makeExtension(**options):
    return MarksExtension(**options)
