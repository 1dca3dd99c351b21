"""All items × cities as a CSV file: one line for each measure and each of its indicators."""

from collections.abc import Iterator

import pandas as pd

from dxkpi import charts
from dxkpi.comparison.item_coverage import ItemCoverage
from dxkpi.comparison.national_items import ItemMatch, NationalPlanItem, schedule_period
from dxkpi.plan import Indicator
from dxkpi.store import ListedPlan
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.web.compare.item_matrix import rows_of_items
from dxkpi.wording.chart_captions import target_label
from dxkpi.wording.comparison import (
    deadlines_text,
    item_group_title,
    item_label,
    item_source_text,
    match_glyph,
    period_text,
)


def items_csv(view: View, compared: tuple[ListedPlan, ...]) -> bytes:
    """The file."""
    headings = [
        _("kind of item"),
        _("national item"),
        _("code"),
        _("prefecture"),
        _("municipality"),
        _("how it was found"),
        _("mark"),
        _("measure"),
        _("initiative"),
        _("department"),
        _("period"),
        _("deadline"),
        _("kind of indicator"),
        _("indicator"),
        _("target"),
    ]
    lines: list[list[str]] = []
    for row in rows_of_items(view, compared):
        for coverage in row.plans:
            for cells in _lines_of(row.item, coverage):
                blanks = [""] * (len(headings) - len(cells))
                lines.append(cells + blanks)
    return charts.csv_file(pd.DataFrame(lines, columns=headings, dtype=object))


def _lines_of(item: NationalPlanItem, coverage: ItemCoverage) -> Iterator[list[str]]:
    """The lines of a city on an item; one that says so where it has no measure.

    The cells after the last may be missing: they are blank.
    """
    language = current_language()
    municipality = coverage.plan.municipality
    item_and_city = [
        item_group_title(item.group, language),
        item.name or item_label(item, language),
        municipality.code,
        municipality.prefecture,
        coverage.city,
    ]
    if not coverage.matches:
        yield [*item_and_city, _("no measure of that name was found")]
    for match in coverage.matches:
        measure = [*item_and_city, *_measure_cells(match)]
        indicators = match.indicators(coverage.plan, item)
        if not indicators:
            yield [*measure, "", _("no KPI")]
        for indicator in indicators:
            yield [*measure, *_indicator_cells(indicator)]


def _measure_cells(match: ItemMatch) -> list[str]:
    """Numbers stand in one cell with their names: Excel would read 1-2 as the second of
    January.
    """
    language = current_language()
    measure, initiative = match.measure, match.initiative
    period = schedule_period(match.schedule)
    return [
        item_source_text(match.source, language),
        match_glyph(match),
        f"{measure.number} {measure.name}",
        f"{initiative.number} {initiative.name}" if initiative else "",
        language.listed(measure.departments),
        period_text(period, language),
        deadlines_text(period, language),
    ]


def _indicator_cells(indicator: Indicator) -> list[str]:
    target = target_label(indicator, current_language(), short=False)
    return [indicator_kind(indicator), indicator.name, target]


def indicator_kind(indicator: Indicator) -> str:
    """Whether a plan calls an indicator a KPI or gives it for reference."""
    return _("KPI") if indicator.official else _("Reference")
