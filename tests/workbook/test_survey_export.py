"""Exports of survey tools are read as text, whatever their encoding and shape; what is no export has its own sentence."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxkpi import actions
from dxkpi.findings import UNREADABLE
from dxkpi.plan import Plan
from dxkpi.returns import ReturnForm
from dxkpi.survey import AnswerSheet
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.workbook import template
from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.reader import Unreadable, WorkbookReader
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.survey_export import CODES_FOR_SURVEYS, read_survey
from tests.support import exports, hostile
from tests.support.checking import english_text

SURVEYS = Path(__file__).parents[1] / "fixtures" / "surveys"
TABLE = (("所属", "問１"), ("人事課", "そう思う"), ("税務課", "わからない"))


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def workbook(
    *sheets: Sequence[Sequence[Any]], edit: Callable[[Any], object] = lambda _book: None
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes) -> SurveyTable:
    return read_survey(content, ())


def cells(content: bytes) -> list[list[str]]:
    """The headings and the rows below them."""
    table = read(content)
    return [list(table.headings), *map(list, table.rows)]


def test_of_several_sheets_that_are_shown_it_is_told_which_was_read(
    reader: WorkbookReader,
) -> None:
    described = workbook([("この回答は説明です",)], TABLE)
    assert reader.read_survey(described).name == "Sheet1"
    assert reader.read_survey(workbook(TABLE)).name is None
    found, noticed = actions.read_answer_sheet(reader, described)
    assert found is not None
    assert [one.code for one in noticed] == ["read_from_sheet"]


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as told:
        read(content)
    assert told.value.code in UNREADABLE
    return told.value.code


# the tools' own layouts


@pytest.mark.parametrize("name", exports.files())
def test_the_export_of_each_tool_is_read_with_every_answer(
    name: str, reader: WorkbookReader
) -> None:
    rows, _addresses = exports.survey()
    sheet = reader.read_survey((SURVEYS / name).read_bytes())
    assert isinstance(sheet, AnswerSheet)
    assert len(sheet.rows) == len(sheet.lines) == 40
    for heading in rows[0]:
        assert sheet.column(heading) == tuple(row[heading].strip() for row in rows)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("logoform-cp932.csv", ("回答ID", "送信日時", "職員番号")),
        ("logoform-utf8-bom.csv", ("回答ID", "送信日時", "職員番号")),
        ("microsoft-forms.xlsx", ("ID", "開始時刻", "完了時刻", "メール", "名前")),
        ("google-forms.csv", ("タイムスタンプ", "メールアドレス")),
        ("google-forms.xlsx", ("タイムスタンプ", "メールアドレス")),
    ],
)
def test_the_columns_of_the_tool_stand_before_the_questions(
    name: str, own: tuple[str, ...]
) -> None:
    rows, _addresses = exports.survey()
    assert read((SURVEYS / name).read_bytes()).headings == (*own, *rows[0])


def test_the_files_are_what_the_function_writes() -> None:
    assert {path.name for path in SURVEYS.iterdir()} == {*exports.files(), "README.md"}
    for name, content in exports.files().items():
        assert read((SURVEYS / name).read_bytes()) == read(content)


def test_somebody_who_answered_twice_has_one_address() -> None:
    addresses = [
        row[3] for row in read((SURVEYS / "microsoft-forms.xlsx").read_bytes()).rows
    ]
    first, again = (addresses[n - 1] for n in exports.REPEATED)
    assert first == again
    assert len(set(addresses)) == 39


# csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", list(",;\t"))
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end_is_read(
    encoding: str, delimiter: str, end: str
) -> None:
    table = [["所属", "氏名"], ["㈱髙﨑①", "a,b;c"], ["Ⅸ纊∵", '行1\n"行2"']]
    assert (
        cells(exports.delimited(table, encoding, delimiter, end, quoted=True)) == table
    )


def test_utf_16_is_read_in_either_byte_order() -> None:
    text = exports.delimited(TABLE).decode()
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert cells(mark + text.encode(encoding)) == list(map(list, TABLE))


def is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


PARTS = ',;\t"'
letters = st.text(
    st.sampled_from('あ亜ｱ①－1a,;"\t\n 　')
    | st.characters(exclude_categories=["Cc", "Cs", "Co"], exclude_characters="\ufeff"),
    max_size=12,
).map(str.strip)
headings = letters.filter(lambda text: bool(text) and "\n" not in text)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Headings, all of them different and none of them an answer, and rows that are not blank."""
    width = draw(st.integers(2, 5))
    heads = draw(st.lists(headings, min_size=width, max_size=width, unique=True))
    cell = letters.filter(lambda text: text not in heads)
    return [
        heads,
        *draw(
            st.lists(
                st.lists(cell, min_size=width, max_size=width).filter(any),
                min_size=1,
                max_size=6,
            )
        ),
    ]


