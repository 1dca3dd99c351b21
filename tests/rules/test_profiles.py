"""Grading profiles: bands, grades, and what a pace becomes under each."""

from decimal import Decimal
from itertools import pairwise

import pytest

from dxkpi.plan import Municipality, Plan
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.plan.tree import About
from dxkpi.rules import (
    JUDGED,
    PROFILES,
    STANDARD,
    Profile,
    Reason,
    Status,
    judge,
    judge_plan,
    profile_of,
)
from tests.support.indicators import TOMIGUSUKU, Fields, baseline, indicator, target


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_bands_of_every_profile_are_ordered_and_the_last_is_open(
    profile: Profile,
) -> None:
    *closed, last = profile.bands
    of_one_quantity = [band.at_least for band in closed if band.quantity is None]
    assert None not in of_one_quantity
    assert all(
        high is not None and low is not None and high > low
        for high, low in pairwise(of_one_quantity)
    )
    assert last.at_least is None
    ranks = [JUDGED.index(band.status) for band in profile.bands]
    assert ranks == sorted(ranks)
    assert all(band.grade for band in profile.bands)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_calls_exactly_as_planned_on_track_and_has_grades_for_both_ends(
    profile: Profile,
) -> None:
    as_planned = profile.band(Decimal(1))
    assert as_planned.status is Status.ON_TRACK
    assert profile.grade_of(Status.ACHIEVED) == as_planned.grade
    assert profile.grade_of(Status.MISSED) == profile.bands[-1].grade
    assert profile.source


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
        ("sano", "1", "on_track", "7"),
        ("sano", "0.999", "mostly_on_track", "6"),
        ("sano", "0.9", "mostly_on_track", "6"),
        ("sano", "0.8", "mostly_on_track", "5"),
        ("sano", "0.7", "behind", "4"),
        ("sano", "0.6", "behind", "3"),
        ("sano", "0.5", "far_behind", "2"),
        ("sano", "0.499", "far_behind", "1"),
        ("hamamatsu", "1.1001", "on_track", "計画よりも進んでいる"),
        ("hamamatsu", "1.1", "on_track", "計画通り進んでいる"),
        ("hamamatsu", "0.95", "on_track", "計画通り進んでいる"),
        ("hamamatsu", "0.949", "behind", "計画よりも遅れている"),
        ("miyagi", "1", "on_track", "A"),
        ("miyagi", "0.8", "mostly_on_track", "B"),
        ("miyagi", "0.6", "behind", "C"),
        ("miyagi", "0.5999", "far_behind", "D"),
        ("cabinet_office", "1", "on_track", "地方創生に非常に効果的であった"),
        ("cabinet_office", "0.7", "mostly_on_track", "地方創生に相当程度効果があった"),
    ],
)
def test_a_pace_lies_in_one_band(
    profile: str, pace: str, status: str, grade: str
) -> None:
    band = PROFILES[profile].band(Decimal(pace))
    assert (band.status, band.grade) == (status, grade)


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("75", "順調"),
        ("68.64", "順調"),
        ("67.8", "概ね順調"),
        (None, ""),
        ("discontinued", "実績値なし"),
    ],
)
def test_a_city_sees_its_own_grades(value: str | None, grade: str) -> None:
    kpi = indicator({} if value is None else {2027: value}, **TOMIGUSUKU)
    assert judge(kpi, 2027, profile=PROFILES["nagano"]).grade == grade


# What cities publish, as indicators

RISING: Fields = {"baseline": baseline(50, 2020), "target": target("reach", 100, 2025)}
FALLING_TO: Fields = {
    "direction": "lower",
    "baseline": baseline(50, 2020),
    "target": target("reach", 25, 2025),
}


def graded(
    fields: Fields, actuals: dict[int, object], year: int, profile: str
) -> tuple[str, str]:
    judgement = judge(
        indicator(actuals, **fields), year, profile=PROFILES[profile], plan_start=2021
    )
    return judgement.grade, judgement.status


