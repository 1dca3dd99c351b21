"""What somebody is asked of a figure before it is registered, one question at a time."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.returns import plausibility
from dxkpi.returns.cell_values import as_percentage, digits_text
from dxkpi.returns.numbers import ParsedNumber
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
    if _may_be_ratio(row, value, number):
        key = _hold_ratio(row, value)
        if key is None:
            return replace(figure, value=as_percentage(value))
        value = Decimal(key)
        figure = replace(figure, value=value)
    if not _is_question_open(row, value):
        _tell_if_finer_than_plan(row, value)
    return figure


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


def _is_question_open(row: ReportedRow, value: Decimal) -> bool:
    """Whether the value calls for a question that nobody has answered yet."""
    question = plausibility.question_about(row.indicator, row.form.fiscal_year, value)
    if question is None:
        return False
    code, facts = question
    fact = row.fact_of(value)
    key = row.hold_values(code, row.value_cell, (value,), value=fact, **facts)
    return key is None


def _tell_if_finer_than_plan(row: ReportedRow, value: Decimal) -> None:
    if digits_after_point(value) > row.indicator.decimals:
        fact = row.fact_of(value)
        row.tell("finer_than_plan", row.value_cell, value=fact)
