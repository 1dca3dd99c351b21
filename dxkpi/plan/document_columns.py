"""The tables that hold a plan document in a workbook: their sheets and columns.

A column is known by its heading, in the words of plans and spreadsheets; the first one
is what we write, the others are read as well. What a column holds is said by the plan's
own classes, as for a document in YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from pydantic import BaseModel

from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.decision import Decision
from dxkpi.plan.document_shape import FieldShape, shape_at
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.grading import Grading, WrittenBand
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_figures import Actual
from dxkpi.plan.tree import Initiative, Measure, Plan, ScheduleItem
from dxkpi.plan.yearly_report import OwnMark, YearlyReport
from dxkpi.text.folding import folded_text

Path = tuple[str, ...]
"""The names that lead to a field within its object: ("target", "value")."""

POLICY_KIND, MEASURE_KIND = "基本方針", "施策"
CURRENT_TARGET, FORMER_TARGET = "現在", "変更前"
ACTUAL_KIND, REFERENCE_KIND = "実績", "参考値"
OF_PLAN, OF_CITY = "この計画", "団体の全計画"
YEAR_UNKNOWN = "不明"
YES, NO = "○", "×"

QUESTION, CHOICE, EXCLUDED, BLANKS, ASKED = (
    "設問",
    "選択肢",
    "除く選択肢",
    "無回答",
    "対象者数",
)
GROUPS_OF_SURVEY = {"課": "departments", "職位": "positions", "年代": "ages"}
HEADING_OF_FILE = "列の見出し"


class BookTable(StrEnum):
    """The tables, by the names of their sheets."""

    ABOUT = "計画"
    POLICIES = "基本方針・施策"
    INITIATIVES = "取組"
    INDICATORS = "指標"
    DETAILS = "指標の補足"
    TARGETS = "目標"
    FIGURES = "実績・参考値"
    SCHEDULE = "工程"
    DEPARTMENTS = "担当課"
    GRADING = "判定の型"
    REPORTS = "取組の報告"
    MARKS = "市の評価"
    DECISIONS = "本部の決定"
    SURVEYS = "職員アンケート"


class ListStyle(StrEnum):
    """How several texts stand in one cell."""

    NAMES = "names"
    """A、B、C"""
    LINES = "lines"
    """One a line: sentences."""
    STAGES = "stages"
    """A→B→C"""


class BookRole(StrEnum):
    """What a column is for that is no field of its row's own object."""

    KIND = "kind"
    """Which of the objects of its table a row is."""
    POLICY = "of_policy"
    MEASURE = "of_measure"
    INITIATIVE = "of_initiative"
    INDICATOR = "of_indicator"
    """To which of these the row belongs."""
    DEPARTMENTS = "departments_of_indicator"
    """One department, or several."""
    CONTENT = "content"
    COUNT = "count"
    POSITIVE = "positive"
    INVITED = "invited"


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a table. `path` leads to its field in the row's object; a column with a
    `role` is no such field. `choices` are the words that may stand in it, where they are
    no terms of the document.
    """

    headings: tuple[str, ...]
    width: float
    path: Path = ()
    role: BookRole | None = None
    model: type[BaseModel] | None = None
    list_style: ListStyle | None = None
    is_needed: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What we write over it."""
        return self.headings[0]

    @cached_property
    def shape(self) -> FieldShape:
        """What stands in it, by the plan's own classes."""
        shape = shape_at(self.path, self.model) if self.model is not None else None
        return shape or FieldShape(FieldKind.TEXT)

    @property
    def is_owner(self) -> bool:
        """Whether it says to what the row belongs."""
        return self.role in _REFERENCES

    @property
    def is_code(self) -> bool:
        """Whether it holds a number or code, which a spreadsheet may have made a day of."""
        return self.is_owner or self.shape.kind is FieldKind.KEY


_REFERENCES = (
    BookRole.POLICY,
    BookRole.MEASURE,
    BookRole.INITIATIVE,
    BookRole.INDICATOR,
)


