"""The rules of progress: every rule in every situation, and what must hold whatever the figures are."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dxkpi import fiscal
from dxkpi.plan import Actual, Comparator, Direction, Indicator, Missing, Plan, TargetRule, ValueType, figures
from dxkpi.progress import (
    JUDGED,
    PROFILES,
    STANDARD,
    Judgement,
    Profile,
    Status,
    default_year,
    expected_value,
    is_due,
    judge,
    judge_plan,
    meets,
)

Fields = dict[str, Any]

RED = {Status.BEHIND, Status.FAR_BEHIND, Status.MISSED}


def indicator(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    """An indicator; an actual is a figure, or the reason why there is none."""
    entries = [
        {"fiscal_year": year, ("missing" if isinstance(value, str) and value.isidentifier() else "value"): value}
        for year, value in (actuals or {}).items()
    ]
    return Indicator.model_validate({"code": "K01", "name": "指標", "decimals": 1, **fields, "actuals": entries})


def baseline(value: object, year: int = 2025) -> dict[str, object]:
    return {"fiscal_year": year, "value": value}


def target(rule: str, value: object = None, year: int | None = 2030, **more: object) -> dict[str, object]:
    return {"rule": rule, "value": value, "fiscal_year": year, **more}


def seen(found: Judgement) -> tuple[str, str]:
    return found.status.value, found.reason.value


TOMIGUSUKU: Fields = {"baseline": baseline("64.4"), "target": target("reach", "75.0")}
FALLING: Fields = {"direction": "lower", "baseline": baseline(24), "target": target("reach", 12, comparator="<=")}
TO_ZERO: Fields = {"direction": "lower", "baseline": baseline(41), "target": target("reach", 0)}
NEGATIVE: Fields = {"direction": "lower", "baseline": baseline("2.4"), "target": target("reach", "-5.0")}
YEARLY: Fields = {"baseline": baseline(60), "target": target("reach", 80, yearly={2026: 65, 2027: 60, 2028: 55})}
UPHELD: Fields = {"baseline": baseline(80), "target": target("reach", 80)}
NO_BASELINE: Fields = {"target": target("reach", 70)}
YEARLY_NO_BASELINE: Fields = {"target": target("reach", 70, yearly={2027: 30})}
EXACTLY: Fields = {"baseline": baseline(0), "target": target("reach", 5, comparator="=")}


@pytest.mark.parametrize(
    ("fields", "year", "value", "status", "reason"),
    [
        # rising, the straight line is 66.52, 68.64, 70.76, 72.88, 75
        (TOMIGUSUKU, 2025, None, "not_due", "starting_point"),
        (TOMIGUSUKU, 2024, "60", "not_due", "starting_point"),
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
        # yearly targets: one on the way, one where the plan stands still, one where it steps back
        (YEARLY, 2026, "65", "on_track", "pace"),
        (YEARLY, 2026, "64", "mostly_on_track", "pace"),
        (YEARLY, 2027, "60", "on_track", "yearly_target"),
        (YEARLY, 2027, "59", "far_behind", "below_start"),
        (YEARLY, 2028, "55", "on_track", "yearly_target"),
        (YEARLY, 2028, "54", "far_behind", "below_start"),
        (YEARLY, 2029, "76", "on_track", "pace"),  # no target of its own: the straight line
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
        (YEARLY_NO_BASELINE, 2027, "29", "not_assessable", "no_baseline"),
        (YEARLY_NO_BASELINE, 2028, "60", "not_assessable", "no_baseline"),
        # 以上, 以下 and neither
        ({"target": target("reach", 80, comparator=">=")}, 2030, "81", "achieved", "target_met"),
        (EXACTLY, 2028, "5", "achieved", "target_met"),
        (EXACTLY, 2028, "7", "on_track", "pace"),
        (EXACTLY, 2030, "7", "missed", "target_not_met"),
    ],
)  # fmt: skip
def test_a_value_to_reach_is_judged_by_pace_and_at_the_deadline_by_the_comparator(
    fields: Fields, year: int, value: object, status: str, reason: str
) -> None:
    actuals = {} if value is None else {year: value}
    assert seen(judge(indicator(actuals, **fields), year)) == (status, reason)


KEEP: Fields = {"target": target("keep", 80, None, comparator=">=")}
KEEP_ZERO: Fields = {"direction": "lower", "target": target("keep", 0, None)}
KEEP_SOME: Fields = {"target": target("keep")}
KEEP_YES: Fields = {"value_type": "yes_no", "target": target("keep")}
KEEP_STARTED: Fields = {"baseline": baseline(70), "target": target("keep", 80)}
KEEP_YEARLY: Fields = {"target": target("keep", 80, yearly={2027: 85})}


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
        (KEEP_STARTED, 2025, None, "not_due", "starting_point"),  # the 70 of the baseline is no breach
        (KEEP_STARTED, 2024, "60", "not_due", "starting_point"),
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


IMPROVE: Fields = {"target": target("improve", year=None)}


@pytest.mark.parametrize(
    ("fields", "actuals", "status", "reason"),
    [
        (IMPROVE, {2025: 12, 2026: 19}, "achieved", "improved"),
        (IMPROVE, {2025: 12, 2026: 12}, "missed", "not_improved"),
        (IMPROVE, {2025: "12.00", 2026: "12.004"}, "achieved", "improved"),
        (IMPROVE, {2025: 12, 2026: 11}, "missed", "not_improved"),
        (IMPROVE, {2025: 0, 2026: 1}, "achieved", "improved"),
        (IMPROVE, {2024: 12, 2026: 19}, "not_assessable", "no_previous_year"),
        (IMPROVE, {2025: "not_submitted", 2026: 19}, "not_assessable", "no_previous_year"),
        (IMPROVE, {2025: 12}, "not_reported", "no_figure"),
        ({**IMPROVE, "baseline": baseline(12)}, {2026: 19}, "achieved", "improved"),
        ({**IMPROVE, "baseline": baseline(12, 2026)}, {}, "not_due", "starting_point"),
        ({**IMPROVE, "baseline": baseline(12, 2026)}, {2025: 13}, "not_due", "starting_point"),
        ({**IMPROVE, "direction": "lower"}, {2025: 12, 2026: 11}, "achieved", "improved"),
        ({**IMPROVE, "direction": "lower"}, {2025: 12, 2026: 13}, "missed", "not_improved"),
    ],
)
def test_a_value_to_improve_must_pass_the_year_before_strictly(
    fields: Fields, actuals: dict[int, object], status: str, reason: str
) -> None:
    assert seen(judge(indicator(actuals, **fields), 2026)) == (status, reason)


RISE: Fields = {"baseline": baseline("6.1"), "target": target("rise")}


@pytest.mark.parametrize(
    ("fields", "year", "value", "status", "reason"),
    [
        (RISE, 2027, "6.2", "on_track", "direction"),
        (RISE, 2027, "6.1", "behind", "direction"),
        (RISE, 2027, "6.0", "far_behind", "direction"),
        (RISE, 2030, "6.2", "achieved", "direction"),
        (RISE, 2030, "6.1", "missed", "direction"),
        (RISE, 2025, None, "not_due", "starting_point"),
        (RISE, 2024, "9", "not_due", "starting_point"),
        (RISE, 2027, None, "not_reported", "no_figure"),
        ({"target": target("rise")}, 2027, "9", "not_assessable", "no_baseline"),
        ({**RISE, "target": target("rise", year=None)}, 2050, "9", "on_track", "direction"),
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
        (2030, {}, "not_due", "deadline_ahead"),
        (2030, {2027: 0}, "not_due", "deadline_ahead"),
        (2030, {2027: 1}, "achieved", "done"),
        (2030, {2026: 1}, "achieved", "done"),  # once done, done
        (2030, {2028: 1}, "not_due", "deadline_ahead"),  # not yet in 2027
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
    plan_to_do = indicator(actuals, value_type="yes_no", target=target("do", year=deadline))
    assert seen(judge(plan_to_do, 2027)) == (status, reason)


def test_what_was_done_in_an_earlier_year_shows_that_year() -> None:
    done = judge(indicator({2026: 1}, value_type="yes_no", target=target("do")), 2028)
    assert done.actual is not None
    assert done.actual.fiscal_year == 2026


@pytest.mark.parametrize("actuals", [{}, {2027: 5}, {2027: "not_published"}])
def test_a_figure_without_a_target_is_never_judged(actuals: dict[int, object]) -> None:
    assert seen(judge(indicator(actuals, baseline=baseline(4)), 2027)) == ("monitored", "no_target")


@pytest.mark.parametrize("fields", [TOMIGUSUKU, KEEP, IMPROVE, RISE], ids=["reach", "keep", "improve", "rise"])
@pytest.mark.parametrize(
    ("missing", "due", "status"),
    [
        ("not_submitted", True, "not_reported"),
        ("not_published", True, "not_reported"),
        ("cannot_be_evaluated", True, "not_assessable"),
        ("discontinued", True, "not_assessable"),
        ("not_applicable", True, "not_assessable"),
        ("not_submitted", False, "not_due"),
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


@pytest.mark.parametrize("fields", [TOMIGUSUKU, FALLING, KEEP, IMPROVE, RISE, UPHELD, YEARLY])
def test_an_early_figure_may_be_good_news_but_never_bad(fields: Fields) -> None:
    falling = fields.get("direction") == "lower"
    bad, good = (1000, -1000) if falling else (-1000, 1000)
    early = judge(indicator({2026: 50, 2027: bad}, **fields), 2027, due=False)
    assert seen(early) == ("not_due", "year_not_over")
    assert early.grade == ""
    assert judge(indicator({2026: 50, 2027: good}, **fields), 2027, due=False).status in (
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
        ({2030: 76, 2031: "discontinued"}, 2032, "achieved", 2030),  # what is missing is no figure
        ({2030: 76, 2031: "discontinued"}, 2031, "not_assessable", 2031),
        ({2029: 76}, 2031, "not_reported", None),  # before the deadline says nothing about it
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
    assert judge(indicator({2029: 90, 2030: 100}, target=target(rule)), 2031).status is Status.NOT_REPORTED


def test_what_the_deadline_has_decided_stays_decided_in_a_year_that_is_not_due() -> None:
    assert judge(indicator({2030: 70}, **TOMIGUSUKU), 2031, due=False).status is Status.MISSED


def test_the_way_of_tomigusuku_is_a_straight_line() -> None:
    kpi = indicator(**TOMIGUSUKU)
    path = [expected_value(kpi, year) for year in range(2025, 2031)]
    assert path == [Decimal(text) for text in ("64.4", "66.52", "68.64", "70.76", "72.88", "75.0")]
    printed = [figures.figure(indicator(unit="%"), value) for value in path if value is not None]
    assert printed == ["64.4%", "66.5%", "68.6%", "70.8%", "72.9%", "75.0%"]
    assert expected_value(kpi, 2024) is None
    assert expected_value(kpi, 2035) == 75


@pytest.mark.parametrize(
    ("fields", "year", "expected"),
    [
        (YEARLY, 2027, 60),
        (YEARLY, 2029, 76),
        (NO_BASELINE, 2029, None),
        (NO_BASELINE, 2030, 70),
        (YEARLY_NO_BASELINE, 2027, 30),
        (KEEP, 2027, 80),
        (KEEP_YEARLY, 2027, 85),
        (KEEP_SOME, 2027, None),
        (RISE, 2027, None),
        ({}, 2027, None),
    ],
)
def test_the_expected_value_is_the_years_own_target_or_lies_on_the_line(
    fields: Fields, year: int, expected: int | None
) -> None:
    assert expected_value(indicator(**fields), year) == expected


def test_the_expected_value_of_an_improvement_is_the_year_before() -> None:
    assert expected_value(indicator({2026: 12}, **IMPROVE), 2027) == 12


def test_actual_over_target_flatters_on_the_first_day_and_that_is_said() -> None:
    first_day = judge(indicator(**TOMIGUSUKU), 2025)
    assert first_day.achievement_rate is not None
    assert figures.percent(first_day.achievement_rate) == "85.9%"
    assert first_day.progress_rate == 0
    assert first_day.pace is None
    assert first_day.rates_disagree


@pytest.mark.parametrize(
    ("fields", "year", "value", "achievement", "progress", "pace"),
    [
        (TOMIGUSUKU, 2027, "69.7", "0.9293333333333333333333333333", "0.5", "1.25"),
        (TOMIGUSUKU, 2030, "75", "1", "1", "1"),
        (FALLING, 2027, "18", "1.5", "0.5", "1.25"),
        (NEGATIVE, 2030, "-2.04", "0.408", "0.6", "0.6"),
        (TO_ZERO, 2030, "20.5", None, None, "0.5"),
        (UPHELD, 2027, "70", None, None, None),
        (NO_BASELINE, 2027, "35", "0.5", None, None),
        (KEEP, 2027, "80", None, None, None),
        (RISE, 2027, "80", None, None, None),
        ({**TOMIGUSUKU, "baseline": baseline("64.4", 2026)}, 2025, "70", "0.9333333333333333333333333333", None, None),
    ],
)
def test_rates_are_ratios_of_unrounded_figures_and_absent_where_they_mean_nothing(
    fields: Fields, year: int, value: str, achievement: str | None, progress: str | None, pace: str | None
) -> None:
    found = judge(indicator({year: value}, **fields), year)
    rates = (found.achievement_rate, found.progress_rate, found.pace)
    assert rates == tuple(None if rate is None else Decimal(rate) for rate in (achievement, progress, pace))


@pytest.mark.parametrize(
    ("value", "comparator", "direction", "met"),
    [
        (80, None, "higher", True),
        (79, None, "higher", False),
        (80, None, "lower", True),
        (81, None, "lower", False),
        (81, ">=", "higher", True),
        (81, "<=", "lower", False),
        (80, "=", "higher", True),
        (81, "=", "higher", False),
    ],
)
def test_a_goal_is_met_by_its_own_comparator_or_else_by_the_direction(
    value: int, comparator: str | None, direction: str, met: bool
) -> None:
    own = Comparator(comparator) if comparator else None
    assert meets(Decimal(value), Decimal(80), own, Direction(direction)) is met


@pytest.mark.parametrize(
    ("year", "last_closed", "due"),
    [(2022, 2025, False), (2023, 2025, True), (2025, 2025, True), (2026, 2025, False), (2024, 2023, False)],
)
def test_a_year_is_due_once_it_is_over_and_the_plan_was_in_force(
    sample_plan: Plan, year: int, last_closed: int, due: bool
) -> None:
    assert is_due(sample_plan, year, last_closed) is due


def test_a_plan_decided_in_march_is_not_asked_for_the_year_that_ends_then(shipped_plans: dict[str, Plan]) -> None:
    tsushima = shipped_plans["422096"]
    assert tsushima.about.first_fiscal_year == 2022
    assert not is_due(tsushima, 2025, last_closed=2025)
    assert is_due(tsushima, 2026, last_closed=2026)


def test_a_plan_is_judged_in_its_own_order(sample_plan: Plan) -> None:
    judged = judge_plan(sample_plan, 2025, last_closed=2025)
    assert [judgement.indicator.code for judgement in judged] == [i.code for i in sample_plan.indicators]


def test_no_figure_of_an_open_year_is_red(sample_plan: Plan) -> None:
    for year in (2022, 2025, 2026):
        judged = judge_plan(sample_plan, year, last_closed=2024)
        red = [j for j in judged if j.status in RED]
        assert all(j.actual is not None and j.actual.fiscal_year < year for j in red)


@pytest.mark.parametrize(("code", "year"), [("999997", 2025), ("472123", 2025), ("422096", 2025), ("412091", 2024)])
def test_the_first_year_shown_has_figures_or_lies_inside_the_plan(
    shipped_plans: dict[str, Plan], code: str, year: int
) -> None:
    assert default_year(shipped_plans[code], last_closed=2025) == year


# Profiles


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_bands_of_every_profile_are_ordered_and_the_last_is_open(profile: Profile) -> None:
    *closed, last = profile.bands
    lows = [band.at_least for band in closed]
    assert None not in lows
    assert all(high is not None and low is not None and high > low for high, low in pairwise(lows))
    assert last.at_least is None
    ranks = [JUDGED.index(band.status) for band in profile.bands]
    assert ranks == sorted(ranks)
    assert all(band.grade for band in profile.bands)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_calls_exactly_as_planned_on_track_and_has_grades_for_both_ends(profile: Profile) -> None:
    assert profile.band(Decimal(1)).status is Status.ON_TRACK
    assert {Status.ACHIEVED, Status.MISSED} <= set(profile.grades)
    assert profile.grades[Status.MISSED] == profile.bands[-1].grade


def test_profiles_are_known_by_their_keys_and_have_different_names() -> None:
    assert all(key == profile.key for key, profile in PROFILES.items())
    assert len({profile.name for profile in PROFILES.values()}) == len(PROFILES)
    assert PROFILES["standard"] is STANDARD


@pytest.mark.parametrize(
    ("profile", "pace", "status", "grade"),
    [
        ("standard", "1", "on_track", "A"),
        ("standard", "0.9999999999999999999", "mostly_on_track", "B+"),
        ("standard", "0.8", "mostly_on_track", "B+"),
        ("standard", "0.5", "behind", "B"),
        ("standard", "0.4999", "far_behind", "C"),
        ("standard", "-3", "far_behind", "C"),
        ("nagano", "0.8", "mostly_on_track", "概ね順調"),
        ("nagano", "0.79", "far_behind", "努力を要する"),
        ("tama", "0.6", "mostly_on_track", "概ね進んでいる"),
        ("tama", "0.59", "far_behind", "改善や工夫が必要"),
        ("sano", "1.2", "on_track", "7"),
        ("sano", "1.19", "on_track", "6"),
        ("sano", "0.1", "far_behind", "1"),
        ("hamamatsu", "1.1", "on_track", "A 進んでいる"),
        ("hamamatsu", "0.9", "on_track", "B どおり"),
        ("hamamatsu", "0.89", "behind", "C 遅れ"),
    ],
)
def test_a_pace_lies_in_one_band(profile: str, pace: str, status: str, grade: str) -> None:
    band = PROFILES[profile].band(Decimal(pace))
    assert (band.status, band.grade) == (status, grade)


@pytest.mark.parametrize(
    ("value", "grade"),
    [("75", "順調"), ("68.64", "順調"), ("67.8", "概ね順調"), (None, ""), ("discontinued", "実績値なし")],
)
def test_a_city_sees_its_own_grades(value: str | None, grade: str) -> None:
    kpi = indicator({} if value is None else {2027: value}, **TOMIGUSUKU)
    assert judge(kpi, 2027, profile=PROFILES["nagano"]).grade == grade


# What holds whatever the figures are

FIGURES = (
    st.integers(-40, 40).map(Decimal) | st.decimals(-1000, 1000, places=3) | st.decimals(-(10**9), 10**9, places=21)
)
YEARS = st.integers(2018, 2036)
ANY_YEAR = st.integers(fiscal.FIRST_YEAR, fiscal.LAST_YEAR)
PROFILE = st.sampled_from(list(PROFILES.values()))


@st.composite
def indicators(draw: st.DrawFn, rules: tuple[TargetRule | None, ...] = (*TargetRule, None)) -> Indicator:
    rule = draw(st.sampled_from(rules))
    yes_no = rule is TargetRule.DO or (rule in (TargetRule.KEEP, None) and draw(st.booleans()))
    direction = Direction.HIGHER if yes_no else draw(st.sampled_from(Direction))
    values = st.sampled_from([Decimal(0), Decimal(1)]) if yes_no else FIGURES
    start, goal = draw(values), draw(values)
    begun, deadline = sorted(draw(st.lists(YEARS, min_size=2, max_size=2, unique=True)))
    if (goal < start) is (direction is Direction.HIGHER):
        start, goal = goal, start
    bare = rule not in (TargetRule.REACH, TargetRule.KEEP) or (direction is Direction.HIGHER and draw(st.booleans()))
    without_value = bare and rule is not TargetRule.REACH
    own = Comparator.AT_LEAST if direction is Direction.HIGHER else Comparator.AT_MOST
    promise = None
    if rule is not None:
        promise = {
            "rule": rule,
            "value": None if without_value else goal,
            "comparator": None if without_value else draw(st.sampled_from([None, own, Comparator.EQUAL])),
            "fiscal_year": deadline if rule is TargetRule.REACH else draw(st.sampled_from([deadline, None])),
            "yearly": {} if yes_no else draw(st.dictionaries(YEARS, values, max_size=3)),
        }
    entries = [
        {"fiscal_year": year, "value": draw(values)}
        if draw(st.integers(0, 3))
        else {"fiscal_year": year, "missing": draw(st.none() | st.sampled_from(Missing))}
        for year in draw(st.lists(YEARS, max_size=5, unique=True))
    ]
    return Indicator.model_validate(
        {
            "code": "K01",
            "name": "指標",
            "decimals": draw(st.integers(0, 3)),
            "value_type": ValueType.YES_NO if yes_no else ValueType.NUMBER,
            "direction": direction,
            "baseline": draw(st.sampled_from([None, {"fiscal_year": begun, "value": start}])),
            "target": promise,
            "actuals": entries,
        }
    )


def mirrored(value: Indicator) -> Indicator:
    """The same indicator upside down: every figure negated, direction and comparator turned round."""
    swap = {Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST}
    data = value.model_dump()
    data["direction"] = Direction.LOWER if value.direction is Direction.HIGHER else Direction.HIGHER
    for dated in filter(None, [data["baseline"], data["target"], *data["actuals"]]):
        dated["value"] = None if dated["value"] is None else -dated["value"]
    if value.target is not None:
        data["target"]["yearly"] = {year: -figure for year, figure in value.target.yearly.items()}
        data["target"]["comparator"] = swap.get(value.target.comparator, value.target.comparator)  # type: ignore[arg-type]
    return Indicator.model_validate(data)


@given(
    indicators((TargetRule.REACH, TargetRule.KEEP, TargetRule.IMPROVE, TargetRule.RISE)), YEARS, st.booleans(), PROFILE
)
@settings(deadline=None)
def test_a_falling_kpi_mirrors_a_rising_one(value: Indicator, year: int, due: bool, profile: Profile) -> None:
    assert value.target is not None
    assume(value.value_type is ValueType.NUMBER)
    assume(value.target.rule is not TargetRule.KEEP or value.target.value is not None)
    one, other = (judge(side, year, due=due, profile=profile) for side in (value, mirrored(value)))
    assert (one.status, one.reason, one.grade) == (other.status, other.reason, other.grade)
    assert (one.pace, one.progress_rate, one.achievement_rate) == (
        other.pace,
        other.progress_rate,
        other.achievement_rate,
    )
    assert one.rates_disagree == other.rates_disagree


@given(indicators(), ANY_YEAR | YEARS, st.booleans(), PROFILE)
@settings(max_examples=300, deadline=None)
def test_any_indicator_can_be_judged_in_any_year(value: Indicator, year: int, due: bool, profile: Profile) -> None:
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
    value: Indicator, year: int, one: Decimal, other: Decimal, due: bool, profile: Profile
) -> None:
    assume(value.value_type is ValueType.NUMBER)
    assume(value.target is None or value.target.comparator is not Comparator.EQUAL)
    worse, better = sorted((one, other), reverse=value.direction is Direction.LOWER)

    def status_with(figure: Decimal) -> Status:
        others = tuple(actual for actual in value.actuals if actual.fiscal_year != year)
        entry = Actual(fiscal_year=year, value=figure)
        return judge(value.model_copy(update={"actuals": (*others, entry)}), year, due=due, profile=profile).status

    before, after = status_with(worse), status_with(better)
    if before in JUDGED and after in JUDGED:
        assert JUDGED.index(after) <= JUDGED.index(before)
    if before is Status.ACHIEVED:
        assert after is Status.ACHIEVED


@given(indicators(), YEARS)
@settings(deadline=None)
def test_a_missing_figure_is_judged_as_if_it_were_not_there_but_keeps_its_reason(value: Indicator, year: int) -> None:
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
def test_the_printed_value_decides_nothing(value: Indicator, year: int, figure: Decimal) -> None:
    """How many digits the plan prints changes no judgement."""
    value = value.model_copy(update={"actuals": (Actual(fiscal_year=year, value=figure),)})
    statuses = {judge(value.model_copy(update={"decimals": n}), year).status for n in range(7)}
    assert len(statuses) == 1


@given(FIGURES, st.decimals(-1000, 1000, places=3).filter(bool), st.integers(1, 12), st.integers(1, 12), PROFILE)
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
