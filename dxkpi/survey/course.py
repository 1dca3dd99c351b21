"""The survey over the years: which years may be compared, what changed for certain, and where the comparable years lead.

Years are compared only as long as the question, its choices and what counts as felt stay the same. A change that the
margin of error explains is none. `told` is the sentence of all that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from dxkpi import fiscal
from dxkpi.plan import Actual, Direction, Indicator, Survey, SurveyGroup
from dxkpi.rules import (
    Forecast,
    Judgement,
    Reason,
    Status,
    chance_of_target,
    forecast,
    trajectory,
)
from dxkpi.survey.comparability import changes
from dxkpi.survey.rate import (
    Interval,
    RateCounts,
    positive_rate,
    rate_interval,
    standard_error,
)
from dxkpi.survey.rate import change_interval as change_of
from dxkpi.text.rounding import rounded_text
from dxkpi.wording import figures
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.headline import (
    change_text,
    difference_text,
    gap_to_expected,
    no_figure_text,
)
from dxkpi.wording.judgement import year_goal_text
from dxkpi.wording.language import _, current_language, sentences

_STEP = Decimal("0.05")

KINDS = ("departments", "positions", "ages")


@dataclass(frozen=True)
class SurveyChange:
    """A rate in one year and in an earlier one: the change in points, and from where to where it may lie."""

    name: str
    before: int
    now: int
    points: Decimal
    interval: Interval

    @property
    def certain(self) -> bool:
        """Whether the change is more than the margin of error explains."""
        return self.interval.sign != 0


@dataclass(frozen=True)
class SurveyCourse:
    """The surveys behind an indicator up to a fiscal year, at least one."""

    judgement: Judgement
    surveys: Mapping[int, Survey]

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator

    @property
    def last(self) -> int:
        """The year of the last survey."""
        return max(self.surveys)

    @property
    def latest(self) -> Survey:
        return self.surveys[self.last]

    @cached_property
    def breaks(self) -> dict[int, tuple[str, ...]]:
        """The years that cannot be compared with the survey before, with what was changed."""
        return survey_breaks(self.surveys)

    @property
    def first_comparable(self) -> int | None:
        """The year from which on all surveys ask and count alike; None where all known ones do."""
        return max(self.breaks, default=None)

    @cached_property
    def comparable(self) -> Indicator:
        """The indicator with those figures only that can be compared with the last survey."""
        first = self.first_comparable
        if first is None:
            return self.indicator
        baseline = self.indicator.baseline
        return self.indicator.model_copy(
            update={
                "actuals": tuple(
                    a for a in self.indicator.actuals if a.fiscal_year >= first
                ),
                "baseline": baseline
                if baseline is not None and baseline.fiscal_year >= first
                else None,
            }
        )

    @property
    def previous(self) -> int | None:
        """The year of the survey before the last, if there is one."""
        return max((year for year in self.surveys if year < self.last), default=None)

    @cached_property
    def change(self) -> SurveyChange | None:
        """From the survey before to the last; None where there is none that can be compared."""
        before = self.previous
        if before is None or self.last in self.breaks:
            return None
        gap, points = (
            change_of(self.latest, self.surveys[before]),
            self.value(self.last) - self.value(before),
        )
        if gap.sign and not points:  # as published nothing has changed, and yet it has
            points = positive_rate(self.latest) - positive_rate(self.surveys[before])
        return SurveyChange(self.indicator.name, before, self.last, points, gap)

    def value(self, year: int) -> Decimal:
        """The figure on record of a year that has a survey."""
        entry = self.indicator.actual(year)
        assert entry is not None
        assert entry.value is not None
        return entry.value

    def outlook(self, until: int) -> Forecast | None:
        """Where the comparable years lead by `until`; their scatter is at least what the margins make it."""
        own = [
            survey
            for year, survey in self.surveys.items()
            if year >= (self.first_comparable or year)
        ]
        least = (
            sum((standard_error(survey) ** 2 for survey in own), Decimal(0)) / len(own)
        ).sqrt()
        return forecast(self.comparable, self.judgement.fiscal_year, until, least)

    def groups(self, kind: str, year: int) -> tuple[SurveyGroup, ...]:
        """The groups of a kind (`departments`, `positions`, `ages`) in a year; none where it has no survey."""
        survey = self.surveys.get(year)
        found: tuple[SurveyGroup, ...] = (
            getattr(survey, kind) if survey is not None else ()
        )
        return found

    def group_changes(self, kind: str) -> tuple[SurveyChange, ...]:
        """The groups that two comparable surveys tell apart, the largest change first.

        The more of them are looked at at once, the wider is the interval of each (Bonferroni).
        """
        before = self.previous
        if before is None or self.last in self.breaks:
            return ()
        old = {group.names: group for group in self.groups(kind, before)}
        single = [
            group
            for group in self.groups(kind, self.last)
            if len(group.names) == 1 and group.names in old
        ]
        found = (
            SurveyChange(
                group.names[0],
                before,
                self.last,
                positive_rate(group) - positive_rate(old[group.names]),
                change_of(group, old[group.names], looks=len(single)),
            )
            for group in single
        )
        return tuple(sorted(found, key=lambda change: abs(change.points), reverse=True))


def surveys_by_year(indicator: Indicator) -> dict[int, Survey]:
    """Every survey behind an indicator's figures, by fiscal year, in order."""
    return {
        a.fiscal_year: a.survey
        for a in sorted(indicator.actuals, key=_year)
        if a.survey is not None
    }