@dataclass(frozen=True, eq=False)
class TableColumns:
    """The columns of a table; one that has `years` has a column for each year behind them."""

    table: BookTable
    columns: tuple[Column, ...]
    years: Path | None = None

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """The columns by their folded headings."""
        return {
            folded_text(heading): column
            for column in self.columns
            for heading in column.headings
        }

    def column(self, *, path: Path = (), role: BookRole | None = None) -> Column:
        """The column of a field or role. Raises `KeyError` where it has none."""
        for column in self.columns:
            if column.path == path and column.role is role:
                return column
        raise KeyError(path or role)


def _field(
    model: type[BaseModel],
    path: str,
    headings: str,
    width: float,
    example: str = "",
    *,
    needed: bool = False,
    style: ListStyle | None = None,
) -> Column:
    """The column of a field; `path` and `headings` are written with . and | between."""
    return Column(
        tuple(headings.split("|")),
        width,
        tuple(path.split(".")),
        model=model,
        list_style=style,
        is_needed=needed,
        example=example,
    )


def _role(
    role: BookRole,
    headings: str,
    width: float,
    example: str = "",
    *,
    needed: bool = False,
    choices: tuple[str, ...] = (),
) -> Column:
    return Column(
        tuple(headings.split("|")),
        width,
        role=role,
        is_needed=needed,
        example=example,
        choices=choices,
    )


_INDICATOR_CODE = "指標コード|コード|KPIコード|指標番号|KPI番号|番号|No.|No"
_MEASURE_NUMBER = "施策の番号|施策番号|施策|施策コード"
_INITIATIVE_NUMBER = "取組の番号|取組番号|取組コード"
_YEAR = "年度|対象年度"

ABOUT_COLUMNS = TableColumns(
    BookTable.ABOUT,
    (
        _field(
            Plan,
            "municipality.code",
            "団体コード|全国地方公共団体コード|市区町村コード|自治体コード",
            40,
            "472123",
            needed=True,
        ),
        _field(
            Plan,
            "municipality.prefecture",
            "都道府県|都道府県名",
            40,
            "沖縄県",
            needed=True,
        ),
        _field(
            Plan,
            "municipality.name",
            "団体名|市区町村名|自治体名|市町村名",
            40,
            "豊見城市",
            needed=True,
        ),
        _field(Plan, "municipality.fictional", "架空の団体", 40),
        _field(
            Plan,
            "plan.title",
            "計画の名称|計画名|名称",
            40,
            "豊見城市DX推進計画",
            needed=True,
        ),
        _field(Plan, "plan.kind", "計画の種類|種類", 40, "DX計画"),
        _field(
            Plan,
            "plan.id",
            "計画のID|計画ID|ID",
            40,
            "dx-2026",
        ),
        _field(Plan, "plan.follows", "前の計画のID|前計画ID", 40, "dx-2021"),
        _field(Plan, "plan.edition", "版", 40, "第2.0版"),
        _field(Plan, "plan.first_fiscal_year", "最初の年度|計画期間の始まり", 40, "R8"),
        _field(Plan, "plan.last_fiscal_year", "最後の年度|計画期間の終わり", 40, "R12"),
        _field(Plan, "plan.established", "策定年月|策定日", 40, "2026-03"),
        _field(
            Plan,
            "plan.source",
            "出典",
            40,
            "豊見城市DX推進計画（令和8年3月、市ホームページ）",
        ),
        _field(
            Plan,
            "plan.notes",
            "原文についての注記|注記",
            40,
            "12ページの図は不鮮明で、終わりの年度は推定です。",
            style=ListStyle.LINES,
        ),
    ),
)

