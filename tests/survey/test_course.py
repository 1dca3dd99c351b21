"""The survey over the years: what may be compared, what changed for certain, where it leads."""

from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from dxkpi.plan import Plan, Survey
from dxkpi.plan.staff_survey import GroupKind, SurveyAspect
from dxkpi.rules import forecast, judge
from dxkpi.rules.survey_margin import change_interval, rate_interval
from dxkpi.survey import survey_breaks, survey_course, surveys_by_year
from dxkpi.survey.course import survey_before
from tests.support.surveys import (
    OTHER_QUESTION,
    THREE_YEARS,
    course_of,
    survey,
    survey_group,
    survey_of_departments,
    surveyed_indicator,
)


def test_years_that_ask_and_count_alike_have_no_break() -> None:
    assert survey_breaks(THREE_YEARS) == {}
    assert course_of(THREE_YEARS).first_comparable_year is None
    assert (
        course_of(THREE_YEARS).comparable_indicator == course_of(THREE_YEARS).indicator
    )


def test_each_change_breaks_the_line_in_its_year() -> None:
    known = {
        2022: survey(300, 150, **OTHER_QUESTION),
        **THREE_YEARS,
        2028: survey(300, 200, excluded={"わからない": 3}),
    }
    assert survey_breaks(known) == {
        2025: (SurveyAspect.QUESTION,),
        2028: (SurveyAspect.CHOICES, SurveyAspect.COUNTED),
    }
    found = course_of(known)
    assert found.first_comparable_year == 2028
    assert [one.fiscal_year for one in found.comparable_indicator.actuals] == [2028]
    assert found.comparable_indicator.baseline is None
    assert found.indicator.baseline is not None


def test_years_before_the_break_are_compared_among_themselves_when_looking_back() -> (
    None
):
    known = {**THREE_YEARS, 2028: survey(300, 200, **OTHER_QUESTION)}
    assert course_of(known).change is None
    back = course_of(known, 2027)
    assert back.change is not None
    assert (back.last_year, back.previous_year) == (2027, 2026)
    assert back.comparable_indicator.baseline is not None


def test_there_is_no_course_without_a_survey() -> None:
    assert survey_course(judge(surveyed_indicator({}), 2026, due=True)) is None
    assert survey_course(judge(surveyed_indicator(THREE_YEARS), 2024, due=True)) is None
    assert surveys_by_year(surveyed_indicator(THREE_YEARS)) == THREE_YEARS


def test_surveys_are_in_the_order_of_their_years() -> None:
    turned = surveyed_indicator(dict(reversed(THREE_YEARS.items())))
    assert list(surveys_by_year(turned)) == [2025, 2026, 2027]


def test_a_change_inside_the_margin_is_none() -> None:
    course = course_of(THREE_YEARS)
    found = course.change
    assert found is not None
    assert (found.earlier_year, course.last_year, found.points) == (
        2026,
        2027,
        Decimal("4.4"),
    )
    assert found.interval.low < 0 < found.interval.high
    assert not found.is_certain


@pytest.mark.parametrize(("felt", "sign"), [(280, 1), (90, -1)])
def test_a_change_outside_the_margin_is_one(felt: int, sign: int) -> None:
    found = course_of({2025: survey(300, 180), 2026: survey(300, felt)}).change
    assert found is not None
    assert found.is_certain
    assert found.interval.sign == sign == (1 if found.points > 0 else -1)


def test_a_single_survey_has_no_change() -> None:
    assert course_of({2026: THREE_YEARS[2026]}).change is None
    assert (
        course_of({2026: THREE_YEARS[2026]}).group_changes(GroupKind.DEPARTMENT) == ()
    )


@settings(deadline=None)
@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.integers(0, 300),
)
def test_the_change_is_that_of_the_counts(now: tuple[int, int], before: int) -> None:
    known = {2025: survey(300, before), 2026: survey(*now)}
    found = course_of(known).change
    assert found is not None
    assert found.interval == change_interval(known[2026], known[2025])
    assert (
        found.interval.low - Decimal("0.1")
        <= found.points
        <= found.interval.high + Decimal("0.1")
    )