def survey_before(indicator: Indicator, fiscal_year: int) -> Survey | None:
    """The latest survey of the years before a fiscal year."""
    return next(
        (
            survey
            for year, survey in reversed(surveys_by_year(indicator).items())
            if year < fiscal_year
        ),
        None,
    )


def _year(entry: Actual) -> int:
    return entry.fiscal_year


def survey_breaks(known: Mapping[int, Survey]) -> dict[int, tuple[str, ...]]:
    """The years whose survey cannot be compared with the one before, with what was changed."""
    found = {now: changes(known[before], known[now]) for before, now in pairwise(known)}
    return {year: what for year, what in found.items() if what}


def survey_course(judgement: Judgement) -> SurveyCourse | None:
    """The surveys behind an indicator up to the year of the judgement; None where there are none."""
    until = {
        year: s
        for year, s in surveys_by_year(judgement.indicator).items()
        if year <= judgement.fiscal_year
    }
    return SurveyCourse(judgement, until) if until else None


def likely(found: Forecast, goal: Decimal, indicator: Indicator) -> str | None:
    """How likely a target is reached if the trend goes on, in steps of five percent; None where it cannot be told."""
    share = chance_of_target(
        found, goal, higher=indicator.direction is Direction.HIGHER
    )
    if share is None:
        return None
    if share < _STEP:
        return _("less than 5%")
    if share > 1 - _STEP:
        return _("more than 95%")
    return _("about {share}", share=f"{int((share / _STEP).to_integral_value() * 5)}%")


def told(found: SurveyCourse, ahead: Forecast | None) -> str:
    """The last survey in a few sentences: rate and margin, the change and whether it is one, the line, the outlook."""
    return sentences(
        (
            _missing(found),
            _rate(found),
            _change(found),
            _line(found),
            _ahead(found, ahead),
        )
    )


def with_margin(indicator: Indicator, value: Decimal, spread: Interval) -> str:
    """67.8%（±3.1）; where the interval lies unevenly around the figure from where to where: 100.0%（83.9～100.0）."""
    figure = figures.figure_text(indicator, value, current_language())
    if spread.lies_evenly(value):
        return _(
            "{value} (±{margin})",
            value=figure,
            margin=figures.number_text(indicator, spread.margin, current_language()),
        )
    low, high = (
        figures.number_text(indicator, end, current_language())
        for end in (spread.low, spread.high)
    )
    return _("{value} ({low}–{high})", value=figure, low=low, high=high)


def _missing(found: SurveyCourse) -> str:
    """That the year looked at should have a figure, and has none."""
    is_missing = (
        found.judgement.status is Status.NOT_REPORTED
        and found.last < found.judgement.fiscal_year
    )
    return no_figure_text(found.judgement, current_language()) if is_missing else ""


