"""What a verdict can be within the margin of its figure, against judging figure by figure."""

from decimal import Decimal
from itertools import count, takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import (
    Actual,
    Baseline,
    Comparator,
    Direction,
    ImproveTarget,
    Indicator,
    KeepTarget,
    Plan,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Survey,
    Target,
)
from dxkpi.rules import PROFILES, Judgement, LineSide, Profile, Status, judge
from dxkpi.rules.survey_margin import Interval, change_interval, rate_interval
from tests.support.surveys import survey, surveyed_indicator

S = Status
DEADLINE = 2030


def judged(
    answers: int, positive: int, invited: int | None = 620, **fields: Any
) -> Judgement:
    """The year 2028 of a rate that is to go from 64.4 in 2025 to 75.0 in 2030."""
    facts: dict[str, Any] = {
        "baseline": Baseline(fiscal_year=2025, value=Decimal("64.4")),
        "target": ReachTarget(value=Decimal("75.0"), fiscal_year=DEADLINE),
    }
    year = fields.pop("year", 2028)
    indicator = surveyed_indicator(
        {year: survey(answers, positive, invited)}, **facts | fields
    )
    return judge(indicator, year)


def statuses(judgement: Judgement) -> tuple[Status, ...]:
    assert judgement.verdict_range is not None
    return judgement.verdict_range.statuses


# Figure by figure


def with_figure(indicator: Indicator, year: int, figure: Decimal) -> Indicator:
    """The indicator with a figure of which no survey is known."""
    others = [actual for actual in indicator.actuals if actual.fiscal_year != year]
    bare = Actual(fiscal_year=year, value=figure)
    return indicator.model_copy(update={"actuals": (*others, bare)})


def figures_of(interval: Interval, answers: int) -> list[Decimal]:
    """Every hundredth of a point within an interval, its ends, and each rate that so
    many answers can have there.
    """
    steps = (interval.low + Decimal(n) / 20 for n in count())
    hundredths = takewhile(lambda figure: figure < interval.high, steps)
    rates = (Decimal(100 * positive) / answers for positive in range(answers + 1))
    within = (rate for rate in rates if interval.low <= rate <= interval.high)
    return [*hundredths, *within, interval.low, interval.high]


percentages = st.integers(0, 100).map(Decimal)


FITTING = {
    Direction.HIGHER: (None, Comparator.EQUAL, Comparator.AT_LEAST),
    Direction.LOWER: (None, Comparator.EQUAL, Comparator.AT_MOST),
}


@st.composite
def targets(draw: st.DrawFn, direction: Direction) -> Target:
    goal, deadline = draw(percentages), draw(st.integers(2027, 2030))
    comparator = draw(st.sampled_from(FITTING[direction]))
    kind = draw(st.sampled_from(["reach", "keep", "improve", "rise", "range"]))
    match kind:
        case "reach":
            return ReachTarget(value=goal, comparator=comparator, fiscal_year=deadline)
        case "keep":
            return KeepTarget(value=goal, comparator=comparator)
        case "improve":
            return ImproveTarget()
        case "rise":
            return RiseTarget(fiscal_year=draw(st.none() | st.just(deadline)))
    high = goal + draw(st.integers(1, 10))
    return RangeTarget(low=goal, high=high, fiscal_year=deadline)


@st.composite
def surveyed_rates(draw: st.DrawFn) -> Indicator:
    def any_survey() -> Survey:
        answers = draw(st.integers(15, 250))
        positive = draw(st.integers(0, answers))
        invited = draw(st.none() | st.integers(answers, 3 * answers))
        return survey(answers, positive, invited)

    direction = draw(st.sampled_from(Direction))
    start, target = draw(st.none() | percentages), draw(targets(direction))
    baseline = None
    if start is not None:
        baseline = Baseline(fiscal_year=2025, value=start)
        if isinstance(target, ReachTarget) and direction.is_better(start, target.value):
            target = target.model_copy(update={"worse_because": "人が減るため"})
    return surveyed_indicator(
        {2027: any_survey(), 2028: any_survey()},
        direction=direction,
        baseline=baseline,
        target=target,
    )


@settings(deadline=None, max_examples=150)
@given(surveyed_rates(), st.sampled_from(list(PROFILES.values())))
def test_the_range_is_what_judging_every_figure_of_the_interval_gives(
    indicator: Indicator, profile: Profile
) -> None:
    judgement = judge(indicator, 2028, profile=profile, plan_start=2026)
    found = judgement.verdict_range
    actual = indicator.actual(2028)
    assert actual is not None
    assert actual.survey is not None
    if found is None:
        everybody = rate_interval(actual.survey).margin == 0
        assert everybody or judgement.status is S.NOT_ASSESSABLE
        return

    def status_of(figure: Decimal) -> Status:
        supposed = with_figure(indicator, 2028, figure)
        return judge(supposed, 2028, profile=profile, plan_start=2026).status

    answers = actual.survey.answers
    by_force = {status_of(figure) for figure in figures_of(found.interval, answers)}
    assert judgement.status in found.statuses
    assert by_force <= set(found.statuses)
    # What force misses lies at a single figure: exactly this, or no change at all.
    for missed in set(found.statuses) - by_force:
        assert missed in {status_of(figure) for figure in single_figures(indicator)}


def single_figures(indicator: Indicator) -> list[Decimal]:
    """The figures that a rule may ask for exactly."""
    target, baseline = indicator.target, indicator.baseline
    before = indicator.actual(2027)
    values = [
        target.value if target else None,
        baseline.value if baseline else None,
        before.value if before else None,
        *(target.bounds if isinstance(target, RangeTarget) else ()),
    ]
    return [value for value in values if value is not None]


