"""How well plans of cities are read: the bars that no change of a rule may fall under."""

import pytest

from dxkpi.drafting.proposal import ProposalKind, Sureness
from tests.drafting import scores
from tests.drafting.scores import Score


@pytest.mark.parametrize("plan", scores.PLANS)
def test_structure_of_a_plan_is_proposed_rightly(plan: str) -> None:
    by_kind = scores.scores_of(plan)
    structure = scores.total(
        by_kind[kind]
        for kind in (ProposalKind.POLICY, ProposalKind.MEASURE, ProposalKind.INITIATIVE)
    )
    assert structure.share_right >= 0.95
    assert structure.share_wrong <= 0.05


def test_tomigusuku_has_its_three_policies_nineteen_measures_and_75_initiatives() -> (
    None
):
    reading = scores.reading_of("472123-tomigusuku")
    counts = [
        len(reading.of_kind(kind))
        for kind in (ProposalKind.POLICY, ProposalKind.MEASURE, ProposalKind.INITIATIVE)
    ]
    assert counts == [3, 19, 75]


def test_all_kinds_together_stay_over_the_bars() -> None:
    whole = scores.total(
        score for plan in scores.PLANS for score in scores.scores_of(plan).values()
    )
    assert whole.share_right >= 0.97
    assert whole.share_wrong <= 0.02


@pytest.mark.parametrize("plan", scores.PLANS)
def test_the_indicators_of_a_plan_are_proposed_rightly(plan: str) -> None:
    indicators = scores.scores_of(plan)[ProposalKind.INDICATOR]
    assert indicators.share_right >= 0.85
    assert indicators.share_wrong <= 0.05


@pytest.mark.parametrize("plan", scores.PLANS)
def test_the_schedule_of_a_plan_is_proposed_rightly(plan: str) -> None:
    schedule = scores.scores_of(plan)[ProposalKind.SCHEDULE]
    assert schedule.share_right >= 0.95
    assert schedule.share_wrong <= 0.05


def test_tomigusuku_promises_75_percent_from_64_point_4() -> None:
    (indicator,) = scores.reading_of("472123-tomigusuku").of_kind(
        ProposalKind.INDICATOR
    )
    assert indicator.data["name"] == "職員のDX推進実感率"
    assert str(indicator.data["baseline"]["value"]) == "64.4"
    assert str(indicator.data["target"]["value"]) == "75.0"
    assert indicator.data["target"]["as_of"] == "2031-03"


@pytest.mark.parametrize("plan", scores.PLANS)
def test_a_word_document_is_read_as_well_as_its_text(plan: str) -> None:
    assert scores.scores_of(plan, "docx") == scores.scores_of(plan)


@pytest.mark.parametrize("plan", ["472123-tomigusuku", "422096-tsushima"])
def test_a_pdf_of_thirty_pages_is_read_as_well_as_its_text(plan: str) -> None:
    from_pdf, from_text = scores.scores_of(plan, "pdf"), scores.scores_of(plan)
    for kind in scores.KINDS:
        if kind is not ProposalKind.SCHEDULE:
            assert from_pdf[kind] == from_text[kind]


def test_bars_of_a_pdf_are_read_as_far_as_their_cells_are_wide_enough() -> None:
    """In a narrow cell a bar's words run over lines, as several bars stand on several."""
    schedule = scores.scores_of("472123-tomigusuku", "pdf")[ProposalKind.SCHEDULE]
    assert schedule.right >= 17
    assert scores.scores_of("422096-tsushima", "pdf")[ProposalKind.SCHEDULE] == Score(
        15, 15
    )


@pytest.mark.parametrize("plan", scores.PLANS)
def test_no_bar_of_a_pdf_is_taken_for_sure(plan: str) -> None:
    bars = scores.reading_of(plan, "pdf").of_kind(ProposalKind.SCHEDULE)
    assert Sureness.SURE not in {bar.sureness for bar in bars}


def test_bars_of_a_text_that_says_their_ends_are_sure() -> None:
    bars = scores.reading_of("452068-hyuga").of_kind(ProposalKind.SCHEDULE)
    assert sum(bar.sureness is Sureness.SURE for bar in bars) == 16
