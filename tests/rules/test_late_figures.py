"""Figures that come out after the year's report, or not every year."""

from datetime import date
from decimal import Decimal

import pytest

from dxkpi.plan import Municipality, Plan, UnconfirmedActual
from dxkpi.plan.tree import About
from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.rules import PROFILES, Reason, Status, judge, judge_plan
from dxkpi.rules.plan_summary import needing_attention
from tests.support.indicators import Fields, baseline, indicator, target

WAY: Fields = {"baseline": baseline(0, 2020), "target": target("reach", 40, 2024)}
IN_NOVEMBER: Fields = {**WAY, "published": {"month": 11}}
EVERY_SECOND_YEAR: Fields = {**WAY, "published": {"every": 2, "since": 2021}}
MAY, DECEMBER = date(2025, 5, 20), date(2025, 12, 1)


def test_a_figure_that_is_not_out_yet_is_awaited_and_never_missing() -> None:
    kpi = indicator({2023: 28}, **IN_NOVEMBER)
    judged = judge(kpi, 2024, day=MAY)
    assert (judged.status, judged.reason) == (
        Status.AWAITED,
        Reason.AWAITING_PUBLICATION,
    )
    assert judged.value is None


def test_once_it_is_out_it_is_missing() -> None:
    judged = judge(indicator({2023: 28}, **IN_NOVEMBER), 2024, day=DECEMBER)
    assert judged.status is Status.NOT_REPORTED


def test_without_a_day_the_year_is_looked_at_when_it_is_over() -> None:
    assert judge(indicator({}, **IN_NOVEMBER), 2024).reason is (
        Reason.AWAITING_PUBLICATION
    )


def test_a_figure_that_came_out_early_counts() -> None:
    judged = judge(indicator({2024: 40}, **IN_NOVEMBER), 2024, day=MAY)
    assert judged.status is Status.ACHIEVED


def test_a_reported_reason_is_stronger_than_the_time_of_publication() -> None:
    kpi = indicator({2024: "discontinued"}, **IN_NOVEMBER)
    assert judge(kpi, 2024, day=MAY).status is Status.NOT_ASSESSABLE


def test_a_figure_that_waits_to_be_confirmed_is_never_missing() -> None:
    reported = indicator({2023: 28}, **WAY)
    waiting = UnconfirmedActual(fiscal_year=2024)
    kpi = reported.model_copy(update={"actuals": (*reported.actuals, waiting)})
    judged = judge(kpi, 2024, day=DECEMBER)
    assert (judged.status, judged.reason) == (Status.UNCONFIRMED, Reason.UNCONFIRMED)
    assert judged.value is None


@pytest.mark.parametrize("day", [MAY, DECEMBER])
def test_who_says_that_it_is_not_published_waits_without_being_late(day: date) -> None:
    judged = judge(indicator({2024: "not_published"}, **WAY), 2024, day=day)
    assert judged.reason is Reason.AWAITING_PUBLICATION


def test_in_a_year_without_a_survey_the_latest_figure_stands() -> None:
    kpi = indicator({2021: 8, 2023: 30}, **EVERY_SECOND_YEAR)
    judged = judge(kpi, 2024, day=MAY)
    assert (judged.status, judged.value) == (Status.ON_TRACK, Decimal(30))
    assert (judged.fiscal_year, judged.figure_year) == (2024, 2023)


def test_in_a_year_without_a_survey_and_without_an_earlier_one_nothing_is_asked() -> (
    None
):
    judged = judge(indicator({}, **EVERY_SECOND_YEAR), 2022, day=MAY)
    assert (judged.status, judged.reason) == (
        Status.UNMEASURED,
        Reason.NO_FIGURE_THIS_YEAR,
    )


def test_a_year_of_the_survey_is_asked_for() -> None:
    judged = judge(indicator({2021: 8}, **EVERY_SECOND_YEAR), 2023, day=MAY)
    assert judged.status is Status.NOT_REPORTED


def test_the_latest_figure_keeps_the_words_of_its_own_year() -> None:
    kpi = indicator({2021: 8, 2023: 30}, **EVERY_SECOND_YEAR)
    explained = [
        actual.model_copy(update={"note": "窓口が減った", "countermeasure": "増やす"})
        for actual in kpi.actuals
        if actual.fiscal_year == 2023
    ]
    kpi = kpi.model_copy(update={"actuals": (*kpi.actuals[:1], *explained)})
    judged = judge(kpi, 2024, day=MAY)
    assert (judged.note, judged.countermeasure) == ("窓口が減った", "増やす")


def test_where_the_latest_figure_counts_it_counts_until_a_newer_is_out() -> None:
    kpi = indicator({2023: 28}, **IN_NOVEMBER)
    judged = judge(kpi, 2024, day=MAY, profile=PROFILES["miyagi"], plan_start=2021)
    assert (judged.grade, judged.figure_year) == ("B", 2023)


def test_awaited_figures_are_neither_missing_nor_late_in_the_counts_of_a_plan() -> None:
    plan = Plan(
        municipality=Municipality(code="999997", prefecture="見本県", name="見本市"),
        about=About(title="計画", first_fiscal_year=2021),
        indicators=(
            indicator({2023: 1}, **IN_NOVEMBER),
            indicator({2023: 1}, **{**WAY, "code": "K02"}),
        ),
    )
    judgements = judge_plan(plan, 2024, 2024, day=MAY)
    counts = plan_figure_counts(plan, 2024, MAY)
    assert (counts.asked, counts.reported, counts.open) == (2, 1, 1)
    assert needing_attention(judgements) == ()
