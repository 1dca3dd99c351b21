"""The rules of progress: every rule in every situation, as tables."""

import pytest

from dxkpi.plan import Plan
from dxkpi.rules import Judgement, Status, is_due, judge, judge_plan
from tests.support.indicators import (
    EXACTLY,
    FALLING,
    IMPROVE,
    KEEP,
    KEEP_SOME,
    KEEP_STARTED,
    KEEP_YEARLY,
    KEEP_YES,
    KEEP_ZERO,
    LOAD_NO_BASELINE,
    NEGATIVE,
    NO_BASELINE,
    RED,
    RISE,
    RISING_LOAD,
    SHRINKING,
    TO_ZERO,
    TOMIGUSUKU,
    UNDER_BASELINE,
    UPHELD,
    YEARLY,
    YEARLY_NO_BASELINE,
    ZERO_NO_BASELINE,
    Fields,
    baseline,
    indicator,
    target,
)


def seen(found: Judgement) -> tuple[str, str]:
    return found.status.value, found.reason.value


@pytest.mark.parametrize(
    ("fields", "year", "value", "status", "reason"),
    [
        # rising, the straight line is 66.52, 68.64, 70.76, 72.88, 75
        (TOMIGUSUKU, 2025, None, "starting_point", "starting_point"),
        (TOMIGUSUKU, 2024, "60", "plan_ahead", "starting_point"),
        (TOMIGUSUKU, 2027, "68.64", "on_track", "pace"),
        (TOMIGUSUKU, 2027, "68.639", "mostly_on_track", "pace"),
        (TOMIGUSUKU, 2027, "67.792", "mostly_on_track", "pace"),
        (TOMIGUSUKU, 2027, "67.791", "behind", "pace"),
        (TOMIGUSUKU, 2027, "66.52", "behind", "pace"),
        (TOMIGUSUKU, 2027, "66.519", "far_behind", "pace"),
        (TOMIGUSUKU, 2027, "60", "far_behind", "pace"),
        (TOMIGUSUKU, 2027, "75", "achieved", "target_met"),
        (TOMIGUSUKU, 2030, "75.0", "achieved", "target_met"),
        (TOMIGUSUKU, 2030, "74.99", "missed", "target_not_met"),
        (TOMIGUSUKU, 2027, None, "not_reported", "no_figure"),
        (TOMIGUSUKU, 2030, None, "not_reported", "no_figure"),
        # falling, the line is 21.6, 19.2, 16.8, 14.4, 12
        (FALLING, 2027, "19.2", "on_track", "pace"),
        (FALLING, 2027, "19.3", "mostly_on_track", "pace"),
        (FALLING, 2027, "24", "far_behind", "pace"),
        (FALLING, 2027, "12", "achieved", "target_met"),
        (FALLING, 2030, "12.01", "missed", "target_not_met"),
        (TO_ZERO, 2027, "15", "on_track", "pace"),
        (TO_ZERO, 2030, "0", "achieved", "target_met"),
        (TO_ZERO, 2030, "1", "missed", "target_not_met"),
        (NEGATIVE, 2028, "-2.04", "on_track", "pace"),
        (NEGATIVE, 2028, "-2.0", "mostly_on_track", "pace"),
        # yearly targets: one on the way, one where the plan stands still, one where it steps back;
        # without a way from the baseline the actual is divided by the year's target
        (YEARLY, 2026, "65", "on_track", "pace"),
        (YEARLY, 2026, "64", "mostly_on_track", "pace"),
        (YEARLY, 2027, "60", "on_track", "yearly_target"),
        (YEARLY, 2027, "59", "mostly_on_track", "year_rate"),
        (YEARLY, 2027, "47.9", "behind", "year_rate"),
        (YEARLY, 2027, "29.9", "far_behind", "year_rate"),
        (YEARLY, 2028, "55", "on_track", "yearly_target"),
        (YEARLY, 2028, "54", "mostly_on_track", "year_rate"),
        # no target of its own: between the last point that leads on (65) and the target
        (YEARLY, 2029, "76.25", "on_track", "pace"),
        (YEARLY, 2029, "76", "mostly_on_track", "pace"),
        # target = baseline: judged by the comparator
        (UPHELD, 2027, "80", "achieved", "target_met"),
        (UPHELD, 2027, "79.96", "far_behind", "below_start"),
        (UPHELD, 2030, "79.96", "missed", "target_not_met"),
        # no baseline: nothing to say before the target is reached or the deadline past
        (NO_BASELINE, 2027, "18.7", "not_assessable", "no_baseline"),
        (NO_BASELINE, 2027, "0", "not_assessable", "no_baseline"),
        (NO_BASELINE, 2027, "70", "achieved", "target_met"),
        (NO_BASELINE, 2030, "69.9", "missed", "target_not_met"),
        (NO_BASELINE, 2027, None, "not_reported", "no_figure"),
        (YEARLY_NO_BASELINE, 2027, "30", "on_track", "yearly_target"),
        (YEARLY_NO_BASELINE, 2027, "29", "mostly_on_track", "year_rate"),
        (YEARLY_NO_BASELINE, 2027, "14", "far_behind", "year_rate"),
        # the path runs from the first point, 43.3 in this year; before it there is none
        (YEARLY_NO_BASELINE, 2028, "60", "on_track", "yearly_target"),
        (YEARLY_NO_BASELINE, 2028, "43", "mostly_on_track", "year_rate"),
        (YEARLY_NO_BASELINE, 2026, "60", "not_assessable", "no_baseline"),
        (YEARLY_NO_BASELINE, 2030, "69", "missed", "target_not_met"),
        (LOAD_NO_BASELINE, 2027, "20", "on_track", "yearly_target"),
        (LOAD_NO_BASELINE, 2027, "25", "mostly_on_track", "year_rate"),
        (LOAD_NO_BASELINE, 2027, "25.1", "behind", "year_rate"),
        (LOAD_NO_BASELINE, 2027, "13", "on_track", "yearly_target"),
        # nothing can be divided by a target of zero
        (ZERO_NO_BASELINE, 2027, "1", "not_assessable", "no_baseline"),
        (ZERO_NO_BASELINE, 2027, "0", "achieved", "target_met"),
        # below the baseline and the year asks for no more
        (UNDER_BASELINE, 2027, "6790", "mostly_on_track", "year_rate"),
        (UNDER_BASELINE, 2027, "6800", "on_track", "yearly_target"),
        (UNDER_BASELINE, 2027, "3399", "far_behind", "year_rate"),
        # worse than the present, the path is 2935.2, 2901.4, 2867.6, 2833.8, 2800
        (SHRINKING, 2025, None, "starting_point", "starting_point"),
        (SHRINKING, 2026, "2969", "on_track", "yearly_target"),
        (SHRINKING, 2027, "3000", "on_track", "yearly_target"),
        (SHRINKING, 2027, "2902", "on_track", "yearly_target"),
        (SHRINKING, 2027, "2901", "mostly_on_track", "year_rate"),
        (SHRINKING, 2027, "2321", "behind", "year_rate"),
        (SHRINKING, 2029, "2800", "mostly_on_track", "year_rate"),
        (SHRINKING, 2030, "2800", "achieved", "target_met"),
        (SHRINKING, 2030, "3100", "achieved", "target_met"),
        (SHRINKING, 2030, "2799", "missed", "target_not_met"),
        (SHRINKING, 2027, None, "not_reported", "no_figure"),
        (RISING_LOAD, 2027, "13.2", "on_track", "yearly_target"),
        (RISING_LOAD, 2027, "10", "on_track", "yearly_target"),
        (RISING_LOAD, 2027, "13.3", "mostly_on_track", "year_rate"),
        (RISING_LOAD, 2030, "15", "achieved", "target_met"),
        (RISING_LOAD, 2030, "15.1", "missed", "target_not_met"),
        # 以上, 以下 and neither
        (
            {"target": target("reach", 80, comparator=">=")},
            2030,
            "81",
            "achieved",
            "target_met",
        ),
        (EXACTLY, 2028, "5", "achieved", "target_met"),
        (EXACTLY, 2028, "7", "on_track", "pace"),
        (EXACTLY, 2030, "7", "missed", "target_not_met"),
    ],
)
def test_a_value_to_reach_is_judged_by_pace_and_at_the_deadline_by_the_comparator(
    fields: Fields, year: int, value: object, status: str, reason: str
) -> None:
    actuals = {} if value is None else {year: value}
    assert seen(judge(indicator(actuals, **fields), year)) == (status, reason)


