"""What a person should look at in a plan that is loaded: it can be right, but is odd.

A doubt never keeps a plan from being loaded. `indicator_doubts` has those about figures.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from dxkpi import fiscal
from dxkpi.findings import FiscalPeriod, FiscalYear, Month, make_finding
from dxkpi.plan import (
    Indicator,
    IndicatorPart,
    Initiative,
    Measure,
    Plan,
    Policy,
    ScheduleItem,
)
from dxkpi.plan.document_problem import Location
from dxkpi.returns.indicator_doubts import IndicatorDoubts
from dxkpi.returns.place_doubts import finding_about_place
from dxkpi.returns.plan_doubt import PlanDoubt
from dxkpi.text.folding import folded_text

LONGEST_PLAN = 25
"""Years that a plan may last without a question; 基本構想 last up to 20."""

ENTRY_BEFORE, ENTRY_AFTER = 10, 5
"""Years around the plan in which its schedule may begin and end."""


def doubts_about_plan(plan: Plan, today: date) -> list[PlanDoubt]:
    """Everything in the plan that is odd, as seen on a day."""
    doubts = [
        *_doubts_about_municipality(plan),
        *_doubts_about_period(plan),
        *_doubts_about_names(plan),
        *_doubts_about_departments(plan),
    ]
    for place, measure in _placed_measures(plan):
        for n, entry in enumerate(measure.schedule):
            doubts += _doubts_about_entry(plan, entry, (*place, "schedule", n))
    for place, indicator in _placed_indicators(plan):
        check = IndicatorDoubts(plan, indicator, place, today)
        doubts += check.all()
    return doubts


def _doubts_about_municipality(plan: Plan) -> Iterator[PlanDoubt]:
    finding = finding_about_place(plan.municipality)
    if finding is not None:
        yield PlanDoubt(("municipality", "code"), finding)


def _doubts_about_period(plan: Plan) -> Iterator[PlanDoubt]:
    about, place = plan.about, ("plan",)
    if not plan.policies and not plan.indicators:
        yield PlanDoubt(place, make_finding("plan_empty"), about.title)
    first, last = about.first_fiscal_year, about.last_fiscal_year
    if last is None:
        return
    if first is not None and last - first >= LONGEST_PLAN:
        finding = make_finding(
            "plan_long",
            years=last - first + 1,
            first=FiscalYear(first),
            last=FiscalYear(last),
        )
        yield PlanDoubt((*place, "last_fiscal_year"), finding, about.title)
    if about.established and fiscal.year_of_month(about.established) > last:
        finding = make_finding(
            "established_late",
            month=Month(about.established),
            last=FiscalYear(last),
        )
        yield PlanDoubt((*place, "established"), finding, about.title)


# names


def _doubts_about_names(plan: Plan) -> Iterator[PlanDoubt]:
    """Indicators or policies of one name; measures of a policy, initiatives of a measure."""
    indicators = [
        (("indicators", n), indicator.code, indicator.name)
        for n, indicator in enumerate(plan.indicators)
    ]
    yield from _repeated_names(indicators)
    for n, indicator in enumerate(plan.indicators):
        parts = [
            (("indicators", n, "parts", m), part.code, part.name)
            for m, part in enumerate(indicator.parts)
        ]
        yield from _repeated_names(parts)
    yield from _repeated_names(_numbered(plan.policies, ("policies",)))
    for n, policy in enumerate(plan.policies):
        measures = _numbered(policy.measures, ("policies", n, "measures"))
        yield from _repeated_names(measures)
    for place, measure in _placed_measures(plan):
        inside = (*place, "initiatives")
        yield from _repeated_names(_numbered(measure.initiatives, inside))


def _doubts_about_departments(plan: Plan) -> Iterator[PlanDoubt]:
    """One 課 that is written in two ways would be two, each with a form of its own."""
    spelling: dict[str, str] = {}
    for place, department in _placed_departments(plan):
        first = spelling.setdefault(folded_text(department), department)
        if first != department:
            finding = make_finding("department_spelled", name=department, other=first)
            yield PlanDoubt(place, finding)


def _placed_departments(plan: Plan) -> Iterator[tuple[Location, str]]:
    for place, measure in _placed_measures(plan):
        for n, department in enumerate(measure.departments):
            yield (*place, "departments", n), department
    for n, indicator in enumerate(plan.indicators):
        named: list[tuple[Location, Indicator | IndicatorPart]] = [
            (("indicators", n), indicator)
        ]
        for m, part in enumerate(indicator.parts):
            named.append((("indicators", n, "parts", m), part))
        for place, each in named:
            if each.department is not None:
                yield (*place, "department"), each.department
            for k, department in enumerate(each.departments):
                yield (*place, "departments", k), department


def _placed_indicators(plan: Plan) -> Iterator[tuple[Location, Indicator]]:
    """Each indicator that has figures, with its place; of one of parts these."""
    for n, indicator in enumerate(plan.indicators):
        place: Location = ("indicators", n)
        if not indicator.parts:
            yield place, indicator
        for m, part in enumerate(indicator.part_indicators):
            yield (*place, "parts", m), part


def _placed_measures(plan: Plan) -> Iterator[tuple[Location, Measure]]:
    for n, policy in enumerate(plan.policies):
        for m, measure in enumerate(policy.measures):
            yield ("policies", n, "measures", m), measure


def _numbered(
    children: Iterable[Policy | Measure | Initiative], place: Location
) -> list[tuple[Location, str, str]]:
    return [((*place, n), child.number, child.name) for n, child in enumerate(children)]


def _repeated_names(
    items: Iterable[tuple[Location, str, str]],
) -> Iterator[PlanDoubt]:
    """A doubt for each name that was there before; items are place, number and name."""
    number_of_name: dict[str, str] = {}
    for place, number, name in items:
        key = folded_text(name)
        if key in number_of_name:
            finding = make_finding(
                "name_twice", place=number, name=name, other=number_of_name[key]
            )
            yield PlanDoubt((*place, "name"), finding, number)
        else:
            number_of_name[key] = number


# the schedule


def _doubts_about_entry(
    plan: Plan, entry: ScheduleItem, place: Location
) -> Iterator[PlanDoubt]:
    first, last = plan.about.first_fiscal_year, plan.about.last_fiscal_year
    if first is None or last is None:
        return
    for field, year in (("start", entry.start), ("end", entry.end)):
        if year is None or first - ENTRY_BEFORE <= year <= last + ENTRY_AFTER:
            continue
        finding = make_finding(
            "entry_outside_plan",
            year=FiscalYear(year),
            period=FiscalPeriod(first, last),
        )
        yield PlanDoubt((*place, field), finding, entry.label)
