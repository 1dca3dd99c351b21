"""What a person should look at in an indicator of a plan that is loaded.

Of figures the questions are those of a yearly return (`plausibility`), asked of every
year; the target is compared with its own sentence, its years and its start.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dxkpi import fiscal
from dxkpi.findings import Fact, Finding, FiscalYear, Month
from dxkpi.plan import (
    Actual,
    Baseline,
    Indicator,
    Plan,
    ReachTarget,
    Reference,
    Target,
    TotalTarget,
    ValueType,
)
from dxkpi.plan.document_problem import Location
from dxkpi.returns import plausibility
from dxkpi.returns.cell_values import as_percentage, digits_text
from dxkpi.returns.plan_doubt import PlanDoubt
from dxkpi.returns.quoted_figures import figures_in_quote
from dxkpi.text.lines import shortened

LATEST_FIGURE = 3
"""Years after the plan's end in which figures of it still come out."""

EARLIEST_FIGURE = 20
"""Years before the plan's beginning from which it may tell figures."""

LONGEST_NAME = 40
"""Characters of an indicator's name that are said with a doubt."""

FAR_TARGET = 100
"""A target more than so many times the last figure known is asked about."""


class IndicatorDoubts:
    """The doubts about one indicator; `all` gives them."""

    def __init__(
        self, plan: Plan, indicator: Indicator, place: Location, today: date
    ) -> None:
        self._indicator = indicator
        self._place = place
        self._first = plan.about.first_fiscal_year
        self._last = plan.about.last_fiscal_year
        self._today = today
        self._is_number = indicator.is_number

    def all(self) -> Iterator[PlanDoubt]:
        """Every doubt, in the order of the document."""
        baseline, target = self._indicator.baseline, self._indicator.target
        if baseline is not None:
            yield from self._about_baseline(baseline)
        if target is not None:
            yield from self._about_target(target)
        for n, actual in enumerate(self._indicator.actuals):
            yield from self._about_actual(actual, n)
        for n, reference in enumerate(self._indicator.references):
            yield from self._about_time(reference, "references", n)
        yield from self._about_decimals()

    def _doubt(
        self, code: str, inside: Location, /, in_year: int | None = None, **facts: Fact
    ) -> PlanDoubt:
        indicator = self._indicator
        finding = Finding(code, place=indicator.code, facts=facts)
        location = (*self._place, *inside)
        name = shortened(indicator.name, LONGEST_NAME)
        subject = f"{indicator.code} {name}"
        return PlanDoubt(location, finding, subject, in_year)

    def _figure(self, value: Decimal) -> Fact:
        return plausibility.indicator_figure(self._indicator, value)

    # years

    def _about_time(
        self, figure: Baseline | Actual | Reference, *inside: str | int
    ) -> Iterator[PlanDoubt]:
        """A figure of a time that is still to come, or far outside the plan."""
        year = figure.fiscal_year
        place = (*inside, "fiscal_year")
        if year > fiscal.year_of_day(self._today):
            yield self._doubt("figure_to_come", place, time=FiscalYear(year))
            return
        if figure.as_of is not None and figure.as_of > self._today.isoformat():
            month = Month(figure.as_of)
            yield self._doubt("figure_to_come", (*inside, "as_of"), time=month)
        is_actual = isinstance(figure, Actual) and figure.value is not None
        is_running = year == fiscal.year_of_day(self._today)
        if is_actual and is_running and figure.as_of is None:
            yield self._doubt("year_not_over", place, year=FiscalYear(year))
        if self._last is not None and year > self._last + LATEST_FIGURE:
            yield self._doubt(
                "figure_after_plan",
                place,
                year=FiscalYear(year),
                last=FiscalYear(self._last),
            )
        if self._first is not None and year < self._first - EARLIEST_FIGURE:
            yield self._doubt(
                "figure_long_before_plan",
                place,
                year=FiscalYear(year),
                first=FiscalYear(self._first),
            )

    def _about_years_of_target(self, target: Target) -> Iterator[PlanDoubt]:
        year = target.fiscal_year
        for inside, asked in _years_of_target(target):
            if self._last is not None and asked > self._last:
                yield self._doubt(
                    "target_after_plan",
                    inside,
                    year=FiscalYear(asked),
                    last=FiscalYear(self._last),
                )
            elif year is not None and asked > year:
                yield self._doubt(
                    "yearly_after_target",
                    inside,
                    year=FiscalYear(asked),
                    last=FiscalYear(year),
                )
        if self._first is not None and year is not None and year < self._first:
            yield self._doubt(
                "target_before_plan",
                ("target", "fiscal_year"),
                year=FiscalYear(year),
                first=FiscalYear(self._first),
            )

    # figures

    def _about_baseline(self, baseline: Baseline) -> Iterator[PlanDoubt]:
        yield from self._about_time(baseline, "baseline")
        if not self._is_number:
            return
        year = baseline.fiscal_year
        start = self._indicator.model_copy(update={"baseline": None})
        place = ("baseline", "value")
        yield from self._about_size(start, year, baseline.value, place)
        actual = self._indicator.actual(year)
        if actual is None or actual.value in (None, baseline.value):
            return
        yield self._doubt(
            "baseline_differs",
            place,
            year=FiscalYear(year),
            baseline=self._figure(baseline.value),
            value=self._figure(actual.value),
        )

    def _about_target(self, target: Target) -> Iterator[PlanDoubt]:
        yield from self._about_years_of_target(target)
        if not self._is_number:
            return
        is_total = isinstance(target, TotalTarget)
        start = self._start_of_target()
        for inside, year, value in self._figures_of_target(target):
            doubts = list(self._about_size(start, year, value, inside))
            if doubts or is_total:  # a sum of years is no figure of one
                yield from doubts
            else:
                yield from self._about_distance(start, year, value, inside)
        yield from self._about_path(target)
        yield from self._about_quote(target)

    def _start_of_target(self) -> Indicator:
        """The figures from which the target sets out: the baseline, else the actuals."""
        if self._indicator.baseline is None:
            return self._indicator.model_copy(update={"target": None})
        return self._indicator.model_copy(update={"target": None, "actuals": ()})

    def _figures_of_target(
        self, target: Target
    ) -> Iterator[tuple[Location, int, Decimal]]:
        """Place, year and figure of what is promised."""
        if target.value is not None:
            year = target.fiscal_year or self._last or fiscal.LAST_YEAR
            yield ("target", "value"), year, target.value
        for year, value in target.yearly.items():
            yield ("target", "yearly", str(year)), year, value

    def _about_actual(self, actual: Actual, n: int) -> Iterator[PlanDoubt]:
        yield from self._about_time(actual, "actuals", n)
        indicator, year, value = self._indicator, actual.fiscal_year, actual.value
        is_to_come = year > fiscal.year_of_day(self._today)
        is_yes_no = indicator.value_type is ValueType.YES_NO
        if value is None or is_to_come or is_yes_no:
            return
        place: Location = ("actuals", n, "value")
        doubts = list(self._about_scale(indicator, year, value, place))
        if doubts:
            yield from doubts
            return
        question = plausibility.question_about(indicator, year, value)
        if question is not None:
            code, facts = question
            yield self._doubt(
                code, place, in_year=year, value=self._figure(value), **facts
            )

    def _about_size(
        self, start: Indicator, year: int, value: Decimal, place: Location
    ) -> Iterator[PlanDoubt]:
        """Whether what the plan states is in another scale, or of a size that no actual has.

        `start` holds the figures that its scale is compared with.
        """
        doubts = list(self._about_scale(start, year, value, place))
        if doubts:
            yield from doubts
            return
        others = start.model_copy(update={"actuals": self._indicator.actuals})
        question = plausibility.question_about_size(others, year, value)
        if question is not None:
            code, facts = question
            yield self._doubt(
                code, place, in_year=year, value=self._figure(value), **facts
            )

    def _about_scale(
        self, others: Indicator, year: int, value: Decimal, place: Location
    ) -> Iterator[PlanDoubt]:
        """0.664 for 66.4%, or a figure written in 千 or 万 among others that are not."""
        before = plausibility.earlier_figure(others, year)
        if plausibility.seems_ratio(others, year, value):
            yield self._doubt(
                "share_as_ratio",
                place,
                in_year=year,
                value=digits_text(value),
                before=before,
                percent=self._figure(as_percentage(value)),
            )
            return
        scaled = plausibility.figure_in_other_scale(others, year, value)
        if scaled is not None:
            yield self._doubt(
                "other_scale",
                place,
                in_year=year,
                value=self._figure(value),
                before=before,
                read=self._figure(scaled),
            )

    def _about_distance(
        self, others: Indicator, year: int, value: Decimal, place: Location
    ) -> Iterator[PlanDoubt]:
        """A target so far from the last figure that digits or unit may be wrong."""
        last = plausibility.last_value(others, year)
        if not last or not value or others.is_share:
            return
        if plausibility.times_apart(value, last) > FAR_TARGET:
            yield self._doubt(
                "target_far",
                place,
                in_year=year,
                value=self._figure(value),
                times=FAR_TARGET,
                last=self._figure(last),
            )

    def _about_path(self, target: Target) -> Iterator[PlanDoubt]:
        """A target that is its own start, and points on the way that lead back."""
        if isinstance(target, TotalTarget) or not isinstance(target, ReachTarget):
            return
        if self._indicator.target_is_worse:
            return
        baseline = self._indicator.baseline
        if baseline is not None and baseline.value == target.value:
            figure = self._figure(target.value)
            yield self._doubt(
                "target_equals_baseline", ("target", "value"), value=figure
            )
        on_the_way = [
            point for point in target.yearly.items() if point[0] < target.fiscal_year
        ]
        points = [*sorted(on_the_way), (target.fiscal_year, target.value)]
        for (_year, before), (year, value) in pairwise(points):
            if not self._indicator.direction.is_better(before, value):
                continue
            is_last = year == target.fiscal_year
            inside = ("value",) if is_last else ("yearly", str(year))
            yield self._doubt(
                "points_turn_back",
                ("target", *inside),
                in_year=year,
                value=self._figure(value),
                before=self._figure(before),
            )

    def _about_quote(self, target: Target) -> Iterator[PlanDoubt]:
        """A target that the quoted sentence of the plan does not name, but other figures."""
        indicator = self._indicator
        if indicator.quote is None or target.value is None:
            return
        quoted = figures_in_quote(indicator.quote, indicator.unit)
        if quoted and target.value not in quoted:
            yield self._doubt(
                "quote_differs",
                ("target", "value"),
                value=self._figure(target.value),
                quoted=self._figure(quoted[-1]),
            )

    def _about_decimals(self) -> Iterator[PlanDoubt]:
        """The first figure of the plan itself of which digits would not be shown."""
        indicator = self._indicator
        for inside, value in _stated_figures(indicator):
            if self._is_number and indicator.finer_digits(value) > 0:
                yield self._doubt(
                    "decimals_too_few",
                    inside,
                    value=self._figure(value),
                    decimals=indicator.decimals,
                )
                return


def _years_of_target(target: Target) -> Iterator[tuple[Location, int]]:
    if target.fiscal_year is not None:
        yield ("target", "fiscal_year"), target.fiscal_year
    for year in target.yearly:
        yield ("target", "yearly", str(year)), year


def _stated_figures(indicator: Indicator) -> Iterator[tuple[Location, Decimal]]:
    """Baseline and target, which the plan prints."""
    if indicator.baseline is not None:
        yield ("baseline", "value"), indicator.baseline.value
    if indicator.target is not None and indicator.target.value is not None:
        yield ("target", "value"), indicator.target.value
