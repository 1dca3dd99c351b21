"""What differs between two plans, as a list of changes in the order of the newer document.

A plan is laid out flat, each fact under a path of names and numbers (`("indicator",
"K01", "actual", 2025, "value")`), so that facts are matched by their number or code and
not by their position.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dxkpi.plan.decision import Decision
from dxkpi.plan.grading import Grading
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_part import OF_PARTS, IndicatorPart
from dxkpi.plan.recoding import recoded_indicators, with_new_codes
from dxkpi.plan.retirement import Retirement
from dxkpi.plan.tree import FACTS_OF_THE_CITY, Measure, Municipality, Plan
from dxkpi.plan.yearly_report import OwnMark, YearlyReport

FactPath = tuple[str | int, ...]
PlanFact = tuple[FactPath, Any]


@dataclass(frozen=True)
class PlanChange:
    """One fact that differs; None stands for "not there"."""

    path: FactPath
    old: Any
    new: Any

    @property
    def loses_actual(self) -> bool:
        """Whether the newer plan lacks what was reported: an actual of the older, the
        counts or the survey behind one, a yearly report, a mark or a decision.
        """
        if self.new is not None:
            return False
        kind, *_names, field = self.path
        is_actual = kind == "indicator" and self.path[2:3] == ("actual",)
        is_figure = is_actual and field in ("value", "numerator", "survey")
        return is_figure or isinstance(self.old, YearlyReport | OwnMark | Decision)


def changes_between(old: Plan | None, new: Plan | None) -> tuple[PlanChange, ...]:
    """Every change from one plan to another; None is no plan at all. An indicator that has
    another code is compared with itself.
    """
    recoded = recoded_indicators(old, new) if old and new else {}
    before = with_new_codes(old, recoded) if old else None
    old_facts = dict(_plan_facts(before)) if before else {}
    new_facts = dict(_plan_facts(new)) if new else {}
    return (*code_changes(recoded), *_changes_of_facts(old_facts, new_facts))


def lost_between(old: Plan | None, new: Plan) -> tuple[PlanChange, ...]:
    """What was reported in an older plan that a newer one has no more at its place; what
    stands under another code is confirmed and released under the former one.
    """
    if old is None:
        return ()
    changes = _changes_of_facts(dict(_plan_facts(old)), dict(_plan_facts(new)))
    return tuple(change for change in changes if change.loses_actual)


def code_changes(recoded: Mapping[str, str]) -> tuple[PlanChange, ...]:
    """The change of each indicator's code, by the new ones with the former."""
    return tuple(
        PlanChange(("indicator", code, "code"), former, code)
        for code, former in recoded.items()
    )


def changes_of_city(old: Municipality, new: Municipality) -> tuple[PlanChange, ...]:
    """Every change from one state of a municipality to another."""
    return _changes_of_facts(
        dict(_municipality_facts(old)), dict(_municipality_facts(new))
    )


def _changes_of_facts(
    old_facts: Mapping[FactPath, Any], new_facts: Mapping[FactPath, Any]
) -> tuple[PlanChange, ...]:
    removed = [path for path in old_facts if path not in new_facts]
    changes: list[PlanChange] = []
    for path in (*new_facts, *removed):
        before, after = old_facts.get(path), new_facts.get(path)
        if before != after:
            changes.append(PlanChange(path, before, after))
    return tuple(changes)


def _plan_facts(plan: Plan) -> Iterator[PlanFact]:
    yield from _municipality_facts(plan.municipality)
    yield from _field_facts(("plan",), plan.about.model_dump(exclude={"grading"}))
    yield from _grading_facts(("plan", "grading"), plan.about.grading)

    yield ("plan", "policies"), tuple(policy.number for policy in plan.policies)
    for policy in plan.policies:
        path = ("policy", policy.number)
        fields = policy.model_dump(exclude={"number", "measures", "marks"})
        yield from _field_facts(path, fields)
        yield from _mark_facts(path, policy.marks)
        yield (*path, "measures"), tuple(measure.number for measure in policy.measures)
        for measure in policy.measures:
            yield from _measure_facts(measure)

    yield ("plan", "indicators"), tuple(indicator.code for indicator in plan.indicators)
    for indicator in plan.indicators:
        yield from _indicator_facts(indicator)
    for decision in plan.decisions:
        yield ("decision", decision.number), decision


def _municipality_facts(municipality: Municipality) -> Iterator[PlanFact]:
    path = ("municipality",)
    yield from _field_facts(
        path, municipality.model_dump(exclude=set(FACTS_OF_THE_CITY))
    )
    yield from _grading_facts((*path, "grading"), municipality.grading)
    names = tuple(department.name for department in municipality.departments)
    if names:
        yield (*path, "departments"), names
    for department in municipality.departments:
        fields = department.model_dump(exclude={"name"})
        yield from _field_facts((*path, "department", department.name), fields)


