"""A plan's table of indicators as proposals, one for each row with something promised.

Columns are recognised by heading, else by contents; somebody may say another meaning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.column_meaning import FIGURES, GROUPS, ColumnMeaning, read_heading
from dxkpi.drafting.figure_cell import parts_of_change, read_figure_cell
from dxkpi.drafting.indicator_row import indicator_of_row
from dxkpi.drafting.proposal import (
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Span,
    Sureness,
)
from dxkpi.drafting.row_figures import DatedCell, FiguresOfRow, IndicatorDraft
from dxkpi.drafting.table_body import BodyRow, body_rows
from dxkpi.drafting.table_columns import UNKNOWN_YEARS, PlanYears, completed_columns
from dxkpi.drafting.table_head import PlanColumn, Rows, TableHead, read_head
from dxkpi.drafting.unit_in_name import name_and_unit
from dxkpi.fiscal import ParsedYear
from dxkpi.returns.missing_reasons import is_dash
from dxkpi.text.folding import usual_width

PROMISING = frozenset(
    (ColumnMeaning.TARGET, ColumnMeaning.CHANGE, ColumnMeaning.YEARLY_TARGET)
)
"""The meanings of columns that hold what is promised."""

BETWEEN_CELLS = " | "
"""What stands between the cells of a row in its passage."""


@dataclass(frozen=True)
class PlanTable:
    """A table whose columns and rows are known; `head` is where its head stands."""

    head: TableHead
    columns: tuple[PlanColumn, ...]
    rows: tuple[BodyRow, ...]

    @property
    def promises(self) -> bool:
        """Whether it has names and targets, as a table of indicators."""
        meanings = {column.meaning for column in self.columns}
        return ColumnMeaning.NAME in meanings and bool(meanings & PROMISING)


@dataclass(frozen=True)
class IndicatorOfTable:
    """A proposal for an indicator, and what of the table stands over it: the texts of its
    policy, measure and initiative, and of the last row over the whole width.
    """

    proposal: Proposal
    row: int
    under: Mapping[ColumnMeaning, str]
    section: str | None = None


def read_plan_table(
    rows: Rows,
    years: PlanYears = UNKNOWN_YEARS,
    meanings: Mapping[int, PlanColumn] | None = None,
) -> PlanTable:
    """The columns and rows of a table. `meanings` are columns of which somebody said what
    they are.
    """
    head = read_head(rows)
    said = meanings or {}
    columns = _with_said(head.columns, said)
    body = body_rows(rows, replace(head, columns=columns))
    columns = _with_said(completed_columns(columns, body, years), said)
    body = body_rows(rows, replace(head, columns=columns))
    return PlanTable(head, columns, tuple(body))


def _with_said(
    columns: Sequence[PlanColumn], said: Mapping[int, PlanColumn]
) -> tuple[PlanColumn, ...]:
    return tuple(said.get(place, column) for place, column in enumerate(columns))


def indicators_of_table(
    table: PlanTable,
    years: PlanYears = UNKNOWN_YEARS,
    *,
    key: str = "indicator",
    page: int | None = None,
    line: int | None = None,
    heading: str | None = None,
) -> Iterator[IndicatorOfTable]:
    """The indicators of a table; none where it is of something else."""
    if not table.promises:
        return
    place = Passage("", page, line, heading)
    for row in table.rows:
        indicator = _indicator_of_row(table, row, years, f"{key}:{row.number}", place)
        if indicator is not None:
            yield indicator


def _indicator_of_row(
    table: PlanTable, row: BodyRow, years: PlanYears, key: str, place: Passage
) -> IndicatorOfTable | None:
    written = " ".join(text_of(table, row, ColumnMeaning.NAME).split())
    name, unit = name_and_unit(written)
    figures = figures_of_row(table, row, name, unit)
    if not name or not _promises_something(figures):
        return None
    draft = indicator_of_row(figures, years)
    _doubt_columns(draft, table, row, name)
    passage = passage_of_row(table, row, place, draft)
    words = _words(table, row)
    data = {"name": name, "official": True, **words, **draft.data}
    data["quote"] = passage.text
    proposal = Proposal(
        kind=ProposalKind.INDICATOR,
        key=key,
        data=data,
        passage=passage,
        sureness=Sureness.CHECK if draft.doubts else Sureness.SURE,
        doubts=tuple(draft.doubts),
    )
    under = {
        meaning: text
        for meaning in GROUPS
        if (text := text_of(table, row, meaning).strip())
    }
    return IndicatorOfTable(proposal, row.number, under, row.section)


def _promises_something(figures: FiguresOfRow) -> bool:
    targets = [figures.target, *figures.yearly]
    return any(target is not None and not target.cell.is_empty for target in targets)


def _doubt_columns(
    draft: IndicatorDraft, table: PlanTable, row: BodyRow, name: str
) -> None:
    for place, column in enumerate(table.columns):
        is_used = column.meaning is not ColumnMeaning.OTHER and row.cells[place].strip()
        if is_used and not column.is_known:
            draft.doubt(DoubtCode.COLUMN_BY_CONTENTS, column=column.heading)
        if place not in row.from_above:
            continue
        if column.meaning is ColumnMeaning.NAME:
            draft.doubt(DoubtCode.NAME_FROM_ABOVE, name=name)
        elif column.meaning is ColumnMeaning.DEPARTMENT:
            draft.doubt(DoubtCode.DEPARTMENT_FROM_ABOVE, text=row.cells[place].strip())


# Texts


def text_of(table: PlanTable, row: BodyRow, meaning: ColumnMeaning) -> str:
    """The texts of a row's columns of a meaning, each once."""
    texts: dict[str, None] = {}
    for place, column in enumerate(table.columns):
        text = row.cells[place].strip()
        if column.meaning is meaning and text:
            texts[text] = None
    return "\n".join(texts)


