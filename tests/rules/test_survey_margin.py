"""The rate of a staff survey and how sure it is, against statsmodels and scipy, and against chance itself."""

import random
from decimal import Decimal
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from dxkpi.plan import SurveyGroup
from dxkpi.rules.survey_margin import (
    Interval,
    RateCounts,
    change_interval,
    positive_rate,
    rate_interval,
)

COUNTS = (
    (1, 0),
    (1, 1),
    (5, 0),
    (5, 5),
    (7, 3),
    (40, 39),
    (300, 193),
    (1200, 900),
    (20_000, 7),
)


def counts(answers: int, felt: int, asked: int | None = None) -> SurveyGroup:
    return SurveyGroup(names=("全体",), answers=answers, positive=felt, invited=asked)


def effective(answers: int, asked: int) -> float:
    """As many answers out of a staff without end as would say the same: n(N−1) ÷ (N−n)."""
    return answers * (asked - 1) / (asked - answers)


@st.composite
def surveys(draw: st.DrawFn, least_staff: int = 0) -> SurveyGroup:
    answers = draw(st.integers(1, 400))
    felt = draw(st.integers(0, answers))
    asked = draw(
        st.none() | st.integers(answers + least_staff, 3 * answers + least_staff)
    )
    return counts(answers, felt, asked)


def close(found: Interval, low: float, high: float) -> bool:
    return all(
        isclose(float(end), should, rel_tol=1e-9, abs_tol=1e-9)
        for end, should in ((found.low, low), (found.high, high))
    )


# The rate and its interval


@pytest.mark.parametrize(("answers", "felt"), COUNTS)
def test_the_interval_of_a_staff_of_unknown_size_is_that_of_statsmodels(
    answers: int, felt: int
) -> None:
    low, high = proportion_confint(felt, answers, method="wilson")
    assert close(rate_interval(counts(answers, felt)), 100 * low, 100 * high)


@pytest.mark.parametrize(("answers", "felt"), COUNTS)
@pytest.mark.parametrize("share", ["0.999", "0.7", "0.31", "0.05"])
def test_a_finite_staff_counts_as_more_answers_of_a_staff_without_end(
    answers: int, felt: int, share: str
) -> None:
    asked = max(answers + 1, round(answers / float(share)))
    n = effective(answers, asked)
    low, high = proportion_confint(n * felt / answers, n, method="wilson")
    assert close(rate_interval(counts(answers, felt, asked)), 100 * low, 100 * high)


@pytest.mark.parametrize("looks", [1, 2, 12, 60])
def test_looking_at_many_groups_divides_the_error_among_them(looks: int) -> None:
    low, high = proportion_confint(27, 40, alpha=0.05 / looks, method="wilson")
    assert close(rate_interval(counts(40, 27), looks), 100 * low, 100 * high)


def test_the_margin_of_three_hundred_answers_is_what_the_issue_says_it_is() -> None:
    assert round(rate_interval(counts(300, 193)).margin, 1) == Decimal("5.4")
    assert round(rate_interval(counts(300, 193, 620)).margin, 1) == Decimal("3.9")


@settings(deadline=None)
@given(surveys(), st.integers(1, 30))
def test_the_interval_holds_the_rate_and_stays_between_nothing_and_all(
    of: SurveyGroup, looks: int
) -> None:
    found = rate_interval(of, looks)
    assert 0 <= found.low <= positive_rate(of) <= found.high <= 100
    assert found.margin >= 0


@settings(deadline=None)
@given(surveys())
def test_not_felt_is_the_mirror_of_felt(of: SurveyGroup) -> None:
    mirrored = rate_interval(counts(of.answers, of.answers - of.positive, of.invited))
    found = rate_interval(of)
    assert abs(100 - mirrored.high - found.low) < Decimal("1e-15")
    assert abs(100 - mirrored.low - found.high) < Decimal("1e-15")


@settings(deadline=None)
@given(surveys(least_staff=1), st.integers(2, 20))
def test_more_looks_make_it_wider(of: SurveyGroup, looks: int) -> None:
    assert rate_interval(of, looks).margin > rate_interval(of).margin
    assert rate_interval(of, looks).low <= rate_interval(of).low
    assert rate_interval(of, looks).high >= rate_interval(of).high


@settings(deadline=None)
@given(surveys(), st.integers(2, 5))
def test_as_many_times_the_answers_make_it_narrower(
    of: SurveyGroup, times: int
) -> None:
    asked = of.invited * times if of.invited is not None else None
    more = rate_interval(counts(of.answers * times, of.positive * times, asked))
    assert more.margin < rate_interval(of).margin or of.invited == of.answers


@settings(deadline=None)
@given(
    st.integers(1, 200).flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(n, 2 * n))
    )
)
def test_more_of_the_same_staff_heard_makes_it_narrower(
    of: tuple[int, int, int],
) -> None:
    answers, felt, asked = of
    known, unknown = (
        rate_interval(counts(answers, felt, asked)),
        rate_interval(counts(answers, felt)),
    )
    assert known.margin < unknown.margin or (answers == 1 < asked)
    assert known.margin <= rate_interval(counts(answers, felt, asked + 1)).margin


