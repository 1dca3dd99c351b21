"""Figures of the text with their day: the city's own, never national ones alone."""

from decimal import Decimal

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.text_blocks import text_document
from tests.drafting import scores


def references(text: str) -> tuple[Proposal, ...]:
    return read_plan_document(text_document(text)).of_kind(ProposalKind.REFERENCE)


def test_a_sentence_about_the_city_gives_a_figure_with_its_month() -> None:
    (reference,) = references(
        "豊見城市DX推進計画\n\n1. 現状\n\n"
        "本市のマイナンバーカード保有率（令和７年３月末）は 85.4%となっており、全国平均を上回っています。\n"
    )
    assert reference.data["name"] == "マイナンバーカード保有率"
    assert reference.data["official"] is False
    assert reference.data["actuals"] == [
        {"fiscal_year": 2024, "as_of": "2025-03", "value": Decimal("85.4")}
    ]


def test_national_statistics_are_none() -> None:
    assert (
        references(
            "豊見城市DX推進計画\n\n1. 国の動向\n\n"
            "スマートフォンの保有率（令和5年末時点）は90.6%となっています。\n"
        )
        == ()
    )


def test_a_table_of_years_has_the_city_and_others_beside_it() -> None:
    reading = scores.reading_of("472123-tomigusuku")
    first, second = reading.of_kind(ProposalKind.REFERENCE)
    assert first.data["name"] == "マイナンバーカード保有枚数率"
    assert first.data["actuals"][-1] == {
        "fiscal_year": 2025,
        "as_of": "2026-01",
        "value": Decimal("73.4"),
    }
    assert {figure["series"] for figure in first.data["references"]} == {
        "全国",
        "沖縄県",
    }
    assert second.data["unit"] == "件"
    assert second.data["aggregation"] == "cumulative"
