"""What the columns of a table are of where their headings do not say it: by their place,
their contents and the plan's period.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dxkpi.drafting.column_meaning import FIGURES, GROUPS, ColumnMeaning
from dxkpi.drafting.figure_cell import read_figure_cell
from dxkpi.drafting.table_body import BodyRow
from dxkpi.drafting.table_head import PlanColumn
from dxkpi.plan import TargetRule
from dxkpi.text.units import ANY_UNIT


@dataclass(frozen=True)
class PlanYears:
    """The first and the last fiscal year of a plan, as far as they are known."""

    first: int | None = None
    last: int | None = None


UNKNOWN_YEARS = PlanYears()

_UNIT = re.compile(
    rf"[(（]?(?:{ANY_UNIT}|[^\s0-9０-９]{{1,4}}/[^\s0-9０-９]{{1,4}})[)）]?"
)
_OFFICE = re.compile(
    r"\S{1,12}(?:課|室|係|局|部|署|センター|事務局|委員会|支所|病院|図書館)"
)
_NAME_AMONG = (ColumnMeaning.INITIATIVE, ColumnMeaning.DEFINITION, ColumnMeaning.OTHER)


def completed_columns(
    columns: Sequence[PlanColumn], rows: Sequence[BodyRow], years: PlanYears
) -> tuple[PlanColumn, ...]:
    """The columns, also those without a heading of their own that is known."""
    result = _with_aims_as_names(_by_contents(list(columns), rows), rows)
    result = _with_years(result, rows, years)
    return tuple(_with_name(result, rows))


def cells_of(rows: Sequence[BodyRow], place: int) -> list[str]:
    """The texts that stand in a column."""
    return [row.cells[place].strip() for row in rows if row.cells[place].strip()]


def _with_aims_as_names(
    columns: list[PlanColumn], rows: Sequence[BodyRow]
) -> list[PlanColumn]:
    """A column 数値目標 that holds no figures, beside one with targets, has names."""
    targets = [
        place
        for place, column in enumerate(columns)
        if column.meaning is ColumnMeaning.TARGET
    ]
    if len(targets) < 2 or _has(columns, ColumnMeaning.NAME):
        return columns
    first = targets[0]
    if columns[first].year is None and _are_texts(cells_of(rows, first)):
        _set(columns, first, ColumnMeaning.NAME)
    return columns


# By contents


def _by_contents(
    columns: list[PlanColumn], rows: Sequence[BodyRow]
) -> list[PlanColumn]:
    """Where no heading is known at all: units, offices and figures by how they look."""
    if any(column.is_known for column in columns):
        return columns
    figures = []
    for place in range(len(columns)):
        cells = cells_of(rows, place)
        meaning = _meaning_of_texts(cells)
        if meaning is not None:
            _set(columns, place, meaning)
        elif _are_figures(cells):
            figures.append(place)
    if figures and _are_numbered(cells_of(rows, figures[0])):
        _set(columns, figures.pop(0), ColumnMeaning.NUMBER)
    if len(figures) >= 2:
        _set(columns, figures.pop(0), ColumnMeaning.BASELINE)
    for place in figures[:-1]:
        _set(columns, place, ColumnMeaning.YEARLY_TARGET)
    for place in figures[-1:]:
        _set(columns, place, ColumnMeaning.TARGET)
    return columns


def _set(columns: list[PlanColumn], place: int, meaning: ColumnMeaning) -> None:
    columns[place] = replace(columns[place], meaning=meaning)


def _meaning_of_texts(cells: list[str]) -> ColumnMeaning | None:
    if _mostly(_UNIT, cells):
        return ColumnMeaning.UNIT
    return ColumnMeaning.DEPARTMENT if _mostly(_OFFICE, cells) else None


def _mostly(pattern: re.Pattern[str], cells: list[str]) -> bool:
    matching = [cell for cell in cells if pattern.fullmatch(cell.split("\n")[0])]
    return bool(cells) and 3 * len(matching) >= 2 * len(cells)


def _are_figures(cells: list[str]) -> bool:
    """Whether most cells are figures, or say something in place of one."""
    figures = [cell for cell in cells if _is_figure(cell)]
    return 2 * len(figures) > len(cells)


def _are_measured(cells: list[str]) -> bool:
    """Whether most cells are figures, and not what is done in a year."""
    read = [read_figure_cell(cell) for cell in cells]
    figures = [cell for cell in read if cell.has_figure or cell.rule in _MEASURED]
    return 2 * len(figures) > len(cells)


def _has_only_figures(rows: Sequence[BodyRow], place: int) -> bool:
    cells = [read_figure_cell(cell) for cell in cells_of(rows, place)]
    return bool(cells) and all(cell.has_figure for cell in cells)


_MEASURED = (TargetRule.IMPROVE, TargetRule.KEEP)


def _is_figure(text: str) -> bool:
    cell = read_figure_cell(text)
    return cell.has_figure or cell.is_empty or cell.rule is not None


def _are_numbered(cells: list[str]) -> bool:
    """Whether cells are 1, 2, 3: the numbers of rows."""
    return cells == [str(number) for number in range(1, len(cells) + 1)]


# By years


def _with_years(
    columns: list[PlanColumn], rows: Sequence[BodyRow], years: PlanYears
) -> list[PlanColumn]:
    """Columns of years as what they are, where their cells are figures."""
    places = [
        place
        for place, column in enumerate(columns)
        if column.meaning is ColumnMeaning.YEAR
    ]
    cells = [cell for place in places for cell in cells_of(rows, place)]
    if not cells:
        return _with_latest_actual(columns)
    if not _are_measured(cells):  # what is done in some years, figures in others
        places = [place for place in places if _has_only_figures(rows, place)]
    has_target = _has(columns, ColumnMeaning.TARGET)
    baseline = _latest_year(columns, ColumnMeaning.BASELINE)
    reported = baseline or _latest_year(columns, ColumnMeaning.ACTUAL)
    for place in places:
        meaning = ColumnMeaning.YEARLY_TARGET
        if _is_before(columns[place], years, reported):
            meaning = ColumnMeaning.ACTUAL
        columns[place] = replace(columns[place], meaning=meaning)
    if not has_target:
        _make_last(columns, places, ColumnMeaning.YEARLY_TARGET, ColumnMeaning.TARGET)
    return _with_latest_actual(columns)


def _with_latest_actual(columns: list[PlanColumn]) -> list[PlanColumn]:
    """The latest reported figure as the baseline, where no column is called so."""
    if _has(columns, ColumnMeaning.BASELINE) or not _promises(columns):
        return columns
    actual = [
        place
        for place, column in enumerate(columns)
        if column.meaning is ColumnMeaning.ACTUAL and column.year is not None
    ]
    _make_last(columns, actual, ColumnMeaning.ACTUAL, ColumnMeaning.BASELINE)
    return columns


def _has(columns: list[PlanColumn], meaning: ColumnMeaning) -> bool:
    return any(column.meaning is meaning for column in columns)


def _latest_year(columns: list[PlanColumn], meaning: ColumnMeaning) -> int | None:
    years = [
        column.year.fiscal_year
        for column in columns
        if column.meaning is meaning and column.year is not None
    ]
    return max(years, default=None)


def _is_before(column: PlanColumn, years: PlanYears, baseline: int | None) -> bool:
    """Whether a column's figures were reported: its year lies before the plan, or nothing
    tells that it does not.
    """
    assert column.year is not None
    year = column.year.fiscal_year
    if baseline is not None:
        return year <= baseline
    return years.first is None or year < years.first


def _make_last(
    columns: list[PlanColumn],
    places: list[int],
    meaning: ColumnMeaning,
    other: ColumnMeaning,
) -> None:
    matching = [place for place in places if columns[place].meaning is meaning]
    if matching:
        columns[matching[-1]] = replace(columns[matching[-1]], meaning=other)


# The name


def _with_name(columns: list[PlanColumn], rows: Sequence[BodyRow]) -> list[PlanColumn]:
    """Where no column is the indicator's name: the nearest text before the figures."""
    if _has(columns, ColumnMeaning.NAME) or not _promises(columns):
        return columns
    first = min(
        place for place, column in enumerate(columns) if column.meaning in FIGURES
    )
    for allowed in (_NAME_AMONG, GROUPS):
        for place in range(first - 1, -1, -1):
            column = columns[place]
            if column.meaning in allowed and _are_texts(cells_of(rows, place)):
                _set(columns, place, ColumnMeaning.NAME)
                return columns
    return columns


def _promises(columns: list[PlanColumn]) -> bool:
    wanted = (ColumnMeaning.TARGET, ColumnMeaning.CHANGE, ColumnMeaning.YEARLY_TARGET)
    return any(column.meaning in wanted for column in columns)


def _are_texts(cells: list[str]) -> bool:
    return bool(cells) and not _are_figures(cells)
