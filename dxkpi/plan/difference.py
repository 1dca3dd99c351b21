"""What differs between two plans, as a list of changes in the order of the newer document.

A plan is laid out flat, each fact under a path of names and numbers (`("indicator", "K01", "actual", 2025, "value")`),
so that facts are matched by their number or code and not by their position.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dxkpi.plan.indicator import Indicator
from dxkpi.plan.tree import Measure, Plan

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class PlanChange:
    """One fact that differs; None stands for "not there"."""

    path: Path
    old: Any
    new: Any

    @property
    def loses_actual(self) -> bool:
        """An actual, or the survey behind one, that the older plan has and the newer one does not."""
        place = self.path[0], *self.path[2:3], self.path[-1]
        return (
            place
            in (("indicator", "actual", "value"), ("indicator", "actual", "survey"))
            and self.new is None
        )


def changes_between(old: Plan | None, new: Plan | None) -> tuple[PlanChange, ...]:
    """Every change from one plan to another; None is no plan at all."""
    before, after = dict(_facts(old)) if old else {}, dict(_facts(new)) if new else {}
    paths = [*after, *(path for path in before if path not in after)]
    return tuple(
        PlanChange(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    )


def _facts(plan: Plan) -> Iterator[tuple[Path, Any]]:
    yield from _fields(("municipality",), plan.municipality.model_dump())
    yield from _fields(("plan",), plan.about.model_dump())
    yield ("plan", "policies"), tuple(policy.number for policy in plan.policies)
    for policy in plan.policies:
        at = ("policy", policy.number)
        yield from _fields(at, policy.model_dump(exclude={"number", "measures"}))
        yield (*at, "measures"), tuple(measure.number for measure in policy.measures)
        for measure in policy.measures:
            yield from _measure_facts(measure)
    yield ("plan", "indicators"), tuple(indicator.code for indicator in plan.indicators)
    for indicator in plan.indicators:
        yield from _indicator_facts(indicator)


def _measure_facts(measure: Measure) -> Iterator[tuple[Path, Any]]:
    at = ("measure", measure.number)
    yield from _fields(
        at, measure.model_dump(exclude={"number", "initiatives", "schedule"})
    )
    yield (
        (*at, "initiatives"),
        tuple(initiative.number for initiative in measure.initiatives),
    )
    for initiative in measure.initiatives:
        yield from _fields(
            (*at, "initiative", initiative.number),
            initiative.model_dump(exclude={"number"}),
        )
    for n, item in enumerate(measure.schedule, 1):
        yield from _fields((*at, "schedule", n), item.model_dump())


def _indicator_facts(indicator: Indicator) -> Iterator[tuple[Path, Any]]:
    at = ("indicator", indicator.code)
    yield from _fields(
        at,
        indicator.model_dump(
            exclude={"code", "baseline", "target", "actuals", "references"}
        ),
    )
    for name, part in (("baseline", indicator.baseline), ("target", indicator.target)):
        yield from _fields(
            (*at, name), part.model_dump(exclude={"yearly"}) if part else {}
        )
    for year, value in indicator.target.yearly.items() if indicator.target else ():
        yield (*at, "target", year), value
    for actual in indicator.actuals:
        fields = actual.model_dump(exclude={"fiscal_year", "survey"}) | {
            "survey": actual.survey
        }
        yield from _fields((*at, "actual", actual.fiscal_year), fields)
    for reference in indicator.references:
        at_reference = (*at, "reference", reference.series, reference.fiscal_year)
        yield from _fields(
            at_reference, reference.model_dump(exclude={"series", "fiscal_year"})
        )


def _fields(at: Path, fields: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    for name, value in fields.items():
        if value is not None and value != () and value is not False:
            yield (*at, name), value
