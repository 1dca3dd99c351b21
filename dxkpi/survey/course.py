"""The survey over the years: which may be compared, what changed for certain, where they lead.

Years are compared only as long as the question, its choices and what counts as positive
stay the same. A change that the margin of error explains is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from itertools import pairwise

from dxkpi import fiscal
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind, SurveyAspect, folded_answer
from dxkpi.rules import Forecast, Judgement, forecast
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.survey_margin import (
    Interval,
    change_interval,
    figure_interval,
    positive_rate,
    standard_error,
)


class ChangeKind(Enum):
    """What the margin of error leaves of a change."""

    NEARLY_NONE = "nearly_none"
    UNCERTAIN = "uncertain"
    SURE_RISE = "sure_rise"
    SURE_FALL = "sure_fall"


@dataclass(frozen=True)
class SurveyChange:
    """How a rate changed since an earlier fiscal year, in points.

    `interval` says how large the change may be. `name` is the indicator's or the group's.
    Where the earlier figure has no survey on record, `is_margin_whole` is false: the
    interval is of the later one alone, and wider in truth.
    """

    name: str
    earlier_year: int
    points: Decimal
    interval: Interval
    is_margin_whole: bool = True

    @property
    def is_certain(self) -> bool:
        """Whether the change is more than the margin of error explains."""
        return self.is_margin_whole and self.interval.sign != 0

    @property
    def kind(self) -> ChangeKind:
        """How the change is to be spoken of."""
        if self.is_within_margin:
            return ChangeKind.NEARLY_NONE
        if not self.is_certain:
            return ChangeKind.UNCERTAIN
        is_rise = self.interval.sign > 0
        return ChangeKind.SURE_RISE if is_rise else ChangeKind.SURE_FALL

    @property
    def is_within_margin(self) -> bool:
        """Whether the margin of error explains the change."""
        return self.interval.sign == 0


@dataclass(frozen=True)
class SurveyCourse:
    """The surveys behind an indicator up to the year of a judgement, at least one."""

    judgement: Judgement
    surveys: Mapping[int, Survey]

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator

    @property
    def last_year(self) -> int:
        """The fiscal year of the last survey."""
        return max(self.surveys)

    @property
    def previous_year(self) -> int | None:
        """The fiscal year of the survey before the last, if there is one."""
        earlier = [year for year in self.surveys if year < self.last_year]
        return max(earlier, default=None)

    @property
    def latest_survey(self) -> Survey:
        return self.surveys[self.last_year]

    @cached_property
    def breaks(self) -> dict[int, tuple[SurveyAspect, ...]]:
        """The years that cannot be compared with the survey before, with what was changed."""
        return survey_breaks(self.surveys)

    @property
    def first_comparable_year(self) -> int | None:
        """The year from which on all surveys are alike; None where all known ones are."""
        return max(self.breaks, default=None)

    @property
    def comparable_previous_year(self) -> int | None:
        """The year of the survey before the last; None where the two cannot be compared."""
        if self.last_year in self.breaks:
            return None
        return self.previous_year

    @cached_property
    def comparable_indicator(self) -> Indicator:
        """The indicator with only the figures that can be compared with the last survey."""
        first = self.first_comparable_year
        if first is None:
            return self.indicator

        actuals = [a for a in self.indicator.actuals if a.fiscal_year >= first]
        baseline = self.indicator.baseline
        if baseline is not None and baseline.fiscal_year < first:
            baseline = None
        return self.indicator.model_copy(
            update={"actuals": tuple(actuals), "baseline": baseline}
        )

    @cached_property
    def change(self) -> SurveyChange | None:
        """From the survey before to the last; None where none can be compared with it."""
        before = self.comparable_previous_year
        if before is None:
            return None

        earlier, later = self.surveys[before], self.latest_survey
        interval = change_interval(later, earlier)
        points = self.published_rate(self.last_year) - self.published_rate(before)
        if interval.sign != 0 and points == 0:
            # As published nothing has changed, and yet it has.
            points = positive_rate(later) - positive_rate(earlier)
        return SurveyChange(self.indicator.name, before, points, interval)

    @property
    def longest_change(self) -> SurveyChange | None:
        """Since the first figure that can be compared, else since the survey before; None
        where none can.
        """
        return self.change_since_start or self.change

    @cached_property
    def change_since_start(self) -> SurveyChange | None:
        """From the first figure that can be compared to the last survey; None where that
        is the survey before, of which `change` tells.
        """
        start = self._first_comparable_figure
        if start is None or start >= self.last_year:
            return None
        if start == self.comparable_previous_year:
            return None
        figure = self.published_rate(start)
        points = self.published_rate(self.last_year) - figure
        later, earlier = self.latest_survey, self.surveys.get(start)
        if earlier is not None:
            interval = change_interval(later, earlier)
            return SurveyChange(self.indicator.name, start, points, interval)
        own = figure_interval(later, self.published_rate(self.last_year))
        interval = Interval(own.low - figure, own.high - figure)
        return SurveyChange(
            self.indicator.name, start, points, interval, is_margin_whole=False
        )

    @property
    def _first_comparable_figure(self) -> int | None:
        """The year of the baseline, else of the first survey; as far as comparable."""
        comparable = self.comparable_indicator
        baseline = comparable.baseline
        if baseline is not None and not baseline.year_unknown:
            return baseline.fiscal_year
        first = self.first_comparable_year
        return min(self.surveys) if first is None else first

    @property
    def latest_interval(self) -> Interval:
        """The interval of the last survey's figure."""
        figure = self.published_rate(self.last_year)
        return figure_interval(self.latest_survey, figure)

    @cached_property
    def _published_rates(self) -> dict[int, Decimal]:
        return known_figures(self.indicator, fiscal.LAST_YEAR)

    def published_rate(self, year: int) -> Decimal:
        """The figure on record of a year. Raises `KeyError` where it has none."""
        return self._published_rates[year]

    @property
    def _comparable_surveys(self) -> list[Survey]:
        first = self.first_comparable_year
        if first is None:
            return list(self.surveys.values())
        return [survey for year, survey in self.surveys.items() if year >= first]

    def outlook(self, until: int) -> Forecast | None:
        """Where the comparable years lead by `until`.

        Their scatter is at least what the margins of error make it.
        """
        surveys = self._comparable_surveys
        variances = [standard_error(survey) ** 2 for survey in surveys]
        least_deviation = (sum(variances, Decimal(0)) / len(variances)).sqrt()
        return forecast(
            self.comparable_indicator,
            self.judgement.fiscal_year,
            until,
            least_deviation,
        )

    def groups(self, kind: GroupKind, year: int) -> tuple[SurveyGroup, ...]:
        """The groups of a kind in a year; none where that year has no survey."""
        if year not in self.surveys:
            return ()
        return self.surveys[year].groups(kind)

    def group_changes(self, kind: GroupKind) -> tuple[SurveyChange, ...]:
        """How the single groups of two comparable surveys changed, the largest change first.

        The more of them are compared at once, the wider is the interval of each (Bonferroni).
        """
        before = self.comparable_previous_year
        if before is None:
            return ()

        pairs = self.pairs_of_groups(kind)
        changes = []
        for earlier, later in pairs:
            points = positive_rate(later) - positive_rate(earlier)
            interval = change_interval(later, earlier, comparisons=len(pairs))
            changes.append(SurveyChange(later.name, before, points, interval))
        changes.sort(key=lambda change: abs(change.points), reverse=True)
        return tuple(changes)

    def pairs_of_groups(self, kind: GroupKind) -> list[tuple[SurveyGroup, SurveyGroup]]:
        """What each single group was in the survey before, and what it is in the last;
        none where the two cannot be compared.
        """
        before = self.comparable_previous_year
        if before is None:
            return []
        earlier = {_spelling(group): group for group in self.groups(kind, before)}
        pairs = []
        for group in self.groups(kind, self.last_year):
            if not group.is_pool and _spelling(group) in earlier:
                pairs.append((earlier[_spelling(group)], group))
        return pairs