POLICY_COLUMNS = TableColumns(
    BookTable.POLICIES,
    (
        _role(
            BookRole.KIND,
            "区分",
            10,
            MEASURE_KIND,
            choices=(POLICY_KIND, MEASURE_KIND),
        ),
        _field(Measure, "number", "番号|コード", 8, "1-1"),
        _field(
            Measure,
            "name",
            "名称|名前",
            30,
            "行政手続のオンライン化",
            needed=True,
        ),
        _role(BookRole.POLICY, "属する基本方針|基本方針の番号|基本方針", 10, "1"),
        _field(
            Measure,
            "description",
            "説明|概要|内容",
            52,
            "申請の多い手続から始める。",
        ),
        _field(Measure, "national_item", "国の計画の印|国の重点取組", 16),
        _field(
            Measure,
            "departments",
            "担当課|所管課|担当部署|主管課",
            22,
            "デジタル推進課、市民課",
            style=ListStyle.NAMES,
        ),
        _field(
            Measure,
            "expected_effects",
            "期待される効果|期待する効果|効果",
            38,
            "窓口の待ち時間が短くなる。",
            style=ListStyle.LINES,
        ),
    ),
)


def _retirement_columns(model: type[BaseModel]) -> tuple[Column, ...]:
    return (
        _field(model, "retired.fiscal_year", "終了する年度|終了年度", 8),
        _field(model, "retired.because", "終了の理由", 8),
        _field(model, "retired.note", "終了の説明", 20),
    )


INITIATIVE_COLUMNS = TableColumns(
    BookTable.INITIATIVES,
    (
        _role(BookRole.MEASURE, _MEASURE_NUMBER, 12, "1-1", needed=True),
        _field(Initiative, "number", "番号|取組の番号|取組番号|コード", 10, "1"),
        _field(
            Initiative,
            "name",
            "取組名|取組|名称|具体的な取組|取組内容",
            48,
            "電子申請の拡充",
            needed=True,
        ),
        _field(
            Initiative,
            "description",
            "説明|概要|内容",
            74,
            "年間100件を超える手続を対象とする。",
        ),
        *_retirement_columns(Initiative),
    ),
)

_BASELINE = (
    _field(
        Indicator,
        "baseline.value",
        "現状値|基準値|現状|策定時",
        11,
        "64.4",
    ),
    _field(
        Indicator,
        "baseline.fiscal_year",
        "現状値の年度|基準年度|現状年度|基準年",
        9,
        "R7",
    ),
)
_TARGET = (
    _field(Indicator, "target.rule", "目標の種類|目標の型", 12, "達成"),
    _field(Indicator, "target.value", "目標値|目標", 11, "75.0"),
    _field(Indicator, "target.comparator", "以上・以下", 8, "以上"),
    _field(
        Indicator,
        "target.fiscal_year",
        "目標年度|目標値の年度|達成年度|目標年次",
        9,
        "R12",
    ),
)

INDICATOR_COLUMNS = TableColumns(
    BookTable.INDICATORS,
    (
        _field(Indicator, "code", _INDICATOR_CODE, 9, "K01"),
        _field(
            Indicator,
            "name",
            "指標名|指標|KPI|KPI名|指標の名称|指標の名前|名称|成果指標|重要業績評価指標|"
            "重要業績評価指標（KPI）|数値目標",
            24,
            "オンライン申請の利用率",
            needed=True,
        ),
        _role(BookRole.INDICATOR, "内訳の元|内訳の元の指標", 8),
        _field(Indicator, "measure", _MEASURE_NUMBER, 9, "1-1"),
        _field(Indicator, "policy", "基本方針の番号|基本方針|基本方針番号", 9),
        _field(Indicator, "official", "計画のKPI|KPIかどうか", 8, YES),
        _role(
            BookRole.DEPARTMENTS,
            "担当課|所管課|担当部署|主管課|担当",
            14,
            "デジタル推進課",
        ),
        _field(Indicator, "unit", "単位", 7, "%"),
        _field(Indicator, "decimals", "小数の桁数|小数点以下の桁数", 7, "1"),
        _field(Indicator, "value_type", "値の種類", 9, "数値"),
        _field(
            Indicator,
            "direction",
            "よい向き|目標の向き|方向",
            11,
            "高いほどよい",
        ),
        _field(Indicator, "aggregation", "数え方|集計の方法", 11, "年度ごとの値"),
        *_BASELINE,
        *_TARGET,
        _field(
            Indicator,
            "quote",
            "計画書の文|計画書の記載|原文",
            26,
            "オンライン申請の利用率を令和12年度に75.0%とする。",
        ),
    ),
)

