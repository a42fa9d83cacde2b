"""The deck: docs/slides.md as sections, its questions out of the exercises, its plan, and its PDFs.

A slide begins at a heading of the second level. Behind it stands what the teacher says, in a block
`/// html | aside.notes` with its minutes and the rows of the lecture that it teaches. `{{ question ID }}` is a slide
with the question of a choice, a number or an order among the exercises, and one with its answer; of a prediction only
the question, since the slide behind it shows the answer. What not every form of the deck has, a slide or a part of
one, names its forms: `data-forms="whole short"`, of a question `{{ question ID whole short }}`; the address chooses
one, as in slides/?short (assets/js/slides.mjs). reveal.js shows them; without it they stand below each other. A
picture with `data-explore=name` is on the screen the figure that moves, as on the pages (assets/js/explorable.mjs).
"""

import re
from dataclasses import dataclass
from string import ascii_uppercase

from bs4 import BeautifulSoup

from scripts.lecture.measurements import ROOT
from scripts.prose.statements import uncommented
from scripts.website.text.practice import every

ADDRESS = "slides/index.html"
SOURCE = ROOT / "docs/slides.md"
FORMS = {"whole": 90, "short": 45, "activations": 45}  # of the deck, and how many minutes each takes
QUESTION = re.compile(r"^\{\{ question ([\w-]+)((?: \w+)*) \}\}$", re.M)
MINUTES = {"exercise": 2, "predict": 1}  # for a question
WRITE = "Let them write down an answer before anybody says one, then count who has which."
VOTE = "Each votes once, by hand, before the slide turns."
TELL = "Let somebody who had it say why, and somebody who had not what it looked like before."
ASIDE = "/// html | aside.notes\n    attrs: {{{}}}\n\n{}\n///\n"


@dataclass
class Slide:
    title: str
    minutes: int
    rows: tuple
    forms: tuple  #: of the deck that have it
    asks: bool  #: the question of an exercise


def plain(text):
    """Without what was computed on the exercise's own page, and checked there."""
    return uncommented(text).strip()


def question(block, forms="", found=None):
    """In Markdown a slide with an exercise's question and what one can choose from, and one with its answer. With what
    was found when its page was evaluated, the notes have the numbers and orders that people give wrongly."""
    among = {"data-forms": forms} if forms else {}
    options = block.of("right", "wrong") if block.kind == "choose" else block.of("item")
    title = plain(block.title)
    choices = [f"**{letter}.** {plain(option.title)}" for letter, option in zip(ascii_uppercase, options)]
    right = [choice for choice, option in zip(choices, options) if option.name == "right"]
    if block.kind == "order" and found:
        right = [f"**{in_words(found['right'])}**"]
    asked = f"## {title}", plain(block.text), *choices
    notes = {"data-minutes": MINUTES[block.name], "data-question": "", **among}
    said = mistakes(block, options, found)
    if block.name == "predict":
        return "\n\n".join((*asked, aside(notes, VOTE, f"The next slide shows it: {' '.join(right)}", *said)))
    solution = [plain(part.text) for part in block.of("solution")]
    return "\n\n".join((
        *asked, aside(notes, WRITE, *(f"Right: {choice}" for choice in right), *said),
        f"## Answer: {title}", *right, *solution, aside({"data-minutes": 0, **among}, TELL),
    ))  # fmt: skip


def mistakes(block, options, found):
    """What each of the wrong answers mistakes."""
    if block.kind == "choose":
        return [
            f"{ascii_uppercase[i]}. {plain(option.text)}" for i, option in enumerate(options) if option.text.strip()
        ]
    answers = [f"{in_words(wrong)}: " for wrong in found["wrong"]] if found else [""] * len(block.of("wrong"))
    return [f"{answer}{plain(part.text)}" for answer, part in zip(answers, block.of("wrong"), strict=True)]


def in_words(answer):
    """A number that is given with its tolerance, or the letters of an order."""
    if isinstance(answer[0], float):
        return f"{answer[0]:.6g}".replace("-", "−")
    return ", ".join(ascii_uppercase[place] for place in answer)


def aside(attributes, *said):
    return ASIDE.format(", ".join(f'{name}: "{value}"' for name, value in attributes.items()), "\n\n".join(said))


def with_questions(markdown, found=None):
    """The Markdown of the deck with its questions. Found is what their pages came to: {id: result}."""
    known, blocks = found or {}, {block.id: block for *_, block in every()}

    def slides(place):
        name, forms = place.groups()
        if name not in blocks:
            raise ValueError(f"{SOURCE.name} asks for the exercise {name!r}, which no page has")
        return question(blocks[name], forms.strip(), known.get(name))

    return QUESTION.sub(slides, markdown)


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
    title = re.sub("<[^>]*>", "", part.partition("\n")[0].lstrip("# "))
    notes = re.search(r"^    attrs: \{(.*)\}$", part, re.M)
    if notes is None:
        raise ValueError(f"{SOURCE.name}: the slide {title!r} has no notes: say what to say, and its minutes")
    rows, minutes = re.findall(r"L\d+", notes[1]), re.search(r'data-minutes: "(\d+)"', notes[1])
    if minutes is None:
        raise ValueError(f"{SOURCE.name}: the notes of {title!r} have no data-minutes")
    named = re.search(r'data-forms: "([\w ]+)"', notes[1])
    forms = tuple(named[1].split()) if named else tuple(FORMS)
    if unknown := set(forms) - FORMS.keys():
        raise ValueError(f"{SOURCE.name}: {title!r} is in the form {', '.join(unknown)}; there are {', '.join(FORMS)}")
    return Slide(title, int(minutes[1]), tuple(rows), forms, "data-question" in notes[1])


def document(site, notes=False, form="whole"):
    """One form of the deck as one HTML document to print, with or without what is said."""
    html = re.sub(r'<script.*?</script>| loading="lazy"', "", (site / ADDRESS).read_text("utf-8"), flags=re.S)
    html = re.sub(r'(href|src)="\.\./', rf'\1="{site.as_uri()}/', html)
    html = html.replace('class="nn-deck"', 'class="nn-deck with-notes"') if notes else html
    return of_form(html, form)


def pdf(form):
    """What the PDF of a form is called."""
    return "slides.pdf" if form == "whole" else f"slides-{form}.pdf"


def of_form(html, form):
    """The deck without what is in other forms of it alone."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select("[data-forms]"):
        if part.decomposed:
            continue
        if form in str(part["data-forms"]).split():
            del part["data-forms"]
        else:
            (part.parent if part.name == "aside" else part).decompose()
    return str(soup)
