"""Drafts: a plan that is brought in, corrected or revised, until it is registered.

A draft is seen by everybody who may edit the city's plans, and worked on by several at
once. `draft_registration` makes the plan of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, Command
from dxkpi.actions.draft_edits import Edits, may_touch_actuals
from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.draft_steps import step_of_edits, step_of_undoing
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.plan_placing import free_plan_id
from dxkpi.actions.rights import Right
from dxkpi.drafting.succession import succeeding_data
from dxkpi.plan import Plan, PlanKey, PlanKind
from dxkpi.plan.document_changes import changes_in_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.official_places import place_with_code
from dxkpi.plan.stored_actuals import with_references
from dxkpi.plan.tree import kind_of_title, usual_plan_id
from dxkpi.store import (
    ListedDraft,
    NewDraft,
    PlanDraft,
    Store,
    StoreError,
    StoreFault,
    draft_writing,
)
from dxkpi.store.drafts import plain_data


@dataclass(frozen=True)
class NewPlan:
    """What a plan to be begins with.

    `follows` is the id of the plan of the city whose place it takes; of that one it takes
    over the policies with what is in them (`with_structure`), and goes on with the
    indicators of these codes (`continuing`).
    """

    title: str
    kind: PlanKind | None = None
    first_fiscal_year: int | None = None
    last_fiscal_year: int | None = None
    follows: str | None = None
    with_structure: bool = True
    continuing: tuple[str, ...] = ()


@dataclass(frozen=True)
class StartDraft(Command):
    """Begin a draft of a stored plan (`plan_id`), or of one to be (`new`).

    Where a draft of the stored plan is open, that one is meant. `data` is what a new plan
    begins with besides, out of a document or a plan book.
    """

    right: ClassVar[Right] = Right.EDIT_PLAN
    city: str
    plan_id: str | None = None
    new: NewPlan | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (CityScope(self.city),)


class OfDraft:
    """What a command reaches that is about a draft: the draft's city."""

    right: ClassVar[Right] = Right.EDIT_PLAN
    draft: int

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        listed = store.listed_draft(self.draft)
        return () if listed is None else (CityScope(listed.city),)

    def facts(self) -> Mapping[str, object]:
        return {"draft": self.draft}


@dataclass(frozen=True)
class ChangeDraft(OfDraft, Command):
    """Change places of a draft's document, as one step.

    `edits` are new values by locations, in which items stand by their names or by the
    positions that they had after the step `seen`, the last one that the writer saw:
    `("indicators", "K01", "target", "value"): 80`. `ABSENT` takes away what is there. An
    item under a name that its list does not have is added; one under `"+"` gets its code
    or number. `(…list, ORDER)` is the order of a list by the names of its items.
    """

    draft: int
    seen: int
    edits: Edits = field(default_factory=dict)


@dataclass(frozen=True)
class UndoStep(OfDraft, Command):
    """Take back a step of a draft: one's own, or the last one."""

    draft: int
    step: int


@dataclass(frozen=True)
class DiscardDraft(OfDraft, Command):
    """Give a draft up; what it held is gone."""

    draft: int


@logged
def start_draft(store: Store, command: StartDraft, actor: Actor) -> ListedDraft:
    """Begin a draft. Raises `WrongDraft` and `StoreError`."""
    permit(store, actor, command)
    if command.plan_id is not None:
        draft = _draft_of_plan(store, PlanKey(command.city, command.plan_id))
    else:
        draft = _draft_of_new_plan(store, command)
    number = draft_writing.start_draft(store, draft, actor.name)
    listed = store.listed_draft(number)
    assert listed is not None
    return listed


@logged
def change_draft(store: Store, command: ChangeDraft, actor: Actor) -> PlanDraft:
    """Make a step; the draft as it stands then. Where it stands so already, none is made.

    Raises `ChangedInDraft` where somebody else changed the same place since, `WrongDraft`
    and `StoreError`.
    """
    permit(store, actor, command)
    stored = {}
    if may_touch_actuals(command.edits):
        stored = stored_data(store, store.draft(command.draft))
    who = actor.name
    return draft_writing.change_draft(
        store,
        command.draft,
        lambda draft, steps: step_of_edits(
            draft, steps, command.edits, command.seen, who, stored
        ),
        who,
    )


@logged
def undo_step(store: Store, command: UndoStep, actor: Actor) -> PlanDraft:
    """Make the step that takes another back. Raises as `change_draft` does."""
    permit(store, actor, command)
    who = actor.name
    return draft_writing.change_draft(
        store,
        command.draft,
        lambda draft, steps: step_of_undoing(draft, steps, command.step, who),
        who,
    )