BEFORE = survey_of_departments(
    survey_group("市民課", 60, 20),
    survey_group("福祉課", 60, 30),
    survey_group("税務課", 40, 20),
    survey_group("会計課", 9, 4, "監査課"),
)


NOW = survey_of_departments(
    survey_group("市民課", 60, 50),
    survey_group("福祉課", 60, 34),
    survey_group("情報課", 30, 20),
    survey_group("会計課", 8, 5, "監査課"),
)


def test_only_groups_that_both_years_tell_apart_are_compared() -> None:
    found = course_of({2025: BEFORE, 2026: NOW}).group_changes(GroupKind.DEPARTMENT)
    assert [(one.name, round(one.points, 1), one.is_certain) for one in found] == [
        ("市民課", Decimal("50.0"), True),
        ("福祉課", Decimal("6.7"), False),
    ]


def test_a_section_that_was_put_together_in_one_of_the_years_is_not_compared() -> None:
    alone = survey_of_departments(
        survey_group("市民課", 60, 50),
        survey_group("会計課", 8, 5),
        survey_group("監査課", 8, 5),
    )
    found = course_of({2025: BEFORE, 2026: alone}).group_changes(GroupKind.DEPARTMENT)
    assert [one.name for one in found] == ["市民課"]


def test_the_more_groups_are_looked_at_the_more_each_must_have_changed() -> None:
    def year(others: int, felt: int) -> Survey:
        return survey_of_departments(
            survey_group("市民課", 60, felt),
            *(survey_group(f"{n}課", 60, 30) for n in range(others)),
        )

    certain = []
    for others in (0, 1, 30):
        [found] = [
            one
            for one in course_of(
                {2025: year(others, 24), 2026: year(others, 36)}
            ).group_changes(GroupKind.DEPARTMENT)
            if one.name == "市民課"
        ]
        assert found.interval == change_interval(
            survey_group("市民課", 60, 36),
            survey_group("市民課", 60, 24),
            comparisons=others + 1,
        )
        certain.append(found.is_certain)
    assert certain == [True, False, False]


def test_groups_of_years_that_cannot_be_compared_are_not() -> None:
    assert (
        course_of(
            {2025: BEFORE, 2026: NOW.model_copy(update=OTHER_QUESTION)}
        ).group_changes(GroupKind.DEPARTMENT)
        == ()
    )
    assert course_of({2025: BEFORE, 2026: NOW}).group_changes(GroupKind.AGE) == ()


def test_the_groups_of_a_year_without_a_survey_are_none() -> None:
    found = course_of({2025: BEFORE, 2026: NOW})
    assert found.groups(GroupKind.DEPARTMENT, 2026) == NOW.departments
    assert (
        found.groups(GroupKind.DEPARTMENT, 2024)
        == found.groups(GroupKind.POSITION, 2026)
        == ()
    )


def test_the_outlook_takes_comparable_years_only() -> None:
    assert course_of(THREE_YEARS).outlook(2030) is not None
    broken = {
        2024: survey(300, 270),
        2025: survey(300, 180, **OTHER_QUESTION),
        2026: survey(310, 192, **OTHER_QUESTION),
    }
    assert course_of(broken).outlook(2030) is None
    more = {**broken, 2027: survey(320, 212, **OTHER_QUESTION)}
    found = course_of(more).outlook(2030)
    assert found is not None
    assert found.years == (2025, 2026, 2027)


def test_the_outlook_scatters_at_least_as_the_surveys_may() -> None:
    straight = {2025: survey(300, 180), 2026: survey(300, 186), 2027: survey(300, 192)}
    found = course_of(straight).outlook(2030)
    assert found is not None
    margins = [
        rate_interval(one).margin / Decimal(str(NormalDist().inv_cdf(0.975)))
        for one in straight.values()
    ]
    assert abs(
        found.deviation - (sum((m * m for m in margins), Decimal(0)) / 3).sqrt()
    ) < Decimal("1e-9")
    bare = forecast(surveyed_indicator(straight), 2027, 2030)
    assert bare is not None
    assert bare.deviation == 0