def _rate(found: SurveyCourse) -> str:
    value = with_margin(
        found.indicator, found.value(found.last), rate_interval(found.latest)
    )
    return _("{year}: {value}.", year=fiscal.wareki(found.last), value=value)


def _change(found: SurveyCourse) -> str:
    before, change, indicator = found.previous, found.change, found.indicator
    if before is None:
        return ""
    is_year_before = (
        found.last == found.judgement.fiscal_year and before == found.last - 1
    )
    when = _("the year before") if is_year_before else fiscal.wareki(before)
    if change is None:
        what = _(", ").join(found.breaks[found.last])
        return _(
            "It cannot be compared with {before}: {what} changed.",
            before=when,
            what=what,
        )
    if not change.certain:
        moved = change_text(indicator, change.points, current_language())
        return _(
            "{change} on {before} is within the margin of error.",
            change=moved,
            before=when,
        )
    gap = difference_text(indicator, change.points, current_language())
    words = (
        _("Up {gap} on {before}, more than the margin of error.")
        if change.interval.sign > 0
        else _("Down {gap} on {before}, more than the margin of error.")
    )
    return words.format(gap=gap, before=when)


def with_range(of: RateCounts) -> str:
    """82%（67～91）: a group's rate and its 95% interval in whole per cent; few answers lie unevenly around the rate."""
    spread = rate_interval(of)
    share, low, high = (
        rounded_text(value, 0) for value in (positive_rate(of), spread.low, spread.high)
    )
    return _("{rate}% ({low}–{high})", rate=share, low=low, high=high)


def _line(found: SurveyCourse) -> str:
    """Where the rate lies beside the line to the target; of a target for every year whether it is fulfilled.

    A line that starts from a figure of another question is no measure.
    """
    judgement = found.judgement
    if (
        judgement.reason in (Reason.KEPT, Reason.NOT_KEPT)
        and found.last == judgement.fiscal_year
    ):
        kept = judgement.reason is Reason.KEPT
        words = (
            _("The year's target ({goal}) is fulfilled.")
            if kept
            else _("The year's target ({goal}) is not fulfilled.")
        )
        return words.format(goal=year_goal_text(judgement, current_language()))
    stands = trajectory(judgement)
    if (
        stands is None
        or stands.goal is None
        or not stands.begun
        or stands.last != found.last
    ):
        return ""
    if stands.reached:
        return _(
            "The target of {goal} is reached.",
            goal=figures.figure_text(found.indicator, stands.goal, current_language()),
        )
    if stands.over and stands.left is not None:
        short, goal = (
            difference_text(found.indicator, stands.left, current_language()),
            figures.figure_text(found.indicator, stands.goal, current_language()),
        )
        words = (
            _("At the deadline {gap} short of the target of {goal}.")
            if stands.deadline is not None and stands.last >= stands.deadline
            else _("{gap} short of the target of {goal}.")
        )
        return words.format(gap=short, goal=goal)
    if stands.line is None:
        asked_alike = (
            found.first_comparable is None or stands.start >= found.first_comparable
        )
        return (
            ""
            if asked_alike
            else _(
                "The target line ends where the question changed: the baseline is of the former one."
            )
        )
    gap, _shown = gap_to_expected(
        found.indicator, stands.value, stands.line, current_language()
    )
    ahead = (stands.value - stands.line) * (
        1 if found.indicator.direction is Direction.HIGHER else -1
    )
    if ahead == 0:
        return _("Exactly on the target line.")
    return (
        _("{gap} below the target line.")
        if ahead < 0
        else _("{gap} above the target line.")
    ).format(gap=gap)


def _ahead(found: SurveyCourse, ahead: Forecast | None) -> str:
    if ahead is None:
        stands = trajectory(found.judgement)
        if stands is None or stands.needed is None or stands.goal is None:
            return ""
        goal = figures.figure_text(found.indicator, stands.goal, current_language())
        return _(
            "The target of {goal} asks for {step} a year from now on.",
            goal=goal,
            step=change_text(found.indicator, stands.needed, current_language()),
        )
    year, value = (
        fiscal.wareki(ahead.end.fiscal_year),
        forecast_text(found.indicator, ahead.end, current_language()),
    )
    return _("Outlook for {year}: {value}.", year=year, value=value)
