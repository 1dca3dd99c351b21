"""Shares that are kept with their two counts, as values and in the document."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import Actual, Indicator, ShareCounts, changes_between
from dxkpi.plan.dated_figure import CountedFigure
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan
from dxkpi.plan.document_writing import plan_as_yaml
from tests.support.counted import counts_of
from tests.support.plan_values import indicator, problems

PROCEDURES = {
    "numerator": "オンライン化した手続",
    "denominator": "全手続",
    "unit": "手続",
}

DOCUMENT = """
municipality: {code: "999997", prefecture: 見本県, name: 見本市, fictional: true}
plan: {title: 計画, kind: dx, first_fiscal_year: 2025, last_fiscal_year: 2029}
indicators:
  - code: K01
    name: オンライン化率
    unit: "%"
    decimals: 1
    counts: {numerator: オンライン化した手続, denominator: 全手続, unit: 手続}
    baseline: {fiscal_year: R6, value: 182手続中120手続}
    target: {rule: 達成, value: 100, fiscal_year: R11}
    actuals:
      - {fiscal_year: R7, numerator: 163, denominator: 182}
      - {fiscal_year: R8, value: "91.2%（166/182）"}
    references:
      - {series: 県, fiscal_year: R7, value: 1630／1820}
"""


def share(**figure: Any) -> Indicator:
    actual = {"fiscal_year": 2025, **figure}
    return indicator(unit="%", decimals=1, counts=PROCEDURES, actuals=[actual])


def test_a_share_has_the_counts_that_it_comes_from() -> None:
    counted = share(value=Decimal("89.6"), numerator=163, denominator=182)
    [actual] = counted.actuals
    assert actual.share_counts == ShareCounts(Decimal(163), Decimal(182))


@pytest.mark.parametrize("value", ["89.6", "89.56", "90", "89.5604"])
def test_the_figure_is_the_share_rounded_to_the_digits_that_it_has(value: str) -> None:
    share(value=Decimal(value), numerator=163, denominator=182)


@pytest.mark.parametrize("value", ["89.5", "89.60", "163", "0.896"])
def test_a_figure_that_its_counts_do_not_make_is_refused(value: str) -> None:
    with pytest.raises(ValidationError) as error:
        share(value=Decimal(value), numerator=163, denominator=182)
    assert problems(error) == ["counts_figure"]


def test_more_than_all_may_be_counted() -> None:
    share(value=Decimal("125.0"), numerator=250, denominator=200)


@pytest.mark.parametrize(
    ("figure", "problem"),
    [
        ({"value": 50, "numerator": 1}, "counts_both"),
        ({"value": 50, "denominator": 2}, "counts_both"),
        ({"value": 0, "numerator": 0, "denominator": 0}, "counts_of_nothing"),
        ({"numerator": 1, "denominator": 2}, "counts_without_value"),
    ],
)
def test_counts_come_in_pairs_beside_a_figure(
    figure: dict[str, int], problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        share(**{name: Decimal(count) for name, count in figure.items()})
    assert problem in problems(error)


def test_only_a_share_whose_counts_are_named_has_any() -> None:
    figure = {"fiscal_year": 2025, "value": 50, "numerator": 1, "denominator": 2}
    with pytest.raises(ValidationError) as error:
        indicator(unit="%", actuals=[figure])
    assert problems(error) == ["counts_undescribed"]
    with pytest.raises(ValidationError) as error:
        indicator(unit="件", counts=PROCEDURES)
    assert problems(error) == ["counts_of_share"]


def test_tenths_have_counts_too() -> None:
    figure = {"fiscal_year": 2025, "value": 5, "numerator": 91, "denominator": 182}
    assert indicator(unit="割", counts=PROCEDURES, actuals=[figure]).actuals


def test_a_document_states_counts_in_several_ways_and_the_share_is_worked_out() -> None:
    [counted] = parse_plan(DOCUMENT).indicators
    assert counted.baseline is not None
    figures: list[CountedFigure] = [counted.baseline, *counted.actuals]
    figures += counted.references
    assert [figure.share_counts for figure in figures] == [
        counts_of(120, 182),
        counts_of(163, 182),
        counts_of(166, 182),
        counts_of(1630, 1820),
    ]
    values = [counted.baseline.value, *(actual.value for actual in counted.actuals)]
    assert list(map(str, values)) == ["65.9", "89.6", "91.2"]
    assert counted.references[0].value == Decimal("89.6")


def test_the_document_that_is_written_says_the_same() -> None:
    plan = parse_plan(DOCUMENT)
    assert parse_plan(plan_as_yaml(plan)) == plan


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        (
            "value: 182手続中120手続",
            "value: 64.0, numerator: 120, denominator: 182",
            ProblemCode.COUNTS_FIGURE,
        ),
        ("denominator: 182}", "denominator: 0}", ProblemCode.COUNTS_OF_NOTHING),
        ("denominator: 182}", "missing: 未公表}", ProblemCode.COUNTS_BOTH),
        (
            "denominator: 182}",
            "denominator: 182, missing: 未公表}",
            ProblemCode.COUNTS_WITHOUT_VALUE,
        ),
        ("    counts:", "    #", ProblemCode.COUNTS_UNDESCRIBED),
    ],
)
def test_what_is_wrong_with_counts_is_told(
    written: str, instead: str, code: ProblemCode
) -> None:
    with pytest.raises(UnreadablePlan) as refused:
        parse_plan(DOCUMENT.replace(written, instead))
    assert code in [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("numerator: 163", "numerator: 1e999999999"),
        ("denominator: 182", "denominator: 1e-999999999"),
        ("numerator: 163", "numerator: [163]"),
        ("numerator: 163", "numerator: はい"),
        ("decimals: 1", "decimals: 999999999"),
        ("decimals: 1", "decimals: [1]"),
        ('unit: "%"', "unit: {}"),
    ],
)
def test_no_share_is_worked_out_of_what_is_refused(written: str, instead: str) -> None:
    with pytest.raises(UnreadablePlan):
        parse_plan(DOCUMENT.replace(written, instead))


def test_a_fraction_of_what_is_no_share_is_no_figure() -> None:
    with pytest.raises(UnreadablePlan):
        parse_plan(DOCUMENT.replace('unit: "%"', "unit: 手続"))


def test_counts_alone_can_change_and_their_loss_is_that_of_a_report() -> None:
    plan = parse_plan(DOCUMENT)
    [counted] = plan.indicators
    other = Actual(
        fiscal_year=2025,
        value=Decimal("89.6"),
        numerator=Decimal(164),
        denominator=Decimal(183),
    )
    changed = plan.model_copy(update={"indicators": (counted.with_actual(other),)})
    place = ("indicator", "K01", "actual", 2025)
    assert [
        (change.path, change.old, change.new)
        for change in changes_between(plan, changed)
    ] == [
        ((*place, "numerator"), 163, 164),
        ((*place, "denominator"), 182, 183),
    ]
    bare = other.model_copy(update={"numerator": None, "denominator": None})
    without = plan.model_copy(update={"indicators": (counted.with_actual(bare),)})
    lost = [c.path for c in changes_between(plan, without) if c.loses_actual]
    assert lost == [(*place, "numerator")]
