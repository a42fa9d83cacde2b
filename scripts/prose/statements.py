r"""Pages read into statements: what is computed, what is cited, and what is neither.

For writers of pages. Every number and every formula that defines something says where it comes from, in a
comment directly behind it:

    A 3-4-2<!-- = sizes --> network has 26<!-- = mlp(sizes, TANH, rng).n_params --> parameters.
    The brain has about 86 billion<!-- @azevedo2009 --> neurons.
    $\tanh(x) = 2\sigma(2x) - 1$<!-- = tanh(x) -->
    $$ ... $$<!-- not checked: why it cannot be -->

- `= expression`: evaluated in the page's namespace, after the code blocks above it. The namespace starts with
  `np`, everything of nnref, `rng = np.random.default_rng(0)` and `measured(name)`, which is docs/data/<name>.json.
  Numbers agree at the precision shown (scripts/prose/numbers.py), formulas at many points (scripts/prose/formulas.py).
- Numbers joined by "to", a dash, a comma, "and" or "or" are one statement: the expression is a tuple.
- A word, or a whole *emphasized phrase*, may be bound to a string, yes and no to a bool, a number word to an integer.
- `@key`: from docs/references.bib. A cited number stands in that entry as its year, in its title or in its note.
  Behind a closing quotation mark it covers the quotation, at the end of a block quotation the block.
- `not checked: reason`: for formulas alone.
- Expressions contain no `--`, and no `|` in a table. Statements stand in running text, headings, lists, tables,
  captions and alternative texts, but not in code spans, and comments not inside mathematics.
- Labs (docs/labs/*.py) are pages too: their Markdown cells are the text, their code cells the code blocks.
"""

import re
from dataclasses import dataclass

from scripts.prose import formulas, numbers

# What the lint lets pass without a comment, each with its reason.
EXEMPT = {
    r"^[ \t>]*\d+[.)](?=\s)": "the number of a list item",
    r"\bCIFAR-10\b|\b[A-Za-z_]\w*": "a name: CIFAR-10, L2, float64, CS231n",
    r"\b\d-D\b": "a word: 2-D",
    r"\]\([^)\s]*(?:\s\"[^\"]*\")?\)|<https?:[^>]*>|^\[(?!\^)[^\]]+\]:.*$": "the target of a link or image",
    r"\{:?\s*(?:[.#]|[\w-]+=)[^{}\n]*\}": "an attribute list",
    r"</?[A-Za-z][^<>]*>|&\#?\w+;": "HTML",
    r"\[\^[\w-]+\]": "the label of a footnote",
    r"^-*8<-.*$": "the name of an included file",
}
RELATION = re.compile(r"[=<>]|\\(?:approx|leq?|geq?|neq?|lt|gt|equiv|sim|propto)(?![a-z])")
SIGN_CONDITION = re.compile(r"\\?[A-Za-z]+\s*(?:[=<>]|\\(?:leq?|geq?|neq?)(?![a-z]))\s*0")  # says when, not what

