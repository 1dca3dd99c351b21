"""The schedule in the plan's own order and words: what stands in which row, its years in words, the table and the file.

A plan prints its schedule as a table with the years as columns. `printed` is that table; the Gantt chart draws the same
rows, and both take their words from here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dxkpi import fiscal, terms
from dxkpi.charts.tabular import csv_file
from dxkpi.i18n import _
from dxkpi.plan import Certainty, Measure, Plan, Policy, ScheduleItem, ScheduleKind

_FEWEST_YEARS = 3


@dataclass(frozen=True)
class Line:
    """A row of the schedule: the entries of a measure, or of its initiative whose name then stands beside them."""

    measure: Measure
    initiative: str
    items: tuple[ScheduleItem, ...]


def lines(measure: Measure) -> list[Line]:
    """A measure's entries in rows, by initiative. An initiative with an entry of the same name needs no name beside it."""
    rows: list[Line] = []
    for number in dict.fromkeys(item.initiative for item in measure.schedule):
        items = tuple(item for item in measure.schedule if item.initiative == number)
        name = initiative(measure, number)
        if name in {item.label for item in items}:
            name = ""
        if rows and not rows[-1].initiative and not name:
            items = rows.pop().items + items
        rows.append(Line(measure, name, items))
    return rows


def initiative(measure: Measure, number: str | None) -> str:
    """An initiative's name, or its number where the measure does not list it; empty for none."""
    return next((i.name for i in measure.initiatives if i.number == number), number or "")


