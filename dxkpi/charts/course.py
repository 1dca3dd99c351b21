"""The course of an indicator over the years shown: its figures by fiscal year, taken from the tidy frame."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import pandas as pd

from dxkpi import survey
from dxkpi.charts import captions, series
from dxkpi.charts.series import SeriesKind
from dxkpi.plan import Indicator, TargetRule
from dxkpi.rules import Judgement
from dxkpi.wording import figures
from dxkpi.wording.language import current_language


@dataclass(frozen=True)
class FigureCourse:
    """What a line chart has to show of an indicator within `years`; each mapping is fiscal year → figure, in order."""

    indicator: Indicator
    judgements: Sequence[Judgement] = field(repr=False)
    years: range

    @cached_property
    def _frame(self) -> pd.DataFrame:
        found = series.numbers(self.indicator, self.judgements)
        return found[found["fiscal_year"].isin(self.years)]

    @cached_property
    def known(self) -> dict[int, Decimal]:
        """The actual line; the baseline stands in for its own year where nothing else was reported."""
        return series.by_year(self._frame, SeriesKind.ACTUAL, SeriesKind.BASELINE)

    @cached_property
    def start(self) -> dict[int, Decimal]:
        return series.by_year(self._frame, SeriesKind.BASELINE)

    @cached_property
    def path(self) -> dict[int, Decimal]:
        """The expected values from baseline to deadline; for an aim without a number, the level to rise from.

        To be better every year is no path.
        """
        if (
            self.indicator.target is not None
            and self.indicator.target.rule is TargetRule.IMPROVE
        ):
            return {}
        if self.heads_anywhere and self.start:
            first, level = next(iter(self.start.items()))
            return {year: level for year in self.years if year >= first}
        return series.by_year(self._frame, SeriesKind.EXPECTED)

    @cached_property
    def goal(self) -> dict[int, Decimal]:
        return series.by_year(self._frame, SeriesKind.TARGET)

    @cached_property
    def references(self) -> dict[str, dict[int, Decimal]]:
        names = series.series_names(self.indicator)
        found = {
            name: series.by_year(self._frame, SeriesKind.REFERENCE, series=name)
            for name in names
        }
        return {name: line for name, line in found.items() if line}

    @cached_property
    def gaps(self) -> dict[int, str]:
        """Years that should have a figure and have none, with the reason in a word."""
        found = series.missing(self.indicator, self.judgements)
        return {year: word for year, word in found.items() if year in self.years}

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """The years at which the actual line starts anew: their survey cannot be compared with the one before."""
        return tuple(survey.survey_breaks(survey.surveys_by_year(self.indicator)))

    @property
    def heads_anywhere(self) -> bool:
        """Whether the target is a direction without a number (rise)."""
        return (
            self.indicator.target is not None
            and self.indicator.target.rule is TargetRule.RISE
        )

    @cached_property
    def ahead(self) -> dict[int, Decimal]:
        """The steps of the path that lie ahead while nothing has been reported since the baseline."""
        if not self.start or self.heads_anywhere or max(self.known) > max(self.start):
            return {}
        return {
            y: value
            for y, value in self.path.items()
            if y > max(self.start) and y not in self.goal
        }

    def approximate(self, year: int) -> bool:
        entry = self.indicator.actual(year)
        return entry is not None and entry.approximate

    def text(self, year: int) -> str:
        """A known figure as its point's label."""
        entry = self.indicator.actual(year)
        if entry is not None and entry.value is not None:
            return captions.actual(self.indicator, entry)
        return figures.number_text(self.indicator, self.known[year], current_language())
