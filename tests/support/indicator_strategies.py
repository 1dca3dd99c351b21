"""Indicators of every kind for hypothesis: any rule, direction, figures and gaps."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dxkpi import fiscal
from dxkpi.plan import (
    Aggregation,
    Comparator,
    Direction,
    Indicator,
    Missing,
    TargetRule,
    ValueType,
)
from dxkpi.rules import PROFILES

FIGURES = (
    st.integers(-40, 40).map(Decimal)
    | st.decimals(-1000, 1000, places=3)
    | st.decimals(-(10**9), 10**9, places=21)
)


STAGES = ("検討", "試行", "導入", "全庁展開")


YEARS = st.integers(2018, 2036)


ANY_YEAR = st.integers(fiscal.FIRST_YEAR, fiscal.LAST_YEAR)


PROFILE = st.sampled_from(list(PROFILES.values()))


@st.composite
def indicators(
    draw: st.DrawFn, rules: tuple[TargetRule | None, ...] = (*TargetRule, None)
) -> Indicator:
    rule = draw(st.sampled_from(rules))
    yes_no = rule is TargetRule.DO or (
        rule in (TargetRule.KEEP, None) and draw(st.booleans())
    )
    stages: tuple[str, ...] = ()
    if rule in (TargetRule.REACH, TargetRule.KEEP, None) and not yes_no:
        stages = draw(st.sampled_from([(), (), STAGES]))
    goes_up = yes_no or bool(stages)
    direction = Direction.HIGHER if goes_up else draw(st.sampled_from(Direction))
    values = st.sampled_from([Decimal(0), Decimal(1)]) if yes_no else FIGURES
    if stages:
        values = st.integers(1, len(stages)).map(Decimal)
    start, goal = draw(values), draw(values)
    begun, deadline = sorted(draw(st.lists(YEARS, min_size=2, max_size=2, unique=True)))
    if (goal < start) is (direction is Direction.HIGHER):
        start, goal = goal, start
    has_baseline = draw(st.booleans())
    worse_because = None
    aggregation = draw(st.sampled_from(Aggregation))
    is_total = rule is TargetRule.TOTAL
    if is_total:
        aggregation = draw(
            st.sampled_from([Aggregation.ANNUAL, Aggregation.CUMULATIVE])
        )
    if stages:
        aggregation = Aggregation.POINT
    may_be_worse = rule is TargetRule.REACH and not stages
    if may_be_worse and has_baseline and start != goal:
        worse_because = draw(st.sampled_from([None, None, "減り方を抑える"]))
    if worse_because is not None:
        start, goal = goal, start
    reaches = rule in (TargetRule.REACH, TargetRule.TOTAL)
    bare = (not reaches and rule is not TargetRule.KEEP) or (
        direction is Direction.HIGHER and draw(st.booleans())
    )
    without_value = bare and not reaches and not stages
    own = Comparator.AT_LEAST if direction is Direction.HIGHER else Comparator.AT_MOST
    promise: dict[str, Any] | None = None
    if rule is not None:
        promise = {
            "rule": rule,
            "value": None if without_value else goal,
            "comparator": None
            if without_value
            else draw(st.sampled_from([None, own, Comparator.EQUAL])),
            "fiscal_year": deadline
            if reaches
            else draw(st.sampled_from([deadline, None])),
            "yearly": {}
            if yes_no or is_total
            else draw(st.dictionaries(YEARS, values, max_size=3)),
            "worse_because": worse_because,
            "since": begun if is_total else None,
        }
    if rule is TargetRule.RANGE:
        promise = _range(draw(st.sampled_from([deadline, None])), draw(FIGURES))
    entries = [
        {"fiscal_year": year, "value": draw(values)}
        if draw(st.integers(0, 3))
        else {
            "fiscal_year": year,
            "missing": draw(st.none() | st.sampled_from(Missing)),
        }
        for year in draw(st.lists(YEARS, max_size=5, unique=True))
    ]
    return Indicator.model_validate(
        {
            "code": "K01",
            "name": "指標",
            "decimals": 0 if stages else draw(st.integers(0, 3)),
            "value_type": _value_type(stages, yes_no=yes_no),
            "stages": stages,
            "direction": direction,
            "aggregation": aggregation,
            "baseline": {"fiscal_year": begun, "value": start}
            if has_baseline
            else None,
            "target": promise,
            "actuals": entries,
        }
    )


def _value_type(stages: tuple[str, ...], *, yes_no: bool) -> ValueType:
    if stages:
        return ValueType.STAGE
    return ValueType.YES_NO if yes_no else ValueType.NUMBER


def _range(deadline: int | None, low: Decimal) -> dict[str, Any]:
    return {
        "rule": TargetRule.RANGE,
        "low": low,
        "high": low + abs(low) + 1,
        "fiscal_year": deadline,
    }
