"""The recorded run that the page opens with: made when the site is built, by the engine that trains in the browser.

A gzip of blocks, each a picture: the length of its words (4 bytes, little-endian), the words (JSON), and the bytes of
the map, the units' maps and the units' sums, each less that of the picture before, and the weights (float32).
"""

import gzip
import json
import struct

import numpy as np

from scripts.browser.playground.engine import Engine
from scripts.browser.playground.pictures import Pictures
from scripts.browser.playground.settings import FIRST

GRID, SMALL, LAST = 32, 16, 600


def steps():
    """Of the pictures: each at first, then about each thirtieth of what was taken."""
    step = 0
    while step < LAST:
        yield step
        step += 1 + step // 32
    yield LAST


def record():
    """The recording as bytes, at most 100 kB."""
    engine = Engine(FIRST)
    pictures, blocks, before = Pictures(engine, GRID, SMALL), [], 0
    for step in steps():
        engine.advance(0, step, step - engine.step)
        words = {"step": step, "problem": None} | pictures.words()
        if not step:
            words["scene"] = pictures.scene()
        shown = np.concatenate([pictures.scores(), pictures.maps(), pictures.sums()]) & 0xFC
        text = json.dumps(words, separators=(",", ":")).encode()
        blocks.append(struct.pack("<I", len(text)) + text + (shown - before).tobytes()
                      + pictures.weights().astype("<f4").tobytes())  # fmt: skip
        before = shown
    return gzip.compress(b"".join(blocks), 9, mtime=0)
