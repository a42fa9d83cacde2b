"""scikit-learn's handwritten digits, for the small labs in the reader's browser, which has no scikit-learn."""

from scripts.website import files
from scripts.website.files import DOCS

DIGITS = "0123456789abcdefg"  # what int(pixel, 17) reads


def write():
    """Write a line for each digit, its class and its 64 pixels from 0 to 16; return its path in a list."""
    from sklearn.datasets import load_digits

    x, t = load_digits(return_X_y=True)
    lines = ["".join(DIGITS[int(value)] for value in (label, *pixels)) for label, pixels in zip(t, x)]
    return [files.write(DOCS / "assets/explorables/digits.txt", "\n".join(lines) + "\n")]
