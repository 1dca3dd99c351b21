"""Title, city, edition, period and month of a plan, as its front page and text have them."""

import pytest

from dxkpi.drafting.front_page import about_proposal
from dxkpi.drafting.plan_period import period_of
from dxkpi.drafting.proposal import DoubtCode, ProposalKind
from dxkpi.drafting.text_blocks import text_document
from tests.drafting import scores


def about(text: str) -> dict[str, dict[str, object]]:
    document = text_document(text)
    proposal = about_proposal(document, period_of(document))
    assert proposal is not None
    return {name: dict(value) for name, value in proposal.data.items()}


def test_the_title_may_stand_on_a_line_without_the_city() -> None:
    data = about("豊見城市\n\nDX推進計画【第２.０版】\n\n令和８年３月\n")
    assert data["municipality"] == {
        "code": "472123",
        "prefecture": "沖縄県",
        "name": "豊見城市",
    }
    assert data["plan"]["title"] == "豊見城市DX推進計画"
    assert data["plan"]["edition"] == "第2.0版"
    assert data["plan"]["established"] == "2026-03"


def test_the_period_is_that_of_this_plan_and_no_other() -> None:
    data = about(
        "豊見城市DX推進計画\n\n"
        "県の計画期間は令和4年度から令和13年度までの10年間です。\n\n"
        "本計画の期間は、令和7年度から令和11年度までの5年間とします。\n"
    )
    assert (data["plan"]["first_fiscal_year"], data["plan"]["last_fiscal_year"]) == (
        2025,
        2029,
    )


def test_a_name_that_several_municipalities_have_is_a_doubt() -> None:
    document = text_document("府中市DX推進計画\n\n令和８年３月\n")
    proposal = about_proposal(document, None)
    assert proposal is not None
    assert proposal.data["municipality"] == {"name": "府中市"}
    assert [doubt.code for doubt in proposal.doubts] == [DoubtCode.PLACE_AMBIGUOUS]


@pytest.mark.parametrize("plan", scores.PLANS)
def test_city_and_period_of_the_five_plans_are_right(plan: str) -> None:
    (proposal,) = scores.reading_of(plan).of_kind(ProposalKind.ABOUT)
    document = scores.document_of(plan)
    assert proposal.data["municipality"] == document["municipality"]
    told = proposal.data["plan"]
    for name in ("first_fiscal_year", "last_fiscal_year", "established"):
        assert told.get(name) == document["plan"][name]