@given(
    tables(),
    st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16"]),
    st.sampled_from(",;\t"),
    st.sampled_from(["\r\n", "\n"]),
    st.booleans(),
)
def test_any_table_of_text_is_read_back_the_same(
    table: list[list[str]], encoding: str, delimiter: str, end: str, quoted: bool
) -> None:
    if encoding == "cp932":
        table = [
            [cell.encode(encoding, "ignore").decode(encoding) for cell in row]
            for row in table
        ]
        table = [[cell.strip() for cell in row] for row in table]
        assume(
            all(table[0])
            and len(set(table[0])) == len(table[0])
            and all(map(any, table))
        )
        assume(not {*table[0]} & {cell for row in table[1:] for cell in row})
    every = {letter for row in table for cell in row for letter in cell}
    if every & set(PARTS) - {delimiter}:
        quoted = True  # else nothing tells which of them parts the cells
    content = exports.delimited(table, encoding, delimiter, end, quoted=quoted)
    assume(
        encoding != "cp932" or content.isascii() or not is_utf_8(content)
    )  # a few half-width letters can be either
    assert cells(content) == table


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
    found = read(
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
    assert read(
        "所属,問１,,\n人事課,はい,,\n,,,\n\n税務課,,,\n".encode()
    ) == SurveyTable(
        headings=("所属", "問１"),
        rows=(("人事課", "はい"), ("税務課", "")),
        lines=(2, 5),
    )


def test_a_shorter_row_is_blank_at_its_end() -> None:
    assert cells("所属,問１,問２\n人事課\n税務課,はい\n".encode()) == [
        ["所属", "問１", "問２"],
        ["人事課", "", ""],
        ["税務課", "はい", ""],
    ]


def test_a_row_longer_than_its_headings_is_refused_with_its_number() -> None:
    with pytest.raises(Refused) as told:
        read("所属,自由記述,問１\n人事課,よい,はい\n税務課,早い,安い,はい\n".encode())
    assert (told.value.code, told.value.facts) == ("survey_row_longer", {"row": 3})


def test_headings_are_trimmed_on_one_line_and_no_two_the_same() -> None:
    content = exports.delimited(
        [
            [" 所属\r\n（課名）　", "問", "問", "", "問", "問 (2)", ""],
            ["a", "b", "c", "d", "e", "f", ""],
        ]
    )
    assert read(content).headings == (
        "所属 （課名）",
        "問",
        "問 (2)",
        "列D",
        "問 (3)",
        "問 (2) (2)",
    )


def test_exports_put_behind_each_other_are_one_table() -> None:
    one = exports.delimited(TABLE, "utf-8-sig")
    assert read(one + one) == SurveyTable(
        headings=TABLE[0], rows=(*TABLE[1:], *TABLE[1:]), lines=(2, 3, 5, 6)
    )


def test_control_characters_in_an_answer_do_not_matter() -> None:
    rows = [
        ["所属", "自由記述"],
        ["人事課", "速く\x0bなった\x02" + "。" * 300],
        ["税務課\x1f", "\ufeff"],
    ]
    assert cells(exports.delimited(rows)) == [
        rows[0],
        ["人事課", "速くなった" + "。" * 300],
        ["税務課", ""],
    ]


def test_text_that_begins_like_a_formula_stays_text() -> None:
    rows = [["所属", "自由記述"], ["=1+1", "@SUM(A1)"], ["-", "+81"]]
    assert cells(exports.delimited(rows)) == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\0\0\0\1", "survey_other_file"),
        ("所属,問\0\n人事課,はい".encode(), "survey_other_file"),
        (bytes(range(128, 256)) * 4, "survey_other_file"),
        ("所属,問\n人事課,はい".encode("utf-16-le"), "survey_other_file"),
        ("所属,問\n人事課,はい\n".encode() + b"\xff\xff\n", "survey_other_file"),
        (b"\xff\xfe\x00", "survey_other_file"),
        (b"\x89PNG\r\n\x1a\n", "survey_other_file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "survey_other_kind"),
        (hostile.ole("WordDocument"), "survey_other_kind"),
        (hostile.ole("Workbook"), "old_excel"),
        (hostile.ole("EncryptedPackage"), "encrypted"),
        (hostile.HTML.encode(), "web_page"),
        (b"\n\n , \n", "survey_no_rows"),
        (b"\xef\xbb\xbf", "survey_no_rows"),
        ("所属,問\n".encode(), "survey_no_rows"),
        ("所属,問\n所属,問\n".encode(), "survey_no_rows"),
        (
            "1,2026/04/01 10:00:00,はい\n2,2026/04/02 10:00:00,いいえ\n".encode(),
            "survey_no_headings",
        ),
        ("a@b.example,はい\nc@b.example,いいえ\n".encode(), "survey_no_headings"),
        ("人事課,はい\n税務課,はい\n人事課,いいえ\n".encode(), "survey_no_headings"),
        ('所属,問\n人事課,"はい\n税務課,いいえ\n'.encode(), "survey_row_unreadable"),
        ('所属,問\n人事課,"は"い\n'.encode(), "survey_row_unreadable"),
        ("所属,問\n人事課,".encode() + b"x" * 32_768, "survey_row_unreadable"),
        ("所属,問\n人事課,".encode() + b"x" * 200_000, "survey_row_unreadable"),
        (b"a,b\n" * 2 + b"1,2\n" * 20_001, "survey_too_much"),
        (b"x," * 300 + b"x\n1,2\n", "survey_too_much"),
        (b"a,b\n" + b"1," + b"x" * 30_000 + b"\n", None),
        (b"a,b\n" + b"1,2\n" * 20_000, None),
        (b"x," * 299 + b"x\n1,2\n", None),
        ("2026年4月1日時点の所属,問1\n人事課,はい\n".encode(), None),
        ("1,3,はい\n2,4,いいえ\n".encode(), None),
        (b"1,3\n2,4\n", "survey_no_headings"),
        (b"BMI,age\n22,30\n", None),
        ("問１\nはい\nいいえ\n".encode(), None),
    ],
    ids=range(33),
)
def test_each_odd_text_is_read_or_has_its_own_answer(
    content: bytes, code: str | None
) -> None:
    if code is None:
        read(content)
    else:
        assert refused(content) == code


