"""Words in the cell of a figure that stand for one: 変更なし for last year's, なし for zero,
検討中 where something is done or not.
"""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi.findings import Choice, ChoiceKind
from dxkpi.plan import Direction, Missing, ValueType
from dxkpi.returns import done_words, plausibility
from dxkpi.returns.cell_reading import value_choice
from dxkpi.returns.missing_reasons import (
    says_as_before,
    says_nothing_happened,
    says_zero,
)
from dxkpi.returns.months import names_later_year
from dxkpi.returns.reported_row import ReportedRow, YearFigure


@dataclass(frozen=True)
class WordFigure:
    """What a word stands for, None where it stands for nothing; `is_open` while a hold
    waits.
    """

    figure: YearFigure | None
    is_open: bool = False


def figure_of_words(row: ReportedRow, reason: Missing | None) -> WordFigure | None:
    """What the words of a cell stand for; None for any other words.

    `reason` is the one that they fit, if any.
    """
    text = row.value_cell.text
    if says_as_before(text):
        return _figure_of_last_time(row)
    if row.indicator.value_type is ValueType.YES_NO:
        return _undecided(row, text, reason)
    if row.indicator.has_stages:
        return None
    if says_zero(text) and (says_nothing_happened(text) or _may_be_zero(row)):
        return _zero_or_reason(row, reason or Missing.NOT_APPLICABLE)
    return None


def _figure_of_last_time(row: ReportedRow) -> WordFigure:
    last = plausibility.last_value(row.indicator, row.form.fiscal_year)
    if last is None:
        row.tell("nothing_before", row.value_cell)
        return WordFigure(None)
    key = row.hold_values("as_before", row.value_cell, (last,), last=row.fact_of(last))
    figure = YearFigure(last if key is None else Decimal(key))
    return WordFigure(figure, is_open=key is None)


def _undecided(
    row: ReportedRow, text: str, reason: Missing | None
) -> WordFigure | None:
    """検討中 is not done yet; of 一部実施 and 3回実施 nobody knows without asking."""
    is_unclear = reason is None and done_words.says_something_done(text)
    is_later = names_later_year(text, row.form.fiscal_year)
    if is_later or done_words.is_not_done_yet(text):
        proposed: str | None = "0"
    elif done_words.is_partly_done(text) or is_unclear:
        proposed = None
    else:
        return None
    choices = [value_choice(Decimal(value), row.fact_of) for value in (0, 1)]
    key = row.findings.hold(
        "yes_or_no_undecided", row.value_cell, row.indicator.code, choices, proposed
    )
    chosen = key or proposed
    if chosen is None:
        return WordFigure(None)
    return WordFigure(YearFigure(Decimal(chosen)), is_open=key is None)


def _may_be_zero(row: ReportedRow) -> bool:
    """Whether zero is a likely figure: it is the target or was one, or fewer are better."""
    indicator = row.indicator
    known = plausibility.figures_of_other_years(indicator, row.form.fiscal_year)
    return indicator.direction is Direction.LOWER or Decimal(0) in known


def _zero_or_reason(row: ReportedRow, reason: Missing) -> WordFigure:
    """Zero, which is proposed, or that there is nothing to count."""
    choices = (
        value_choice(Decimal(0), row.fact_of),
        Choice(reason.value, ChoiceKind.REGISTER, reason),
    )
    key = row.findings.hold(
        "zero_or_reason", row.value_cell, row.indicator.code, choices, choices[0].key
    )
    if key == reason.value:
        return WordFigure(YearFigure(missing=reason))
    figure = YearFigure(Decimal(key or choices[0].key))
    return WordFigure(figure, is_open=key is None)
