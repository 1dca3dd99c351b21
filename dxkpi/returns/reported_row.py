"""A row of figures beside what is registered, and the ways to tell something of it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.findings import Fact, IndicatorFigure, Phrase
from dxkpi.plan import Actual, Indicator, Missing, ShareCounts
from dxkpi.returns import plausibility
from dxkpi.returns.cell_reading import value_choice
from dxkpi.returns.checked_return import ChangedMeanwhile
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.return_form import ReturnForm

NO_CELL = WrittenCell("", "")


@dataclass(frozen=True)
class YearFigure:
    """A value, or why there is none; `is_stored`: the registered one, left alone.

    `counts` are those of which the value is the share.
    """

    value: Decimal | None = None
    missing: Missing | None = None
    approximate: bool = False
    is_stored: bool = False
    counts: ShareCounts | None = None

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.missing is None

    def equals(self, other: "YearFigure") -> bool:
        """Whether both say the same, wherever they come from."""
        return replace(self, is_stored=other.is_stored) == other

    def with_value(self, value: Decimal) -> "YearFigure":
        """The figure with another value, of which its counts say nothing."""
        counts = self.counts if value == self.value else None
        return replace(self, value=value, counts=counts)


@dataclass(frozen=True)
class ReportedRow:
    """A filled row of an indicator beside what is registered.

    `overtaken` is set where somebody else changed the figure since the form was made.
    """

    form: ReturnForm
    indicator: Indicator
    filled: FilledRow
    overtaken: ChangedMeanwhile | None
    findings: FindingList

    @property
    def stored(self) -> Actual | None:
        """The entry that is registered now."""
        return self.indicator.actual(self.form.fiscal_year)

    @property
    def original(self) -> Actual | None:
        """The entry that the form was made with."""
        return self.overtaken.then if self.overtaken else self.stored

    @property
    def stored_figure(self) -> YearFigure:
        return figure_of(self.stored)

    @property
    def original_figure(self) -> YearFigure:
        return figure_of(self.original)

    def cell(self, column: FormColumn) -> WrittenCell | None:
        return self.filled.cells.get(column)

    @property
    def value_cell(self) -> WrittenCell:
        return self.cell(FormColumn.VALUE) or NO_CELL

    # telling and holding

    def tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.findings.add(code, cell, self.indicator.code, **facts)

    def hold_values(
        self, code: str, cell: WrittenCell, values: tuple[Decimal, ...], **facts: Fact
    ) -> str | None:
        """Hold a value; the first of `values` is proposed."""
        choices = [value_choice(value, self.fact_of) for value in values]
        return self.findings.hold(
            code, cell, self.indicator.code, choices, choices[0].key, **facts
        )

    def hold_once_chosen(
        self, code: str, cell: WrittenCell, values: tuple[Decimal, ...], **facts: Fact
    ) -> str | None:
        """Hold a value; none of `values` is proposed."""
        choices = [value_choice(value, self.fact_of) for value in values]
        return self.findings.hold(
            code, cell, self.indicator.code, choices, None, **facts
        )

    def fact_of(self, value: Decimal) -> IndicatorFigure:
        return plausibility.indicator_figure(self.indicator, value)

    def fact_of_figure(self, figure: YearFigure) -> Fact:
        if figure.missing is not None:
            return figure.missing
        if figure.value is None:
            return Phrase.NO_FIGURE
        return plausibility.indicator_figure(
            self.indicator,
            figure.value,
            approximate=figure.approximate,
            counts=figure.counts,
        )


def figure_of(entry: Actual | None) -> YearFigure:
    """The figure of an entry; an empty one where there is no entry."""
    if entry is None:
        return YearFigure()
    return YearFigure(
        entry.value, entry.missing, entry.approximate, counts=entry.share_counts
    )
