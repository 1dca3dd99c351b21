"""Plans with what is final only, kept for all who see no more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import PlanKey
from dxkpi.plan.sight import SeenState
from dxkpi.returns.final_plan import FinalPlan
from dxkpi.settings import settings
from dxkpi.store import ListedPlan, Revision, Store, StoreError, StoreFault
from dxkpi.survey import plan_with_pooled_groups


def final_plans(plans: Iterable[ListedPlan]) -> dict[PlanKey, ListedPlan]:
    """Every plan as whoever sees what is final sees it: as of the last change of any plan
    of its city, because some have figures of others.
    """
    plans = tuple(plans)
    last_changes: dict[str, Revision] = {}
    for listed in plans:
        city = listed.city.code
        last_change = last_changes.get(city, listed.revision)
        last_changes[city] = max(
            last_change, listed.revision, key=lambda each: each.number
        )
    return {
        listed.key: replace(
            listed, revision=last_changes[listed.city.code], state=SeenState.CONFIRMED
        )
        for listed in plans
    }


def final_plan(store: Store, listed: ListedPlan) -> FinalPlan:
    """A plan with what is final, as it may be shown, and what waits to be.

    Raises `StoreError` when it is gone since the list was read.
    """
    final = _final_plan(store, listed.key, listed.revision, fiscal.today())
    if final is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return final


@st.cache_resource(show_spinner=False, max_entries=64)
def _final_plan(
    _store: Store, key: PlanKey, revision: Revision, today: date
) -> FinalPlan | None:
    from dxkpi import actions  # not before the server answers: it brings much

    final = actions.read_final_plan(_store, key, today)
    if final is None:
        return None
    pooled = plan_with_pooled_groups(final.plan, settings().smallest_group)
    return replace(final, plan=pooled)