def test_a_quotation_mark_that_is_never_closed_is_told_with_the_row_where_it_begins() -> (
    None
):
    with pytest.raises(Refused) as told:
        read('所属,問\n"人事\n課",はい\n税務課,"はい\n市民課,いいえ\n'.encode())
    assert told.value.facts["row"] == 3


# workbooks


def test_a_workbook_and_a_csv_of_the_same_answers_come_out_the_same() -> None:
    rows, addresses = exports.survey()
    book, text = (
        read(exports.google_xlsx(rows, addresses)),
        read(exports.google_csv(rows, addresses)),
    )
    assert book.headings == text.headings
    assert [row[1:] for row in book.rows] == [row[1:] for row in text.rows]


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

    content = workbook(
        [
            [f"問{n}" for n in range(len(values))],
            [value for value, _code, _text in values],
        ],
        edit=formats,
    )
    assert cells(content)[1] == [text for _value, _code, text in values]


def test_a_formula_gives_its_saved_result() -> None:
    content = workbook([["所属", "点"], ["人事課", 1], ["税務課", 2]])
    content = hostile.replaced(hostile.SHEET, r"<v>1</v>", "<f>2+3</f><v>5</v>")(
        content
    )
    content = hostile.replaced(hostile.SHEET, r"<v>2</v>", "<f>2+4</f>")(content)
    assert cells(content) == [["所属", "点"], ["人事課", "5"], ["税務課", ""]]


def test_hidden_and_filtered_rows_are_read() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True
        book.worksheets[0].column_dimensions["B"].hidden = True
        book.worksheets[0].auto_filter.ref = "A1:B3"

    assert cells(workbook(TABLE, edit=hide)) == list(map(list, TABLE))


def test_the_first_sheet_with_a_table_is_read_and_hidden_sheets_are_not() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].sheet_state = "hidden"

    cover = [["職員アンケートの結果"], [], ["令和8年度"]]
    assert cells(
        workbook([["a", "b"], [1, 2]], cover, TABLE, [["c", "d"], [3, 4]], edit=hide)
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
    assert read(workbook([*title, *rows], edit=merge)) == SurveyTable(
        headings=("ID", "所属", "満足度 速さ", "満足度 正確さ", "満足度 速さ (2)"),
        rows=(("1", "人事課", "5", "4", "3"), ("2", "税務課", "1", "", "2")),
        lines=(5, 6),
    )


def test_a_column_beside_the_headings_has_the_name_of_its_letter() -> None:
    assert cells(workbook([["所属", "問１"], ["人事課", "はい", None, "確認済"]]))[
        0
    ] == ["所属", "問１", "列D"]


def test_merges_that_make_no_sense_do_not_matter() -> None:
    content = hostile.edited(
        workbook(TABLE),
        hostile.SHEET,
        lambda text: text.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="ZZ1:ZZ2"/><mergeCell ref="A1:A3000"/><mergeCell ref="?"/></mergeCells>',
        ),
    )
    assert cells(content)[1:] == list(map(list, TABLE[1:]))


