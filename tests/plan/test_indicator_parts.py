"""An indicator that consists of parts: in the document, as a value, and what differs."""

from decimal import Decimal

import pytest

from dxkpi.plan import (
    Actual,
    Indicator,
    IndicatorPart,
    Plan,
    changes_between,
    document,
    document_writing,
)
from dxkpi.plan.document_problem import ProblemCode
from tests.support.parts import CODE, MEN, TEXT, WOMEN, plan_of_parts
from tests.support.plan_documents import problems_of


@pytest.fixture
def plan() -> Plan:
    return plan_of_parts()


def part_of(plan: Plan, code: str) -> Indicator:
    indicator = plan.indicator(code)
    assert indicator is not None
    return indicator


def test_a_part_has_from_its_indicator_what_it_does_not_say(plan: Plan) -> None:
    men = part_of(plan, MEN)
    assert (men.name, men.unit, men.decimals) == ("健康寿命（男）", "年", 1)
    assert (men.measure, men.policy, men.official) == ("1-1", "1", True)
    assert men.baseline is not None
    assert men.baseline.value == Decimal("79.5")
    assert plan.departments_of(men) == ("健康課",)


def test_a_part_says_what_is_another(plan: Plan) -> None:
    assert plan.departments_of(part_of(plan, WOMEN)) == ("女性活躍課",)
    assert plan.departments_of(part_of(plan, CODE)) == ("健康課", "女性活躍課")


def test_indicators_are_counted_once_and_measured_by_their_parts(plan: Plan) -> None:
    assert [one.code for one in plan.indicators] == [CODE, "K31"]
    measured = [one.code for one in plan.measured_indicators]
    assert measured == [MEN, WOMEN, "K31"]
    assert [one.code for one in plan.collected_indicators] == measured
    assert plan.judged_with(MEN) == part_of(plan, CODE)
    assert plan.judged_with("K31") is None


def test_the_years_of_an_indicator_are_those_of_its_parts(plan: Plan) -> None:
    whole = part_of(plan, CODE)
    assert plan.fiscal_years_of(whole) == range(2025, 2031)


def test_an_actual_of_a_part_is_put_into_it(plan: Plan) -> None:
    new = Actual(fiscal_year=2027, value=Decimal("80.2"))
    changed = plan.with_actuals({MEN: new})
    assert part_of(changed, MEN).actual(2027) == new
    assert part_of(changed, WOMEN) == part_of(plan, WOMEN)
    assert part_of(changed, "K31") == part_of(plan, "K31")


def test_the_document_comes_back_in_both_forms(plan: Plan) -> None:
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan
    assert document.parse_plan(document_writing.plan_as_json(plan)) == plan


def test_what_a_part_says_as_its_indicator_does_is_not_said_twice(plan: Plan) -> None:
    wordy = plan_of_parts(
        {"name: 男\n": "name: 男\n        unit: 年\n        decimals: 1\n"}
    )
    assert wordy == plan


def test_a_figure_is_read_in_the_unit_of_its_part() -> None:
    plan = plan_of_parts(
        {
            "name: 男\n": "name: 男\n        unit: 月\n",
            "value: 79.5年": "value: 954月",
            "value: 81.5": "value: 978月",
            "value: 80.0": "value: 960月",
            "value: 84.0": "value: 84.0年",
        }
    )
    assert part_of(plan, MEN).unit == "月"
    assert part_of(plan, WOMEN).unit == "年"


def test_a_changed_part_is_told_under_its_own_code(plan: Plan) -> None:
    new = plan_of_parts({"value: 80.0": "value: 80.1"})
    [change] = changes_between(plan, new)
    assert change.path == ("indicator", MEN, "actual", 2026, "value")
    renamed = plan_of_parts({"name: 男": "name: 男性"})
    assert [one.path for one in changes_between(plan, renamed)] == [
        ("indicator", MEN, "name")
    ]


def test_an_actual_that_a_part_loses_is_a_loss(plan: Plan) -> None:
    new = plan_of_parts({"          - {fiscal_year: R8, value: 80.0}": "          []"})
    assert any(change.loses_actual for change in changes_between(plan, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("code: K30b", "code: K30a", 22, ProblemCode.INDICATOR_TWICE),
        ("code: K30b", "code: K31", 29, ProblemCode.INDICATOR_TWICE),
        ("value: 81.5", "value: 71.5", 16, ProblemCode.DIRECTION),
        ("value: 81.5", "valu: 81.5", 19, ProblemCode.EXTRA_FORBIDDEN),
        ("    unit: 年", "    target: {rule: 維持}", 9, ProblemCode.FIGURES_OF_PARTS),
        ("    unit: 年", "    role: realisation", 9, ProblemCode.FIGURES_OF_PARTS),
        (
            "- {fiscal_year: R8, value: 84.1}",
            "- {fiscal_year: R8}\n          - {fiscal_year: R8}",
            29,
            ProblemCode.ACTUAL_TWICE,
        ),
    ],
)
def test_what_is_wrong_in_a_part_is_told_with_its_line(
    old: str, new: str, line: int, code: ProblemCode
) -> None:
    assert old in TEXT
    told = problems_of(TEXT.replace(old, new, 1))
    assert (line, code) in told


def test_a_single_part_is_refused() -> None:
    start, end = TEXT.index("      - code: K30b"), TEXT.index("  - code: K31")
    assert [code for _line, code in problems_of(TEXT[:start] + TEXT[end:])] == [
        ProblemCode.PART_ALONE
    ]


def test_a_part_cannot_have_what_no_indicator_can() -> None:
    with pytest.raises(ValueError, match="department"):
        Indicator(
            code="K1",
            name="指標",
            parts=(
                IndicatorPart(
                    code="K1a", name="男", department="A", departments=("B",)
                ),
                IndicatorPart(code="K1b", name="女"),
            ),
        )


def test_parts_may_go_through_the_stages_of_their_indicator() -> None:
    stages = "    stages: [検討, 試行, 導入]\n    parts:"
    plan = plan_of_parts(
        {
            "    unit: 年\n    decimals: 1\n    parts:": stages,
            "value: 79.5年": "value: 検討",
            "value: 81.5": "value: 導入",
            "value: 80.0": "value: 試行",
            "value: 84.0": "value: 検討",
            "value: 86.0": "value: 導入",
            "value: 84.1": "value: 検討",
        }
    )
    men = part_of(plan, MEN)
    assert men.actuals[0].value == 2
    written = document_writing.plan_as_yaml(plan)
    assert "value: 試行" in written
    assert document.parse_plan(written) == plan


def test_a_share_of_a_part_is_kept_with_its_counts() -> None:
    counted = "counts: {numerator: 受診者, denominator: 対象者, unit: 人}"
    plan = plan_of_parts(
        {
            "    unit: 年\n": f'    unit: "%"\n    {counted}\n',
            "value: 79.5年": "value: 40.0",
            "value: 81.5": "value: 60.0",
            "value: 80.0": "value: 41/100",
            "value: 84.0": "value: 40.0",
            "value: 86.0": "value: 60.0",
            "value: 84.1": "value: 45.0",
        }
    )
    [actual] = part_of(plan, MEN).actuals
    assert actual.value == 41
    assert actual.share_counts is not None
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan
