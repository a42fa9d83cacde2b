"""Markdown extension: the mathematics of a page becomes MathML when the site is built, so no script draws it."""

import re
from html import escape, unescape

from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

CONVERTER = LatexToMathML(fancy_error=False)
TAG = re.compile(r"<(/?)\w+[^>]*?(/?)>")
BREAK = re.compile(r'<mo[^>]*>[=≈]</mo>|<mspace width="[12]em"/>')  # a relation, \quad, \qquad


def mathml(tex, display=False):
    """MathML of a TeX formula; the TeX stays in it as alternative text."""
    tex = tex.strip()
    try:
        markup = CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        raise ValueError(f"the formula ${tex}$ cannot be set, at its character {place}: {message}") from None
    if not display:
        markup = breakable(markup)
    return markup.replace("<math", "<math data-search-exclude").replace("<math", f'<math alttext="{escape(tex)}"', 1)


def breakable(markup):
    """Browsers break no line inside a formula, so one in running text is several, cut behind its relations."""
    depth, pieces, start = 0, [], 0
    for tag in TAG.finditer(markup):
        closing, empty = tag.groups()
        if depth == 1 and (place := BREAK.match(markup, tag.start())) and place.end() < len(markup) - len("</math>"):
            pieces.append(markup[start : place.end()])
            start = place.end()
        depth += -1 if closing else 0 if empty else 1
    return "</math><wbr><math>".join([*pieces, markup[start:]])


class MathmlTreeprocessor(Treeprocessor):
    """Replaces what pymdownx.arithmatex (generic) has found."""

    def run(self, root):
        for element in root.iter():
            if element.get("class") != "arithmatex":
                continue
            display = element.tag == "div"
            tex = element.text.strip()[2:-2]  # without \( \) or \[ \]
            markup = mathml(unescape(tex) if display else tex, display)
            element.text = self.md.htmlStash.store(markup)


class MathmlExtension(Extension):
    def extendMarkdown(self, md):
        # after the inline patterns (20), before the table of contents (5)
        md.treeprocessors.register(MathmlTreeprocessor(md), "mathml", 12)


def makeExtension(**options):
    return MathmlExtension(**options)
