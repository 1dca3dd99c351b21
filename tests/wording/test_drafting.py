"""Every kind and doubt of a proposal has its words in both languages."""

import pytest

from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.wording.drafting import (
    proposal_doubt_text,
    proposal_kind_text,
    sureness_text,
)
from dxkpi.wording.language import Language
from dxkpi.wording.proposals import proposal_detail

FACTS = {
    "name": "窓口の改革",
    "year": "2030",
    "unit": "%",
    "text": "約3割",
    "column": "備考",
    "sign": "★",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", DoubtCode)
def test_every_doubt_has_a_sentence(code: DoubtCode, language: Language) -> None:
    sentence = proposal_doubt_text(Doubt(code, FACTS), language)
    assert sentence
    assert "{" not in sentence


@pytest.mark.parametrize("language", Language)
def test_every_kind_and_sureness_has_words(language: Language) -> None:
    kinds = {proposal_kind_text(kind, language) for kind in ProposalKind}
    assert len(kinds) == len(ProposalKind)
    assert len({sureness_text(sureness, language) for sureness in Sureness}) == 2


def test_a_year_is_said_in_the_language_of_the_reader() -> None:
    doubt = Doubt(DoubtCode.YEAR_OF_PLAN, {"year": "2030"})
    assert "令和12年度" in proposal_doubt_text(doubt, Language.JAPANESE)


def test_a_measure_tells_its_mark_of_the_national_plan() -> None:
    data = {
        "name": "窓口の改革",
        "national_item": "priority",
        "description": "進める。",
    }
    passage = Passage("【★】窓口の改革")
    proposal = Proposal(ProposalKind.MEASURE, "measure:1", data, passage)
    assert (
        proposal_detail(proposal, Language.JAPANESE)
        == "★ 自治体DXの重点取組事項　進める。"
    )
