"""A row that reports the figure of an earlier year, which has come out since."""

from dxkpi.plan import Indicator
from dxkpi.returns.cell_values import number_in_cell, shown_value
from dxkpi.returns.figure_times import time_named
from dxkpi.returns.filled_form import FilledRow
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.several_figures import year_written_instead

_MOST_YEARS_BACK = 12


def year_of_row(
    indicator: Indicator, row: FilledRow, asked_year: int, fiscal_year: int
) -> int:
    """The year whose figure a row reports: the one that stands in the cell of the figure
    or of the month, where it can have one; else the year that is asked for.
    """
    published = indicator.published
    assert published is not None
    cell = row.cells.get(FormColumn.VALUE)
    written = None
    if cell is not None and not cell.is_blank:
        number = number_in_cell(cell, indicator.unit)
        written = year_written_instead(number, asked_year)
    if written is None:
        written = _year_of_month(row)
    is_plausible = (
        written is not None
        and fiscal_year - _MOST_YEARS_BACK <= written <= fiscal_year
        and published.has_figure(written)
    )
    return written if is_plausible and written is not None else asked_year


def _year_of_month(row: FilledRow) -> int | None:
    """The fiscal year that the cell of the month names: R6, R6.10; None for none."""
    cell = row.cells.get(FormColumn.AS_OF)
    if cell is None or cell.is_blank:
        return None
    time = time_named(shown_value(cell))
    return None if time is None else time.fiscal_year