@settings(deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_where_everybody_answered_nothing_is_left_to_chance(
    of: tuple[int, int],
) -> None:
    answers, felt = of
    everybody = counts(answers, felt, answers)
    assert (rate_interval(everybody).low, rate_interval(everybody).high) == (
        positive_rate(everybody),
    ) * 2


@pytest.mark.parametrize(("felt", "whole"), [(0, Decimal(0)), (1, Decimal(100))])
def test_a_single_answer_says_almost_nothing(felt: int, whole: Decimal) -> None:
    found = rate_interval(counts(1, felt))
    assert whole in (found.low, found.high)
    assert 39 < found.margin < 40
    assert rate_interval(counts(1, felt, 1)) == Interval(whole, whole)
    assert rate_interval(counts(1, felt, 2)) == found


@pytest.mark.parametrize("asked", [None, 40, 60])
def test_nobody_or_everybody_has_an_interval_to_one_side_only(
    asked: int | None,
) -> None:
    none, every = (
        rate_interval(counts(40, 0, asked)),
        rate_interval(counts(40, 40, asked)),
    )
    assert none.low == 0
    assert every.high == 100
    assert (none.high > 0) is (every.low < 100) is (asked != 40)


# The difference


@pytest.mark.parametrize(
    ("now", "before"),
    [((300, 203), (280, 180)), ((40, 40), (35, 0)), ((9, 4), (2000, 1500))],
)
@pytest.mark.parametrize("looks", [1, 8])
def test_the_difference_of_two_years_is_that_of_statsmodels(
    now: tuple[int, int], before: tuple[int, int], looks: int
) -> None:
    low, high = confint_proportions_2indep(
        now[1],
        now[0],
        before[1],
        before[0],
        method="newcomb",
        compare="diff",
        alpha=0.05 / looks,
    )
    assert close(
        change_interval(counts(*now), counts(*before), looks), 100 * low, 100 * high
    )


@settings(deadline=None)
@given(surveys(), surveys())
def test_the_difference_back_is_the_difference_turned_round(
    now: SurveyGroup, before: SurveyGroup
) -> None:
    there, back = change_interval(now, before), change_interval(before, now)
    assert (there.low, there.high) == (-back.high, -back.low)
    assert there.sign == -back.sign
    assert there.low <= positive_rate(now) - positive_rate(before) <= there.high
    assert there.low >= -100
    assert there.high <= 100


@settings(deadline=None)
@given(surveys(), surveys(), st.integers(2, 20))
def test_what_is_certain_at_many_looks_is_certain_at_one(
    now: SurveyGroup, before: SurveyGroup, looks: int
) -> None:
    assert change_interval(now, before, looks).sign in (
        0,
        change_interval(now, before).sign,
    )


@settings(deadline=None)
@given(surveys())
def test_the_same_counts_twice_are_no_change(of: SurveyGroup) -> None:
    assert change_interval(of, of).sign == 0


def test_a_change_is_certain_only_where_its_interval_leaves_out_zero() -> None:
    assert Interval(Decimal("0.1"), Decimal(5)).sign == 1
    assert Interval(Decimal(-5), Decimal("-0.1")).sign == -1
    assert Interval(Decimal(0), Decimal(5)).sign == 0
    assert Interval(Decimal(-5), Decimal(0)).sign == 0


# Against chance


def drawn(chances: random.Random, asked: int, felt: int, answers: int) -> SurveyGroup:
    """The answers of so many of a staff, anybody being as likely to answer as anybody else."""
    return counts(
        answers,
        chances.sample([1, 0], answers, counts=[felt, asked - felt]).count(1),
        asked,
    )


@pytest.mark.parametrize(
    ("asked", "felt", "answers"),
    [(620, 399, 300), (620, 399, 60), (200, 180, 120), (60, 33, 40), (2000, 1300, 400)],
)
def test_nineteen_intervals_of_twenty_hold_the_rate_of_the_whole_staff(
    asked: int, felt: int, answers: int
) -> None:
    chances, truth, times = (
        random.Random(asked + answers),
        Decimal(100 * felt) / asked,
        1500,
    )
    found = [
        rate_interval(drawn(chances, asked, felt, answers)) for _time in range(times)
    ]
    held = sum(one.low <= truth <= one.high for one in found) / times
    assert 0.93 <= held <= 0.985, held


@pytest.mark.parametrize(
    ("early", "late"),
    [((620, 380, 280), (610, 410, 300)), ((80, 50, 40), (80, 40, 50))],
)
def test_nineteen_differences_of_twenty_hold_that_of_the_whole_staffs(
    early: tuple[int, int, int], late: tuple[int, int, int]
) -> None:
    chances, times = random.Random(4711), 1000
    truth = Decimal(100 * late[1]) / late[0] - Decimal(100 * early[1]) / early[0]
    found = [
        change_interval(drawn(chances, *late), drawn(chances, *early))
        for _time in range(times)
    ]
    held = sum(one.low <= truth <= one.high for one in found) / times
    assert 0.93 <= held <= 0.985, held


def test_of_twenty_groups_that_stand_still_hardly_ever_one_seems_to_move() -> None:
    chances, times, looks = random.Random(20), 150, 20

    def moved(looks_told: int) -> int:
        pairs = [
            (drawn(chances, 60, 36, 40), drawn(chances, 60, 36, 40))
            for _group in range(looks)
        ]
        return (
            sum(
                change_interval(*pair, comparisons=looks_told).sign != 0
                for pair in pairs
            )
            > 0
        )

    assert sum(moved(looks) for _time in range(times)) / times < 0.07
    assert sum(moved(1) for _time in range(times)) / times > 0.3


def test_counts_are_anything_that_was_answered() -> None:
    of: RateCounts = counts(8, 6)
    assert positive_rate(of) == 75


def test_an_interval_lies_on_a_side_of_a_figure_only_with_all_of_it() -> None:
    interval = Interval(Decimal(60), Decimal(66))
    assert interval.side_of(Decimal("59.9")) == 1
    assert interval.side_of(Decimal("66.1")) == -1
    for within in (Decimal(60), Decimal(63), Decimal(66)):
        assert interval.side_of(within) == 0
