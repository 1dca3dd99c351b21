"""Figures that stand in others' rows: a column one row down, or sorted without the names.

Nothing beside them tells; but each is what another row's figure was last time, and far
from its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.findings import Quantity
from dxkpi.plan import Actual, Indicator
from dxkpi.returns import plausibility
from dxkpi.returns.cell_reading import value_choice
from dxkpi.returns.cell_values import as_percentage
from dxkpi.returns.counted_shares import number_of_indicator
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.parsed_number import NumberKind

_LEAST = 3
"""So many figures make a shift; fewer may be chance."""

_SHIFTS = (1, -1, 2, -2)
_FAR = Decimal("1.5")
_NEAR = Decimal("1.15")


@dataclass(frozen=True)
class _ReportedFigure:
    """The figure of a row, 0 for none, with what its indicator was last time, never 0."""

    indicator: Indicator
    cell: WrittenCell
    value: Decimal
    last: Decimal

    @property
    def is_far_from_own(self) -> bool:
        if not self.value:
            return False
        return plausibility.times_apart(self.value, self.last) > _FAR

    def is_near(self, other: "_ReportedFigure") -> bool:
        same_sign = self.value * other.last > 0
        return same_sign and plausibility.times_apart(self.value, other.last) <= _NEAR


def hold_displaced_figures(
    rows: Iterable[FilledRow],
    indicators: Mapping[str, Indicator],
    actuals: Mapping[str, Actual],
    fiscal_year: int,
    findings: FindingList,
) -> None:
    """Hold the first of the figures that seem to stand in wrong rows, for all of them.

    `rows` have the plan's codes, in the order of the sheet; `actuals` are what was read.
    """
    figures = list(_figures(rows, indicators, actuals, fiscal_year))
    displaced = _shifted(figures) or _in_others_rows(figures)
    if not displaced:
        return
    figure, other = displaced[0]
    fact = plausibility.indicator_figure(figure.indicator, figure.value)
    choice = value_choice(
        figure.value,
        lambda value: plausibility.indicator_figure(figure.indicator, value),
    )
    findings.hold(
        "figures_displaced",
        figure.cell,
        figure.indicator.code,
        (choice,),
        choice.key,
        n=Quantity(len(displaced)),
        value=fact,
        title=f"{other.indicator.code} {other.indicator.name}",
    )


def _figures(
    rows: Iterable[FilledRow],
    indicators: Mapping[str, Indicator],
    actuals: Mapping[str, Actual],
    fiscal_year: int,
) -> Iterable[_ReportedFigure]:
    for row in rows:
        indicator = indicators.get(row.code)
        cell = row.cells.get(FormColumn.VALUE)
        if indicator is None or cell is None:
            continue
        value = Decimal(0)
        if row.code in actuals:
            value = _value_written(cell, indicator)
        last = plausibility.last_value(indicator, fiscal_year)
        if last:
            yield _ReportedFigure(indicator, cell, value, last)


def _value_written(cell: WrittenCell, indicator: Indicator) -> Decimal:
    """The number as it is written, 0 for none, before anything is proposed instead."""
    number = number_of_indicator(indicator, cell)
    if number.kind is not NumberKind.NUMBER:
        return Decimal(0)
    value = number.values[0]
    return as_percentage(value) if cell.is_percent_number else value


_Pairs = Sequence[tuple[_ReportedFigure, _ReportedFigure]]


def _shifted(figures: Sequence[_ReportedFigure]) -> _Pairs:
    """The figures that are what the same number of rows above or below was last time."""
    for shift in _SHIFTS:
        pairs = []
        for position, figure in enumerate(figures):
            place = position - shift
            if 0 <= place < len(figures) and _is_displaced(figure, figures[place]):
                pairs.append((figure, figures[place]))
        is_most = 2 * len(pairs) >= _reported(figures)
        if len(pairs) >= _LEAST and is_most:
            return pairs
    return ()


def _in_others_rows(figures: Sequence[_ReportedFigure]) -> _Pairs:
    """The figures that are what others were last time, no two of them the same one."""
    pairs = []
    taken: set[str] = set()
    for figure in figures:
        for other in figures:
            is_free = other.indicator.code not in taken
            if is_free and _is_displaced(figure, other):
                pairs.append((figure, other))
                taken.add(other.indicator.code)
                break
    is_most = 3 * len(pairs) >= 2 * _reported(figures)
    return pairs if len(pairs) > _LEAST and is_most else ()


def _reported(figures: Sequence[_ReportedFigure]) -> int:
    """How many rows have a figure."""
    return sum(1 for figure in figures if figure.value)


def _is_displaced(figure: _ReportedFigure, other: _ReportedFigure) -> bool:
    return figure.is_far_from_own and figure.is_near(other)
