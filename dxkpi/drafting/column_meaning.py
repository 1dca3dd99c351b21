"""What a column of a plan's table is of, told by its heading: 現状値（R6）, 目標値, 担当課."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.returns.figure_times import TIME, YEAR_ALONE
from dxkpi.text.folding import usual_width, without_spaces


class ColumnMeaning(StrEnum):
    NAME = "name"
    UNIT = "unit"
    BASELINE = "baseline"
    BASELINE_YEAR = "baseline_year"
    TARGET = "target"
    TARGET_YEAR = "target_year"
    CHANGE = "change"
    """From the baseline to the target in one cell: 58.2%（R4）→ 70%（R9）."""

    YEARLY_TARGET = "yearly_target"
    """The target of one year on the way, or 中間目標."""

    ACTUAL = "actual"
    YEAR = "year"
    """A year alone; what its cells are depends on them and on what stands beside it."""

    POLICY = "policy"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    DEPARTMENT = "department"
    DEFINITION = "definition"
    METHOD = "method"
    SOURCE = "source"
    NOTE = "note"
    NUMBER = "number"
    OTHER = "other"
    """Nothing that is taken."""


FIGURES = frozenset(
    (
        ColumnMeaning.BASELINE,
        ColumnMeaning.TARGET,
        ColumnMeaning.CHANGE,
        ColumnMeaning.YEARLY_TARGET,
        ColumnMeaning.ACTUAL,
        ColumnMeaning.YEAR,
    )
)
"""The meanings of columns that hold figures."""

GROUPS = (ColumnMeaning.POLICY, ColumnMeaning.MEASURE, ColumnMeaning.INITIATIVE)
"""What an indicator of a table may stand under, from the highest."""


@dataclass(frozen=True)
class ReadHeading:
    """A column's meaning, and the year or month that its heading names."""

    meaning: ColumnMeaning
    year: fiscal.ParsedYear | None = None
    year_text: str | None = None
    unit: str | None = None


_TIME = re.compile(
    rf"(?:{TIME}|{YEAR_ALONE}|(?<![0-9])20[0-9]{{2}}(?![0-9]))"
    rf"(?:[(/](?:{TIME}|{YEAR_ALONE}|20[0-9]{{2}})(?:年度?)?\)?(?:年度)?)?"
)
_BRACKETS_LEFT = re.compile(r"[(\[【〔<]\s*(?:年度?)?[時末]?点?\s*[)\]】〕>]|[()\[\]]")
_UNIT_IN_HEADING = re.compile(r"[(\[]単位[:/]?(?P<unit>[^()\[\]]{1,10})[)\]]")

_ARROW = r"(?:→|⇒|から|～|~|・|と|/|及び)"
_OFFICE = r"(?:部?課室?|部署?|部局|所属|課等|課名|課室名|部門|主体|機関|局)"
_MEANINGS: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.UNIT, r"単位"),
    (
        ColumnMeaning.NUMBER,
        r"番号|no\.?|№|#|(?:整理|通し)番号|通番|連番|項番|コード|(?:指標|施策|取組|事業|kpi)(?:番号|no\.?)",
    ),
    (
        ColumnMeaning.BASELINE_YEAR,
        r"(?:基準|現状|策定|実績|当初)値?の?(?:年度?|年次|時点|時期)",
    ),
    (
        ColumnMeaning.TARGET_YEAR,
        r"(?:目標|達成|到達|完了)値?の?(?:年度?|年次|時期|期限|期日)|期限|目標期限",
    ),
    (
        ColumnMeaning.CHANGE,
        rf"(?:現状|基準|当初)値?{_ARROW}の?目標値?|目標値?{_ARROW}現状値?",
    ),
    (
        ColumnMeaning.YEARLY_TARGET,
        r"中間(?:目標)?(?:値|年度)?|(?:年度(?:別|ごと)の?|各年度の?|毎年度の?|年次)目標値?",
    ),
    (
        ColumnMeaning.BASELINE,
        (
            r"(?:計画)?(?:策定|開始|基準|当初|初期|現状|現況|現在|直近|スタート)(?:時|年度?)?の?"
            r"(?:値|数値|状況|実績値?|水準)?|基準値?(?:現状値?)?|ベースライン|従前値"
        ),
    ),
    (
        ColumnMeaning.TARGET,
        (
            r"(?:最終|数値|達成|到達|計画|将来|kpi|定量)?の?目標(?:値|数値|数|水準|指標値|内容)?"
            r"|(?:目指す|めざす)(?:値|数値)|計画値|[0-9]{1,2}年後の?(?:目標)?値?"
        ),
    ),
    (ColumnMeaning.ACTUAL, r"(?:過去の)?実績(?:数?値)?の?(?:推移)?|推移"),
    (
        ColumnMeaning.DEPARTMENT,
        (
            rf"(?:主な|主)?(?:担当|所管|主管){_OFFICE}?[名等]*|(?:関係|実施|取組|事業){_OFFICE}[名等]*"
            r"|部署|課名"
        ),
    ),
    (
        ColumnMeaning.METHOD,
        (
            r"(?:指標の)?(?:算出|算定|計算|測定|計測|集計|把握)(?:方法|式|の考え方|根拠)?|算式"
            r"|数値の求め方"
        ),
    ),
    (
        ColumnMeaning.SOURCE,
        (
            r"出典|出所|データ(?:元|の出所|ソース|出典)|根拠(?:資料|データ)?|資料(?:名|出典)?"
            r"|統計(?:名|資料)"
        ),
    ),
    (ColumnMeaning.NOTE, r"備考欄?|摘要|注記?|コメント|特記事項|補足|その他"),
    (
        ColumnMeaning.NAME,
        (
            r"(?:主な|主要な?|関連する?)?(?:(?:成果|活動|評価|測定|目標|数値|モニタリング|アウトカム|アウトプット"
            r"|重要業績(?:評価)?)?指標|アウトカム|アウトプット|ベンチマーク)(?:[名等]|の?名称|・?項目|kpi)*"
            r"|kpi(?:名称?|項目|(?:重要業績評価)?指標)?|名称|指標及び(?:目標|単位)|成果目標"
            r"|(?:評価|目標|測定)項目"
        ),
    ),
    (
        ColumnMeaning.POLICY,
        (
            r"基本(?:方針|目標|方向|理念|戦略|政策)(?:名|名称)?|(?:政策|分野|方針|戦略|柱|章)(?:名|名称|分野)?"
            r"|重点(?:方針|分野|目標)|施策の柱"
        ),
    ),
    (
        ColumnMeaning.MEASURE,
        (
            r"(?:基本|重点|主要|個別|具体的な?|関連)?施策(?:名|名称|項目|の方向性?|体系)?"
            r"|重点(?:プロジェクト|取組事項)|プロジェクト名?|施策展開"
        ),
    ),
    (
        ColumnMeaning.INITIATIVE,
        (
            r"(?:主な|主要な?|具体的な?|個別|重点)?(?:取り?組み?|(?:施策|事務)?事業|アクション|実施事項)"
            r"(?:名|名称|項目|事項|内容|プラン|計画)*|詳細|実施項目|項目"
        ),
    ),
    (
        ColumnMeaning.DEFINITION,
        (
            r"(?:指標の?)?(?:説明|定義|内容|概要|考え方|解説|設定理由|設定の考え方)"
            r"|(?:取組|事業)の(?:内容|概要|説明)"
        ),
    ),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _MEANINGS)

