"""A plan as a value: what cannot be built, what it knows, and that it cannot be changed."""

import pickle

import pytest
from pydantic import ValidationError

from dxkpi.plan import (
    About,
    Direction,
    Municipality,
    Plan,
    ScheduleItem,
    ScheduleKind,
    TargetRule,
)
from tests.support.plan_values import indicator, problems


@pytest.mark.parametrize(
    ("kind", "start", "end", "problem"),
    [
        ("bar", 2027, 2026, "schedule_order"),
        ("milestone", 2026, 2027, "milestone_span"),
        ("milestone", 2026, None, "milestone_span"),
        ("deadline", 2026, None, "deadline_year"),
        ("deadline", None, None, "deadline_year"),
    ],
)
def test_a_schedule_entry_with_impossible_ends_is_refused(
    kind: str, start: int | None, end: int | None, problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        ScheduleItem.model_validate(
            {"kind": kind, "label": "移行", "start": start, "end": end}
        )
    assert problems(error) == [problem]


@pytest.mark.parametrize(
    "ends", [(2026, 2030), (2026, None), (None, 2030), (None, None), (2026, 2026)]
)
def test_the_ends_of_a_bar_may_be_unknown(ends: tuple[int | None, int | None]) -> None:
    item = ScheduleItem(kind=ScheduleKind.BAR, label="移行", start=ends[0], end=ends[1])
    assert (item.start, item.end) == ends


def test_a_period_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        About(title="計画", first_fiscal_year=2030, last_fiscal_year=2026)
    assert problems(error) == ["period_order"]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        indicator(colour="red")
    assert problems(error) == ["extra_forbidden"]


def test_a_value_cannot_be_changed() -> None:
    value = indicator(name="前")
    with pytest.raises(ValidationError):
        value.name = "後"


def test_a_plan_compares_pickles_and_serves_as_a_key(sample_plan: Plan) -> None:
    twin = Plan.model_validate(sample_plan.model_dump())
    assert twin == sample_plan
    assert hash(twin) == hash(sample_plan)
    assert pickle.loads(pickle.dumps(sample_plan)) == sample_plan


def test_a_plan_knows_its_measures_indicators_and_years(sample_plan: Plan) -> None:
    assert [m.number for m in sample_plan.measures[:2]] == ["1-1", "1-2"]
    found = sample_plan.indicator("K01")
    assert found is not None
    assert found.name == "オンライン申請の利用率"
    assert sample_plan.indicator("K99") is None
    assert sample_plan.fiscal_years == range(2021, 2028)


def test_a_plan_without_any_year_has_no_fiscal_years() -> None:
    about = About(title="計画")
    plan = Plan(
        municipality=Municipality(code="472123", prefecture="沖縄県", name="豊見城市"),
        about=about,
    )
    assert plan.fiscal_years == range(0)


def test_directions_and_rules_print_as_the_words_of_the_document() -> None:
    assert f"{Direction.LOWER} {TargetRule.IMPROVE}" == "lower improve"
