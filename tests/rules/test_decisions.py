"""What is open, overdue or settled, and what a year looks back on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.plan.document import parse_plan
from dxkpi.rules import (
    count_decisions,
    decisions_about,
    decisions_of_indicator,
    decisions_of_year,
    earlier_decisions,
)
from dxkpi.rules.decisions import is_open, is_overdue
from tests.support.decided import GUIDE, TRAIN
from tests.support.plan_documents import PLAN

DAY = date(2026, 11, 21)
DECISIONS = st.builds(
    Decision,
    number=st.integers(1, 10**6).map(str),
    fiscal_year=st.integers(2023, 2027),
    decided=st.just("2026-05"),
    text=st.just("研修"),
    until=st.sampled_from([None, "2026-06", "2026-11", "2026-11-20", "2027-03"]),
    state=st.sampled_from(DecisionState),
)


def plan_with(*decisions: Decision, plan_id: str = "dx-2026") -> Plan:
    plan = parse_plan(PLAN)
    about = plan.about.model_copy(update={"id": plan_id, "title": plan_id})
    return plan.model_copy(update={"about": about, "decisions": decisions})


def no_other_plan(_plan_id: str) -> None:
    return None


@pytest.mark.parametrize(
    ("until", "state", "expected"),
    [
        ("2026-11", "to_do", False),
        ("2026-10", "to_do", True),
        ("2026-10", "ongoing", True),
        ("2026-10", "carried_out", False),
        ("2026-10", "given_up", False),
        ("2026-11-21", "to_do", False),
        ("2026-11-20", "to_do", True),
        (None, "to_do", False),
    ],
)
def test_it_is_overdue_when_its_month_or_day_is_over(
    until: str | None, state: str, expected: bool
) -> None:
    fields = {"until": until, "state": state, "decided": "2026-05"}
    assert is_overdue(GUIDE.changed(**fields), DAY) is expected


@given(st.lists(DECISIONS))
def test_every_decision_is_counted_in_one_state(decisions: list[Decision]) -> None:
    count = count_decisions(decisions, DAY)
    assert count.total == len(decisions)
    open_ones = [decision for decision in decisions if is_open(decision)]
    assert count.to_do + count.ongoing == len(open_ones)
    assert count.overdue <= len(open_ones)
    assert count.carried_out + count.given_up == len(decisions) - len(open_ones)


@given(st.lists(DECISIONS, unique_by=lambda one: one.number), st.integers(2022, 2028))
def test_a_year_looks_back_on_the_last_decisions_and_on_what_is_open(
    decisions: list[Decision], year: int
) -> None:
    looked_back = [
        followed.decision
        for followed in earlier_decisions(plan_with(*decisions), year, no_other_plan)
    ]
    earlier = [decision for decision in decisions if decision.fiscal_year < year]
    last = max((decision.fiscal_year for decision in earlier), default=None)
    for decision in decisions:
        is_of_last = decision in earlier and decision.fiscal_year == last
        is_still_open = decision in earlier and is_open(decision)
        assert (decision in looked_back) == (is_of_last or is_still_open)
    assert looked_back == [one for one in decisions if one in looked_back]


def test_three_of_five_are_settled() -> None:
    states = ["carried_out"] * 3 + ["ongoing", "to_do"]
    count = count_decisions([GUIDE.changed(state=state) for state in states], DAY)
    assert (count.carried_out, count.total) == (3, 5)


def test_decisions_are_matched_with_their_year() -> None:
    later = TRAIN.changed(number="3", fiscal_year=2026)
    plan = plan_with(GUIDE, TRAIN, later)
    assert decisions_of_year(plan, 2025) == (GUIDE, TRAIN)
    assert decisions_of_year(plan, 2024) == ()


def test_decisions_are_found_by_what_they_are_about() -> None:
    of_measure = TRAIN.changed(number="3", measure="1-1")
    of_initiative = TRAIN.changed(number="4", measure="1-1", initiative="1")
    plan = plan_with(GUIDE, TRAIN, of_measure, of_initiative)
    assert decisions_about(plan, DecisionSubject("K01")) == (GUIDE,)
    assert decisions_about(plan, DecisionSubject()) == (TRAIN,)
    assert decisions_about(plan, DecisionSubject(measure="1-1")) == (
        of_measure,
        of_initiative,
    )
    assert decisions_about(plan, DecisionSubject(None, "1-1", "1")) == (of_initiative,)


def following(*decisions: Decision, former: Plan) -> Plan:
    """A plan that follows another, whose indicator goes on from that one's."""
    text = PLAN.replace("first_fiscal_year: 2026", "first_fiscal_year: 2031")
    text = text.replace("title:", f"follows: {former.about.id}\n  title:")
    text = text.replace(
        "    decimals: 1", "    continues: {code: K01}\n    decimals: 1"
    )
    return parse_plan(text).model_copy(update={"decisions": decisions})


def test_a_new_plan_looks_back_on_what_was_decided_in_the_former() -> None:
    former = plan_with(GUIDE, TRAIN)
    plan = following(former=former)
    followed = earlier_decisions(plan, 2031, {former.about.id: former}.get)
    assert [(one.decision, one.of_plan) for one in followed] == [
        (GUIDE, "dx-2026"),
        (TRAIN, "dx-2026"),
    ]


def test_beside_its_own_decisions_only_the_open_ones_of_the_former_stay() -> None:
    former = plan_with(GUIDE, TRAIN)
    own = TRAIN.changed(number="9", fiscal_year=2030)
    plan = following(own, former=former)
    followed = earlier_decisions(plan, 2031, {former.about.id: former}.get)
    assert [one.decision for one in followed] == [GUIDE, own]


def test_an_indicator_brings_what_was_decided_about_it_in_the_former_plan() -> None:
    former = plan_with(GUIDE, TRAIN)
    plan = following(former=former)
    followed = decisions_of_indicator(
        plan, plan.indicators[0], {former.about.id: former}.get
    )
    assert [(one.decision, one.of_plan) for one in followed] == [(GUIDE, "dx-2026")]


def test_plans_that_name_each_other_end() -> None:
    former = plan_with(plan_id="dx-2026")
    plan = following(former=former)
    back = former.model_copy(
        update={"about": former.about.model_copy(update={"follows": plan.about.id})}
    )
    plans = {back.about.id: back, plan.about.id: plan}
    assert earlier_decisions(plan, 2031, plans.get) == ()
