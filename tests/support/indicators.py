"""Indicators written short: an actual is a figure or a reason, and a constant for each kind of target."""

from typing import Any

from dxkpi.plan import Indicator
from dxkpi.rules import Status

Fields = dict[str, Any]


RED = {Status.BEHIND, Status.FAR_BEHIND, Status.MISSED}


def indicator(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    """An indicator; an actual is a figure, or the reason why there is none."""
    entries = [
        {
            "fiscal_year": year,
            (
                "missing"
                if isinstance(value, str) and value.isidentifier()
                else "value"
            ): value,
        }
        for year, value in (actuals or {}).items()
    ]
    return Indicator.model_validate(
        {"code": "K01", "name": "指標", "decimals": 1, **fields, "actuals": entries}
    )


def baseline(value: object, year: int = 2025) -> dict[str, object]:
    return {"fiscal_year": year, "value": value}


def target(
    rule: str, value: object = None, year: int | None = 2030, **more: object
) -> dict[str, object]:
    return {"rule": rule, "value": value, "fiscal_year": year, **more}


TOMIGUSUKU: Fields = {"baseline": baseline("64.4"), "target": target("reach", "75.0")}


FALLING: Fields = {
    "direction": "lower",
    "baseline": baseline(24),
    "target": target("reach", 12, comparator="<="),
}


TO_ZERO: Fields = {
    "direction": "lower",
    "baseline": baseline(41),
    "target": target("reach", 0),
}


NEGATIVE: Fields = {
    "direction": "lower",
    "baseline": baseline("2.4"),
    "target": target("reach", "-5.0"),
}


YEARLY: Fields = {
    "baseline": baseline(60),
    "target": target("reach", 80, yearly={2026: 65, 2027: 60, 2028: 55}),
}


UPHELD: Fields = {"baseline": baseline(80), "target": target("reach", 80)}


NO_BASELINE: Fields = {"target": target("reach", 70)}


YEARLY_NO_BASELINE: Fields = {"target": target("reach", 70, yearly={2027: 30})}


LOAD_NO_BASELINE: Fields = {
    "direction": "lower",
    "target": target("reach", 12, yearly={2027: 20}),
}


ZERO_NO_BASELINE: Fields = {
    "direction": "lower",
    "target": target("reach", 0, yearly={2027: 0}),
}


UNDER_BASELINE: Fields = {
    "baseline": baseline(7022),
    "target": target("reach", 7100, yearly={2026: 6800, 2027: 6800}),
}


SHRINKING: Fields = {
    "baseline": baseline(2969),
    "target": target("reach", 2800, worse_because="減り方を抑える"),
}


RISING_LOAD: Fields = {
    "direction": "lower",
    "baseline": baseline(12),
    "target": target("reach", 15, worse_because="対象が増える"),
}


EXACTLY: Fields = {
    "baseline": baseline(0),
    "target": target("reach", 5, comparator="="),
}


KEEP: Fields = {"target": target("keep", 80, None, comparator=">=")}


KEEP_ZERO: Fields = {"direction": "lower", "target": target("keep", 0, None)}


KEEP_SOME: Fields = {"target": target("keep")}


KEEP_YES: Fields = {"value_type": "yes_no", "target": target("keep")}


KEEP_STARTED: Fields = {"baseline": baseline(70), "target": target("keep", 80)}


KEEP_YEARLY: Fields = {"target": target("keep", 80, yearly={2027: 85})}


IMPROVE: Fields = {"target": target("improve", year=None)}


RISE: Fields = {"baseline": baseline("6.1"), "target": target("rise")}
