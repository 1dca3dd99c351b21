"""A plan with what is final only: what was reported and not confirmed is left out, or is as
it was confirmed before. Of a figure that was left out the plan says that it waits.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dxkpi.plan import (
    Actual,
    Indicator,
    Plan,
    Progress,
    UnconfirmedActual,
    UnconfirmedReport,
)
from dxkpi.plan.review import (
    ItemKey,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.round_items import ItemState, round_items
from dxkpi.rules import (
    EntryKey,
    ReportedYear,
    ReportSubject,
    report_subjects,
    with_reported_year,
)
from dxkpi.rules.scheduled_ends import FinalProgress


class UnconfirmedItem(NamedTuple):
    """A thing of a year that a reviewed round asks for and that is not final.

    `round_year` is the year of the round. `final_at` is the revision in which it stood
    when it was final last; None: it never was, or was sent back since. `is_in`: something
    was reported of it.
    """

    key: ItemKey
    fiscal_year: int
    round_year: int
    final_at: int | None
    is_in: bool


@dataclass(frozen=True)
class FinalPlan:
    """A plan without what is not final, and what that is."""

    plan: Plan
    unconfirmed: tuple[UnconfirmedItem, ...]

    @property
    def waiting(self) -> Mapping[int, int]:
        """How many things were reported and wait to be made final, by the round's year."""
        return Counter(item.round_year for item in self.unconfirmed if item.is_in)


PlanAt = Callable[[int], Plan]
"""The plan with the figures of a revision."""

ProgressAt = Callable[[int, int | None], Mapping[EntryKey, Progress]]
"""The latest progress up to a year, as it was on record at a revision; None: now."""


def unconfirmed_items(
    form: ReturnForm, reviews: Mapping[int, YearReview]
) -> Iterator[UnconfirmedItem]:
    """What the round of the form's year asks for and no round has confirmed; `reviews` are
    those of all years that are reviewed.
    """
    own_review = reviews[form.fiscal_year]
    for item in round_items(form, own_review):
        key, year = item.key, item.fiscal_year
        if key is None or year is None:
            continue
        if any(review.is_confirmed(key, year) for review in reviews.values()):
            continue
        yield UnconfirmedItem(
            key,
            year,
            form.fiscal_year,
            own_review.last_final_at(key),
            is_in=item.state is not ItemState.OPEN,
        )


def final_plan(plan: Plan, items: Iterable[UnconfirmedItem], plan_at: PlanAt) -> Plan:
    """The plan without the figures and reports of these items, or with those that were
    final before; a department's mark of an initiative goes with its report.
    """
    by_place = {(item.key, item.fiscal_year): item for item in items}
    changed = {}
    for indicator in plan.collected_indicators:
        unconfirmed = [
            item for item in by_place.values() if item.key == figure_key(indicator.code)
        ]
        if unconfirmed:
            actuals = _final_actuals(indicator, unconfirmed, plan_at)
            changed[indicator.code] = indicator.model_copy(update={"actuals": actuals})
    cut = plan.with_changed(changed)
    for subject in report_subjects(plan):
        for item in by_place.values():
            if item.key == initiative_key(*subject.key):
                cut = with_reported_year(cut, _final_report(subject, item, plan_at))
    return cut


def final_progress(
    fiscal_year: int, items: Iterable[UnconfirmedItem], progress_at: ProgressAt
) -> FinalProgress:
    """The latest final progress of each entry of the schedule up to a year."""
    progress = dict(progress_at(fiscal_year, None))
    waiting = set()
    by_place = {(item.key, item.fiscal_year): item for item in items}
    for entry in tuple(progress):
        key = entry_item(*entry)
        while entry in progress:
            reported = progress[entry]
            item = by_place.get((key, reported.fiscal_year))
            if item is None:
                break
            if item.final_at is None:
                waiting.add(entry)
            former = _former_progress(item, progress_at).get(entry)
            if former is None:
                del progress[entry]
            else:
                progress[entry] = former
            if item.final_at is not None:
                break
    return FinalProgress(progress, waiting)


def _former_progress(
    item: UnconfirmedItem, progress_at: ProgressAt
) -> Mapping[EntryKey, Progress]:
    """The progress that an item had when it was final; else that of the year before."""
    if item.final_at is None:
        return progress_at(item.fiscal_year - 1, None)
    return progress_at(item.fiscal_year, item.final_at)


def _final_actuals(
    indicator: Indicator, unconfirmed: Iterable[UnconfirmedItem], plan_at: PlanAt
) -> tuple[Actual, ...]:
    final = {actual.fiscal_year: actual for actual in indicator.actuals}
    for item in unconfirmed:
        was_reported = final.pop(item.fiscal_year, None) is not None
        former = _former_actual(indicator.code, item, plan_at)
        if former is not None:
            final[item.fiscal_year] = former
        elif was_reported:
            waiting = UnconfirmedActual(fiscal_year=item.fiscal_year)
            final[item.fiscal_year] = waiting
    return tuple(final[year] for year in sorted(final))


def _former_actual(code: str, item: UnconfirmedItem, plan_at: PlanAt) -> Actual | None:
    """The figure as it was final before; None where it never was."""
    if item.final_at is None:
        return None
    former = plan_at(item.final_at).indicator(code)
    return None if former is None else former.actual(item.fiscal_year)


def _final_report(
    subject: ReportSubject, item: UnconfirmedItem, plan_at: PlanAt
) -> ReportedYear:
    """The report and mark as they were final before; None of each where they never were."""
    year = item.fiscal_year
    former = None
    if item.final_at is not None:
        before = report_subjects(plan_at(item.final_at))
        former = next((each for each in before if each.key == subject.key), None)
    report = None if former is None else former.report(year)
    if report is None and item.is_in:
        report = UnconfirmedReport(fiscal_year=year)
    mark = None if former is None else former.department_mark(year)
    return ReportedYear(year, {subject.key: report}, {subject.key: mark})
