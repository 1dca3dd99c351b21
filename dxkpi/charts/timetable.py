"""The schedule in the plan's own order and words: what stands in which row, its years in words, the table and the file.

A plan prints its schedule as a table with the years as columns. `printed` is that table; the Gantt chart draws the same
rows, and both take their words from here, also those for what was reported and for the years before a change of the plan.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from dxkpi import fiscal
from dxkpi.charts.tabular import csv_file
from dxkpi.plan import (
    BarState,
    Certainty,
    Measure,
    Plan,
    Policy,
    Progress,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.rules import EntryKey, entries_of_measure, is_late
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import _, current_language

_FEWEST_YEARS = 3


@dataclass(frozen=True)
class TimetableEntry:
    """An entry of the schedule with what was last reported of it.

    It is `late` as `is_late` says; `earlier` is a report of a year before the one that is looked at.
    """

    item: ScheduleItem
    progress: Progress | None = None
    late: bool = False
    earlier: bool = False


@dataclass(frozen=True)
class Reports:
    """What was reported by a fiscal year of the schedule's entries, by `Bar.key`. `last_closed` is the last year over."""

    fiscal_year: int = fiscal.FIRST_YEAR
    last_closed: int = fiscal.FIRST_YEAR
    known: Mapping[EntryKey, Progress] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def of(self, measure: Measure) -> tuple[TimetableEntry, ...]:
        """The entries of a measure in the plan's order."""
        pairs = zip(measure.schedule, entries_of_measure(measure), strict=True)
        return tuple(
            self._entry(item, self.known.get(bar.key) if bar else None)
            for item, bar in pairs
        )

    def _entry(self, item: ScheduleItem, progress: Progress | None) -> TimetableEntry:
        late = is_late(item, progress, self.fiscal_year, self.last_closed)
        return TimetableEntry(
            item,
            progress,
            late,
            progress is not None and progress.fiscal_year < self.fiscal_year,
        )


NO_REPORTS = Reports()


@dataclass(frozen=True)
class TimetableRow:
    """A row of the schedule: the entries of a measure, or of its initiative whose name then stands beside them."""

    measure: Measure
    initiative: str
    entries: tuple[TimetableEntry, ...]


def lines(measure: Measure, reports: Reports = NO_REPORTS) -> list[TimetableRow]:
    """A measure's entries in rows, by initiative. An initiative with an entry of the same name needs no name beside it."""
    rows: list[TimetableRow] = []
    told = reports.of(measure)
    for number in dict.fromkeys(item.initiative for item in measure.schedule):
        entries = tuple(entry for entry in told if entry.item.initiative == number)
        name = initiative(measure, number)
        if name in {entry.item.label for entry in entries}:
            name = ""
        if rows and not rows[-1].initiative and not name:
            entries = rows.pop().entries + entries
        rows.append(TimetableRow(measure, name, entries))
    return rows


def initiative(measure: Measure, number: str | None) -> str:
    """An initiative's name, or its number where the measure does not list it; empty for none."""
    return measure.initiative_name(number) or number or ""


def fiscal_years(plan: Plan) -> range:
    """The years across: the plan's period and the years of every entry, also before a change of the plan.

    Three at least; empty where none is stated.
    """
    spans = [
        span
        for m in plan.measures
        for item in m.schedule
        for span in (item, item.before)
        if span
    ]
    entries = [year for span in spans for year in (span.start, span.end)]
    known = [
        year
        for year in (
            plan.about.first_fiscal_year,
            plan.about.last_fiscal_year,
            *entries,
        )
        if year is not None
    ]
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
        words = fiscal.year_span(item.start, item.end) or _("no year stated")
    if item.certainty is Certainty.STATED:
        return words
    return _(
        "{value} ({remark})",
        value=words,
        remark=glossary.term_label(item.certainty, current_language()),
    )


def due(item: ScheduleItem) -> str:
    """A deadline in the plan's words (R7末), with its year where those do not say it."""
    year = item.end
    assert year is not None
    try:
        said = fiscal.parse_year(item.label).fiscal_year == year
    except fiscal.NotAFiscalYear:
        said = False
    if said:
        return item.label
    return _(
        "{value} ({remark})",
        value=item.label,
        remark=_("end of {year}", year=fiscal.short_year(year)),
    )


