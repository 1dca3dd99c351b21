"""Several figures in a cell, in the order in which an indicator makes them likely."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, ShareCounts
from dxkpi.returns import plausibility
from dxkpi.returns.figure_times import is_of_other_year
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.reported_row import ReportedRow
from dxkpi.text.rounding import round_half_up


def number_as_asked(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    """The number with its values as the indicator makes them likely: for a running total
    the total first, for a change what it was last time with the change.
    """
    if len(set(number.times)) > 1:
        return _with_year_first(row, number)
    match number.kind:
        case NumberKind.TWO_FIGURES:
            return _with_likelier_first(row, number)
        case NumberKind.FRACTION:
            return _as_share(row, number)
        case NumberKind.PARTS if row.indicator.is_share:
            return replace(number, kind=NumberKind.SEVERAL, values=number.values[1:])
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


# Of several years


def _with_year_first(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    """The figure of the form's year first; next the one beside which no year stands."""

    def distance(figure: tuple[Decimal, ParsedYear | None]) -> int:
        _value, time = figure
        if time is None:
            return 1
        return 2 if is_of_other_year(time, row.form.fiscal_year) else 0

    figures = zip(number.values, number.times, strict=True)
    in_order = sorted(figures, key=distance)
    values = dict.fromkeys(value for value, _time in in_order)
    times = tuple(time for _value, time in in_order)
    return replace(number, values=tuple(values), times=times)


def year_written_instead(number: ParsedNumber, fiscal_year: int) -> int | None:
    """The other year that stands beside every figure of a cell, if it does."""
    others = [time for time in number.times if is_of_other_year(time, fiscal_year)]
    if not others or len(others) < len(number.times):
        return None
    return others[0].fiscal_year if others[0] else None


# Of a whole


def _as_share(row: ReportedRow, number: ParsedNumber) -> ParsedNumber:
    """4/10 as 40% where a share is asked for; else 4, which was counted."""
    share_whole = row.indicator.share_whole
    if share_whole is not None:
        share = fraction_as_share(number, share_whole, row.indicator.decimals)
        asks_for_counts = row.indicator.counts is not None
        return replace(share, counts=_counts_of(number)) if asks_for_counts else share
    values = tuple(dict.fromkeys(number.values))
    is_clear = number.unit_written  # a bare 4/10 may be a day
    kind = number.kind if is_clear else NumberKind.SEVERAL
    return replace(number, kind=kind, values=values)


def _counts_of(fraction: ParsedNumber) -> ShareCounts:
    counted, whole = fraction.values
    return ShareCounts(counted, whole)


def fraction_as_share(
    number: ParsedNumber, share_whole: Decimal, decimals: int
) -> ParsedNumber:
    """A fraction as the share that it is of so much, to so many digits after the point."""
    counted, whole = number.values
    share = round_half_up(counted * share_whole / whole, decimals)
    return replace(number, values=(share,))
