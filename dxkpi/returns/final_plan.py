"""A plan with what is final or was released: what was reported and is neither is left out,
or is as it was confirmed or released before. Of a figure that was left out the plan says
that it waits.
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
    ItemConfirmation,
    ItemKey,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.returns.finality import ItemOfYear
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

    `round_year` is the year of the round. `was_final` is that it was final last; None: it
    never was, or was sent back since. `is_in`: something was reported of it.
    """

    key: ItemKey
    fiscal_year: int
    round_year: int
    was_final: ItemConfirmation | None
    is_in: bool


@dataclass(frozen=True)
class FinalPlan:
    """A plan with what is final or was released, and what else is not final; `preliminary`
    is what it shows as it was released, which was 速報.
    """

    plan: Plan
    unconfirmed: tuple[UnconfirmedItem, ...]
    preliminary: frozenset[ItemOfYear] = frozenset()

    @property
    def waiting(self) -> Mapping[int, int]:
        """How many things were reported and wait to be made final, by the round's year."""
        return Counter(item.round_year for item in self.unconfirmed if item.is_in)


FormerPlans = Callable[[UnconfirmedItem], Iterable[Plan]]
"""The plan as it was when a thing was released or final, first the one that counts."""

ProgressUpTo = Callable[[int], Mapping[EntryKey, Progress]]
"""The latest progress up to a year, as it is on record."""

FormerProgress = Callable[[UnconfirmedItem], Iterable[Mapping[EntryKey, Progress]]]
"""The progress as it was when a thing was released or final, first the one that counts."""


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
            own_review.last_confirmation(key),
            is_in=item.state is not ItemState.OPEN,
        )


def final_plan(
    plan: Plan, items: Iterable[UnconfirmedItem], former_plans: FormerPlans
) -> Plan:
    """The plan without the figures and reports of these items, or with those that were
    released or final before; a department's mark of an initiative goes with its report.
    """
    by_place = {(item.key, item.fiscal_year): item for item in items}
    changed = {}
    for indicator in plan.collected_indicators:
        unconfirmed = [
            item for item in by_place.values() if item.key == figure_key(indicator.code)
        ]
        if unconfirmed:
            actuals = _final_actuals(indicator, unconfirmed, former_plans)
            changed[indicator.code] = indicator.model_copy(update={"actuals": actuals})
    cut = plan.with_changed(changed)
    for subject in report_subjects(plan):
        for item in by_place.values():
            if item.key == initiative_key(*subject.key):
                report = _final_report(subject, item, former_plans)
                cut = with_reported_year(cut, report)
    return cut


def final_progress(
    fiscal_year: int,
    items: Iterable[UnconfirmedItem],
    progress_up_to: ProgressUpTo,
    former_progress: FormerProgress,
) -> FinalProgress:
    """The latest final or released progress of each entry of the schedule up to a year."""
    progress = dict(progress_up_to(fiscal_year))
    waiting = set()
    by_place = {(item.key, item.fiscal_year): item for item in items}
    for entry in tuple(progress):
        key = entry_item(*entry)
        while entry in progress:
            item = by_place.get((key, progress[entry].fiscal_year))
            if item is None:
                break
            former = _former_of_entry(entry, item, former_progress)
            if former is not None:
                progress[entry] = former
                break
            waiting.add(entry)
            earlier = progress_up_to(item.fiscal_year - 1).get(entry)
            if earlier is None:
                del progress[entry]
            else:
                progress[entry] = earlier
    return FinalProgress(progress, waiting)


def with_released_shares(
    plan: Plan, released_plan: Callable[[int], Plan | None]
) -> Plan:
    """The plan whose shared indicators have what was released of them with it where their
    own plans say that a figure waits. `released_plan` gives it as a year was released.
    """
    changed = {}
    for indicator in plan.indicators:
        if indicator.shares is not None:
            actuals = tuple(
                _released_actual(indicator.code, actual, released_plan)
                for actual in indicator.actuals
            )
            changed[indicator.code] = indicator.model_copy(update={"actuals": actuals})
    return plan.with_changed(changed)


def _released_actual(
    code: str, actual: Actual, released_plan: Callable[[int], Plan | None]
) -> Actual:
    """The figure itself; one that waits as it was released, where it was."""
    if not actual.is_unconfirmed:
        return actual
    plan = released_plan(actual.fiscal_year)
    if plan is None:
        return actual
    return _actual_in(plan, code, actual.fiscal_year) or actual


def _former_of_entry(
    entry: EntryKey, item: UnconfirmedItem, former_progress: FormerProgress
) -> Progress | None:
    """The progress of the item's year as it was released or final; None where it never
    was.
    """
    for progress in former_progress(item):
        former = progress.get(entry)
        if former is not None and former.fiscal_year == item.fiscal_year:
            return former
    return None


def _final_actuals(
    indicator: Indicator,
    unconfirmed: Iterable[UnconfirmedItem],
    former_plans: FormerPlans,
) -> tuple[Actual, ...]:
    final = {actual.fiscal_year: actual for actual in indicator.actuals}
    for item in unconfirmed:
        was_reported = final.pop(item.fiscal_year, None) is not None
        former = _former_actual(indicator.code, item, former_plans)
        if former is not None:
            final[item.fiscal_year] = former
        elif was_reported:
            waiting = UnconfirmedActual(fiscal_year=item.fiscal_year)
            final[item.fiscal_year] = waiting
    return tuple(final[year] for year in sorted(final))


def _former_actual(
    code: str, item: UnconfirmedItem, former_plans: FormerPlans
) -> Actual | None:
    """The figure as it was released or final before; None where it never was."""
    for plan in former_plans(item):
        actual = _actual_in(plan, code, item.fiscal_year)
        if actual is not None:
            return actual
    return None


def _actual_in(plan: Plan, code: str, fiscal_year: int) -> Actual | None:
    indicator = plan.indicator(code)
    return None if indicator is None else indicator.actual(fiscal_year)


def _final_report(
    subject: ReportSubject, item: UnconfirmedItem, former_plans: FormerPlans
) -> ReportedYear:
    """The report and mark as they were released or final before; None of each where they
    never were.
    """
    year = item.fiscal_year
    former = _former_subject(subject, item, former_plans)
    report = None if former is None else former.report(year)
    if report is None and item.is_in:
        report = UnconfirmedReport(fiscal_year=year)
    mark = None if former is None else former.department_mark(year)
    return ReportedYear(year, {subject.key: report}, {subject.key: mark})


def _former_subject(
    subject: ReportSubject, item: UnconfirmedItem, former_plans: FormerPlans
) -> ReportSubject | None:
    """The subject as it was released or final with a report or mark of the item's year."""
    year = item.fiscal_year
    for plan in former_plans(item):
        for former in report_subjects(plan):
            is_reported = former.report(year) or former.department_mark(year)
            if former.key == subject.key and is_reported:
                return former
    return None
