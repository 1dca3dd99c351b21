"""The sheet of a staff survey's totals, found again in a workbook: its fields by their labels, its tables by their headings.

The sheet may have another name, its rows and columns may have been moved. A field's value stands right of its label; a
table begins at its row of headings, and where a heading could belong to either table, it belongs to the nearer one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.returns import SurveyTotals, WrittenCell
from dxkpi.returns.filled_form import TotalsChoice, TotalsDepartment
from dxkpi.returns.form_columns import (
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    FIELDS,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.workbook.cells import plain
from dxkpi.workbook.grid import SheetGrid

HEADINGS_SOUGHT = frozenset(
    plain(text)
    for name in (TotalsPart.MARK, TotalsPart.FELT)
    for text in TOTALS_HEADINGS[name]
)

_BY_LABEL = {plain(text): name for name in FIELDS for text in TOTALS_HEADINGS[name]}
_BY_HEADING: dict[str, frozenset[TotalsPart]] = {
    plain(text): frozenset(
        name
        for name in (*CHOICE_COLUMNS, *DEPARTMENT_COLUMNS)
        if text in TOTALS_HEADINGS[name]
    )
    for names in (CHOICE_COLUMNS, DEPARTMENT_COLUMNS)
    for column in names
    for text in TOTALS_HEADINGS[column]
}
_KINDS = (CHOICE_COLUMNS, DEPARTMENT_COLUMNS)
_EITHER = (TotalsPart.COUNT, TotalsPart.ANSWERS)


@dataclass(frozen=True)
class _Table:
    """A table of the sheet: its row of headings, its last row, and where each column stands."""

    head: int
    last: int
    columns: Mapping[TotalsPart, int]

    def covers(self, row: int, column: int) -> bool:
        return self.head <= row <= self.last and min(
            self.columns.values()
        ) <= column <= max(self.columns.values())


def recognise(sheets: Sequence[SheetGrid]) -> tuple[SurveyTotals | None, list[Finding]]:
    """The totals, where a sheet of the workbook has them, and what is odd about that sheet.

    A sheet that was left as it was given out counts only where no other was filled in.
    """
    found = [
        (sheet, totals) for sheet in sheets if (totals := _totals(sheet)) is not None
    ]
    found = [one for one in found if not one[0].hidden] or found
    if not found:
        return None, [
            told
            for sheet in sheets
            if sheet.name == TOTALS_SHEET
            for told in _missing(sheet)
        ]
    written = [one for one in found if one[1].is_filled_in]
    if not written:
        return found[0][1], []
    sheet, totals = written[0]
    if (
        len({tuple(cell.value for cell in _cells(other)) for _sheet, other in written})
        > 1
    ):
        names = FactList(tuple(other.name for other, _totals in written))
        return totals, [make_finding("totals_sheets", sheet=sheet.name, sheets=names)]
    renamed = (
        [make_finding("read_from_sheet", sheet=sheet.name)]
        if sheet.name != TOTALS_SHEET
        else []
    )
    return totals, renamed + _missing(sheet)


def _missing(sheet: SheetGrid) -> list[Finding]:
    """The columns that a sheet does not have; of a table that is not there the first."""
    return [
        make_finding(
            "column_missing", sheet=sheet.name, heading=TOTALS_HEADINGS[name][0]
        )
        for kind, table in zip(_KINDS, _tables(sheet), strict=True)
        for name in (kind if table else kind[:1])
        if table is None or name not in table.columns
    ]


def _cells(totals: SurveyTotals) -> Iterator[WrittenCell]:
    yield totals.question
    yield from totals.inputs
    yield from (cell for row in (*totals.choices, *totals.departments) for cell in row)


def _totals(sheet: SheetGrid) -> SurveyTotals | None:
    choices, departments = _tables(sheet)
    if choices is None:
        return None
    tables = [table for table in (choices, departments) if table is not None]
    fields = {name: _field(sheet, name, tables) for name in FIELDS}
    return SurveyTotals(
        **{name.value: cell for name, cell in fields.items()},
        choices=tuple(
            TotalsChoice(*cells) for cells in _rows(sheet, choices, CHOICE_COLUMNS)
        ),
        departments=tuple(
            TotalsDepartment(*cells)
            for cells in _rows(sheet, departments, DEPARTMENT_COLUMNS)
        ),
    )


# Tables


def _tables(sheet: SheetGrid) -> list[_Table | None]:
    """The table of choices and that of departments, as far as the sheet has them."""
    heads: list[tuple[int, dict[TotalsPart, int]] | None] = [None, None]
    for row in sheet.rows:
        named = _named(sheet, row)
        for n, kind in enumerate(_KINDS):
            own = {name: named[name] for name in kind if name in named}
            if heads[n] is None and len(own) > 1 and (kind[0] in own or len(own) > 2):
                heads[n] = row, own
    last = max(sheet.rows, default=0)
    return [_table(head, heads[1 - n], last) for n, head in enumerate(heads)]


def _table(
    head: tuple[int, dict[TotalsPart, int]] | None,
    other: tuple[int, dict[TotalsPart, int]] | None,
    last: int,
) -> _Table | None:
    """A table down to the sheet's last row, or to the headings of the other one where that stands below it."""
    if head is None:
        return None
    row, columns = head
    if (
        other is not None
        and other[0] > row
        and _overlap(columns.values(), other[1].values())
    ):
        last = other[0] - 1
    return _Table(row, last, columns)


