"""A row of figures as an indicator of the document: rule, value, year, unit, and what is
not certain about them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.proposal import Doubt, DoubtCode
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule, ValueType
from dxkpi.text.rounding import digits_after_point
from dxkpi.text.units import asked_unit


@dataclass(frozen=True)
class DatedCell:
    """A figure's cell with the year that its column or a cell beside it names."""

    cell: CellFigure
    year: ParsedYear | None = None

    @property
    def own_year(self) -> ParsedYear | None:
        """The year in the cell itself, else that of its column."""
        return self.cell.year or self.year


@dataclass(frozen=True)
class FiguresOfRow:
    """What a row says in figures: where it starts, what is promised, what was reported."""

    name: str
    unit: str | None = None
    baseline: DatedCell | None = None
    target: DatedCell | None = None
    yearly: tuple[DatedCell, ...] = ()
    actuals: tuple[DatedCell, ...] = ()


@dataclass
class IndicatorDraft:
    """Document data of an indicator while it is put together, and its doubts."""

    data: dict[str, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, code: DoubtCode, **facts: str) -> None:
        doubt = Doubt(code, facts)
        if doubt not in self.doubts:
            self.doubts.append(doubt)


def indicator_of_row(row: FiguresOfRow, years: PlanYears) -> IndicatorDraft:
    """The figures of a row as document data: unit, direction, baseline, target, actuals."""
    draft = IndicatorDraft()
    _set_unit(draft, row)
    _set_baseline(draft, row)
    _set_target(draft, row, years)
    _set_actuals(draft, row)
    _set_direction(draft, row)
    _set_terms(draft, row)
    return draft


# Unit


