"""The deck: docs/slides.md as sections, its questions out of the exercises, its plan, and its PDFs.

A slide begins at a heading of the second level. Behind it stands what the teacher says, in a block
`/// html | aside.notes` with its minutes, the rows of the lecture that it teaches, and data-long on what a lesson of
45 minutes leaves out. `{{ question ID }}`, or `{{ question ID long }}`, is a slide with the question of a choice, a
number or an order among the exercises, and one with its answer. reveal.js shows them; without it they stand below each
other.
"""

import re
from dataclasses import dataclass

from scripts.lecture.measurements import ROOT
from scripts.prose.statements import uncommented
from scripts.website.text.practice import every

ADDRESS = "slides/index.html"
SOURCE = ROOT / "docs/slides.md"
QUESTION = re.compile(r"^\{\{ question ([\w-]+)( long)? \}\}$", re.M)
LETTERS = "ABCDEFGH"
MINUTES = 2  # for a question
ASIDE = '/// html | aside.notes\n    attrs: {{data-minutes: "{}"{}}}\n\n{}\n///\n'


@dataclass
class Slide:
    title: str
    minutes: int
    rows: tuple
    short: bool  #: also in the lesson of 45 minutes


def exercise(name):
    """The exercise of this id, wherever it stands."""
    for *_, block in every():
        if block.id == name:
            return block
    raise ValueError(f"{SOURCE.name} asks for the exercise {name!r}, which no page has")


def plain(text):
    """Without what was computed on the exercise's own page, and checked there."""
    return uncommented(text).strip()


def question(name, long=False):
    """Two slides in Markdown: an exercise's question with what one can choose from, and its answer."""
    block, left_out = exercise(name), ', data-long: ""' if long else ""
    options = block.of("right", "wrong") if block.kind == "choose" else block.of("item")
    title, asked = plain(block.title), plain(block.text)
    choices = [f"{LETTERS[i]}. {plain(option.title)}" for i, option in enumerate(options)]
    right = [LETTERS[i] for i, option in enumerate(options) if option.name == "right"]
    answer = plain(block.of("solution")[0].text)
    said = [f"{choices[i]}: {plain(option.text)}" for i, option in enumerate(options) if option.text.strip()]
    said = said or [plain(wrong.text) for wrong in block.of("wrong")]
    return "\n\n".join((
        f"## {title}", asked, *(f"**{choice[:2]}** {choice[3:]}" for choice in choices),
        ASIDE.format(MINUTES, left_out, "Let them write down an answer before anybody says one."),
        f"## Answer: {title}", f"**{' and '.join(right)}**" if right else "", answer,
        ASIDE.format(0, left_out, "\n\n".join(said)),
    ))  # fmt: skip


def with_questions(markdown):
    return QUESTION.sub(lambda place: question(place[1], bool(place[2])), markdown)


def sections(html):
    """The HTML of the deck with each slide in a section, and behind the title what is said."""
    first, *others = re.split(r"(?=<h2)", html)
    return "\n".join(f"<section>\n{slide.strip()}\n</section>" for slide in (first, *others))


def plan(markdown=None):
    """The slides of the deck, with their minutes."""
    text = with_questions(markdown or SOURCE.read_text("utf-8"))
    return [slide(part) for part in re.split(r"^(?=##? )", text, flags=re.M)[1:]]


def slide(part):
    """A slide, from its Markdown."""
    title, notes = part.partition("\n")[0].lstrip("# "), re.search(r"^    attrs: \{(.*)\}$", part, re.M)
    if notes is None:
        raise ValueError(f"{SOURCE.name}: the slide {title!r} has no notes: say what to say, and its minutes")
    rows, minutes = re.findall(r"L\d+", notes[1]), re.search(r'data-minutes: "(\d+)"', notes[1])
    if minutes is None:
        raise ValueError(f"{SOURCE.name}: the notes of {title!r} have no data-minutes")
    return Slide(title, int(minutes[1]), tuple(rows), "data-long" not in notes[1])


def document(site, notes=False):
    """The deck as one HTML document to print, with or without what is said."""
    html = re.sub(r'<script.*?</script>| loading="lazy"', "", (site / ADDRESS).read_text("utf-8"), flags=re.S)
    html = re.sub(r'(href|src)="\.\./', rf'\1="{site.as_uri()}/', html)
    return html.replace('class="nn-deck"', 'class="nn-deck with-notes"') if notes else html
