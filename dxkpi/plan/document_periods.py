"""Years that a plan does not state: the period of a total, and the year of a baseline."""

from collections.abc import Iterator
from typing import Any

from dxkpi.plan.document_parts import indicators_in, objects_in
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.target import TargetRule

_YEARS_OF_PLAN = {"since": "first_fiscal_year", "fiscal_year": "last_fiscal_year"}


def fill_periods_of_totals(data: dict[str, Any]) -> None:
    """Give every total the years of the plan where it does not state its own."""
    about = data.get("plan")
    if not isinstance(about, dict):
        return
    for target in _totals(data):
        for name, name_in_plan in _YEARS_OF_PLAN.items():
            year = about.get(name_in_plan)
            if target.get(name) is None and isinstance(year, int):
                target[name] = year


def fill_unknown_years(data: dict[str, Any], source: DocumentSource) -> None:
    """Let a baseline of an unknown year stand at the end of the year before the plan."""
    about = data.get("plan")
    first = about.get("first_fiscal_year") if isinstance(about, dict) else None
    for place, indicator in indicators_in(data):
        baseline = indicator.get("baseline")
        if not isinstance(baseline, dict) or not _is_of_unknown_year(baseline):
            continue
        if not isinstance(first, int):
            at = (*place, "baseline", "fiscal_year")
            source.refuse(at, ProblemCode.BASELINE_YEAR)
            continue
        baseline["fiscal_year"] = first - 1
        baseline["year_unknown"] = True


def _is_of_unknown_year(baseline: dict[str, Any]) -> bool:
    """Whether the document says that the year is unknown: null, and not left out."""
    is_null = "fiscal_year" in baseline and baseline["fiscal_year"] is None
    return is_null or baseline.get("year_unknown") is True


def _totals(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _place, indicator in indicators_in(data):
        formers = objects_in(indicator.get("former_targets"))
        for target in objects_in([one.get("target") for one in (indicator, *formers)]):
            if target.get("rule") == TargetRule.TOTAL:
                yield target