DETAIL_COLUMNS = TableColumns(
    BookTable.DETAILS,
    (
        _role(BookRole.INDICATOR, _INDICATOR_CODE, 9, "K01", needed=True),
        _field(
            Indicator,
            "definition",
            "定義|指標の定義|指標の説明|説明",
            30,
            "申請総数に占めるオンライン申請の割合。",
        ),
        _field(
            Indicator,
            "method",
            "算出方法|計算方法|算定方法|算定式",
            26,
            "オンライン申請の件数÷申請の総数×100",
        ),
        _field(
            Indicator,
            "source",
            "値の出典|出典|データの出典|把握方法",
            20,
            "電子申請システムの集計",
        ),
        _field(
            Indicator,
            "stages",
            "段階の名前|段階",
            20,
            "検討→試行→導入→全庁展開",
            style=ListStyle.STAGES,
        ),
        _field(Indicator, "calendar", "値の年の区切り", 9, "暦年"),
        _field(Indicator, "counted_on", "毎年の基準日|基準日", 8, "9月30日"),
        _field(Indicator, "published.month", "公表される月|公表月", 7, "11"),
        _field(Indicator, "published.years_after", "公表は何年度後か", 7, "1"),
        _field(Indicator, "published.every", "何年ごとの値か", 7),
        _field(Indicator, "published.since", "値のある年度", 7),
        _field(Indicator, "counts.numerator", "分子は何の数か", 14),
        _field(Indicator, "counts.denominator", "分母は何の数か", 14),
        _field(Indicator, "counts.unit", "分子・分母の単位", 8),
        _field(
            Indicator,
            "also_in",
            "再掲する施策|再掲",
            8,
            style=ListStyle.NAMES,
        ),
        _field(Indicator, "part_of", "上位の指標|KGI|上位の指標（KGI）", 8),
        _field(Indicator, "role", "指標の役割", 8),
        _field(Indicator, "continues.plan", "引き継ぐ計画のID", 9),
        _field(Indicator, "continues.code", "引き継ぐ指標のコード", 9),
        _field(Indicator, "continues.break_because", "前の年度と比べられない理由", 14),
        _field(Indicator, "shares.plan", "実績を共有する計画のID", 9),
        _field(Indicator, "shares.code", "実績を共有する指標のコード", 9),
        *_retirement_columns(Indicator),
        _field(Indicator, "baseline.as_of", "現状値の時点", 9),
        _field(Indicator, "baseline.span", "現状値の期間", 12),
        _field(Indicator, "baseline.approximate", "現状値は概数", 7),
        _field(Indicator, "baseline.numerator", "現状値の分子", 8),
        _field(Indicator, "baseline.denominator", "現状値の分母", 8),
    ),
)

