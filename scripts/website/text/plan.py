"""For the page for teachers: the slides with their minutes, for each form of the deck."""

from itertools import accumulate

from scripts.website import files, slides
from scripts.website.files import FRAGMENTS

HEADS = {"whole": "all", "short": "short form", "activations": "activation functions alone"}


def write():
    deck = slides.plan()
    columns = [ends(deck, form) for form in HEADS]
    rows = [" | ".join(("", one.title, *there, "")).strip() for one, *there in zip(deck, *columns)]
    head = ["| slide | " + " | ".join(HEADS.values()) + " |", "| --- |" + " --: |" * len(HEADS)]
    return [files.write(FRAGMENTS / "plan.md", "\n".join([*head, *rows]) + "\n")]


def ends(deck, form):
    """At which minute each slide ends, or nothing where the form leaves it out."""
    minutes = accumulate(slide.minutes * (form in slide.forms) for slide in deck)
    return [str(end) if form in slide.forms else "" for slide, end in zip(deck, minutes)]
