"""The files of each survey tool are read with every answer, and no file does harm."""

import io
from pathlib import Path

import openpyxl
import pytest

from dxkpi.plan import Plan
from dxkpi.returns import ReturnForm
from dxkpi.survey import AnswerSheet
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.workbook import template
from dxkpi.workbook.reader import Unreadable, WorkbookReader
from dxkpi.workbook.survey_export import CODES_FOR_SURVEYS
from tests.support import exports, hostile
from tests.support.checking import english_text
from tests.support.survey_files import (
    TABLE,
    read_answers,
    read_table,
    refusal_code,
    workbook_of_sheets,
)
from tests.support.workbooks import PATIENCE

SURVEYS = Path(__file__).parents[1] / "fixtures" / "surveys"


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
    assert read_table((SURVEYS / name).read_bytes()).headings == (*own, *rows[0])


def test_the_files_are_what_the_function_writes() -> None:
    assert {path.name for path in SURVEYS.iterdir()} == {*exports.files(), "README.md"}
    for name, content in exports.files().items():
        assert read_table((SURVEYS / name).read_bytes()) == read_table(content)


def test_somebody_who_answered_twice_has_one_address() -> None:
    addresses = [
        row[3]
        for row in read_table((SURVEYS / "microsoft-forms.xlsx").read_bytes()).rows
    ]
    first, again = (addresses[n - 1] for n in exports.REPEATED)
    assert first == again
    assert len(set(addresses)) == 39


def test_a_workbook_and_a_csv_of_the_same_answers_come_out_the_same() -> None:
    rows, addresses = exports.survey()
    book, text = (
        read_table(exports.google_xlsx(rows, addresses)),
        read_table(exports.google_csv(rows, addresses)),
    )
    assert book.headings == text.headings
    assert [row[1:] for row in book.rows] == [row[1:] for row in text.rows]


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
        with pytest.raises(Unreadable) as refusal:
            reader.read_survey(content)
        assert refusal.value.finding.code == "survey_yearly_form"


def test_a_workbook_with_headings_alone_or_nothing_holds_no_answers() -> None:
    assert refusal_code(workbook_of_sheets([])) == "survey_no_rows"
    assert refusal_code(workbook_of_sheets(TABLE[:1])) == "survey_no_rows"


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
    "a relation to a part that is not there": "no_sheets",
}


@pytest.mark.parametrize(
    "case", hostile.CASES, ids=lambda case: case.name.replace(" ", "_")
)
def test_each_hostile_file_is_answered(
    case: hostile.Case, reader: WorkbookReader
) -> None:
    content = case.make(workbook_of_sheets((("所属", "デジタル化の実績"), *TABLE[1:])))
    wanted = ODD.get(case.name, CODES_FOR_SURVEYS.get(case.code or "", case.code))
    if wanted is None:
        assert reader.read_survey(content).headings[0] in ("所属", "番号")
    else:
        with pytest.raises(Unreadable) as refusal:
            reader.read_survey(content)
        assert refusal.value.finding.code == wanted
        assert "{" not in english_text(refusal.value.finding)
    assert reader.read_survey(exports.delimited(TABLE)).rows == TABLE[1:]


def test_a_file_that_takes_too_long_or_too_much_memory_is_given_up() -> None:
    rows = "".join(f"<row>{f'<c><v>{n}</v></c>' * 250}</row>" for n in range(8_000))
    slow = hostile.with_parts(
        workbook_of_sheets(TABLE), **{hostile.SHEET: hostile.sheet_xml(rows).encode()}
    )
    with WorkbookReader(seconds=1) as reader:
        reader.seconds = PATIENCE  # for the process that takes the place of the first
        with pytest.raises(Unreadable) as refusal:
            reader.read_survey(slow)
        assert refusal.value.finding.code == "survey_too_heavy"
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
        with pytest.raises(Unreadable) as refusal:
            reader.read_survey(content.encode())
        assert secret not in repr(refusal.value) + repr(
            refusal.value.finding
        ) + english_text(refusal.value.finding)
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
        with pytest.raises(Unreadable) as refusal:
            reader.read_survey(content)
        assert words in finding_text(refusal.value.finding, Language.JAPANESE)


def test_letters_that_no_database_keeps_are_left_out_when_a_workbook_is_read() -> None:
    book = openpyxl.Workbook()
    for row in (
        ("所属_xD83D_", "実感"),
        ("人事_xD83D_課", "思う_x0000_"),
        ("税務課", "思わない"),
    ):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    assert read_answers(out.getvalue()) == AnswerSheet(
        ("所属", "実感"), (("人事課", "思う"), ("税務課", "思わない")), (2, 3)
    )