TARGET_COLUMNS = TableColumns(
    BookTable.TARGETS,
    (
        _role(BookRole.INDICATOR, _INDICATOR_CODE, 9, "K01", needed=True),
        _role(
            BookRole.KIND,
            "区分",
            8,
            CURRENT_TARGET,
            choices=(CURRENT_TARGET, FORMER_TARGET),
        ),
        *(
            Column(c.headings, c.width, c.path, model=FormerTarget, example=c.example)
            for c in _TARGET
        ),
        _field(FormerTarget, "target.as_of", "目標の期日|目標の時点", 10),
        _field(FormerTarget, "target.since", "合計の最初の年度", 8),
        _field(FormerTarget, "target.low", "範囲の下の端|下限", 8),
        _field(FormerTarget, "target.high", "範囲の上の端|上限", 8),
        _field(FormerTarget, "target.tolerance", "許される差（±）|許容差", 8),
        _field(FormerTarget, "target.stretch", "さらに高い目標|挑戦目標", 8),
        _field(FormerTarget, "target.approximate", "目標値は概数", 7),
        _field(FormerTarget, "target.text", "数値のない目標の言葉", 14),
        _field(FormerTarget, "target.worse_because", "現状より低い目標とする理由", 16),
        _field(FormerTarget, "decided", "変更を決めた日|変更日", 10),
        _field(FormerTarget, "by", "変更を決めた者", 10),
        _field(FormerTarget, "reason", "変更の理由", 18),
        _field(FormerTarget, "judged_from", "新しい目標で判定する最初の年度", 9),
        _field(FormerTarget, "correction", "誤りの訂正の内容", 16),
        *(
            Column(
                (f"変更前の{c.heading}",),
                c.width,
                c.path,
                model=FormerTarget,
            )
            for c in _BASELINE
        ),
        _field(FormerTarget, "baseline.as_of", "変更前の現状値の時点", 9),
        _field(FormerTarget, "baseline.span", "変更前の現状値の期間", 9),
        _field(FormerTarget, "baseline.approximate", "変更前の現状値は概数", 7),
        _field(FormerTarget, "baseline.numerator", "変更前の現状値の分子", 8),
        _field(FormerTarget, "baseline.denominator", "変更前の現状値の分母", 8),
        _field(FormerTarget, "direction", "変更前のよい向き", 10),
    ),
    years=("target", "yearly"),
)

FIGURE_COLUMNS = TableColumns(
    BookTable.FIGURES,
    (
        _role(BookRole.INDICATOR, _INDICATOR_CODE, 9, "K01", needed=True),
        _role(
            BookRole.KIND,
            "区分",
            8,
            ACTUAL_KIND,
            choices=(ACTUAL_KIND, REFERENCE_KIND),
        ),
        Column(("系列", "比べるもの", "参考値の名前"), 14, ("series",), example="全国"),
        _field(Actual, "fiscal_year", _YEAR, 8, "R8", needed=True),
        _field(Actual, "value", "値|実績値|実績|数値", 12, "66.0"),
        _field(Actual, "as_of", "時点", 10, "2027-03"),
        _field(Actual, "numerator", "分子", 10),
        _field(Actual, "denominator", "分母", 10),
        _field(Actual, "approximate", "概数", 7),
        _field(Actual, "missing", "値のない理由", 12),
        _field(Actual, "note", "要因・備考|要因|備考", 40),
        _field(Actual, "countermeasure", "対応|今後の対応", 40),
    ),
)

SCHEDULE_COLUMNS = TableColumns(
    BookTable.SCHEDULE,
    (
        _role(BookRole.MEASURE, _MEASURE_NUMBER, 12, "1-1", needed=True),
        _field(ScheduleItem, "initiative", _INITIATIVE_NUMBER, 12, "1"),
        _field(ScheduleItem, "kind", "種別|種類", 10, "期間", needed=True),
        _field(
            ScheduleItem,
            "label",
            "工程|工程の内容|内容|項目",
            40,
            "導入",
            needed=True,
        ),
        _field(ScheduleItem, "start", "始まり|開始年度|開始", 9, "R8"),
        _field(ScheduleItem, "end", "終わり|終了年度|終了|期限", 9, "R10"),
        _field(ScheduleItem, "certainty", "年度の確かさ|確かさ", 12),
        _field(ScheduleItem, "note", "補足|備考", 32),
        _field(ScheduleItem, "before.start", "変更前の始まり", 9),
        _field(ScheduleItem, "before.end", "変更前の終わり", 9),
        _field(ScheduleItem, "before.reason", "計画変更の理由|変更の理由", 24),
    ),
)

