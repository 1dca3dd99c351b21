"""Targets: what contradicts itself is refused, what occurs in plans can be built."""

from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import RiseTarget, WrittenTarget
from tests.support.plan_values import indicator, problems

REACH = {"rule": "reach", "value": 75, "fiscal_year": 2030}
TOTAL = {"rule": "total", "value": 375, "since": 2026, "fiscal_year": 2030}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"target": {"rule": "reach", "value": 75}}, "reach_needs"),
        ({"target": {"rule": "reach", "fiscal_year": 2030}}, "reach_needs"),
        ({"target": {"rule": "keep", "comparator": ">="}}, "comparator_alone"),
        ({"target": {"rule": "do"}}, "do_is_yes_no"),
        ({"value_type": "yes_no", "target": {**REACH, "value": 1}}, "yes_no_rule"),
        ({"value_type": "yes_no", "target": {"rule": "improve"}}, "yes_no_rule"),
        ({"value_type": "yes_no", "target": {"rule": "rise"}}, "yes_no_rule"),
        (
            {"value_type": "yes_no", "actuals": [{"fiscal_year": 2025, "value": 2}]},
            "yes_no_value",
        ),
        (
            {"value_type": "yes_no", "baseline": {"fiscal_year": 2025, "value": 50}},
            "yes_no_value",
        ),
        (
            {"value_type": "yes_no", "target": {"rule": "keep", "value": 80}},
            "yes_no_value",
        ),
        (
            {
                "value_type": "yes_no",
                "references": [{"series": "県", "fiscal_year": 2025, "value": 3}],
            },
            "yes_no_value",
        ),
        (
            {"baseline": {"fiscal_year": 2030, "value": 1}, "target": REACH},
            "baseline_late",
        ),
        (
            {"baseline": {"fiscal_year": 2025, "value": 80}, "target": REACH},
            "direction",
        ),
        (
            {
                "baseline": {"fiscal_year": 2025, "value": 1},
                "direction": "lower",
                "target": REACH,
            },
            "direction",
        ),
        (
            {
                "baseline": {"fiscal_year": 2025, "value": 70},
                "target": {**REACH, "worse_because": "減る"},
            },
            "worse_needless",
        ),
        (
            {"target": {"rule": "keep", "value": 1, "worse_because": "減る"}},
            "worse_reach",
        ),
        (
            {
                "baseline": {"fiscal_year": 2025, "value": 80},
                "target": {**REACH, "worse_because": " "},
            },
            "blank_text",
        ),
        ({"target": {"rule": "total", "value": 375, "since": 2026}}, "total_needs"),
        (
            {"target": {"rule": "total", "value": 375, "fiscal_year": 2030}},
            "total_needs",
        ),
        ({"target": {**TOTAL, "since": 2031}}, "total_order"),
        ({"target": {**TOTAL, "yearly": {2027: 75}}}, "total_yearly"),
        ({"target": TOTAL}, "total_aggregation"),
        ({"target": {**REACH, "since": 2026}}, "since_of_total"),
        (
            {
                "value_type": "yes_no",
                "aggregation": "annual",
                "target": {**TOTAL, "value": 1},
            },
            "yes_no_rule",
        ),
        ({"target": {**REACH, "comparator": "<="}}, "comparator_direction"),
        (
            {"direction": "lower", "target": {**REACH, "comparator": ">="}},
            "comparator_direction",
        ),
        ({"direction": "lower", "target": {"rule": "keep"}}, "keep_needs"),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        indicator(**fields)
    assert problems(error) == [problem]


@pytest.mark.parametrize(
    "fields",
    [
        {"baseline": {"fiscal_year": 2025, "value": 75}, "target": REACH},
        {"target": {**REACH, "comparator": "="}},
        {
            "baseline": {"fiscal_year": 2025, "value": 80},
            "target": {**REACH, "worse_because": "人口の減り方を抑える"},
        },
        {
            "direction": "lower",
            "baseline": {"fiscal_year": 2025, "value": 70},
            "target": {**REACH, "comparator": "<=", "worse_because": "対象が増える"},
        },
        {"direction": "lower", "target": {**REACH, "comparator": "<="}},
        {"direction": "lower", "target": {"rule": "keep", "value": 0}},
        {"value_type": "yes_no", "target": {"rule": "keep"}},
        {"value_type": "yes_no", "target": {"rule": "do", "fiscal_year": 2026}},
        {"target": {"rule": "keep"}},
        {"aggregation": "annual", "target": TOTAL},
        {
            "aggregation": "cumulative",
            "baseline": {"fiscal_year": 2025, "value": 1200},
            "target": {**TOTAL, "comparator": ">="},
        },
    ],
)
def test_every_target_that_occurs_in_plans_can_be_built(fields: dict[str, Any]) -> None:
    assert indicator(**fields).target is not None


@pytest.mark.parametrize(
    "key", ["2027.0", " 2027", "+2027", "2_027", "２０２７", "x", True, 2027.0, 1988]
)
def test_a_yearly_target_has_one_spelling_of_its_year(key: object) -> None:
    with pytest.raises(ValidationError):
        WrittenTarget.model_validate({**REACH, "yearly": {key: 70}})


@pytest.mark.parametrize("key", [2027, "2027"])
def test_the_year_of_a_yearly_target_may_be_text_because_json_has_no_other_keys(
    key: object,
) -> None:
    assert WrittenTarget.model_validate({**REACH, "yearly": {key: 70}}).yearly == {
        2027: 70
    }


def test_a_month_without_its_fiscal_year_is_no_deadline() -> None:
    with pytest.raises(ValidationError) as error:
        RiseTarget(as_of="2031-03")
    assert problems(error) == ["as_of_year"]
