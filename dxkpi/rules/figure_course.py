"""The figures of an indicator over the years: what is known, what was to be expected,
what is missing and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from dxkpi import fiscal
from dxkpi.plan import (
    ImproveTarget,
    Indicator,
    Missing,
    RangeTarget,
    ReachTarget,
    RiseTarget,
)
from dxkpi.rules.expected import expected_value
from dxkpi.rules.former_paths import FormerPath, eras_of_target, former_paths
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.profiles import Status
from dxkpi.rules.target_path import years_beside_path
from dxkpi.rules.totals import running_total

MissingReason = Missing | Status


@dataclass(frozen=True)
class FigureCourse:
    """The figures of an indicator within `years`; each mapping is fiscal year → figure,
    in order.
    """

    indicator: Indicator
    judgements: Sequence[Judgement] = field(repr=False)
    years: range

    @cached_property
    def known(self) -> dict[int, Decimal]:
        """What was reported; the baseline stands in for its own year where nothing else was."""
        return self._within(known_figures(self.indicator, fiscal.LAST_YEAR))

    @cached_property
    def start(self) -> dict[int, Decimal]:
        """The baseline in its year."""
        baseline = self.indicator.baseline
        if baseline is None:
            return {}
        return self._within({baseline.fiscal_year: baseline.value})

    @cached_property
    def path(self) -> dict[int, Decimal]:
        """What is expected of each year; for a target without a figure, the level to rise from.

        To be better every year than in the year before is no path.
        """
        if isinstance(self.indicator.target, ImproveTarget):
            return {}
        if self.has_direction_only and self.start:
            first, level = next(iter(self.start.items()))
            return {year: level for year in self.years if year >= first}
        return self._within(expected_figures(self.indicator, self.judgements))

    @cached_property
    def line(self) -> dict[int, Decimal]:
        """The path as one line: a year's own target beside it turns it back nowhere."""
        target = self.indicator.target
        if not isinstance(target, ReachTarget):
            return self.path
        beside = years_beside_path(self.indicator, target)
        return {year: self.path[year] for year in self.path if year not in beside}

    @cached_property
    def goal(self) -> dict[int, Decimal]:
        """The figure of the target in the year of its deadline."""
        return self._within(target_figure(self.indicator))

    @property
    def target_range(self) -> tuple[Decimal, Decimal] | None:
        """The lower and the upper end of the range that is the target; None for others."""
        target = self.indicator.target
        return target.bounds if isinstance(target, RangeTarget) else None

    @cached_property
    def former_paths(self) -> tuple[FormerPath, ...]:
        """The paths to targets that were revised since, as far as they end in these years."""
        paths = former_paths(self.indicator)
        return tuple(path for path in paths if path.deadline in self.years)

    def era(self, year: int) -> int:
        """How many revisions of the target count in a year."""
        return eras_of_target(self.indicator, year)

    @cached_property
    def higher_goal(self) -> dict[int, Decimal]:
        """The figure of the second, higher aim in the year of the deadline."""
        target = self.indicator.target
        if target is None or target.stretch is None or target.fiscal_year is None:
            return {}
        return self._within({target.fiscal_year: target.stretch})

    @cached_property
    def references(self) -> dict[str, dict[int, Decimal]]:
        """The series for comparison by name, as far as they have figures in these years."""
        references: dict[str, dict[int, Decimal]] = {}
        for name, figures in reference_figures(self.indicator).items():
            within = self._within(figures)
            if within:
                references[name] = within
        return references

    @cached_property
    def gaps(self) -> dict[int, MissingReason]:
        """The years that should have a figure and have none, with the reason."""
        reasons = missing_reasons(self.indicator, self.judgements)
        return {year: reasons[year] for year in reasons if year in self.years}

    @property
    def has_direction_only(self) -> bool:
        """Whether the target is a direction without a figure: to rise, to fall."""
        return isinstance(self.indicator.target, RiseTarget)

    @cached_property
    def ahead(self) -> dict[int, Decimal]:
        """The steps of the path to the target while nothing has been reported since the
        baseline.
        """
        if not self.start or self.has_direction_only:
            return {}
        baseline_year = max(self.start)
        if max(self.known) > baseline_year:
            return {}
        later = range(baseline_year + 1, self.years.stop)
        steps = {year: self.path[year] for year in later if year in self.path}
        return {year: steps[year] for year in steps if year not in self.goal}

    @property
    def falls_to_its_target(self) -> bool:
        """Whether the target lies below the baseline."""
        if not self.goal or not self.start:
            return False
        return min(self.goal.values()) < min(self.start.values())

    def is_approximate(self, year: int) -> bool:
        """Whether the source gives the figure of a year as approximate."""
        actual, baseline = self.indicator.actual(year), self.indicator.baseline
        if actual is not None:
            return actual.approximate
        if baseline is None or baseline.fiscal_year != year:
            return False
        return baseline.approximate

    def _within(self, figures: Mapping[int, Decimal]) -> dict[int, Decimal]:
        return {year: figures[year] for year in figures if year in self.years}


