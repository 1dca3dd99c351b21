"""An indicator or initiative that ends before its plan does, as the document says it."""

import pytest

from dxkpi.plan import Plan, Retirement, RetirementReason
from dxkpi.plan.difference import changes_between
from dxkpi.plan.document import check_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_source import DocumentSource
from tests.support.indicators import indicator
from tests.support.late_figures import NOVEMBER
from tests.support.retired import MERGED, retire

FROM_2027 = Retirement(fiscal_year=2027, because=RetirementReason.MERGED)


def test_it_counts_until_the_year_before() -> None:
    retired = indicator(retired=FROM_2027)
    assert [retired.counts_in(year) for year in (2026, 2027, 2028)] == [
        True,
        False,
        False,
    ]
    assert indicator().counts_in(2099)


def test_a_figure_that_comes_out_late_is_asked_for_once_more() -> None:
    late = indicator(retired=FROM_2027, **NOVEMBER)
    assert [late.is_asked_in(year) for year in (2026, 2027, 2028)] == [
        True,
        True,
        False,
    ]
    assert not indicator(retired=FROM_2027).is_asked_in(2027)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("終了", RetirementReason.ENDED),
        ("廃止", RetirementReason.ABOLISHED),
        ("統合", RetirementReason.MERGED),
    ],
)
def test_the_document_says_it_in_japanese(
    sample_plan: Plan, word: str, reason: RetirementReason
) -> None:
    data = plan_as_data(sample_plan)
    for item in data["indicators"]:
        if item["code"] == "K03":
            item["retired"] = {"fiscal_year": "R9", "because": word}
    document = check_document(data, DocumentSource(""))
    k03 = document.plan.indicator("K03")
    assert k03 is not None
    assert k03.retired == Retirement(fiscal_year=2027, because=reason)


def test_the_difference_tells_of_it_field_by_field(sample_plan: Plan) -> None:
    changes = changes_between(sample_plan, retire(sample_plan, "K03", 2027, MERGED))
    assert {change.path: (change.old, change.new) for change in changes} == {
        ("indicator", "K03", "retired", "fiscal_year"): (None, 2027),
        ("indicator", "K03", "retired", "because"): (None, RetirementReason.MERGED),
        ("indicator", "K03", "retired", "note"): (None, "K05に統合"),
    }
    assert not any(change.loses_actual for change in changes)


def test_an_initiative_is_told_of_too(sample_plan: Plan) -> None:
    measure = sample_plan.measures[0]
    number = measure.initiatives[0].number
    after = retire(sample_plan, f"{measure.number}/{number}", 2027)
    paths = [change.path for change in changes_between(sample_plan, after)]
    place = ("measure", measure.number, "initiative", number, "retired")
    assert paths == [(*place, "fiscal_year"), (*place, "because")]
