"""What a plan hands on to the one that follows it: its structure and its open indicators.

The new plan begins with a proposal, not with a copy: what was promised, reported and
scheduled stays with the former plan. An indicator that goes on names the former one, and
begins from the last figure that is known of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dxkpi.plan import Actual, DoTarget, Indicator, Plan
from dxkpi.plan.document_data import plan_as_data

_KEPT_OF_INDICATOR = (
    "code",
    "name",
    "measure",
    "policy",
    "also_in",
    "role",
    "official",
    "department",
    "departments",
    "definition",
    "method",
    "source",
    "calendar",
    "counted_on",
    "published",
    "unit",
    "counts",
    "value_type",
    "stages",
    "direction",
    "aggregation",
    "decimals",
    "shares",
)
"""What an indicator is and how it is counted, without what was promised of it."""

_KEPT_OF_PART = (
    "code",
    "name",
    "department",
    "departments",
    "definition",
    "unit",
    "direction",
    "decimals",
)

_SAID_OF_FIGURE = ("as_of", "approximate", "numerator", "denominator")
"""What a figure has besides its year and value, and keeps as a baseline."""

_OF_STRUCTURE = ("measure", "policy", "also_in")
_OF_THE_YEARS = ("reports", "marks", "schedule")

Fields = dict[str, Any]


@dataclass(frozen=True)
class OfferedIndicator:
    """An indicator that the following plan may go on with; `is_open`: something is left to
    do in it.
    """

    code: str
    name: str
    is_open: bool


def offered_indicators(plan: Plan) -> tuple[OfferedIndicator, ...]:
    """The indicators of a plan, in its order."""
    return tuple(
        OfferedIndicator(indicator.code, indicator.name, _is_open(indicator))
        for indicator in plan.indicators
    )


def succeeding_data(
    plan: Plan, codes: Collection[str], *, with_structure: bool
) -> Fields:
    """The policies and indicators with which the following plan begins.

    `codes` are the indicators that it goes on with.
    """
    data = plan_as_data(plan)
    policies = data["policies"] if with_structure else []
    for policy in policies:
        _leave_years(policy)
    indicators = [
        _succeeding_indicator(
            plan, plan.indicators[n], fields, with_structure=with_structure
        )
        for n, fields in enumerate(data["indicators"])
        if fields["code"] in codes
    ]
    return {"policies": policies, "indicators": indicators}


def _is_open(indicator: Indicator) -> bool:
    return indicator.retired is None and not _is_done(indicator)


def _is_done(indicator: Indicator) -> bool:
    """Whether it was something to do, and is done."""
    if not isinstance(indicator.target, DoTarget):
        return False
    last = _last_actual(indicator)
    return last is not None and last.value == 1


def _leave_years(holder: Fields) -> None:
    """Take out of a policy and what is in it what is said of single years."""
    for name in _OF_THE_YEARS:
        holder.pop(name, None)
    initiatives = holder.get("initiatives", [])
    initiatives[:] = [each for each in initiatives if not each.get("retired")]
    for field in ("measures", "initiatives"):
        for inner in holder.get(field, ()):
            _leave_years(inner)


def _succeeding_indicator(
    plan: Plan, indicator: Indicator, fields: Fields, *, with_structure: bool
) -> Fields:
    kept = {name: fields[name] for name in _KEPT_OF_INDICATOR if fields.get(name)}
    if not with_structure:
        departments = list(plan.departments_of(indicator))
        for name in (*_OF_STRUCTURE, "department"):
            kept.pop(name, None)
        kept["departments"] = departments
    if indicator.parts:
        kept["parts"] = [
            _succeeding_part(part, written)
            for part, written in zip(
                indicator.part_indicators, fields["parts"], strict=True
            )
        ]
    elif indicator.shares is None:
        kept |= _beginning(indicator)
    return kept


def _succeeding_part(part: Indicator, fields: Mapping[str, Any]) -> Fields:
    kept = {name: fields[name] for name in _KEPT_OF_PART if fields.get(name)}
    return kept | _beginning(part)


def _beginning(indicator: Indicator) -> Fields:
    """That it goes on from the former one, and from which figure."""
    beginning: Fields = {"continues": {"code": indicator.code}}
    last = _last_actual(indicator)
    if last is None or last.value is None:
        return beginning
    baseline: Fields = {"fiscal_year": last.fiscal_year, "value": last.value}
    if indicator.has_stages:
        baseline["value"] = indicator.stage(last.value)
    for name in _SAID_OF_FIGURE:
        value = getattr(last, name)
        if value:
            baseline[name] = value
    return beginning | {"baseline": baseline}


def _last_actual(indicator: Indicator) -> Actual | None:
    figures = [actual for actual in indicator.actuals if actual.value is not None]
    return max(figures, key=lambda actual: actual.fiscal_year, default=None)