DEPARTMENT_COLUMNS = TableColumns(
    BookTable.DEPARTMENTS,
    (
        _field(
            CityDepartment,
            "name",
            "課の名前|課名|担当課|名称",
            40,
            "情報政策課",
            needed=True,
        ),
        _field(CityDepartment, "since", "最初の月|設置", 16, "2026-04"),
        _field(CityDepartment, "until", "最後の月|廃止", 16, "2026-03"),
        _field(
            CityDepartment,
            "became",
            "後継の課",
            50,
            "デジタル推進課",
            style=ListStyle.NAMES,
        ),
        _field(
            CityDepartment,
            "answers_for",
            "代わって答えるもの",
            50,
            "全課",
            style=ListStyle.NAMES,
        ),
    ),
)

GRADING_COLUMNS = TableColumns(
    BookTable.GRADING,
    (
        _role(BookRole.KIND, "適用", 14, OF_PLAN, choices=(OF_PLAN, OF_CITY)),
        _field(Grading, "profile", "型|判定の型", 18, "宮城県"),
        _field(Grading, "name", "呼び名", 18),
        _field(Grading, "source", "根拠", 22),
        _field(Grading, "quantity", "判定する値", 18),
        _field(Grading, "path_start", "線の起点", 18),
        _field(Grading, "keep_by_bands", "維持の目標も区分で判定", 9),
        _field(Grading, "deadline_by_bands", "期限の年度も区分で判定", 9),
        _field(Grading, "latest_figure", "最新の値で判定", 9),
        _field(Grading, "not_assessable", "評価できないものの区分", 10),
        _field(WrittenBand, "grade", "区分|区分の名前", 14),
        _field(WrittenBand, "status", "画面の判定", 12),
        _field(WrittenBand, "at_least", "この割合以上（％）", 9),
        _field(WrittenBand, "more_than", "この割合を超える（％）", 9),
        Column(
            ("この区分だけの判定する値",),
            18,
            ("quantity",),
            role=BookRole.CONTENT,
            model=WrittenBand,
        ),
    ),
)

REPORT_COLUMNS = TableColumns(
    BookTable.REPORTS,
    (
        _role(BookRole.MEASURE, _MEASURE_NUMBER, 10, "1-1", needed=True),
        _role(BookRole.INITIATIVE, _INITIATIVE_NUMBER, 10, "1"),
        _field(YearlyReport, "fiscal_year", _YEAR, 8, "R7", needed=True),
        _field(YearlyReport, "state", "状態|進捗状況", 11, "実施中"),
        _field(YearlyReport, "done", "実施内容|実施したこと", 36),
        _field(YearlyReport, "results", "成果", 36),
        _field(YearlyReport, "difficulties", "課題", 36),
        _field(YearlyReport, "next_steps", "今後の予定|今後の方針", 36),
    ),
)

MARK_COLUMNS = TableColumns(
    BookTable.MARKS,
    (
        _role(BookRole.POLICY, "基本方針の番号|基本方針", 10),
        _role(BookRole.MEASURE, _MEASURE_NUMBER, 10),
        _role(BookRole.INITIATIVE, _INITIATIVE_NUMBER, 10),
        _role(BookRole.INDICATOR, "指標コード|指標", 10, "K01"),
        _field(OwnMark, "fiscal_year", _YEAR, 8, "R7", needed=True),
        _field(OwnMark, "by", "評価した者|評価者", 14, "本部評価", needed=True),
        _field(OwnMark, "mark", "評価", 10, "◎"),
        _field(OwnMark, "text", "評価の理由・意見|意見|理由", 90),
        _field(OwnMark, "decided", "評価した日", 12),
    ),
)

DECISION_COLUMNS = TableColumns(
    BookTable.DECISIONS,
    (
        _field(Decision, "number", "番号", 8, "1", needed=True),
        _field(Decision, "fiscal_year", _YEAR, 8, "R7", needed=True),
        _field(Decision, "decided", "決めた日|決定日", 12, "2026-05-27", needed=True),
        _field(
            Decision,
            "text",
            "決めたこと|決定の内容",
            50,
            "窓口で電子申請を案内する",
            needed=True,
        ),
        _field(Decision, "indicator", "指標コード|指標", 9, "K01"),
        _field(Decision, "measure", _MEASURE_NUMBER, 9),
        _field(Decision, "initiative", _INITIATIVE_NUMBER, 9),
        _field(Decision, "department", "担当課|行う課", 16, "市民課"),
        _field(Decision, "until", "期限", 12, "2026-12"),
        _field(Decision, "state", "状態|進み具合", 11, "実施中"),
        _field(Decision, "outcome", "その後|結果", 40),
    ),
)

