"""Whether indicators of several cities measure the same, and in what they differ."""

from typing import Any

from dxkpi.comparison.indicator_differences import (
    ComparedAspect,
    Comparison,
    UnitKind,
    aspect_groups,
    compare_indicators,
)
from dxkpi.comparison.topics import TOPICS
from dxkpi.plan import Plan
from tests.support.shipped_cities import HYUGA, MIHON, TOMIGUSUKU, TSUSHIMA
from tests.support.topic_indicators import dated_actual, indicators_of, rate_indicator

CARD = TOPICS[0]


def test_a_share_is_not_set_against_a_number_of_services(
    shipped_plans: dict[str, Plan],
) -> None:
    groups = {
        group.aspect: group.cities_by_value
        for group in aspect_groups(
            indicators_of(shipped_plans, CARD, HYUGA, TSUSHIMA, MIHON)
        )
    }
    assert groups[ComparedAspect.UNIT_KIND] == (
        (UnitKind.COUNT, ("日向市", "対馬市")),
        (UnitKind.SHARE, ("対馬市", "見本市")),
    )
    assert groups[ComparedAspect.MONTHS] == (
        (None, ("日向市", "対馬市")),
        ("2026-01", ("見本市",)),
    )


def test_the_same_name_without_a_definition_is_not_called_comparable(
    shipped_plans: dict[str, Plan],
) -> None:
    found = indicators_of(shipped_plans, CARD, TOMIGUSUKU, MIHON)
    comparison = compare_indicators(named.indicator for named in found)
    assert comparison == Comparison((), (ComparedAspect.DEFINITION,))
    assert not comparison.comparable


def test_only_what_agrees_in_name_definition_unit_and_counting_is_called_comparable() -> (
    None
):
    def compared_with(**changes: Any) -> Comparison:
        one = rate_indicator(actuals=[dated_actual("2026-01")])
        return compare_indicators([one, rate_indicator(**changes)])

    same = compared_with(name="保有　率", unit="％", actuals=[dated_actual("2026-01")])
    assert same == Comparison((), ())
    other_month = compared_with(actuals=[dated_actual("2025-07")])
    assert other_month.comparable
    assert other_month.different == (ComparedAspect.MONTHS,)
    changes: tuple[dict[str, Any], ...] = (
        {"name": "取得率"},
        {"definition": "別の定義"},
        {"unit": "枚"},
        {"aggregation": "annual"},
        {"value_type": "yes_no"},
    )
    for change in changes:
        assert not compared_with(**change).comparable, change