def fiscal_years(plan: Plan) -> range:
    """The years across: the plan's period and the years of every entry, three at least; empty where none is stated."""
    entries = [year for m in plan.measures for item in m.schedule for year in (item.start, item.end)]
    known = [year for year in (plan.about.first_fiscal_year, plan.about.last_fiscal_year, *entries) if year is not None]
    if not known:
        return range(0)
    first, last = min(known), max(known)
    missing = max(_FEWEST_YEARS - (last - first + 1), 0)
    return range(first - (missing + 1) // 2, last + missing // 2 + 1)


def when(item: ScheduleItem) -> str:
    """令和5～6年度, 令和3年度～ where no end is known, 令和7年度末 for a deadline; marked where it was inferred."""
    if item.kind is ScheduleKind.DEADLINE and item.end is not None:
        words = _("end of {year}", year=fiscal.wareki(item.end))
    else:
        words = fiscal.span(item.start, item.end) or _("no year stated")
    if item.certainty is Certainty.STATED:
        return words
    return _("{value} ({remark})", value=words, remark=terms.label(item.certainty))


def due(item: ScheduleItem) -> str:
    """A deadline in the plan's words (R7末), with its year where those do not say it."""
    year = item.end
    assert year is not None
    try:
        said = fiscal.parse(item.label).fiscal_year == year
    except fiscal.NotAFiscalYear:
        said = False
    if said:
        return item.label
    return _("{value} ({remark})", value=item.label, remark=_("end of {year}", year=fiscal.short(year)))


def basis(item: ScheduleItem) -> str:
    """How an entry's years were found: the note of whoever read the plan, else how certain they are."""
    return item.note or terms.label(item.certainty)


def mark(item: ScheduleItem) -> str:
    """How an entry is drawn: as a solid, dashed, fading or rising bar, a milestone or its ring, a deadline, or not."""
    stated = item.certainty is Certainty.STATED
    if item.kind is ScheduleKind.DEADLINE:
        return "deadline"
    if item.start is None and item.end is None:
        return "undated"
    if item.kind is ScheduleKind.MILESTONE:
        return "milestone" if stated else "ring"
    if item.start is None or item.end is None:
        return "rising" if item.start is None else "fading"
    return "solid" if stated else "dashed"


def marked(measure: Measure) -> str:
    """A measure's number and name, after its mark in the national plan."""
    mark = [terms.glyph(measure.national_item)] if measure.national_item else []
    return " ".join([*mark, measure.number, measure.name])


def spoken(policy: Policy, measures: Sequence[Measure], years: range) -> str:
    """The schedule of a policy's measures in words, for somebody who cannot see the chart."""
    title = _(
        "Schedule of policy {number} {name}, {period}.",
        number=policy.number, name=policy.name, period=fiscal.span(years[0], years[-1]),
    )  # fmt: skip
    facts = [
        _("{title}: {facts}.", title=_spoken_name(measure), facts=_(", ").join(_facts(measure))) for measure in measures
    ]
    return " ".join(" ".join([title, *facts]).split())


def _spoken_name(measure: Measure) -> str:
    if not measure.departments:
        return marked(measure)
    return _("{value} ({remark})", value=marked(measure), remark=_(", ").join(measure.departments))


def _facts(measure: Measure) -> Iterator[str]:
    for line in lines(measure):
        if line.initiative:
            yield line.initiative
        for item in line.items:
            kind = "" if item.kind is ScheduleKind.BAR else terms.label(item.kind)
            yield " ".join(filter(None, [kind, item.label, when(item)]))


def printed(plan: Plan, numbers: Collection[str]) -> pd.DataFrame:
    """The plan's own table, for the measures with these numbers.

    Columns: policy, measure, initiative, each fiscal year as a number, `undated` and `deadline` where there is anything in
    them. An entry stands in the year it starts in, with the year it lasts until (in brackets where inferred), and → in
    the years between; several in a cell stand on lines of their own.
    """
    years = fiscal_years(plan)
    rows = [
        {"policy": policy.number, "measure": measure.number, "initiative": line.initiative, **_cells(line, years)}
        for policy in plan.policies
        for measure in policy.measures
        if measure.number in numbers
        for line in lines(measure)
    ]
    frame = pd.DataFrame(rows, dtype=object)
    return frame.drop(columns=[name for name in ("undated", "deadline") if rows and not frame[name].any()])


def _cells(line: Line, years: range) -> dict[str | int, str]:
    cells: dict[str | int, list[str]] = {name: [] for name in (*years, "undated", "deadline")}
    for item in line.items:
        if item.kind is ScheduleKind.DEADLINE:
            cells["deadline"].append(due(item))
            continue
        here = item.start if item.start is not None else item.end
        cells["undated" if here is None else here].append(_cell(item))
        if item.start is not None and item.end is not None:
            for year in range(item.start + 1, item.end + 1):
                if "→" not in cells[year]:
                    cells[year].insert(0, "→")
    return {name: "\n".join(" ".join(text.split()) for text in texts) for name, texts in cells.items()}


def _cell(item: ScheduleItem) -> str:
    if item.kind is ScheduleKind.MILESTONE:
        return f"● {item.label}" if item.certainty is Certainty.STATED else f"(●) {item.label}"
    if item.start is None:
        return item.label if item.end is None else f"～ {item.label}"
    if item.end is None:
        return f"{item.label} ～"
    until = fiscal.short(item.end)
    if item.certainty is not Certainty.STATED:
        until = f"({until})"
    elif item.start == item.end:
        return item.label
    return f"{item.label} ～{until}"


def csv(plan: Plan, numbers: Collection[str], place: str) -> bytes:
    """Every entry of these measures as a file for Excel, with how certain its years are and why.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    rows = [
        {
            terms.field("municipality"): place,
            terms.field("policy"): f"{policy.number} {policy.name}",
            terms.field("measure"): f"{measure.number} {measure.name}",
            terms.field("national_item"): terms.label(measure.national_item) if measure.national_item else "",
            terms.field("initiative"): initiative(measure, item.initiative),
            terms.field("kind"): terms.label(item.kind),
            _("Entry"): item.label,
            terms.field("start"): _year(item.start),
            terms.field("end"): _year(item.end),
            terms.field("certainty"): terms.label(item.certainty),
            terms.field("note"): item.note or "",
            terms.field("departments"): _(", ").join(measure.departments),
        }
        for policy in plan.policies
        for measure in policy.measures
        if measure.number in numbers
        for item in measure.schedule
    ]
    return csv_file(pd.DataFrame(rows))


def _year(year: int | None) -> str:
    return "" if year is None else fiscal.wareki(year)
