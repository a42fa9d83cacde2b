"""Sentences that compare, rank, count or generalize by their words, and whether something decides if they hold.

    python -m scripts.prose.lint [pages ...]     the sentences that nothing decides, and how many there are

A sentence is bound by `<!-- holds: expression -->`, by a word that is computed, by a citation, or it says why it needs
none of them: `<!-- plain: reason -->`. A computed number alone binds the number and not what is said about it: what a
sentence with computed parts says by its words, and the activations that it names, their expressions have together.
"""

import re
import sys
from collections import namedtuple

from scripts.prose import compare, exercises, formulas, numbers, pages, statements

Sentence = namedtuple("Sentence", "line text words bound")

# Words by which a sentence says something about what was measured, beside those that have a function in compare.py.
GENERALIZE = (
    "only nothing none nobody everything all every always never usually often nearly almost no_difference twice"
)
COUNT = [*numbers.WORDS[2:], *"half third thirds quarter quarters tenth tenths dozen hundred hundreds thousand".split()]
NOT_BY_THEMSELVES = {"first", "last", "above", "below", "rise", "rises", "grow", "grows", "fall", "falls"}
TELLING = (set(compare.MEANING) | set(GENERALIZE.split()) | set(COUNT) | {"than"}) - NOT_BY_THEMSELVES
WORD = re.compile(
    rf"\b(?:{'|'.join(word.replace('_', ' ') for word in sorted(TELLING, key=len, reverse=True))})\b", re.I
)

# What is no sentence about what was measured, each with its reason.
EXEMPT = {
    r"^[ \t]*#.*$": "a heading names",
    r"<option\b.*?</option>": "a choice names",
    r"^[ \t]*\|.*$": "a row of a table: its numbers are statements",
    r"!\[[^\]]*\]\([^)]*\)": "an alternative text describes a picture for those who do not see it",
    rf"{compare.QUOTATION}|^[ \t]*>.*$": "a quotation is another's",
    r"\]\([^)\s]*\)": "the target of a link",
    r"\{\{.*?\}\}": "a name in the place of what is put there",
    compare.IDIOM: "an idiom compares nothing",
    r"[^.?!\n]*\?": "a question claims nothing",
    r"^.*(?:\bis|\bare|\bcalled) \*\*.*$": "a definition of the bold word",
    r"^- \*\*[^*\n]+\*\*\{#[\w-]+\}.*: .*$": "an entry of the glossary defines",
}
UNCLAIMED = re.compile(  # to the next heading of the same level or above
    r"^## (?:Try it yourself|Where next|What would have to be seen).*?(?=^##? |\Z)", re.M | re.S
)


def sentences(text):
    """The sentences of a page that compare, rank, count or generalize, and by which words."""
    bare = statements.blank(statements.without_code(text), statements.COMMENT, "\1")
    prose = claims(text)
    known = [statement for statement in statements.parse(text) if binds(statement)]
    for start, end in spans(text):
        words = [word[0].casefold() for word in WORD.finditer(prose, start, end)]
        if words:
            bound = any(start <= statement.comment < end for statement in known)
            said = bare[start:end].replace("\1", "").strip()
            yield Sentence(statements.line_of(text, start), said, words, bound)


def claims(text):
    """The page without its comments and without what is exempt; offsets and lines stay."""
    bare = statements.blank(statements.without_code(text), statements.COMMENT, "\1")
    for block in exercises.parse(text):  # their claims are their expressions; what a prediction shows is the page's
        shown = block.of("then") if block.name == "predict" else []
        for start, stop in zip(
            [block.start, *(part.stop for part in shown)], [*(part.end for part in shown), block.stop]
        ):
            bare = bare[:start] + re.sub(r"[^\n]", "\0", bare[start:stop]) + bare[stop:]
    return statements.blank(statements.blank(bare, UNCLAIMED), re.compile("|".join(EXEMPT), re.M))


def spans(text):
    """Where the sentences of a page begin and end. No sentence goes over a line."""
    bare = statements.blank(statements.without_code(text), statements.COMMENT, "\1")
    start = 0
    for line in bare.split("\n"):
        ends = sorted({end.end() for end in statements.SENTENCE_END.finditer(line)} | {0, len(line)})
        yield from ((start + here, start + there) for here, there in zip(ends, ends[1:]))
        start += len(line) + 1


def binds(statement):
    """Whether a statement decides if its sentence holds."""
    return statement.kind in ("holds", "cited", "plain") or statement.kind == "computed" and statement.about == "word"


def unbound(text):
    return [sentence for sentence in sentences(text) if not sentence.bound]


def unsaid(text):
    """(line, what is wrong) for sentences whose computed parts do not say what their words say."""
    prose, known = claims(text), statements.parse(text)
    for start, end in spans(text):
        inside = [statement for statement in known if start <= statement.comment < end]
        if decided(inside):
            expressions = [expression(one.claim) for one in inside if one.kind in statements.EVALUATED]
            if message := compare.beside(prose[start:end].replace("\0", "").replace("\1", "").strip(), expressions):
                yield statements.line_of(text, start), message


def expression(claim):
    """The expression of a claim, without its condition; nothing where it is none, which its evaluation says."""
    try:
        return formulas.parts_of(claim)[0]
    except SyntaxError:
        return ""


def decided(inside):
    """Whether expressions decide what is said in a sentence with these statements, and no reason or source."""
    kinds = {statement.kind for statement in inside}
    return bool(kinds & set(statements.EVALUATED)) and not kinds & {"plain", "cited"}


def main(paths):
    total = total_bound = 0
    for path in paths or pages.files():
        found = list(sentences(pages.read(path)))
        bound = sum(sentence.bound for sentence in found)
        total, total_bound = total + len(found), total_bound + bound
        if paths:
            for sentence in found:
                if not sentence.bound:
                    print(f"{path}:{sentence.line}: {', '.join(sentence.words)}: {sentence.text}")
            for line, message in unsaid(pages.read(path)):
                print(f"{path}:{line}: {message}")
        print(f"{path}: {bound} of {len(found)} sentences are bound")
    print(f"{total_bound} of {total} sentences are bound")


if __name__ == "__main__":
    main(sys.argv[1:])