def basis(item: ScheduleItem) -> str:
    """How an entry's years were found: the note of whoever read the plan, else how certain they are."""
    return item.note or glossary.term_label(item.certainty, current_language())


def former_years(item: ScheduleItem) -> str:
    """令和5～6年度: the years of an entry before the plan was changed; empty where they were not."""
    return (
        (fiscal.year_span(item.before.start, item.before.end) or "")
        if item.before
        else ""
    )


def former(item: ScheduleItem) -> str:
    """The same as 変更前 令和5～6年度."""
    years = former_years(item)
    return years and _("before the change {years}", years=years)


def state(entry: TimetableEntry, *, dated: bool = False) -> str:
    """実施中 60%, 遅れ（実施中 60%） where only its end tells so; with the year reported where `dated` or an earlier one.

    Empty where nothing was reported.
    """
    said = entry.progress
    if said is None:
        return ""
    word = figures.progress_text(said, current_language())
    year = (
        _("as of {year}", year=fiscal.short_year(said.fiscal_year))
        if dated or entry.earlier
        else ""
    )
    words = [word]
    if entry.late and said.state is not BarState.LATE:
        words = [
            glossary.term_label(BarState.LATE, current_language()),
            word,
        ]
    first, *remarks = filter(None, [*words, year])
    return (
        _("{value} ({remark})", value=first, remark=_(", ").join(remarks))
        if remarks
        else first
    )


def marked_state(entry: TimetableEntry, *, dated: bool = False) -> str:
    """The same after its mark: ● 実施中 60%, ▲ 遅れ."""
    if entry.progress is None:
        return ""
    return f"{glossary.term_glyph(BarState.LATE if entry.late else entry.progress.state)} {state(entry, dated=dated)}"


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
    mark = [glossary.term_glyph(measure.national_item)] if measure.national_item else []
    return " ".join([*mark, measure.number, measure.name])


def spoken(
    policy: Policy,
    measures: Sequence[Measure],
    years: range,
    reports: Reports = NO_REPORTS,
) -> str:
    """The schedule of a policy's measures in words, for somebody who cannot see the chart."""
    title = _(
        "Schedule of policy {number} {name}, {period}.",
        number=policy.number,
        name=policy.name,
        period=fiscal.year_span(years[0], years[-1]),
    )
    facts = [
        _(
            "{title}: {facts}.",
            title=_spoken_name(measure),
            facts=_(", ").join(_facts(measure, reports)),
        )
        for measure in measures
    ]
    return " ".join(" ".join([title, *facts]).split())


def _spoken_name(measure: Measure) -> str:
    if not measure.departments:
        return marked(measure)
    return _(
        "{value} ({remark})",
        value=marked(measure),
        remark=_(", ").join(measure.departments),
    )


def _facts(measure: Measure, reports: Reports) -> Iterator[str]:
    for line in lines(measure, reports):
        if line.initiative:
            yield line.initiative
        for entry in line.entries:
            item = entry.item
            kind = (
                ""
                if item.kind is ScheduleKind.BAR
                else glossary.term_label(item.kind, current_language())
            )
            yield " ".join(
                filter(None, [kind, item.label, when(item), state(entry), former(item)])
            )


def printed(
    plan: Plan, numbers: Collection[str], reports: Reports = NO_REPORTS
) -> pd.DataFrame:
    """The plan's own table, for the measures with these numbers.

    Columns: policy, measure, initiative, each fiscal year as a number, `undated` and `deadline` where there is anything in
    them. An entry stands in the year it starts in, with the year it lasts until (in brackets where inferred), and → in
    the years between; several in a cell stand on lines of their own. Beneath an entry, each on a line of its own, stand
    its years before a change of the plan, what was reported of it, and the comment.
    """
    years = fiscal_years(plan)
    rows = [
        {
            "policy": policy.number,
            "measure": measure.number,
            "initiative": line.initiative,
            **_cells(line, years),
        }
        for policy in plan.policies
        for measure in policy.measures
        if measure.number in numbers
        for line in lines(measure, reports)
    ]
    frame = pd.DataFrame(rows, dtype=object)
    return frame.drop(
        columns=[
            name for name in ("undated", "deadline") if rows and not frame[name].any()
        ]
    )