@pytest.mark.parametrize(
    ("fields", "year", "value", "status", "reason"),
    [
        (KEEP, 2026, "80", "achieved", "kept"),
        (KEEP, 2026, "79.96", "missed", "not_kept"),  # prints as 80.0
        (KEEP, 2026, None, "not_reported", "no_figure"),
        (KEEP_ZERO, 2026, "0", "achieved", "kept"),
        (KEEP_ZERO, 2026, "1", "missed", "not_kept"),
        (KEEP_SOME, 2026, "1", "achieved", "kept"),
        (KEEP_SOME, 2026, "0", "missed", "not_kept"),
        (KEEP_YES, 2026, "1", "achieved", "kept"),
        (KEEP_YES, 2026, "0", "missed", "not_kept"),
        (KEEP_YES, 2026, None, "not_reported", "no_figure"),
        (
            KEEP_STARTED,
            2025,
            None,
            "starting_point",
            "starting_point",
        ),  # the 70 of the baseline is no breach
        (KEEP_STARTED, 2024, "60", "plan_ahead", "starting_point"),
        (KEEP_STARTED, 2026, "79", "missed", "not_kept"),
        (KEEP_YEARLY, 2026, "84", "achieved", "kept"),
        (KEEP_YEARLY, 2027, "84", "missed", "not_kept"),
    ],
)
def test_a_value_to_keep_is_judged_each_year_on_its_own(
    fields: Fields, year: int, value: object, status: str, reason: str
) -> None:
    actuals = {} if value is None else {year: value}
    assert seen(judge(indicator(actuals, **fields), year)) == (status, reason)