def test_the_yearly_form_is_told_from_a_survey(
    reader: WorkbookReader, sample_plan: Plan
) -> None:
    form = template.form_workbook(ReturnForm(sample_plan, 2025, "人事課", 7, 2025))
    shown = openpyxl.load_workbook(io.BytesIO(form)).worksheets
    rows = next(
        [["" if v is None else str(v) for v in row] for row in s.values]
        for s in shown
        if s.title == "実績"
    )
    for content in (
        form,
        exports.delimited(rows, "cp932"),
        exports.delimited(rows, "utf-16", "\t"),
    ):
        with pytest.raises(Unreadable) as told:
            reader.read_survey(content)
        assert told.value.finding.code == "survey_yearly_form"


def test_a_workbook_with_headings_alone_or_nothing_holds_no_answers() -> None:
    assert refused(workbook([])) == "survey_no_rows"
    assert refused(workbook(TABLE[:1])) == "survey_no_rows"


def test_more_than_a_survey_comes_to_is_refused() -> None:
    assert refused(workbook([["問"] * 301, ["はい"] * 301])) == "survey_too_much"
    long = hostile.sheet_xml(
        "<row><c t='inlineStr'><is><t>a</t></is></c></row>"
        + "<row><c><v>1</v></c></row>" * 20_002
    )
    assert (
        refused(hostile.with_parts(workbook(TABLE), **{hostile.SHEET: long.encode()}))
        == "survey_too_much"
    )


# what could do harm


ODD: dict[str, str | None] = {
    "zero bytes": "survey_no_rows",
    "one letter": "survey_no_rows",
    "pdf": "survey_other_kind",
    "pdf with an archive behind it": "survey_other_kind",
    "csv in UTF-8": None,
    "csv in Shift_JIS": None,
    "text in UTF-16": None,
    "a form with hundreds of thousands of cells": "survey_no_headings",
    "a cell at XFD1048576": "survey_too_much",
    "16,384 columns": "survey_too_much",
}
"""What comes of a hostile file that a form's reading answers otherwise, or that is csv."""


@pytest.mark.parametrize(
    "case", hostile.CASES, ids=lambda case: case.name.replace(" ", "_")
)
def test_each_hostile_file_is_answered(
    case: hostile.Case, reader: WorkbookReader
) -> None:
    content = case.make(workbook((("所属", "デジタル化の実績"), *TABLE[1:])))
    wanted = ODD.get(case.name, CODES_FOR_SURVEYS.get(case.code or "", case.code))
    if wanted is None:
        assert reader.read_survey(content).headings[0] in ("所属", "番号")
    else:
        with pytest.raises(Unreadable) as told:
            reader.read_survey(content)
        assert told.value.finding.code == wanted
        assert "{" not in english_text(told.value.finding)
    assert reader.read_survey(exports.delimited(TABLE)).rows == TABLE[1:]


def test_a_file_that_takes_too_long_or_too_much_memory_is_given_up() -> None:
    rows = "".join(f"<row>{f'<c><v>{n}</v></c>' * 250}</row>" for n in range(8_000))
    slow = hostile.with_parts(
        workbook(TABLE), **{hostile.SHEET: hostile.sheet_xml(rows).encode()}
    )
    with WorkbookReader(seconds=0.5) as reader:
        with pytest.raises(Unreadable) as told:
            reader.read_survey(slow)
        assert told.value.finding.code == "survey_too_heavy"
        assert reader.read_survey(exports.delimited(TABLE)).rows == TABLE[1:]


def test_nothing_of_an_answer_is_in_a_message_or_printed(
    reader: WorkbookReader, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "退職したい"
    for content in (
        f"所属,問\n{secret},{secret},{secret}\n",
        f'所属,問\n人事課,"{secret}\n',
        f"2026/04/01,{secret}\n2026/04/02,{secret}\n",
        f"所属,問\n{secret}\0,はい\n",
    ):
        with pytest.raises(Unreadable) as told:
            reader.read_survey(content.encode())
        assert secret not in repr(told.value) + repr(told.value.finding) + english_text(
            told.value.finding
        )
    assert secret not in repr(
        reader.read_survey(f"所属,問\n人事課,{secret}\n".encode())
    )
    assert not "".join(capfd.readouterr())


def test_each_refusal_has_its_sentence_in_japanese(reader: WorkbookReader) -> None:
    for content, words in (
        (b"%PDF-1.7", "PDF"),
        (b"", "回答がありません"),
        (b"a,b\n" + b"1,2\n" * 20_001, "20,000を超える行"),
        (b"a,b\n1,2,3\n", "2行目"),
    ):
        with pytest.raises(Unreadable) as told:
            reader.read_survey(content)
        assert words in finding_text(told.value.finding, Language.JAPANESE)
