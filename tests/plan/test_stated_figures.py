"""Baselines and targets as plans state them: about, of several years, of no year, in words."""

from decimal import Decimal

import pytest

from dxkpi.plan import Indicator, RangeTarget, document, document_writing
from dxkpi.plan.document_problem import ProblemCode
from tests.support.plan_documents import problems_of

HEAD = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 計画, first_fiscal_year: R8, last_fiscal_year: R12}
"""


def text_with(fields: str, head: str = HEAD) -> str:
    lines = "".join(f"    {line}\n" for line in fields.split("\n"))
    return f"{head}indicators:\n  - code: K01\n    name: 空き家\n    unit: 戸\n{lines}"


def read(fields: str) -> Indicator:
    return document.parse_plan(text_with(fields)).indicators[0]


def codes(fields: str, head: str = HEAD) -> list[ProblemCode]:
    return [code for _line, code in problems_of(text_with(fields, head))]


def test_an_approximate_baseline_and_target_are_read_as_such() -> None:
    own = read(
        "baseline: {fiscal_year: R7, value: 約18,000戸}\n"
        "target: {rule: 達成, value: 約20,000戸, fiscal_year: R12}"
    )
    assert own.baseline is not None
    assert own.target is not None
    assert (own.baseline.value, own.baseline.approximate) == (Decimal(18000), True)
    assert (own.target.value, own.target.approximate) == (Decimal(20000), True)


def test_a_baseline_may_be_the_average_of_years() -> None:
    own = read("baseline: {fiscal_year: H28, value: 12, span: H26～28平均}")
    assert own.baseline is not None
    assert (own.baseline.fiscal_year, own.baseline.span) == (2016, "H26～28平均")


@pytest.mark.parametrize(
    "written",
    ["{fiscal_year: null, value: 12}", "{year_unknown: true, value: 12}"],
)
def test_a_baseline_of_no_year_stands_at_the_end_of_the_year_before_the_plan(
    written: str,
) -> None:
    plan = document.parse_plan(text_with(f"baseline: {written}"))
    baseline = plan.indicators[0].baseline
    assert baseline is not None
    assert (baseline.fiscal_year, baseline.year_unknown) == (2025, True)
    exported = document_writing.plan_as_yaml(plan)
    assert "2025" not in exported
    assert document.parse_plan(exported) == plan


def test_a_year_that_was_forgotten_is_not_an_unknown_one() -> None:
    assert codes("baseline: {value: 12}") == [ProblemCode.MISSING]


def test_without_the_plans_first_year_the_baseline_needs_its_own() -> None:
    head = HEAD.replace(", first_fiscal_year: R8, last_fiscal_year: R12", "")
    written = "baseline: {fiscal_year: null, value: 12}"
    assert codes(written, head) == [ProblemCode.BASELINE_YEAR]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("{rule: reach, value: 5, fiscal_year: R9, text: 増やす}", "text_beside_value"),
        ("{rule: improve, stretch: 5}", "stretch_needs"),
        ("{rule: reach, value: 5, fiscal_year: R9, stretch: 5}", "stretch_lower"),
        ("{rule: improve, approximate: true}", "approximate_nothing"),
    ],
)
def test_what_does_not_go_together_is_refused(target: str, code: str) -> None:
    assert codes(f"target: {target}") == [ProblemCode(code)]


def test_a_higher_aim_of_a_falling_figure_is_lower() -> None:
    own = read(
        "direction: lower\ntarget: {rule: keep, value: 10, comparator: 以下, stretch: 8}"
    )
    assert own.target is not None
    assert own.target.stretch == 8


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("value: 45～55戸", 45, 55),
        ("value: 45戸以上～55戸以下", 45, 55),
        ("value: ４５〜５５", 45, 55),
        ("low: 45, high: 55", 45, 55),
        ("value: 50±5戸", 45, 55),
        ("value: 50, tolerance: 5", 45, 55),
    ],
)
def test_a_range_is_read_however_it_is_written(
    written: str, low: int, high: int
) -> None:
    own = read(f"target: {{rule: 範囲, {written}, fiscal_year: R12}}")
    assert isinstance(own.target, RangeTarget)
    assert own.target.bounds == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("rule: reach, value: 45～55戸, fiscal_year: R12", "range_bounds"),
        ("rule: range, low: 45", "range_needs"),
        ("rule: range, value: 45", "range_needs"),
        ("rule: range, low: 45, high: 55, tolerance: 5", "range_needs"),
        ("rule: range, low: 55, high: 45", "range_order"),
        ("rule: range, low: 45, high: 55, comparator: 以上", "range_alone"),
        ("rule: range, low: 45, high: 55, yearly: {R9: 50}", "range_alone"),
    ],
)
def test_half_a_range_is_refused(written: str, code: str) -> None:
    assert ProblemCode(code) in codes(f"target: {{{written}}}")
