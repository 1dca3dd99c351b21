"""What somebody is asked of a figure before it is registered, one question at a time."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.returns import plausibility
from dxkpi.returns.cell_values import as_percentage, digits_text
from dxkpi.returns.parsed_number import ParsedNumber
from dxkpi.returns.reported_row import ReportedRow, YearFigure
from dxkpi.text.rounding import digits_after_point


def ask_about_figure(
    row: ReportedRow, figure: YearFigure, number: ParsedNumber
) -> YearFigure:
    """The figure as it was chosen or is proposed, held where a person should look at it.

    `number` is what the cell says.
    """
    value = figure.value
    if value is None:
        return figure
    if figure.counts is not None:  # the share of counts is in no other scale
        return _after_question(row, figure, value)
    if _may_be_ratio(row, value, number):
        key = _hold_ratio(row, value)
        if key is None:
            return replace(figure, value=as_percentage(value))
        value = Decimal(key)
        figure = replace(figure, value=value)
    scaled = plausibility.figure_in_other_scale(
        row.indicator, row.form.fiscal_year, value
    )
    if scaled is not None:
        key = _hold_scale(row, value, scaled)
        if key is None:
            return replace(figure, value=scaled)
        if Decimal(key) == value:
            return figure  # somebody has looked at this very figure
        value = scaled
        figure = replace(figure, value=value)
    return _after_question(row, figure, value)


def _may_be_ratio(row: ReportedRow, value: Decimal, number: ParsedNumber) -> bool:
    """Whether 0.664 may be meant for 66.4%; a number with its unit says what it is."""
    if number.unit_written or row.value_cell.is_percent_number:
        return False
    return plausibility.seems_ratio(row.indicator, row.form.fiscal_year, value)


def _hold_ratio(row: ReportedRow, ratio: Decimal) -> str | None:
    share = as_percentage(ratio)
    return row.hold_values(
        "share_as_ratio",
        row.value_cell,
        (share, ratio),
        value=digits_text(ratio),
        before=plausibility.earlier_figure(row.indicator, row.form.fiscal_year),
        percent=row.fact_of(share),
    )


def _hold_scale(row: ReportedRow, value: Decimal, scaled: Decimal) -> str | None:
    return row.hold_values(
        "other_scale",
        row.value_cell,
        (scaled, value),
        value=row.fact_of(value),
        before=plausibility.earlier_figure(row.indicator, row.form.fiscal_year),
        read=row.fact_of(scaled),
    )


def _after_question(row: ReportedRow, figure: YearFigure, value: Decimal) -> YearFigure:
    """The figure once the gravest question about it is answered."""
    question = plausibility.question_about(row.indicator, row.form.fiscal_year, value)
    if question is None:
        _tell_if_finer_than_plan(row, value)
        return figure
    code, facts = question
    values: tuple[Decimal, ...] = (value,)
    if code == "negative":
        values = (value, *_figure_after_decrease(row, value))
    fact = row.fact_of(value)
    key = row.hold_values(code, row.value_cell, values, value=fact, **facts)
    if key is None:
        return figure
    chosen = Decimal(key)
    _tell_if_finer_than_plan(row, chosen)
    return figure.with_value(chosen)


def _figure_after_decrease(row: ReportedRow, change: Decimal) -> tuple[Decimal, ...]:
    """What ▲6 leads to if it was six fewer; a number cell is no such remark."""
    last = plausibility.last_value(row.indicator, row.form.fiscal_year)
    if not row.value_cell.text or last is None or last + change < 0:
        return ()
    return (last + change,)


def _tell_if_finer_than_plan(row: ReportedRow, value: Decimal) -> None:
    if digits_after_point(value) > row.indicator.decimals:
        fact = row.fact_of(value)
        row.tell("finer_than_plan", row.value_cell, value=fact)
