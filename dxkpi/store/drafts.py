"""Drafts of plans, in rows: read, and changed step by step.

A draft is work in progress. It counts for nothing until it is registered, and that is a
write like any other: so the steps of a draft are no revisions, wake no cache and stand in
no chain of changes. They are kept for those who work on it, for as long as they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import simplejson
from sqlalchemy import Connection, Row, delete, insert, select, update

from dxkpi import fiscal
from dxkpi.plan import PlanKey
from dxkpi.plan.document_changes import ABSENT, DocumentChange
from dxkpi.store.engine import reach_of
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.revisions import as_utc, storable_text
from dxkpi.store.rows import Fields, last_number
from dxkpi.store.tables import DRAFT, DRAFT_STEP, PlanDraftState

_AT, _OLD, _NEW = "at", "old", "new"


@dataclass(frozen=True)
class ListedDraft:
    """A draft as a list to choose from needs it.

    `plan` is the id of the stored plan that it changes, or that it became; None for a plan
    to be. `begun_from` is the write to that plan with which the draft began. `step` is the
    number of the last step; 0 where there is none. `registered_in` is the write in which
    it became the plan, `taken_back_in` the one that took that back.
    """

    number: int
    city: str
    plan: str | None
    title: str
    begun_from: int | None
    begun_at: datetime
    begun_by: str
    step: int
    changed_at: datetime
    changed_by: str
    state: PlanDraftState
    ended_at: datetime | None = None
    ended_by: str | None = None
    registered_in: int | None = None
    taken_back_in: int | None = None
    taken_back_because: str | None = None

    @property
    def key(self) -> PlanKey | None:
        """The stored plan that it changes; None for a plan to be."""
        return None if self.plan is None else PlanKey(self.city, self.plan)


@dataclass(frozen=True)
class PlanDraft:
    """An open draft: the document that it began with, and what has become of it.

    Actuals that the store has stand in both by reference (`dxkpi.plan.stored_actuals`).
    """

    listed: ListedDraft
    base: Any
    data: Any


@dataclass(frozen=True)
class DraftStep:
    """What somebody changed in one step; `undoes` is the step that it took back."""

    number: int
    at: datetime
    who: str
    changes: tuple[DocumentChange, ...]
    undoes: int | None = None


@dataclass(frozen=True)
class NewDraft:
    """A draft that is begun; `data` is other than `base` where it begins with more."""

    city: str
    plan: str | None
    begun_from: int | None
    base: Any
    data: Any


@dataclass(frozen=True)
class NewStep:
    """What a step makes of a draft's document, and by which changes."""

    changes: tuple[DocumentChange, ...]
    data: Any
    undoes: int | None = None


# Reading


def read_drafts(
    connection: Connection, city: str | None = None
) -> tuple[ListedDraft, ...]:
    """The open drafts of a city, of every city within reach where none is named; the one
    begun first comes first.
    """
    query = (
        select(DRAFT).where(DRAFT.c.state == PlanDraftState.OPEN).order_by(DRAFT.c.id)
    )
    if city is not None:
        query = query.where(DRAFT.c.city == city)
    reach = reach_of(connection)
    rows = [row for row in connection.execute(query) if reach.holds(row.city)]
    last = _last_steps(connection, [row.id for row in rows])
    return tuple(_listed(row, last.get(row.id)) for row in rows)


def read_registered_drafts(
    connection: Connection, key: PlanKey
) -> tuple[ListedDraft, ...]:
    """The drafts that became a plan and were not taken back, the last one first.

    Raises `StoreError` where the plan's city is out of reach.
    """
    reach_of(connection).check([key.city])
    query = select(DRAFT).where(
        DRAFT.c.state == PlanDraftState.REGISTERED,
        DRAFT.c.city == key.city,
        DRAFT.c.plan == key.id,
    )
    rows = connection.execute(query.order_by(DRAFT.c.registered_in.desc()))
    return tuple(_listed(row, None) for row in rows)


def read_listed_draft(connection: Connection, number: int) -> ListedDraft | None:
    """A draft, also one that has ended; None where there is none within reach."""
    row = _row(connection, number)
    if row is None:
        return None
    return _listed(row, _last_steps(connection, [number]).get(number))


def existing_draft(connection: Connection, number: int) -> PlanDraft:
    """An open draft. Raises `StoreError` where there is none within reach, or it has
    ended.
    """
    row = _row(connection, number)
    if row is None:
        raise StoreError(StoreFault.UNKNOWN_DRAFT, number=number)
    if row.state is not PlanDraftState.OPEN:
        raise StoreError(
            StoreFault.DRAFT_ENDED,
            number=number,
            when=as_utc(row.ended_at),
            who=row.ended_by,
        )
    listed = _listed(row, _last_steps(connection, [number]).get(number))
    return PlanDraft(listed, _parsed(row.base), _parsed(row.document))


def read_draft_steps(
    connection: Connection, number: int, after: int = 0
) -> tuple[DraftStep, ...]:
    """The steps of a draft, the first one first; those after a step alone."""
    if _row(connection, number) is None:
        return ()
    s = DRAFT_STEP.c
    query = select(DRAFT_STEP).where(s.draft_id == number, s.number > after)
    rows = connection.execute(query.order_by(s.number))
    return tuple(
        DraftStep(
            row.number, as_utc(row.at), row.who, _changes(row.changes), row.undoes
        )
        for row in rows
    )


# Writing