def _set_unit(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    unit = row.unit
    if unit is None:
        written = _written_units(row)
        unit = written[0] if written else None
        if len(set(map(_first_name, written))) > 1:
            draft.doubt(
                DoubtCode.FIGURE_UNCLEAR, text=" / ".join(dict.fromkeys(written))
            )
    has_figures = any(cell.cell.has_figure for cell in _all_cells(row))
    if unit is None and has_figures:
        unit = unit_in_name(row.name)
        if unit is None:
            draft.doubt(DoubtCode.NO_UNIT)
        else:
            draft.doubt(DoubtCode.UNIT_UNKNOWN, unit=unit)
    draft.data["unit"] = unit or ""


_UNITS_OF_NAMES = (
    (re.compile(r"(?:率|割合|比率|満足度)$"), "%"),
    (re.compile(r"件数$"), "件"),
    (re.compile(r"(?:人数|者数|員数|客数)$"), "人"),
    (re.compile(r"回数$"), "回"),
)


def unit_in_name(name: str) -> str | None:
    """The unit that an indicator's name suggests: % of a 率, 件 of a 件数."""
    bare = re.sub(r"[（(【\[].*$", "", name.strip())
    for pattern, unit in _UNITS_OF_NAMES:
        if pattern.search(bare):
            return unit
    return None


def _written_units(row: FiguresOfRow) -> list[str]:
    return [cell.cell.unit for cell in _all_cells(row) if cell.cell.unit]


def _first_name(unit: str) -> frozenset[str] | str:
    return asked_unit(unit).names or unit


def _all_cells(row: FiguresOfRow) -> list[DatedCell]:
    single = [cell for cell in (row.baseline, row.target) if cell is not None]
    return [*single, *row.yearly, *row.actuals]


# Where it starts


def _set_baseline(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    if row.baseline is None or row.baseline.cell.is_empty:
        return
    cell = row.baseline.cell
    if cell.value is None:
        draft.doubt(DoubtCode.FIGURE_UNCLEAR, text=cell.text.strip())
        return
    baseline: dict[str, Any] = _dated(draft, row.baseline)
    if baseline["fiscal_year"] is None:
        baseline["year_unknown"] = True
        draft.doubt(DoubtCode.BASELINE_YEAR_UNKNOWN)
    baseline["value"] = cell.value
    if cell.approximate:
        baseline["approximate"] = True
    _doubt_unclear(draft, cell)
    draft.data["baseline"] = baseline


def _dated(draft: IndicatorDraft, dated: DatedCell) -> dict[str, Any]:
    """Year and month of a figure; a doubt where the year may be the calendar's."""
    year = dated.own_year
    if year is None:
        return {"fiscal_year": None}
    if _may_be_calendar_year(dated, year):
        draft.doubt(DoubtCode.YEAR_AMBIGUOUS, year=str(year.fiscal_year))
    result: dict[str, Any] = {"fiscal_year": year.fiscal_year}
    if year.as_of is not None:
        result["as_of"] = year.as_of
    return result


_CALENDAR_YEAR = re.compile(r"[0-9０-９元]\s*年(?!度)")


def _may_be_calendar_year(dated: DatedCell, year: ParsedYear) -> bool:
    is_of_cell = dated.cell.year is not None
    return (
        year.ambiguous and is_of_cell and bool(_CALENDAR_YEAR.search(dated.cell.text))
    )


def _doubt_unclear(draft: IndicatorDraft, cell: CellFigure) -> None:
    if cell.is_unclear:
        draft.doubt(DoubtCode.FIGURE_UNCLEAR, text=cell.text.strip())


# What is promised


def _set_target(draft: IndicatorDraft, row: FiguresOfRow, years: PlanYears) -> None:
    target = row.target
    if target is None and row.yearly:
        target = row.yearly[-1]
    if target is None or target.cell.is_empty:
        return
    cell = target.cell
    rule = _rule(draft, row, cell)
    data: dict[str, Any] = {"rule": rule.value}
    data |= _figure_of_target(draft, cell, rule)
    data |= _year_of_target(draft, target, rule, years)
    if rule is TargetRule.REACH:
        data |= _points_on_the_way(row, target, data)
    if rule is TargetRule.TOTAL:
        data |= _first_year(draft, cell, data, years)
    _doubt_unclear(draft, cell)
    draft.data["target"] = data


def _rule(draft: IndicatorDraft, row: FiguresOfRow, cell: CellFigure) -> TargetRule:
    if cell.rule is not None:
        return cell.rule
    if cell.is_every_year:
        return TargetRule.KEEP
    if not cell.has_figure:
        draft.doubt(DoubtCode.NO_FIGURE, text=cell.text.strip())
        return TargetRule.RISE
    baseline = row.baseline.cell if row.baseline is not None else None
    if baseline is not None and _is_met_by(baseline.value, cell):
        draft.doubt(DoubtCode.RULE_BY_FIGURES)
        return TargetRule.KEEP
    return TargetRule.REACH


def _is_met_by(value: Decimal | None, cell: CellFigure) -> bool:
    """Whether a target is what already is: 100% → 100%, 85% → 80%以上."""
    if value is None or cell.value is None:
        return False
    if cell.comparator is Comparator.AT_LEAST:
        return value >= cell.value
    if cell.comparator is Comparator.AT_MOST:
        return value <= cell.value
    return value == cell.value


def _figure_of_target(
    draft: IndicatorDraft, cell: CellFigure, rule: TargetRule
) -> dict[str, Any]:
    if cell.low is not None:
        return {"low": cell.low, "high": cell.high}
    if cell.value is None:
        is_text = cell.words is not None and rule is not TargetRule.DO
        if rule is TargetRule.KEEP and cell.words is None:
            draft.doubt(DoubtCode.NO_FIGURE, text=cell.text.strip())
        return {"text": cell.words} if is_text else {}
    data: dict[str, Any] = {"value": cell.value}
    if cell.comparator is not None:
        data["comparator"] = cell.comparator.value
    if cell.approximate:
        data["approximate"] = True
    return data


_NEEDS_YEAR = (TargetRule.REACH, TargetRule.TOTAL, TargetRule.DO)


def _year_of_target(
    draft: IndicatorDraft, target: DatedCell, rule: TargetRule, years: PlanYears
) -> dict[str, Any]:
    """The year of the cell or its column, else the plan's last one, with a doubt."""
    dated = _dated(draft, target)
    if dated["fiscal_year"] is not None:
        return dated
    if rule not in _NEEDS_YEAR:
        return {}
    if years.last is None:
        draft.doubt(DoubtCode.NO_YEAR)
        return {}
    draft.doubt(DoubtCode.YEAR_OF_PLAN, year=str(years.last))
    return {"fiscal_year": years.last}


def _points_on_the_way(
    row: FiguresOfRow, target: DatedCell, data: Mapping[str, Any]
) -> dict[str, Any]:
    yearly = {
        point.own_year.fiscal_year: point.cell.value
        for point in row.yearly
        if point.own_year is not None
        and point.cell.value is not None
        and point is not target
        and point.own_year.fiscal_year < (data.get("fiscal_year") or 9_999)
    }
    return {"yearly": yearly} if yearly else {}


def _first_year(
    draft: IndicatorDraft,
    cell: CellFigure,
    data: Mapping[str, Any],
    years: PlanYears,
) -> dict[str, Any]:
    """The first year of a total: so many years before its last, or the plan's first."""
    last = data.get("fiscal_year")
    if cell.total_years and last is not None:
        return {"since": last - cell.total_years + 1}
    if years.first is not None:
        return {"since": years.first}
    draft.doubt(DoubtCode.NO_YEAR)
    return {}


# What was reported


def _set_actuals(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    actuals = []
    for actual in row.actuals:
        if actual.own_year is None or actual.cell.value is None:
            continue
        data = _dated(draft, actual)
        actuals.append(data | {"value": actual.cell.value})
        _doubt_unclear(draft, actual.cell)
    if actuals:
        draft.data["actuals"] = actuals


# Which way, and what kind


_FEWER = re.compile(
    r"待ち時間|処理時間|所要時間|作業時間|時間外|超過勤務|残業|経費|コスト|排出量|ごみ|廃棄物|苦情|事故"
    r"|未納|滞納|離職|待機児童|死亡|発生件数|印刷枚数|紙の?使用|用紙|負債|将来負担|不受診|喫煙|空き家"
    r"|削減目標|違反|誤り|ミス"
)
_MORE_OF_IT = re.compile(
    r"(?:削減|減少|低減|縮減|短縮|改善|解消)(?:率|量|額|数|時間|件数|枚数)"
)


def _set_direction(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    direction = _direction(draft, row)
    if direction is not None:
        draft.data["direction"] = direction.value


def _direction(draft: IndicatorDraft, row: FiguresOfRow) -> Direction | None:
    target = row.target or (row.yearly[-1] if row.yearly else None)
    if target is None:
        return None
    cell = target.cell
    if cell.direction is not None:
        return cell.direction
    told = _direction_of_bound(cell.comparator) or _direction_of_figures(row, cell)
    if told is not None:
        return told
    is_fewer = _FEWER.search(row.name) and not _MORE_OF_IT.search(row.name)
    if is_fewer:
        draft.doubt(DoubtCode.DIRECTION_UNKNOWN)
        return Direction.LOWER
    return None


def _direction_of_figures(row: FiguresOfRow, cell: CellFigure) -> Direction | None:
    start = row.baseline.cell.value if row.baseline is not None else None
    if start is None or cell.value is None or cell.rule is TargetRule.TOTAL:
        return None
    if start == cell.value:
        return None
    return Direction.HIGHER if cell.value > start else Direction.LOWER


def _direction_of_bound(comparator: Comparator | None) -> Direction | None:
    if comparator is Comparator.AT_LEAST:
        return Direction.HIGHER
    return Direction.LOWER if comparator is Comparator.AT_MOST else None


_RUNNING = re.compile(r"累計|累積|延べ|のべ|通算")
_OF_YEAR = re.compile(r"年間|/年|／年|年度内|単年度")


def _set_terms(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    """What kind of figures they are, and with how many digits they are printed."""
    target = draft.data.get("target", {})
    if target.get("rule") == TargetRule.DO:
        draft.data["value_type"] = ValueType.YES_NO.value
        draft.data["unit"] = ""
        draft.data.pop("baseline", None)
        draft.data.pop("actuals", None)
    aggregation = _aggregation(row)
    if target.get("rule") == TargetRule.TOTAL:
        aggregation = Aggregation.ANNUAL
    if aggregation is not None:
        draft.data["aggregation"] = aggregation.value
    digits = [digits_after_point(value) for value in _values(row)]
    if any(digits):
        draft.data["decimals"] = max(digits)


def _aggregation(row: FiguresOfRow) -> Aggregation | None:
    written = [cell.cell.aggregation for cell in _all_cells(row)]
    by_cells = [aggregation for aggregation in written if aggregation is not None]
    words = f"{row.name}{row.unit or ''}"
    if _RUNNING.search(words) or Aggregation.CUMULATIVE in by_cells:
        return Aggregation.CUMULATIVE
    if _OF_YEAR.search(words) or by_cells:
        return Aggregation.ANNUAL
    return None


def _values(row: FiguresOfRow) -> list[Decimal]:
    values = [cell.cell.value for cell in _all_cells(row)]
    return [value for value in values if value is not None]
