"""The schedule as the plan's own table, and as a file."""

from collections.abc import Collection, Iterable, Iterator

import pandas as pd

from dxkpi.charts.excel_csv import csv_file
from dxkpi.plan import (
    BarState,
    Certainty,
    Measure,
    Plan,
    Policy,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.plan.review import entry_item
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules.profiles import Status
from dxkpi.rules.timetable import (
    NO_REPORTS,
    ScheduleReports,
    TimetableEntry,
    TimetableRow,
    initiative_label,
    timetable_rows,
    timetable_years,
)
from dxkpi.wording.finality import finality_text
from dxkpi.wording.glossary import field_label, marked_label, term_label
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import (
    due_text,
    former_period_text,
    former_years_text,
    marked_entry_state,
)

_UNDATED, _DEADLINE = "undated", "deadline"
_LASTS = "→"

_Column = str | int


def plan_timetable(
    plan: Plan,
    numbers: Collection[str],
    language: Language,
    *,
    reports: ScheduleReports = NO_REPORTS,
) -> pd.DataFrame:
    """The plan's own table, for the measures with these numbers.

    Columns: policy, measure, initiative, each fiscal year as a number, `undated` and
    `deadline` where there is anything in them. An entry stands in the year it starts
    in, with the year it lasts until (in brackets where inferred), and → in the years
    between; several in a cell stand on lines of their own. Beneath an entry, each on a
    line of its own, stand its years before a change of the plan, what was reported of
    it, and the comment.
    """
    years = timetable_years(plan)
    rows: list[dict[_Column, str]] = []
    for policy, measure in _measures(plan, numbers):
        for row in timetable_rows(measure, reports):
            cells: dict[_Column, str] = {
                "policy": policy.number,
                "measure": measure.number,
                "initiative": row.initiative,
            }
            rows.append(cells | _cells(row, years, language))
    table = pd.DataFrame(rows, dtype=object)
    for column in (_UNDATED, _DEADLINE):
        if rows and not table[column].any():
            table = table.drop(columns=column)
    return table


def timetable_csv(
    plan: Plan,
    numbers: Collection[str],
    place: str,
    language: Language,
    *,
    reports: ScheduleReports = NO_REPORTS,
    finality: PlanFinality = NO_REVIEW,
) -> bytes:
    """Every entry of these measures as a file for Excel: how certain its years are and
    why, what was changed and reported.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    rows = [
        _record(policy, measure, entry, place, language)
        | _finality_cell(entry, finality, language)
        for policy, measure in _measures(plan, numbers)
        for entry in reports.entries(measure)
    ]
    return csv_file(pd.DataFrame(rows))


def _measures(plan: Plan, numbers: Collection[str]) -> Iterator[tuple[Policy, Measure]]:
    """The measures with these numbers in the plan's order, each with its policy."""
    for policy in plan.policies:
        for measure in policy.measures:
            if measure.number in numbers:
                yield policy, measure


def _cells(row: TimetableRow, years: range, language: Language) -> dict[_Column, str]:
    """The cells of a row by column; a line for each thing in them."""
    lines: dict[_Column, list[str]] = {}
    for column in (*years, _UNDATED, _DEADLINE):
        lines[column] = []
    for entry in row.entries:
        item = entry.item
        words = _entry_words(item, language)
        lines[_column(item)] += [words, *_lines_beneath(entry, language)]
        for year in _years_after_start(item):
            if year in years and _LASTS not in lines[year]:
                lines[year].insert(0, _LASTS)
    return {column: _cell(cell) for column, cell in lines.items()}


def _cell(lines: Iterable[str]) -> str:
    """Texts on lines of their own; a line break within one of them becomes a space."""
    return "\n".join(" ".join(line.split()) for line in lines)


def _column(item: ScheduleItem) -> _Column:
    """The column in which an entry stands."""
    if item.kind is ScheduleKind.DEADLINE:
        return _DEADLINE
    if item.start is not None:
        return item.start
    if item.end is not None:
        return item.end
    return _UNDATED


def _years_after_start(item: ScheduleItem) -> range:
    """The years that an entry lasts after the one it starts in."""
    if item.kind is ScheduleKind.DEADLINE or item.start is None or item.end is None:
        return range(0)
    return range(item.start + 1, item.end + 1)


def _entry_words(item: ScheduleItem, language: Language) -> str:
    """An entry with the year it lasts until."""
    if item.kind is ScheduleKind.DEADLINE:
        return due_text(item, language)
    if item.kind is ScheduleKind.MILESTONE:
        is_stated = item.certainty is Certainty.STATED
        return f"● {item.label}" if is_stated else f"(●) {item.label}"
    if item.end is not None:
        return _words_with_end(item, item.end, language)
    if item.start is not None:
        return f"{item.label} ～"
    return item.label


def _words_with_end(item: ScheduleItem, end: int, language: Language) -> str:
    """A bar with the year it lasts until, in brackets where inferred."""
    if item.start is None:
        return f"～ {item.label}"
    until = language.short_year(end)
    if item.certainty is not Certainty.STATED:
        return f"{item.label} ～({until})"
    if item.start == end:
        return item.label
    return f"{item.label} ～{until}"


def _lines_beneath(entry: TimetableEntry, language: Language) -> Iterator[str]:
    """What stands beneath an entry of the table."""
    former = former_period_text(entry.item, language)
    if former:
        yield former
    state = marked_entry_state(entry, language)
    if state:
        yield state
    if entry.progress is not None and entry.progress.comment:
        yield language.gettext("“{comment}”", comment=entry.progress.comment)


def _record(
    policy: Policy,
    measure: Measure,
    entry: TimetableEntry,
    place: str,
    language: Language,
) -> dict[str, str]:
    """An entry as a row of the file."""
    _ = language.gettext
    item = entry.item
    national_item = ""
    if measure.national_item is not None:
        national_item = term_label(measure.national_item, language)
    fields = {
        "municipality": place,
        "policy": f"{policy.number} {policy.name}",
        "measure": f"{measure.number} {measure.name}",
        "national_item": national_item,
        "initiative": initiative_label(measure, item.initiative),
        "kind": term_label(item.kind, language),
    }
    years = {
        "start": _year_text(item.start, language),
        "end": _year_text(item.end, language),
        "certainty": term_label(item.certainty, language),
        "note": item.note or "",
        "departments": language.listed(measure.departments),
    }
    return {
        **_with_labels(fields, language),
        _("Entry"): item.label,
        **_with_labels(years, language),
        _("Years before the change"): former_years_text(item, language),
        _("Reason for the change"): item.before.reason if item.before else "",
        **_reported(entry, language),
    }


def _with_labels(fields: dict[str, str], language: Language) -> dict[str, str]:
    """The fields under the names that readers know them by."""
    return {field_label(name, language): text for name, text in fields.items()}


def _reported(entry: TimetableEntry, language: Language) -> dict[str, str]:
    """What was reported of an entry, under the columns of the file."""
    _ = language.gettext
    state, percent, year, comment = "", "", None, ""
    if entry.unconfirmed:
        state = term_label(Status.UNCONFIRMED, language)
    progress = entry.progress
    if progress is not None:
        state = term_label(progress.state, language)
        year = progress.fiscal_year
        comment = progress.comment or ""
        if progress.percent is not None:
            percent = f"{progress.percent.normalize():f}"
    late = term_label(BarState.LATE, language)
    return {
        field_label("state", language): state,
        _("progress in percent (%)"): percent,
        _("fiscal year of the report"): _year_text(year, language),
        late: marked_label(BarState.LATE, language) if entry.late else "",
        field_label("comment", language): comment,
    }


def _finality_cell(
    entry: TimetableEntry, finality: PlanFinality, language: Language
) -> dict[str, str]:
    """Whether its report is final, where the plan is reviewed."""
    if not finality.is_reviewed:
        return {}
    text = ""
    if entry.key is not None and entry.progress is not None:
        item = entry_item(*entry.key)
        known = finality.of_item(item, entry.progress.fiscal_year)
        text = finality_text(known, language)
    return {language.gettext("preliminary or final"): text}


def _year_text(year: int | None, language: Language) -> str:
    return "" if year is None else language.fiscal_year_title(year)