@pytest.mark.parametrize(
    ("value", "points"),
    [("75", "7"), ("74.9", "6"), ("60", "5"), ("57.9", "4"), ("30", "1")],
)
def test_sano_gives_points_for_the_actual_over_the_target_of_the_year(
    value: str, points: str
) -> None:
    yearly = {
        "baseline": baseline(50, 2020),
        "target": target("reach", 100, 2025, yearly={2023: 75}),
    }
    assert graded(yearly, {2023: value}, 2023, "sano")[0] == points


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("82.6", "計画よりも進んでいる"),
        ("82.5", "計画通り進んでいる"),
        ("71.25", "計画通り進んでいる"),
        ("71.2", "計画よりも遅れている"),
    ],
)
def test_hamamatsu_has_five_percent_below_the_planned_value_as_planned(
    value: str, grade: str
) -> None:
    planned = {"target": target("reach", 100, 2025, yearly={2023: 75})}
    assert graded(planned, {2023: value}, 2023, "hamamatsu")[0] == grade


@pytest.mark.parametrize(
    ("year", "value", "grade"),
    [
        (2021, "20", "着実に進んでいる"),
        (2021, "12", "概ね進んでいる"),
        (2021, "11.9", "改善や工夫が必要"),
        (2024, "80", "着実に進んでいる"),
        (2024, "79.9", "概ね進んでいる"),
        (2025, "100", "着実に進んでいる"),
        (2025, "60", "概ね進んでいる"),
        (2025, "59", "改善や工夫が必要"),
    ],
)
def test_tama_asks_for_a_fifth_of_the_target_more_each_year(
    year: int, value: str, grade: str
) -> None:
    without_baseline = {"target": target("reach", 100, 2025)}
    assert graded(without_baseline, {year: value}, year, "tama")[0] == grade


@pytest.mark.parametrize(
    ("fields", "value", "grade"),
    [
        (RISING, "100", "地方創生に非常に効果的であった"),
        (RISING, "70", "地方創生に相当程度効果があった"),
        (RISING, "69.9", "地方創生に効果があった"),
        (RISING, "50.1", "地方創生に効果があった"),
        (RISING, "50", "地方創生に対して効果がなかった"),
        (RISING, "40", "地方創生に対して効果がなかった"),
        (FALLING_TO, "25", "地方創生に非常に効果的であった"),
        (FALLING_TO, "35", "地方創生に相当程度効果があった"),
        (FALLING_TO, "49", "地方創生に効果があった"),
        (FALLING_TO, "51", "地方創生に対して効果がなかった"),
    ],
)
def test_the_cabinet_office_asks_for_the_target_and_then_whether_it_is_better_than_before(
    fields: Fields, value: str, grade: str
) -> None:
    assert graded(fields, {2023: value}, 2023, "cabinet_office")[0] == grade


@pytest.mark.parametrize("profile", ["sano", "hamamatsu", "cabinet_office"])
def test_nothing_of_what_is_to_stay_few_is_as_planned(profile: str) -> None:
    """事故を5年間で100件以下に: a year without any has no rate, and none is better."""
    few = {
        "direction": "lower",
        "aggregation": "annual",
        "target": {"rule": "total", "value": 100, "since": 2021, "fiscal_year": 2025},
    }
    grade, status = graded(few, {2021: 0}, 2021, profile)
    assert status is Status.ON_TRACK
    assert grade == PROFILES[profile].band(Decimal(1)).grade


# 宮城県


def miyagi(fields: Fields, actuals: dict[int, object], year: int) -> str:
    return graded(fields, actuals, year, "miyagi")[0]


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("80", "A"),  # 2,4,6 eighths of 40 from the end of 令和2年度 on
        ("70", "A"),
        ("69.9", "B"),
        ("66", "B"),
        ("65.9", "C"),
        ("62", "C"),
        ("61.9", "D"),
        ("40", "D"),
    ],
)
def test_in_miyagi_the_path_begins_at_the_end_of_the_year_before_the_plan(
    value: str, grade: str
) -> None:
    """50 in 平成30年度, 90 in 令和6年度: half of the way in 令和4年度, not two thirds."""
    way = {"baseline": baseline(50, 2018), "target": target("reach", 90, 2024)}
    assert miyagi(way, {2022: value}, 2022) == grade


