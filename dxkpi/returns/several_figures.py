"""Several figures in a cell, in the order in which an indicator makes them likely."""

from dataclasses import replace

from dxkpi.plan import Aggregation
from dxkpi.returns import plausibility
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.reported_row import ReportedRow


def number_as_asked(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    """The number with its values as the indicator makes them likely: for a running total
    the total first, for a change what it was last time with the change.
    """
    match number.kind:
        case NumberKind.TWO_FIGURES:
            return _with_likelier_first(row, number)
        case NumberKind.CHANGE:
            return _with_sum(row, number)
        case _:
            return number


def _with_likelier_first(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    first, second = number.values
    total = number.total
    wants_total = row.indicator.aggregation is Aggregation.CUMULATIVE
    if wants_total and total is None:
        total = 0 if first >= second else 1
    is_second_likelier = total == 1 if wants_total else total == 0
    if row.indicator.aggregation is Aggregation.POINT:
        is_second_likelier = False
    values = (second, first) if is_second_likelier else (first, second)
    return replace(number, values=tuple(dict.fromkeys(values)))


def _with_sum(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    """The change itself, where figures may be below zero; else also what it leads to."""
    change = number.values[0]
    year = row.form.fiscal_year
    known = plausibility.figures_of_other_years(row.indicator, year)
    if any(figure < 0 for figure in known):
        return replace(number, kind=NumberKind.NUMBER)
    last = plausibility.last_value(row.indicator, year)
    if last is None:
        return number
    figure = last + change
    if change < 0:
        return replace(number, values=(figure, change))
    return replace(number, values=(change, figure))
