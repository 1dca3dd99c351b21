"""Where the headings of an export stand, and what is no answer."""

import pytest

from dxkpi.workbook.messages import SurveyTable
from tests.support import exports, hostile
from tests.support.survey_files import (
    TABLE,
    read_table,
    refusal_code,
    table_cells,
    workbook_of_sheets,
)


@pytest.mark.parametrize(
    "above",
    [
        "職員アンケート（令和8年度）\r\n",
        "\r\n\r\n",
        '"出力日時","2026/05/01"\r\n,,,\r\n',
        "sep=,\r\n",
    ],
    ids=range(4),
)
def test_a_title_and_blank_lines_above_the_headings_are_no_answers(above: str) -> None:
    found = read_table(
        (
            above
            + '"所属","年代","問１","問２"\r\n"人事課","30代","はい","a\nb"\r\n"税務課",,"はい",\r\n'
        ).encode()
    )
    assert found.headings == ("所属", "年代", "問１", "問２")
    assert found.rows == (
        ("人事課", "30代", "はい", "a\nb"),
        ("税務課", "", "はい", ""),
    )
    first = above.count("\r\n") + 2
    assert found.lines == (first, first + 1)


def test_blank_rows_and_columns_are_left_out_and_rows_keep_their_numbers() -> None:
    assert read_table(
        "所属,問１,,\n人事課,はい,,\n,,,\n\n税務課,,,\n".encode()
    ) == SurveyTable(
        headings=("所属", "問１"),
        rows=(("人事課", "はい"), ("税務課", "")),
        lines=(2, 5),
    )


def test_a_shorter_row_is_blank_at_its_end() -> None:
    assert table_cells("所属,問１,問２\n人事課\n税務課,はい\n".encode()) == [
        ["所属", "問１", "問２"],
        ["人事課", "", ""],
        ["税務課", "はい", ""],
    ]


def test_headings_are_trimmed_on_one_line_and_no_two_the_same() -> None:
    content = exports.delimited(
        [
            [" 所属\r\n（課名）　", "問", "問", "", "問", "問 (2)", ""],
            ["a", "b", "c", "d", "e", "f", ""],
        ]
    )
    assert read_table(content).headings == (
        "所属 （課名）",
        "問",
        "問 (2)",
        "列D",
        "問 (3)",
        "問 (2) (2)",
    )


def test_exports_put_behind_each_other_are_one_table() -> None:
    one = exports.delimited(TABLE, "utf-8-sig")
    assert read_table(one + one) == SurveyTable(
        headings=TABLE[0], rows=(*TABLE[1:], *TABLE[1:]), lines=(2, 3, 5, 6)
    )


def test_control_characters_in_an_answer_do_not_matter() -> None:
    rows = [
        ["所属", "自由記述"],
        ["人事課", "速く\x0bなった\x02" + "。" * 300],
        ["税務課\x1f", "\ufeff"],
    ]
    assert table_cells(exports.delimited(rows)) == [
        rows[0],
        ["人事課", "速くなった" + "。" * 300],
        ["税務課", ""],
    ]


def test_more_than_a_survey_comes_to_is_refused() -> None:
    assert (
        refusal_code(workbook_of_sheets([["問"] * 301, ["はい"] * 301]))
        == "survey_too_much"
    )
    long = hostile.sheet_xml(
        "<row><c t='inlineStr'><is><t>a</t></is></c></row>"
        + "<row><c><v>1</v></c></row>" * 20_002
    )
    assert (
        refusal_code(
            hostile.with_parts(
                workbook_of_sheets(TABLE), **{hostile.SHEET: long.encode()}
            )
        )
        == "survey_too_much"
    )