def _grading_facts(
    path: tuple[str, ...], grading: Grading | None
) -> Iterator[PlanFact]:
    if grading is None:
        return
    yield from _field_facts(path, grading.model_dump(exclude={"bands"}))
    if grading.bands:
        yield (*path, "bands"), tuple(str(band) for band in grading.bands)


def _measure_facts(measure: Measure) -> Iterator[PlanFact]:
    path = ("measure", measure.number)
    apart = {"initiatives", "schedule", "reports", "marks"}
    yield from _field_facts(path, measure.model_dump(exclude={"number", *apart}))
    yield from _report_facts(path, measure.reports)
    yield from _mark_facts(path, measure.marks)

    numbers = tuple(initiative.number for initiative in measure.initiatives)
    yield (*path, "initiatives"), numbers
    for initiative in measure.initiatives:
        inside = (*path, "initiative", initiative.number)
        outside = {"number", "reports", "marks", "retired"}
        yield from _field_facts(inside, initiative.model_dump(exclude=outside))
        yield from _retirement_facts(inside, initiative.retired)
        yield from _report_facts(inside, initiative.reports)
        yield from _mark_facts(inside, initiative.marks)

    for position, item in enumerate(measure.schedule, start=1):
        yield from _field_facts((*path, "schedule", position), item.model_dump())


def _indicator_facts(indicator: Indicator) -> Iterator[PlanFact]:
    path = ("indicator", indicator.code)
    figures = {"baseline", "target", "actuals", "references", "marks", "former_targets"}
    own = ("continues", "shares", "published", "counts", "retired")
    fields = indicator.model_dump(exclude={"code", "parts", *figures, *own})
    yield from _field_facts(path, fields)
    if indicator.parts:
        yield (*path, "parts"), tuple(part.code for part in indicator.parts)
    for part in indicator.parts:
        yield from _part_facts(part)
    for name in own:
        value = getattr(indicator, name)
        if value is not None:
            yield from _field_facts((*path, name), value.model_dump())
    yield from _figure_facts(path, indicator)
    yield from _mark_facts(path, indicator.marks)


def _part_facts(part: IndicatorPart) -> Iterator[PlanFact]:
    """A part is told of under its own code, like an indicator."""
    path = ("indicator", part.code)
    fields = part.model_dump(exclude={"code", *OF_PARTS})
    yield from _field_facts(path, fields)
    if part.continues is not None:
        yield from _field_facts((*path, "continues"), part.continues.model_dump())
    yield from _figure_facts(path, part)


def _figure_facts(
    path: FactPath, indicator: Indicator | IndicatorPart
) -> Iterator[PlanFact]:
    """The figures of an indicator, or of a part of one, with what it promises."""
    if indicator.baseline is not None:
        yield from _field_facts((*path, "baseline"), indicator.baseline.model_dump())
    if indicator.target is not None:
        fields = indicator.target.model_dump(exclude={"yearly"})
        yield from _field_facts((*path, "target"), fields)
        for year, value in indicator.target.yearly.items():
            yield (*path, "target", year), value
    for actual in indicator.actuals:
        fields = actual.model_dump(exclude={"fiscal_year", "survey"})
        fields["survey"] = actual.survey  # a survey is one fact, compared as a whole
        yield from _field_facts((*path, "actual", actual.fiscal_year), fields)
    for position, former in enumerate(indicator.former_targets, start=1):
        yield (*path, "former_target", position), former
    for reference in indicator.references:
        fields = reference.model_dump(exclude={"series", "fiscal_year"})
        place = (*path, "reference", reference.series, reference.fiscal_year)
        yield from _field_facts(place, fields)


def _retirement_facts(path: FactPath, retired: Retirement | None) -> Iterator[PlanFact]:
    if retired is not None:
        yield from _field_facts((*path, "retired"), retired.model_dump())


def _report_facts(
    path: FactPath, reports: tuple[YearlyReport, ...]
) -> Iterator[PlanFact]:
    """Each year's report, which is one fact."""
    for report in reports:
        yield (*path, "report", report.fiscal_year), report


def _mark_facts(path: FactPath, marks: tuple[OwnMark, ...]) -> Iterator[PlanFact]:
    """Each judge's mark of a year, which is one fact."""
    for mark in marks:
        yield (*path, "mark", mark.fiscal_year, mark.by.value), mark


def _field_facts(path: FactPath, fields: dict[str, Any]) -> Iterator[PlanFact]:
    """Each field under its name, without those that say nothing."""
    for name, value in fields.items():
        says_nothing = value is None or value is False or value == ()
        if not says_nothing:
            yield (*path, name), value