def test_in_miyagi_a_baseline_of_the_plans_first_year_is_the_start_of_the_same_path() -> (
    None
):
    way = {"baseline": baseline(50, 2021), "target": target("reach", 90, 2024)}
    assert miyagi(way, {2022: 70}, 2022) == "A"
    judged = judge(
        indicator({2021: 50}, **way), 2021, profile=PROFILES["miyagi"], plan_start=2021
    )
    assert judged.status is Status.STARTING_POINT


@pytest.mark.parametrize(
    ("value", "grade"), [("90", "A"), ("82", "B"), ("74", "C"), ("73.9", "D")]
)
def test_in_miyagi_the_last_year_has_all_the_grades(value: str, grade: str) -> None:
    way = {"baseline": baseline(50, 2020), "target": target("reach", 90, 2024)}
    assert miyagi(way, {2024: value}, 2024) == grade


@pytest.mark.parametrize(
    ("fields", "value", "grade"),
    [
        ({"target": target("keep", 80, None)}, "80", "A"),
        ({"target": target("keep", 80, None)}, "64", "B"),
        ({"target": target("keep", 80, None)}, "48", "C"),
        ({"target": target("keep", 80, None)}, "47", "D"),
        ({"direction": "lower", "target": target("keep", 8, None)}, "10", "B"),
        ({"direction": "lower", "target": target("keep", 0, None)}, "1", "D"),
        ({"direction": "lower", "target": target("keep", 0, None)}, "0", "A"),
        (
            {"baseline": baseline(80, 2020), "target": target("reach", 80, 2024)},
            "64",
            "B",
        ),
        (
            {"baseline": baseline(90, 2020), "target": target("keep", 80, 2024)},
            "79",
            "B",
        ),
    ],
)
def test_in_miyagi_a_target_to_keep_has_all_the_grades(
    fields: Fields, value: str, grade: str
) -> None:
    assert miyagi(fields, {2023: value}, 2023) == grade


@pytest.mark.parametrize(
    ("fields", "value", "grade"),
    [
        (
            {
                "direction": "lower",
                "baseline": baseline(40, 2019),
                "target": target("reach", 20, 2024),
            },
            "32",
            "B",
        ),
        (
            {"baseline": baseline(0, 2020), "target": target("reach", 40, 2024)},
            "16",
            "B",
        ),
        (
            {"baseline": baseline(-40, 2020), "target": target("reach", 0, 2024)},
            "-26",
            "C",
        ),
        (
            {
                "direction": "lower",
                "baseline": baseline(4, 2020),
                "target": target("reach", -4, 2024),
            },
            "0",
            "A",
        ),
    ],
)
def test_in_miyagi_figures_that_fall_and_baselines_of_zero_or_less_have_their_way(
    fields: Fields, value: str, grade: str
) -> None:
    assert miyagi(fields, {2022: value}, 2022) == grade


def test_in_miyagi_a_total_counts_from_its_own_first_year() -> None:
    total = {
        "aggregation": "annual",
        "target": target("total", 400, 2024, since=2021),
    }
    assert miyagi(total, {2021: 100, 2022: 60}, 2022) == "B"


def test_in_miyagi_a_running_total_goes_its_way_like_others() -> None:
    running = {
        "aggregation": "cumulative",
        "baseline": baseline(100, 2020),
        "target": target("reach", 500, 2024),
    }
    assert miyagi(running, {2022: 260}, 2022) == "B"


def test_in_miyagi_a_yearly_count_without_baseline_is_measured_by_its_target() -> None:
    count = {"aggregation": "annual", "target": target("reach", 50, 2024)}
    assert miyagi(count, {2022: 40}, 2022) == "B"
    state = {"target": target("reach", 50, 2024)}
    assert miyagi(state, {2022: 40}, 2022) == "N"


