"""What the store is asked about plans and their cities."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxkpi import fiscal
from dxkpi.plan import Municipality, Plan, PlanKey, Progress
from dxkpi.plan.linked_plans import with_shared_figures
from dxkpi.rules import EntryKey
from dxkpi.store.known_plans import KnownPlan, read_known_plan, read_plan_known_at
from dxkpi.store.listed_plans import ListedPlan, read_listed_plans
from dxkpi.store.load import read_municipalities, read_plan_at, read_plans
from dxkpi.store.opened_store import OpenedStore, unreadable_named
from dxkpi.store.progress import read_progress
from dxkpi.store.revisions import Revision, last_change_of_plan


class PlanQuestions(OpenedStore):
    """Plans as they are, as they were, and with the figures of others.

    A plan is read in one statement whatever its size.
    """

    def listed_plans(self) -> tuple[ListedPlan, ...]:
        """Every plan, by municipality and first year, those of invented cities last."""
        return self._ask(read_listed_plans)

    def plan(self, key: PlanKey) -> Plan | None:
        """One plan, or None when the store has no such one."""
        kept = self.last_write.after_return
        if kept is not None and kept.plan.key == key:
            if self.last_change(key) == kept.last_change:
                return kept.plan
            self.last_write.after_return = None
        return self.plans([key]).get(key)

    def last_change(self, key: PlanKey) -> Revision | None:
        """The write in which a plan was last changed, as it is at this moment."""
        return self._ask_of(key, last_change_of_plan)

    def plan_with_shared_figures(self, key: PlanKey) -> Plan | None:
        """One plan with the figures that other plans of its city have for it, as it may
        be shown; None when the store has no such one.
        """
        plan = self.plan(key)
        if plan is None:
            return None
        return with_shared_figures(
            plan, lambda plan_id: self.plan(PlanKey(key.city, plan_id))
        )

    def plan_on(self, key: PlanKey, day: date) -> KnownPlan | None:
        """A plan as it was known at the end of a day in Japan.

        It has the figures that other plans of its city had for it on that day. None where
        it was not in the store yet.
        """
        known = self._ask_of(key, read_known_plan, day)
        if known is None:
            return None

        def plan_beside(plan_id: str) -> Plan | None:
            beside = self._ask_of(PlanKey(key.city, plan_id), read_known_plan, day)
            return beside.plan if beside else None

        return replace(known, plan=with_shared_figures(known.plan, plan_beside))

    def plan_known_at(self, key: PlanKey, revision: int) -> Plan | None:
        """A plan as it was known after a write, with its wording of then; None where it was
        not in the store yet.
        """
        write = Revision(revision, None)
        known = self._ask_of(key, read_plan_known_at, write, fiscal.today())
        return known.plan if known else None

    def plan_at(self, key: PlanKey, revision: int) -> Plan:
        """A plan in its present wording with the figures that were on record at a revision.

        The store must have the plan.
        """
        with unreadable_named([key]):
            stored = self._ask_of(key, read_plan_at, revision)
            return Plan.model_validate(stored.fields)

    def plans(self, keys: Sequence[PlanKey]) -> dict[PlanKey, Plan]:
        """Several plans, in the order asked for; those that are not there are left out.

        Raises `StoreError` (UNREADABLE) where no plan can be made of what is stored.
        """
        self.reach.check(key.city for key in keys)
        with unreadable_named(keys):
            return self._answer(read_plans, keys)

    def progress(
        self, plan: PlanKey, fiscal_year: int | None = None, revision: int | None = None
    ) -> Mapping[EntryKey, Progress]:
        """The latest progress of the schedule's entries, up to a fiscal year if one is
        given; with a revision as it was on record then.
        """
        return self._ask_of(plan, read_progress, fiscal_year, revision)

    def municipality(self, city: str) -> Municipality | None:
        """A city with its register of departments, as of the last write that is known;
        None where it has no plan here.
        """
        cities = self.last_write.cities_as_of(self.revision())
        if city not in cities:
            cities[city] = self._ask(read_municipalities, [city]).get(city)
        return cities[city]