SURVEY_COLUMNS = TableColumns(
    BookTable.SURVEYS,
    (
        _role(BookRole.INDICATOR, _INDICATOR_CODE, 10, "K01", needed=True),
        _field(Actual, "fiscal_year", _YEAR, 10, "R7", needed=True),
        _role(
            BookRole.KIND,
            "項目",
            16,
            CHOICE,
            needed=True,
            choices=(
                QUESTION,
                CHOICE,
                EXCLUDED,
                BLANKS,
                ASKED,
                *GROUPS_OF_SURVEY,
                HEADING_OF_FILE,
            ),
        ),
        _role(BookRole.CONTENT, "内容|名前", 80, "はい"),
        _role(BookRole.COUNT, "回答数|人数", 12, "66"),
        _role(BookRole.POSITIVE, "肯定的な回答", 12, YES),
        _role(BookRole.INVITED, "対象の人数", 12),
    ),
)

PLAN_TABLES: Mapping[BookTable, TableColumns] = {
    columns.table: columns
    for columns in (
        ABOUT_COLUMNS,
        POLICY_COLUMNS,
        INITIATIVE_COLUMNS,
        INDICATOR_COLUMNS,
        DETAIL_COLUMNS,
        TARGET_COLUMNS,
        FIGURE_COLUMNS,
        SCHEDULE_COLUMNS,
        DEPARTMENT_COLUMNS,
        GRADING_COLUMNS,
        REPORT_COLUMNS,
        MARK_COLUMNS,
        DECISION_COLUMNS,
        SURVEY_COLUMNS,
    )
}
"""Every table of a plan document, in the order of the sheets."""


_LISTS: Mapping[BookTable, tuple[str, ...]] = {
    BookTable.POLICIES: ("policies", "measures"),
    BookTable.INITIATIVES: ("initiatives",),
    BookTable.INDICATORS: ("indicators", "parts"),
    BookTable.DETAILS: ("indicators", "parts"),
    BookTable.TARGETS: ("former_targets",),
    BookTable.FIGURES: ("actuals", "references"),
    BookTable.SCHEDULE: ("schedule",),
    BookTable.DEPARTMENTS: ("departments",),
    BookTable.GRADING: ("grading",),
    BookTable.REPORTS: ("reports",),
    BookTable.MARKS: ("marks",),
    BookTable.DECISIONS: ("decisions",),
}
"""The lists of the document whose objects the rows of a table are."""


@lru_cache(maxsize=1)
def heading_of_field() -> Mapping[Path, str]:
    """What a field is called over its column, by the list that its object is in and its way
    from there; also by its last names alone, of the first column of several.
    """
    headings: dict[Path, str] = {}
    for columns in PLAN_TABLES.values():
        for column in columns.columns:
            for name in _lists_of(column, columns.table) if column.path else ():
                headings.setdefault((name, *column.path), column.heading)
    for columns in PLAN_TABLES.values():
        for column in columns.columns:
            if column.path and column.role is None:
                headings.setdefault(column.path[-2:], column.heading)
                headings.setdefault(column.path[-1:], column.heading)
    return headings


def heading_at(names: Path) -> str:
    """What a field is called that these names of fields lead to; its name where no column
    holds it. The column of the nearest list counts.
    """
    headings = heading_of_field()
    *holders, name = names
    for end in range(len(holders), 0, -1):
        for start in range(end):
            path = (*holders[start:end], name)
            if path in headings:
                return headings[path]
    return headings.get((name,), name)


def _lists_of(column: Column, table: BookTable) -> tuple[str, ...]:
    if column.model is WrittenBand:
        return ("bands",)
    return _LISTS.get(table, ())
