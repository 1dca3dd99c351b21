"""Tables of an HTML text."""

import pytest

from dxkpi.drafting.blocks import MOST_TABLE_COLUMNS
from dxkpi.drafting.html_tables import html_tables


def test_a_merged_cell_has_its_text_in_each_of_its_cells() -> None:
    (table,) = html_tables(
        "<table><tr><th rowspan=2>指標<th colspan=2>目標値</tr><tr><th>R7<th>R9</tr>"
        "<tr><td>利用率<td>40%<td>60%</table>"
    )
    assert table == (
        ("指標", "目標値", "目標値"),
        ("指標", "R7", "R9"),
        ("利用率", "40%", "60%"),
    )


def test_lines_of_a_cell_stay_and_other_spaces_are_one() -> None:
    (table,) = html_tables(
        "<table><tr><td><p>市民課</p><p>税務課</p></td><td>a\n   b<br>c&nbsp;d</td></tr></table>"
    )
    assert table == (("市民課\n税務課", "a b\nc\xa0d"),)


def test_scripts_and_styles_are_no_text() -> None:
    text = "<style>td{}</style><table><tr><td><script>x()</script>1<td>2</table>outside"
    assert html_tables(text) == [(("1", "2"),)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<table>",
        "<td>1",
        "<table><tr></table>",
        "</table></td>",
        "<table><td rowspan='x'",
    ],
)
def test_what_is_no_table_gives_none(text: str) -> None:
    assert html_tables(text) == []


def test_a_cell_over_a_million_columns_is_no_wider_than_tables_are() -> None:
    (table,) = html_tables(
        "<table><tr><td colspan='999999' rowspan='999999'>a</td><td>b</td></tr></table>"
    )
    assert len(table) == 1
    assert len(table[0]) == MOST_TABLE_COLUMNS


def test_a_thousand_tables_in_one_another_are_read() -> None:
    assert len(html_tables("<table><tr><td>x" * 1_000)) == 1_000
