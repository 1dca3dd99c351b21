"""A row of figures as an indicator of the document: rule, value, year, unit, and what is
not certain about them.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.proposal import DoubtCode
from dxkpi.drafting.row_figures import DatedCell, FiguresOfRow, IndicatorDraft
from dxkpi.drafting.row_terms import set_direction, set_terms
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Comparator, TargetRule
from dxkpi.text.units import asked_unit


def indicator_of_row(row: FiguresOfRow, years: PlanYears) -> IndicatorDraft:
    """The figures of a row as document data: unit, direction, baseline, target, actuals."""
    draft = IndicatorDraft()
    _set_unit(draft, row)
    _set_baseline(draft, row)
    _set_target(draft, row, years)
    _set_actuals(draft, row)
    set_direction(draft, row)
    set_terms(draft, row)
    return draft


# Unit


def _set_unit(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    unit = row.unit
    if unit is None:
        unit = _unit_of_cells(draft, row)
    if row.unit is None or row.is_unit_written_once:
        _doubt_bare_figures(draft, row, unit or "")
    has_figures = any(cell.cell.has_figure for cell in row.cells)
    if unit is None and has_figures:
        unit = _unit_by_name(draft, row.name)
    draft.data["unit"] = unit or ""


def _unit_of_cells(draft: IndicatorDraft, row: FiguresOfRow) -> str | None:
    """The unit that the first figure carries; a doubt where another has another."""
    written = _written_units(row)
    if len(set(map(_first_name, written))) > 1:
        draft.doubt(DoubtCode.FIGURE_UNCLEAR, text=" / ".join(dict.fromkeys(written)))
    return written[0] if written else None


def _unit_by_name(draft: IndicatorDraft, name: str) -> str | None:
    """The unit that the name suggests, always with a doubt."""
    unit = unit_in_name(name)
    if unit is None:
        draft.doubt(DoubtCode.NO_UNIT)
    else:
        draft.doubt(DoubtCode.UNIT_UNKNOWN, unit=unit)
    return unit


_OF_MANY = re.compile("[十百千万億](?=.)")
"""Begins a unit that counts many things at once: 百件, 千人."""


def _doubt_bare_figures(draft: IndicatorDraft, row: FiguresOfRow, unit: str) -> None:
    """Doubt figures without a unit beside one in hundreds: 120 → 2百件."""
    if not _OF_MANY.match(unit):
        return
    for dated in row.cells:
        if dated.cell.has_figure and not dated.cell.unit:
            draft.doubt(DoubtCode.FIGURE_UNCLEAR, text=dated.cell.text.strip())


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
    return [cell.cell.unit for cell in row.cells if cell.cell.unit]


def _first_name(unit: str) -> frozenset[str] | str:
    return asked_unit(unit).names or unit


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
