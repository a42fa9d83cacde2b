"""Claims about the heads of tables."""

import markdown
import pytest

ROW = "| - | - |\n| range | open |\n"


@pytest.mark.parametrize(
    "head, shown",
    [
        ("| name | value |\n", "<th>name</th> <th>value</th>"),
        ("| | value |\n", "<td></td> <th>value</th>"),
        ("| | |\n", None),
    ],
)
def test_an_empty_cell_of_a_head_is_no_heading_and_an_empty_head_is_none(head, shown):
    html = markdown.markdown(head + ROW, extensions=["tables", "scripts.website.markdown.tables"])
    assert ("<thead>" in html) == (shown is not None)
    assert (shown or '<th scope="row">range</th> <td>open</td>') in html.replace("\n", " ")


@pytest.mark.parametrize("head, named", [("| name | value |\n", 0), ("| | value |\n", 1), ("| | |\n", 1)])
def test_the_first_cell_of_a_row_is_its_heading_where_the_head_has_none_for_it(head, named):
    html = markdown.markdown(head + ROW, extensions=["tables", "scripts.website.markdown.tables"])
    assert html.count('<th scope="row">range</th>') == named


def test_an_empty_first_cell_of_a_row_is_no_heading():
    html = markdown.markdown("| | |\n| - | - |\n| | open |\n", extensions=["tables", "scripts.website.markdown.tables"])
    assert "<th" not in html
