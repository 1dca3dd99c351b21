"""Every plan, and every text in it, comes back exactly from the document that is written."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from dxkpi.plan import About, Actual, Plan, document, document_writing
from dxkpi.plan.document_data import plan_as_data
from tests.conftest import PLANS
from tests.support.plan_documents import PLAN
from tests.support.plan_strategies import TEXTS, plans


def digits(plan: Plan) -> list[str]:
    found = [
        figure
        for i in plan.indicators
        for figure in (i.baseline, i.target, *i.actuals, *i.references)
    ]
    return [
        format(figure.value + 0, "f")
        for figure in found
        if figure is not None and figure.value is not None
    ]


@given(plans())
@settings(max_examples=60, deadline=None)
def test_any_plan_comes_back_from_yaml_and_json_exactly(plan: Plan) -> None:
    for text in (
        document_writing.plan_as_yaml(plan),
        document_writing.plan_as_json(plan),
    ):
        again = document.parse_plan(text)
        assert again == plan
        assert digits(again) == digits(plan)


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
@example("\n\r-", "\r---\n")
@example("\n\x07", "a\x85b")
@example("a\u2028b", "\ufeff")
@example(" - a: 'b'\n  c", "a\n\n")
@example("1e5", "2026-03")
@example("\t", "a\n \n b ")
def test_any_text_comes_back_exactly(first: str, second: str) -> None:
    first, second = (text if text.strip() else text + "x" for text in (first, second))
    plan = document.parse_plan(PLAN)
    plan = plan.model_copy(
        update={"about": About(title=first, notes=(second, first), source=second)}
    )
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan
    assert document.parse_plan(document_writing.plan_as_json(plan)) == plan


def test_a_figure_that_occurs_twice_is_written_twice() -> None:
    actual = Actual(fiscal_year=2026, value=Decimal("1.5"))
    plan = document.parse_plan(PLAN)
    twice = tuple(
        plan.indicators[0].model_copy(update={"code": code, "actuals": (actual,)})
        for code in ("A", "B")
    )
    plan = plan.model_copy(update={"indicators": twice})
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_plan_comes_back_from_yaml_and_json_exactly(path: Path) -> None:
    plan = document.read_plan(path)
    for text in (
        document_writing.plan_as_yaml(plan),
        document_writing.plan_as_json(plan),
    ):
        again = document.parse_plan(text)
        assert again == plan
        assert digits(again) == digits(plan)


def test_json_export_is_json_with_numbers_as_printed() -> None:
    text = document_writing.plan_as_json(document.parse_plan(PLAN))
    assert json.loads(text)["indicators"][0]["target"]["yearly"] == {"2027": 66.5}
    assert '"value": 75.0,' in text


def test_an_invented_city_says_so_and_a_real_one_does_not(sample_plan: Plan) -> None:
    assert plan_as_data(sample_plan)["municipality"]["fictional"] is True
    assert "fictional" not in plan_as_data(document.parse_plan(PLAN))["municipality"]