_AS_PART: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.CHANGE, r"(?:現状|基準).*(?:→|⇒|から).*目標"),
    (ColumnMeaning.YEARLY_TARGET, r"中間.*目標|中間値"),
    (ColumnMeaning.TARGET, r"目標値|最終目標|数値目標|目標$"),
    (ColumnMeaning.BASELINE, r"現状値|基準値|策定時|現況値|当初値|現状"),
    (ColumnMeaning.ACTUAL, r"実績"),
    (ColumnMeaning.DEPARTMENT, r"担当課|所管課|担当部署|主管課"),
    (ColumnMeaning.METHOD, r"算出方法|算定方法|計算式|算出式|測定方法"),
    (ColumnMeaning.NAME, r"指標|kpi|ｋｐｉ"),
)
_PARTS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _AS_PART)
_LONGEST_HEADING = 40
_LONGEST_PART = 24


def read_heading(text: str) -> ReadHeading | None:
    """What a heading says of its column; None where it is no heading that is known."""
    plain = usual_width(text).strip()
    if not plain or len(plain) > _LONGEST_HEADING:
        return None
    unit = _UNIT_IN_HEADING.search(plain)
    if unit is not None:
        plain = plain.replace(unit[0], "")
    time, rest = _time_and_rest(plain)
    meaning = _meaning(rest)
    if meaning is None:
        is_year_alone = time is not None and rest in _ONLY_YEAR
        meaning = ColumnMeaning.YEAR if is_year_alone else None
    if meaning is None:
        return None
    year = None if time is None else parsed_time(time)
    return ReadHeading(meaning, year, time, unit["unit"].strip() if unit else None)


_ONLY_YEAR = ("", "年度", "末", "年度末", "時点", "見込み", "見込", "(1年目)")


def parsed_time(text: str) -> fiscal.ParsedYear | None:
    """The year that a text names, in one calendar or both; None where it names none."""
    plain = without_spaces(text)
    try:
        return fiscal.parse_year(plain)
    except fiscal.NotAFiscalYear:
        first = re.match(rf"{TIME}|{YEAR_ALONE}", plain)
    if first is None:
        return None
    try:
        return fiscal.parse_year(first[0])
    except fiscal.NotAFiscalYear:
        return None


def _time_and_rest(plain: str) -> tuple[str | None, str]:
    """The time in a heading, and the heading without it, for comparing."""
    compact = without_spaces(plain)
    match = _TIME.search(compact)
    if match is None or parsed_time(match[0]) is None:
        return None, _bare(compact)
    return match[0], _bare(_TIME.sub("", compact))


def _bare(compact: str) -> str:
    without_brackets = _BRACKETS_LEFT.sub("", compact)
    return without_brackets.strip("・:、/-※*").casefold()


def _meaning(rest: str) -> ColumnMeaning | None:
    for meaning, pattern in _PATTERNS:
        if pattern.fullmatch(rest):
            return meaning
    if len(rest) > _LONGEST_PART:
        return None
    for meaning, pattern in _PARTS:
        if pattern.search(rest):
            return meaning
    return None