_TEXT_FIELDS = (
    (ColumnMeaning.DEFINITION, "definition"),
    (ColumnMeaning.METHOD, "method"),
    (ColumnMeaning.SOURCE, "source"),
)


def _words(table: PlanTable, row: BodyRow) -> dict[str, Any]:
    data: dict[str, Any] = {}
    departments = department_names(text_of(table, row, ColumnMeaning.DEPARTMENT))
    if len(departments) == 1:
        data["department"] = departments[0]
    elif departments:
        data["departments"] = departments
    for meaning, field_name in _TEXT_FIELDS:
        text = text_of(table, row, meaning)
        if text:
            data[field_name] = text
    return data


_BETWEEN_NAMES = str.maketrans(dict.fromkeys("、,，・/／　;；", "\n"))


def department_names(text: str) -> list[str]:
    """The departments that a cell names: デジタル推進課、市民課."""
    names = dict.fromkeys(
        " ".join(name.split()) for name in text.translate(_BETWEEN_NAMES).split("\n")
    )
    return [name for name in names if name and name not in ("等", "ほか", "他")]


# Figures


def figures_of_row(
    table: PlanTable, row: BodyRow, name: str, unit_of_name: str | None = None
) -> FiguresOfRow:
    """What the cells of a row say in figures, all in the unit of the row: that of its
    column, else of its name, else of its figures.
    """
    unit = _unit_of_row(table, row)
    if unit is None:
        unit = unit_of_name
    is_of_column = unit is not None
    if unit is None:
        unit = _unit_of_figures(table, row)
    figures = FiguresOfRow(name, unit, is_unit_written_once=not is_of_column)
    for place, column in enumerate(table.columns):
        text = row.cells[place].strip()
        if column.meaning in FIGURES and text:
            figures = _with_cell(figures, column, text, table, row)
    return figures


def _unit_of_row(table: PlanTable, row: BodyRow) -> str | None:
    """The unit of its column, else the one that a column's heading has."""
    written = text_of(table, row, ColumnMeaning.UNIT).strip().strip("()（）")
    if is_dash(written):
        return ""
    if written and not any(letter.isdecimal() for letter in written):
        return usual_width(written)
    for column in table.columns:
        if column.unit is not None:
            return column.unit
    return None