def test_the_demo_city_has_every_difficulty(sample_plan: Plan) -> None:
    indicator = sample_plan.realisation
    assert indicator is not None
    found = survey_course(judge(indicator, 2025, due=True))
    assert found is not None
    assert len(found.surveys) == 5
    assert len(found.breaks) == 1
    assert any(len(one.names) > 1 for one in found.latest_survey.departments)
    changes = found.group_changes(GroupKind.DEPARTMENT)
    assert any(one.is_certain for one in changes)
    assert (
        max(
            (one for one in changes if not one.is_certain),
            key=lambda one: abs(one.points),
        ).points
        > 20
    )
    assert found.change is not None
    assert not found.change.is_certain
    assert any(
        one.invited is not None and one.answers * 2 < one.invited
        for one in found.surveys.values()
    )


@pytest.mark.parametrize("order", [(2024, 2026, 2027), (2027, 2024, 2026)])
def test_the_survey_before_a_year_is_the_latest_however_the_figures_are_listed(
    order: tuple[int, ...],
) -> None:
    known = {year: survey(100 + n, 60) for n, year in enumerate(sorted(order))}
    indicator = surveyed_indicator({year: known[year] for year in order})
    assert survey_before(indicator, 2027) == known[2026]
    assert survey_before(indicator, 2028) == known[2027]
    assert survey_before(indicator, 2024) is None


def test_the_change_since_the_start_has_the_margins_of_both_figures() -> None:
    known = {2025: survey(300, 180), 2026: survey(300, 190), 2027: survey(300, 215)}
    change = course_of(known).change_since_start
    assert change is not None
    assert change.interval == change_interval(known[2027], known[2025])
    assert (change.earlier_year, change.points) == (2025, Decimal("11.7"))
    assert change.is_certain
    assert course_of({2025: survey(300, 180)}).change_since_start is None


def test_of_a_start_without_a_survey_a_change_is_at_most_known_to_be_chance() -> None:
    near, far = (
        course_of({2026: survey(300, positive)}).change_since_start
        for positive in (185, 240)
    )
    assert near is not None
    assert far is not None
    assert (near.is_within_margin, far.is_within_margin) == (True, False)
    assert (near.is_certain, far.is_certain) == (False, False)


def test_the_change_since_the_start_begins_where_the_question_did() -> None:
    known = {
        2025: survey(300, 180),
        2026: survey(300, 190, **OTHER_QUESTION),
        2027: survey(300, 195, **OTHER_QUESTION),
        2028: survey(300, 200, **OTHER_QUESTION),
    }
    change = course_of(known).change_since_start
    assert change is not None
    assert change.earlier_year == 2026


def test_the_rise_of_the_sample_city_is_what_statsmodels_makes_of_its_counts(
    sample_plan: Plan,
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    course = survey_course(judge(lead, 2025))
    assert course is not None
    change = course.change_since_start
    assert change is not None
    ends = (round(change.interval.low, 1), round(change.interval.high, 1))
    assert (change.points, ends) == (Decimal("5.9"), (Decimal("1.2"), Decimal("10.6")))

    def answers_without_end(one: Survey) -> float:
        """As many of a staff without end as say the same: n(N−1) ÷ (N−n)."""
        assert one.invited is not None
        return one.answers * (one.invited - 1) / (one.invited - one.answers)

    now, before = course.surveys[2025], course.surveys[2022]
    n, m = answers_without_end(now), answers_without_end(before)
    low, high = confint_proportions_2indep(
        n * now.positive / now.answers,
        n,
        m * before.positive / before.answers,
        m,
        method="newcomb",
        compare="diff",
    )
    assert float(change.interval.low) == pytest.approx(100 * low)
    assert float(change.interval.high) == pytest.approx(100 * high)
