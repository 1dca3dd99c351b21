"""A plan's table that lists measures and initiatives, perhaps by the years in which they
are done, as proposals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.indicator_table import (
    PlanTable,
    department_names,
    passage_of_row,
    text_of,
)
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.row_figures import IndicatorDraft
from dxkpi.drafting.table_body import BodyRow
from dxkpi.plan import Certainty, ScheduleKind

_ITEMS = re.compile(
    r"(?=(?:^|(?<=\s))(?:[(（]\s?[0-9０-９]{1,2}\s?[)）]|[①-⑳]|[・●○■]\s?))"
)
_SIGN = re.compile(r"(?:[(（]\s?[0-9０-９]{1,2}\s?[)）]|[①-⑳・●○■])\s*")
_ONLY_ARROW = re.compile(r"[→⇒➡⇨►▶─━―ー\-＞>●○◎◆■☆★\s]+")
_MILESTONE = re.compile(r"[●○◎◆☆★]")


@dataclass(frozen=True)
class ListedInTable:
    """A proposal that a row of the table gives."""

    proposal: Proposal
    row: int


@dataclass(frozen=True)
class _Span:
    """What is done in some years, and whether the table shows where it ends."""

    label: str
    start: int
    end: int
    has_ends: bool
    is_milestone: bool


def listed_in_table(table: PlanTable, key: str = "table") -> Iterator[ListedInTable]:
    """Measures, their departments, initiatives and schedule; none where the table has no
    column of either.
    """
    meanings = {column.meaning for column in table.columns}
    if not meanings & {ColumnMeaning.MEASURE, ColumnMeaning.INITIATIVE}:
        return
    measure, measure_key = "", None
    for row in table.rows:
        passage = passage_of_row(table, row, Passage(""), IndicatorDraft())
        name = _line(text_of(table, row, ColumnMeaning.MEASURE))
        if name and name != measure:
            measure, measure_key = name, f"{key}:measure:{row.number}"
            data = {"name": name}
            yield _listed(row, ProposalKind.MEASURE, measure_key, data, passage)
        yield from _of_row(table, row, f"{key}:{row.number}", measure_key, passage)


def _of_row(
    table: PlanTable,
    row: BodyRow,
    key: str,
    measure_key: str | None,
    passage: Passage,
) -> Iterator[ListedInTable]:
    departments = department_names(text_of(table, row, ColumnMeaning.DEPARTMENT))
    if departments:
        data = {"departments": departments}
        kind = ProposalKind.DEPARTMENT
        yield _listed(row, kind, f"{key}:departments", data, passage, measure_key)
    names = _items(text_of(table, row, ColumnMeaning.INITIATIVE))
    for number, name in enumerate(names, 1):
        initiative = f"{key}:initiative:{number}"
        kind = ProposalKind.INITIATIVE
        yield _listed(row, kind, initiative, {"name": name}, passage, measure_key)
    own_name = names[0] if len(names) == 1 else ""
    for number, span in enumerate(_spans(table, row), 1):
        entry = _schedule(span, own_name)
        if entry is not None:
            entry_key = f"{key}:schedule:{number}"
            yield _entry(row, entry_key, entry, passage, measure_key, span)


def _listed(
    row: BodyRow,
    kind: ProposalKind,
    key: str,
    data: dict[str, Any],
    passage: Passage,
    parent: str | None = None,
) -> ListedInTable:
    needs_parent = kind is not ProposalKind.MEASURE and parent is None
    doubts = (Doubt(DoubtCode.NO_PARENT),) if needs_parent else ()
    sureness = Sureness.CHECK if doubts else Sureness.SURE
    proposal = Proposal(kind, key, data, passage, parent, sureness, doubts)
    return ListedInTable(proposal, row.number)


def _entry(
    row: BodyRow,
    key: str,
    data: dict[str, Any],
    passage: Passage,
    parent: str | None,
    span: _Span,
) -> ListedInTable:
    doubts = [] if span.has_ends else [Doubt(DoubtCode.BARS_WITHOUT_ENDS)]
    if parent is None:
        doubts.append(Doubt(DoubtCode.NO_PARENT))
    proposal = Proposal(
        ProposalKind.SCHEDULE,
        key,
        data,
        passage,
        parent,
        Sureness.CHECK if doubts else Sureness.SURE,
        tuple(doubts),
    )
    return ListedInTable(proposal, row.number)


def _line(text: str) -> str:
    return " ".join(text.split())


def _items(text: str) -> list[str]:
    """The items of a cell that holds a list, without their signs: (1) … (2) …."""
    items = [_line(_SIGN.sub("", part, count=1)) for part in _ITEMS.split(text)]
    return [item for item in items if item]


# The years


def _spans(table: PlanTable, row: BodyRow) -> Iterator[_Span]:
    """What the columns of years say; equal texts side by side are one merged cell."""
    label, first, last = "", 0, 0
    for place, column in enumerate(table.columns):
        if column.meaning is not ColumnMeaning.YEAR or column.year is None:
            continue
        text = _line(row.cells[place])
        if text and text == label:
            last = column.year.fiscal_year
            continue
        if label:
            yield _span(label, first, last)
        label = text
        first = last = column.year.fiscal_year
    if label:
        yield _span(label, first, last)


def _span(text: str, first: int, last: int) -> _Span:
    bare = _line(re.sub(r"[→⇒➡⇨►▶●○◎◆☆★]", " ", text))
    is_milestone = first == last and bool(_MILESTONE.search(text))
    is_only_sign = bool(_ONLY_ARROW.fullmatch(text))
    has_ends = last > first or is_milestone or is_only_sign
    return _Span("" if is_only_sign else bare, first, last, has_ends, is_milestone)


def _schedule(span: _Span, name: str) -> dict[str, Any] | None:
    """An entry of the schedule; None where neither cell nor row has a label."""
    label = span.label or name
    if not label:
        return None
    kind = ScheduleKind.MILESTONE if span.is_milestone else ScheduleKind.BAR
    certainty = Certainty.STATED if span.has_ends else Certainty.INFERRED
    return {
        "kind": kind.value,
        "label": label,
        "start": span.start,
        "end": span.end,
        "certainty": certainty.value,
    }
