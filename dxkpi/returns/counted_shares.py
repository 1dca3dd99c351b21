"""A share that is asked for with its two counts: 163/182, 182手続中163手続, 89.6%（163/182）."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.findings import IndicatorFigure
from dxkpi.plan import Indicator, ShareCounts
from dxkpi.returns import plausibility
from dxkpi.returns.cell_reading import TakenNumber, take_number
from dxkpi.returns.cell_values import number_in_cell
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.numbers import is_storable_figure
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.reported_row import ReportedRow
from dxkpi.text.rounding import digits_after_point
from dxkpi.text.written_counts import WrittenCounts, written_counts


def number_of_indicator(indicator: Indicator, cell: WrittenCell) -> ParsedNumber:
    """What a cell says of an indicator's figure; a share may be written by its counts."""
    return _counted_share(indicator, cell) or number_in_cell(cell, indicator.unit)


def _counted_share(indicator: Indicator, cell: WrittenCell) -> ParsedNumber | None:
    """The share with its counts; None where they are not asked for, or not written."""
    things, whole = indicator.counts, indicator.share_whole
    if things is None or whole is None or not isinstance(cell.value, str):
        return None
    written = written_counts(cell.value, things.unit or "")
    if written is None:
        return None
    if written.denominator == 0:
        return ParsedNumber(NumberKind.SHARE_OF_NOTHING)
    counts = ShareCounts(written.numerator, written.denominator)
    if not all(map(is_storable_figure, counts)):
        return ParsedNumber(NumberKind.TOO_LONG)
    number = _share_beside_rate(indicator, written, counts, whole)
    if not all(map(is_storable_figure, number.values)):
        return ParsedNumber(NumberKind.TOO_LONG)
    return number


def _share_beside_rate(
    indicator: Indicator, written: WrittenCounts, counts: ShareCounts, whole: Decimal
) -> ParsedNumber:
    """The share that the counts make, to the plan's digits, or to more where the rate
    beside them has more; both where the rate is another.
    """
    share, rate = counts.share(whole, indicator.decimals), written.rate
    number = ParsedNumber(
        NumberKind.NUMBER,
        (share,),
        as_written=written.is_plain,
        unit_written=True,
        counts=counts,
    )
    if rate is None:
        return number
    if not counts.make(rate, whole):
        return replace(number, kind=NumberKind.COUNTS_DISAGREE, values=(share, rate))
    is_exact_enough = digits_after_point(rate) >= indicator.decimals
    return replace(number, values=(rate,)) if is_exact_enough else number


def take_counted_share(row: ReportedRow, number: ParsedNumber) -> TakenNumber:
    """Take a share with its counts; they are dropped where the other rate was chosen."""
    share = number.values[0]

    def fact_of(value: Decimal) -> IndicatorFigure:
        counts = number.counts if value is share else None
        return plausibility.indicator_figure(row.indicator, value, counts=counts)

    taken = take_number(
        row.findings,
        row.value_cell,
        row.indicator.code,
        number,
        row.indicator.unit,
        fact_of,
    )
    return replace(taken, counts=number.counts if taken.value == share else None)
