"""A plan as the plain data of its document, which YAML and JSON are written from."""

from typing import Any

from dxkpi.plan.linked_plans import without_shared_figures
from dxkpi.plan.tree import Plan


def plan_as_data(plan: Plan) -> dict[str, Any]:
    """The document as plain data: dictionaries, lists, text, int, bool, None and `Decimal`."""
    own = without_shared_figures(plan)
    data: dict[str, Any] = own.model_dump(mode="python", by_alias=True)
    if not plan.municipality.fictional:
        del data["municipality"]["fictional"]
    for indicator in data["indicators"]:
        _leave_unknown_year(indicator["baseline"])
    data["plan"] = {"id": None, "kind": None} | data["plan"]
    return {key: _plain(value) for key, value in data.items()}


def _leave_unknown_year(baseline: dict[str, Any] | None) -> None:
    """Write no year where the plan states none."""
    if baseline is not None and baseline.pop("year_unknown", False):
        baseline["fiscal_year"] = None


def _plain(value: Any) -> Any:
    """The value without enums and tuples."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value
