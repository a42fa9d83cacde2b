r"""Pages read into statements: what is computed, what is cited, and what is neither.

For writers of pages. Every number and every formula that defines something says where it comes from, in a
comment directly behind it:

    A 3-4-2<!-- = sizes --> network has 26<!-- = mlp(sizes, TANH, rng).n_params --> parameters.
    The brain has about 86 billion<!-- @azevedo2009 --> neurons.
    $\tanh(x) = 2\sigma(2x) - 1$<!-- = tanh(x) -->
    $$ ... $$<!-- not checked: why it cannot be -->

- `= expression`: evaluated in the page's namespace, after the code blocks above it. The namespace starts with
  `np`, everything of nnref, `rng = np.random.default_rng(0)` and `measured(name)`, which is docs/data/<name>.json;
  `measured(name, "second draw")` is what another draw of all data and starts gave.
  Numbers agree at the precision shown (scripts/prose/numbers.py), formulas at many points (scripts/prose/formulas.py).
- Numbers joined by "to", a dash, a comma, "and" or "or" are one statement: the expression is a tuple.
- A word, or a whole *emphasized phrase*, may be bound to a string, yes and no to a bool, a number word to an integer.
- `@key`: from docs/references.bib. A cited number stands in that entry as its year, in its title or in its note.
  Behind a closing quotation mark it covers the quotation, at the end of a block quotation the block.
- `not checked: reason`: for formulas alone.
- `holds: expression`: the sentence, or the part of one, that ends there is true exactly if the expression is. What it
  says in words, its expression says by the functions of scripts/prose/compare.py.
- `plain: reason`: why a sentence that compares or counts by its words (scripts/prose/lint.py) needs none of these.
- Expressions contain no `--`, and no `|` in a table. Statements stand in running text, headings, lists, tables,
  captions and alternative texts, but not in code spans, and comments not inside mathematics.
- Labs (docs/labs/*.py) are pages too: their Markdown cells are the text, their code cells the code blocks.
"""

import re
from dataclasses import dataclass

