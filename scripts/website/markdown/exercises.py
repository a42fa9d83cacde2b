"""Markdown extension: exercises and predictions (scripts/prose/exercises.py) as sections of the page.

What an answer is judged by was evaluated with the page (scripts/website/checks.py), and stands in an attribute of the
section. docs/assets/js/exercises/ makes it live; without a script, and on paper, there are the question and a fold with
the solution. A teacher's key is what has the class nn-key: the wrong answers, and what is said about them.
"""

import json
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from scripts.prose import exercises

BUTTONS = {"exercise": ("Check", "Hint", "Solution", "Start again"), "predict": ("This is my guess", "Just show me")}
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 320, 200, 46, 10, 10, 24  # of a curve, and of its margins
every = set().union(*exercises.OPTIONS.values(), {"id", "kind"})


def add(parent, tag, text=None, **attributes):
    element = etree.SubElement(parent, tag, {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()})
    element.text = text
    return element


class Part(Block):
    """What stands in an exercise, kept together until the exercise ends."""

    ARGUMENT = None
    OPTIONS = {name: (None, type_any) for name in set().union(*exercises.PART_OPTIONS.values())}

    def on_validate(self, parent):
        return parent.get("class", "") in ("nn-exercise", "nn-predict")

    def on_create(self, parent):
        return add(parent, "div", data_part=self.NAME, data_title=self.argument or "")


class Outer(Block):
    """An exercise, or a prediction."""

    ARGUMENT = True
    OPTIONS = {name: (None, type_any) for name in every}

    def on_create(self, parent):
        return add(parent, "section", class_=f"nn-{self.NAME}", id=str(self.options["id"]))

    def on_end(self, block):
        name = str(self.options["id"])
        known = self.config["found"].get(name)
        parts = [child for child in block if child.get("data-part")]
        rest = [child for child in block if not child.get("data-part")]
        for child in list(block):
            block.remove(child)
        of = lambda *names: [part for part in parts if part.get("data-part") in names]  # noqa: E731
        kind = self.options["kind"] or ("choose" if of("right") else "number")
        block.set("data-kind", kind)
        if known is not None:
            block.set("data-exercise", json.dumps(known, ensure_ascii=False))
        if self.NAME == "exercise" or kind != "choose":
            add(block, "p", self.argument, class_="nn-title" if self.NAME == "exercise" else "nn-ask")
        add(block, "div", class_="nn-question").extend(rest)
        answer = add(block, "div", class_="nn-answer")
        ASK[kind](answer, name, self, of, known or {})
        controls = add(block, "div", class_="nn-controls")
        for label in BUTTONS[self.NAME]:
            if label != "Hint" or of("hint"):
                add(controls, "button", label, type="button", class_="nn-button", disabled="", data_do=label)
        if self.NAME == "predict":
            add(controls, "span", without(of("then")), data_search_exclude="")
        add(block, "div", class_="nn-said", role="status")
        for part in of("hint"):
            place(block, part, "nn-hint")
        if of("solution"):
            fold = add(block, "details", class_="nn-solution")
            add(fold, "summary", "Solution")
            for part in of("solution"):
                place(fold, part)
            for part in of("also"):
                add(fold, "p", "Also right:", class_="nn-also")
                place(fold, part)
        for part in of("right", "wrong") if kind == "choose" else of("wrong"):
            if len(part) or part.text:
                place(block, part, "nn-feedback nn-key", hidden="", data_search_exclude="")
            else:
                add(block, "div", class_="nn-feedback nn-key", hidden="")
        for part in of("then"):
            place(block, part, "nn-then")


def without(then):
    """That a prediction can be passed over, and what stands behind it."""
    text = "".join("".join(part.itertext()) for part in then)
    what = "a figure that moves" if "data-explore" in text else "a figure" if "![" in text else "the answer"
    return f"You may skip the guess: one click shows {what}."


def place(parent, part, class_=None, **attributes):
    """Put a part of the source where it belongs on the page."""
    element = add(parent, "div", part.text, **({"class_": class_} if class_ else {}), **attributes)
    element.extend(list(part))


def ask_number(answer, name, block, of, known):
    line = add(answer, "p", class_="nn-number")
    add(line, "label", "Your guess" if block.NAME == "predict" else "Your answer", for_=f"{name}-input")
    add(
        line,
        "input",
        id=f"{name}-input",
        inputmode="decimal",
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
    )
    if unit := block.options["unit"]:
        add(line, "span", str(unit))
    if known.get("within") and block.NAME == "exercise":
        add(line, "span", f"to within {known['within']:.3g}", class_="nn-tolerance")


def ask_choice(answer, name, block, of, known):
    many = known.get("many")
    legend = "Choose all that are right" if many else "Choose one"
    group = add(answer, "fieldset")
    add(group, "legend", block.argument if block.NAME == "predict" else legend)
    for index, part in enumerate(of("right", "wrong")):
        label = add(group, "label", class_="nn-choice")
        add(label, "input", type="checkbox" if many else "radio", name=name, value=str(index))
        add(label, "span", part.get("data-title"))


