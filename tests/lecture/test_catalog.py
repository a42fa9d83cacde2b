"""What the pages of the activations say in their front matter, and that what is missing is named."""

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
import yaml

from nnref import ACTIVATIONS, ELU, activations
from scripts.lecture import catalog, colors
from scripts.lecture.catalog import CATALOG

ELU_S = {
    "spelling": "ELU",
    "color": "#5b2bb0 #cba6f7",
    "line": "dashed",
    "lecture": "six",
    "sentence": "bends towards a floor",
}


def page(folder, **changed):
    """The front matter of a page with other fields; a field that is None is left out."""
    fields = {name: value for name, value in (ELU_S | changed).items() if value is not None}
    (folder / "elu.md").write_text(f"---\n{yaml.safe_dump({'activation': fields})}---\n\n# ELU\n")
    return folder


def test_a_page_with_all_fields_is_read(tmp_path):
    assert catalog.entry("elu", page(tmp_path)) == CATALOG["elu"]


def test_those_of_the_lecture_come_first_in_the_order_of_nnref_and_maxout_behind_them():
    order = [record.name for record in (*catalog.LECTURE, *catalog.AFTER)]
    assert order == [record.name for record in ACTIVATIONS]
    assert list(CATALOG) == [*order[: len(catalog.LECTURE)], "maxout", *order[len(catalog.LECTURE) :]]
    assert len(catalog.SIX) == 6


@pytest.mark.parametrize("field", catalog.FIELDS)
@pytest.mark.parametrize("wrong", [None, "", "#no"])
def test_a_field_that_is_missing_or_malformed_is_named_with_its_page(tmp_path, field, wrong):
    if (field, wrong) in [("spelling", "#no"), ("sentence", "#no")]:
        return
    with pytest.raises(ValueError, match=f"docs/activations/elu.md: activation: {field}: has .*, but needs "):
        catalog.entry("elu", page(tmp_path, **{field: wrong}))


def test_an_unknown_field_is_named_with_its_page(tmp_path):
    with pytest.raises(ValueError, match="docs/activations/elu.md: activation: has no field 'colour', its fields are"):
        catalog.entry("elu", page(tmp_path, colour="#000000"))


def test_a_page_without_these_fields_is_told_to_have_them(tmp_path):
    (tmp_path / "elu.md").write_text("# ELU\n")
    with pytest.raises(ValueError, match="docs/activations/elu.md: add activation: with spelling, color,"):
        catalog.entry("elu", tmp_path)


def test_front_matter_that_is_no_yaml_is_named_with_its_page(tmp_path):
    (tmp_path / "elu.md").write_text("---\nactivation: [\n---\n# ELU\n")
    with pytest.raises(ValueError, match="docs/activations/elu.md: the front matter is no YAML"):
        catalog.entry("elu", tmp_path)


def test_a_record_without_a_page_is_named(tmp_path):
    with pytest.raises(ValueError, match="docs/activations/elu.md is missing: nnref/activations.py has elu"):
        catalog.entry("elu", tmp_path)


def test_the_site_lacks_no_page(tmp_path):
    shutil.copytree(catalog.PAGES, tmp_path / "pages")
    (tmp_path / "pages/tanh.md").unlink()
    with pytest.raises(ValueError, match="docs/activations/tanh.md is missing"):
        catalog.read(ACTIVATIONS, tmp_path / "pages")


# Colors


@pytest.mark.parametrize(
    "changed, message",
    [
        ({"light": "#2467cf"}, "docs/activations/sigmoid.md and docs/activations/elu.md: .* look alike on light paper"),
        ({"dark": "#77b1ff"}, "docs/activations/sigmoid.md and docs/activations/elu.md: .* look alike on dark paper"),
        ({"light": "#dddddd"}, "docs/activations/elu.md: activation: color: #dddddd has a contrast of 1.3 to light"),
        ({"dark": "#333333"}, "docs/activations/elu.md: activation: color: #333333 has a contrast of 1.4 to dark"),
    ],
)
def test_a_color_that_cannot_be_read_or_told_from_another_is_named_with_its_page(changed, message):
    with pytest.raises(ValueError, match=message):
        catalog.distinct([CATALOG["sigmoid"], replace(CATALOG["elu"], **changed)])


def test_lines_of_one_style_have_to_differ_for_every_kind_of_color_vision():
    red, green = "#c62828", "#477a33"  # far apart for all cones, and near for two kinds of eyes
    assert not colors.alike(red, green, same_line=False) and colors.alike(red, green, same_line=True)


def test_black_and_white_have_the_contrast_that_wcag_says():
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)


# What stands in nnref/activations.py


def module(without=(), public=("elu", "d_elu", "ELU"), records=(ELU,)):
    """One like nnref.activations with the ELU alone, some of which may be left out."""
    functions = {name: getattr(activations, name) for name in ("elu", "d_elu") if name not in without}
    return SimpleNamespace(__name__=activations.__name__, __all__=list(public), ACTIVATIONS=records, **functions)


def test_a_function_with_all_its_parts_is_complete():
    catalog.complete(module())
    catalog.complete()


@pytest.mark.parametrize(
    "lacking, message",
    [
        (module(without=["d_elu"]), "elu has no derivative: add the function d_elu below it"),
        (module(records=()), r"elu has no record: add ELU = Activation\(...\) below it"),
        (module(public=["elu", "ELU"]), "add 'd_elu' to __all__"),
        (module(public=[]), "add 'elu', 'd_elu', 'ELU' to __all__"),
    ],
    ids=["derivative", "record", "public derivative", "public names"],
)
def test_a_part_that_is_missing_is_named(lacking, message):
    with pytest.raises(ValueError, match=f"nnref/activations.py: {message}"):
        catalog.complete(lacking)
