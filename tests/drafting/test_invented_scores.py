"""How well papers of invented cities are read: the bars that no change may fall under."""

import re
from itertools import chain

import pytest

from dxkpi.drafting.merging import with_proposals
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.plan.document import check_document
from dxkpi.plan.document_source import DocumentSource
from dxkpi.text.folding import usual_width
from tests.drafting import invented_scores as scores

PAPERS = scores.PAPERS
NOWHERE = {
    "municipality": {
        "code": "999997",
        "prefecture": "見本県",
        "name": "見本市",
        "fictional": True,
    }
}
"""The official list has no city of these papers."""


@pytest.mark.parametrize("paper", PAPERS)
def test_every_figure_stands_in_its_passage(paper: str) -> None:
    for indicator in scores.reading_of(paper).of_kind(ProposalKind.INDICATOR):
        passage = usual_width(indicator.passage.text).replace(",", "")
        written = set(map(_digits, re.findall(r"[0-9]+(?:\.[0-9]+)?", passage)))
        target = indicator.data["target"]
        baseline = indicator.data.get("baseline", {})
        actuals = [actual["value"] for actual in indicator.data.get("actuals", ())]
        yearly = target.get("yearly", {}).values()
        figures = chain([target.get("value"), baseline.get("value")], yearly, actuals)
        for figure in figures:
            if figure is not None and not _is_zero_in_words(figure, passage):
                assert _digits(str(figure)) in written


def _digits(figure: str) -> str:
    """The digits of a figure, whatever unit it was put into: 9,400万円 is 0.94億円."""
    return re.sub(r"[^0-9]", "", figure).strip("0")


def _is_zero_in_words(figure: object, passage: str) -> bool:
    return figure == 0 and "ゼロ" in passage


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_proposes_is_a_plan(paper: str) -> None:
    reading = scores.reading_of(paper)
    data = with_proposals(NOWHERE, reading.proposals)
    made = check_document(data, DocumentSource(paper)).plan
    assert len(made.policies) == len(reading.of_kind(ProposalKind.POLICY))
    measures = reading.of_kind(ProposalKind.MEASURE)
    placed = [measure for measure in measures if measure.parent is not None]
    assert len(made.measures) == len(placed)  # the others wait for a policy


@pytest.mark.parametrize(
    ("batch", "right", "wrong"),
    [
        (scores.FIRST, 0.99, 0.01),
        (scores.SECOND, 0.98, 0.02),
        (scores.THIRD, 0.93, 0.01),
        (scores.FOURTH, 0.76, 0.03),
        (scores.FIFTH, 0.92, 0.06),
    ],
)
def test_papers_of_a_batch_are_read_no_worse_than_they_were(
    batch: tuple[str, ...], right: float, wrong: float
) -> None:
    whole = scores.whole_score(batch)
    assert whole.share_right >= right
    assert whole.share_wrong <= wrong