@pytest.mark.parametrize(
    ("fields", "actuals", "status", "reason"),
    [
        (IMPROVE, {2025: 12, 2026: 19}, "achieved", "improved"),
        (IMPROVE, {2025: 12, 2026: 12}, "missed", "not_improved"),
        (IMPROVE, {2025: "12.00", 2026: "12.004"}, "achieved", "improved"),
        (IMPROVE, {2025: 12, 2026: 11}, "missed", "not_improved"),
        (IMPROVE, {2025: 0, 2026: 1}, "achieved", "improved"),
        (IMPROVE, {2024: 12, 2026: 19}, "not_assessable", "no_previous_year"),
        (
            IMPROVE,
            {2025: "not_submitted", 2026: 19},
            "not_assessable",
            "no_previous_year",
        ),
        (IMPROVE, {2025: 12}, "not_reported", "no_figure"),
        ({**IMPROVE, "baseline": baseline(12)}, {2026: 19}, "achieved", "improved"),
        (
            {**IMPROVE, "baseline": baseline(12, 2026)},
            {},
            "starting_point",
            "starting_point",
        ),
        (
            {**IMPROVE, "baseline": baseline(12, 2026)},
            {2025: 13},
            "starting_point",
            "starting_point",
        ),
        (
            {**IMPROVE, "direction": "lower"},
            {2025: 12, 2026: 11},
            "achieved",
            "improved",
        ),
        (
            {**IMPROVE, "direction": "lower"},
            {2025: 12, 2026: 13},
            "missed",
            "not_improved",
        ),
    ],
)
def test_a_value_to_improve_must_pass_the_year_before_strictly(
    fields: Fields, actuals: dict[int, object], status: str, reason: str
) -> None:
    assert seen(judge(indicator(actuals, **fields), 2026)) == (status, reason)