def write_new_draft(connection: Connection, draft: NewDraft, who: str) -> int:
    """Begin a draft; its number."""
    number = last_number(connection, DRAFT) + 1
    row: Fields = {
        "id": number,
        "city": draft.city,
        "plan": draft.plan,
        "title": _title(draft.data),
        "begun_from": draft.begun_from,
        "begun_at": fiscal.now(),
        "begun_by": storable_text(who),
        "base": as_text(draft.base),
        "document": as_text(draft.data),
        "step": 0,
        "state": PlanDraftState.OPEN,
        "ended_at": None,
        "ended_by": None,
        "registered_in": None,
        "taken_back_in": None,
        "taken_back_because": None,
    }
    connection.execute(insert(DRAFT), row)
    return number


def write_step(
    connection: Connection, draft: PlanDraft, step: NewStep, who: str
) -> int:
    """Put a step behind the last one of a draft; its number."""
    number = draft.listed.step + 1
    changed = {
        "document": as_text(step.data),
        "title": _title(step.data),
        "step": number,
    }
    is_draft = DRAFT.c.id == draft.listed.number
    connection.execute(update(DRAFT).where(is_draft).values(changed))
    row: Fields = {
        "draft_id": draft.listed.number,
        "number": number,
        "at": fiscal.now(),
        "who": storable_text(who),
        "changes": as_text([_plain(change) for change in step.changes]),
        "undoes": step.undoes,
    }
    connection.execute(insert(DRAFT_STEP), row)
    return number


def discard(connection: Connection, draft: PlanDraft, who: str) -> None:
    """Give a draft up; what it held goes."""
    _end(connection, draft, who, {"state": PlanDraftState.DISCARDED})


def note_registered(
    connection: Connection, draft: PlanDraft, who: str, plan: PlanKey, revision: int
) -> None:
    """Close a draft that became the plan in a write; what it held stands there now."""
    registered = {
        "state": PlanDraftState.REGISTERED,
        "plan": plan.id,
        "registered_in": revision,
    }
    _end(connection, draft, who, registered)


def note_taken_back(
    connection: Connection, number: int, reason: str, revision: int | None
) -> None:
    """Note that what a draft made of the plan was taken back; `revision` None: nothing of
    it stood any more. Raises `StoreError` where it is not registered.
    """
    row = _row(connection, number)
    if row is None:
        raise StoreError(StoreFault.UNKNOWN_DRAFT, number=number)
    if row.state is not PlanDraftState.REGISTERED:
        raise StoreError(StoreFault.DRAFT_NOT_REGISTERED, number=number)
    taken_back = {
        "state": PlanDraftState.TAKEN_BACK,
        "taken_back_in": revision,
        "taken_back_because": storable_text(reason),
    }
    connection.execute(update(DRAFT).where(DRAFT.c.id == number).values(taken_back))


def _end(connection: Connection, draft: PlanDraft, who: str, how: Fields) -> None:
    number = draft.listed.number
    ended = {
        "base": None,
        "document": None,
        "ended_at": fiscal.now(),
        "ended_by": storable_text(who),
        **how,
    }
    connection.execute(delete(DRAFT_STEP).where(DRAFT_STEP.c.draft_id == number))
    connection.execute(update(DRAFT).where(DRAFT.c.id == number).values(ended))


# Documents as text


def as_text(data: Any) -> str:
    """Plain data as JSON; figures keep their digits."""
    return simplejson.dumps(data, ensure_ascii=False, use_decimal=True)


def plain_data(data: Any) -> Any:
    """Data as the store gives it back: keys are text, tuples are lists."""
    return _parsed(as_text(data))


def _parsed(text: str) -> Any:
    return simplejson.loads(text, use_decimal=True)


def _plain(change: DocumentChange) -> Fields:
    sides = {_OLD: change.old, _NEW: change.new}
    there = {name: value for name, value in sides.items() if value is not ABSENT}
    return {_AT: list(change.location), **there}


def _changes(text: str) -> tuple[DocumentChange, ...]:
    return tuple(
        DocumentChange(tuple(each[_AT]), each.get(_OLD, ABSENT), each.get(_NEW, ABSENT))
        for each in _parsed(text)
    )


def _title(data: Any) -> str:
    about = data.get("plan")
    title = about.get("title") if isinstance(about, dict) else None
    return storable_text(title) if isinstance(title, str) else ""


def _row(connection: Connection, number: int) -> Row[Any] | None:
    """The row of a draft; None where there is none, or its city is out of reach."""
    row = connection.execute(select(DRAFT).where(DRAFT.c.id == number)).first()
    if row is None or not reach_of(connection).holds(row.city):
        return None
    return row


def _last_steps(
    connection: Connection, numbers: Sequence[int]
) -> dict[int, tuple[datetime, str]]:
    """When and by whom the last step of each draft was made."""
    s = DRAFT_STEP.c
    query = (
        select(s.draft_id, s.at, s.who)
        .join(DRAFT, DRAFT.c.id == s.draft_id)
        .where(s.draft_id.in_(numbers), s.number == DRAFT.c.step)
    )
    return {
        row.draft_id: (as_utc(row.at), row.who) for row in connection.execute(query)
    }


def _listed(row: Row[Any], last: tuple[datetime, str] | None) -> ListedDraft:
    begun = (as_utc(row.begun_at), row.begun_by)
    changed_at, changed_by = last or begun
    return ListedDraft(
        number=row.id,
        city=row.city,
        plan=row.plan,
        title=row.title,
        begun_from=row.begun_from,
        begun_at=as_utc(row.begun_at),
        begun_by=row.begun_by,
        step=row.step,
        changed_at=changed_at,
        changed_by=changed_by,
        state=row.state,
        ended_at=None if row.ended_at is None else as_utc(row.ended_at),
        ended_by=row.ended_by,
        registered_in=row.registered_in,
        taken_back_in=row.taken_back_in,
        taken_back_because=row.taken_back_because,
    )
