"""The cells of the table of indicators: figures that stay numbers when they are copied,
with the digits that were reported.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from pandas.io.formats.style import Styler

from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.rules.readable_rates import readable_pace
from dxkpi.rules.year_on_year import YearOnYear
from dxkpi.text.rounding import digits_after_point, round_half_up
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.wording.figures import (
    about_text,
    exact_number_text,
    number_text,
    stages_text,
)
from dxkpi.wording.glossary import term_label
from dxkpi.wording.rates import rate_text
from dxkpi.wording.targets import expected_digits

NOTHING = "－"


@dataclass(frozen=True)
class FigureCell:
    """A figure with its digits after the point; or a text, where there is no number."""

    value: Decimal | None = None
    digits: int = 0
    has_sign: bool = False
    text: str = NOTHING

    @property
    def style(self) -> str:
        """How the cell is printed: the format of its number, else its text."""
        if self.value is None:
            return self.text
        sign = "+" if self.has_sign and self.value else ""
        return f"{{:{sign},.{self.digits}f}}"


NO_FIGURE = FigureCell()
EMPTY = FigureCell(text="")


def figures_table(rows: Sequence[dict[str, str | FigureCell]]) -> Styler:
    """A table in which figures are numbers, each printed in its own way."""
    values = [{name: _stored_value(cell) for name, cell in row.items()} for row in rows]
    styler = pd.DataFrame(values).style.set_uuid("indicators")
    for column in rows[0]:
        rows_by_style: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            cell = row.get(column)
            if isinstance(cell, FigureCell):
                rows_by_style[cell.style].append(number)
        for style, numbers in rows_by_style.items():
            styler.format(_printer(style), subset=(numbers, [column]))
    return styler


def _stored_value(cell: str | FigureCell) -> str | float:
    if isinstance(cell, str):
        return cell
    return float("nan") if cell.value is None else float(cell.value)


def _printer(style: str) -> Callable[[object], str]:
    if style.startswith("{:"):
        return style.format
    return lambda _value: plain(style)


def actual_cell(judgement: Judgement) -> FigureCell:
    """The figure of the year; in words where it is none: the name of a stage, why there
    is none, of which year a late one is.
    """
    value, actual = judgement.value, judgement.actual
    if value is None:
        if actual is not None and actual.missing is not None:
            return FigureCell(text=term_label(actual.missing, current_language()))
        return NO_FIGURE
    is_about = actual is not None and actual.approximate
    if judgement.is_late_figure or is_about:
        return FigureCell(text=_qualified_text(judgement, value, is_about=is_about))
    return _recorded_cell(judgement.indicator, value)


def _qualified_text(judgement: Judgement, value: Decimal, *, is_about: bool) -> str:
    """A figure that is approximate, or of an earlier year, which is told: 約175（R6）."""
    language = current_language()
    number = exact_number_text(judgement.indicator, value, language)
    text = about_text(number, language, is_about=is_about)
    if not judgement.is_late_figure:
        return text
    year = language.short_year(judgement.figure_year)
    return _("{figure} ({year})", figure=text, year=year)


def before_cell(judgement: Judgement, years: YearOnYear) -> FigureCell:
    """The figure of the year before."""
    if years.before is None:
        return NO_FIGURE
    return _recorded_cell(judgement.indicator, years.before)


def change_cell(judgement: Judgement, years: YearOnYear) -> FigureCell:
    """What was added to it; of stages how many."""
    indicator, change = judgement.indicator, years.change
    if change is None:
        return NO_FIGURE
    if indicator.has_stages:
        sign = "+" if change > 0 else "-" if change < 0 else ""
        return FigureCell(text=sign + stages_text(abs(change), current_language()))
    if not indicator.is_number:
        return NO_FIGURE
    return _number_cell(change, indicator.decimals, has_sign=True)


def expected_cell(judgement: Judgement) -> FigureCell:
    """What was expected of the year."""
    indicator, expected = judgement.indicator, judgement.expected
    if expected is None:
        return NO_FIGURE
    if not indicator.is_number:
        return _recorded_cell(indicator, expected)
    digits = indicator.decimals + expected_digits(indicator, expected)
    return FigureCell(round_half_up(expected, digits), digits)


def pace_cell(judgement: Judgement) -> FigureCell:
    """The pace in percent; in words where it is no readable number."""
    pace = readable_pace(judgement)
    if pace is None:
        return NO_FIGURE
    if isinstance(pace, Decimal):
        return FigureCell(round_half_up(pace.scaleb(2), 1), 1)
    return FigureCell(text=rate_text(pace, current_language()))


def _recorded_cell(indicator: Indicator, value: Decimal) -> FigureCell:
    """A figure with every digit that was reported; the name of a stage."""
    if not indicator.is_number:
        return FigureCell(text=number_text(indicator, value, current_language()))
    return _number_cell(value, indicator.decimals)


def _number_cell(
    value: Decimal, decimals: int, *, has_sign: bool = False
) -> FigureCell:
    digits = max(decimals, digits_after_point(value))
    return FigureCell(value, digits, has_sign)
