"""A total without years of its own is one of the plan's period."""

import pytest

from dxkpi.plan import Indicator, TotalTarget
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import UnreadablePlan
from dxkpi.plan.document_writing import plan_as_yaml

DOCUMENT = """
municipality: {{code: "472123", prefecture: 沖縄県, name: 豊見城市}}
plan: {{title: 計画, {period}}}
indicators:
  - code: K01
    name: 創業件数
    aggregation: annual
    target: {{rule: {rule}, value: 375{years}}}
"""
PERIOD = "first_fiscal_year: 2026, last_fiscal_year: 2030"


def read(period: str = PERIOD, years: str = "", rule: str = "total") -> Indicator:
    return parse_plan(
        DOCUMENT.format(period=period, years=years, rule=rule)
    ).indicators[0]


@pytest.mark.parametrize(
    ("years", "period"),
    [
        ("", (2026, 2030)),
        (", since: R9", (2027, 2030)),
        (", fiscal_year: 2028", (2026, 2028)),
        (", since: 2027, fiscal_year: 2029", (2027, 2029)),
        (", since: null, fiscal_year: null", (2026, 2030)),
    ],
)
def test_the_years_of_the_plan_stand_in_for_those_that_a_total_leaves_out(
    years: str, period: tuple[int, int]
) -> None:
    target = read(years=years).target
    assert isinstance(target, TotalTarget)
    assert (target.since, target.fiscal_year) == period


def test_the_japanese_word_for_a_total_is_understood_in_time() -> None:
    assert isinstance(read(rule="合計").target, TotalTarget)


def test_a_plan_without_years_leaves_a_total_without_a_period() -> None:
    with pytest.raises(UnreadablePlan) as error:
        read(period="first_fiscal_year: null")
    assert {problem.code for problem in error.value.problems} == {"total_needs"}


def test_a_target_of_another_kind_gets_no_years() -> None:
    with pytest.raises(UnreadablePlan) as error:
        read(rule="reach")
    assert "reach_needs" in {problem.code for problem in error.value.problems}


def test_a_total_is_written_as_it_is_read() -> None:
    plan = parse_plan(DOCUMENT.format(period=PERIOD, years="", rule="total"))
    assert parse_plan(plan_as_yaml(plan)) == plan
