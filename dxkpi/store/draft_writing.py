"""Writing drafts of plans: each step one transaction, one draft in one hand at a time.

A step is no revision; the registration of a draft is one, like any other change of a plan.
Only `dxkpi.actions` may use this (an import rule says so).
"""

from collections.abc import Callable, Sequence

from dxkpi.plan import Plan
from dxkpi.store.chain import recorded_write
from dxkpi.store.drafts import (
    DraftStep,
    NewDraft,
    NewStep,
    PlanDraft,
    discard,
    existing_draft,
    note_registered,
    note_taken_back,
    read_draft_steps,
    read_drafts,
    read_listed_draft,
    write_new_draft,
    write_step,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.revisions import Revision, last_change_of_plan, new_revision
from dxkpi.store.save import withdraw_plan
from dxkpi.store.store import Store
from dxkpi.store.writing import PlanWriter, write_changed_plans, write_to

MakeStep = Callable[[PlanDraft, Sequence[DraftStep]], NewStep | None]
"""What a step makes of a draft as it stands at this moment, with all its steps; None:
nothing changes.
"""


def start_draft(store: Store, draft: NewDraft, who: str) -> int:
    """Begin a draft; its number. Where the plan has an open one, its number.

    Raises `StoreError`.
    """
    with write_to(store, draft.city) as connection:
        for listed in read_drafts(connection, draft.city):
            if draft.plan is not None and listed.plan == draft.plan:
                return listed.number
        return write_new_draft(connection, draft, who)


def change_draft(store: Store, number: int, make: MakeStep, who: str) -> PlanDraft:
    """Put the step that `make` gives behind the last one; the draft as it stands then.

    Raises `StoreError`, and what `make` raises: then nothing is changed.
    """
    with recorded_write(store.engine) as connection:
        draft = existing_draft(connection, number)
        step = make(draft, read_draft_steps(connection, number))
        if step is not None:
            write_step(connection, draft, step, who)
        return existing_draft(connection, number)


def discard_draft(store: Store, number: int, who: str) -> None:
    """Give a draft up. Raises `StoreError`."""
    with recorded_write(store.engine) as connection:
        discard(connection, existing_draft(connection, number), who)


def register_draft(
    store: Store,
    number: int,
    step: int,
    plan: Plan,
    seen: Revision | None,
    writer: PlanWriter,
) -> Revision | None:
    """Store what a draft came to, and close it; None where the plan says that already:
    then the draft stays open.

    Raises `StoreError` (CHANGED_SINCE_SEEN) where somebody made another step than `step`,
    or changed the plan since `seen` (None: it was not there).
    """
    with write_to(store, plan.key.city) as connection:
        draft = existing_draft(connection, number)
        is_as_seen = draft.listed.step == step
        if not is_as_seen or last_change_of_plan(connection, plan.key) != seen:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
        revision = write_changed_plans(store, connection, [plan], writer)
        if revision is None:
            return None
        note_registered(connection, draft, writer.who, plan.key, revision.number)
    store.remember_write(revision)
    return revision


def take_back_new_plan(
    store: Store, number: int, draft: NewDraft, seen: Revision, writer: PlanWriter
) -> Revision:
    """Take back a plan that a registered draft brought, with a reason (that of `writer`),
    and begin a draft with what it held.

    Raises `StoreError` (CHANGED_SINCE_SEEN) where the plan was changed since `seen`.
    """
    with write_to(store, draft.city) as connection:
        registered = read_listed_draft(connection, number)
        key = None if registered is None else registered.key
        if key is None or last_change_of_plan(connection, key) != seen:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
        revision = new_revision(connection, *writer)
        withdraw_plan(connection, revision.number, key)
        reason = writer.correction or ""
        note_taken_back(connection, number, reason, revision.number)
        write_new_draft(connection, draft, writer.who)
    store.remember_write(revision)
    return revision


def take_back_draft(
    store: Store,
    number: int,
    plan: Plan,
    seen: Revision,
    reason: str,
    writer: PlanWriter,
) -> Revision | None:
    """Store a plan without what a draft made of it, and note that; None where nothing of it
    stood any more.

    Raises `StoreError` (CHANGED_SINCE_SEEN) where the plan was changed since `seen`.
    """
    with write_to(store, plan.key.city) as connection:
        if last_change_of_plan(connection, plan.key) != seen:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
        revision = write_changed_plans(store, connection, [plan], writer)
        note_taken_back(
            connection, number, reason, revision.number if revision else None
        )
    if revision is not None:
        store.remember_write(revision)
    return revision
