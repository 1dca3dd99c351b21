"""Exports of survey tools as workbooks, every cell as it is shown."""

from datetime import date, datetime, time
from typing import Any

from dxkpi import actions
from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.reader import WorkbookReader
from tests.support import hostile
from tests.support.survey_files import (
    TABLE,
    read_table,
    table_cells,
    workbook_of_sheets,
)


def test_of_several_sheets_that_are_shown_it_is_told_which_was_read(
    reader: WorkbookReader,
) -> None:
    described = workbook_of_sheets([("この回答は説明です",)], TABLE)
    assert reader.read_survey(described).name == "Sheet1"
    assert reader.read_survey(workbook_of_sheets(TABLE)).name is None
    found, noticed = actions.read_answer_sheet(reader, described)
    assert found is not None
    assert [one.code for one in noticed] == ["read_from_sheet"]


def test_cells_are_read_as_they_are_shown() -> None:
    values: list[tuple[Any, str, str]] = [
        (5, "General", "5"),
        (5.0, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (7, "00000", "00007"),
        (0.756, "0.0%", "75.6%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (12, '0"人"', "12"),
        (True, "General", "TRUE"),
        (
            datetime.fromisoformat("2026-03-02T09:05:07"),
            "m/d/yy h:mm:ss",
            "2026/03/02 09:05:07",
        ),
        (date(2026, 3, 2), "ggge年m月d日", "2026/03/02"),
        (time(13, 5), "h:mm", "13:05:00"),
        ("#N/A", "General", "#N/A"),
        ("_x0041_　", "General", "A"),
        ("1\r\n2", "General", "1\n2"),
        (None, "General", ""),
    ]

    def formats(book: Any) -> None:
        for cell, (_value, code, _text) in zip(
            book.worksheets[0][2], values, strict=True
        ):
            cell.number_format = code

    content = workbook_of_sheets(
        [
            [f"問{n}" for n in range(len(values))],
            [value for value, _code, _text in values],
        ],
        edit=formats,
    )
    assert table_cells(content)[1] == [text for _value, _code, text in values]


def test_a_formula_gives_its_saved_result() -> None:
    content = workbook_of_sheets([["所属", "点"], ["人事課", 1], ["税務課", 2]])
    content = hostile.replaced(hostile.SHEET, r"<v>1</v>", "<f>2+3</f><v>5</v>")(
        content
    )
    content = hostile.replaced(hostile.SHEET, r"<v>2</v>", "<f>2+4</f>")(content)
    assert table_cells(content) == [["所属", "点"], ["人事課", "5"], ["税務課", ""]]


def test_hidden_and_filtered_rows_are_read() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True
        book.worksheets[0].column_dimensions["B"].hidden = True
        book.worksheets[0].auto_filter.ref = "A1:B3"

    assert table_cells(workbook_of_sheets(TABLE, edit=hide)) == list(map(list, TABLE))


def test_the_first_sheet_with_a_table_is_read_and_hidden_sheets_are_not() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].sheet_state = "hidden"

    cover = [["職員アンケートの結果"], [], ["令和8年度"]]
    assert table_cells(
        workbook_of_sheets(
            [["a", "b"], [1, 2]], cover, TABLE, [["c", "d"], [3, 4]], edit=hide
        )
    ) == list(map(list, TABLE))


def test_a_heading_over_several_columns_is_part_of_each_and_rows_are_counted_below() -> (
    None
):
    def merge(book: Any) -> None:
        for ref in ("A1:E1", "A3:A4", "B3:B4", "C3:E3"):
            book.worksheets[0].merge_cells(ref)

    title: list[list[Any]] = [["令和8年度 職員アンケート"], []]
    rows: list[list[Any]] = [
        ["ID", "所属", "満足度", None, None],
        [None, None, "速さ", "正確さ", "速さ"],
        [1, "人事課", 5, 4, 3],
        [2, "税務課", 1, None, 2],
    ]
    assert read_table(workbook_of_sheets([*title, *rows], edit=merge)) == SurveyTable(
        headings=("ID", "所属", "満足度 速さ", "満足度 正確さ", "満足度 速さ (2)"),
        rows=(("1", "人事課", "5", "4", "3"), ("2", "税務課", "1", "", "2")),
        lines=(5, 6),
    )


def test_a_column_beside_the_headings_has_the_name_of_its_letter() -> None:
    assert table_cells(
        workbook_of_sheets([["所属", "問１"], ["人事課", "はい", None, "確認済"]])
    )[0] == ["所属", "問１", "列D"]


def test_merges_that_make_no_sense_do_not_matter() -> None:
    content = hostile.edited(
        workbook_of_sheets(TABLE),
        hostile.SHEET,
        lambda text: text.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="ZZ1:ZZ2"/><mergeCell ref="A1:A3000"/><mergeCell ref="?"/></mergeCells>',
        ),
    )
    assert table_cells(content)[1:] == list(map(list, TABLE[1:]))