def _unit_of_figures(table: PlanTable, row: BodyRow) -> str | None:
    """The unit that most of the row's figures carry, the first of several."""
    counts: dict[str, int] = {}
    for place, column in enumerate(table.columns):
        if column.meaning not in FIGURES:
            continue
        text = row.cells[place]
        for side in parts_of_change(text) or (text,):
            unit = read_figure_cell(side).unit
            if unit:
                counts[unit] = counts.get(unit, 0) + 1
    return max(counts, key=lambda unit: counts[unit], default=None)


def _with_cell(
    figures: FiguresOfRow,
    column: PlanColumn,
    text: str,
    table: PlanTable,
    row: BodyRow,
) -> FiguresOfRow:
    sides = parts_of_change(text)
    if sides is not None:
        old, new = (read_figure_cell(side, figures.unit) for side in sides)
        return replace(
            figures,
            baseline=figures.baseline or DatedCell(old),
            target=DatedCell(
                new, column.year or _year_in(table, row, ColumnMeaning.TARGET_YEAR)
            ),
        )
    cell = _as_heading_says(read_figure_cell(text, figures.unit), column)
    dated = DatedCell(cell, column.year)
    match column.meaning:
        case ColumnMeaning.BASELINE:
            year = column.year or _year_in(table, row, ColumnMeaning.BASELINE_YEAR)
            return replace(figures, baseline=DatedCell(cell, year))
        case ColumnMeaning.TARGET | ColumnMeaning.CHANGE:
            year = column.year or _year_in(table, row, ColumnMeaning.TARGET_YEAR)
            return replace(figures, target=DatedCell(cell, year))
        case ColumnMeaning.YEARLY_TARGET:
            return replace(figures, yearly=(*figures.yearly, dated))
        case ColumnMeaning.ACTUAL:
            return replace(figures, actuals=(*figures.actuals, dated))
    return figures


def _as_heading_says(cell: CellFigure, column: PlanColumn) -> CellFigure:
    """A total where the heading says so: 目標値（5年間の累計）."""
    if column.meaning is not ColumnMeaning.TARGET or cell.rule is not None:
        return cell
    heading = read_figure_cell(column.heading)
    if heading.total_years is None or not cell.has_figure:
        return cell
    return replace(
        cell,
        rule=heading.rule,
        total_years=heading.total_years,
        aggregation=heading.aggregation,
    )


def _year_in(
    table: PlanTable, row: BodyRow, meaning: ColumnMeaning
) -> ParsedYear | None:
    """The year in a column of its own: 目標年度, 基準年度."""
    text = text_of(table, row, meaning)
    heading = read_heading(text)
    is_year_alone = heading is not None and heading.meaning is ColumnMeaning.YEAR
    return heading.year if heading and is_year_alone else read_figure_cell(text).year


# The passage


def passage_of_row(
    table: PlanTable, row: BodyRow, place: Passage, draft: IndicatorDraft
) -> Passage:
    """The row as it stands, its used cells marked; those of a doubt as doubtful."""
    unclear = {
        doubt.facts.get("text") or doubt.facts.get("name") for doubt in draft.doubts
    }
    taken: list[Span] = []
    doubtful: list[Span] = []
    texts: list[str] = []
    position = 0
    for column, cell in zip(table.columns, row.cells, strict=True):
        text = " ".join(cell.split())
        if not text:
            continue
        span = (position, position + len(text))
        texts.append(text)
        position = span[1] + len(BETWEEN_CELLS)
        if column.meaning in (ColumnMeaning.OTHER, ColumnMeaning.NUMBER):
            continue
        is_doubtful = text in unclear or cell.strip() in unclear or not column.is_known
        (doubtful if is_doubtful else taken).append(span)
    return replace(
        place,
        text=BETWEEN_CELLS.join(texts),
        taken=tuple(taken),
        doubtful=tuple(doubtful),
    )