def _cells(line: TimetableRow, years: range) -> dict[str | int, str]:
    cells: dict[str | int, list[str]] = {
        name: [] for name in (*years, "undated", "deadline")
    }
    for entry in line.entries:
        item = entry.item
        if item.kind is ScheduleKind.DEADLINE:
            cells["deadline"] += [due(item), *_beneath(entry)]
            continue
        here = item.start if item.start is not None else item.end
        cells["undated" if here is None else here] += [_cell(item), *_beneath(entry)]
        if item.start is not None and item.end is not None:
            for year in range(item.start + 1, item.end + 1):
                if "→" not in cells[year]:
                    cells[year].insert(0, "→")
    return {
        name: "\n".join(" ".join(text.split()) for text in texts)
        for name, texts in cells.items()
    }


def _beneath(entry: TimetableEntry) -> Iterator[str]:
    """What stands beneath an entry of the table."""
    comment = entry.progress.comment if entry.progress else None
    yield from filter(
        None,
        (
            former(entry.item),
            marked_state(entry),
            _("“{comment}”", comment=comment) if comment else "",
        ),
    )


def _cell(item: ScheduleItem) -> str:
    if item.kind is ScheduleKind.MILESTONE:
        return (
            f"● {item.label}"
            if item.certainty is Certainty.STATED
            else f"(●) {item.label}"
        )
    if item.start is None:
        return item.label if item.end is None else f"～ {item.label}"
    if item.end is None:
        return f"{item.label} ～"
    until = fiscal.short_year(item.end)
    if item.certainty is not Certainty.STATED:
        until = f"({until})"
    elif item.start == item.end:
        return item.label
    return f"{item.label} ～{until}"


def csv(
    plan: Plan, numbers: Collection[str], place: str, reports: Reports = NO_REPORTS
) -> bytes:
    """Every entry of these measures as a file for Excel: how certain its years are and why, what was changed and reported.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    rows = [
        {
            glossary.field_label("municipality", current_language()): place,
            glossary.field_label(
                "policy", current_language()
            ): f"{policy.number} {policy.name}",
            glossary.field_label(
                "measure", current_language()
            ): f"{measure.number} {measure.name}",
            glossary.field_label(
                "national_item", current_language()
            ): glossary.term_label(measure.national_item, current_language())
            if measure.national_item
            else "",
            glossary.field_label("initiative", current_language()): initiative(
                measure, item.initiative
            ),
            glossary.field_label("kind", current_language()): glossary.term_label(
                item.kind, current_language()
            ),
            _("Entry"): item.label,
            glossary.field_label("start", current_language()): _year(item.start),
            glossary.field_label("end", current_language()): _year(item.end),
            glossary.field_label("certainty", current_language()): glossary.term_label(
                item.certainty, current_language()
            ),
            glossary.field_label("note", current_language()): item.note or "",
            glossary.field_label("departments", current_language()): _(", ").join(
                measure.departments
            ),
            **_changed(item),
            **_reported(entry),
        }
        for policy in plan.policies
        for measure in policy.measures
        if measure.number in numbers
        for entry in reports.of(measure)
        for item in [entry.item]
    ]
    return csv_file(pd.DataFrame(rows))


def _changed(item: ScheduleItem) -> dict[str, str]:
    reason = item.before.reason if item.before else ""
    return {
        _("Years before the change"): former_years(item),
        _("Reason for the change"): reason,
    }


def _reported(entry: TimetableEntry) -> dict[str, str]:
    said = entry.progress
    percent = said.percent if said else None
    return {
        glossary.field_label("state", current_language()): glossary.term_label(
            said.state, current_language()
        )
        if said
        else "",
        _("progress in percent (%)"): ""
        if percent is None
        else f"{percent.normalize():f}",
        _("fiscal year of the report"): _year(said.fiscal_year if said else None),
        glossary.term_label(
            BarState.LATE, current_language()
        ): f"{glossary.term_glyph(BarState.LATE)} {glossary.term_label(BarState.LATE, current_language())}"
        if entry.late
        else "",
        glossary.field_label("comment", current_language()): (
            said.comment if said else None
        )
        or "",
    }


def _year(year: int | None) -> str:
    return "" if year is None else fiscal.wareki(year)
