"""What holds of the rules whatever the figures are: properties, tried on generated indicators."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dxkpi.plan import (
    Actual,
    Comparator,
    Direction,
    Indicator,
    Missing,
    TargetRule,
    ValueType,
)
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules import JUDGED, Profile, Status, judge
from tests.support.indicator_strategies import (
    ANY_YEAR,
    FIGURES,
    PROFILE,
    YEARS,
    indicators,
)
from tests.support.indicators import RED, baseline, indicator, target


def mirrored(value: Indicator) -> Indicator:
    """The same indicator upside down: every figure negated, direction and comparator turned round."""
    swap = {
        Comparator.AT_LEAST: Comparator.AT_MOST,
        Comparator.AT_MOST: Comparator.AT_LEAST,
    }
    data = value.model_dump()
    data["direction"] = (
        Direction.LOWER if value.direction is Direction.HIGHER else Direction.HIGHER
    )
    for dated in filter(None, [data["baseline"], data["target"], *data["actuals"]]):
        dated["value"] = None if dated["value"] is None else -dated["value"]
    if value.target is not None:
        data["target"]["yearly"] = {
            year: -figure for year, figure in value.target.yearly.items()
        }
        comparator = value.target.comparator
        if comparator is not None:
            data["target"]["comparator"] = swap.get(comparator, comparator)
    return Indicator.model_validate(data)


@given(
    indicators(
        (TargetRule.REACH, TargetRule.KEEP, TargetRule.IMPROVE, TargetRule.RISE)
    ),
    YEARS,
    st.booleans(),
    PROFILE,
)
@settings(deadline=None)
def test_a_falling_kpi_mirrors_a_rising_one(
    value: Indicator, year: int, due: bool, profile: Profile
) -> None:
    assert value.target is not None
    assume(value.value_type is ValueType.NUMBER)
    assume(value.target.rule is not TargetRule.KEEP or value.target.value is not None)
    one, other = (
        judge(side, year, due=due, profile=profile) for side in (value, mirrored(value))
    )
    assert (one.status, one.reason, one.grade) == (
        other.status,
        other.reason,
        other.grade,
    )
    assert (one.pace, one.progress_rate, one.achievement_rate) == (
        other.pace,
        other.progress_rate,
        other.achievement_rate,
    )
    assert one.rates_disagree == other.rates_disagree


@given(indicators(), ANY_YEAR | YEARS, st.booleans(), PROFILE)
@settings(max_examples=300, deadline=None)
def test_any_indicator_can_be_judged_in_any_year(
    value: Indicator, year: int, due: bool, profile: Profile
) -> None:
    found = judge(value, year, due=due, profile=profile)
    assert (found.status is Status.MONITORED) is (value.target is None)
    assert found.pace is None or found.actual is not None
    if found.value is None:
        assert found.status not in RED
        assert found.pace is found.progress_rate is found.achievement_rate is None
    if not due and found.status in RED:
        assert found.actual is not None
        assert found.actual.fiscal_year < year  # only what an earlier year has decided


@given(indicators(), YEARS, FIGURES, FIGURES, st.booleans(), PROFILE)
@settings(max_examples=300, deadline=None)
def test_more_progress_never_worsens_a_status(
    value: Indicator,
    year: int,
    one: Decimal,
    other: Decimal,
    due: bool,
    profile: Profile,
) -> None:
    assume(value.value_type is ValueType.NUMBER)
    assume(value.target is None or value.target.comparator is not Comparator.EQUAL)
    assume(value.target is None or value.target.rule is not TargetRule.RANGE)
    worse, better = sorted((one, other), reverse=value.direction is Direction.LOWER)

    def status_with(figure: Decimal) -> Status:
        others = tuple(actual for actual in value.actuals if actual.fiscal_year != year)
        entry = Actual(fiscal_year=year, value=figure)
        return judge(
            value.model_copy(update={"actuals": (*others, entry)}),
            year,
            due=due,
            profile=profile,
        ).status

    before, after = status_with(worse), status_with(better)
    if before in JUDGED and after in JUDGED:
        assert JUDGED.index(after) <= JUDGED.index(before)
    if before is Status.ACHIEVED:
        assert after is Status.ACHIEVED


@given(indicators(), YEARS)
@settings(deadline=None)
def test_a_missing_figure_is_judged_as_if_it_were_not_there_but_keeps_its_reason(
    value: Indicator, year: int
) -> None:
    """Never as zero: until the deadline an entry that only says "not submitted" changes no status."""
    deadline = value.target.fiscal_year if value.target else None
    assume(deadline is None or year <= deadline)
    assume(value.baseline is None or value.baseline.fiscal_year != year)
    others = tuple(actual for actual in value.actuals if actual.fiscal_year != year)
    without = judge(value.model_copy(update={"actuals": others}), year)
    entry = Actual(fiscal_year=year, missing=Missing.NOT_SUBMITTED)
    with_reason = judge(value.model_copy(update={"actuals": (*others, entry)}), year)
    assert with_reason.status is without.status


@given(indicators((TargetRule.REACH,)), YEARS, FIGURES)
@settings(deadline=None)
def test_the_printed_value_decides_nothing(
    value: Indicator, year: int, figure: Decimal
) -> None:
    """How many digits the plan prints changes no judgement."""
    value = value.model_copy(
        update={"actuals": (Actual(fiscal_year=year, value=figure),)}
    )
    statuses = {
        judge(value.model_copy(update={"decimals": n}), year).status for n in range(7)
    }
    assert len(statuses) == 1


@given(
    FIGURES,
    st.decimals(-1000, 1000, places=3).filter(bool),
    st.integers(1, 12),
    st.integers(1, 12),
    PROFILE.filter(lambda one: one.quantity is GradedQuantity.PACE),
)
def test_who_keeps_to_the_line_is_on_track_every_year(
    start: Decimal, step: Decimal, years: int, gone: int, profile: Profile
) -> None:
    start, gone = start.quantize(Decimal("0.001")), min(gone, years)
    kpi = indicator(
        {2020 + gone: start + gone * step},
        direction="higher" if step > 0 else "lower",
        baseline=baseline(start, 2020),
        target=target("reach", start + years * step, 2020 + years),
    )
    found = judge(kpi, 2020 + gone, profile=profile)
    assert found.expected == found.value
    assert found.pace == 1
    assert found.status is (Status.ACHIEVED if gone == years else Status.ON_TRACK)
