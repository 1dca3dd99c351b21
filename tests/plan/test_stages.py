"""Indicators whose figures are named stages: in the document, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import Indicator, Plan, ValueType, changes_between
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_data import plan_as_data, plan_as_fields
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan
from dxkpi.plan.document_writing import plan_as_json, plan_as_yaml
from dxkpi.plan.linked_plans import is_alike

TEXT = """
municipality: {code: "999997", prefecture: 見本県, name: 見本市, fictional: true}
plan: {title: 計画, first_fiscal_year: R6, last_fiscal_year: R10}
policies: []
indicators:
  - code: K01
    name: 電子決裁
    stages: [検討, 試行, 導入, 全庁展開]
    baseline: {fiscal_year: R5, value: 検討}
    target: {rule: 達成, value: 全庁展開, fiscal_year: R10, yearly: {R8: 導入}}
    actuals: [{fiscal_year: R6, value: " 試行 "}, {fiscal_year: R7, missing: 未提出}]
    references: [{series: 県内最多, fiscal_year: R6, value: 導入}]
    former_targets:
      - {target: {rule: reach, value: 導入, fiscal_year: R9}, decided: R6.10, reason: 前倒し}
"""


def indicator_of(text: str) -> Indicator:
    [indicator] = parse_plan(text).indicators
    return indicator


def problems_of(old: str, new: str) -> list[ProblemCode]:
    assert old in TEXT
    with pytest.raises(UnreadablePlan) as refused:
        parse_plan(TEXT.replace(old, new, 1))
    return [problem.code for problem in refused.value.problems]


def test_names_of_stages_are_read_as_their_numbers() -> None:
    indicator = indicator_of(TEXT)
    assert indicator.value_type is ValueType.STAGE
    assert indicator.baseline is not None
    assert indicator.target is not None
    assert indicator.baseline.value == 1
    assert indicator.target.value == 4
    assert indicator.target.yearly == {2026: 3}
    assert [actual.value for actual in indicator.actuals] == [2, None]
    assert indicator.references[0].value == 3
    former = indicator.former_targets[0].target
    assert former is not None
    assert former.value == 3


def test_a_number_between_has_the_name_of_its_stage() -> None:
    indicator = indicator_of(TEXT)
    assert [indicator.stage(Decimal(n)) for n in (1, 4)] == ["検討", "全庁展開"]
    assert indicator.scale == "検討 → 試行 → 導入 → 全庁展開"
    assert not indicator.is_share


@pytest.mark.parametrize("write", [plan_as_yaml, plan_as_json])
def test_the_names_are_written_and_read_again(write: Any) -> None:
    plan = parse_plan(TEXT)
    assert parse_plan(write(plan)) == plan
    data = plan_as_data(plan)["indicators"][0]
    assert data["baseline"]["value"] == "検討"
    assert data["target"]["yearly"] == {2026: "導入"}
    assert data["former_targets"][0]["target"]["value"] == "導入"


def test_the_fields_of_the_classes_keep_the_numbers() -> None:
    plan = parse_plan(TEXT)
    assert Plan.model_validate(plan_as_fields(plan)) == plan


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 全庁展開", "value: 一部展開", ProblemCode.NO_SUCH_STAGE),
        ("value: 全庁展開", 'value: "4"', ProblemCode.NO_SUCH_STAGE),
        ("value: 全庁展開", "value: 5", ProblemCode.STAGE_VALUE),
        ("value: 全庁展開", "value: 1.5", ProblemCode.STAGE_VALUE),
        ("[検討, 試行, ", "[検討, 検 討, 試行, ", ProblemCode.STAGE_TWICE),
        ("[検討, ", "[検討, ２, ", ProblemCode.STAGE_IS_NUMBER),
        ("rule: 達成", "rule: 改善", ProblemCode.STAGE_RULE),
        ("rule: 達成", "rule: do", ProblemCode.DO_IS_YES_NO),
        ("rule: 達成, value: 全庁展開", "rule: keep", ProblemCode.STAGE_RULE),
        ("    stages", "    direction: lower\n    stages", ProblemCode.STAGE_GOES_UP),
        ("    stages", "    aggregation: 累計\n    stages", ProblemCode.STAGE_GOES_UP),
        ("    stages", "    unit: 段階\n    stages", ProblemCode.STAGE_UNIT),
        (
            "    stages",
            "    role: 実感率\n    stages",
            ProblemCode.REALISATION_IS_NUMBER,
        ),
        ("    stages", "    value_type: 数値\n    stages", ProblemCode.STAGES_KIND),
    ],
)
def test_what_cannot_be_a_stage_is_refused(
    old: str, new: str, code: ProblemCode
) -> None:
    assert code in problems_of(old, new)


@pytest.mark.parametrize("stages", [(), ("導入",)])
def test_one_stage_leads_nowhere(stages: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="at least two names"):
        Indicator(code="K01", name="名", value_type=ValueType.STAGE, stages=stages)


def test_an_unknown_stage_is_told_with_its_line_and_the_stages_there_are() -> None:
    with pytest.raises(UnreadablePlan) as refused:
        parse_plan(TEXT.replace("value: 検討", "value: けんとう"))
    [problem] = refused.value.problems
    assert TEXT.splitlines()[problem.line - 1].strip().startswith("baseline")
    assert problem.facts["stages"] == "検討 → 試行 → 導入 → 全庁展開"


def test_figures_of_other_stages_go_into_no_other_plan() -> None:
    indicator = indicator_of(TEXT)
    other = indicator.model_copy(update={"stages": ("検討", "導入")})
    assert is_alike(indicator, indicator)
    assert not is_alike(indicator, other)


def test_a_stage_more_is_a_change_of_the_plan() -> None:
    before = parse_plan(TEXT)
    after = parse_plan(TEXT.replace("全庁展開]", "全庁展開, 定着]"))
    paths = [change.path for change in changes_between(before, after)]
    assert paths == [("indicator", "K01", "stages")]
