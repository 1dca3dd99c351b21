"""Yearly reports and the city's own marks to rows: kept for each year, superseded like
figures.

What is the same stays, what differs gets a new row that supersedes the old one, and what
is gone is superseded by nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, select

from dxkpi.plan import OwnMark, Plan, YearlyReport
from dxkpi.rules import ReportKey
from dxkpi.store.rows import Fields, fields_of, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import OWN_MARK, YEARLY_REPORT, MarkedKind

Place = tuple[Any, ...]
Rows = Mapping[Place, Fields]

OF_MEASURE = ""
"""The number of the initiative in what is about a measure, or about no initiative at all."""


@dataclass(frozen=True)
class KeptEachYear:
    """A table of what is said each year: what tells a place, and what is said there."""

    table: Table
    place: tuple[str, ...]
    content: tuple[str, ...]
    value_of: Callable[[Row[Any]], YearlyReport | OwnMark]
    key_of: Callable[[Row[Any]], ReportKey]

    def place_of(self, row: Mapping[Any, Any]) -> Place:
        return tuple(row[name] for name in self.place)

    def says_the_same(self, stored: Fields, wanted: Fields) -> bool:
        return all(stored[name] == wanted[name] for name in self.content)


def report_of(row: Row[Any]) -> YearlyReport:
    """A row as the report it is."""
    return YearlyReport.model_validate(fields_of(row, YearlyReport))


def mark_of(row: Row[Any]) -> OwnMark:
    """A row as the mark it is."""
    return OwnMark.model_validate(fields_of(row, OwnMark))


def report_key(row: Row[Any]) -> ReportKey:
    """Which initiative, or measure, a row of the reports is about."""
    return row.measure, row.initiative


def mark_key(row: Row[Any]) -> ReportKey:
    """The place of what a row of the marks is about, and the initiative there."""
    return row.place, row.initiative


REPORTS = KeptEachYear(
    YEARLY_REPORT,
    ("plan_id", "measure", "initiative", "fiscal_year"),
    ("state", "done", "results", "difficulties", "next_steps"),
    report_of,
    report_key,
)
MARKS = KeptEachYear(
    OWN_MARK,
    ("plan_id", "marked", "place", "initiative", "fiscal_year", "by"),
    ("mark", "text", "decided"),
    mark_of,
    mark_key,
)


def record_reports(
    connection: Connection, revision: int, plans: Mapping[int, Plan]
) -> None:
    """Bring the yearly reports of plans, by their numbers, to what the plans say."""
    rows: list[Fields] = []
    for plan_id, plan in plans.items():
        rows += _report_rows(plan, plan_id)
    of_plans = YEARLY_REPORT.c.plan_id.in_(plans)
    _record(connection, revision, REPORTS, rows, of_plans)


def record_marks(
    connection: Connection, revision: int, plans: Mapping[int, Plan]
) -> None:
    """Bring the city's own marks in plans, by their numbers, to what the plans say."""
    rows: list[Fields] = []
    for plan_id, plan in plans.items():
        rows += _mark_rows(plan, plan_id)
    of_plans = OWN_MARK.c.plan_id.in_(plans)
    _record(connection, revision, MARKS, rows, of_plans)


def record_yearly_reports(
    connection: Connection, revision: int, plan_id: int, plan: Plan
) -> None:
    """Bring what is said of a plan's measures and initiatives to what the plan says; it
    may lack indicators, whose marks are left alone.
    """
    record_reports(connection, revision, {plan_id: plan})
    of_measures = (MarkedKind.MEASURE, MarkedKind.INITIATIVE)
    rows = [row for row in _mark_rows(plan, plan_id) if row["marked"] in of_measures]
    m = OWN_MARK.c
    condition = and_(m.plan_id == plan_id, m.marked.in_(of_measures))
    _record(connection, revision, MARKS, rows, condition)


def _record(
    connection: Connection,
    revision: int,
    kept: KeptEachYear,
    rows: Iterable[Fields],
    of_plans: ColumnElement[bool],
) -> None:
    wanted = {kept.place_of(row): row for row in rows}
    current = _current_rows(connection, kept, of_plans)
    unchanged = {
        place
        for place, row in wanted.items()
        if place in current and kept.says_the_same(current[place], row)
    }
    outdated = [row["id"] for place, row in current.items() if place not in unchanged]
    superseded = [{"id": number, "superseded_in": revision} for number in outdated]
    update_rows(connection, kept.table, "id", superseded)
    update_rows(connection, kept.table, "id", _moves(current, wanted, unchanged))

    new = [row for place, row in wanted.items() if place not in unchanged]
    stamp = {"recorded_in": revision, "superseded_in": None}
    numbers = free_numbers(connection, kept.table) if new else ()
    added = [
        {"id": number, **row, **stamp}
        for number, row in zip(numbers, new, strict=False)
    ]
    insert_rows(connection, kept.table, added)