def _spelling(group: SurveyGroup) -> tuple[str, ...]:
    """The names of a group as they are compared: 20～29歳 and 20〜29歳 are one."""
    return tuple(folded_answer(name) for name in group.names)


def surveys_by_year(indicator: Indicator) -> dict[int, Survey]:
    """Every survey behind an indicator's figures, by fiscal year, in order."""
    surveys = {
        actual.fiscal_year: actual.survey
        for actual in indicator.actuals
        if actual.survey is not None
    }
    return dict(sorted(surveys.items()))


def survey_before(indicator: Indicator, fiscal_year: int) -> Survey | None:
    """The latest survey of the years before a fiscal year."""
    for year, survey in reversed(surveys_by_year(indicator).items()):
        if year < fiscal_year:
            return survey
    return None


def survey_breaks(
    surveys: Mapping[int, Survey],
) -> dict[int, tuple[SurveyAspect, ...]]:
    """The years whose survey cannot be compared with the one before, with what was changed."""
    breaks = {}
    for before, now in pairwise(surveys):
        changed = surveys[before].differing_aspects(surveys[now])
        if changed:
            breaks[now] = changed
    return breaks


def survey_course(judgement: Judgement) -> SurveyCourse | None:
    """The surveys behind an indicator up to the year of the judgement; None without any."""
    surveys = {
        year: survey
        for year, survey in surveys_by_year(judgement.indicator).items()
        if year <= judgement.fiscal_year
    }
    return SurveyCourse(judgement, surveys) if surveys else None
