"""Indicators that go on from another plan's, or are the same."""

from typing import Any

import pytest

from dxkpi.plan import (
    Aggregation,
    FormerIndicator,
    Indicator,
    Plan,
    SharedIndicator,
    changes_between,
)
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan
from dxkpi.plan.document_writing import plan_as_yaml
from dxkpi.plan.linked_plans import (
    LinkFault,
    PlanById,
    broken_links,
    former_courses,
    with_shared_figures,
)

DOCUMENT = """
municipality: {{code: "472123", prefecture: 沖縄県, name: 豊見城市, fictional: true}}
plan: {{id: {id}, title: {title}, first_fiscal_year: {first}{follows}}}
indicators:
  - code: {code}
    name: 実感率
    unit: "%"
    decimals: 1
    baseline: {{fiscal_year: {start}, value: 64.4}}
    target: {{rule: reach, value: 75.0, fiscal_year: {end}}}
{more}
"""

FIGURES = (
    "    actuals: [{fiscal_year: 2023, value: 65.0}, {fiscal_year: 2024, value: 66.0}]"
)


def read(plan_id: str, more: str = "", **told: Any) -> Plan:
    first = told.pop("first", 2023)
    facts = {"title": "DX推進計画", "code": "K1", "follows": "", "first": first}
    facts |= {"start": first - 1, "end": first + 4, "id": plan_id, "more": more} | told
    return parse_plan(DOCUMENT.format(**facts))


def by_id(*plans: Plan) -> PlanById:
    return {plan.about.id: plan for plan in plans}.get


def only(plan: Plan) -> Indicator:
    [indicator] = plan.indicators
    return indicator


def problems(more: str, **told: Any) -> list[ProblemCode]:
    with pytest.raises(UnreadablePlan) as refused:
        read("dx-2028", more, **told)
    return [problem.code for problem in refused.value.problems]


FORMER = read("dx-2023", FIGURES)


def test_an_indicator_goes_on_from_that_of_the_plan_that_its_own_follows() -> None:
    new = read(
        "dx-2028", "    continues: {code: K1}", first=2028, follows=", follows: dx-2023"
    )
    [course] = former_courses(new, only(new), by_id(FORMER))
    assert course.plan_title == "DX推進計画"
    assert course.indicator == only(FORMER)
    assert course.is_comparable


def test_a_break_tells_why_the_former_years_cannot_be_compared() -> None:
    new = read(
        "dx-2028",
        "    continues: {plan: dx-2023, code: K1, break_because: 設問を変えた}",
        first=2028,
    )
    [course] = former_courses(new, only(new), by_id(FORMER))
    assert course.break_because == "設問を変えた"
    assert not course.is_comparable


def test_the_way_back_leads_through_all_plans_before_the_last_first() -> None:
    second = read("dx-2028", "    continues: {plan: dx-2023, code: K1}", first=2028)
    third = read("dx-2033", "    continues: {plan: dx-2028, code: K1}", first=2033)
    courses = former_courses(third, only(third), by_id(FORMER, second))
    assert [course.indicator for course in courses] == [only(second), only(FORMER)]


def test_a_way_that_leads_round_ends() -> None:
    one = read("dx-2023", "    continues: {plan: dx-2028, code: K1}")
    other = read("dx-2028", "    continues: {plan: dx-2023, code: K1}", first=2028)
    assert len(former_courses(one, only(one), by_id(one, other))) == 1


def test_figures_of_another_kind_are_not_gone_on_from() -> None:
    new = read("dx-2028", "    continues: {plan: dx-2023, code: K1}", first=2028)
    counted = only(FORMER).model_copy(update={"aggregation": Aggregation.ANNUAL})
    other = FORMER.model_copy(update={"indicators": (counted,)})
    assert former_courses(new, only(new), by_id(other)) == ()
    [link] = broken_links(new, by_id(other))
    assert link.fault is LinkFault.NOT_ALIKE


def test_a_shared_indicator_shows_the_figures_of_the_other_plan() -> None:
    strategy = read("strategy-2023", "    shares: {plan: dx-2023, code: K1}")
    shown = with_shared_figures(strategy, by_id(FORMER))
    assert only(shown).actuals == only(FORMER).actuals
    assert strategy.collected_indicators == ()


def test_figures_from_before_its_baseline_are_not_shown() -> None:
    strategy = read("s-2024", "    shares: {plan: dx-2023, code: K1}", start=2024)
    shown = with_shared_figures(strategy, by_id(FORMER))
    assert [actual.fiscal_year for actual in only(shown).actuals] == [2024]


def test_figures_shared_through_a_third_plan_are_found() -> None:
    second = read("b", "    shares: {plan: dx-2023, code: K1}")
    third = read("c", "    shares: {plan: b, code: K1}")
    shown = with_shared_figures(third, by_id(FORMER, second))
    assert only(shown).actuals == only(FORMER).actuals


def test_two_plans_that_share_with_each_other_have_no_figures() -> None:
    one = read("a", "    shares: {plan: b, code: K1}")
    other = read("b", "    shares: {plan: a, code: K1}")
    assert only(with_shared_figures(one, by_id(one, other))).actuals == ()


def test_the_document_holds_no_figures_of_another_plan() -> None:
    strategy = read("strategy-2023", "    shares: {plan: dx-2023, code: K1}")
    shown = with_shared_figures(strategy, by_id(FORMER))
    assert plan_as_yaml(shown) == plan_as_yaml(strategy)
    assert parse_plan(plan_as_yaml(shown)) == strategy


def test_links_that_lead_nowhere_are_found() -> None:
    plan = read(
        "b",
        "    shares: {plan: x, code: K1}\n    continues: {plan: dx-2023, code: K9}",
    )
    faults = [
        (link.plan_id, link.code, link.fault)
        for link in broken_links(plan, by_id(FORMER))
    ]
    assert faults == [
        ("dx-2023", "K9", LinkFault.NO_INDICATOR),
        ("x", "K1", LinkFault.NO_PLAN),
    ]


def test_a_changed_link_is_a_change_of_the_plan() -> None:
    plan = read("b", "    continues: {plan: dx-2023, code: K1}")
    changed = only(plan).model_copy(
        update={
            "continues": FormerIndicator(plan="dx-2023", code="K2"),
            "shares": SharedIndicator(plan="c", code="K3"),
        }
    )
    new = plan.model_copy(update={"indicators": (changed,)})
    assert [(c.path[2:], c.old, c.new) for c in changes_between(plan, new)] == [
        (("continues", "code"), "K1", "K2"),
        (("shares", "plan"), None, "c"),
        (("shares", "code"), None, "K3"),
    ]


def test_a_link_to_the_plan_itself_is_refused() -> None:
    assert problems("    shares: {plan: dx-2028, code: K2}") == [
        ProblemCode.LINK_TO_ITSELF
    ]


def test_going_on_from_no_plan_is_refused() -> None:
    assert problems("    continues: {code: K1}") == [ProblemCode.CONTINUES_NOTHING]


def test_figures_of_a_shared_indicator_are_refused() -> None:
    more = "    shares: {plan: dx-2023, code: K1}\n" + FIGURES
    assert problems(more) == [ProblemCode.SHARED_ACTUALS]