def _current_rows(
    connection: Connection, kept: KeptEachYear, of_plans: ColumnElement[bool]
) -> Rows:
    query = select(kept.table).where(of_plans, kept.table.c.superseded_in.is_(None))
    rows = connection.execute(query).mappings()
    return {kept.place_of(row): dict(row) for row in rows}


def _moves(current: Rows, wanted: Rows, unchanged: Iterable[Place]) -> list[Fields]:
    """The new positions of what stays as it is but stands elsewhere in the plan."""
    moves = []
    for place in unchanged:
        position = wanted[place]["position"]
        if position != current[place]["position"]:
            moves.append({"id": current[place]["id"], "position": position})
    return moves


# What the plans say, as rows


def _report_rows(plan: Plan, plan_id: int) -> Iterator[Fields]:
    for measure in plan.measures:
        own = {"plan_id": plan_id, "measure": measure.number}
        yield from _rows_of(measure.reports, own | {"initiative": OF_MEASURE})
        for initiative in measure.initiatives:
            below = own | {"initiative": initiative.number}
            yield from _rows_of(initiative.reports, below)


def _mark_rows(plan: Plan, plan_id: int) -> Iterator[Fields]:
    for kind, place, initiative, marks in _marked(plan):
        subject = {"marked": kind, "place": place, "initiative": initiative}
        yield from _rows_of(marks, {"plan_id": plan_id} | subject)


def _marked(
    plan: Plan,
) -> Iterator[tuple[MarkedKind, str, str, tuple[OwnMark, ...]]]:
    """Everything that a city may have marked, with its marks."""
    for policy in plan.policies:
        yield MarkedKind.POLICY, policy.number, OF_MEASURE, policy.marks
    for measure in plan.measures:
        yield MarkedKind.MEASURE, measure.number, OF_MEASURE, measure.marks
        for initiative in measure.initiatives:
            yield (
                MarkedKind.INITIATIVE,
                measure.number,
                initiative.number,
                initiative.marks,
            )
    for indicator in plan.indicators:
        yield MarkedKind.INDICATOR, indicator.code, OF_MEASURE, indicator.marks


def _rows_of(
    entries: Sequence[YearlyReport] | Sequence[OwnMark], subject: Fields
) -> Iterator[Fields]:
    for position, one in enumerate(entries):
        yield subject | fields_of(one, type(one)) | {"position": position}


# Rows, as what the plans say


class ReportsByPlace:
    """The reports and marks of one plan, by what they are about."""

    def __init__(
        self, reports: Iterable[Row[Any]] = (), marks: Iterable[Row[Any]] = ()
    ) -> None:
        self._reports: dict[ReportKey, list[Fields]] = {}
        for row in reports:
            key = report_key(row)
            self._reports.setdefault(key, []).append(fields_of(row, YearlyReport))
        self._marks: dict[tuple[str, str, str], list[Fields]] = {}
        for row in marks:
            subject = (row.marked, row.place, row.initiative)
            self._marks.setdefault(subject, []).append(fields_of(row, OwnMark))

    def of_policy(self, number: str) -> Fields:
        return {"marks": self._marks_of(MarkedKind.POLICY, number)}

    def of_measure(self, number: str) -> Fields:
        reports = self._reports.get((number, OF_MEASURE), [])
        return {"reports": reports, "marks": self._marks_of(MarkedKind.MEASURE, number)}

    def of_initiative(self, measure: str, number: str) -> Fields:
        marks = self._marks_of(MarkedKind.INITIATIVE, measure, number)
        return {"reports": self._reports.get((measure, number), []), "marks": marks}

    def of_indicator(self, code: str) -> Fields:
        return {"marks": self._marks_of(MarkedKind.INDICATOR, code)}

    def _marks_of(
        self, kind: MarkedKind, place: str, initiative: str = OF_MEASURE
    ) -> list[Fields]:
        return self._marks.get((kind.value, place, initiative), [])
