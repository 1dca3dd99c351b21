"""How the rows of each table are rows of the document."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dxkpi.plan.document_columns import (
    FORMER_TARGET,
    INDICATOR_COLUMNS,
    POLICY_KIND,
    REFERENCE_KIND,
    YEAR_UNKNOWN,
    BookRole,
    BookTable,
)
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.plan.fields import MOST_DECIMALS
from dxkpi.plan.target import TargetRule
from dxkpi.plan.written_promises import dated_figure, parted_at_arrow, written_promise
from dxkpi.text.folding import folded_text
from dxkpi.workbook.plan_book.row_groups import Rows, read_gradings, read_surveys
from dxkpi.workbook.plan_book.table_rows import TableRow

RowReader = Callable[[Rows, int | None], Iterator[DocumentRow]]


def _plain_rows(section: DocumentSection) -> RowReader:
    def read(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
        for row in rows:
            yield row.document_row(section)

    return read


def _rows_of_measures(section: DocumentSection) -> RowReader:
    """Rows in which the measure's number may stand in the first of several only."""

    def read(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
        measure = ""
        for row in rows:
            document_row = row.document_row(section)
            measure = document_row.owners.setdefault(BookRole.MEASURE, measure)
            yield document_row

    return read


def _policies_and_measures(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
    policy: DocumentRow | None = None
    for row in rows:
        if _is_policy(row, has_policy=policy is not None):
            policy = row.document_row(DocumentSection.POLICY)
            policy.values = {
                path: value
                for path, value in policy.values.items()
                if path in _OF_POLICY
            }
            policy.owners.clear()
            yield policy
            continue
        measure = row.document_row(DocumentSection.MEASURE)
        measure.above = policy
        yield measure


_OF_POLICY = (("number",), ("name",), ("description",))


def _is_policy(row: TableRow, *, has_policy: bool) -> bool:
    """Whether a row is of a policy; where it does not say, by what it belongs to."""
    kind = row.text(role=BookRole.KIND)
    if kind:
        return folded_text(kind) == folded_text(POLICY_KIND)
    number = row.text(path=("number",))
    is_nested = any(sign in number for sign in "-－―ー.．(（")
    return not has_policy or not (row.text(role=BookRole.POLICY) or is_nested)


# Indicators


def _indicators(rows: Rows, last_year: int | None) -> Iterator[DocumentRow]:
    for row in rows:
        document_row = row.document_row(DocumentSection.INDICATOR)
        if row.has(role=BookRole.DEPARTMENTS):
            departments = row.value(role=BookRole.DEPARTMENTS)
            is_list = isinstance(departments, list)
            values = document_row.values
            values["department",] = None if is_list else departments
            values["departments",] = departments if is_list else None
            cell = row.cell(role=BookRole.DEPARTMENTS)
            document_row.cells["department",] = cell
            document_row.cells["departments",] = cell
        _read_years_in_headings(document_row, row)
        _read_promises(document_row, last_year)
        _read_unknown_year(document_row)
        _read_digits(document_row)
        yield document_row


def _read_digits(row: DocumentRow) -> None:
    """Let the figures of a new indicator say how many digits the plan prints; a part has
    them from its indicator.
    """
    if BookRole.INDICATOR in row.owners:
        return
    figures = [row.values.get(path) for path in _YEAR_OF]
    digits = max(_digits_of(figure) for figure in figures)
    row.usual["decimals",] = min(digits, MOST_DECIMALS)


def _digits_of(figure: Any) -> int:
    match = _DECIMALS.search(str(figure)) if figure is not None else None
    return len(match[1]) if match else 0


_DECIMALS = re.compile(r"[0-9０-９][.．]([0-9０-９]+)")


_YEAR_OF: dict[tuple[str, ...], tuple[str, ...]] = {
    ("baseline", "value"): ("baseline", "fiscal_year"),
    ("target", "value"): ("target", "fiscal_year"),
}


def _read_years_in_headings(document_row: DocumentRow, row: TableRow) -> None:
    """Let 現状値（R6）be the year of the figures under it."""
    for column, place in row.places.items():
        year = row.table.heading_years.get(place)
        year_path = _YEAR_OF.get(column.path)
        if year is None or year_path is None:
            continue
        has_figure = document_row.values.get(column.path) is not None
        if has_figure and document_row.values.get(year_path) is None:
            document_row.values[year_path] = year
            document_row.cells[year_path] = document_row.cells[column.path]


def _read_promises(row: DocumentRow, last_year: int | None) -> None:
    """Part 58.2%（R4）→ 70%（R9）and what else stands in one cell in a few words."""
    for path in _YEAR_OF:
        text = row.values.get(path)
        parts = parted_at_arrow(text) if isinstance(text, str) else None
        if parts is not None:
            _put(row, ("baseline", "value"), parts[0], path)
            _put(row, ("target", "value"), parts[1], path)
    baseline = row.values.get(("baseline", "value"))
    dated = dated_figure(baseline) if isinstance(baseline, str) else None
    if dated is not None:
        source = ("baseline", "value")
        row.values[source] = dated.figure
        _fill(row, ("baseline", "fiscal_year"), dated.fiscal_year, source)
    _read_target(row, last_year)


def _read_target(row: DocumentRow, last_year: int | None) -> None:
    source = ("target", "value")
    target = row.values.get(source)
    promise = written_promise(target, last_year) if isinstance(target, str) else None
    if promise is not None:
        row.values[source] = promise.figure
        _fill(row, ("target", "fiscal_year"), promise.fiscal_year, source)
        _fill(row, ("target", "rule"), promise.rule, source)
        _fill(row, ("target", "comparator"), promise.comparator, source)
        _fill(row, ("target", "since"), promise.since, source)
    has_year = row.values.get(("target", "fiscal_year")) is not None
    if row.values.get(source) is not None and has_year:
        _fill(row, ("target", "rule"), TargetRule.REACH, source)


def _fill(
    row: DocumentRow, path: tuple[str, ...], value: Any, source: tuple[str, ...]
) -> None:
    """Let a value stand where the row says none."""
    if value is not None and row.values.get(path) is None:
        _put(row, path, value, source)


def _put(
    row: DocumentRow, path: tuple[str, ...], value: Any, source: tuple[str, ...]
) -> None:
    row.values[path] = value
    row.cells[path] = row.cells[source]
    row.numbers.discard(path)


def _read_unknown_year(row: DocumentRow) -> None:
    year = row.values.get(("baseline", "fiscal_year"))
    if isinstance(year, str) and year.strip() == YEAR_UNKNOWN:
        row.values["baseline", "fiscal_year"] = None
        row.values["baseline", "year_unknown"] = True


_SHOWN_WITH_INDICATORS = {
    column.path for column in INDICATOR_COLUMNS.columns if column.role is None
}


def _targets(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
    for row in rows:
        is_former = folded_text(row.text(role=BookRole.KIND)) == folded_text(
            FORMER_TARGET
        )
        if is_former:
            document_row = row.document_row(DocumentSection.FORMER_TARGET)
            _read_unknown_year(document_row)
            yield document_row
            continue
        document_row = row.document_row(DocumentSection.DETAIL)
        document_row.values = {
            path: value
            for path, value in document_row.values.items()
            if path[0] == "target"
            and (value is not None or path not in _SHOWN_WITH_INDICATORS)
        }
        yield document_row


def _figures(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
    for row in rows:
        kind = folded_text(row.text(role=BookRole.KIND))
        is_reference = kind == folded_text(REFERENCE_KIND)
        is_reference = is_reference or (not kind and bool(row.text(path=("series",))))
        if is_reference:
            document_row = row.document_row(DocumentSection.REFERENCE)
            _leave_out(document_row, _ONLY_OF_ACTUALS)
        else:
            document_row = row.document_row(DocumentSection.ACTUAL)
            _leave_out(document_row, ("series",))
        yield document_row


_ONLY_OF_ACTUALS = ("approximate", "missing", "note", "countermeasure")


def _leave_out(row: DocumentRow, names: Sequence[str]) -> None:
    """Take fields away that the object has not, where nothing stands in them."""
    for name in names:
        if row.values.get((name,)) is None:
            row.values.pop((name,), None)


READERS: Mapping[BookTable, RowReader] = {
    BookTable.POLICIES: _policies_and_measures,
    BookTable.INITIATIVES: _rows_of_measures(DocumentSection.INITIATIVE),
    BookTable.INDICATORS: _indicators,
    BookTable.DETAILS: _plain_rows(DocumentSection.DETAIL),
    BookTable.TARGETS: _targets,
    BookTable.FIGURES: _figures,
    BookTable.SCHEDULE: _rows_of_measures(DocumentSection.SCHEDULE),
    BookTable.DEPARTMENTS: _plain_rows(DocumentSection.DEPARTMENT),
    BookTable.GRADING: read_gradings,
    BookTable.REPORTS: _plain_rows(DocumentSection.REPORT),
    BookTable.MARKS: _plain_rows(DocumentSection.MARK),
    BookTable.DECISIONS: _plain_rows(DocumentSection.DECISION),
    BookTable.SURVEYS: read_surveys,
}
