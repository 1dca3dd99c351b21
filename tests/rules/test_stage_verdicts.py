"""The judgement of an indicator of named stages."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Actual, Indicator, KeepTarget, ReachTarget, ValueType
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.rules import PROFILES, Judgement, Reason, Status, judge
from dxkpi.rules.expected import expected_value
from dxkpi.rules.forecast import forecast
from dxkpi.rules.stage_verdicts import stage_bands

STAGES = ("検討", "試行", "導入", "全庁展開")
REACH = ReachTarget(value=Decimal(4), fiscal_year=2028)


def indicator(figures: dict[int, int], target: Any = REACH, **more: Any) -> Indicator:
    fields = {
        "code": "K01",
        "name": "電子決裁",
        "value_type": ValueType.STAGE,
        "stages": STAGES,
        "baseline": Baseline(fiscal_year=2023, value=Decimal(1)),
        "target": target,
        "actuals": tuple(
            Actual(fiscal_year=year, value=Decimal(stage))
            for year, stage in figures.items()
        ),
    }
    return Indicator(**(fields | more))


def judged(stage: int, year: int = 2026, **more: Any) -> Judgement:
    return judge(indicator({year: stage}, **more), year)


def test_the_stage_expected_of_a_year_is_the_last_one_that_the_path_has_passed() -> (
    None
):
    stages = indicator({})
    expected = {year: expected_value(stages, year) for year in range(2023, 2029)}
    assert expected == {2023: 1, 2024: 1, 2025: 2, 2026: 2, 2027: 3, 2028: 4}


def test_a_stage_that_the_plan_states_for_a_year_is_expected_of_it() -> None:
    target = ReachTarget(value=Decimal(4), fiscal_year=2028, yearly={2026: Decimal(3)})
    stages = indicator({}, target)
    assert [expected_value(stages, year) for year in (2025, 2026, 2027)] == [2, 3, 3]


@pytest.mark.parametrize(
    ("stage", "year", "status", "reason"),
    [
        (1, 2023, Status.STARTING_POINT, Reason.STARTING_POINT),
        (1, 2024, Status.ON_TRACK, Reason.STAGE_AS_PLANNED),
        (2, 2026, Status.ON_TRACK, Reason.STAGE_AS_PLANNED),
        (3, 2026, Status.ON_TRACK, Reason.STAGE_AS_PLANNED),
        (1, 2026, Status.BEHIND, Reason.STAGE_BEHIND),
        (1, 2027, Status.FAR_BEHIND, Reason.STAGE_BEHIND),
        (4, 2025, Status.ACHIEVED, Reason.TARGET_MET),
        (4, 2028, Status.ACHIEVED, Reason.TARGET_MET),
        (3, 2028, Status.MISSED, Reason.TARGET_NOT_MET),
        (3, 2030, Status.MISSED, Reason.TARGET_NOT_MET),
    ],
)
def test_a_stage_is_judged_by_how_many_lie_between(
    stage: int, year: int, status: Status, reason: Reason
) -> None:
    judgement = judged(stage, year)
    assert (judgement.status, judgement.reason) == (status, reason)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda p: p.key)
def test_there_is_no_rate_whatever_the_profile_grades(profile: Any) -> None:
    for year in range(2023, 2030):
        for stage in range(1, 5):
            judgement = judge(indicator({year: stage}), year, profile=profile)
            assert judgement.pace is None
            assert judgement.progress_rate is None
            assert judgement.achievement_rate is None
            assert judgement.graded_rate is None


@pytest.mark.parametrize(
    ("profile", "grades"),
    [
        ("standard", ["A", "B", "C"]),
        ("nagano", ["順調", "概ね順調", "努力を要する"]),
        ("tama", ["着実に進んでいる", "概ね進んでいる", "改善や工夫が必要"]),
        ("sano", ["7", "4", "1"]),
        ("hamamatsu", ["計画通り進んでいる", *["計画よりも遅れている"] * 2]),
        ("miyagi", ["A", "C", "D"]),
    ],
)
def test_each_profile_has_a_grade_for_as_planned_one_and_more_behind(
    profile: str, grades: list[str]
) -> None:
    assert [band.grade for band in stage_bands(PROFILES[profile])] == grades
    in_three_years = [
        judge(indicator({year: stage}), year, profile=PROFILES[profile]).grade
        for year, stage in ((2026, 2), (2026, 1), (2027, 1))
    ]
    assert in_three_years == grades


@pytest.mark.parametrize(
    ("stage", "status", "reason"),
    [
        (4, Status.ACHIEVED, Reason.KEPT),
        (3, Status.ACHIEVED, Reason.KEPT),
        (2, Status.MISSED, Reason.NOT_KEPT),
    ],
)
def test_a_stage_to_keep_is_kept_or_not(
    stage: int, status: Status, reason: Reason
) -> None:
    judgement = judged(stage, target=KeepTarget(value=Decimal(3)))
    assert (judgement.status, judgement.reason) == (status, reason)


def test_without_a_baseline_a_year_without_a_stage_of_its_own_is_not_judged() -> None:
    judgement = judged(2, baseline=None)
    assert judgement.status is Status.NOT_ASSESSABLE
    assert judgement.reason is Reason.NO_BASELINE


def test_stages_lead_nowhere_that_could_be_forecast() -> None:
    stages = indicator({2024: 1, 2025: 2, 2026: 3})
    assert forecast(stages, 2026, 2028) is None


def test_a_year_without_a_report_is_awaited() -> None:
    assert judge(indicator({}), 2026).status is Status.NOT_REPORTED
    assert judge(indicator({}), 2026, due=False).status is Status.UNMEASURED
