"""確定: a plan as whoever sees only what is final sees it, and at least what everybody does:
what was released.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial

from dxkpi.actions.releases import released_content
from dxkpi.actions.return_forms import form_of_plan
from dxkpi.plan import Plan, PlanKey, Progress
from dxkpi.plan.linked_plans import with_shared_figures
from dxkpi.plan.release import Release, release_showing_year
from dxkpi.returns.final_plan import (
    FinalPlan,
    UnconfirmedItem,
    final_plan,
    final_progress,
    unconfirmed_items,
    with_released_shares,
)
from dxkpi.rules import EntryKey
from dxkpi.rules.scheduled_ends import FinalProgress
from dxkpi.store import Revision, Store


def read_final_plan(store: Store, key: PlanKey, today: date) -> FinalPlan | None:
    """A plan with what is final or was released, also of the figures that other plans have
    for it; None where it is not there. A year without a round, or without review, is final
    as it is registered.
    """
    own = _own_final_plan(store, key, today)
    if own is None:
        return None

    def plan_beside(plan_id: str) -> Plan | None:
        other = _own_final_plan(store, PlanKey(key.city, plan_id), today)
        return None if other is None else other.plan

    shown = with_shared_figures(own.plan, plan_beside)
    if shown is not own.plan:
        shown = with_released_shares(shown, _FormerStates(store, key).released_plan)
    return replace(own, plan=shown)


def read_final_progress(
    store: Store, final: FinalPlan, fiscal_year: int
) -> FinalProgress:
    """The latest final progress of each entry of the schedule up to a year."""
    former = _FormerStates(store, final.plan.key)
    progress_up_to = cache(partial(store.progress, final.plan.key))
    return final_progress(
        fiscal_year, final.unconfirmed, progress_up_to, former.progress_of
    )


class _FormerStates:
    """A plan as it was when things of it were released, and when they were final."""

    def __init__(self, store: Store, key: PlanKey) -> None:
        self._releases = store.releases(key)
        self._content = cache(partial(released_content, store, key))
        self._plan_at = cache(partial(store.plan_at, key))
        self._progress_at = cache(partial(store.progress, key))

    def released_plan(self, fiscal_year: int) -> Plan | None:
        """The plan as a year was released; None where it was not."""
        release = release_showing_year(self._releases, fiscal_year)
        return None if release is None else self._content(release.number).plan

    def plans_of(self, item: UnconfirmedItem) -> Iterator[Plan]:
        """The plan as the item was released, and as it was final."""
        release = self._release_of(item)
        if release is not None:
            yield self._content(release.number).plan
        if item.was_final is not None:
            yield self._plan_at(item.was_final.stood_at)

    def progress_of(
        self, item: UnconfirmedItem
    ) -> Iterator[Mapping[EntryKey, Progress]]:
        """The progress as the item was released, and as it was final."""
        release = self._release_of(item)
        if release is not None:
            released = self._content(release.number).progress
            yield {
                (entry.measure, entry.label, entry.nth): entry.progress
                for entry in released
            }
        if item.was_final is not None:
            yield self._progress_at(item.fiscal_year, item.was_final.stood_at)

    def was_released_preliminary(self, item: UnconfirmedItem) -> bool:
        """Whether the item is shown as it was released, and was 速報 then."""
        release = self._release_of(item)
        if release is None:
            return False
        return any(
            (each.kind, each.place, each.fiscal_year) == (*item.key, item.fiscal_year)
            for each in self._content(release.number).finality
            if each.confirmed_at is None
        )

    def _release_of(self, item: UnconfirmedItem) -> Release | None:
        """The release that counts for the item; None where it was final after it."""
        release = release_showing_year(self._releases, item.fiscal_year)
        if release is None or item.was_final is None:
            return release
        return None if item.was_final.at > release.at else release


def _own_final_plan(store: Store, key: PlanKey, today: date) -> FinalPlan | None:
    plan = store.plan(key)
    if plan is None:
        return None
    unconfirmed = _unconfirmed(store, plan, today)
    former = _FormerStates(store, key)
    preliminary = frozenset(
        (item.key, item.fiscal_year)
        for item in unconfirmed
        if former.was_released_preliminary(item)
    )
    shown = final_plan(plan, unconfirmed, former.plans_of)
    return FinalPlan(shown, unconfirmed, preliminary)


def _unconfirmed(store: Store, plan: Plan, today: date) -> tuple[UnconfirmedItem, ...]:
    reviews = store.reviews(plan.key)
    unconfirmed: list[UnconfirmedItem] = []
    for year in sorted(reviews):
        form = form_of_plan(store, plan, Revision(0, None), year, None, today)
        unconfirmed.extend(unconfirmed_items(form, reviews))
    return tuple(unconfirmed)