def expected_figures(
    indicator: Indicator, judgements: Iterable[Judgement] = ()
) -> dict[int, Decimal]:
    """The path to a target to reach; where there is no path, what each judgement
    compared with.
    """
    indicator = running_total(indicator)
    judgements = list(judgements)
    if isinstance(indicator.target, ReachTarget):
        since = judgements[0].path_since if judgements else None
        return _expected_path(indicator, indicator.target, since)

    if isinstance(indicator.target, RangeTarget):
        return _path_to_range(indicator, indicator.target)

    expected: dict[int, Decimal] = {}
    for judgement in judgements:
        if judgement.expected is not None:
            expected.setdefault(judgement.fiscal_year, judgement.expected)
    return dict(sorted(expected.items()))


def target_figure(indicator: Indicator) -> dict[int, Decimal]:
    """The figure of the target in the year of its deadline; empty where it has no
    figure or no deadline.
    """
    target = indicator.target
    if target is None or target.value is None or target.fiscal_year is None:
        return {}
    if isinstance(target, RangeTarget):
        return {}
    return {target.fiscal_year: target.value}


def reference_figures(indicator: Indicator) -> dict[str, dict[int, Decimal]]:
    """Each series for comparison by fiscal year; the series in the plan's order."""
    figures: dict[str, dict[int, Decimal]] = {}
    for reference in indicator.references:
        series = figures.setdefault(reference.series, {})
        series.setdefault(reference.fiscal_year, reference.value)
    return {name: dict(sorted(series.items())) for name, series in figures.items()}


def figures_on_record(indicator: Indicator) -> list[Decimal]:
    """Every figure that a chart of the indicator holds, in no order of meaning."""
    figures: list[Decimal] = []
    if indicator.baseline is not None:
        figures.append(indicator.baseline.value)
    actuals = [actual.value for actual in indicator.actuals]
    figures.extend(value for value in actuals if value is not None)
    figures.extend(expected_figures(indicator).values())
    figures.extend(target_figure(indicator).values())
    for path in former_paths(indicator):
        figures.extend(path.figures.values())
    if indicator.target is not None and indicator.target.stretch is not None:
        figures.append(indicator.target.stretch)
    if isinstance(indicator.target, RangeTarget):
        figures.extend(indicator.target.bounds)
    figures.extend(reference.value for reference in indicator.references)
    return figures


def missing_reasons(
    indicator: Indicator, judgements: Iterable[Judgement]
) -> dict[int, MissingReason]:
    """The years that should have a figure and have none, in order, with the reason."""
    reasons: dict[int, MissingReason] = {}
    for judgement in judgements:
        if judgement.status in (Status.NOT_REPORTED, Status.UNCONFIRMED):
            reasons[judgement.fiscal_year] = judgement.status
    for actual in indicator.actuals:
        if actual.missing is not None:
            reasons[actual.fiscal_year] = actual.missing
    known = known_figures(indicator, fiscal.LAST_YEAR)
    return {year: reasons[year] for year in sorted(reasons) if year not in known}


def course_years(
    indicator: Indicator,
    judgements: Iterable[Judgement],
    selected_year: int | None = None,
) -> range:
    """All fiscal years that a figure, a gap, the target, a verdict or the reader's
    choice speaks of.
    """
    years = set(known_figures(indicator, fiscal.LAST_YEAR))
    years |= expected_figures(indicator).keys()
    years |= {path.deadline for path in former_paths(indicator)}
    years |= {actual.fiscal_year for actual in indicator.actuals}
    years |= {reference.fiscal_year for reference in indicator.references}
    for judgement in judgements:
        if judgement.status is not Status.MONITORED:
            years.add(judgement.fiscal_year)
    if indicator.target is not None and indicator.target.fiscal_year is not None:
        years.add(indicator.target.fiscal_year)
    if selected_year is not None:
        years.add(selected_year)
    if not years:
        return range(0)
    return range(min(years), max(years) + 1)


def _path_to_range(indicator: Indicator, target: RangeTarget) -> dict[int, Decimal]:
    """The expected figures from a baseline outside of a range to its nearer end."""
    baseline, deadline = indicator.baseline, target.fiscal_year
    if baseline is None or deadline is None:
        return {}
    path: dict[int, Decimal] = {}
    for year in range(baseline.fiscal_year, deadline):
        expected = expected_value(indicator, year)
        if expected is not None:
            path[year] = expected
    if path:
        path[deadline] = baseline.value - target.outside(baseline.value)
    return path


def _expected_path(
    indicator: Indicator, target: ReachTarget, path_since: int | None
) -> dict[int, Decimal]:
    """The expected figures up to the deadline; where the question changed, only yearly
    targets count.
    """
    first = min([*target.yearly, target.fiscal_year])
    since = first
    if indicator.baseline is not None:
        since = indicator.baseline.fiscal_year
        first = min(first, since if path_since is None else path_since)
    if first == target.fiscal_year:
        return {}

    path: dict[int, Decimal] = {}
    for year in range(first, target.fiscal_year + 1):
        if year not in target.yearly and not indicator.asks_alike(since, year):
            continue
        expected = expected_value(indicator, year, path_since)
        if expected is not None:
            path[year] = expected
    return path
