"""Accepted proposals in a document: numbered, in their place, and nothing twice."""

from copy import deepcopy
from typing import Any

import pytest

from dxkpi.drafting.merging import merge_proposals, with_proposals
from dxkpi.drafting.proposal import Passage, Proposal, ProposalKind
from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import changes_in_document, value_at
from dxkpi.plan.document_source import DocumentSource

Data = dict[str, Any]
CITY = {"code": "472123", "prefecture": "沖縄県", "name": "豊見城市"}


def proposal(kind: str, key: str, data: Data, parent: str | None = None) -> Proposal:
    return Proposal(ProposalKind(kind), key, data, Passage("…"), parent)


ABOUT = proposal(
    "about", "about:1", {"municipality": CITY, "plan": {"title": "DX推進計画"}}
)
POLICY = proposal("policy", "policy:1", {"name": "行かない市役所"})
MEASURE = proposal("measure", "measure:1", {"name": "手続の電子化"}, "policy:1")
INITIATIVE = proposal("initiative", "initiative:1", {"name": "申請"}, "measure:1")
TARGET = {"rule": "reach", "value": "80", "fiscal_year": "R9"}
INDICATOR = proposal(
    "indicator",
    "indicator:1",
    {"name": "申請率", "unit": "%", "target": TARGET},
    "measure:1",
)
BAR = proposal(
    "schedule",
    "schedule:1",
    {"kind": "bar", "label": "導入", "start": 2024, "end": 2025},
    "measure:1",
)
DEPARTMENT = proposal(
    "department", "department:1", {"departments": ["市民課", "税務課"]}, "measure:1"
)
ALL = (INDICATOR, DEPARTMENT, BAR, INITIATIVE, MEASURE, POLICY, ABOUT)


def test_everything_that_was_accepted_makes_a_sound_plan() -> None:
    plan = check_document(with_proposals({}, ALL), DocumentSource("-")).plan
    [policy] = plan.policies
    [measure] = policy.measures
    assert (policy.number, measure.number, measure.initiatives[0].number) == (
        "1",
        "1-1",
        "1",
    )
    assert measure.departments == ("市民課", "税務課")
    assert measure.schedule[0].end == 2025
    [indicator] = plan.indicators
    assert (indicator.code, indicator.measure, indicator.policy) == ("K01", "1-1", "1")
    assert plan.about.title == "DX推進計画"


def test_nothing_is_added_twice() -> None:
    once = with_proposals({}, ALL)
    assert changes_in_document(once, with_proposals(once, ALL)) == ()


def test_the_document_stays_as_it_is() -> None:
    data: Data = {"policies": [{"number": "1", "name": "行かない市役所"}]}
    before = deepcopy(data)
    with_proposals(data, ALL)
    assert data == before


def test_what_is_there_is_filled_in_and_never_overwritten() -> None:
    there = {"code": "A-7", "name": "申 請 率", "unit": "割", "target": None}
    data: Data = {"indicators": [there], "plan": {"title": "市の計画"}}
    merged = merge_proposals(data, [INDICATOR, ABOUT])
    [indicator] = merged.data["indicators"]
    assert (indicator["code"], indicator["unit"]) == ("A-7", "割")
    assert indicator["target"] == TARGET
    assert merged.data["plan"]["title"] == "市の計画"
    assert merged.data["municipality"] == CITY
    assert merged.places["indicator:1"] == ("indicators", "A-7")


@pytest.mark.parametrize("together", [True, False])
def test_accepting_one_by_one_comes_to_the_same_as_all_at_once(
    together: bool,
) -> None:
    order = (POLICY, MEASURE, INITIATIVE, INDICATOR, BAR, DEPARTMENT, ABOUT)
    data: Data = {}
    if together:
        data = with_proposals(data, order)
    for each in order:
        data = with_proposals(data, [each], among=ALL)
    assert changes_in_document(with_proposals({}, ALL), data) == ()


def test_what_has_no_place_waits_for_it() -> None:
    merged = merge_proposals({}, [MEASURE, BAR, DEPARTMENT], among=ALL)
    assert merged.data == {}
    assert merged.unplaced == [MEASURE, BAR, DEPARTMENT]


def test_an_indicator_without_its_measure_stands_by_itself() -> None:
    data = with_proposals({}, [INDICATOR], among=ALL)
    assert "measure" not in data["indicators"][0]
    under_policy = proposal("indicator", "indicator:2", {"name": "満足度"}, "policy:1")
    data = with_proposals(data, [POLICY, under_policy])
    assert data["indicators"][1]["policy"] == "1"
    assert data["indicators"][1]["code"] == "K02"


def test_a_measure_without_a_policy_belongs_to_the_only_one() -> None:
    alone = proposal("measure", "measure:9", {"name": "広報"})
    data = with_proposals({"policies": [{"number": "2", "name": "庁内"}]}, [alone])
    assert value_at(data, ("policies", "2", "measures", "2-1", "name")) == "広報"
    two = {"policies": [{"number": "1", "name": "a"}, {"number": "2", "name": "b"}]}
    assert merge_proposals(two, [alone]).unplaced == [alone]


def test_the_papers_own_numbers_are_kept_where_they_are_free() -> None:
    numbered = [
        proposal("policy", "policy:1", {"number": "3", "name": "a"}),
        proposal("policy", "policy:2", {"number": "3", "name": "b"}),
        proposal("policy", "policy:3", {"name": "c"}),
    ]
    policies = with_proposals({}, numbered)["policies"]
    assert [policy["number"] for policy in policies] == ["3", "4", "5"]


def test_a_bar_of_another_year_is_another_one() -> None:
    later = proposal(
        "schedule",
        "schedule:2",
        {"kind": "bar", "label": "導入", "start": 2026, "end": 2027},
        "measure:1",
    )
    data = with_proposals({}, [POLICY, MEASURE, BAR, later, later])
    schedule = value_at(data, ("policies", "1", "measures", "1-1", "schedule"))
    assert [entry["start"] for entry in schedule] == [2024, 2026]


def test_indicators_of_one_name_can_belong_to_two_measures() -> None:
    second = proposal("measure", "measure:2", {"name": "窓口"}, "policy:1")
    again = proposal("indicator", "indicator:2", dict(INDICATOR.data), "measure:2")
    accepted = [POLICY, MEASURE, second, INDICATOR, again]
    data = with_proposals({}, accepted)
    assert [one["measure"] for one in data["indicators"]] == ["1-1", "1-2"]
    assert changes_in_document(data, with_proposals(data, accepted)) == ()
