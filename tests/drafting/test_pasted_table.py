"""A table that somebody pasted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.pasted_cells import pasted_rows
from dxkpi.drafting.pasted_table import (
    PastedKind,
    TableLack,
    read_pasted_table,
    with_meaning,
)
from dxkpi.drafting.proposal import DoubtCode, ProposalKind
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.fiscal import ParsedYear

_YEARS = PlanYears(2026, 2030)
_EXCEL = (
    '指標名\t単位\t"現状値\r\n（R6）"\t目標値（R12）\t担当課\r\n'
    '利用率\t%\t18.0\t60.0\t"デジタル推進課\n市民課"\r\n'
    '"「行かない」""窓口"""\t件\t1,200\t3,000\t\r\n'
)


def test_quoted_cells_may_hold_line_breaks_and_quotation_marks() -> None:
    assert pasted_rows(_EXCEL) == (
        ("指標名", "単位", "現状値\n（R6）", "目標値（R12）", "担当課"),
        ("利用率", "%", "18.0", "60.0", "デジタル推進課\n市民課"),
        ('「行かない」"窓口"', "件", "1,200", "3,000", ""),
    )


def test_a_quotation_mark_that_is_never_closed_is_one_of_the_text() -> None:
    assert pasted_rows('"指標\t目標\n利用率"\t"60%\n') == (
        ("指標\t目標\n利用率", '"60%'),
    )
    assert pasted_rows('a"b\t"c\nd\te') == (('a"b', '"c'), ("d", "e"))


def test_a_table_of_a_spreadsheet_is_read_column_by_column() -> None:
    table = read_pasted_table(_EXCEL, _YEARS)
    assert table.kind is PastedKind.INDICATORS
    assert [column.meaning for column in table.columns] == [
        ColumnMeaning.NAME,
        ColumnMeaning.UNIT,
        ColumnMeaning.BASELINE,
        ColumnMeaning.TARGET,
        ColumnMeaning.DEPARTMENT,
    ]
    row = table.rows[0]
    name, unit, baseline, _target, departments = row.readings
    assert (name, unit) == ("利用率", "%")
    assert isinstance(baseline, CellFigure)
    assert baseline.value == Decimal("18.0")
    assert departments == ("デジタル推進課", "市民課")
    assert [proposal.kind for proposal in table.proposals] == [
        ProposalKind.INDICATOR
    ] * 2


def test_an_empty_cell_that_means_as_above_is_told() -> None:
    table = read_pasted_table(
        "施策\t指標\t目標値\t担当課\n窓口\t利用率\t60%\t市民課\n\t満足度\t80%\t\n",
        _YEARS,
    )
    assert table.rows[1].from_above == {0, 3}


_WORD = """<html xmlns:o="x"><body><!--StartFragment--><table border=1>
<tr><td rowspan=2><p>指標</p></td><td colspan=2><p>目標値</p></td></tr>
<tr><td>R8</td><td>R12</td></tr>
<tr><td>利用率</td><td>40%</td><td>60%<o:p></o:p></td></tr>
</table><!--EndFragment--></body></html>"""


def test_html_of_word_is_read_with_its_merged_cells() -> None:
    (proposal,) = read_pasted_table(_WORD, _YEARS).proposals
    assert proposal.data["target"] == {
        "rule": "reach",
        "value": 60,
        "fiscal_year": 2030,
        "yearly": {2026: 40},
    }


def test_of_a_web_page_the_largest_table_is_taken() -> None:
    frame = f"<table><tr><td>メニュー</td><td>{_WORD}</td></tr></table>"
    assert len(read_pasted_table(frame, _YEARS).proposals) == 1


def test_text_aligned_with_blanks_is_read_as_copied_from_a_pdf() -> None:
    text = (
        "指標名                 現状値（R6）   目標値（R12）\n"
        "オンライン利用率          18.0%         60.0%\n"
        "受講者数                   120人      5年間で900人\n"
    )
    rate, people = read_pasted_table(text, _YEARS).proposals
    assert rate.data["baseline"]["value"] == Decimal("18.0")
    assert people.data["target"]["rule"] == "total"


def test_rows_between_commas_and_between_strokes_are_read_too() -> None:
    for text in (
        "指標,現状値,目標値\n利用率,18%,60%",
        "|指標|現状値|目標値|\n|--|--|--|\n|利用率|18%|60%|",
    ):
        (proposal,) = read_pasted_table(text, _YEARS).proposals
        assert proposal.data["name"] == "利用率"


def test_somebody_may_set_the_meaning_and_the_year_of_a_column() -> None:
    table = read_pasted_table("指標\t参考\t目標値（R12）\n利用率\t18%\t60%\n", _YEARS)
    assert "baseline" not in table.proposals[0].data
    year = ParsedYear(2024)
    changed = with_meaning(table, 1, ColumnMeaning.BASELINE, year)
    (proposal,) = changed.proposals
    assert proposal.data["baseline"] == {"fiscal_year": 2024, "value": 18}
    assert proposal.doubts == ()
    again = with_meaning(changed, 2, ColumnMeaning.OTHER)
    assert again.columns[1].meaning is ColumnMeaning.BASELINE
    assert again.proposals == ()


