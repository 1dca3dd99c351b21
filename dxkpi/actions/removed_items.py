"""What was taken out of a plan, to be brought back in a draft.

What was removed from the document of a plan is gone from it, and stands in the history
with who took it out and when. So bringing it back is adding what it was before that write,
with its figures.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from dxkpi.plan import PlanChange, PlanKey
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location
from dxkpi.store import HistoryStep, Store
from dxkpi.store.drafts import plain_data


@dataclass(frozen=True)
class RemovedItem:
    """An indicator, measure, initiative or policy that the plan has no more.

    `edits` of a `ChangeDraft` with `data` at `location` bring it back. Counts of staff
    surveys do not come back: they are registered on their own page.
    """

    location: Location
    name: str
    at: datetime
    who: str
    data: Any


def removed_items(store: Store, key: PlanKey) -> tuple[RemovedItem, ...]:
    """Everything that was taken out of a plan and is not there, the last one first."""
    plan = store.plan(key)
    if plan is None:
        return ()
    present = plan_as_data(plan)
    data_before = cache(partial(_data_before, store, key))
    removed: dict[Location, RemovedItem] = {}
    for step in reversed(store.history(key)):
        if step.wording is None or not _takes_out(step.wording):
            continue
        item = _item_before(data_before(step.revision), step, step.wording)
        is_back = item is None or _is_in(present, item.location)
        if item is not None and not is_back:
            removed.setdefault(item.location, item)
    return tuple(removed.values())


def _takes_out(change: PlanChange) -> bool:
    """Whether a change is that something is there no more."""
    kinds = ("indicator", "measure", "policy")
    is_item = change.path[0] in kinds and change.path[-1] == "name"
    return is_item and change.new is None


def _data_before(store: Store, key: PlanKey, revision: int) -> Any:
    """The plan's document before a write; None where it was not there yet."""
    before = store.plan_known_at(key, revision - 1)
    return None if before is None else plain_data(plan_as_data(before))


def _item_before(
    before: Any, step: HistoryStep, change: PlanChange
) -> RemovedItem | None:
    """What was taken out, as it was before that write."""
    if before is None:
        return None
    location = _location_of(before, change)
    item = ABSENT if location is None else value_at(before, location)
    if location is None or item is ABSENT:
        return None
    return RemovedItem(
        location, str(change.old), step.at, step.who, _without_surveys(item)
    )


def _location_of(data: Any, change: PlanChange) -> Location | None:
    match change.path:
        case ("indicator", code, "name"):
            return ("indicators", code)
        case ("policy", number, "name"):
            return ("policies", number)
        case ("measure", number, "initiative", initiative, "name"):
            measure = _measure(data, str(number))
            return None if measure is None else (*measure, "initiatives", initiative)
        case ("measure", number, "name"):
            return _measure(data, str(number))
    return None


def _measure(data: Any, number: str) -> Location | None:
    for policy in objects_in(data.get("policies")):
        for measure in objects_in(policy.get("measures")):
            if measure.get("number") == number:
                return ("policies", policy["number"], "measures", number)
    return None


def _is_in(present: Any, location: Location) -> bool:
    """Whether the plan has it, a measure in whichever policy."""
    match location:
        case ("policies", _, "measures", number):
            return _measure(present, str(number)) is not None
        case ("policies", _, "measures", number, *inside):
            measure = _measure(present, str(number))
            where = location if measure is None else (*measure, *inside)
            return value_at(present, where) is not ABSENT
    return value_at(present, location) is not ABSENT


def _without_surveys(item: Any) -> Any:
    """An item without the actuals that staff surveys are behind."""
    for measured in (item, *objects_in(item.get("parts"))):
        actuals = objects_in(measured.get("actuals"))
        if actuals:
            measured["actuals"] = [
                actual for actual in actuals if actual.get("survey") is None
            ]
    return item
