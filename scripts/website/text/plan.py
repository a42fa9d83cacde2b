"""For the page for teachers: the slides with their minutes, for a lesson of 90 minutes and for one of 45."""

from itertools import accumulate

from scripts.website import files, slides
from scripts.website.files import FRAGMENTS


def write():
    deck = slides.plan()
    long, short = (list(accumulate(part)) for part in zip(*((s.minutes, s.minutes * s.short) for s in deck)))
    rows = [
        f"| {one.title} | {', '.join(one.rows)} | {ends} | {brief if one.short else ''} |"
        for one, ends, brief in zip(deck, long, short)
    ]
    head = ["| slide | row of the lecture | ends at minute | short form |", "| --- | --- | --: | --: |"]
    return [files.write(FRAGMENTS / "plan.md", "\n".join([*head, *rows]) + "\n")]
