"""最終評価: what a plan reached of what it promised."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import (
    About,
    Actual,
    Aggregation,
    BarState,
    Baseline,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    Measure,
    Missing,
    Municipality,
    Plan,
    Policy,
    Progress,
    ReachTarget,
    RiseTarget,
    ScheduleItem,
    ScheduleKind,
    Target,
    TotalTarget,
    ValueType,
)
from dxkpi.rules.final_report import (
    FinalOutcome,
    FinalReport,
    FinalResult,
    final_report,
    final_year,
)
from dxkpi.rules.scheduled_ends import FinalProgress

FIRST, LAST = 2023, 2027


def indicator(target: Target | None, figures: dict[int, Any], **more: Any) -> Indicator:
    actuals = tuple(
        Actual(fiscal_year=year, missing=value)
        if isinstance(value, Missing)
        else Actual(fiscal_year=year, value=Decimal(str(value)))
        for year, value in figures.items()
    )
    fields: dict[str, Any] = {"code": "K01", "name": "指標", "baseline": start(60)}
    fields |= more
    return Indicator(target=target, actuals=actuals, **fields)


def start(value: float) -> Baseline:
    return Baseline(fiscal_year=2022, value=Decimal(str(value)))


def reach(value: float, year: int = LAST) -> ReachTarget:
    return ReachTarget(value=Decimal(str(value)), fiscal_year=year)


def plan_of(*indicators: Indicator, policies: tuple[Policy, ...] = ()) -> Plan:
    return Plan(
        municipality=Municipality(code="999997", prefecture="試験県", name="試験市"),
        about=About(title="計画", first_fiscal_year=FIRST, last_fiscal_year=LAST),
        policies=policies,
        indicators=indicators,
    )


def report_of(plan: Plan, progress: dict[Any, Progress] | None = None) -> FinalReport:
    report = final_report(plan, LAST, progress or {})
    assert report is not None
    return report


def result_of(one: Indicator) -> FinalResult:
    [result] = report_of(plan_of(one)).results
    return result


def test_there_is_no_report_before_the_last_year_is_over() -> None:
    plan = plan_of(indicator(reach(75), {LAST: 80}))
    assert final_year(plan, LAST - 1) is None
    assert final_report(plan, LAST - 1, {}) is None
    assert final_year(plan, LAST) == final_year(plan, LAST + 3) == LAST
    about = plan.about.model_copy(update={"last_fiscal_year": None})
    assert final_year(plan.model_copy(update={"about": about}), LAST) is None


def test_a_plan_that_promises_nothing_has_no_report() -> None:
    assert final_report(plan_of(indicator(None, {LAST: 3})), LAST, {}) is None


@pytest.mark.parametrize(
    ("value", "direction", "outcome", "gap"),
    [
        ("76.2", Direction.HIGHER, FinalOutcome.REACHED, "1.2"),
        ("75.0", Direction.HIGHER, FinalOutcome.REACHED, "0.0"),
        ("72.7", Direction.HIGHER, FinalOutcome.NOT_REACHED, "-2.3"),
        ("72.7", Direction.LOWER, FinalOutcome.REACHED, "2.3"),
        ("76.2", Direction.LOWER, FinalOutcome.NOT_REACHED, "-1.2"),
    ],
)
def test_a_target_is_reached_or_not_by_how_much(
    value: str, direction: Direction, outcome: FinalOutcome, gap: str
) -> None:
    baseline = start(60 if direction is Direction.HIGHER else 90)
    result = result_of(
        indicator(reach(75), {LAST: value}, direction=direction, baseline=baseline)
    )
    assert (result.outcome, result.gap) == (outcome, Decimal(gap))
    assert result.figure is not None
    assert (result.figure.fiscal_year, result.figure.value) == (LAST, Decimal(value))


@pytest.mark.parametrize("last", [None, Missing.CANNOT_BE_EVALUATED])
def test_without_the_last_years_figure_it_cannot_be_said(last: Missing | None) -> None:
    figures = {2025: 80, **({LAST: last} if last else {})}
    result = result_of(indicator(reach(75), figures))
    assert (result.outcome, result.gap) == (FinalOutcome.UNKNOWN, None)
    assert result.figure is not None
    assert result.figure.fiscal_year == 2025


def test_a_deadline_before_the_plans_end_decides() -> None:
    fallen = result_of(indicator(reach(75, 2025), {2025: 76, LAST: 70}))
    assert fallen.outcome is FinalOutcome.REACHED
    late = result_of(indicator(reach(75, 2025), {2025: 70, LAST: 76}))
    assert late.outcome is FinalOutcome.NOT_REACHED
    unreported = result_of(indicator(reach(75, 2025), {2026: 76}))
    assert unreported.outcome is FinalOutcome.REACHED


def test_a_deadline_after_the_plans_end_cannot_be_said_unless_it_is_reached() -> None:
    open_ = result_of(indicator(reach(75, 2030), {LAST: 70}))
    assert (open_.outcome, open_.ends_later) == (FinalOutcome.UNKNOWN, True)
    early = result_of(indicator(reach(75, 2030), {LAST: 76}))
    assert (early.outcome, early.ends_later) == (FinalOutcome.REACHED, False)


def test_what_is_to_be_kept_is_promised_for_every_year() -> None:
    target = KeepTarget(value=Decimal(80))
    kept = result_of(indicator(target, dict.fromkeys(range(FIRST, LAST + 1), 85)))
    assert (kept.outcome, kept.judged_years) == (
        FinalOutcome.REACHED,
        tuple(range(FIRST, LAST + 1)),
    )
    broken = result_of(indicator(target, {2023: 85, 2024: 78, 2025: 85, LAST: 90}))
    assert (broken.outcome, broken.missed_years) == (FinalOutcome.NOT_REACHED, (2024,))
    assert broken.gap == Decimal(-2)
    open_ = result_of(indicator(target, {2023: 85, 2024: 85}))
    assert open_.outcome is FinalOutcome.UNKNOWN


def test_what_is_to_improve_is_promised_for_every_year() -> None:
    better = result_of(
        indicator(ImproveTarget(), {2023: 61, 2024: 62, 2025: 63, 2026: 64, LAST: 65})
    )
    assert better.outcome is FinalOutcome.REACHED
    worse = result_of(
        indicator(ImproveTarget(), {2023: 61, 2024: 60, 2025: 63, 2026: 64, LAST: 65})
    )
    assert (worse.outcome, worse.missed_years) == (FinalOutcome.NOT_REACHED, (2024,))


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (61, FinalOutcome.REACHED),
        (60, FinalOutcome.NOT_REACHED),
        (59, FinalOutcome.NOT_REACHED),
    ],
)
def test_what_is_to_rise_without_a_deadline_has_that_of_the_plan(
    value: int, outcome: FinalOutcome
) -> None:
    assert result_of(indicator(RiseTarget(), {LAST: value})).outcome is outcome
    assert (
        result_of(indicator(RiseTarget(), {2026: 61})).outcome is FinalOutcome.UNKNOWN
    )


@pytest.mark.parametrize("deadline", [None, 2026])
def test_what_is_to_be_done_is_done_or_not(deadline: int | None) -> None:
    target = DoTarget(fiscal_year=deadline)

    def outcome(figures: dict[int, Any]) -> FinalOutcome:
        yes_no = indicator(target, figures, value_type=ValueType.YES_NO, baseline=None)
        return result_of(yes_no).outcome

    assert outcome({2025: 1}) is FinalOutcome.REACHED
    assert outcome({2025: 0, 2026: 0, LAST: 0}) is FinalOutcome.NOT_REACHED
    assert outcome({}) is FinalOutcome.UNKNOWN


def test_a_total_is_compared_by_its_sum() -> None:
    target = TotalTarget(value=Decimal(375), since=FIRST, fiscal_year=LAST)
    figures = {2023: 70, 2024: 70, 2025: 70, 2026: 70, LAST: 70}
    total = indicator(
        target, figures, aggregation=Aggregation.ANNUAL, baseline=None, unit="件"
    )
    result = result_of(total)
    assert (result.outcome, result.gap) == (FinalOutcome.NOT_REACHED, Decimal(-25))
    assert result.figure is not None
    assert result.figure.value == Decimal(350)
    assert result.indicator == total


def test_the_realisation_rate_comes_first_and_policies_are_counted() -> None:
    policies = tuple(Policy(number=n, name=f"方針{n}") for n in ("1", "2"))
    plan = plan_of(
        indicator(reach(75), {LAST: 76}, code="K01", policy="1"),
        indicator(reach(75), {LAST: 70}, code="K02", policy="2"),
        indicator(None, {LAST: 70}, code="K03", policy="2"),
        indicator(reach(75), {}, code="K04", name="DX推進実感率", policy="2"),
        policies=policies,
    )
    report = report_of(plan)
    codes = [result.indicator.code for result in report.results]
    assert codes == ["K04", "K01", "K02"]
    assert report.counts == {
        FinalOutcome.REACHED: 1,
        FinalOutcome.NOT_REACHED: 1,
        FinalOutcome.UNKNOWN: 1,
    }
    of_policies = {
        number: [result.indicator.code for result in results]
        for number, results in report.by_policy.items()
    }
    assert of_policies == {"1": ["K01"], "2": ["K04", "K02"]}
    assert [r.indicator.code for r in report.not_reached] == ["K02"]


def test_entries_of_the_schedule_are_done_not_done_or_unknown() -> None:
    labels = ("設計", "導入", "展開")
    schedule = tuple(
        ScheduleItem(kind=ScheduleKind.BAR, label=label, start=FIRST, end=LAST)
        for label in labels
    )
    measure = Measure(number="1-1", name="施策", schedule=schedule)
    plan = plan_of(policies=(Policy(number="1", name="方針", measures=(measure,)),))
    known = {
        ("1-1", "設計", 0): Progress(fiscal_year=2025, state=BarState.DONE),
        ("1-1", "導入", 0): Progress(fiscal_year=LAST, state=BarState.LATE),
    }
    report = report_of(plan, known)

    def names(results: Any) -> list[str]:
        return [result.entry.item.label for result in results]

    assert names(report.done_entries) == ["設計"]
    assert names(report.open_entries) == ["導入"]
    assert names(report.unknown_entries) == ["展開"]
    final = report_of(plan, FinalProgress(known, [("1-1", "展開", 0)]))
    assert names(final.unconfirmed_entries) == ["展開"]
    assert final.unknown_entries == ()
