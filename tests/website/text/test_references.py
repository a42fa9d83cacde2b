"""The page References: every entry with its anchor, its links and why it is cited."""

import re

from scripts.prose import bibliography, pages
from scripts.website.text import references

ENTRIES = bibliography.entries()
ONE = (
    "@misc{key,\n  author = {Last, First},\n  title = {Title},\n  year = {2001},\n  note = {a reason and 12 "
    "things, on slides 3 and 14},\n}\n"
)


def test_an_entry_is_printed_with_its_anchor_links_and_reason():
    text = references.reference("he2015", ENTRIES["he2015"], [])
    assert text.startswith("Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun (2015).\n**Delving deep")
    assert "(https://doi.org/10.1109/ICCV.2015.123), [arXiv:1502.01852](https://arxiv.org/abs/1502.01852)." in text
    assert "\nCited for the parametric ReLU" in text and text.endswith("\n{: #he2015 .nn-reference }\n")


def test_a_doi_with_parentheses_stays_one_link():
    assert "(https://doi.org/10.1016/S0531-5565%2802%2900151-1)" in references.reference(
        "p", ENTRIES["pakkenberg2003"], []
    )


def test_what_is_quoted_is_not_printed():
    entry = bibliography.entries(ONE.replace("  note", "  quoted = {word for word},\n  note"))["key"]
    assert entry["quoted"] == "word for word" and "word for word" not in references.reference("key", entry, [])


def test_the_fragments_are_written_in_the_order_of_names(tmp_path, monkeypatch):
    monkeypatch.setattr(references, "FRAGMENTS", tmp_path)
    listed, counts = references.write()
    keys = re.findall(r"^\{: #(\S+) ", listed.read_text("utf-8"), re.M)
    assert set(keys) == set(ENTRIES) and keys.index("azevedo2009") < keys.index("glorot2010") < keys.index(
        "glorot2011"
    ) < keys.index("lu2020")
    assert f"**{pages.counts()['cited']}** are cited" in counts.read_text("utf-8")
