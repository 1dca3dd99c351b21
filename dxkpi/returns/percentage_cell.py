"""A number that its cell shows as a percentage: what the cell holds, or what people see."""

from decimal import Decimal

from dxkpi.findings import Fact, Percentage, Phrase
from dxkpi.plan import Indicator
from dxkpi.returns import plausibility
from dxkpi.returns.cell_reading import TakenNumber
from dxkpi.returns.cell_values import as_percentage, digits_text
from dxkpi.returns.reported_row import ReportedRow


def take_percentage(row: ReportedRow, number: Decimal) -> TakenNumber:
    """The figure of a cell that holds a number and shows it as a percentage.

    0.75 is 75; but 64.4, which is shown as 6440%, is asked about.
    """
    seen = as_percentage(number)
    if not _counts_percents(row.indicator):
        return _take_where_things_are_counted(row, number, seen)
    if _may_be_meant_as_held(row, number, seen):
        return _take_once_chosen(
            row,
            "ratio_as_share",
            (number, seen),
            value=digits_text(number),
            shown=_as_shown(seen),
            percent=row.fact_of(number),
        )
    row.tell("percent_cell", row.value_cell, read=row.fact_of(seen))
    return TakenNumber(seen)


def _may_be_meant_as_held(row: ReportedRow, number: Decimal, seen: Decimal) -> bool:
    """Whether 64.4 shown as 6440% may be meant for 64.4%, or 0.5 shown as 50% for 0.5%."""
    if abs(number) > 1:
        return abs(seen) > 2 * _highest_likely_percentage(row)
    year = row.form.fiscal_year
    return plausibility.is_nearer(row.indicator, year, number, seen)


def _counts_percents(indicator: Indicator) -> bool:
    return indicator.is_percentage or indicator.unit in ("ポイント", "pt")


def _highest_likely_percentage(row: ReportedRow) -> Decimal:
    """100%, or more where the plan has more."""
    known = plausibility.figures_of_other_years(row.indicator, row.form.fiscal_year)
    return max([Decimal(100), *map(abs, known)])


def _take_where_things_are_counted(
    row: ReportedRow, number: Decimal, seen: Decimal
) -> TakenNumber:
    """Neither is surely meant: 0.75 is likely 75, and 64 likely 64."""
    likely_first = (seen, number) if abs(number) < 1 else (number, seen)
    return _take_once_chosen(
        row,
        "other_unit",
        likely_first,
        value=_as_shown(seen),
        unit=row.indicator.unit or Phrase.NO_UNIT,
        read=row.fact_of(likely_first[0]),
    )


def _as_shown(seen: Decimal) -> Percentage:
    is_whole = seen == seen.to_integral_value()
    return Percentage(seen, decimals=0 if is_whole else 1)


def _take_once_chosen(
    row: ReportedRow, code: str, values: tuple[Decimal, ...], **facts: Fact
) -> TakenNumber:
    """The value that somebody chose; meanwhile the first, which is proposed."""
    key = row.hold_values(code, row.value_cell, values, **facts)
    if key is None:
        return TakenNumber(values[0], is_open=True)
    return TakenNumber(Decimal(key))