def test_a_table_of_initiatives_gives_them_with_departments_and_years() -> None:
    table = read_pasted_table(
        "施策\t主な取組\t担当課\tR8\tR9\tR10\n"
        "窓口改革\t(1) 窓口予約 (2) 書かない窓口\t市民課\t検討\t導入\t導入\n"
        "\t電子決裁\t総務課\t→\t→\t●\n",
        _YEARS,
    )
    assert table.kind is PastedKind.INITIATIVES
    given_data = [
        (proposal.kind, dict(proposal.data), proposal.parent)
        for proposal in table.proposals
    ]
    measure = "table:measure:1"
    assert given_data == [
        (ProposalKind.MEASURE, {"name": "窓口改革"}, None),
        (ProposalKind.DEPARTMENT, {"departments": ["市民課"]}, measure),
        (ProposalKind.INITIATIVE, {"name": "窓口予約"}, measure),
        (ProposalKind.INITIATIVE, {"name": "書かない窓口"}, measure),
        (ProposalKind.SCHEDULE, _bar("検討", 2026, 2026, "inferred"), measure),
        (ProposalKind.SCHEDULE, _bar("導入", 2027, 2028, "stated"), measure),
        (ProposalKind.DEPARTMENT, {"departments": ["総務課"]}, measure),
        (ProposalKind.INITIATIVE, {"name": "電子決裁"}, measure),
        (ProposalKind.SCHEDULE, _bar("電子決裁", 2026, 2027, "stated"), measure),
        (
            ProposalKind.SCHEDULE,
            _bar("電子決裁", 2028, 2028, "stated") | {"kind": "milestone"},
            measure,
        ),
    ]
    unsure = [proposal for proposal in table.proposals if proposal.doubts]
    assert [proposal.doubts[0].code for proposal in unsure] == [
        DoubtCode.BARS_WITHOUT_ENDS
    ]


def _bar(label: str, start: int, end: int, certainty: str) -> dict[str, object]:
    return {
        "kind": "bar",
        "label": label,
        "start": start,
        "end": end,
        "certainty": certainty,
    }


@pytest.mark.parametrize(
    "text", ["", "ただの文章です。", "\t\t\n", "<table></table>", "a\tb"]
)
def test_what_is_no_table_of_a_plan_gives_nothing(text: str) -> None:
    table = read_pasted_table(text, _YEARS)
    assert table.kind is PastedKind.NOTHING
    assert table.proposals == ()


@given(st.text(alphabet='"\t\n,|<>table指標目標値現状R681%件→ ', max_size=120))
def test_anything_may_be_pasted(text: str) -> None:
    table = read_pasted_table(text, _YEARS)
    for row in table.rows:
        assert len(row.cells) == len(row.readings) == len(table.columns)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("指標名\t現状値（R6）\t目標値（R12）\n相談\t120\t2百件\n", True),
        ("指標名\t現状値（R6）\t目標値（R12）\n相談\t120\t200件\n", False),
        ("指標名\t単位\t現状値（R6）\t目標値（R12）\n相談\t百件\t1\t2\n", False),
    ],
)
def test_a_bare_figure_beside_one_in_hundreds_is_doubted(
    text: str, doubted: bool
) -> None:
    [proposal] = read_pasted_table(text).proposals
    codes = [doubt.code for doubt in proposal.doubts]
    assert (DoubtCode.FIGURE_UNCLEAR in codes) is doubted


BY_YEARS = "指標名\t単位\tR6\tR7\tR8\tR9\n申請\t件\t10\t20\t30\t40\n"


def test_columns_of_years_wait_for_the_years_of_the_plan() -> None:
    assert read_pasted_table(BY_YEARS).lack is TableLack.PLAN_YEARS
    table = read_pasted_table(BY_YEARS, PlanYears(2026))
    assert table.lack is None
    [proposal] = table.proposals
    assert proposal.data["target"]["value"] == 40
    assert proposal.data["baseline"]["value"] == 20


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("これは表ではない", TableLack.ROWS),
        ("指標名\t目標値\n", TableLack.ROWS),
        (BY_YEARS, TableLack.PLAN_YEARS),
        ("指標名\t備考\n申請\tなし\n", TableLack.TARGET),
        ("指標名\t目標値\n申請\t\n", TableLack.FIGURES),
    ],
)
def test_a_table_that_proposes_nothing_says_what_it_lacks(
    text: str, lack: TableLack
) -> None:
    assert read_pasted_table(text).lack is lack


def test_years_that_all_lie_before_the_plan_lack_a_target() -> None:
    assert read_pasted_table(BY_YEARS, PlanYears(2030)).lack is TableLack.TARGET
