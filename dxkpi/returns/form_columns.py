"""The sheets and columns of the yearly form, and the headings by which they are found.

The workbook is Japanese whatever language the screen speaks. The first heading of a column
is the one that we write. A heading may also carry the year (R8実績, 令和８年度実績値) or a
line break; `column_of_heading` looks through both.
"""

import re
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.text.folding import folded_text, without_spaces

ACTUALS_SHEET = "実績"
SCHEDULE_SHEET = "工程"
REPORTS_SHEET = "取組"
GUIDE_SHEET = "記入要領"
REFERENCE_SHEET = "参考"
ORIGIN_SHEET = "_dxkpi"
TOTALS_SHEET = "職員アンケート集計"


class FormColumn(StrEnum):
    """A column that is read back: of 実績 code to countermeasure, of 工程 code and state to
    comment, of 取組 code and the rest.

    The name is only compared with the code beside it, or stands for it.
    """

    CODE = "code"
    NAME = "name"
    VALUE = "value"
    AS_OF = "as_of"
    MISSING = "missing"
    NOTE = "note"
    COUNTERMEASURE = "countermeasure"
    STATE = "state"
    PERCENT = "percent"
    COMMENT = "comment"
    REPORT_STATE = "report_state"
    DONE = "done"
    RESULTS = "results"
    DIFFICULTIES = "difficulties"
    NEXT_STEPS = "next_steps"
    OWN_MARK = "own_mark"


class TotalsPart(StrEnum):
    """What is named on the sheet of a survey's totals: fields, then columns of two tables."""

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
FIELDS = (
    TotalsPart.QUESTION,
    TotalsPart.HELD,
    TotalsPart.STAFF,
    TotalsPart.BLANKS,
    TotalsPart.RATE,
    TotalsPart.RESPONSE,
    TotalsPart.GROUPED,
)
CHOICE_COLUMNS = (TotalsPart.CHOICE, TotalsPart.MARK, TotalsPart.COUNT)
DEPARTMENT_COLUMNS = (
    TotalsPart.DEPARTMENT,
    TotalsPart.ASKED,
    TotalsPart.ANSWERS,
    TotalsPart.FELT,
)

JOINT_NOTE_HEADINGS = (
    "要因・今後の対応",
    "要因及び今後の対応",
    "要因と今後の対応",
    "要因分析・今後の対応",
    "要因・対応",
)
"""Of a column for both, as forms had it until they asked apart; it is read as the note."""

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
    FormColumn.NAME: (
        "指標（基本方針・施策）",
        "指標名",
        "指標",
        "指標名称",
        "指標の名称",
        "指標項目",
        "評価指標",
        "成果指標",
        "目標指標",
        "数値目標",
        "KPI",
        "KPI名",
        "KPI名称",
        "KPIの名称",
        "KPI（重要業績評価指標）",
        "重要業績評価指標",
        "重要業績評価指標（KPI）",
        "重要業績評価指標名",
        "項目",
        "項目名",
        "工程",
        "工程名",
        "取組",
        "取組名",
        "取組名称",
        "取組の名称",
    ),
    FormColumn.VALUE: ("実績値", "実績", "実績値(数値)", "値"),
    FormColumn.AS_OF: ("時点", "基準日", "実績の時点"),
    FormColumn.MISSING: ("未報告の理由", "未報告理由", "報告できない理由", "理由"),
    FormColumn.NOTE: ("要因", "要因分析", "要因・理由", *JOINT_NOTE_HEADINGS),
    FormColumn.COUNTERMEASURE: (
        "対応",
        "今後の対応",
        "対応策",
        "今後の対応策",
        "対応方針",
        "今後の対応方針",
        "改善策",
    ),
    FormColumn.STATE: ("進捗", "進捗状況", "状況"),
    FormColumn.PERCENT: ("進捗率(任意)", "進捗率", "進捗率(%)"),
    FormColumn.COMMENT: ("コメント", "備考"),
    FormColumn.REPORT_STATE: (
        "状態",
        "取組の状態",
        "取組状況",
        "取組の状況",
        "取組の進捗",
        "取組の進捗状況",
    ),
    FormColumn.DONE: (
        "実施内容",
        "取組内容",
        "取組の内容",
        "取組実績",
        "取組の実績",
        "実施した内容",
        "実施したこと",
    ),
    FormColumn.RESULTS: ("成果", "取組の成果", "成果・効果", "得られた成果", "効果"),
    FormColumn.DIFFICULTIES: ("課題", "課題・問題点", "問題点", "課題等"),
    FormColumn.NEXT_STEPS: (
        "今後の予定",
        "今後の取組",
        "今後の取組予定",
        "今後の方針",
        "今後の方向性",
        "次年度の予定",
        "次年度の取組",
        "翌年度の予定",
    ),
    FormColumn.OWN_MARK: ("自己評価", "担当課評価", "担当課の評価", "課の評価"),
}

TEXTS_OF_FIGURE = (FormColumn.NOTE, FormColumn.COUNTERMEASURE)
"""What is written in words beside a figure."""

INPUTS: dict[str, tuple[FormColumn, ...]] = {
    ACTUALS_SHEET: (
        FormColumn.VALUE,
        FormColumn.AS_OF,
        FormColumn.MISSING,
        *TEXTS_OF_FIGURE,
    ),
    SCHEDULE_SHEET: (FormColumn.STATE, FormColumn.PERCENT, FormColumn.COMMENT),
    REPORTS_SHEET: (
        FormColumn.REPORT_STATE,
        FormColumn.DONE,
        FormColumn.RESULTS,
        FormColumn.DIFFICULTIES,
        FormColumn.NEXT_STEPS,
        FormColumn.OWN_MARK,
    ),
}

_YEAR = re.compile(
    r"^((?:令和|平成|[RH])(?:元|\d{1,2})(?:年度|年)?|\d{4}(?:年度|年)?)"
    r"(?:\(\d{4}(?:年度)?\))?(?:末|の)?"
)
_YEAR_BEHIND = re.compile(
    r"(?P<heading>[^()]+)\((?P<year>(?:(?:令和|平成|[RH])(?:元|\d{1,2})|\d{4})(?:年度)?)末?\)"
)


def column_heading(column: FormColumn) -> str:
    """The heading that we write."""
    return HEADINGS[column][0]


def is_joint_note_heading(text: str) -> bool:
    """Whether a heading asks for causes and what is done about them in one column."""
    folded = folded_text(without_spaces(text))
    return any(folded_text(joint) in folded for joint in JOINT_NOTE_HEADINGS)


def column_of_heading(text: str) -> tuple[FormColumn, int | None] | None:
    """Which column a heading names, and the fiscal year that it carries, if any.

    R8実績値 is (VALUE, 2026). None for a heading of no column that is read; a year beside
    anything but a figure is looked through as well.
    """
    plain = without_spaces(text)
    if behind := _YEAR_BEHIND.fullmatch(plain):
        plain = behind["year"] + behind["heading"]
    year = None
    if match := _YEAR.match(plain):
        try:
            year = fiscal.parse_year(match[1]).fiscal_year
        except fiscal.NotAFiscalYear:
            return None
        plain = plain[match.end() :]
    column = _COLUMN_BY_HEADING.get(folded_text(plain))
    if column is None:
        return None
    return column, year


_COLUMN_BY_HEADING = {
    folded_text(text): column for column, texts in HEADINGS.items() for text in texts
}