def _named(sheet: SheetGrid, row: int) -> dict[TotalsPart, int]:
    """The columns that a row of headings names. One that could be of either table belongs to the heading left of it.

    Where a table is then left without, it gets one of the other's two, the nearer one. Tables that are mixed up with each
    other have none.
    """
    meant = {
        c: names
        for c in sheet.rows[row]
        if (names := _BY_HEADING.get(plain(sheet.text(row, c))))
    }
    sure = {c: next(iter(names)) for c, names in meant.items() if len(names) == 1}
    found = {name: c for c, name in reversed(sure.items())}
    spans = [[c for c, name in sure.items() if name in kind] for kind in _KINDS]
    if all(spans) and _overlap(*spans):
        return found
    unsure: dict[TotalsPart, list[int]] = {}
    for c, names in meant.items():
        beside = max(
            (other for other in sure if other < c), default=min(sure, default=None)
        )
        if len(names) > 1 and beside is not None:
            own_kind = _kind(sure[beside])
            unsure.setdefault(
                next(name for name in names if name in own_kind), []
            ).append(c)
    for name, other in (_EITHER, _EITHER[::-1]):
        own = [c for c, one in sure.items() if one in _kind(other)]
        if own and len(unsure.get(name, ())) > 1 and other not in unsure:
            nearest = min(unsure[name], key=lambda c: min(abs(c - at) for at in own))
            unsure[other] = [nearest]
            unsure[name].remove(nearest)
    return found | {name: columns[0] for name, columns in unsure.items()}


def _overlap(one: Collection[int], other: Collection[int]) -> bool:
    return min(one) <= max(other) and min(other) <= max(one)


def _kind(name: TotalsPart) -> Collection[TotalsPart]:
    return next(kind for kind in _KINDS if name in kind)


def _rows(
    sheet: SheetGrid, table: _Table | None, kind: Collection[TotalsPart]
) -> Iterator[tuple[WrittenCell, ...]]:
    """The rows of a table, also those in which nothing stands."""
    if table is None:
        return
    for row in sheet.rows:
        if table.head < row <= table.last:
            cells = tuple(_at(sheet, row, table.columns.get(name)) for name in kind)
            if plain(str(cells[0].value)) not in _BY_HEADING:
                yield cells


def _at(sheet: SheetGrid, row: int, column: int | None) -> WrittenCell:
    return WrittenCell(sheet.name, "") if column is None else sheet.at(row, column)


# Fields


def _field(sheet: SheetGrid, name: TotalsPart, tables: Sequence[_Table]) -> WrittenCell:
    """What stands right of a field's label, before anything else begins there."""
    for row, column in sorted(sheet.cells):
        if _label(sheet, row, column) is name and not any(
            table.covers(row, column) for table in tables
        ):
            for right in (c for c in sheet.rows[row] if c > column):
                if _label(sheet, row, right) or any(
                    table.covers(row, right) for table in tables
                ):
                    break
                return sheet.at(row, right)
            return sheet.at(row, column + 1)
    return WrittenCell(sheet.name, "")


def _label(sheet: SheetGrid, row: int, column: int) -> TotalsPart | None:
    return _BY_LABEL.get(plain(sheet.text(row, column)).rstrip(":"))
