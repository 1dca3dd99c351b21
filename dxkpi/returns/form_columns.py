"""The columns of the yearly form: what each is called in the workbook, and under which other headings it is found.

The workbook is Japanese whatever language the screen speaks. The first heading of a column is the one we write; a
heading may also carry the year (R8実績, 令和８年度実績値) or a line break, which `column_of` looks through.
"""

import re
import unicodedata
from enum import StrEnum

from dxkpi import fiscal

ACTUALS_SHEET, SCHEDULE_SHEET, GUIDE_SHEET, ORIGIN_SHEET = (
    "実績",
    "工程",
    "記入要領",
    "_dxkpi",
)
TOTALS_SHEET = "職員アンケート集計"


class FormColumn(StrEnum):
    """A column that is read back. Of 実績: code to note; of 工程: code and state to comment."""

    CODE = "code"
    VALUE = "value"
    AS_OF = "as_of"
    MISSING = "missing"
    NOTE = "note"
    STATE = "state"
    PERCENT = "percent"
    COMMENT = "comment"


class TotalsPart(StrEnum):
    """What the sheet of a staff survey's totals names: single fields, the choices' columns, those of the 課."""

    QUESTION = "question"
    HELD = "held"
    STAFF = "staff"
    BLANKS = "blanks"
    RATE = "rate"
    RESPONSE = "response"
    GROUPED = "grouped"
    CHOICE = "choice"
    MARK = "mark"
    COUNT = "count"
    DEPARTMENT = "department"
    ASKED = "asked"
    ANSWERS = "answers"
    FELT = "felt"


TOTALS_HEADINGS: dict[TotalsPart, tuple[str, ...]] = {
    TotalsPart.QUESTION: ("問いの文言", "問い", "設問", "質問"),
    TotalsPart.HELD: ("実施日", "調査日", "回答期限", "基準日"),
    TotalsPart.STAFF: (
        "対象者数（全体）",
        "対象者数全体",
        "全体の対象者数",
        "対象者数の計",
    ),
    TotalsPart.BLANKS: ("無回答", "無回答数", "未回答"),
    TotalsPart.RATE: ("実感率（自動）", "実感率"),
    TotalsPart.RESPONSE: ("回答率（自動）", "回答率"),
    TotalsPart.GROUPED: ("課の回答数の計（自動）", "課の回答数の計"),
    TotalsPart.CHOICE: ("選択肢", "回答の選択肢"),
    TotalsPart.MARK: ("実感に数える（○）", "実感に数える"),
    TotalsPart.COUNT: ("回答数", "回答者数", "人数"),
    TotalsPart.DEPARTMENT: ("課名", "課", "所属", "所属名", "部署"),
    TotalsPart.ASKED: ("対象者数", "職員数"),
    TotalsPart.ANSWERS: ("回答数", "回答者数", "人数"),
    TotalsPart.FELT: ("実感と答えた数", "実感していると答えた数"),
}
FIELDS = tuple(TotalsPart)[:7]
CHOICE_COLUMNS, DEPARTMENT_COLUMNS = tuple(TotalsPart)[7:10], tuple(TotalsPart)[10:]

HEADINGS: dict[FormColumn, tuple[str, ...]] = {
    FormColumn.CODE: (
        "番号",
        "指標番号",
        "指標コード",
        "工程番号",
        "コード",
        "No",
        "No.",
    ),
    FormColumn.VALUE: ("実績値", "実績", "実績値(数値)", "値"),
    FormColumn.AS_OF: ("時点", "基準日", "実績の時点"),
    FormColumn.MISSING: ("未報告の理由", "未報告理由", "報告できない理由", "理由"),
    FormColumn.NOTE: (
        "要因・今後の対応",
        "要因及び今後の対応",
        "要因と今後の対応",
        "要因分析・今後の対応",
    ),
    FormColumn.STATE: ("進捗", "進捗状況", "状況"),
    FormColumn.PERCENT: ("進捗率(任意)", "進捗率", "進捗率(%)"),
    FormColumn.COMMENT: ("コメント", "備考"),
}

INPUTS: dict[str, tuple[FormColumn, ...]] = {
    ACTUALS_SHEET: (
        FormColumn.VALUE,
        FormColumn.AS_OF,
        FormColumn.MISSING,
        FormColumn.NOTE,
    ),
    SCHEDULE_SHEET: (FormColumn.STATE, FormColumn.PERCENT, FormColumn.COMMENT),
}

_YEAR = re.compile(
    r"^((?:令和|平成|[RH])(?:元|\d{1,2})(?:年度|年)?|\d{4}(?:年度|年)?)(?:\(\d{4}(?:年度)?\))?(?:の)?"
)


def column_heading(column: FormColumn) -> str:
    """The heading that we write."""
    return HEADINGS[column][0]


def column_of_heading(text: str) -> tuple[FormColumn, int | None] | None:
    """Which column a heading names, and the fiscal year it carries, if any: R8実績値 is (VALUE, 2026).

    None for a heading that names no column to be read. A year beside anything but a figure is looked through as well.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    year = None
    if match := _YEAR.match(plain):
        try:
            year = fiscal.parse_year(match[1]).fiscal_year
        except fiscal.NotAFiscalYear:
            return None
        plain = plain[match.end() :]
    found = _BY_HEADING.get(plain.casefold())
    return (found, year) if found else None


_BY_HEADING = {
    re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold(): column
    for column, texts in HEADINGS.items()
    for text in texts
}
