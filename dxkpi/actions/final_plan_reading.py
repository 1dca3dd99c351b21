"""確定: a plan as whoever sees only what is final sees it, and at least what everybody does:
what was released.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial

from dxkpi.actions.releases import released_content
from dxkpi.actions.return_forms import form_of_plan
from dxkpi.plan import Plan, PlanKey, Progress
from dxkpi.plan.linked_plans import PlanById, figure_owner, with_shared_figures
from dxkpi.plan.release import Release, release_showing_year
from dxkpi.plan.review import figure_key
from dxkpi.returns.final_plan import (
    FinalPlan,
    UnconfirmedItem,
    final_plan,
    final_progress,
    unconfirmed_items,
    with_released_shares,
)
from dxkpi.returns.finality import ItemOfYear
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

    @cache
    def final_beside(plan_id: str) -> FinalPlan | None:
        return _own_final_plan(store, PlanKey(key.city, plan_id), today)

    def plan_beside(plan_id: str) -> Plan | None:
        other = final_beside(plan_id)
        return None if other is None else other.plan

    shared = with_shared_figures(own.plan, plan_beside)
    if shared is own.plan:
        return own
    former = _FormerStates(store, key)
    preliminary = own.preliminary.union(
        _preliminary_from_owners(shared, plan_beside, final_beside),
        _preliminary_shares(shared, former),
    )
    shown = with_released_shares(shared, former.released_plan)
    return replace(own, plan=shown, preliminary=preliminary)


def _preliminary_from_owners(
    plan: Plan,
    plan_beside: PlanById,
    final_beside: Callable[[str], FinalPlan | None],
) -> Iterator[ItemOfYear]:
    """The shared figures that their own plans show as released, where they were 速報."""
    for indicator in plan.indicators:
        owner = figure_owner(plan, indicator, plan_beside)
        final = None if owner is None else final_beside(owner.plan.about.id)
        if owner is None or final is None:
            continue
        for actual in indicator.actuals:
            year = actual.fiscal_year
            if (figure_key(owner.indicator.code), year) in final.preliminary:
                yield figure_key(indicator.code), year


def _preliminary_shares(plan: Plan, former: "_FormerStates") -> Iterator[ItemOfYear]:
    """The shared figures that wait, and were 速報 when they were released with this plan."""
    for indicator in plan.indicators:
        if indicator.shares is None:
            continue
        for actual in indicator.actuals:
            item = figure_key(indicator.code), actual.fiscal_year
            if actual.is_unconfirmed and former.was_preliminary(item):
                yield item


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

    def was_preliminary(self, item: ItemOfYear) -> bool:
        """Whether a thing was 速報 when its year was released."""
        key, fiscal_year = item
        release = release_showing_year(self._releases, fiscal_year)
        if release is None:
            return False
        return any(
            (each.kind, each.place, each.fiscal_year) == (*key, fiscal_year)
            for each in self._content(release.number).finality
            if each.confirmed_at is None
        )

    def is_shown_preliminary(self, item: UnconfirmedItem) -> bool:
        """Whether the item is shown as it was released, and was 速報 then."""
        if self._release_of(item) is None:
            return False
        return self.was_preliminary((item.key, item.fiscal_year))

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
        if former.is_shown_preliminary(item)
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