def test_in_miyagi_the_latest_known_figure_counts_in_its_own_year() -> None:
    """30 of 40 were to be expected by 令和5年度, 40 by 令和6年度: 28 is B there, not C."""
    way = {"baseline": baseline(0, 2019), "target": target("reach", 40, 2024)}
    kpi = indicator({2023: 28}, **way)
    judged = judge(kpi, 2024, profile=PROFILES["miyagi"], plan_start=2021)
    assert (judged.grade, judged.status) == ("B", Status.MOSTLY_ON_TRACK)
    assert (judged.fiscal_year, judged.figure_year) == (2024, 2023)
    assert judged.expected == 30


@pytest.mark.parametrize(
    ("actuals", "grade"),
    [
        ({}, "N"),
        ({2020: 3}, "N"),
        ({2022: 20, 2024: "not_published"}, "A"),
        ({2022: 20, 2024: "cannot_be_evaluated"}, "N"),
        ({2022: 20, 2024: "discontinued"}, "N"),
        ({2022: 20, 2023: 12}, "D"),
    ],
)
def test_in_miyagi_what_has_no_figure_since_the_start_cannot_be_assessed(
    actuals: dict[int, object], grade: str
) -> None:
    way = {"baseline": baseline(0, 2020), "target": target("reach", 40, 2024)}
    assert miyagi(way, actuals, 2024) == grade


def test_a_year_that_is_not_over_takes_no_earlier_figure() -> None:
    way = {"baseline": baseline(0, 2020), "target": target("reach", 40, 2024)}
    kpi = indicator({2022: 20}, **way)
    judged = judge(kpi, 2023, due=False, profile=PROFILES["miyagi"], plan_start=2021)
    assert (judged.grade, judged.status) == ("", Status.AHEAD)


# A plan's own grading

OWN = Grading.model_validate(
    {
        "name": "本市の基準",
        "quantity": "achievement_rate",
        "bands": [
            {"grade": "◎", "status": "on_track", "more_than": 100},
            {"grade": "○", "status": "mostly_on_track", "at_least": "80"},
            {"grade": "×", "status": "far_behind"},
        ],
        "not_assessable": "－",
    }
)


def plan_graded(grading: Grading | None, of_the_city: Grading | None = None) -> Plan:
    about = About(title="計画", first_fiscal_year=2021, grading=grading)
    city = Municipality(
        code="999997", prefecture="見本県", name="見本市", grading=of_the_city
    )
    kpi = indicator(
        {2023: 50}, baseline=baseline(40, 2020), target=target("reach", 60, 2025)
    )
    return Plan(municipality=city, about=about, indicators=(kpi,))


def test_a_plan_that_says_nothing_is_graded_by_the_default() -> None:
    assert profile_of(plan_graded(None), STANDARD) is STANDARD


def test_a_plan_may_name_a_profile() -> None:
    named = plan_graded(Grading(profile=NamedProfile.SANO))
    assert profile_of(named, STANDARD) is PROFILES["sano"]


def test_the_grading_of_the_city_counts_where_the_plan_has_none() -> None:
    sano = Grading(profile=NamedProfile.SANO)
    miyagi = Grading(profile=NamedProfile.MIYAGI)
    assert profile_of(plan_graded(None, sano), STANDARD) is PROFILES["sano"]
    assert profile_of(plan_graded(miyagi, sano), STANDARD) is PROFILES["miyagi"]


def test_a_plan_may_change_single_things_of_a_named_profile() -> None:
    grading = Grading(
        profile=NamedProfile.MIYAGI, deadline_by_bands=False, not_assessable="－"
    )
    profile = profile_of(plan_graded(grading), STANDARD)
    assert not profile.deadline_by_bands
    assert profile.keeps_by_bands
    assert profile.bands == PROFILES["miyagi"].bands
    assert profile.grade_of(Status.NOT_ASSESSABLE) == "－"
    assert profile.name == "宮城県（一部変更）"


def test_a_plan_may_have_bounds_of_its_own() -> None:
    plan = plan_graded(OWN)
    profile = profile_of(plan, STANDARD)
    [judgement] = judge_plan(plan, 2023, 2023, profile)
    assert (judgement.grade, judgement.reason) == ("○", Reason.ACHIEVEMENT)
    assert profile.band(Decimal(1)).grade == "○"
    assert profile.band(Decimal("1.001")).grade == "◎"
    assert profile.name == "本市の基準"
