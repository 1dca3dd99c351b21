"""A plan as the plain data of its document, which YAML and JSON are written from."""

from collections.abc import Sequence
from typing import Any

from dxkpi.plan.indicator_terms import ValueType
from dxkpi.plan.linked_plans import without_shared_figures
from dxkpi.plan.stages import stage_name
from dxkpi.plan.tree import Plan


def plan_as_data(plan: Plan) -> dict[str, Any]:
    """The document as plain data: dictionaries, lists, text, int, bool, None and `Decimal`."""
    data = _dumped(plan)
    for indicator in data["indicators"]:
        for measured in (indicator, *indicator.get("parts", ())):
            _leave_unknown_year(measured.get("baseline"))
            if indicator["value_type"] is ValueType.STAGE:
                _name_stages(measured, indicator["stages"])
    return _plain_object(data)


def plan_as_fields(plan: Plan) -> dict[str, Any]:
    """The same as the plan's classes take it: a stage is its number, no year is unknown."""
    return _plain_object(_dumped(plan))


def _dumped(plan: Plan) -> dict[str, Any]:
    """The fields of the document, in its order."""
    own = without_shared_figures(plan)
    data: dict[str, Any] = own.model_dump(mode="python", by_alias=True)
    if not plan.municipality.fictional:
        del data["municipality"]["fictional"]
    data["plan"] = {"id": None, "kind": None} | data["plan"]
    return data


def _leave_unknown_year(baseline: dict[str, Any] | None) -> None:
    """Write no year where the plan states none."""
    if baseline is not None and baseline.pop("year_unknown", False):
        baseline["fiscal_year"] = None


def _name_stages(indicator: dict[str, Any], stages: Sequence[str]) -> None:
    """Write the names of stages in place of their numbers, in an indicator or a part."""
    former_targets = indicator.get("former_targets", ())
    dated = (*indicator.get("actuals", ()), *indicator.get("references", ()))
    for holder in (indicator, *former_targets):
        dated = (*dated, holder.get("baseline"), holder.get("target"))
    for figure in dated:
        if figure is None:
            continue
        for name in ("value", "stretch"):
            if figure.get(name) is not None:
                figure[name] = stage_name(stages, figure[name])
        yearly = figure.get("yearly", {})
        for year, number in yearly.items():
            yearly[year] = stage_name(stages, number)


def _plain_object(value: dict[str, Any]) -> dict[str, Any]:
    return {_plain(key): _plain(item) for key, item in value.items()}


def _plain(value: Any) -> Any:
    """The value without enums and tuples."""
    if isinstance(value, dict):
        return _plain_object(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value