@pytest.mark.parametrize(
    ("fields", "year", "value", "status", "reason"),
    [
        (RISE, 2027, "6.2", "on_track", "direction"),
        (RISE, 2027, "6.1", "behind", "direction"),
        (RISE, 2027, "6.0", "far_behind", "direction"),
        (RISE, 2030, "6.2", "achieved", "direction"),
        (RISE, 2030, "6.1", "missed", "direction"),
        (RISE, 2025, None, "starting_point", "starting_point"),
        (RISE, 2024, "9", "plan_ahead", "starting_point"),
        (RISE, 2027, None, "not_reported", "no_figure"),
        ({"target": target("rise")}, 2027, "9", "not_assessable", "no_baseline"),
        (
            {**RISE, "target": target("rise", year=None)},
            2050,
            "9",
            "on_track",
            "direction",
        ),
        ({**RISE, "direction": "lower"}, 2027, "6.0", "on_track", "direction"),
        ({**RISE, "direction": "lower"}, 2030, "6.2", "missed", "direction"),
    ],
)
def test_a_value_to_raise_is_judged_by_its_direction_since_the_baseline(
    fields: Fields, year: int, value: object, status: str, reason: str
) -> None:
    actuals = {} if value is None else {year: value}
    assert seen(judge(indicator(actuals, **fields), year)) == (status, reason)


@pytest.mark.parametrize(
    ("deadline", "actuals", "status", "reason"),
    [
        (2030, {}, "ahead", "deadline_ahead"),
        (2030, {2027: 0}, "ahead", "deadline_ahead"),
        (2030, {2027: 1}, "achieved", "done"),
        (2030, {2026: 1}, "achieved", "done"),  # once done, done
        (2030, {2028: 1}, "ahead", "deadline_ahead"),  # not yet in 2027
        (2027, {2027: 0}, "missed", "not_done"),
        (2027, {}, "not_reported", "no_figure"),
        (2027, {2027: "not_submitted"}, "not_reported", "no_figure"),
        (2026, {2026: 0}, "missed", "not_done"),
        (None, {}, "not_reported", "no_figure"),
        (None, {2027: 0}, "not_assessable", "no_deadline"),
        (None, {2027: 1}, "achieved", "done"),
    ],
)
def test_something_to_do_is_done_or_not_by_its_deadline(
    deadline: int | None, actuals: dict[int, object], status: str, reason: str
) -> None:
    plan_to_do = indicator(
        actuals, value_type="yes_no", target=target("do", year=deadline)
    )
    assert seen(judge(plan_to_do, 2027)) == (status, reason)


def test_what_was_done_in_an_earlier_year_shows_that_year() -> None:
    done = judge(indicator({2026: 1}, value_type="yes_no", target=target("do")), 2028)
    assert done.actual is not None
    assert done.actual.fiscal_year == 2026


@pytest.mark.parametrize("actuals", [{}, {2027: 5}, {2027: "not_published"}])
def test_a_figure_without_a_target_is_never_judged(actuals: dict[int, object]) -> None:
    assert seen(judge(indicator(actuals, baseline=baseline(4)), 2027)) == (
        "monitored",
        "no_target",
    )


@pytest.mark.parametrize(
    "fields",
    [TOMIGUSUKU, KEEP, IMPROVE, RISE],
    ids=["reach", "keep", "improve", "rise"],
)
@pytest.mark.parametrize(
    ("missing", "due", "status"),
    [
        ("not_submitted", True, "not_reported"),
        ("not_published", True, "awaited"),
        ("cannot_be_evaluated", True, "not_assessable"),
        ("discontinued", True, "not_assessable"),
        ("not_applicable", True, "not_assessable"),
        ("not_submitted", False, "unmeasured"),
        ("discontinued", False, "not_assessable"),
    ],
)
def test_a_reason_for_a_missing_figure_is_kept_and_is_no_zero(
    fields: Fields, missing: str, due: bool, status: str
) -> None:
    found = judge(indicator({2027: missing}, **fields), 2027, due=due)
    assert found.status == status
    assert found.actual is not None
    assert found.actual.missing == missing
    assert found.pace is found.progress_rate is found.achievement_rate is None