from scripts.prose import compare, formulas, numbers

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
COMMENT = re.compile(r"<!--\s*(?P<kind>=|@|not checked:|holds:|plain:|)\s*(?P<claim>.*?)\s*-->", re.S)
MATH = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?![\s$])(?:\\.|(?!\n\s*\n)[^$\\])+?(?<!\s)\$", re.S)
NUMBERS = re.compile(rf"({numbers.RUN.pattern})[*_)\]]*", re.X)
WORD = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<phrase>[^*_\n]+)(?P=mark)\Z|[^\W\d][\w’'-]*\Z")
QUOTATION = re.compile(r"[“\"][^“”\"]*[”\"]\Z|^>.*\Z", re.M | re.S)
SENTENCE_END = re.compile(r"[.!?][”\"’)*_\1]*\s+|\A[ \t>]*(?:(?:[*+-]|\d+[.)])\s+)?|\|\s*")  # where another begins
FORMS = "write <!-- = expression -->, <!-- @key -->, <!-- holds: expression --> or <!-- not checked: reason -->"
KINDS = {"=": "computed", "@": "cited", "not checked:": "not checked", "holds:": "holds", "plain:": "plain"}
ABOUT = {"number", "formula", "word", "quotation", "sentence"}
EVALUATED = {"computed", "holds"}


@dataclass(frozen=True)
class Statement:
    kind: str  #: computed, holds, cited, not checked, plain, or fault
    about: str  #: number, formula, word, quotation or sentence; of a fault what is wrong and what to write instead
    shown: str  #: what the reader sees
    claim: str  #: the expression, the key or the reason
    start: int  #: where in the text `shown` begins
    comment: int  #: where its comment begins
    end: int  #: where the comment ends
    line: int


def uncommented(text):
    """The text as readers see it, without the comments that say what is computed."""
    return COMMENT.sub("", text)


def blank(text, pattern, filler="\0"):
    """The text with every match replaced by a filler; offsets and lines stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", filler, match[0]), text)


OPTIONS = re.compile(r"(^[ \t>]*/{3,} [^\n]*\n)((?: {4,}[^\n]*\n)+)", re.M)  # of an exercise: expressions


def without_code(text):
    """The text with its code blanked, and the options of its blocks."""
    return blank(OPTIONS.sub(lambda block: block[1] + re.sub(r"[^\n]", "\0", block[2]), text), CODE)


def parse(text):
    """The statements of a page in order. What is wrong with a comment is a statement of the kind fault."""
    prose = without_code(text)
    bare = blank(prose, COMMENT, "\1")
    maths = {match.end(): match for match in MATH.finditer(bare)}
    runs = {match.end(): match for match in NUMBERS.finditer(blank(bare, MATH, "\2"))}
    found, said = [], 0  # said: where the last part of a sentence with a comment of its own ended
    for comment in COMMENT.finditer(prose):
        line = line_of(text, comment.start())
        fault = misplaced(comment, bare, maths)
        about, start, shown = (fault, comment.start(), "") if fault else subject(comment, bare, maths, runs, said)
        said = comment.end() if about == "sentence" else said
        kind = KINDS[comment["kind"]] if about in ABOUT else "fault"
        found.append(Statement(kind, about, shown, comment["claim"], start, comment.start(), comment.end(), line))
    for stray in re.finditer(r"<!-|<\s+!--|(?<!<!)--+>", bare):
        message, line = f"{stray[0]!r} belongs to no comment: {FORMS}", line_of(text, stray.start())
        found.append(Statement("fault", message, "", "", stray.start(), stray.start(), stray.end(), line))
    return sorted(found, key=lambda statement: statement.comment)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def before(comment, bare):
    """What stands on the comment's line before it, and where that ends: other comments on the same thing left out."""
    at = comment.start()
    while bare[at - 1 : at] == "\1":
        at -= 1
    return bare[bare.rfind("\n", 0, at) + 1 : at], at


def misplaced(comment, bare, maths):
    """What is wrong with a comment whatever it is about; None if nothing is."""
    claim, (line, at) = comment["claim"], before(comment, bare)
    rest = bare[at : (bare + "\n").index("\n", at)]
    if not comment["kind"]:
        return f"a comment of no known kind: {FORMS}"
    if not claim or "--" in claim or "<!-" in claim:
        return f"a comment that is empty, not closed or contains two hyphens: {FORMS}"
    if any(match.start() < at < match.end() for match in maths.values()):
        return "a comment inside mathematics becomes part of the formula: put it behind the closing dollar sign"
    if "|" in claim and "|" in line + rest:
        return "a | in a comment in a table ends the cell: give the expression a name in an invisible code block above"
    if not line.strip(" \t>|*+#-") or line.rstrip()[-1] in "|\n":
        return "nothing stands before this comment: put it directly behind a number, a formula or a word"
    if line[-1].isspace():
        return "a space stands before this comment: put it directly behind its number, formula or word"
    if line[-1] == "\0":
        return "a code span stands before this comment: take the number out of the code span, or write it as $26$"
    return None


def subject(comment, bare, maths, runs, said):
    """What a comment is about: one of ABOUT or what is wrong, where that begins, and what is shown."""
    kind, (line, at) = comment["kind"], before(comment, bare)
    closed = at - len(re.search(r"[*_)]*\Z", line)[0])
    if kind in ("holds:", "plain:"):
        start = at - len(line) + max(end.end() for end in SENTENCE_END.finditer(line) if end.end() < len(line))
        start = max(start, min(said, at))
        shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", bare[start:at].replace("\1", ""))  # links without targets
        return "sentence", start, shown.strip("*_ ,;:")
    if closed in maths:
        match = maths[closed]
        return "formula", match.start(), match[0].strip("$").strip()
    if kind == "not checked:":
        return "only a formula may be marked as not checked: compute this or cite it", at, ""
    if kind == "@" and (quotation := QUOTATION.search(bare, bare.rfind("\n\n", 0, at) + 1, at)):
        return "quotation", quotation.start(), quotation[0].replace("\1", "")
    if at in runs:
        return "number", runs[at].start(), runs[at][1]
    if word := WORD.search(line):
        return "word", at - len(word[0]), word["phrase"] or word[0]
    return ("no number, formula or word stands directly before this comment" if kind == "=" else "word"), at, ""


def problems(text):
    """What is wrong on a page as it stands, as (line, message): faults, bare numbers, formulas without a comment,
    stray examples."""
    found = [(s.line, s.about) for s in parse(text) if s.kind == "fault"]
    prose = unstated(text)
    for match in MATH.finditer(prose):
        if says_something(match[0]):
            message = f"the formula {match[0]} is neither computed nor cited: {FORMS} directly behind it"
            found.append((line_of(text, match.start()), message))
    prose = blank(prose, MATH)
    for example in re.finditer(r"^.*>>> .*$", prose, re.M):
        message = f"{example[0].strip()!r} is never run: put it into a ```pycon fence"
        found.append((line_of(text, example.start()), message))
    prose = blank(prose, re.compile("|".join(EXEMPT), re.M))
    for number in re.finditer(numbers.NAMELESS + r"|[\d½¼¾]+", prose, re.X):
        write = f"write {number[0]}<!-- = expression --> or {number[0]}<!-- @key -->"
        found.append((line_of(text, number.start()), f"{number[0]!r} is neither computed nor cited: {write}"))
    return sorted(found)


def unstated(text):
    """The prose without its comments and without what they are about. The numbers of a sentence that holds stay."""
    prose = blank(without_code(text), COMMENT)
    for statement in parse(text):
        if statement.about != "sentence":
            shown = re.sub(r"[^\n]", "\0", prose[statement.start : statement.comment])
            prose = prose[: statement.start] + shown + prose[statement.comment :]
    return prose


def says_something(formula):
    """Whether it has to be checked: it is displayed, has a number or relates something, but not only to zero."""
    tex = re.sub(r"_(?:\w|\{[^{}]*\})", "", formula.strip("$"))
    if not (formula.startswith("$$") or re.search(r"\d", tex) or RELATION.search(tex)):
        return False
    return not SIGN_CONDITION.fullmatch(tex.strip())


def check(statement, namespace):
    """What is wrong with a statement that is computed or has to hold; None if nothing is."""
    try:
        if statement.about == "formula":
            return formulas.disagreement(statement.shown, statement.claim, namespace)
        value = eval(compile(f"({statement.claim})", "<page>", "eval"), namespace)
    except Exception as error:
        reason = f"{statement.claim!r} raises {type(error).__name__}: {error}"
        return f"{statement.shown!r} cannot be checked, because {reason}"
    return judge(statement, value)


def judge(statement, value):
    """What is wrong with a number, word or sentence for the value of its expression."""
    if statement.about == "sentence":
        return compare.disagreement(statement.shown, statement.claim, value)
    disagreement = numbers.disagreement if statement.about == "number" else numbers.word_disagreement
    message = disagreement(statement.shown, value)
    return message and f"{message} ({statement.claim})"
