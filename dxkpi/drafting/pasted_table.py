"""A table that somebody pasted, with what each column was taken for and what each cell
was read as, to be settled before anything of it enters a draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.column_meaning import FIGURES, ColumnMeaning, read_heading
from dxkpi.drafting.figure_cell import parts_of_change, read_figure_cell
from dxkpi.drafting.indicator_table import (
    PROMISING,
    IndicatorOfTable,
    PlanTable,
    department_names,
    indicators_of_table,
    read_plan_table,
)
from dxkpi.drafting.listed_table import ListedInTable, listed_in_table
from dxkpi.drafting.pasted_cells import Rows, pasted_rows
from dxkpi.drafting.proposal import Proposal
from dxkpi.drafting.table_columns import UNKNOWN_YEARS, PlanYears
from dxkpi.drafting.table_head import PlanColumn
from dxkpi.fiscal import ParsedYear


class PastedKind(StrEnum):
    """What a pasted table gives."""

    INDICATORS = "indicators"
    INITIATIVES = "initiatives"
    """Measures and initiatives, perhaps with their years."""

    NOTHING = "nothing"
    """No table, or none of whose columns is known."""


class TableLack(StrEnum):
    """What a pasted table that proposes nothing lacks."""

    ROWS = "rows"
    """Anything beneath a head."""

    PLAN_YEARS = "plan_years"
    """What the plan's years are: only they tell which years' figures are targets."""

    NAME = "name"
    TARGET = "target"
    FIGURES = "figures"
    """Figures in the columns that hold targets."""


CellReading = CellFigure | ParsedYear | tuple[str, ...] | str | None
"""What a cell was read as: figures, a year, names of departments, a text; None for what
is not taken.
"""


@dataclass(frozen=True)
class PastedRow:
    """A row with its cells as they stand (or as they were taken from above), what each
    was read as, and what it proposes.
    """

    number: int
    cells: tuple[str, ...]
    readings: tuple[CellReading, ...]
    from_above: frozenset[int]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class PastedTable:
    """A pasted table. `said` are the columns of which somebody said what they are."""

    kind: PastedKind
    columns: tuple[PlanColumn, ...]
    rows: tuple[PastedRow, ...]
    grid: Rows
    years: PlanYears = UNKNOWN_YEARS
    said: Mapping[int, PlanColumn] = field(default_factory=dict)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What all rows propose, in their order."""
        return tuple(proposal for row in self.rows for proposal in row.proposals)

    @property
    def lack(self) -> TableLack | None:
        """Why it proposes nothing; None where it proposes something."""
        if self.proposals:
            return None
        if not self.rows:
            return TableLack.ROWS
        meanings = {column.meaning for column in self.columns}
        has_target = bool(meanings & PROMISING)
        has_years = any(column.year is not None for column in self.columns)
        if has_years and not has_target and self.years.first is None:
            return TableLack.PLAN_YEARS
        if ColumnMeaning.NAME not in meanings:
            return TableLack.NAME
        return TableLack.FIGURES if has_target else TableLack.TARGET


def read_pasted_table(text: str, years: PlanYears = UNKNOWN_YEARS) -> PastedTable:
    """What was pasted, HTML or text, read as a table of the plan with these years."""
    return _read(pasted_rows(text), years, {})


def with_meaning(
    table: PastedTable,
    column: int,
    meaning: ColumnMeaning,
    year: ParsedYear | None = None,
) -> PastedTable:
    """The same table with another meaning of a column; its year, where none is given,
    stays the one of its heading.
    """
    before = table.columns[column]
    said = replace(before, meaning=meaning, year=year or before.year, is_known=True)
    return _read(table.grid, table.years, {**table.said, column: said})


def _read(grid: Rows, years: PlanYears, said: Mapping[int, PlanColumn]) -> PastedTable:
    table = read_plan_table(grid, years, said)
    indicators = list(indicators_of_table(table, years))
    if table.promises:
        rows = _rows(table, _by_row(indicators))
        return PastedTable(
            PastedKind.INDICATORS, table.columns, rows, grid, years, said
        )
    listed = list(listed_in_table(table))
    rows = _rows(table, _by_row(listed))
    kind = PastedKind.INITIATIVES if listed else PastedKind.NOTHING
    return PastedTable(kind, table.columns, rows, grid, years, said)


def _by_row(
    read: "list[IndicatorOfTable] | list[ListedInTable]",
) -> dict[int, list[Proposal]]:
    result: dict[int, list[Proposal]] = {}
    for item in read:
        result.setdefault(item.row, []).append(item.proposal)
    return result


def _rows(
    table: PlanTable, proposals: Mapping[int, list[Proposal]]
) -> tuple[PastedRow, ...]:
    return tuple(
        PastedRow(
            row.number,
            row.cells,
            tuple(map(_reading, table.columns, row.cells)),
            row.from_above,
            tuple(proposals.get(row.number, ())),
        )
        for row in table.rows
    )


def _reading(column: PlanColumn, text: str) -> CellReading:
    if not text.strip() or column.meaning is ColumnMeaning.OTHER:
        return None
    if column.meaning in FIGURES and parts_of_change(text) is None:
        return read_figure_cell(text, column.unit)
    if column.meaning in (ColumnMeaning.TARGET_YEAR, ColumnMeaning.BASELINE_YEAR):
        heading = read_heading(text)
        return heading.year if heading is not None else None
    if column.meaning is ColumnMeaning.DEPARTMENT:
        return tuple(department_names(text))
    return " ".join(text.split())