CODE = re.compile(
    r"""
    \A---\n.*?^---$                                             # front matter
  | ^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$
  | <!--\s*(?:invisible-code-block|skip|clear-namespace)\b.*?-->
  | (?<!`)(?P<span>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=span)(?!`)
""",
    re.M | re.S | re.X,
)
COMMENT = re.compile(r"<!--\s*(?P<kind>=|@|not checked:|)\s*(?P<claim>.*?)\s*-->", re.S)
MATH = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?![\s$])(?:\\.|(?!\n\s*\n)[^$\\])+?(?<!\s)\$", re.S)
NUMBERS = re.compile(rf"({numbers.RUN.pattern})[*_)\]]*", re.X)
WORD = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<phrase>[^*_\n]+)(?P=mark)\Z|[^\W\d][\w’'-]*\Z")
QUOTATION = re.compile(r"[“\"][^“”\"]*[”\"]\Z|^>.*\Z", re.M | re.S)
FORMS = "write <!-- = expression -->, <!-- @key --> or <!-- not checked: reason -->"
KINDS = {"=": "computed", "@": "cited", "not checked:": "not checked"}


@dataclass(frozen=True)
class Statement:
    kind: str  #: computed, cited, not checked, or fault
    about: str  #: number, formula, word or quotation; of a fault what is wrong and what to write instead
    shown: str  #: what the reader sees
    claim: str  #: the expression, the key or the reason
    start: int  #: where in the text `shown` begins
    comment: int  #: where its comment begins
    end: int  #: where the comment ends
    line: int


def blank(text, pattern, filler="\0"):
    """The text with every match replaced by a filler; offsets and lines stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", filler, match[0]), text)


def parse(text):
    """The statements of a page in order. What is wrong with a comment is a statement of the kind fault."""
    prose = blank(text, CODE)
    bare = blank(prose, COMMENT, "\1")
    maths = {match.end(): match for match in MATH.finditer(bare)}
    runs = {match.end(): match for match in NUMBERS.finditer(blank(bare, MATH, "\2"))}
    found = []
    for comment in COMMENT.finditer(prose):
        about, start, shown = subject(comment, bare, maths, runs)
        kind = KINDS[comment["kind"]] if about in ("number", "formula", "word", "quotation") else "fault"
        found.append(
            Statement(
                kind,
                about,
                shown,
                comment["claim"],
                start,
                comment.start(),
                comment.end(),
                line_of(text, comment.start()),
            )
        )
    for stray in re.finditer(r"<!-|<\s+!--|(?<!<!)--+>", bare):
        found.append(
            Statement(
                "fault",
                f"{stray[0]!r} belongs to no comment: {FORMS}",
                "",
                "",
                stray.start(),
                stray.start(),
                stray.end(),
                line_of(text, stray.start()),
            )
        )
    return sorted(found, key=lambda statement: statement.comment)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def subject(comment, bare, maths, runs):
    """What a comment is about: (number, formula, word, quotation or what is wrong; where it begins; what is shown)."""
    kind, claim, at = comment["kind"], comment["claim"], comment.start()
    while bare[at - 1 : at] == "\1":  # a second comment on the same thing
        at -= 1
    line = bare[bare.rfind("\n", 0, at) + 1 : at]
    closed = at - len(re.search(r"[*_)]*\Z", line)[0])

    def wrong(message):
        return message, at, ""

    if not kind:
        return wrong(f"a comment of no known kind: {FORMS}")
    if not claim or "--" in claim or "<!-" in claim:
        return wrong(f"a comment that is empty, not closed or contains two hyphens: {FORMS}")
    if any(match.start() < at < match.end() for match in maths.values()):
        return wrong("a comment inside mathematics becomes part of the formula: put it behind the closing dollar sign")
    if "|" in claim and "|" in bare[bare.rfind("\n", 0, at) + 1 : (bare + "\n").index("\n", at)]:
        return wrong(
            "a | in a comment in a table ends the cell: give the expression a name in an invisible code block above"
        )
    if not line.strip(" \t>|*+#-") or line.rstrip()[-1] in "|\n":
        return wrong("nothing stands before this comment: put it directly behind a number, a formula or a word")
    if line[-1].isspace():
        return wrong("a space stands before this comment: put it directly behind its number, formula or word")
    if line[-1] == "\0":
        return wrong(
            "a code span stands before this comment: take the number out of the code span, or write it as $26$"
        )
    if closed in maths:
        match = maths[closed]
        return "formula", match.start(), match[0].strip("$").strip()
    if kind == "not checked:":
        return wrong("only a formula may be marked as not checked: compute this or cite it")
    if kind == "@" and (quotation := QUOTATION.search(bare, bare.rfind("\n\n", 0, at) + 1, at)):
        return "quotation", quotation.start(), quotation[0].replace("\1", "")
    if at in runs:
        return "number", runs[at].start(), runs[at][1]
    if word := WORD.search(line):
        return "word", at - len(word[0]), word["phrase"] or word[0]
    return ("word", at, "") if kind == "@" else wrong("no number, formula or word stands directly before this comment")


def problems(text):
    """What the lint finds on a page, as (line, message): faults, bare numbers, formulas without a comment,
    stray examples."""
    statements = parse(text)
    found = [(s.line, s.about) for s in statements if s.kind == "fault"]
    prose = blank(blank(text, CODE), COMMENT)
    for statement in statements:
        prose = (
            prose[: statement.start]
            + re.sub(r"[^\n]", "\0", prose[statement.start : statement.comment])
            + prose[statement.comment :]
        )
    for match in MATH.finditer(prose):
        tex = re.sub(r"_(?:\w|\{[^{}]*\})", "", match[0].strip("$"))
        if match[0].startswith("$$") or re.search(r"\d", tex) or RELATION.search(tex):
            if not SIGN_CONDITION.fullmatch(tex.strip()):
                found.append(
                    (
                        line_of(text, match.start()),
                        f"the formula {match[0]} is neither computed nor cited: {FORMS} directly behind it",
                    )
                )
    prose = blank(prose, MATH)
    for example in re.finditer(r"^.*>>> .*$", prose, re.M):
        found.append(
            (line_of(text, example.start()), f"{example[0].strip()!r} is never run: put it into a ```pycon fence")
        )
    prose = blank(prose, re.compile("|".join(EXEMPT), re.M))
    for number in re.finditer(numbers.NAMELESS + r"|[\d½¼¾]+", prose, re.X):
        found.append(
            (
                line_of(text, number.start()),
                f"{number[0]!r} is neither computed nor cited: "
                f"write {number[0]}<!-- = expression --> or {number[0]}<!-- @key -->",
            )
        )
    return sorted(found)


def check(statement, namespace):
    """What is wrong with a computed statement; None if nothing is."""
    try:
        if statement.about == "formula":
            return formulas.disagreement(statement.shown, statement.claim, namespace)
        value = eval(compile(f"({statement.claim})", "<page>", "eval"), namespace)
    except Exception as error:
        return (
            f"{statement.shown!r} cannot be checked, because {statement.claim!r} raises {type(error).__name__}: {error}"
        )
    return compare(statement, value)


def compare(statement, value):
    """What is wrong with a number or word for the value of its expression."""
    disagreement = numbers.disagreement if statement.about == "number" else numbers.word_disagreement
    message = disagreement(statement.shown, value)
    return message and f"{message} ({statement.claim})"