@logged
def discard_draft(store: Store, command: DiscardDraft, actor: Actor) -> None:
    """Give a draft up. Raises `StoreError`."""
    permit(store, actor, command)
    draft_writing.discard_draft(store, command.draft, actor.name)


def stored_data(store: Store, draft: PlanDraft) -> Any:
    """The document of the plan that a draft changes, as it stands now; empty for a plan to
    be.
    """
    key = draft.listed.key
    return data_of_plan(None if key is None else store.plan(key))


def data_of_plan(plan: Plan | None) -> Any:
    """The document of a plan; empty where there is none."""
    return {} if plan is None else plain_data(plan_as_data(plan))


def _draft_of_plan(store: Store, key: PlanKey) -> NewDraft:
    seen = store.last_change(key)
    plan = store.plan(key)
    if plan is None or seen is None:
        raise StoreError(StoreFault.PLAN_GONE)
    data = plain_data(with_references(plan_as_data(plan)))
    return NewDraft(key.city, key.id, seen.number, data, data)


def draft_of_plan_to_be(store: Store, plan: Plan) -> NewDraft:
    """A draft that brings a plan in as it is; its city says what its other plans say."""
    base = facts_of_city(store, plan.key.city)
    data = plain_data(plan_as_data(plan))
    return NewDraft(plan.key.city, None, None, base, data)


def _draft_of_new_plan(store: Store, command: StartDraft) -> NewDraft:
    """A draft with what was said of the plan and of its city.

    What the city's other plans say of it is its base: that is compared when it is
    registered.
    """
    new = command.new or NewPlan("")
    if not new.title.strip():
        raise WrongDraft(DraftFault.NO_TITLE)
    base = facts_of_city(store, command.city)
    data = {**_city_data(command.city, base), "plan": _about(store, command.city, new)}
    followed = _followed_plan(store, command.city, new)
    if followed is not None:
        data |= succeeding_data(
            followed, new.continuing, with_structure=new.with_structure
        )
    brought = {
        name: value
        for name, value in command.data.items()
        if name not in ("plan", "municipality")
    }
    return NewDraft(command.city, None, None, base, plain_data({**data, **brought}))


def facts_of_city(store: Store, city: str) -> dict[str, Any]:
    """What the store knows of a city, as a document says it."""
    municipality = store.municipality(city)
    if municipality is None:
        return {}
    fields = municipality.model_dump(by_alias=True)
    if not municipality.fictional:
        del fields["fictional"]
    return {"municipality": plain_data(fields)}


def _city_data(city: str, base: Mapping[str, Any]) -> dict[str, Any]:
    """The municipality of a plan to be: as the store knows it, else by the official list."""
    if base:
        return dict(base)
    place = place_with_code(city)
    if place is None:
        raise WrongDraft(DraftFault.NO_SUCH_CITY)
    municipality = {
        "code": place.code,
        "prefecture": place.prefecture,
        "name": place.name,
    }
    return {"municipality": municipality}


def _about(store: Store, city: str, new: NewPlan) -> dict[str, Any]:
    kind = new.kind or kind_of_title(new.title)
    wanted = usual_plan_id(kind, new.first_fiscal_year)
    about = {
        "id": free_plan_id(wanted, _taken_ids(store, city)),
        "kind": kind.value,
        "title": new.title.strip(),
        "follows": new.follows,
        "first_fiscal_year": new.first_fiscal_year,
        "last_fiscal_year": new.last_fiscal_year,
    }
    return {name: value for name, value in about.items() if value is not None}


def _taken_ids(store: Store, city: str) -> set[str]:
    """The ids of the city's plans, and of those that are being written."""
    ids = {listed.id for listed in store.listed_plans() if listed.city.code == city}
    for listed in store.drafts(city):
        if listed.plan is None:
            about = store.draft(listed.number).data.get("plan")
            ids.add(str(about.get("id")) if isinstance(about, dict) else "")
    return ids


def _followed_plan(store: Store, city: str, new: NewPlan) -> Plan | None:
    if new.follows is None:
        return None
    plan = store.plan(PlanKey(city, new.follows))
    if plan is None:
        raise WrongDraft(DraftFault.NO_SUCH_PLAN)
    return plan


def is_changed(draft: PlanDraft) -> bool:
    """Whether a draft says anything else than what it began with."""
    return bool(changes_in_document(draft.base, draft.data))
