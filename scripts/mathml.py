"""Markdown extension: the mathematics of a page becomes MathML when the site is built, so no script draws it."""

from html import escape, unescape

from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

CONVERTER = LatexToMathML(fancy_error=False)


def mathml(tex, display=False):
    """MathML of a TeX formula; the TeX stays in it as alternative text."""
    tex = tex.strip()
    try:
        markup = CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        raise ValueError(f"the formula ${tex}$ cannot be set, at its character {place}: {message}") from None
    return markup.replace("<math", f'<math alttext="{escape(tex)}" data-search-exclude', 1)


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
