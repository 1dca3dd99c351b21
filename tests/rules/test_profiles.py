"""Grading profiles: bands, grades, and what a pace becomes under each."""

from decimal import Decimal
from itertools import pairwise

import pytest

from dxkpi.rules import JUDGED, PROFILES, STANDARD, Profile, Status, judge
from tests.support.indicators import TOMIGUSUKU, indicator


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_bands_of_every_profile_are_ordered_and_the_last_is_open(
    profile: Profile,
) -> None:
    *closed, last = profile.bands
    lows = [band.at_least for band in closed]
    assert None not in lows
    assert all(
        high is not None and low is not None and high > low
        for high, low in pairwise(lows)
    )
    assert last.at_least is None
    ranks = [JUDGED.index(band.status) for band in profile.bands]
    assert ranks == sorted(ranks)
    assert all(band.grade for band in profile.bands)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_calls_exactly_as_planned_on_track_and_has_grades_for_both_ends(
    profile: Profile,
) -> None:
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