@settings(deadline=None, max_examples=100)
@given(surveyed_rates())
def test_an_alarm_is_one_however_the_survey_may_be_off(indicator: Indicator) -> None:
    judgement = judge(indicator, 2028)
    assert judgement.needs_attention == (
        judgement.counted_status in (S.BEHIND, S.FAR_BEHIND, S.MISSED)
    )
    if judgement.verdict_range is None or not judgement.needs_attention:
        return
    best = judgement.verdict_range.best
    line = judgement.line
    ends = (
        judgement.verdict_range.interval.low,
        judgement.verdict_range.interval.high,
    )
    only_delay = best in (S.BEHIND, S.FAR_BEHIND, S.MISSED)
    direction = judgement.indicator.direction
    assert only_delay or (
        line is not None and all(direction.is_better(line, end) for end in ends)
    )


# The cases that the screens show


def test_the_margin_of_the_sample_city_spans_four_verdicts(sample_plan: Plan) -> None:
    indicator = sample_plan.realisation
    assert indicator is not None
    judgement = judge(indicator, 2025)
    assert judgement.status is S.MOSTLY_ON_TRACK
    assert statuses(judgement) == (
        S.ON_TRACK,
        S.MOSTLY_ON_TRACK,
        S.BEHIND,
        S.FAR_BEHIND,
    )
    assert judgement.verdict_range is not None
    assert judgement.verdict_range.side is LineSide.ACROSS
    assert judgement.is_undecided
    assert not judgement.is_sure
    assert judgement.counted_status is S.MOSTLY_ON_TRACK


@pytest.mark.parametrize(
    ("year", "positive", "status", "counted"),
    [
        (2026, 260, S.FAR_BEHIND, S.WITHIN_MARGIN),
        (2027, 272, S.MOSTLY_ON_TRACK, S.MOSTLY_ON_TRACK),
        (2028, 264, S.FAR_BEHIND, S.FAR_BEHIND),
    ],
)
def test_noise_raises_no_alarm_and_a_margin_wholly_behind_the_line_does(
    year: int, positive: int, status: Status, counted: Status
) -> None:
    judgement = judged(400, positive, year=year)
    assert (judgement.status, judgement.counted_status) == (status, counted)
    assert not judgement.is_sure
    assert judgement.needs_attention == (counted is S.FAR_BEHIND)
    assert judgement.is_surely_behind == (counted is S.FAR_BEHIND)


def test_a_figure_far_from_every_bound_is_sure() -> None:
    judgement = judged(400, 220)
    assert statuses(judgement) == (S.FAR_BEHIND,)
    assert judgement.is_sure
    assert judgement.needs_attention


def test_slight_delay_that_may_be_none_is_an_alarm_if_all_lies_under_the_line() -> None:
    steep = Baseline(fiscal_year=2025, value=Decimal("20.0"))
    judgement = judged(600, 279, 610, baseline=steep)
    assert statuses(judgement) == (S.MOSTLY_ON_TRACK, S.BEHIND)
    assert judgement.status in (S.MOSTLY_ON_TRACK, S.BEHIND)
    assert judgement.is_surely_behind
    assert not judgement.is_undecided


@pytest.mark.parametrize(
    ("positive", "status", "counted"),
    [
        (302, S.ACHIEVED, S.ACHIEVED),
        (298, S.MISSED, S.WITHIN_MARGIN),
        (330, S.ACHIEVED, S.ACHIEVED),
        (270, S.MISSED, S.MISSED),
    ],
)
def test_at_the_deadline_the_margin_may_hold_both(
    positive: int, status: Status, counted: Status
) -> None:
    judgement = judged(400, positive, year=DEADLINE)
    assert (judgement.status, judgement.counted_status) == (status, counted)
    is_near = abs(positive - 300) < 10
    both = (S.ACHIEVED, S.MISSED)
    assert statuses(judgement) == (both if is_near else (status,))
    assert judgement.is_undecided == is_near


def test_where_everybody_answered_nothing_is_left_to_chance() -> None:
    judgement = judged(400, 264, invited=400)
    assert judgement.verdict_range is None
    assert judgement.is_sure
    assert judgement.needs_attention


def test_a_figure_of_no_survey_is_judged_as_ever() -> None:
    indicator = with_figure(judged(400, 264).indicator, 2028, Decimal("66.0"))
    judgement = judge(indicator, 2028)
    assert judgement.verdict_range is None
    assert judgement.is_sure
    assert judgement.is_surely_behind
    assert judgement.counted_status is judgement.status is S.FAR_BEHIND


def test_what_is_not_judged_has_no_range() -> None:
    judgement = judge(judged(400, 264).indicator, 2028, due=False)
    assert judgement.status is S.AHEAD
    assert judgement.verdict_range is None


def test_better_than_the_year_before_is_held_against_the_margins_of_both() -> None:
    before, now = survey(400, 260), survey(400, 272)
    indicator = surveyed_indicator({2027: before, 2028: now}, target=ImproveTarget())
    judgement = judge(indicator, 2028)
    change = change_interval(now, before)
    assert judgement.verdict_range is not None
    assert judgement.verdict_range.interval == Interval(
        Decimal("65.0") + change.low, Decimal("65.0") + change.high
    )
    assert judgement.verdict_range.interval.margin > rate_interval(now).margin
    assert statuses(judgement) == (S.ACHIEVED, S.MISSED)