def ask_order(answer, name, block, of, known):
    items = add(answer, "ol", class_="nn-items")
    for index, part in enumerate(of("item")):
        add(add(items, "li", data_item=str(index)), "span", part.get("data-title"))


def ask_code(answer, name, block, of, known):
    for part in of("start"):
        place(answer, part, "nn-start")


def ask_mark(answer, name, block, of, known):
    """The curve, on which docs/assets/js/exercises/mark.mjs moves a cross."""
    if not known:
        return
    (low, high), values = known["x"], known["y"]
    bottom, top = min(*values, 0), max(*values, 0)
    inner = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    across = lambda x: LEFT + inner[0] * (x - low) / (high - low)  # noqa: E731
    up = lambda y: TOP + inner[1] * (top - y) / (top - bottom)  # noqa: E731
    svg = add(
        answer, "svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="nn-plot", data_frame=json.dumps([LEFT, TOP, *inner])
    )
    for x in (low, high, 0) if low < 0 < high else (low, high):
        add(svg, "text", minus(x), class_="nn-below", x=f"{across(x):.1f}", y=str(HEIGHT - 8))
    for y in sorted({bottom, top, 0}):
        add(svg, "text", minus(y), class_="nn-beside", x=str(LEFT - 6), y=f"{up(y) + 4:.1f}")
    add(
        svg,
        "path",
        class_="nn-axes",
        d=f"M{LEFT} {up(0):.1f}H{WIDTH - RIGHT}"
        + (f"M{across(0):.1f} {TOP}V{HEIGHT - BOTTOM}" if low <= 0 <= high else ""),
    )
    step = (high - low) / (len(values) - 1)
    points = " ".join(f"{across(low + i * step):.1f},{up(y):.1f}" for i, y in enumerate(values))
    add(svg, "polyline", class_="nn-curve", points=points)


def ask_draw(answer, name, block, of, known):
    """Axes, between which docs/assets/js/exercises/draw.mjs lets the reader draw."""
    if not known:
        return
    at, inner = known["at"], (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
    across = lambda x: LEFT + inner[0] * (x - at[0]) / (at[-1] - at[0])  # noqa: E731
    named = range(len(at)) if len(at) < 8 else (0, len(at) // 2, len(at) - 1)
    svg = add(
        answer, "svg", viewBox=f"0 0 {WIDTH} {HEIGHT + 14}", class_="nn-plot nn-drawn",
        data_frame=json.dumps([LEFT, TOP, *inner]), data_across=json.dumps([round(across(x), 2) for x in at]),
    )  # fmt: skip
    for i in named:
        add(svg, "text", known["ticks"][i], class_="nn-below", x=f"{across(at[i]):.1f}", y=str(HEIGHT - 8))
    for y, up in (known["low"], HEIGHT - BOTTOM), (known["high"], TOP):
        add(svg, "text", minus(y), class_="nn-beside", x=str(LEFT - 6), y=f"{up + 4:.1f}")
    add(svg, "text", known["across"], class_="nn-below", x=f"{LEFT + inner[0] / 2:.1f}", y=str(HEIGHT + 8))
    middle = f"{TOP + inner[1] / 2:.1f}"
    turned = f"rotate(-90 14 {middle})"
    add(svg, "text", known["up"], class_="nn-below", x="14", y=middle, transform=turned)
    add(svg, "path", class_="nn-axes", d=f"M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}")


def minus(value):
    return f"{value:.3g}".replace("-", "−")


ASK = {
    "number": ask_number,
    "choose": ask_choice,
    "order": ask_order,
    "mark": ask_mark,
    "code": ask_code,
    "bug": ask_code,
    "draw": ask_draw,
}


class TitleTreeprocessor(Treeprocessor):
    """Titles become headings behind the table of contents, which is of the page's sections."""

    def run(self, root):
        for section in root.iter("section"):
            for title in section.findall("p[@class='nn-title']"):
                title.tag = "h3"
                add(title, "a", "#", class_="headerlink", href=f"#{section.get('id')}", title="Link to this exercise")


class ExercisesExtension(BlocksExtension):
    def __init__(self, *args, **options):
        self.config = {"found": [{}, "{id: what scripts/prose/exercises.py found}"]}
        super().__init__(*args, **options)

    def extendMarkdownBlocks(self, md, block_mgr):
        for name in exercises.OUTER:
            block_mgr.register(type(name.title(), (Outer,), {"NAME": name}), self.getConfigs())
        for name in exercises.PARTS:
            block_mgr.register(type(name.title(), (Part,), {"NAME": name}), {})
        md.treeprocessors.register(TitleTreeprocessor(md), "exercise-titles", 4)  # after the table of contents (5)


def makeExtension(*args, **options):
    return ExercisesExtension(*args, **options)