@pytest.mark.parametrize(
    "fields", [TOMIGUSUKU, FALLING, KEEP, IMPROVE, RISE, UPHELD, YEARLY]
)
def test_an_early_figure_may_be_good_news_but_never_bad(fields: Fields) -> None:
    falling = fields.get("direction") == "lower"
    bad, good = (1000, -1000) if falling else (-1000, 1000)
    early = judge(indicator({2026: 50, 2027: bad}, **fields), 2027, due=False)
    assert seen(early) == ("ahead", "year_not_over")
    assert early.grade == ""
    assert judge(
        indicator({2026: 50, 2027: good}, **fields), 2027, due=False
    ).status in (
        Status.ACHIEVED,
        Status.ON_TRACK,
    )


@pytest.mark.parametrize(
    ("actuals", "year", "status", "judged_by"),
    [
        ({2030: 70}, 2031, "missed", 2030),
        ({2030: 70}, 2040, "missed", 2030),
        ({2030: 76}, 2031, "achieved", 2030),
        ({2030: 70, 2031: 76}, 2032, "achieved", 2031),  # late, but reached
        ({2030: 76, 2031: 70}, 2032, "missed", 2031),
        (
            {2030: 76, 2031: "discontinued"},
            2032,
            "achieved",
            2030,
        ),  # what is missing is no figure
        ({2030: 76, 2031: "discontinued"}, 2031, "not_assessable", 2031),
        (
            {2029: 76},
            2031,
            "not_reported",
            None,
        ),  # before the deadline says nothing about it
    ],
)
def test_after_the_deadline_the_last_figure_since_goes_on_deciding(
    actuals: dict[int, object], year: int, status: str, judged_by: int | None
) -> None:
    found = judge(indicator(actuals, **TOMIGUSUKU), year)
    assert found.status == status
    assert (found.actual.fiscal_year if found.actual else None) == judged_by


@pytest.mark.parametrize("rule", ["keep", "improve"])
def test_a_duty_of_every_year_is_not_fulfilled_by_the_year_before(rule: str) -> None:
    assert (
        judge(indicator({2029: 90, 2030: 100}, target=target(rule)), 2031).status
        is Status.NOT_REPORTED
    )


def test_what_the_deadline_has_decided_stays_decided_in_a_year_that_is_not_due() -> (
    None
):
    assert (
        judge(indicator({2030: 70}, **TOMIGUSUKU), 2031, due=False).status
        is Status.MISSED
    )


@pytest.mark.parametrize(
    ("year", "last_closed", "due"),
    [
        (2022, 2025, False),
        (2023, 2025, True),
        (2025, 2025, True),
        (2026, 2025, False),
        (2024, 2023, False),
    ],
)
def test_a_year_is_due_once_it_is_over_and_the_plan_was_in_force(
    sample_plan: Plan, year: int, last_closed: int, due: bool
) -> None:
    assert is_due(sample_plan, year, last_closed) is due


def test_a_plan_decided_in_march_is_not_asked_for_the_year_that_ends_then(
    shipped_plans: dict[str, Plan],
) -> None:
    tsushima = shipped_plans["422096"]
    assert tsushima.about.first_fiscal_year == 2022
    assert not is_due(tsushima, 2025, last_closed=2025)
    assert is_due(tsushima, 2026, last_closed=2026)


def test_a_plan_is_judged_in_its_own_order(sample_plan: Plan) -> None:
    judged = judge_plan(sample_plan, 2025, last_closed=2025)
    assert [judgement.indicator.code for judgement in judged] == [
        i.code for i in sample_plan.indicators
    ]


def test_no_figure_of_an_open_year_is_red(sample_plan: Plan) -> None:
    for year in (2022, 2025, 2026):
        judged = judge_plan(sample_plan, year, last_closed=2024)
        red = [j for j in judged if j.status in RED]
        assert all(j.actual is not None and j.actual.fiscal_year < year for j in red)
